//! How a run goes on: threads, memory, what it says meanwhile.

use super::super::values;
use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(next_help_heading = "How it runs")]
pub(in crate::cli) struct RunningArgs {
    /// Threads, 1 to 1024; never changes the results [default: one for each core]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,

    /// Say at the end what each stage took: items in and out, CPU and wall seconds, memory at most
    #[arg(long)]
    pub(in crate::cli) timings: bool,

    /// Print errors only
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,

    /// Show no progress bars (there are none anyway when standard error is not a terminal)
    #[arg(long)]
    pub(in crate::cli) no_progress: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "How it runs")]
pub(in crate::cli) struct KeepingArgs {
    /// Memory that the run may take, such as 2G or 512M; what has no room goes to disk [default: most of what is free]
    ///
    /// Bounds columns and texts of articles and what searching puts aside, which are most of what there is; not what is found.
    /// Never changes the results.
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    pub(in crate::cli) memory: Option<u64>,

    /// Folder for what has no room in memory and for finished steps, so that the run can be resumed
    ///
    /// Made if it is not there, and emptied of our files when the run has finished. Without it, what has no room goes to the
    /// folder of the results, and an interrupted run begins anew.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) work_dir: Option<PathBuf>,

    /// Go on with the run that was interrupted in --work-dir, if there is one; its results are the same to the byte
    ///
    /// Refused if inputs, settings or the version have changed since.
    #[arg(long, requires = "work_dir")]
    pub(in crate::cli) resume: bool,
}
