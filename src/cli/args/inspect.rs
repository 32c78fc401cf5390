//! The command line of `inspect`, as it is typed.

use super::{ReadingArgs, RunningArgs, ScreenArgs};
use clap::{Args, ValueHint};
use std::ffi::OsString;

pub(super) const EXAMPLES: &str = "\
Examples:
  What is in a folder, before a long run:
    wirecopy inspect press/
  Whether these are the right names of the columns:
    wirecopy inspect archive.csv --field text=body --field published=date
  For a program:
    wirecopy inspect crawl.jsonl.gz --json

Inputs are read as compare reads them, with the same options, and nothing is compared or written.

Exit status: 0 there are articles, however many records would be rejected; 1 there is none, or --strict found a record that \
cannot be used; 2 wrong command line; 130 interrupted.";

#[derive(Debug, Args)]
pub(in crate::cli) struct InspectArgs {
    /// Files and folders of articles, and - for standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) inputs: Vec<OsString>,

    /// Print what was seen as one line of JSON, with every file, outlet and reason
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// The most files, outlets, languages and reasons that are listed, of each; 0 for all
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(in crate::cli) limit: usize,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,

    #[command(flatten)]
    pub(in crate::cli) screen: ScreenArgs,
}
