//! `wirecopy show`: what a finished run found, for a person at a terminal.
//!
//! Everything that is said is what the tables say; the texts are read again from the inputs.

mod article;
mod facts;
mod listing;
mod marked;
mod near;
mod pair;
mod review;
mod texts;

use super::args::ShowArgs;
use super::exit::Exit;
use super::layout::Line;
use super::screen::Screen;
use super::settings;
use crate::tables::{FinishedRun, ListedArticle, ListedPair, ListedPassage, ListedReuse};
use anyhow::{anyhow, bail};
use texts::Texts;

/// Runs it.
pub(super) fn run(args: &ShowArgs) -> anyhow::Result<Exit> {
    let screen = Screen::of(&args.screen);
    let run = FinishedRun::open(&args.run)?;
    let mut told = Told::of(&run)?;
    if let Some(verdict) = args.review.verdict() {
        return review::say(&told, args, verdict);
    }
    review::refuse_without_verdict(&args.review)?;
    if let Some(remarks) = settings::remarks(&args.review.reviewed)? {
        review::apply(&mut told, &remarks);
    }
    let lines = match (&args.pair[..], &args.article) {
        ([a, b], _) => pair_page(&told, args, &screen, (a, b))?,
        (_, Some(id)) => article_page(&told, args, &screen, id)?,
        _ => listing::lines(&told, args.limit, screen.table_width()),
    };
    screen.show(&lines)
}

/// What the tables of a run say.
struct Told<'r> {
    run: &'r FinishedRun,
    pairs: Vec<ListedPair>,
    passages: Vec<ListedPassage>,
    articles: Vec<ListedArticle>,
    reuse: Vec<ListedReuse>,
    /// What there is to know of the file of reviews.
    notes: Vec<String>,
}

impl<'r> Told<'r> {
    fn of(run: &'r FinishedRun) -> anyhow::Result<Self> {
        Ok(Self {
            run,
            pairs: run.listed_pairs()?,
            passages: run.listed_passages()?,
            articles: run.listed_articles()?,
            reuse: run.listed_reuse()?,
            notes: Vec::new(),
        })
    }

    /// The passages of a pair, in the order of the table.
    fn passages_of(&self, pair: &ListedPair) -> Vec<&ListedPassage> {
        self.passages.iter().filter(|passage| passage.ids == pair.ids).collect()
    }

    /// The audit of an examined article.
    fn audit(&self, id: &str) -> Option<&ListedArticle> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The audit of one side of a pair; none of a reference.
    fn audit_of(&self, pair: &ListedPair, side: usize) -> Option<&ListedArticle> {
        if side == 1 && self.run.has_references() { None } else { self.audit(&pair.ids[side]) }
    }

    /// What one side of a pair has of the other, as far as it is attributed to it.
    fn reuse_of<'a>(&'a self, pair: &'a ListedPair, reuser: usize) -> Option<&'a ListedReuse> {
        let source = &pair.ids[1 - reuser];
        self.reuse_by(&pair.ids[reuser], reuser).find(|row| row.source == *source)
    }

    /// The rows of `reuse.csv` that are this article's. With references an examined article and a reference may have one
    /// id; their passages tell them apart, as an examined article is always the first of its pairs.
    fn reuse_by<'a>(&'a self, id: &'a str, side: usize) -> impl Iterator<Item = &'a ListedReuse> {
        let is_its_own = move |number: &u32| {
            let passage = self.passages.iter().find(|passage| passage.number == *number);
            passage.is_some_and(|passage| passage.ids[side] == id)
        };
        let is_meant = move |row: &&ListedReuse| {
            row.reuser == id && (!self.run.has_references() || row.passages.iter().any(is_its_own))
        };
        self.reuse.iter().filter(is_meant)
    }

    fn is_agency(&self, outlet: &str) -> bool {
        self.run.agencies().iter().any(|agency| agency == outlet)
    }

    /// Every id that the tables name.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let examined = self.articles.iter().map(|article| article.id.as_str());
        examined.chain(self.pairs.iter().flat_map(|pair| pair.ids.iter().map(String::as_str)))
    }

    /// The pair of two articles, whichever is named first.
    fn pair(&self, a: &str, b: &str) -> anyhow::Result<&ListedPair> {
        let of = |one: &str, other: &str| {
            self.pairs.iter().find(|pair| pair.ids[0] == one && pair.ids[1] == other)
        };
        if let Some(pair) = of(a, b).or_else(|| of(b, a)) {
            return Ok(pair);
        }
        let dir = self.run.dir().display();
        for id in [a, b] {
            if !self.ids().any(|known| known == id) {
                return Err(self.unknown(id));
            }
        }
        if a == b {
            bail!("{dir}: {a:?} is one article (name the two that are to be compared)");
        }
        bail!(
            "{dir}: {a:?} and {b:?} are no pair of this run: they share no passage and do not resemble one another enough \
             (wirecopy show {dir} lists its pairs)"
        )
    }

    fn unknown(&self, id: &str) -> anyhow::Error {
        let dir = self.run.dir().display();
        let near: Vec<String> = near::near(id, self.ids()).iter().map(|id| format!("{id:?}")).collect();
        let remedy = if near.is_empty() {
            format!("wirecopy show {dir} lists what is worth a look")
        } else {
            format!("near: {}", near.join(", "))
        };
        // References have no table of their own.
        let whose = if self.run.has_references() {
            "of an INPUT, or of a reference in any pair"
        } else {
            "of this run"
        };
        anyhow!("{dir}: no article {whose} has the id {id:?} ({remedy})")
    }
}

fn pair_page(
    told: &Told<'_>,
    args: &ShowArgs,
    screen: &Screen,
    (a, b): (&str, &str),
) -> anyhow::Result<Vec<Line>> {
    let pair = told.pair(a, b)?;
    let texts = Texts::of(told.run, &args.inputs)?;
    let row = |id: &str| told.articles.iter().position(|article| article.id == id);
    let text = |side: usize| {
        let id = &pair.ids[side];
        match row(id).filter(|_| side == 0 || !told.run.has_references()) {
            Some(row) => texts.examined(row, id),
            None => texts.reference(id),
        }
    };
    let page = pair::Page {
        told,
        pair,
        passages: told.passages_of(pair),
        articles: [text(0)?, text(1)?],
        is_stacked: args.stacked,
    };
    page.lines(screen)
}

fn article_page(told: &Told<'_>, args: &ShowArgs, screen: &Screen, id: &str) -> anyhow::Result<Vec<Line>> {
    let dir = told.run.dir().display();
    let Some(row) = told.articles.iter().position(|article| article.id == id) else {
        if told.run.has_references() && told.pairs.iter().any(|pair| pair.ids[1] == id) {
            bail!("{dir}: {id:?} is a reference, and references are not audited (show it in a pair)");
        }
        return Err(told.unknown(id));
    };
    let text = Texts::of(told.run, &args.inputs)?.examined(row, id)?;
    article::Page { told, audit: &told.articles[row], text: &text.text }.lines(screen)
}
