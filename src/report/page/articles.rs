//! The articles of the page: a table of what is known of each, and the texts of those that can be read.

use super::super::Run;
use super::super::pairs::given;
use super::super::passages::shortened;
use super::blocks::Blocks;
use super::choice::Choice;
use super::ruler::Ruler;
use crate::article::{Article, ArticleId, Batch};
use crate::findings::{Audit, Class, CreditKind, Credited, Flag, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// One column of each kind, one row for each article of the page.
#[derive(Serialize)]
pub(super) struct Articles<'a> {
    /// How many of them, from the first, are examined; the others are references.
    examined: usize,
    outlets: Vec<&'a str>,
    id: Vec<&'a str>,
    outlet: Vec<Option<u32>>,
    title: Vec<Option<&'a str>>,
    /// How the text begins, where there is no title to know an article by.
    opening: Vec<Option<String>>,
    url: Vec<Option<&'a str>>,
    language: Vec<Option<&'a str>>,
    published: Vec<Option<&'a str>>,
    /// First and last second that a date may mean.
    dates: Vec<Option<[i64; 2]>>,
    words: Vec<u32>,
    boilerplate: Vec<u32>,
    /// Other words that stand in stock phrases.
    stock: Vec<u32>,
    /// What passages tell; none if they were not asked for.
    audit: Option<AuditColumns>,
    /// The block of the text, where it is there.
    block: Vec<Option<u32>>,
    reuse: ReuseColumns,
}

#[derive(Serialize, Default)]
struct AuditColumns {
    own: Vec<u32>,
    reused: Vec<u32>,
    verbatim: Vec<u32>,
    quoted: Vec<u32>,
    wire: Vec<u32>,
    undirected: Vec<u32>,
    class: Vec<Option<&'static str>>,
    flag: Vec<Option<&'static str>>,
    /// Whom it credits for its text, each with the kind of the credit; an agency that names itself says who writes, and
    /// credits nobody.
    credits: Vec<Vec<(String, &'static str)>>,
    /// The same of what it names as the origin of something else than its text.
    aside: Vec<Vec<(String, &'static str)>>,
    update_of: Vec<Option<u32>>,
}

/// Who has whose words: one row for each article and earlier text that are both on the page.
#[derive(Serialize, Default)]
struct ReuseColumns {
    source: Vec<u32>,
    reuser: Vec<u32>,
    words: Vec<u32>,
    quoted: Vec<u32>,
    lag: Vec<Option<i64>>,
}

impl<'a> Articles<'a> {
    pub(super) fn of(run: &Run<'a>, choice: &Choice, blocks: &[Option<u32>]) -> Self {
        let all: Vec<&'a Article> = choice.articles.iter().map(|&id| run.batch.article(id)).collect();
        let names = numbered(all.iter().filter_map(|article| article.outlet.as_deref()));
        let account = |id: &ArticleId| run.findings.accounts.get(id.index()).copied().unwrap_or_default();
        let date = |article: &&Article| article.published.as_ref().map(|date| [date.earliest, date.latest]);
        Self {
            examined: choice.articles.partition_point(|id| id.index() < run.batch.examined().len()),
            outlet: all.iter().map(|article| Some(names[article.outlet.as_deref()?])).collect(),
            outlets: in_order(&names),
            id: all.iter().map(|article| &*article.id).collect(),
            title: all.iter().map(|article| article.title.as_deref()).collect(),
            opening: choice.articles.iter().map(|&id| opening(run.batch, id)).collect(),
            url: all.iter().map(|article| article.url.as_deref().filter(|url| is_of_the_web(url))).collect(),
            language: all.iter().map(|article| article.language.as_deref()).collect(),
            published: all.iter().map(|article| given(article.published.as_ref())).collect(),
            dates: all.iter().map(date).collect(),
            words: choice.articles.iter().map(|id| account(id).words).collect(),
            boilerplate: choice.articles.iter().map(|id| account(id).boilerplate_words).collect(),
            stock: choice.articles.iter().map(|id| account(id).stock_words).collect(),
            audit: (!run.findings.audits.is_empty()).then(|| audits(run, choice)),
            block: blocks.to_vec(),
            reuse: reuse(run, choice),
        }
    }
}

/// The longest opening, in code points, its ellipsis included.
const LONGEST_OPENING: usize = 80;

/// How the text of an article without a title begins, on one line; none of one that has a title or no text.
fn opening(batch: &Batch, article: ArticleId) -> Option<String> {
    if batch.article(article).title.is_some() {
        return None;
    }
    let (opening, _) = shortened(&batch.text(article), LONGEST_OPENING, |_| 1);
    Some(opening).filter(|opening| !opening.is_empty())
}

/// Whether an address may be followed: nothing that a browser would run.
fn is_of_the_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

/// Names in order, each with its number.
fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, u32> {
    let mut numbers: BTreeMap<&str, u32> = names.map(|name| (name, 0)).collect();
    numbers.values_mut().zip(0..).for_each(|(number, place)| *number = place);
    numbers
}

fn in_order<'a>(names: &BTreeMap<&'a str, u32>) -> Vec<&'a str> {
    names.keys().copied().collect()
}

fn audits(run: &Run<'_>, choice: &Choice) -> AuditColumns {
    let mut columns = AuditColumns::default();
    for &id in &choice.articles {
        let audit = &run.findings.audits[id.index()];
        columns.own.push(audit.own_words);
        columns.reused.push(audit.reused_words);
        columns.verbatim.push(audit.verbatim_words);
        columns.quoted.push(audit.quoted_words);
        columns.wire.push(audit.wire_words);
        columns.undirected.push(audit.undirected_words);
        columns.class.push(audit.class.map(Class::word));
        columns.flag.push(audit.flag.map(Flag::word));
        columns.credits.push(named(&audit.credits, CreditKind::credits_text));
        columns.aside.push(named(&audit.credits, |kind| !kind.credits_text()));
        columns.update_of.push(audit.update_of.and_then(|article| choice.place(article)));
    }
    columns
}

/// Other agencies that an article names as the origin of something of these kinds, each of them once, in the order of the text.
fn named(credits: &[Credited], is_meant: impl Fn(CreditKind) -> bool) -> Vec<(String, &'static str)> {
    let mut named: Vec<(String, &'static str)> = Vec::new();
    for credited in credits.iter().filter(|credited| is_meant(credited.kind) && !credited.is_own) {
        let one = (credited.agency.clone(), credited.kind.word());
        if !named.contains(&one) {
            named.push(one);
        }
    }
    named
}

fn reuse(run: &Run<'_>, choice: &Choice) -> ReuseColumns {
    let mut columns = ReuseColumns::default();
    for (reuser, &id) in (0..).zip(&choice.articles) {
        let sources = run.findings.audits.get(id.index()).map_or(&[][..], |audit| &audit.sources);
        for found in sources {
            let Some(source) = choice.place(found.source) else { continue };
            columns.source.push(source);
            columns.reuser.push(reuser);
            columns.words.push(found.words);
            columns.quoted.push(found.quoted_words);
            columns.lag.push(found.lag_minutes);
        }
    }
    columns
}

/// An article that can be read. Stretches are start and end in UTF-16 code units.
#[derive(Serialize)]
struct Readable<'a> {
    text: &'a str,
    boilerplate: Vec<[u32; 2]>,
    quoted: Vec<[u32; 2]>,
    /// And the place of the earlier text on the page, if it is there, and the number of the passage.
    attributed: Vec<(u32, u32, Option<u32>, u32)>,
    /// And agency, the kind of the credit, and whether it is the article's own agency.
    credits: Vec<(u32, u32, &'a str, &'static str, bool)>,
}

/// Packs the texts, and gives the block of each article of the page that has one.
pub(super) fn pack(blocks: &mut Blocks<'_>, run: &Run<'_>, choice: &Choice) -> io::Result<Vec<Option<u32>>> {
    let (mut places, unaudited) = (Vec::new(), Audit::default());
    for (place, &id) in (0..).zip(&choice.articles) {
        let block = if choice.has_text[id.index()] {
            let audit = run.findings.audits.get(id.index()).unwrap_or(&unaudited);
            Some(blocks.put(place, &readable(run, choice, &run.batch.text(id), audit))?)
        } else {
            None
        };
        places.push(block);
    }
    blocks.close()?;
    Ok(places)
}

fn readable<'a>(run: &Run<'_>, choice: &Choice, text: &'a str, audit: &'a Audit) -> Readable<'a> {
    let ruler = Ruler::of(text);
    let units = |span: &Span| [ruler.units(span.bytes.start), ruler.units(span.bytes.end)];
    let located = audit.stretches.located(text, run.plan.folding);
    let attributed = located.attributed.iter().map(|found| {
        let [start, end] = units(&found.place);
        (start, end, choice.place(found.source), found.passage + 1)
    });
    let credits = audit.credits.iter().map(|credited| {
        let [start, end] = units(&credited.span);
        (start, end, &*credited.agency, credited.kind.word(), credited.is_own)
    });
    Readable {
        text,
        boilerplate: located.boilerplate.iter().map(units).collect(),
        quoted: located.quoted.iter().map(units).collect(),
        attributed: attributed.collect(),
        credits: credits.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::Sample;
    use super::*;

    #[test]
    fn an_article_without_a_title_is_known_by_its_first_words() {
        let sample = Sample::new();
        let of = |article| opening(&sample.batch, ArticleId(article));
        assert_eq!((of(0), of(2)), (None, Some("Something else".to_owned())));
        let own = sample.batch.article(ArticleId(2));
        let of_text = |text: String| {
            let batch = Batch::new(vec![Article { text, ..own.clone() }], Vec::new()).unwrap();
            opening(&batch, ArticleId(0))
        };
        let shown = of_text(format!("\n\n{}", "Élan\n ".repeat(400))).unwrap();
        assert!(
            shown.starts_with("Élan Élan") && shown.ends_with('…') && shown.chars().count() <= 80,
            "{shown}"
        );
        assert_eq!(of_text(" \n".into()), None);
    }

    #[test]
    fn only_an_address_of_the_web_may_be_followed() {
        for (url, is_one) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("javascript:alert(1)//https://", false),
            (" javascript://%0aalert(1)", false),
            ("data:text/html,x", false),
            ("//example.org", false),
            ("", false),
        ] {
            assert_eq!(is_of_the_web(url), is_one, "{url}");
        }
    }
}
