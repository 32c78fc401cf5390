//! The command line of `watch`, as it is typed.

use super::super::values;
use clap::{Args, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  Whatever is put into a folder, compared with an archive and added to it, until it is stopped:
    wirecopy watch archive.wcx --inbox inbox -o results
  The same every quarter of an hour by cron:
    wirecopy watch archive.wcx --inbox inbox -o results --once
  With options of compare:
    wirecopy watch archive.wcx --inbox inbox -o results -- --csv excel --window 30d

A file is taken once it has stayed the same for --settled and seems complete: no program has it open for writing (where Linux \
shows that), its last record is not cut off, and its name is none that programs write under (hidden, .part, .tmp and the like). \
Its results go to -o DIR/DAY/FILE, it goes to FOLDER/done. A file that cannot be used goes to FOLDER/bad, with the reason \
beside it, and so does one that stays cut off for 60 times --settled. SIGTERM or Ctrl-C ends the watch after the file in hand.

Exit status: 0 stopped, or with --once nothing is left; 1 it cannot go on (the file in hand stays where it is); 2 wrong \
command line.";

#[derive(Debug, Args)]
pub(in crate::cli) struct WatchArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) index: PathBuf,

    /// Folder in which files of articles arrive
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) inbox: PathBuf,

    /// Folder for the results, in which each day (UTC) has a folder, and in it each file
    #[arg(short = 'o', long = "output", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// Seconds for which a file must stay the same before it is taken
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(in crate::cli) settled: u64,

    /// Take what is there, and end
    #[arg(long)]
    pub(in crate::cli) once: bool,

    /// Print errors only
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,

    /// Options of compare, behind --
    #[arg(value_name = "OPTIONS", last = true, value_parser = values::compare_option)]
    pub(in crate::cli) options: Vec<OsString>,
}
