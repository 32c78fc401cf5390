//! The command line of `index`, as it is typed.

use super::super::values;
use super::{ReadingArgs, ResemblanceArgs, RunningArgs};
use crate::store::WHOLE_BELOW;
use clap::{Args, Subcommand, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  An archive, and each day's articles compared with it and added to it:
    wirecopy index create archive.wcx
    wirecopy index add archive.wcx 2016/ 2017/ 2018/
    wirecopy compare today.jsonl --against-index archive.wcx --add -o out
  What there is in it, and whether every byte of it is as it was written:
    wirecopy index info archive.wcx
    wirecopy index verify archive.wcx
  Keep ten years:
    wirecopy index remove archive.wcx --before 2016-01-01
    wirecopy index compact archive.wcx
  Take out what an outlet has withdrawn, once it was seen how many articles that are:
    wirecopy index list archive.wcx --json | jq -r 'select(.outlet == \"Gazette\") | .id' > withdrawn.txt
    wirecopy index remove archive.wcx --from withdrawn.txt --dry-run
    wirecopy index remove archive.wcx --from withdrawn.txt

An index is a folder. Any number of programs may compare with it while one writes to it. A change that is interrupted, by \
whatever, leaves the index as it was before.

Exit status: 0 done; 1 it failed, and the index is as it was; 2 wrong command line; 130 interrupted, and the index is whole.";

#[derive(Debug, Args)]
pub(in crate::cli) struct IndexArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: IndexCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum IndexCommand {
    /// Make an index in a new folder
    ///
    /// What counts as taken is settled here, and has to be asked in the same way of compare: --threshold, --shingle and so on.
    #[command(arg_required_else_help = true)]
    Create(Box<CreateArgs>),

    /// Add articles: those that are there already, with the same id and words, are passed over
    #[command(arg_required_else_help = true)]
    Add(Box<AddArgs>),

    /// Remove articles, by id or by date
    #[command(arg_required_else_help = true)]
    Remove(RemoveArgs),

    /// Print what there is in an index, and the settings that it was made with
    #[command(arg_required_else_help = true)]
    Info(InfoArgs),

    /// Print the ids of all articles of an index, one a line, in the order of the archive: the earliest first
    #[command(arg_required_else_help = true)]
    List(InfoArgs),

    /// Read every byte of an index, and name what is damaged
    #[command(arg_required_else_help = true)]
    Verify(DirArgs),

    /// Merge an index into one part, free the place of what was removed, and learn anew from all articles
    #[command(arg_required_else_help = true)]
    Compact(CompactArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DirArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InfoArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// Print JSON: of info one object, of list a line for each article with what is known of it besides its text
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CreateArgs {
    /// Folder of the index: a new or an empty one
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// File of lines that are no article's own words (cookie notices, copyright), one a line
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What is read")]
    pub(in crate::cli) boilerplate: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) resemblance: ResemblanceArgs,

    /// Keep nothing of wording: only near-duplicates can be looked for
    #[arg(long, help_heading = "What counts as taken")]
    pub(in crate::cli) no_passages: bool,

    /// Keep no texts: they are read again from the inputs, which have to stay where they are, as they are
    ///
    /// A text that is gone or has changed is an error that names its input. Inputs must not be packed, nor be crawls (.warc) or
    /// standard input: single articles of these cannot be read again.
    #[arg(long, help_heading = "How it runs")]
    pub(in crate::cli) no_text: bool,

    /// As long as it has fewer articles, a comparison reads all of them and learns from them anew
    ///
    /// Then the results are those of compare --against, to the byte. From so many articles on, only those are read that can
    /// stand in a pair, and what was learnt holds until more than a quarter is new to it.
    #[arg(long, value_name = "ARTICLES", default_value_t = WHOLE_BELOW, help_heading = "How it runs")]
    pub(in crate::cli) whole_below: u64,

    /// Print errors only
    #[arg(short, long, help_heading = "How it runs")]
    pub(in crate::cli) quiet: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// Files and folders of articles, and - for standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) inputs: Vec<OsString>,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    #[command(flatten)]
    pub(in crate::cli) memory: MemoryArgs,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RemoveArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    /// Ids of articles
    #[arg(value_name = "ID", required_unless_present_any = ["before", "from"])]
    pub(in crate::cli) ids: Vec<String>,

    /// File of ids, one a line, as index list prints them; - for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) from: Option<PathBuf>,

    /// Remove what was published before this day (UTC) instead; undated articles stay
    #[arg(long, value_name = "DATE", conflicts_with_all = ["ids", "from"], value_parser = values::day)]
    pub(in crate::cli) before: Option<i64>,

    /// Remove nothing, say how many articles that would be
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Print errors only
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompactArgs {
    /// Folder of the index
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) memory: MemoryArgs,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "How it runs")]
pub(in crate::cli) struct MemoryArgs {
    /// Memory that columns and texts of articles may take, such as 2G or 512M; what has no room goes to disk [default: most
    /// of what is free]
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    pub(in crate::cli) memory: Option<u64>,
}
