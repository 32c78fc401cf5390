//! From articles to a part: their columns, by what they are found, their place in the order.

use super::StoreError;
use super::index::Index;
use super::manifest::PartName;
use super::part::{PartWriter, Record};
use super::texts::Source;
use super::workplace::Workplace;
use crate::archive::Shelfmark;
use crate::article::{Article, ArticleId, Batch, Input};
use crate::columns::{CHUNK, Chunk, Keeper, Kept, KeptColumns, MakeColumns, Piece, Room};
use crate::observe::Observer;
use crate::pipeline;
use crate::plan::Plan;
use crate::statistics::Statistics;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// Makes the columns of a plan, and has texts kept with them whether the plan asks for them or not.
pub(super) struct WithTexts<'a>(pub(super) &'a Plan);

impl MakeColumns for WithTexts<'_> {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        self.0.columns_of(articles)
    }

    fn needs_texts(&self) -> bool {
        true
    }
}

/// Somebody who keeps columns in this room.
pub(super) fn keeper(maker: &dyn MakeColumns, room: Option<Room>) -> Keeper<'_> {
    room.map_or_else(|| Keeper::in_memory(maker), |room| Keeper::within(maker, room))
}

/// Where an article comes from that goes into a part.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// It is in the index.
    Index(Shelfmark),
    /// It was read.
    Batch(ArticleId),
}

/// What comes into an index: articles that were read, with the names that they get there.
pub(super) struct Incoming<'a> {
    pub(super) batch: &'a Batch,
    /// How they were read.
    pub(super) reading: String,
    pub(super) names: &'a BTreeMap<ArticleId, String>,
}

/// Articles with their columns and texts, in the order of the archive.
pub(super) struct Gathered {
    pub(super) batch: Batch,
    /// The ids that some of them came with, if these were others' already.
    given: BTreeMap<ArticleId, String>,
    sources: Vec<Source>,
    pub(super) columns: Arc<KeptColumns>,
}

/// Fetches articles, makes their columns, and keeps both. Articles of the index and of the batch refer to the same list of
/// inputs afterwards.
pub(super) fn gather(
    index: &Index,
    incoming: &Incoming<'_>,
    origins: &[Origin],
    plan: &Plan,
    (workplace, observer): (&dyn Workplace, &dyn Observer),
) -> Result<Gathered, StoreError> {
    let place = || index.dir().to_owned();
    let maker = WithTexts(plan);
    let keeper = keeper(&maker, workplace.room());
    let inputs = Inputs::of(index, incoming)?;
    let some = origins.par_chunks(CHUNK).map(|origins| {
        let (mut articles, given) = fetched(index, incoming, origins, &inputs)?;
        let kept = keeper.keep(&articles.iter().collect::<Vec<_>>());
        let kept = kept.map_err(|fault| StoreError::Io { path: place(), fault })?;
        for article in &mut articles {
            article.text = String::new();
        }
        observer.advance(articles.len() as u64);
        Ok((articles, given, kept))
    });
    let some: Vec<(Vec<Article>, Vec<Option<String>>, Kept)> = some.collect::<Result<_, StoreError>>()?;
    let (mut articles, mut given, mut kept) =
        (Vec::with_capacity(origins.len()), BTreeMap::new(), Vec::new());
    for (some, came_with, chunk) in some {
        let ids = (articles.len() as u32..).map(ArticleId);
        given.extend(ids.zip(came_with).filter_map(|(id, came_with)| Some((id, came_with?))));
        articles.extend(some);
        kept.push(chunk);
    }
    let columns = Arc::new(keeper.columns(kept));
    let batch = Batch::new(articles, Vec::new())?.with_texts(columns.clone());
    Ok(Gathered { batch, given, sources: inputs.all, columns })
}

/// Some of the articles with their texts, and the ids that they came with where these were others'.
fn fetched(
    index: &Index,
    incoming: &Incoming<'_>,
    origins: &[Origin],
    inputs: &Inputs,
) -> Result<(Vec<Article>, Vec<Option<String>>), StoreError> {
    let of_index = origins.iter().filter_map(|origin| match origin {
        Origin::Index(at) => Some(*at),
        Origin::Batch(_) => None,
    });
    let mut known = index.reader().with_given_ids(&of_index.collect::<Vec<_>>())?.into_iter();
    let fetched = origins.iter().map(|origin| {
        let ((article, given), list) = match *origin {
            Origin::Index(at) => (known.next()?, at.part as usize),
            Origin::Batch(id) => (incoming.article(id), index.parts.len()),
        };
        Some((inputs.renumbered(article, list), given))
    });
    // As many were asked for as there are.
    Ok(fetched.map_while(|fetched| fetched).unzip())
}

impl Incoming<'_> {
    /// An article as it goes into the index, and the id that it came with if it gets another one.
    fn article(&self, id: ArticleId) -> (Article, Option<String>) {
        let mut article = self.batch.article(id).clone();
        article.text = self.batch.text(id).into_owned();
        let name = self.names.get(&id).cloned();
        let given = name.map(|name| std::mem::replace(&mut article.id, name));
        (article, given)
    }
}

/// The inputs of all parts and of the batch, each once.
pub(super) struct Inputs {
    pub(super) all: Vec<Source>,
    /// For each part, then for the batch, where its inputs are in the list.
    places: Vec<Vec<u32>>,
}

impl Inputs {
    fn of(index: &Index, incoming: &Incoming<'_>) -> Result<Self, StoreError> {
        let of_parts = index.parts.iter().map(super::part::Part::inputs);
        // The index itself may be among them, as the input of the references.
        let read = incoming.batch.inputs().iter().filter(|input| !input.reference);
        let read = read.map(|input| {
            let reading = incoming.reading.clone();
            let mut input = input.clone();
            if !index.manifest.keeps_texts
                && let Ok(path) = std::path::absolute(&input.path)
            {
                // It is looked for there later, from whatever folder.
                input.path = path.to_string_lossy().into_owned();
            }
            Source { input, reading }
        });
        let lists = of_parts.chain([Ok(read.collect())]).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::merged(lists))
    }

    /// Those of several lists.
    pub(super) fn merged(lists: Vec<Vec<Source>>) -> Self {
        let (mut all, mut known) = (Vec::new(), BTreeMap::new());
        let mut place = |source: Source| {
            let key = (source.input.path.clone(), source.input.digest, source.reading.clone());
            *known.entry(key).or_insert_with(|| {
                let Source { input, reading } = source;
                all.push(Source { input: Input { reference: false, ..input }, reading });
                all.len() as u32 - 1
            })
        };
        let places: Vec<Vec<u32>> =
            lists.into_iter().map(|inputs| inputs.into_iter().map(&mut place).collect()).collect();
        Self { all, places }
    }

    /// The place in the list of an input of one of the lists; a record that names none keeps its number.
    pub(super) fn place(&self, list: usize, input: u32) -> u32 {
        self.places[list].get(input as usize).copied().unwrap_or(input)
    }

    fn renumbered(&self, mut article: Article, list: usize) -> Article {
        article.locator.input = self.place(list, article.locator.input);
        article
    }
}

/// Writes some of the gathered articles as a part.
pub(super) fn write_part(
    path: &Path,
    gathered: &Gathered,
    articles: Range<u32>,
    (plan, statistics): (&Plan, &Arc<Statistics>),
    keeps_texts: bool,
) -> Result<PartName, StoreError> {
    let Range { start, end } = articles;
    let columns = Piece::new(Arc::clone(&gathered.columns), start..end);
    let some = gathered.batch.articles()[start as usize..end as usize].to_vec();
    let batch = Batch::new(some, Vec::new())?;
    let entries = pipeline::catalogue(&batch, &columns, plan, statistics);
    let mut writer = PartWriter::create(path, keeps_texts)?;
    let mut outline = Vec::new();
    for (id, (article, entry)) in (start..end).zip(batch.articles().iter().zip(&entries)) {
        outline.clear();
        entry.outline.append_to(&mut outline);
        let text = gathered.batch.text(ArticleId(id));
        let digest = (!keeps_texts).then(|| xxh3_64(text.as_bytes()));
        let record = Record::of(article, gathered.given.get(&ArticleId(id)).cloned(), digest);
        writer.article(&entry.facts, &record, (&text, &outline))?;
    }
    writer.entries(&entries)?;
    let (name, articles) = writer.finish(&gathered.sources)?;
    Ok(PartName { name, articles, live: articles, removed: None })
}
