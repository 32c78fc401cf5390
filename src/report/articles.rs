//! `articles.csv`: one row for each examined article, the audit.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::{Article, ArticleId};
use crate::findings::{Audit, Class, Credited, Flag, Share};

pub(super) const TABLE: Table = Table {
    file: "articles.csv",
    columnar: "articles.parquet",
    about: "every article: what is earlier text, whose, credited or not",
    naming: 1,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys,
};

const CLASSES: Kind = Kind::Word(&["wholly_derived", "partially_derived", "non_derived"]);
const FLAGS: Kind = Kind::Word(&["credited", "uncredited", "miscredited", "shared_quote"]);
const GIVEN: &str = "as given; empty if not given";
const TOP_SOURCE: &str = "the earlier text that most words are attributed to, and its share of the own words. A word is \
                          attributed to the earliest text that has it at its place, and to one that has another word there \
                          only if none has the same; what a text adds to earlier ones counts from `--min-words` words on";

const COLUMNS: [Column<'static>; 23] = [
    column("id", Kind::Name, "as given; an id that occurred before has a suffix, `#2`, `#3` …"),
    column("outlet", Kind::Name, GIVEN),
    column("published", Kind::Moment, "as given; empty if not given or not readable as a date"),
    column("title", Kind::Text, GIVEN),
    column("words", Kind::Count, "words of the text, the title not counted"),
    column(
        "boilerplate_words",
        Kind::Count,
        "of these, words of the outlet's template (without an outlet: of lines that open or close many articles) or of your \
         `--boilerplate` lines; they are never part of a passage. Empty with `--no-passages`, when nobody looks. All others \
         are the article's *own words*",
    ),
    column(
        "reused_words",
        Kind::Count,
        "own words that stand in earlier texts: the same, inflected, or put in the place of others inside a passage. No word \
         counts twice; words inserted into a passage do not count",
    ),
    column("verbatim_words", Kind::Count, "of the reused words, those in `verbatim` passages"),
    column("quoted_words", Kind::Count, "words of the text that are quoted speech, reused or not"),
    column("wire_words", Kind::Count, "of the reused words, those attributed to an agency's item"),
    column("reused_share", Kind::Share, "`reused_words` ÷ own words"),
    column("wire_share", Kind::Share, "`wire_words` ÷ own words"),
    column("originality", Kind::Share, "1 − `reused_share`; empty where `class` is"),
    column("top_source", Kind::Name, TOP_SOURCE),
    column("top_source_share", Kind::Share, TOP_SOURCE),
    column(
        "class",
        CLASSES,
        "`wholly_derived` (`reused_share` ≥ 0.8, `--wholly-derived`), `partially_derived` (≥ 0.15, `--partly-derived`), \
         `non_derived`. Empty if texts of unknown order would change it, or the article has no words",
    ),
    column(
        "credit",
        Kind::Text,
        "the agencies that the article names as the origin of text: in its dateline, byline, last line, a copyright or source \
         line, or in a sentence (“rapporte l’AFP”); `agencies in general` where it names none (“avec agences”). Not: what \
         somebody told an agency, and photo credits. An agency's own text names the agency (`names_itself`), and credits nobody",
    ),
    column(
        "flag",
        FLAGS,
        "`credited`, `uncredited`, `miscredited`: at least 0.15 (`--credit-owed`) of the own words are one agency's, quoted \
         speech left out, and the article names that agency (or one that the agency's own item names, or agencies in general), \
         none, or another one only. `shared_quote`: no such share, and at least half of the reused words are quoted speech. Else empty. \
         `uncredited` is a question to ask, not an answer",
    ),
    column(
        "update_of",
        Kind::Name,
        "the earlier article of the same outlet that has at least half of the own words",
    ),
    column(
        "stock_words",
        Kind::Count,
        "other words of the text that stand in stock phrases or standing lines, which recur in several articles among other \
         words; they count for little, and a passage that is mostly of them is none unless it is a good part of an article. \
         Empty with `--no-passages`",
    ),
    column(
        "undirected_words",
        Kind::Count,
        "further own words that are shared with texts of which the dates do not tell whether they are earlier",
    ),
    column(
        "evidence",
        Kind::Text,
        "the rows of `passages.csv` that the reused words stand in, and every place where another agency is named as the \
         origin of something: agency, kind (`dateline`, `byline`, `tail`, `copyright`, `source_line`, `report`, `attribution`, \
         `photo`), code points",
    ),
    column(
        "names_itself",
        Kind::Text,
        "every place where an agency's own text names the agency: agency, kind, code points, as in `evidence`. It says who \
         writes, and credits nobody",
    ),
];

fn keys(run: Run<'_>) -> Keys {
    let source = Reference { fields: &["top_source"], table: "articles", to: &["id"] };
    let update = Reference { fields: &["update_of"], ..source };
    // References are not listed in this table.
    let foreign = if run.has_references() { Vec::new() } else { vec![source, update] };
    Keys { primary: &["id"], foreign }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new(run.batch.examined().iter().enumerate().map(move |(at, article)| row(run, at, article)))
}

/// What is known of an article. What only passages can tell is empty where they were not asked for: 0 would be a claim.
fn row<'a>(run: Run<'a>, at: usize, article: &'a Article) -> Vec<Cell<'a>> {
    let account = run.findings.accounts.get(at);
    let learnt = account.filter(|_| run.plan.passages.is_some());
    let audit = run.findings.audits.get(at);
    let counted = |count: fn(&Audit) -> u32| Cell::count(audit.map(count));
    let top = audit.and_then(|audit| audit.sources.first().map(|source| (source, audit.own_words)));
    let id = |article: ArticleId| run.batch.article(article).id.as_str();
    let known = |column| match column {
        "id" => Cell::Name(&article.id),
        "outlet" => Cell::name(article.outlet.as_deref()),
        "published" => Cell::moment(article.published.as_ref()),
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
        "class" => Cell::word(audit.and_then(|audit| audit.class).map(Class::word)),
        "credit" => audit.map_or(Cell::Empty, |audit| Cell::Text(credit(&audit.credits).into())),
        "flag" => Cell::word(audit.and_then(|audit| audit.flag).map(Flag::word)),
        "update_of" => Cell::name(audit.and_then(|audit| audit.update_of).map(id)),
        "evidence" => audit.map_or(Cell::Empty, |audit| Cell::Text(evidence(audit).into())),
        "names_itself" => audit.map_or(Cell::Empty, |audit| Cell::Text(names_itself(audit).into())),
        _ => Cell::Empty,
    };
    COLUMNS.iter().map(|column| known(column.name)).collect()
}

/// The agencies that an article names as the origin of its text, each once, in the order of the text.
fn credit(credits: &[Credited]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for credited in credits.iter().filter(|credited| credited.kind.credits_text()) {
        if !names.contains(&&*credited.agency) {
            names.push(&credited.agency);
        }
    }
    names.join("; ")
}

/// What the columns follow from: the passages that are attributed to earlier texts, by their numbers in `passages.csv`,
/// and every other agency that is named as the origin of something, with its kind and its code points.
fn evidence(audit: &Audit) -> String {
    let mut numbers: Vec<u32> =
        audit.sources.iter().flat_map(|source| source.passages.iter().copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(|&number| (u64::from(number) + 1).to_string()).collect();
    let passages = (!numbers.is_empty()).then(|| format!("passages {}", numbers.join(" ")));
    let others = audit.credits.iter().filter(|credited| !credited.is_own);
    passages.into_iter().chain(others.map(place)).collect::<Vec<_>>().join("; ")
}

/// Where an agency names itself in its own text.
fn names_itself(audit: &Audit) -> String {
    let own = audit.credits.iter().filter(|credited| credited.is_own);
    own.map(place).collect::<Vec<_>>().join("; ")
}

fn place(credited: &Credited) -> String {
    let chars = &credited.span.chars;
    format!("{} {} {}-{}", credited.agency, credited.kind.word(), chars.start, chars.end)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, header, text_of};
    use super::*;

    #[test]
    fn every_examined_article_has_a_row_and_a_reference_has_none() {
        let header = header(&TABLE);
        let rows = "\
wire,Agence Boréale,2026-03-10T05:30:00+01:00,Bridge closed,12,0,0,0,0,0,0.0000,0.0000,1.0000,,,non_derived,,,,0,0,,
paper,Courrier,2026-03-10,'=Bridge,15,3,2,1,4,2,0.1667,0.1667,0.8333,wire,0.1667,partially_derived,Agence Boréale,credited,\
-own,2,3,passages 1; Agence Boréale photo 0-3; Agence Boréale tail 20-26,
-own,,,,10,0,0,0,0,0,0.0000,0.0000,,,,,,,,0,0,,
";
        assert_eq!(text_of(&TABLE, &Sample::new()), format!("{header}\n{rows}"));
        let first = &rows[..=rows.find('\n').unwrap()];
        assert_eq!(text_of(&TABLE, &Sample::against_the_last_two()), format!("{header}\n{first}"));
    }

    #[test]
    fn an_agency_that_names_itself_credits_nobody() {
        let mut sample = Sample::new();
        for credited in &mut sample.findings.audits[1].credits {
            credited.is_own = true;
        }
        let text = text_of(&TABLE, &sample);
        let row = text.lines().find(|row| row.starts_with("paper,")).unwrap();
        let itself = "passages 1,Agence Boréale photo 0-3; Agence Boréale tail 20-26";
        assert!(
            row.contains(",partially_derived,Agence Boréale,credited,") && row.ends_with(itself),
            "{row}"
        );
    }

    #[test]
    fn what_nobody_looked_for_is_not_0() {
        let mut sample = Sample::new();
        sample.plan.passages = None;
        sample.findings.audits.clear();
        let text = text_of(&TABLE, &sample);
        assert!(text.contains(",Bridge closed,12,,,,,,") && text.contains(",'=Bridge,15,,,,,,"), "{text}");
    }
}
