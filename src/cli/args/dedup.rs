//! The command line of `dedup`, as it is typed.

use super::super::values;
use super::{DressArgs, KeepingArgs, NearArgs, ReadingArgs, RunningArgs};
use crate::plan::Representative;
use clap::{Args, ValueHint};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub(super) const EXAMPLES: &str = "\
Examples:
  One article of each group of near-duplicates, and a table of the others:
    wirecopy dedup crawl.jsonl.zst -o kept.jsonl.zst --removed removed.csv
  What is new in tonight's batch, compared with an archive and with itself:
    wirecopy dedup tonight.jsonl --against archive/ -o new.jsonl
  What is new in this week's crawl, compared with an index, which it then goes into:
    wirecopy dedup crawl.jsonl --against-index archive.wcx --add -o new.jsonl
  The longest version of each story, from one pipe to the next:
    zcat crawl.gz | wirecopy dedup - --format jsonl --keep longest -o - | gzip > kept.gz
  How many would go at a stricter threshold:
    wirecopy dedup crawl.jsonl --threshold 0.8 --dry-run

Records are copied as they stand in the input, each removed one resembles the one that is kept instead, at the threshold. \
Records that cannot be read are in neither: OUT.run/rejected.csv lists them, OUT.run/run.json has settings and counts.

Exit status: 0 the run finished; 1 it failed; 2 wrong command line; 130 interrupted. Results appear only when a run has \
finished (with -o -, as soon as they are copied).";

#[derive(Debug, Args)]
pub(in crate::cli) struct DedupArgs {
    /// Files and folders of articles, and - for standard input
    ///
    /// By ending: .jsonl .ndjson .json .csv .tsv .txt .md .html .warc .wet .xml .nitf .newsml .rss .atom .rdf, each also .gz or .zst; all of
    /// one format, CSV files with the same columns. A folder is read whole, in sorted order. Fields: text (required), id, title, published and others.
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) inputs: Vec<OsString>,

    #[command(flatten)]
    pub(in crate::cli) output: DedupOutputArgs,

    #[command(flatten)]
    pub(in crate::cli) dress: DressArgs,

    /// Remove what near-duplicates one of these articles as well; they are never written
    #[arg(long, value_name = "REF", num_args = 1.., value_hint = ValueHint::AnyPath, help_heading = "What is read")]
    pub(in crate::cli) against: Option<Vec<OsString>>,

    /// Remove what near-duplicates an article of this index as well (see wirecopy index --help)
    ///
    /// As if all of them had been named with --against, without reading them. Asked with other settings than those that the index
    /// was made with, it refuses.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "What is read",
          conflicts_with_all = ["against", "work_dir"])]
    pub(in crate::cli) against_index: Option<PathBuf>,

    /// Add what is kept to the index of --against-index once it is written
    #[arg(long, requires = "against_index", conflicts_with = "dry_run", help_heading = "What is read")]
    pub(in crate::cli) add: bool,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    #[command(flatten)]
    pub(in crate::cli) near: NearArgs,

    #[command(flatten)]
    pub(in crate::cli) keeping: KeepingArgs,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What comes out")]
pub(in crate::cli) struct DedupOutputArgs {
    /// File for what is kept, in the format of the input; .gz or .zst packs it, - is standard output
    ///
    /// For inputs that are texts (.txt, .md) it is a new folder, into which the kept files are copied. Rows of Parquet tables are lines
    /// of JSON, or with .parquet rows of a table with the same columns.
    #[arg(short = 'o', long = "output", value_name = "OUT", value_hint = ValueHint::AnyPath,
          required_unless_present = "dry_run")]
    pub(in crate::cli) out: Option<PathBuf>,

    /// Table of what is removed, and which article is kept instead
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, value_parser = values::file())]
    pub(in crate::cli) removed: Option<PathBuf>,

    /// Which article of a group is kept: earliest, longest, first (of the input)
    ///
    /// Of equals it is the earliest (dated before undated), then the longest, then the first.
    #[arg(long, value_name = "WHICH", default_value = "earliest", hide_possible_values = true,
          value_parser = values::representative())]
    pub(in crate::cli) keep: Representative,

    /// Write nothing, say how many articles would be kept and removed
    #[arg(long, conflicts_with_all = ["out", "removed"])]
    pub(in crate::cli) dry_run: bool,

    /// Overwrite output files that exist
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

impl DedupOutputArgs {
    /// Where records go that are kept; nowhere in a dry run.
    pub(in crate::cli) fn kept(&self) -> Option<&Path> {
        self.out.as_deref().filter(|_| !self.dry_run)
    }

    /// The folder for what the run says about itself; none in a dry run and beside standard output.
    pub(in crate::cli) fn record(&self) -> Option<PathBuf> {
        // `kept/` and `kept` are one place.
        let place: PathBuf = self.kept().filter(|kept| kept.as_os_str() != "-")?.components().collect();
        let mut name = place.into_os_string();
        name.push(".run");
        Some(name.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_run_has_the_name_of_its_output() {
        let record = |out: &str, dry_run| {
            let out = Some(out.into());
            let keep = Representative::Earliest;
            DedupOutputArgs { out, removed: None, keep, dry_run, force: false }.record()
        };
        assert_eq!(record("deep/kept.jsonl.gz", false), Some("deep/kept.jsonl.gz.run".into()));
        assert_eq!(record("kept/", false), Some("kept.run".into()));
        assert_eq!((record("-", false), record("kept", true)), (None, None));
    }
}
