//! From articles to a part: their columns, by what they are found, their place in the order.

use super::StoreError;
use super::index::Index;
use super::manifest::PartName;
use super::part::{PartWriter, Record};
use super::workplace::Workplace;
use crate::archive::Shelfmark;
use crate::article::{Article, ArticleId, Batch, Input};
use crate::columns::{CHUNK, Chunk, Keeper, Kept, KeptColumns, MakeColumns, Piece, Room};
use crate::pipeline;
use crate::plan::Plan;
use crate::statistics::Statistics;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

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
    pub(super) names: &'a BTreeMap<ArticleId, String>,
}

/// Articles with their columns and texts, in the order of the archive.
pub(super) struct Gathered {
    pub(super) batch: Batch,
    pub(super) columns: Arc<KeptColumns>,
}

/// Fetches articles, makes their columns, and keeps both. Articles of the index and of the batch refer to the same list of
/// inputs afterwards.
pub(super) fn gather(
    index: &Index,
    incoming: &Incoming<'_>,
    origins: &[Origin],
    plan: &Plan,
    workplace: &dyn Workplace,
) -> Result<Gathered, StoreError> {
    let place = || index.dir().to_owned();
    let maker = WithTexts(plan);
    let keeper = keeper(&maker, workplace.room());
    let inputs = Inputs::of(index, incoming.batch)?;
    let some = origins.par_chunks(CHUNK).map(|origins| {
        let mut reader = index.reader();
        let mut articles = Vec::with_capacity(origins.len());
        for &origin in origins {
            articles.push(match origin {
                Origin::Index(at) => inputs.renumbered(reader.article(at)?, at.part as usize),
                Origin::Batch(id) => inputs.renumbered(incoming.article(id), index.parts.len()),
            });
        }
        let kept = keeper.keep(&articles.iter().collect::<Vec<_>>());
        let kept = kept.map_err(|fault| StoreError::Io { path: place(), fault })?;
        for article in &mut articles {
            article.text = String::new();
        }
        Ok((articles, kept))
    });
    let some: Vec<(Vec<Article>, Kept)> = some.collect::<Result<_, StoreError>>()?;
    let (articles, kept): (Vec<Vec<Article>>, Vec<Kept>) = some.into_iter().unzip();
    let columns = Arc::new(keeper.columns(kept));
    let batch = Batch::new(articles.concat(), inputs.all)?.with_texts(columns.clone());
    Ok(Gathered { batch, columns })
}

impl Incoming<'_> {
    fn article(&self, id: ArticleId) -> Article {
        let mut article = self.batch.article(id).clone();
        article.text = self.batch.text(id).into_owned();
        if let Some(name) = self.names.get(&id) {
            article.id.clone_from(name);
        }
        article
    }
}

/// The inputs of all parts and of the batch, each once.
pub(super) struct Inputs {
    pub(super) all: Vec<Input>,
    /// For each part, then for the batch, where its inputs are in the list.
    places: Vec<Vec<u32>>,
}

impl Inputs {
    fn of(index: &Index, batch: &Batch) -> Result<Self, StoreError> {
        let of_parts = index.parts.iter().map(super::part::Part::inputs);
        // The index itself may be among them, as the input of the references.
        let read = batch.inputs().iter().filter(|input| !input.reference).cloned().collect();
        let lists = of_parts.chain([Ok(read)]).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::merged(lists))
    }

    /// Those of several lists.
    pub(super) fn merged(lists: Vec<Vec<Input>>) -> Self {
        let (mut all, mut known) = (Vec::new(), BTreeMap::new());
        let mut place = |input: Input| {
            *known.entry((input.path.clone(), input.digest)).or_insert_with(|| {
                all.push(Input { reference: false, ..input });
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
        let record = Record::of(article, article.locator.input);
        writer.article(&entry.facts, &record, (&gathered.batch.text(ArticleId(id)), &outline))?;
    }
    writer.entries(&entries)?;
    let (name, articles) = writer.finish(gathered.batch.inputs())?;
    Ok(PartName { name, articles, live: articles, removed: None })
}
