//! What a person is told at the end: what came in, what was found, what was set aside, where it all is.

use super::figures::{self, counted, day, duration, mebibytes, thousands};
use super::provenance;
use super::terminal::{Paint, printable};
use crate::article::Article;
use crate::findings::{PairFinding, Relation, Verdict};
use crate::lsh::{Method, Search};
use crate::observe::WarningKind;
use crate::report::{Execution, Run, SHEET_ROWS, Written, peak_memory};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// So many pairs are named.
const WORTH_A_LOOK: usize = 5;

/// The longest id that is shown whole, in code points.
const LONGEST_ID: usize = 32;

/// A finished run, to be told about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Summary<'a> {
    pub(super) run: &'a Run<'a>,
    pub(super) written: &'a [Written],
    pub(super) dir: &'a Path,
}

impl Summary<'_> {
    /// All of it, in paragraphs; those that would say nothing are left out.
    pub(super) fn text(&self, paint: Paint) -> String {
        let mut out = String::new();
        for (heading, lines) in [
            ("Compared", self.came_in()),
            ("Found", self.found()),
            ("Worth a look", self.worth_a_look()),
            ("Provenance", provenance::lines(self.run)),
            ("Set aside", self.set_aside()),
            ("Results", self.results()),
        ] {
            if !lines.is_empty() {
                let _ = writeln!(out, "\n{}", paint.strong(heading));
            }
            for line in lines {
                let _ = writeln!(out, "  {}", printable(&line));
            }
        }
        out
    }

    pub(super) fn came_in(&self) -> Vec<String> {
        let batch = self.run.batch;
        let words: u64 = self.run.findings.accounts.iter().map(|account| u64::from(account.words)).sum();
        let examined = counted(batch.examined().len(), "article", "articles");
        let mut said = match batch.references().len() {
            0 => examined,
            references => format!("{examined} with {}", counted(references, "reference", "references")),
        };
        let _ = write!(said, ", {}", counted(words as usize, "word", "words"));
        let outlets: BTreeSet<_> =
            batch.articles().iter().filter_map(|article| article.outlet.as_ref()).collect();
        if !outlets.is_empty() {
            let _ = write!(said, ", {}", counted(outlets.len(), "outlet", "outlets"));
        }
        said.extend(dates(batch.articles()));
        vec![said]
    }

    fn found(&self) -> Vec<String> {
        let batch = self.run.batch;
        if batch.examined().len() == 1 && batch.references().is_empty() {
            return vec![
                "nothing: one article alone has nothing to be compared with (name more INPUTs, or --against)"
                    .to_owned(),
            ];
        }
        let findings = self.run.findings;
        let of = |relation| findings.pairs.iter().filter(|found| found.relation == relation).count();
        let (identical, near) = (of(Relation::Identical), of(Relation::NearDuplicate));
        let contained = of(Relation::FirstInSecond) + of(Relation::SecondInFirst);
        let clustered: usize = findings.clusters.iter().map(|cluster| cluster.members.len() + 1).sum();
        let mut duplicates = counted(identical + near, "near-duplicate pair", "near-duplicate pairs");
        if identical > 0 {
            let _ = write!(duplicates, ", {} of them identical", thousands(identical as u64));
        }
        if clustered > 0 {
            let clusters = counted(findings.clusters.len(), "cluster", "clusters");
            let _ = write!(duplicates, ", in {clusters} of {} articles", thousands(clustered as u64));
        }
        let mut lines = vec![duplicates];
        let others = [
            (
                contained,
                "pair in which one article holds the other",
                "pairs in which one article holds the other",
            ),
            (of(Relation::Passages), "pair that shares passages only", "pairs that share passages only"),
            (of(Relation::Formula), "pair that shares a formula only", "pairs that share a formula only"),
        ];
        lines.extend(
            others.iter().filter(|other| other.0 > 0).map(|&(count, one, many)| counted(count, one, many)),
        );
        if self.run.plan.passages.is_some() {
            lines.push(self.passages());
        }
        lines.extend(self.reviewed());
        lines.extend(self.unasked_exactness());
        lines
    }

    /// What of all this a person has looked at before.
    fn reviewed(&self) -> Option<String> {
        self.run.plan.reviewed.as_ref()?;
        let of = |verdict: Verdict| {
            let (pairs, passages) = self.run.findings.reviews.count(verdict);
            let (pairs, passages) =
                (counted(pairs, "pair", "pairs"), counted(passages, "passage", "passages"));
            format!("{pairs} and {passages} {}", verdict.word())
        };
        Some(format!("{}, {} by a person", of(Verdict::Dismissed), of(Verdict::Confirmed)))
    }

    /// That the search was not the one that was asked for.
    fn unasked_exactness(&self) -> Option<String> {
        let plan = self.run.plan;
        let joined = self.run.findings.search.is_some_and(|search| search.method == Method::Exact);
        (joined && plan.search == Search::Bands).then(|| {
            format!(
                "near-duplicates by an exact join: the threshold is too low for {} slots",
                plan.sketch.slots()
            )
        })
    }

    fn passages(&self) -> String {
        let passages = &self.run.findings.passages;
        let words = passages.iter().map(|passage| u64::from(passage.matched_words)).sum();
        format!("{}, {} words matched", counted(passages.len(), "passage", "passages"), thousands(words))
    }

    fn worth_a_look(&self) -> Vec<String> {
        let findings = self.run.findings;
        let is_open = |(number, found): &(usize, &PairFinding)| {
            found.relation != Relation::Formula && !findings.reviews.dismisses_pair(*number)
        };
        let open = findings.pairs.iter().enumerate().filter(is_open);
        let mut pairs: Vec<&PairFinding> = open.map(|(_, found)| found).collect();
        pairs.sort_by_key(|found| Reverse(weight(found)));
        pairs.truncate(WORTH_A_LOOK);
        let id = |article| short(&self.run.batch.article(article).id);
        let named: Vec<(String, String)> =
            pairs.iter().map(|found| (id(found.pair.first()), id(found.pair.second()))).collect();
        let left = width(named.iter().map(|(a, _)| a.as_str()));
        let right = width(named.iter().map(|(_, b)| b.as_str()));
        let line = |((a, b), found)| format!("{a:left$}  {b:right$}  {}", figures_of(found));
        named.iter().map(|(a, b)| (a, b)).zip(pairs).map(line).collect()
    }

    pub(super) fn set_aside(&self) -> Vec<String> {
        let mut kinds: BTreeMap<WarningKind, usize> = BTreeMap::new();
        for warning in self.run.warnings().filter(|warning| warning.kind != WarningKind::LeftOut) {
            *kinds.entry(warning.kind).or_default() += 1;
        }
        // A file may be told of once for each encoding in it; what is counted here are files.
        let decoded = self.run.warnings().filter(|warning| warning.kind == WarningKind::Decoded);
        let files: BTreeSet<_> =
            decoded.map(|warning| warning.place.as_ref().map(|place| &place.path)).collect();
        kinds.entry(WarningKind::Decoded).and_modify(|count| *count = files.len());
        kinds.remove(&WarningKind::Rejected);
        kinds.remove(&WarningKind::RecurringWording);
        let mut lines: Vec<String> = self.rejected().into_iter().collect();
        lines.extend(kinds.into_iter().map(|(kind, count)| figures::warnings(kind, count)));
        lines.extend(self.recurring_wording());
        lines.extend(self.outside_window());
        lines.extend(self.left_out());
        lines.extend(self.hardened());
        lines.extend(self.cut());
        lines.extend(self.overlong());
        lines.extend(
            self.written.iter().filter(|output| is_too_long(output)).map(|output| self.too_long(output)),
        );
        lines
    }

    /// Records that could not be used; where they are the most, a word of the command line is likely to be wrong.
    fn rejected(&self) -> Option<String> {
        let rejected = self.run.rejected;
        let first = rejected.first()?;
        let records = rejected.len() + self.run.batch.articles().len();
        Some(if rejected.len() * 2 > records {
            format!(
                "MOST RECORDS WERE REJECTED: {} of {}, listed in rejected.csv; the first, {}: {}",
                thousands(rejected.len() as u64),
                thousands(records as u64),
                first.place,
                first.reason
            )
        } else {
            figures::warnings(WarningKind::Rejected, rejected.len())
        })
    }

    /// Wording that might have been a passage if it did not keep recurring.
    fn recurring_wording(&self) -> Option<String> {
        let learnt = self.run.findings.learnt.as_ref()?;
        let stretches =
            counted(learnt.recurring_stretches as usize, "stretch of wording", "stretches of wording");
        let articles = counted(learnt.articles_with_recurring_stretches as usize, "article", "articles");
        (learnt.recurring_stretches > 0)
            .then(|| format!("{stretches} in {articles}, taken for stock phrases (run.json quotes some)"))
    }

    /// Pairs that only their dates kept from being compared.
    fn outside_window(&self) -> Option<String> {
        let pairs = self.run.findings.outside_window;
        let told = counted(pairs as usize, "pair of articles", "pairs of articles");
        (pairs > 0).then(|| format!("{told} that are near-duplicates, further apart than --window, left out"))
    }

    /// Outputs that there are not, and what to use instead. The run warns of the matrix too, without our thousands.
    fn left_out(&self) -> Vec<String> {
        let warned = self.run.warnings().filter(|warning| warning.kind == WarningKind::LeftOut);
        let others = warned.filter(|warning| !warning.what.contains("matrix.csv"));
        let others = others.chain(self.written.iter().flat_map(|output| &output.warnings));
        self.no_matrix().into_iter().chain(others.map(ToString::to_string)).collect()
    }

    fn no_matrix(&self) -> Option<String> {
        let limit = self.run.plan.matrix?.limit;
        let articles = self.run.batch.examined().len().max(self.run.batch.references().len());
        (self.run.findings.matrix.is_none() && articles > limit).then(|| {
            format!(
                "no matrix.csv: {} articles are more than --matrix-limit {}; pairs.csv has every related pair",
                thousands(articles as u64),
                thousands(limit as u64),
            )
        })
    }

    fn hardened(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|table| table.tally.hardened).sum();
        let told = counted(cells as usize, "cell that looks like a formula", "cells that look like formulas");
        (cells > 0).then(|| format!("{told}, written with a leading '"))
    }

    fn cut(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|output| output.tally.cut).sum();
        let told = counted(cells as usize, "text", "texts");
        (cells > 0).then(|| format!("{told} longer than a cell of a spreadsheet holds, cut short with …"))
    }

    /// Only where somebody means to open them in a spreadsheet.
    fn overlong(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|output| output.tally.overlong).sum();
        let told = counted(cells as usize, "cell", "cells");
        (cells > 0 && self.run.profile.is_for_spreadsheets())
            .then(|| format!("{told} longer than 32,767 characters, which a spreadsheet does not show whole"))
    }

    fn too_long(&self, output: &Written) -> String {
        let remedy =
            if self.run.profile.is_for_spreadsheets() { "" } else { " (--csv excel makes several files)" };
        format!(
            "{}: {} rows; a spreadsheet shows the first {}{remedy}",
            output.file,
            thousands(output.tally.rows),
            thousands(SHEET_ROWS)
        )
    }

    fn results(&self) -> Vec<String> {
        let execution = self.run.execution;
        let mut lines = vec![format!("{} {}", self.dir.display(), cost(execution))];
        let wide = width(self.written.iter().map(|output| output.file)).max(13);
        lines.extend(self.written.iter().map(|output| contents(output, wide)));
        lines.push(format!("{:wide$}  settings, inputs, counts, warnings", "run.json"));
        lines
    }
}

/// `after 2.1 s on 2 threads, 300 MiB of memory at most`, and whether only a part of it was done now.
pub(super) fn cost(execution: &Execution) -> String {
    let memory = peak_memory().map(|peak| format!(", {} of memory at most", mebibytes(peak)));
    format!(
        "after {} on {}{}{}",
        duration(execution.elapsed()),
        counted(execution.threads(), "thread", "threads"),
        memory.unwrap_or_default(),
        if execution.is_resumed() { ", going on with the run that was interrupted" } else { "" },
    )
}

/// `, 2026-03-10 to 2026-03-11`: the days of the first and the last article, however they write them.
fn dates(articles: &[Article]) -> Option<String> {
    let dated = || articles.iter().filter_map(|article| article.published.as_ref());
    let first = dated().min_by_key(|published| published.earliest)?;
    let last = dated().max_by_key(|published| published.latest)?;
    let (first, last) = (day(first)?, day(last)?);
    Some(if first == last { format!(", {first}") } else { format!(", {first} to {last}") })
}

/// What makes a pair worth a look: first words matched in passages, then shingles shared.
fn weight(found: &PairFinding) -> (u32, u32) {
    (found.passages.map_or(0, |totals| totals.matched_words), found.overlap.shared)
}

fn figures_of(found: &PairFinding) -> String {
    let mut said = format!(
        "{}, resemblance {:.2}",
        found.relation.word().replace('_', " "),
        found.overlap.resemblance().value()
    );
    if let Some(totals) = found.passages {
        let (a, b) = (totals.coverage_of_first.value(), totals.coverage_of_second.value());
        let _ = write!(said, ", coverage {a:.2} / {b:.2}");
    }
    said
}

/// The end of a long id, which tells more than its beginning when it is a path.
fn short(id: &str) -> String {
    let mut ends = id.char_indices().rev().skip(LONGEST_ID - 1);
    match (ends.next(), ends.next()) {
        (Some((cut, letter)), Some(_)) => format!("…{}", &id[cut + letter.len_utf8()..]),
        _ => id.to_owned(),
    }
}

fn width<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or(0)
}

fn is_too_long(output: &Written) -> bool {
    output.parts == 1 && output.unit.0 == "row" && output.tally.rows > SHEET_ROWS
}

fn contents(output: &Written, wide: usize) -> String {
    let (one, many) = output.unit;
    let amount = counted(output.tally.rows as usize, one, many);
    format!("{:wide$}  {} ({amount})", output.file, output.about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Place;
    use crate::findings::SearchRecord;
    use crate::findings::WordingRecord;
    use crate::observe::Warning;
    use crate::report::Tally;
    use crate::report::sample::Sample;

    fn told(sample: &Sample) -> String {
        let table = |file, about, rows, hardened| Written {
            tally: Tally { rows, hardened, ..Tally::default() },
            ..Written::of(file, about)
        };
        let written = [
            table("pairs.csv", "which articles are related", 2, 1),
            table("passages.csv", "the shared wording", 1, 1),
        ];
        let text =
            Summary { run: &sample.run(), written: &written, dir: Path::new("out") }.text(Paint::Plain);
        text.split_inclusive('\n').filter(|line| !line.contains(" thread")).collect()
    }

    #[test]
    fn wording_that_was_kept_back_is_told_once_and_in_one_line() {
        let mut sample = Sample::new();
        let what = "3 stretches of wording that keeps recurring".to_owned();
        sample.findings.warnings = vec![Warning::general(WarningKind::RecurringWording, what)];
        sample.findings.learnt = Some(WordingRecord {
            recurring_stretches: 3,
            articles_with_recurring_stretches: 300,
            ..WordingRecord::default()
        });
        let line =
            "  3 stretches of wording in 300 articles, taken for stock phrases (run.json quotes some)\n";
        let text = told(&sample);
        assert!(text.contains(line) && text.matches("stock phrase").count() == 1, "{text}");
    }

    #[test]
    fn what_a_person_has_dismissed_is_counted_and_not_worth_another_look() {
        let text = told(&Sample::reviewed());
        assert!(
            text.contains("1 pair and 0 passages dismissed, 0 pairs and 1 passage confirmed by a person"),
            "{text}"
        );
        assert!(!text.contains("paper  -own"), "{text}");
    }

    #[test]
    fn a_person_is_told_what_came_in_what_was_found_and_where_it_is() {
        assert_eq!(
            told(&Sample::new()),
            "
Compared
  3 articles, 37 words, 2 outlets, 2026-03-10

Found
  1 near-duplicate pair, in 1 cluster of 2 articles
  1 pair that shares passages only
  1 passage, 2 words matched

Worth a look
  wire   paper  near duplicate, resemblance 0.67, coverage 1.00 / 0.80
  paper  -own   passages, resemblance 0.12, coverage 0.00 / 0.00

Provenance
  agencies: Agence Boréale (--wire NAME adds one)
  outlet    articles  wholly derived  partially    wire  credited  uncredited
  Courrier         2             0 %       50 %    23 %         0           1
  Agence Boréale → Courrier: 69 words in 1 article, median lag -3 min

Set aside
  1 rejected record, listed in rejected.csv
  2 cells that look like formulas, written with a leading '

Results
  pairs.csv      which articles are related (2 rows)
  passages.csv   the shared wording (1 row)
  run.json       settings, inputs, counts, warnings
"
        );
    }

    #[test]
    fn references_are_told_apart() {
        let text = told(&Sample::against_the_last_two());
        assert!(text.contains("1 article with 2 references, 37 words"), "{text}");
    }

    #[test]
    fn a_matrix_that_is_left_out_is_told_with_what_to_use_instead() {
        let mut sample = Sample::new();
        sample.findings.matrix = None;
        assert!(!told(&sample).contains("no matrix.csv"));
        sample.plan.matrix.as_mut().unwrap().limit = 2;
        let text = told(&sample);
        assert!(
            text.contains("no matrix.csv: 3 articles are more than --matrix-limit 2; pairs.csv has"),
            "{text}"
        );

        let warning = |what| Warning::general(WarningKind::LeftOut, what);
        sample.findings.warnings =
            vec![warning("matrix.csv was left out: 3000"), warning("a report was not made")];
        let text = told(&sample);
        assert!(text.contains("no matrix.csv: 3") && text.contains("  a report was not made\n"), "{text}");
        assert!(!text.contains("3000"), "{text}");
    }

    #[test]
    fn files_are_counted_once_however_many_encodings_they_have() {
        let mut sample = Sample::new();
        let decoded = |line| Warning::at(WarningKind::Decoded, Place::line("old.csv", line), "not UTF-8");
        sample.read_warnings.extend([decoded(1), decoded(7)]);
        let text = told(&sample);
        assert!(text.contains("  1 file with text that was not UTF-8, decoded\n"), "{text}");
    }

    #[test]
    fn that_most_was_rejected_is_said_first_and_loud() {
        let mut sample = Sample::new();
        sample.rejected = vec![sample.rejected[0].clone(); 4];
        let text = told(&sample);
        assert!(text.contains("Set aside\n  MOST RECORDS WERE REJECTED: 4 of 7, listed in rejected.csv; the first, press.jsonl:4: no"), "{text}");
    }

    #[test]
    fn an_exact_join_that_nobody_asked_for_is_told() {
        let mut sample = Sample::new();
        let search = SearchRecord {
            method: Method::Exact,
            slots: 0,
            bands: 0,
            rows: 0,
            expected_recall: 1.0,
            crowded_buckets: 0,
            pairs_left_out: 0,
        };
        sample.findings.search = Some(search);
        assert!(told(&sample).contains("exact join: the threshold is too low for 128 slots"));
        sample.plan.search = Search::Exact;
        assert!(!told(&sample).contains("exact join"));
    }

    #[test]
    fn what_a_spreadsheet_would_not_show_is_told() {
        let mut sample = Sample::new();
        let long = |rows, parts, cut, overlong| Written {
            tally: Tally { rows, cut, overlong, ..Tally::default() },
            parts,
            ..Written::of("pairs.csv", "")
        };
        let mut told = |output: Written, profile| {
            sample.execution = crate::report::Execution::begin(Vec::new(), 1);
            let run = Run { profile, ..sample.run() };
            Summary { run: &run, written: &[output], dir: Path::new("out") }.set_aside().join("\n")
        };
        let (plain, excel) = (crate::report::Profile::RFC4180, crate::report::Profile::EXCEL);
        assert!(
            told(long(1_048_576, 1, 0, 0), plain)
                .contains("pairs.csv: 1,048,576 rows; a spreadsheet shows the first 1,048,575 (--csv excel")
        );
        let goes_on = Warning::general(WarningKind::GoesOn, "pairs.csv goes on in pairs-2.csv");
        let text = told(Written { warnings: vec![goes_on], ..long(2_097_151, 2, 0, 0) }, excel);
        assert!(text.ends_with("\npairs.csv goes on in pairs-2.csv"), "{text}");
        let text = told(long(1, 1, 1, 2), excel);
        assert!(
            text.contains("1 text longer than a cell of a spreadsheet holds, cut short with …"),
            "{text}"
        );
        assert!(text.contains("2 cells longer than 32,767 characters"), "{text}");
        assert!(!told(long(1, 1, 0, 2), plain).contains("32,767"));
    }

    #[test]
    fn a_long_id_keeps_its_end() {
        assert_eq!(short("2026/03/10.txt"), "2026/03/10.txt");
        assert_eq!(short(&"é".repeat(32)), "é".repeat(32));
        assert_eq!(short(&format!("é{}", "x".repeat(32))), format!("…{}", "x".repeat(31)));
    }
}
