//! The first sheet: what was compared and found, what each sheet has, what was set aside, how to read it.

use super::super::{Run, Tally, Written};
use super::sheet::fit;
use super::style::Style;
use super::{Entry, FILE};
use crate::findings::{Measure, Relation};
use crate::observe::Warning;
use crate::plan::AuditSettings;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Widths of its columns: what, how much, and a word on it.
const WIDTHS: [f64; 3] = [24.0, 12.0, 100.0];

/// Characters in one line over all columns.
const LINE: usize = 145;

const RELATIONS: [(Relation, &str); 6] = [
    (Relation::Identical, "pairs with the same words in the same order"),
    (Relation::NearDuplicate, "pairs that resemble one another at the threshold"),
    (Relation::FirstInSecond, "pairs of which the first article stands in the second"),
    (Relation::SecondInFirst, "pairs of which the second article stands in the first"),
    (Relation::Passages, "other pairs that share passages"),
    (Relation::Formula, "notices of a series: the same wording, other figures. Not re-use"),
];

const READING: [&str; 5] = [
    "Begin with the sheet pairs; take the two ids of a row to the sheet passages for the wording that they share.",
    "A corner at the head of a column holds its explanation: point at it.",
    "A shared passage is shared. Nothing here says that one article copied the other: both may have a third source, such as a \
     press release, a speech or an article that was not compared.",
    "Earlier means that the dates of the two articles do not overlap, and no more. Dates are shown as they were given, as text.",
    "Ids, outlets and dates are texts, so that 0012 stays 0012. Shares are numbers from 0 to 1. There is no formula in this file.",
];

/// The sheet, written down line by line.
struct Page<'s> {
    sheet: Worksheet,
    row: u32,
    style: &'s Style,
}

/// The first sheet of a workbook with these tables.
pub(super) fn sheet(
    run: Run<'_>,
    entries: &[Entry],
    (written, so_far): (&Written, Tally),
    style: &Style,
) -> Result<Worksheet, XlsxError> {
    let mut page = Page { sheet: Worksheet::new(), row: 0, style };
    page.sheet.set_name("summary")?;
    page.sheet.write_string_with_format(0, 0, "What news articles took from one another", &style.title)?;
    page.sheet.write_string_with_format(
        1,
        0,
        format!("wirecopy {}", env!("CARGO_PKG_VERSION")),
        &style.plain,
    )?;
    page.row = 2;
    compared(&mut page, run)?;
    found(&mut page, run)?;
    sheets(&mut page, entries)?;
    set_aside(&mut page, run, written, written.tally.cut + so_far.cut)?;
    page.heading("How to read it")?;
    for sentence in READING {
        page.sentence(sentence)?;
    }
    for (at, wide) in (0..).zip(WIDTHS) {
        page.sheet.set_column_width(at, wide)?;
    }
    page.sheet.set_screen_gridlines(false);
    page.sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
    Ok(page.sheet)
}

fn compared(page: &mut Page<'_>, run: Run<'_>) -> Result<(), XlsxError> {
    let plan = run.plan;
    page.heading("Compared")?;
    page.figure("articles", run.batch.examined().len() as u64, "")?;
    if run.has_references() {
        page.figure(
            "references",
            run.batch.references().len() as u64,
            "articles that they were compared with",
        )?;
    }
    let words = run.findings.accounts.iter().map(|account| u64::from(account.words)).sum();
    page.figure("words", words, "of their texts, titles not counted")?;
    let agencies = run.findings.agencies.join("; ");
    page.figure("agencies", run.findings.agencies.len() as u64, &agencies)?;
    for likely in &run.findings.likely_agencies {
        let about = format!(
            "{} looks like an agency: so many outlets re-use it. Without --wire no credit to it is looked for",
            likely.outlet
        );
        page.figure("likely agency", likely.outlets.into(), &about)?;
    }
    let resemblance = format!(
        "resemblance from which two articles are near-duplicates, in runs of {} words",
        plan.shingle.words()
    );
    page.share("threshold", plan.threshold.value(), &resemblance)?;
    if let Some(matrix) = &run.findings.matrix {
        let measure = match matrix.measure {
            Measure::Resemblance => "its figures are resemblance",
            Measure::Containment => "its figures are containment",
            Measure::Coverage => "its figures are coverage",
        };
        page.line("matrix", "", measure)?;
    }
    match plan.passages {
        Some(passages) => {
            page.figure("shortest passage", passages.min_words.into(), "words")?;
            bounds(page, &plan.audit)
        }
        None => page.line("passages", "", "were not looked for (--no-passages)"),
    }
}

/// From which shares on something is said of an article.
fn bounds(page: &mut Page<'_>, audit: &AuditSettings) -> Result<(), XlsxError> {
    for (word, bound, about) in [
        (
            "wholly derived",
            audit.wholly_derived,
            "of the own words in earlier texts of other outlets, or more",
        ),
        (
            "partly derived",
            audit.partly_derived,
            "of the own words in earlier texts of other outlets, or more",
        ),
        (
            "credit owed",
            audit.credit_owed,
            "of the own words in one agency's items, or more; quoted speech left out",
        ),
    ] {
        page.share(word, bound.value(), about)?;
    }
    Ok(())
}

fn found(page: &mut Page<'_>, run: Run<'_>) -> Result<(), XlsxError> {
    let findings = run.findings;
    page.heading("Found")?;
    for (relation, about) in RELATIONS {
        let count = findings.pairs.iter().filter(|found| found.relation == relation).count();
        page.figure(&format!("pairs: {}", relation.word()), count as u64, about)?;
    }
    let clustered: usize = findings.clusters.iter().map(|cluster| cluster.members.len() + 1).sum();
    page.figure(
        "clusters",
        findings.clusters.len() as u64,
        &format!("of near-duplicates, with {clustered} articles"),
    )?;
    let words: u64 = findings.passages.iter().map(|passage| u64::from(passage.matched_words)).sum();
    page.figure("passages", findings.passages.len() as u64, &format!("with {words} words matched"))
}

fn sheets(page: &mut Page<'_>, entries: &[Entry]) -> Result<(), XlsxError> {
    page.heading("Sheets, and their rows")?;
    for entry in entries {
        for (number, sheet) in entry.sheets.iter().enumerate() {
            let row = page.row;
            if number == 0 {
                page.figure("", entry.rows, entry.table.about)?;
            } else {
                page.line("", "", "goes on here")?;
            }
            page.sheet.write_url_with_text(row, 0, format!("internal:'{sheet}'!A1").as_str(), sheet)?;
        }
        if entry.sheets.is_empty() {
            page.line(
                entry.table.name(),
                "left out",
                &format!("too wide for a sheet; {} has it", entry.table.file),
            )?;
        }
    }
    Ok(())
}

fn set_aside(page: &mut Page<'_>, run: Run<'_>, written: &Written, cut: u64) -> Result<(), XlsxError> {
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    for warning in run.warnings().filter(|warning| warning.place.is_some()) {
        *kinds.entry(word(warning)).or_default() += 1;
    }
    page.heading("Set aside")?;
    let begin = page.row;
    for (kind, count) in kinds {
        page.figure(&kind, count, "see run.json")?;
    }
    if cut > 0 {
        page.figure("texts cut short", cut, "with … where a cell holds no more than 32,767 characters")?;
    }
    let of_the_run = run.warnings().filter(|warning| warning.place.is_none());
    for warning in of_the_run.chain(&written.warnings) {
        page.sentence(warning.what.trim_start_matches(FILE).trim_start_matches(": "))?;
    }
    if page.row == begin { page.line("nothing", "", "") } else { Ok(()) }
}

/// The kind of a warning as `run.json` spells it, with blanks.
fn word(warning: &Warning) -> String {
    let kind = serde_json::to_value(warning.kind).ok();
    kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("warning").replace('_', " ")
}

impl Page<'_> {
    /// A heading, a line below what stands above it.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, text, &self.style.heading)?;
        for column in 1..=2 {
            self.sheet.write_blank(self.row, column, &self.style.heading)?;
        }
        self.row += 1;
        Ok(())
    }

    fn figure(&mut self, what: &str, figure: u64, about: &str) -> Result<(), XlsxError> {
        let format = self.style.of(super::super::table::Kind::Count);
        self.sheet.write_number_with_format(self.row, 1, figure as f64, format)?;
        self.line(what, "", about)
    }

    fn share(&mut self, what: &str, share: f64, about: &str) -> Result<(), XlsxError> {
        let format = self.style.of(super::super::table::Kind::Share);
        self.sheet.write_number_with_format(self.row, 1, share, format)?;
        self.line(what, "", about)
    }

    fn line(&mut self, what: &str, amount: &str, about: &str) -> Result<(), XlsxError> {
        let formats = [&self.style.plain, &self.style.plain, &self.style.beside];
        for ((column, text), format) in (0..).zip([what, amount, about]).zip(formats) {
            if !text.is_empty() {
                self.sheet.write_string_with_format(self.row, column, fit(text).0.as_ref(), format)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// A sentence over all columns.
    fn sentence(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 2, fit(text).0.as_ref(), &self.style.wrapped)?;
        // No spreadsheet measures merged cells.
        let lines = text.chars().count().div_ceil(LINE) as u32;
        self.sheet.set_row_height(self.row, 15 * lines.max(1))?;
        self.row += 1;
        Ok(())
    }
}
