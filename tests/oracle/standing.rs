//! What recurs and is nobody's own is told from stories that are told again.

use crate::common::{Random, Vocabulary, article, batch, prose};
use wirecopy::article::{Article, Published};
use wirecopy::findings::Findings;
use wirecopy::observe::{Unwatched, WarningKind};
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

/// Words of a story.
const STORY: usize = 200;
/// Words of a notice.
const NOTICE: usize = 25;

/// Who writes.
struct Desk {
    random: Random,
    vocabulary: Vocabulary,
}

impl Desk {
    fn new() -> Self {
        Self { random: Random::new(77), vocabulary: Vocabulary::new(50_000) }
    }

    /// So many words that have nothing to do with any others.
    fn words(&mut self, words: usize) -> String {
        prose(&self.vocabulary.draw_many(words, &mut self.random))
    }

    /// Articles of their own.
    fn stories(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.words(STORY)).collect()
    }
}

/// Articles that end with one text.
fn closing_with(closing: &str, texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| format!("{text}\n\n{closing}")).collect()
}

/// Articles that name no outlet and no day.
fn unnamed(texts: &[String]) -> Vec<Article> {
    texts.iter().enumerate().map(|(at, text)| article(format!("a{at}"), text)).collect()
}

/// The articles of an outlet, by turns on so many days.
fn published(outlet: &str, days: usize, texts: &[String]) -> Vec<Article> {
    let dated = |(at, text): (usize, &String)| {
        let earliest = 86_400 * (20_000 + (at % days) as i64) + 60 * at as i64;
        let published = Published { earliest, latest: earliest + 60, given: String::new() };
        let id = format!("{outlet}{at}");
        Article { outlet: Some(outlet.into()), published: Some(published), ..article(id, text) }
    };
    texts.iter().enumerate().map(dated).collect()
}

fn found(articles: Vec<Article>) -> Findings {
    compare(&batch(articles), &Plan { matrix: None, ..Plan::default() }, &Unwatched)
}

/// Words of each article that are not its own.
fn boilerplate(found: &Findings) -> Vec<u32> {
    found.accounts.iter().map(|account| account.boilerplate_words).collect()
}

/// Every two of so many updates share something, and nothing of them is a template.
#[track_caller]
fn are_told_as_stories(updates: usize, found: &Findings) {
    assert_eq!(boilerplate(found)[..updates], vec![0; updates], "a template was seen in a story");
    let pairs = updates * (updates - 1) / 2;
    let with_passages =
        found.pairs.iter().filter(|pair| pair.passages.is_some_and(|totals| totals.count > 0));
    assert_eq!(with_passages.count(), pairs, "pairs that share a passage");
}

#[test]
fn a_notice_that_closes_articles_of_no_outlet_is_no_passage() {
    let mut desk = Desk::new();
    let (notice, mut texts) = (desk.words(NOTICE), desk.stories(40));
    for text in &mut texts[..12] {
        *text = format!("{text}\n\n{notice}");
    }
    let found = found(unnamed(&texts));
    assert!(found.passages.is_empty(), "{:?}", found.passages);
    let masked = boilerplate(&found);
    assert!(masked[..12].iter().all(|&words| words == NOTICE as u32), "{masked:?}");
    assert!(masked[12..].iter().all(|&words| words == 0), "{masked:?}");
}

#[test]
fn a_text_that_articles_of_no_outlet_quote_here_and_there_is_a_passage() {
    let mut desk = Desk::new();
    let quoted = desk.words(NOTICE);
    let quoting =
        |at: usize| format!("{}\n\n{quoted}\n\n{}", desk.words(70 + 10 * at), desk.words(200 - 10 * at));
    let mut texts: Vec<String> = (0..10).map(quoting).collect();
    texts.extend(desk.stories(40));
    are_told_as_stories(10, &found(unnamed(&texts)));
}

#[test]
fn few_articles_of_no_outlet_that_close_with_one_text_share_a_passage() {
    let mut desk = Desk::new();
    let release = desk.words(NOTICE);
    let mut texts = closing_with(&release, &desk.stories(6));
    texts.extend(desk.stories(40));
    are_told_as_stories(6, &found(unnamed(&texts)));
}

#[test]
fn ten_versions_of_one_story_are_no_template_wherever_they_were_changed() {
    let mut desk = Desk::new();
    let paragraphs: Vec<String> = (0..10).map(|_| desk.words(30)).collect();
    let version = |at: usize| {
        let mut text = paragraphs.clone();
        text.insert(at, desk.words(15));
        text.join("\n\n")
    };
    let mut texts: Vec<String> = (0..10).map(version).collect();
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
    texts.extend(desk.stories(40));
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
}

#[test]
fn ten_states_of_a_growing_story_are_no_template() {
    let mut desk = Desk::new();
    let paragraphs: Vec<String> = (0..10).map(|_| desk.words(40)).collect();
    let mut texts: Vec<String> = (1..=10).map(|end| paragraphs[..end].join("\n\n")).collect();
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
    texts.extend(desk.stories(40));
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
}

#[test]
fn ten_stories_with_new_heads_and_one_background_are_no_template() {
    let mut desk = Desk::new();
    let background = desk.words(150);
    let mut texts: Vec<String> = (0..10).map(|_| format!("{}\n\n{background}", desk.words(60))).collect();
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
    texts.extend(desk.stories(40));
    are_told_as_stories(10, &found(published("echo", 2, &texts)));
}

#[test]
fn what_an_outlet_says_for_two_days_of_a_week_is_no_template() {
    let mut desk = Desk::new();
    let (background, mut texts) = (desk.words(60), desk.stories(70));
    for text in texts.iter_mut().enumerate().filter(|(at, _)| at % 7 < 2).map(|(_, text)| text) {
        *text = format!("{text}\n\n{background}");
    }
    let found = found(published("echo", 7, &texts));
    assert!(boilerplate(&found).iter().all(|&words| words == 0));
    assert_eq!(found.passages.len(), 20 * 19 / 2);
}

#[test]
fn a_template_is_known_among_updates_and_reprints() {
    let mut desk = Desk::new();
    let (notice, dispatches, update) = (desk.words(NOTICE), desk.stories(10), desk.words(STORY));
    let mut texts: Vec<String> = dispatches.clone();
    texts.extend((0..10).map(|_| format!("{update}\n\n{}", desk.words(15))));
    let texts = closing_with(&notice, &texts);
    let mut articles = published("echo", 2, &texts);
    for outlet in ["a", "b", "c", "d"] {
        articles.extend(published(outlet, 2, &dispatches));
    }
    let masked = boilerplate(&found(articles));
    assert!(masked[..20].iter().all(|&words| words == NOTICE as u32), "{masked:?}");
    assert!(masked[20..].iter().all(|&words| words == 0), "{masked:?}");
}

#[test]
fn links_in_the_middle_of_an_outlets_articles_are_a_template_whatever_they_lead_to() {
    let mut desk = Desk::new();
    let link = "Read also the whole dossier of our newsroom on this matter here :";
    let text = |_| format!("{}\n\n{link} {}\n\n{}", desk.words(100), desk.words(7), desk.words(100));
    let texts: Vec<String> = (0..10).map(text).collect();
    let masked = boilerplate(&found(published("echo", 2, &texts)));
    assert!(masked.iter().all(|&words| words == 12), "{masked:?}");
}

#[test]
fn wording_that_is_taken_for_a_stock_phrase_is_told() {
    let mut desk = Desk::new();
    let shared = desk.words(40);
    let text =
        |at: usize| format!("{}\n\n{shared}\n\n{}", desk.words(70 + at % 90), desk.words(170 - at % 90));
    let texts: Vec<String> = (0..300).map(text).collect();
    let found = found(unnamed(&texts));
    assert!(found.passages.is_empty());
    let learnt = found.learnt.expect("a record of what was learnt");
    assert_eq!(learnt.articles_with_recurring_stretches, 300);
    // Where common words stand before it in a few articles as well, their stretch begins there, and may count apart.
    assert!(learnt.recurring[0].articles > 290, "{:?}", learnt.recurring);
    assert_eq!(learnt.articles_with_stock_words, 300);
    assert_eq!(Some(&*learnt.recurring[0].text), shared.strip_suffix("."));
    let told: Vec<_> =
        found.warnings.iter().filter(|told| told.kind == WarningKind::RecurringWording).collect();
    assert!(told.len() == 1 && told[0].what.contains("300 articles"), "{told:?}");
}
