//! What a person says of a pair or a passage: written down, and put to what the tables say.

use super::super::args::{Cli, ReviewArgs, ShowArgs};
use super::super::exit::Exit;
use super::super::figures::counted;
use super::super::terminal;
use super::Told;
use crate::findings::{Remark, Reviewable, Reviewer, Verdict};
use crate::report::{self, NewRemark};
use crate::tables::{self, ListedPair, ListedPassage};
use anyhow::bail;
use clap::CommandFactory;
use clap::error::ErrorKind;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

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
    let ([a, b], Some(file)) = (&args.pair[..], &args.review.reviewed) else {
        bail!("a verdict is about a pair, and goes into a file (give A, B and --reviewed FILE)")
    };
    let pair = told.pair(a, b)?;
    let remark =
        Remark { line: 0, ids: pair.ids.clone(), chars: places(told, pair, args.review.passage)?, verdict };
    let date = format!("{:.0}", Timestamp::now());
    let review = &args.review;
    let new = NewRemark { remark: &remark, note: &review.note, reviewer: &review.reviewer, date: &date };
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

/// Puts what a file says in the place of what the tables say.
pub(super) fn apply(told: &mut Told<'_>, file: &Path) -> anyhow::Result<()> {
    let remarks = tables::read_remarks(file)?;
    let mut reviewer = Reviewer::new(&remarks, told.run.has_references());
    let word = |verdict: Option<Verdict>| verdict.map_or("", Verdict::word);
    let mut of_pair: BTreeMap<[String; 2], Vec<&mut ListedPassage>> = BTreeMap::new();
    for passage in &mut told.passages {
        of_pair.entry(passage.ids.clone()).or_default().push(passage);
    }
    let mut is_news = false;
    for pair in &mut told.pairs {
        let its_own = of_pair.get_mut(&pair.ids).map_or(&mut [][..], |passages| &mut passages[..]);
        let places: Vec<[Range<u32>; 2]> = its_own.iter().map(|passage| passage.chars.clone()).collect();
        let review = reviewer.review(Reviewable { ids: [&pair.ids[0], &pair.ids[1]], passages: &places });
        let held = review.passages.into_iter().chain([review.pair]).map(word);
        let told = its_own.iter_mut().map(|passage| &mut passage.review).chain([&mut pair.review]);
        for (told, held) in told.zip(held) {
            is_news |=
                *told != held && (told == Verdict::Dismissed.word() || held == Verdict::Dismissed.word());
            held.clone_into(told);
        }
    }
    let shown = file.display();
    let lines: Vec<String> = reviewer.unused().map(|remark| remark.line.to_string()).collect();
    if !lines.is_empty() {
        let rows = counted(lines.len(), "row", "rows");
        let more = if lines.len() > NAMED { ", …" } else { "" };
        let named = lines[..lines.len().min(NAMED)].join(", ");
        told.notes.push(format!("{shown}: {rows} about nothing in this run (line {named}{more})"));
    }
    if is_news {
        told.notes.push(format!(
            "words, shares and flags of articles are those of the run; compare again with --reviewed {shown} to have them without \
             what was dismissed since"
        ));
    }
    Ok(())
}
