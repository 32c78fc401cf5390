//! What is worth a look in a run: articles with an agency's words and no credit first, then by the words reused.

use super::super::figures::{counted, thousands};
use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use super::super::provenance::likely;
use super::Told;
use super::facts::{blank, count, flag_of, heading, share};
use crate::findings::worth::{Question, Worth, shared_words};
use crate::findings::{Class, Flag, Order, Relation, Side, Verdict};
use crate::tables::{ListedArticle, ListedPair, ListedReuse};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The page, at most `limit` articles and as many pairs on it (0: all), tables fitted to a width.
pub(super) fn lines(told: &Told<'_>, limit: usize, width: Option<usize>) -> Vec<Line> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let dir = told.run.dir().display();
    let totals = format!(
        "{dir}: {}, {}, {}",
        counted(told.articles.len(), "article", "articles"),
        counted(told.pairs.len(), "pair", "pairs"),
        counted(told.passages.len(), "passage", "passages"),
    );
    let mut lines = vec![Line::of([Stretch::new(totals, Ink::Strong)])];
    lines.extend(articles(told, limit, width));
    lines.extend(likely_agencies(told, width));
    lines.extend(pairs(told, limit, width));
    let faint = |said: &str| wrap(&[Stretch::new(said, Ink::Faint)], width.unwrap_or(usize::MAX));
    lines.extend(told.notes.iter().flat_map(|note| faint(note)));
    lines.push(blank());
    let next = format!(
        "wirecopy show {dir} A B shows two articles, wirecopy show {dir} --article ID one with its sources"
    );
    lines.extend(faint(&next));
    lines
}

/// Outlets whose missing credits mean nothing, because nobody has said that they are agencies.
fn likely_agencies(told: &Told<'_>, width: Option<usize>) -> Vec<Line> {
    let said = told.run.likely_agencies().iter().map(likely);
    said.flat_map(|said| wrap(&[Stretch::new(said, Ink::Caution)], width.unwrap_or(usize::MAX))).collect()
}

/// Whether a flag says that an agency's words stand there and that the agency is not named.
fn is_unattributed(flag: &str) -> bool {
    matches!(flag, "uncredited" | "miscredited")
}

fn articles(told: &Told<'_>, limit: usize, width: Option<usize>) -> Vec<Line> {
    let reused = |article: &ListedArticle| article.reused_words.unwrap_or(0);
    let mut worth: Vec<&ListedArticle> =
        told.articles.iter().filter(|article| reused(article) > 0 || !article.flag.is_empty()).collect();
    if worth.is_empty() {
        return Vec::new();
    }
    worth.sort_by_key(|article| (!is_unattributed(&article.flag), Reverse(reused(article))));
    let row = |article: &&ListedArticle| {
        [
            Stretch::new(article.id.clone(), Ink::Strong),
            Stretch::plain(article.outlet.clone()),
            flag_of(article),
            Stretch::plain(count(article.reused_words)),
            Stretch::plain(share(article.reused_share)),
            Stretch::plain(article.top_source.clone()),
            Stretch::plain(article.update_of.clone()),
        ]
        .to_vec()
    };
    let columns = vec![
        Column::id("article"),
        Column::text("outlet", 8),
        Column::text("flag", 11),
        Column::number("words"),
        Column::number("share"),
        Column::id("mostly those of"),
        Column::id("update of").spare(),
    ];
    let mut lines = heading(
        "Articles with words attributed to other texts, those that do not name the agency first",
        width,
    );
    lines.extend(Table { columns, rows: worth.iter().take(limit).map(row).collect() }.lines(width));
    lines.extend(others(worth.len(), limit, "article", "articles"));
    lines
}

/// A pair, with what the tables say beyond its row.
struct Found<'a> {
    pair: &'a ListedPair,
    earlier: Option<(Side, Option<Order>)>,
    /// The later article, where the earlier one is an agency's item that words of it are attributed to.
    from_agency: Option<&'a ListedArticle>,
    question: Option<Question>,
    /// Words in common, as a reader counts them.
    shared: u32,
}

fn pairs(told: &Told<'_>, limit: usize, width: Option<usize>) -> Vec<Line> {
    let (formulas, others_than_formulas): (Vec<_>, Vec<_>) =
        told.pairs.iter().partition(|pair| pair.relation == Relation::Formula.word());
    let (dismissed, open): (Vec<_>, Vec<_>) =
        others_than_formulas.into_iter().partition(|pair| pair.review == Verdict::Dismissed.word());
    let mut worth = found(told, open);
    worth.sort_by_key(|found| Worth::new(found.question, found.shared, ten_thousandths(found.pair)));
    let title = "Pairs worth a look, as on the page: for each article the text that most of its words are of, first without a \
                 credit, then with another agency's, then where none was looked for; then all others by words; a stands before \
                 b in the input";
    let mut lines = heading(title, width);
    if worth.is_empty() {
        lines.push(Line::of([Stretch::plain("none")]));
    } else {
        let rows = worth.iter().take(limit).map(row).collect();
        lines.extend(Table { columns: columns().to_vec(), rows }.lines(width));
        lines.extend(others(worth.len(), limit, "pair", "pairs"));
    }
    for (left_out, why) in
        [(formulas.len(), "that share a formula only"), (dismissed.len(), "dismissed by a person")]
    {
        if left_out > 0 {
            let said = format!("{} {why}: not listed here, in pairs.csv", counted(left_out, "pair", "pairs"));
            lines.push(Line::of([Stretch::new(said, Ink::Faint)]));
        }
    }
    lines
}

/// Resemblance as the table prints it, to the last figure.
fn ten_thousandths(pair: &ListedPair) -> u32 {
    (pair.resemblance * 10_000.0).round() as u32
}

fn found<'a>(told: &'a Told<'_>, pairs: Vec<&'a ListedPair>) -> Vec<Found<'a>> {
    let mut earlier: BTreeMap<&[String; 2], (Side, Option<Order>)> = BTreeMap::new();
    for passage in &told.passages {
        if let Some(side) = passage.earlier {
            earlier.insert(&passage.ids, (side, passage.order));
        }
    }
    let audits: BTreeMap<&str, &ListedArticle> =
        told.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let edges: BTreeMap<(&str, &str), &ListedReuse> =
        told.reuse.iter().map(|row| ((row.source.as_str(), row.reuser.as_str()), row)).collect();
    let questions = questions(told);
    let found = |pair: &'a ListedPair| {
        let earlier = earlier.get(&pair.ids).copied();
        let later = earlier.map(|(side, _)| 1 - side as usize);
        // A reference is not audited, be there an examined article of the same id.
        let later = later.filter(|&side| side == 0 || !told.run.has_references());
        let edge = later.map(|side| (pair.ids[1 - side].as_str(), pair.ids[side].as_str()));
        let row = edge.and_then(|edge| edges.get(&edge).copied());
        let from_agency = row.filter(|row| told.is_agency(&row.source_outlet));
        let from_agency = from_agency.and_then(|row| audits.get(row.reuser.as_str()).copied());
        let shared = shared_words(pair.matched_words.unwrap_or(0), row.map_or(0, |row| row.words));
        Found {
            pair,
            earlier,
            from_agency,
            question: edge.and_then(|edge| questions.get(&edge).copied()),
            shared,
        }
    };
    pairs.into_iter().map(found).collect()
}

/// What is asked of articles, by the earlier text that most of the words in question are attributed to and the article.
fn questions<'a>(told: &'a Told<'_>) -> BTreeMap<(&'a str, &'a str), Question> {
    let mut reuse: BTreeMap<&str, Vec<&ListedReuse>> = BTreeMap::new();
    for row in &told.reuse {
        reuse.entry(&row.reuser).or_default().push(row);
    }
    let asked = |article: &'a ListedArticle| {
        let flags = [Flag::Credited, Flag::Uncredited, Flag::Miscredited, Flag::SharedQuote];
        let classes = [Class::WhollyDerived, Class::PartiallyDerived, Class::NonDerived];
        let flag = flags.into_iter().find(|flag| flag.word() == article.flag);
        let class = classes.into_iter().find(|class| class.word() == article.class);
        let question = Question::of(flag, class, !article.update_of.is_empty())?;
        let is_meant = |row: &&&ListedReuse| told.is_agency(&row.source_outlet) == question.is_of_agencies();
        let source = &reuse.get(article.id.as_str())?.iter().find(is_meant)?.source;
        Some(((source.as_str(), article.id.as_str()), question))
    };
    told.articles.iter().filter_map(asked).collect()
}

fn columns() -> [Column; 10] {
    [
        Column::id("a"),
        Column::id("b"),
        Column::text("relation", 9),
        Column::word("first"),
        Column::text("flag", 11),
        Column::number("words"),
        Column::number("of a"),
        Column::number("of b"),
        Column::number("alike").spare(),
        Column::word("review"),
    ]
}

fn row(found: &Found<'_>) -> Vec<Stretch> {
    let pair = found.pair;
    [
        Stretch::new(pair.ids[0].clone(), Ink::Strong),
        Stretch::new(pair.ids[1].clone(), Ink::Strong),
        Stretch::plain(pair.relation.clone()),
        Stretch::plain(found.earlier.map_or(String::new(), |(side, order)| first(side, order))),
        found.from_agency.map_or(Stretch::plain(""), flag_of),
        Stretch::plain(count(pair.matched_words.map(|_| found.shared))),
        Stretch::plain(share(pair.coverage[0])),
        Stretch::plain(share(pair.coverage[1])),
        Stretch::plain(share(pair.resemblance)),
        Stretch::plain(pair.review.clone()),
    ]
    .to_vec()
}

/// The letter of the earlier text, with a word where that is no matter of dates.
fn first(side: Side, order: Option<Order>) -> String {
    let letter = side.letter();
    if order == Some(Order::Tie) { format!("{letter} (tie)") } else { letter.to_owned() }
}

fn others(all: usize, limit: usize, one: &str, many: &str) -> Option<Line> {
    let more = all.saturating_sub(limit);
    let name = if more == 1 { one } else { many };
    let (more_of_them, all) = (thousands(more as u64), thousands(all as u64));
    let said = format!("and {more_of_them} more {name} of {all} (--limit 0 lists all)");
    (more > 0).then(|| Line::of([Stretch::new(said, Ink::Faint)]))
}
