//! One stage, so many times, and nothing else: what `instructions.py` counts the instructions of.
//!
//! `instructions STAGE TIMES`; without a stage, their names. The work before a stage is the same however often the stage is
//! done, so that two counts differ by the stage alone.

mod common;

use common::{Random, article, batch, in_language, press};
use std::env;
use std::hint::black_box;
use std::process::ExitCode;
use wirecopy::article::{Article, Batch};
use wirecopy::columns::MakeColumns;
use wirecopy::lsh::Search;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::read::{self, ReadPlan};

/// A stage that is ready to be done, on so many articles.
struct Ready {
    items: usize,
    work: Box<dyn FnMut()>,
}

/// Makes a stage ready.
type Prepare = fn() -> Ready;

/// The stages by name.
const STAGES: [(&str, Prepare); 10] = [
    ("read/jsonl", reading),
    ("pass/english/near", || pass("english", false)),
    ("pass/french/near", || pass("french", false)),
    ("pass/russian/near", || pass("russian", false)),
    ("pass/chinese/near", || pass("chinese", false)),
    ("pass/french/passages", || pass("french", true)),
    ("pipeline/near-only", || pipeline(&near_only())),
    ("pipeline/exact", || pipeline(&Plan { search: Search::Exact, ..near_only() })),
    ("pipeline/everything", || pipeline(&everything())),
    ("pipeline/everything-unrelated", unrelated),
];

fn everything() -> Plan {
    Plan { matrix: None, ..Plan::default() }
}

fn near_only() -> Plan {
    Plan { passages: None, formulas: false, ..everything() }
}

/// JSON lines to articles.
fn reading() -> Ready {
    let articles = press(200, 4).articles;
    let folder = tempfile::tempdir().expect("a folder");
    let line =
        |article: &Article| format!("{}\n", serde_json::json!({ "id": article.id, "text": article.text }));
    let path = folder.path().join("press.jsonl");
    std::fs::write(&path, articles.iter().map(line).collect::<String>()).expect("a file");
    let (items, named) = (articles.len(), [path.into_os_string()]);
    let work = move || {
        let intake = read::read(&named, None, &ReadPlan::default(), &Unwatched).expect("articles");
        assert_eq!((intake.batch.articles().len(), folder.path().exists()), (items, true));
    };
    Ready { items, work: Box::new(work) }
}

/// Text to columns, on one thread.
fn pass(language: &str, passages: bool) -> Ready {
    let mut random = Random::new(5);
    let text = |at| article(format!("a{at}"), in_language(language, 500, &mut random));
    let articles: Vec<Article> = (0..50).map(text).collect();
    let plan = if passages { everything() } else { near_only() };
    let items = articles.len();
    let work = move || assert_eq!(plan.columns_of(&mut black_box(&articles).iter()).articles(), items);
    Ready { items, work: Box::new(work) }
}

/// All stages behind reading, with something to find.
fn pipeline(plan: &Plan) -> Ready {
    let press = press(500, 5);
    let pairs = press.near_duplicates + if plan.passages.is_some() { press.quotations } else { 0 };
    compared(batch(press.articles), plan, pairs)
}

/// All stages behind reading, with nothing to find.
fn unrelated() -> Ready {
    let mut articles = press(500, 6).articles;
    articles.truncate(500);
    compared(batch(articles), &everything(), 0)
}

fn compared(batch: Batch, plan: &Plan, pairs: usize) -> Ready {
    let (items, plan) = (batch.articles().len(), plan.clone());
    let work = move || assert_eq!(compare(black_box(&batch), &plan, &Unwatched).pairs.len(), pairs);
    Ready { items, work: Box::new(work) }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a script")]
fn main() -> ExitCode {
    let words: Vec<String> =
        env::args().skip(1).filter(|word| word != "--bench" && word != "--test").collect();
    let Some(name) = words.first() else {
        for (name, _) in STAGES {
            println!("{name}");
        }
        return ExitCode::SUCCESS;
    };
    let times = words.get(1).and_then(|times| times.parse().ok());
    let (Some((_, ready)), Some(times)) = (STAGES.iter().find(|(stage, _)| stage == name), times) else {
        eprintln!("instructions STAGE TIMES");
        return ExitCode::FAILURE;
    };
    let mut ready = ready();
    (0..times).for_each(|_: usize| (ready.work)());
    println!("{}", ready.items);
    ExitCode::SUCCESS
}
