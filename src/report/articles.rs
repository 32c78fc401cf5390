//! `articles.csv`: one row for each examined article, the audit.

use super::Run;
use super::pairs::given;
use super::table::{Cell, Table, Tally};
use crate::article::{Article, ArticleId};
use crate::findings::{Audit, Class, Credited, Flag, Share};
use std::io::{self, Write};

pub(super) const FILE: &str = "articles.csv";

const COLUMNS: [&str; 22] = [
    "id",
    "outlet",
    "published",
    "title",
    "words",
    "boilerplate_words",
    "reused_words",
    "verbatim_words",
    "quoted_words",
    "wire_words",
    "reused_share",
    "wire_share",
    "originality",
    "top_source",
    "top_source_share",
    "class",
    "credit",
    "flag",
    "update_of",
    "stock_words",
    "undirected_words",
    "evidence",
];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for (at, article) in run.batch.examined().iter().enumerate() {
        table.row(row(run, at, article))?;
    }
    table.finish()
}

/// What is known of an article. What only passages can tell is empty where they were not asked for: 0 would be a claim.
fn row<'a>(run: &Run<'a>, at: usize, article: &'a Article) -> [Cell<'a>; COLUMNS.len()] {
    let account = run.findings.accounts.get(at);
    let learnt = account.filter(|_| run.plan.passages.is_some());
    let audit = run.findings.audits.get(at);
    let counted = |count: fn(&Audit) -> u32| Cell::count(audit.map(count));
    let top = audit.and_then(|audit| audit.sources.first().map(|source| (source, audit.own_words)));
    let id = |article: ArticleId| run.batch.article(article).id.as_str();
    let known = |column| match column {
        "id" => Cell::Name(&article.id),
        "outlet" => Cell::name(article.outlet.as_deref()),
        "published" => Cell::name(given(article.published.as_ref())),
        "title" => Cell::text(article.title.as_deref()),
        "words" => Cell::count(account.map(|account| account.words)),
        "boilerplate_words" => Cell::count(learnt.map(|account| account.boilerplate_words)),
        "stock_words" => Cell::count(learnt.map(|account| account.stock_words)),
        "reused_words" => counted(|audit| audit.reused_words),
        "verbatim_words" => counted(|audit| audit.verbatim_words),
        "quoted_words" => counted(|audit| audit.quoted_words),
        "wire_words" => counted(|audit| audit.wire_words),
        "undirected_words" => counted(|audit| audit.undirected_words),
        "reused_share" => Cell::share(audit.map(Audit::reused_share)),
        "wire_share" => Cell::share(audit.map(Audit::wire_share)),
        "originality" => Cell::share(audit.and_then(Audit::originality)),
        "top_source" => Cell::name(top.map(|(source, _)| id(source.source))),
        "top_source_share" => Cell::share(top.map(|(source, whole)| Share { part: source.words, whole })),
        "class" => word(audit.and_then(|audit| audit.class).map(Class::word)),
        "credit" => audit.map_or(Cell::Empty, |audit| Cell::Text(credit(&audit.credits).into())),
        "flag" => word(audit.and_then(|audit| audit.flag).map(Flag::word)),
        "update_of" => Cell::name(audit.and_then(|audit| audit.update_of).map(id)),
        "evidence" => audit.map_or(Cell::Empty, |audit| Cell::Text(evidence(audit).into())),
        _ => Cell::Empty,
    };
    COLUMNS.map(known)
}

fn word(word: Option<&'static str>) -> Cell<'static> {
    word.map_or(Cell::Empty, |word| Cell::Word(word.into()))
}

/// The agencies that an article names as the origin of its text, each once, in the order of the text.
pub(super) fn credit(credits: &[Credited]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for credited in credits.iter().filter(|credited| credited.kind.credits_text()) {
        if !names.contains(&&*credited.agency) {
            names.push(&credited.agency);
        }
    }
    names.join("; ")
}

/// What the columns follow from: the passages that are attributed to earlier texts, by their numbers in `passages.csv`,
/// and every agency that is named as the origin of something, with its kind and its code points.
fn evidence(audit: &Audit) -> String {
    let mut numbers: Vec<u32> =
        audit.sources.iter().flat_map(|source| source.passages.iter().copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(|number| (number + 1).to_string()).collect();
    let passages = (!numbers.is_empty()).then(|| format!("passages {}", numbers.join(" ")));
    let named = |credited: &Credited| {
        let chars = &credited.span.chars;
        format!("{} {} {}-{}", credited.agency, credited.kind.word(), chars.start, chars.end)
    };
    passages.into_iter().chain(audit.credits.iter().map(named)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn every_examined_article_has_a_row_and_a_reference_has_none() {
        let header = COLUMNS.join(",");
        let rows = "\
wire,Agence Boréale,2026-03-10T05:30:00+01:00,Bridge closed,12,0,0,0,0,0,0.0000,0.0000,1.0000,,,non_derived,,,,0,0,
paper,Courrier,2026-03-10,'=Bridge,15,3,2,1,4,2,0.1667,0.1667,0.8333,wire,0.1667,partially_derived,Agence Boréale,credited,\
-own,2,3,passages 1; Agence Boréale photo 0-3; Agence Boréale tail 20-26
-own,,,,10,0,0,0,0,0,0.0000,0.0000,,,,,,,,0,0,
";
        assert_eq!(text_of(write, &Sample::new()), format!("{header}\n{rows}"));
        let first = &rows[..=rows.find('\n').unwrap()];
        assert_eq!(text_of(write, &Sample::against_the_last_two()), format!("{header}\n{first}"));
    }

    #[test]
    fn what_nobody_looked_for_is_not_0() {
        let mut sample = Sample::new();
        sample.plan.passages = None;
        sample.findings.audits.clear();
        let text = text_of(write, &sample);
        assert!(text.contains(",Bridge closed,12,,,,,,") && text.contains(",'=Bridge,15,,,,,,"), "{text}");
    }
}
