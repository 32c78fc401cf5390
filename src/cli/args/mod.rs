//! The command line, as it is typed. What it means is in `settings`.

mod dedup;
mod exports;
mod index;
mod inspect;
mod running;
mod score;
mod show;
mod watch;

use crate::align::verbatim::ExactWords;
use crate::findings::Measure;
use crate::measure::Threshold;
use crate::plan::MatrixOrder;
use crate::read::{DateOrder, Format, Timezone};
use crate::report::{Excerpt, Profile};
use crate::shingle::ShingleWidth;
use clap::{Args, Parser, Subcommand, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

use super::values;

pub(in crate::cli) use dedup::DedupArgs;
pub(in crate::cli) use exports::ExportArgs;
pub(in crate::cli) use index::{
    AddArgs, CompactArgs, CreateArgs, IndexArgs, IndexCommand, InfoArgs, RemoveArgs,
};
pub(in crate::cli) use inspect::InspectArgs;
pub(in crate::cli) use running::{KeepingArgs, RunningArgs};
pub(in crate::cli) use score::ScoreArgs;
pub(in crate::cli) use show::{ReviewArgs, ScreenArgs, ShowArgs};
pub(in crate::cli) use watch::WatchArgs;

const EXAMPLES: &str = "\
Examples:
  wirecopy compare press/ -o out                      every article with every other
  wirecopy compare paper.jsonl --against afp/ -o out  what this paper took from the agency
  wirecopy dedup crawl.jsonl -o kept.jsonl            one article of each group of near-duplicates
  wirecopy inspect press/                             what is in there, and what of it cannot be used
  wirecopy score out --truth truth.csv                how good that is, where the truth is known
  wirecopy show out                                   what is worth a look; show out A B: two articles side by side
  wirecopy compare --help                             all options, with units and defaults";

const COMPARE_EXAMPLES: &str = "\
Examples:
  Every article of a folder with every other:
    wirecopy compare press/ -o out
  What one paper took from two agencies:
    wirecopy compare paper.jsonl --against afp/ reuters.jsonl -o out
  A spreadsheet with column names of its own, articles of the same three days only:
    wirecopy compare archive.csv --field text=body --field outlet=paper --window 3d -o out
  Near-duplicates only, from a pipe:
    zcat crawl.gz | wirecopy compare - --format jsonl --no-passages -o out

Open report.html first, in a browser. pairs.csv has a row for each pair of related articles, passages.csv the wording that \
they share, \
run.json the settings and all counts.

Exit status: 0 the run finished, whatever it found; 1 it failed; 2 wrong command line; 3 something was found, with \
--fail-on-match; 130 interrupted. Results appear only when a run has finished.";

/// Finds what news articles took from one another: near-duplicates, re-used passages, clusters.
///
/// Reads JSON lines, JSON, CSV, text and what agencies and feeds send (NewsML, NITF, ninjs, IPTC 7901, ANPA 1312, RSS,
/// Atom), packed or not, and writes tables that open in a spreadsheet.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 110)]
pub(in crate::cli) struct Cli {
    /// File of settings under the names of the long options [default: wirecopy.toml, if it is there]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, global = true,
          conflicts_with = "no_config", help_heading = "How it runs")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Read no file of settings
    #[arg(long, global = true, help_heading = "How it runs")]
    pub(in crate::cli) no_config: bool,

    #[command(subcommand)]
    pub(in crate::cli) command: Command,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Compare articles: near-duplicates, passages, clusters, a similarity matrix
    ///
    /// Reads articles, finds which of them resemble one another and which passages they share, word for word or edited, and
    /// writes tables into a folder of their own.
    #[command(after_help = COMPARE_EXAMPLES, arg_required_else_help = true)]
    Compare(Box<CompareArgs>),

    /// De-duplicate articles: keep one of each group of near-duplicates, copied byte for byte
    ///
    /// Reads articles, finds near-duplicates, and copies the records that are kept as they are, in the order and format of
    /// the input; articles of documents (XML, messages of agencies) are written as JSON lines. Notices of a series (weather,
    /// prices), which share a form and state other figures, are all kept.
    #[command(after_help = dedup::EXAMPLES, arg_required_else_help = true)]
    Dedup(Box<DedupArgs>),

    /// Look at inputs before a long run: formats, encodings, fields, dates, and what would be rejected
    ///
    /// Reads the inputs as compare does, and says of each file and of all what was seen.
    #[command(after_help = inspect::EXAMPLES, arg_required_else_help = true)]
    Inspect(InspectArgs),

    /// Measure a finished run against labelled truth: plagdet, precision, recall, F1, ARI, B-cubed
    ///
    /// Reads the tables that compare has written, in any dress, and a labelled table, and prints how much of the truth was
    /// found, and how much of what was found is true.
    #[command(after_help = score::EXAMPLES, arg_required_else_help = true)]
    Score(ScoreArgs),

    /// Look at a finished run: what is worth a look, two articles side by side, one article with its sources
    ///
    /// Without ids it lists the articles and pairs that are worth a look, those with an agency's words and no credit first.
    /// With two ids it shows both texts, with the passages that they share and what was changed in them.
    #[command(after_help = show::EXAMPLES, arg_required_else_help = true)]
    Show(Box<ShowArgs>),

    /// Keep an archive on disk, that a day's articles are compared with: make it, add to it, look after it
    #[command(after_help = index::EXAMPLES, arg_required_else_help = true)]
    Index(IndexArgs),

    /// Compare files with an index as they arrive in a folder, and add them to it
    #[command(after_help = watch::EXAMPLES, arg_required_else_help = true)]
    Watch(WatchArgs),

    /// Print the settings that hold for a command, and who set each: the command line, the environment or a file
    Config {
        /// A command, compare if none is named, and its options
        #[arg(value_name = "COMMAND", trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<OsString>,
    },

    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },

    /// Print the manual page, or that of a command
    Man {
        /// The command
        #[arg(value_parser = ["compare", "dedup", "inspect", "score", "show", "index", "watch", "config", "completions", "man"])]
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// Files and folders of articles, and - for standard input
    ///
    /// By ending: .jsonl .ndjson .json .csv .tsv .txt .md .html .warc .wet .xml .nitf .newsml .rss .atom .rdf, each also .gz or .zst. A folder is read whole, in sorted order;
    /// each text file is one article. Fields: text (required), id, title, outlet, published, url, language.
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) inputs: Vec<OsString>,

    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,

    #[command(flatten)]
    pub(in crate::cli) dress: DressArgs,

    #[command(flatten)]
    pub(in crate::cli) exports: ExportArgs,

    /// Compare each INPUT article with these articles only
    #[arg(long, value_name = "REF", num_args = 1.., value_hint = ValueHint::AnyPath, help_heading = "What is read")]
    pub(in crate::cli) against: Option<Vec<OsString>>,

    /// Compare each INPUT article with the articles of this index (see wirecopy index --help)
    ///
    /// As if all of them had been named with --against. Asked with other settings than those that the index was made with, it refuses.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "What is read",
          conflicts_with_all = ["against", "work_dir"])]
    pub(in crate::cli) against_index: Option<PathBuf>,

    /// Add the INPUT articles to the index of --against-index once the results are written
    #[arg(long, requires = "against_index", conflicts_with = "no_passages", help_heading = "What is read")]
    pub(in crate::cli) add: bool,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    /// File of lines that are no article's own words (cookie notices, copyright), one a line
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What is read")]
    pub(in crate::cli) boilerplate: Option<PathBuf>,

    /// Table of pairs and passages that a person has dismissed or confirmed, as show writes it; can be given several times
    ///
    /// Of two files that speak of the same thing, the one named later holds, and a contradiction is told. What was dismissed stays in the tables, marked in the column review, and counts in no audit, flag or --fail-on-match.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What is read")]
    pub(in crate::cli) reviewed: Vec<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) near: NearArgs,

    #[command(flatten)]
    pub(in crate::cli) passages: PassageArgs,

    #[command(flatten)]
    pub(in crate::cli) audit: AuditArgs,

    #[command(flatten)]
    pub(in crate::cli) keeping: KeepingArgs,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,

    /// Exit with 3 when anything was found (a formula that notices share is nothing, nor is what --reviewed dismisses)
    #[arg(long, help_heading = "How it runs")]
    pub(in crate::cli) fail_on_match: bool,

    /// End, as if interrupted, when standard input does: whoever holds it open is gone then
    #[arg(long, hide = true)]
    pub(in crate::cli) end_with_input: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What comes out")]
pub(in crate::cli) struct OutputArgs {
    /// Folder for the results; created, or that of an earlier run
    #[arg(short = 'o', long = "output", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// Write into DIR although it holds other files: replace those that have our names, keep all others
    #[arg(long)]
    pub(in crate::cli) force: bool,

    /// Figure in the cells of matrix.csv: resemblance, containment, coverage
    ///
    /// resemblance: share of the shingles of both articles that both have; containment: share of the row article's shingles
    /// that the column article has; coverage: share of the row article's words inside passages shared with it.
    #[arg(long, value_name = "FIGURE", default_value = "resemblance", hide_possible_values = true,
          value_parser = values::measure())]
    pub(in crate::cli) measure: Measure,

    /// Order of matrix.csv: input, or cluster, with relatives side by side
    #[arg(long, value_name = "ORDER", default_value = "input", hide_possible_values = true,
          value_parser = values::matrix_order())]
    pub(in crate::cli) matrix_order: MatrixOrder,

    /// Most articles for which matrix.csv is made; 0 for none
    #[arg(long, value_name = "ARTICLES", default_value_t = 2_000)]
    pub(in crate::cli) matrix_limit: usize,

    /// How much of each passage passages.csv shows: short (300 characters), or full
    ///
    /// full is all of it, on one line, up to the 32,767 characters that a cell of a spreadsheet holds.
    #[arg(long, value_name = "LENGTH", default_value = "short", hide_possible_values = true,
          value_parser = values::excerpt())]
    pub(in crate::cli) excerpt: Excerpt,

    /// Do not make report.html, the page to read the results in
    #[arg(long)]
    pub(in crate::cli) no_report: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What comes out")]
pub(in crate::cli) struct DressArgs {
    /// Dress of the tables: rfc4180, excel or excel-fr (also fr, de, es, it, pt)
    ///
    /// rfc4180 is for programs; excel has a byte order mark and CR LF, excel-fr also ; between cells and a decimal comma.
    #[arg(long = "csv", value_name = "PROFILE", default_value = "rfc4180", value_parser = values::profile)]
    pub(in crate::cli) profile: Profile,

    /// Write cells that a spreadsheet would run as formulas as they are, without a leading '
    #[arg(long)]
    pub(in crate::cli) no_csv_hardening: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is read")]
pub(in crate::cli) struct ReadingArgs {
    /// Read our field NAME (text, id, title, …) from the input's FIELD, as in text=body; may be repeated
    #[arg(long = "field", value_name = "NAME=FIELD", value_parser = values::field)]
    pub(in crate::cli) fields: Vec<String>,

    /// Format of all inputs, whatever their ending: jsonl, json, csv, tsv, text, html, warc, xml, ninjs, iptc7901, anpa1312
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<Format>,

    /// Time zone of dates that have none, such as Europe/Paris [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub(in crate::cli) timezone: Option<Timezone>,

    /// What comes first in dates such as 03/04/2026: day-first or month-first [default: such dates are not read]
    #[arg(long, value_name = "ORDER")]
    pub(in crate::cli) dates: Option<DateOrder>,

    /// Fail at the first record that cannot be used, instead of listing it in rejected.csv
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What counts as taken")]
pub(in crate::cli) struct NearArgs {
    #[command(flatten)]
    pub(in crate::cli) resemblance: ResemblanceArgs,

    /// Compare only articles published within this time of one another: 90m, 36h, 7d, 2w [default: all]
    #[arg(long, value_name = "TIME", value_parser = values::window)]
    pub(in crate::cli) window: Option<u64>,

    /// Find near-duplicates by an exact join instead of sketches: slower, none is missed
    ///
    /// Done anyway, and told, where --threshold is too low for the sketches.
    #[arg(long)]
    pub(in crate::cli) exact: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What counts as taken")]
pub(in crate::cli) struct ResemblanceArgs {
    /// Resemblance from which two articles are near-duplicates, above 0 and at most 1
    ///
    /// One too low for the sketches (below about 0.05 with 128 slots) is searched as with --exact.
    #[arg(long, value_name = "SHARE", default_value = "0.5", value_parser = values::threshold)]
    pub(in crate::cli) threshold: Threshold,

    /// Words of a shingle, the unit that resemblance counts, 1 to 64
    #[arg(long, value_name = "WORDS", default_value = "3", value_parser = values::shingle)]
    pub(in crate::cli) shingle: ShingleWidth,

    /// Fold case only: pêcheur and pécheur stay two words
    #[arg(long)]
    pub(in crate::cli) keep_diacritics: bool,

    /// Slots of a sketch, a power of two from 16 to 4096; more find more at a low threshold
    #[arg(long, value_name = "SLOTS", default_value = "128", value_parser = values::slots)]
    pub(in crate::cli) permutations: usize,

    /// Seed of the sketches' hash functions
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(in crate::cli) seed: u64,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What counts as taken")]
pub(in crate::cli) struct PassageArgs {
    /// Shortest passage, in matched words [default: 9]; in scripts without blanks three characters are a word
    #[arg(long, value_name = "WORDS", conflicts_with = "no_passages",
          value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) min_words: Option<u32>,

    /// Report every exact run of so many words as well, whatever it tells; at least 3 [default: none]
    ///
    /// Adds verbatim passages: each run of words that two articles share to the letter (but for case, accents and
    /// punctuation) and that lies in no passage, were it a stock phrase or a formula. None is missed, and no crowd is cut
    /// short: fewer than about 8 words give a row for every turn of phrase. Template and --boilerplate words are in no run.
    #[arg(long, value_name = "WORDS", conflicts_with = "no_passages", value_parser = values::exact_words)]
    pub(in crate::cli) strict_verbatim: Option<ExactWords>,

    /// Near-duplicates only: passage and coverage columns stay empty
    #[arg(long)]
    pub(in crate::cli) no_passages: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is said of provenance")]
pub(in crate::cli) struct AuditArgs {
    /// Outlets that are agencies besides those that are known (AFP, Reuters, AP, dpa and others)
    ///
    /// Names as in the field outlet, with commas between them. Forms under which an agency is credited may follow, as in
    /// Agence Boréale=Boréale;AB. An outlet whose name says that it is an agency (Tasnim News Agency) is one anyway.
    #[arg(long = "wire", value_name = "NAME", value_delimiter = ',', conflicts_with = "no_passages",
          value_parser = values::wire)]
    pub(in crate::cli) wires: Vec<String>,

    /// Share of an article's words in earlier texts from which it is partially derived
    #[arg(long, value_name = "SHARE", default_value = "0.15", value_parser = values::threshold)]
    pub(in crate::cli) partly_derived: Threshold,

    /// Share of an article's words in earlier texts from which it is wholly derived
    #[arg(long, value_name = "SHARE", default_value = "0.8", value_parser = values::threshold)]
    pub(in crate::cli) wholly_derived: Threshold,

    /// Share of an article's words that are an agency's, quoted speech left out, from which a credit is owed
    #[arg(long, value_name = "SHARE", default_value = "0.15", value_parser = values::threshold)]
    pub(in crate::cli) credit_owed: Threshold,
}
