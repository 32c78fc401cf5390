//! What a person says of a pair or a passage: written down, and put to what the tables say.

use super::super::args::{Cli, ReviewArgs, ShowArgs};
use super::super::exit::Exit;
use super::super::figures::counted;
use super::super::terminal;
use super::Told;
use crate::findings::{Remark, Remarks, Reviewable, Reviewer, Verdict};
use crate::report::{self, NewRemark};
use crate::tables::{ListedPair, ListedPassage};
use anyhow::bail;
use clap::CommandFactory;
use clap::error::ErrorKind;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many lines are named.
const NAMED: usize = 5;

/// Refuses options that belong to a verdict where none is given.
pub(super) fn refuse_without_verdict(args: &ReviewArgs) -> anyhow::Result<()> {
    if args.passage.is_some() || !args.note.is_empty() {
        let why = "--passage and --note go with --dismiss, --confirm or --reopen";
        return Err(Cli::command().error(ErrorKind::MissingRequiredArgument, why).into());
    }
    Ok(())
}

/// Puts a verdict into the file.
pub(super) fn say(told: &Told<'_>, args: &ShowArgs, verdict: Verdict) -> anyhow::Result<Exit> {
    let ([a, b], [file]) = (&args.pair[..], &args.review.reviewed[..]) else {
        bail!("a verdict is about a pair, and goes into one file (give A, B and --reviewed FILE once)")
    };
    let pair = told.pair(a, b)?;
    let review = &args.review;
    let remark = Remark {
        file: 0,
        line: 0,
        ids: pair.ids.clone(),
        chars: places(told, pair, review.passage)?,
        verdict,
        note: review.note.clone(),
        reviewer: review.reviewer.clone(),
    };
    let date = format!("{:.0}", Timestamp::now());
    let new = NewRemark { remark: &remark, date: &date };
    report::append_remark(file, &new)?;
    let what = review.passage.map_or(String::new(), |row| format!("passage {row} of "));
    let [a, b] = &pair.ids;
    terminal::say(&format!("{}: {what}{a} and {b}: {}", file.display(), verdict.word()));
    Ok(Exit::Finished)
}

/// Where the passage stands that is meant; nowhere if it is the pair.
fn places(told: &Told<'_>, pair: &ListedPair, row: Option<u32>) -> anyhow::Result<[Option<Range<u32>>; 2]> {
    let Some(row) = row else { return Ok([None, None]) };
    let passages = told.passages_of(pair);
    let Some(passage) = passages.iter().find(|passage| passage.number == row) else {
        let [a, b] = &pair.ids;
        let rows: Vec<String> = passages.iter().map(|passage| passage.number.to_string()).collect();
        let rows =
            if rows.is_empty() { "it has none".to_owned() } else { format!("its rows: {}", rows.join(", ")) };
        bail!("{}: row {row} of passages.csv is not of {a:?} and {b:?} ({rows})", told.run.dir().display());
    };
    Ok(passage.chars.clone().map(Some))
}

/// Puts what the files say in the place of what the tables say.
pub(super) fn apply(told: &mut Told<'_>, remarks: &Remarks) {
    let mut reviewer = Reviewer::new(remarks, told.run.has_references());
    let mut of_pair: BTreeMap<[String; 2], Vec<&mut ListedPassage>> = BTreeMap::new();
    for passage in &mut told.passages {
        of_pair.entry(passage.ids.clone()).or_default().push(passage);
    }
    let mut is_news = false;
    for pair in &mut told.pairs {
        let its_own = of_pair.get_mut(&pair.ids).map_or(&mut [][..], |passages| &mut passages[..]);
        let places: Vec<[Range<u32>; 2]> = its_own.iter().map(|passage| passage.chars.clone()).collect();
        let review = reviewer.review(Reviewable { ids: [&pair.ids[0], &pair.ids[1]], passages: &places });
        let held = review.passages.into_iter().chain([review.pair]);
        let told = its_own
            .iter_mut()
            .map(|passage| [&mut passage.review, &mut passage.review_note, &mut passage.reviewer])
            .chain([[&mut pair.review, &mut pair.review_note, &mut pair.reviewer]]);
        for ([told, note, who], held) in told.zip(held) {
            let word = held.map_or("", |held| held.verdict.word());
            let remark = held.and_then(|held| Some(&remarks.remarks[held.remark?]));
            is_news |=
                *told != word && (told == Verdict::Dismissed.word() || word == Verdict::Dismissed.word());
            word.clone_into(told);
            *note = remark.map_or(String::new(), |remark| remark.note.clone());
            *who = remark.map_or(String::new(), |remark| remark.reviewer.clone());
        }
    }
    let unused: Vec<String> = reviewer.unused().map(|remark| remarks.place(remark).to_string()).collect();
    told.notes.extend(named("about nothing in this run", &unused));
    let place = |at: usize| remarks.place(&remarks.remarks[at]);
    let contradicted: Vec<String> = reviewer
        .disagreements()
        .map(|found| format!("{} over {}", place(found.later), place(found.earlier)))
        .collect();
    told.notes
        .extend(named("in which a later file holds over an earlier one that it contradicts", &contradicted));
    if is_news {
        let options: Vec<String> = remarks.paths.iter().map(|path| format!("--reviewed {path}")).collect();
        told.notes.push(format!(
            "words, shares and flags of articles are those of the run; compare again with {} to have them without what was \
             dismissed since",
            options.join(" ")
        ));
    }
}

/// Says of how many rows of the files something holds, and names the first of them.
fn named(what: &str, places: &[String]) -> Option<String> {
    let more = if places.len() > NAMED { ", …" } else { "" };
    let first = places[..places.len().min(NAMED)].join(", ");
    let rows = counted(places.len(), "reviewed row", "reviewed rows");
    (!places.is_empty()).then(|| format!("{rows} {what} ({first}{more})"))
}
