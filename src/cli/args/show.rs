//! The command line of `show`, as it is typed.

use super::super::screen::ColorWhen;
use super::super::values;
use crate::findings::Verdict;
use clap::{Args, ValueHint};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  Articles and pairs that are worth a look:
    wirecopy show out
  Two articles side by side, what they share marked:
    wirecopy show out afp-barrage gazette-barrage
  One article, with the earlier text of each of its passages:
    wirecopy show out --article gazette-barrage
  A pair that is a press release, and no copy; then one passage of another pair:
    wirecopy show out a-12 b-7 --dismiss --note 'press release' --reviewed reviewed.csv
    wirecopy show out a-12 b-9 --dismiss --passage 31 --reviewed reviewed.csv

The texts are read again from the inputs of the run, which must be what they were; the list of pairs does not need them. \
[N> and <N] enclose the passage that is row N of passages.csv. Without colour, words are marked: [-a only-], {+b only+}, \
[/another word/], ~other ending~, [.passed over.], {{credit}}.

Exit status: 0 the page was shown, or the verdict written; 1 the run or its inputs cannot be used, or the pair is none of the \
run; 2 wrong command line.";

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// Folder of a finished run, the -o DIR of compare
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) run: PathBuf,

    /// The ids of two articles that are a pair of the run, to be shown side by side
    #[arg(value_names = ["A", "B"], num_args = 2, conflicts_with = "article")]
    pub(in crate::cli) pair: Vec<String>,

    /// One article, with the earlier text of each of its passages
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub(in crate::cli) article: Option<String>,

    /// The most articles and the most pairs that are listed; 0 for all
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(in crate::cli) limit: usize,

    /// One article above the other, also where there is room for two columns
    #[arg(long)]
    pub(in crate::cli) stacked: bool,

    /// Where inputs of the run are now: a file, or the folder that they are in; may be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) review: ReviewArgs,

    #[command(flatten)]
    pub(in crate::cli) screen: ScreenArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What a person says of it")]
#[expect(clippy::doc_markdown, reason = "help shows column names as they are typed")]
pub(in crate::cli) struct ReviewArgs {
    /// Table of what persons have said of pairs and passages: shown, and added to by --dismiss and the like
    ///
    /// To be shown, it can be given several times; the later file holds. Columns: a, b, a_start, a_end, b_start, b_end (empty for the pair), verdict, note, reviewer, date. compare takes it too.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) reviewed: Vec<PathBuf>,

    /// Say that the pair A B, or one passage of it, is no re-use that counts
    #[arg(long, requires_all = ["pair", "reviewed"], conflicts_with_all = ["confirm", "reopen"])]
    pub(in crate::cli) dismiss: bool,

    /// Say that it is what it looks like
    #[arg(long, requires_all = ["pair", "reviewed"], conflicts_with = "reopen")]
    pub(in crate::cli) confirm: bool,

    /// Take back what was said before
    #[arg(long, requires_all = ["pair", "reviewed"])]
    pub(in crate::cli) reopen: bool,

    /// The passage that is meant, by its row in passages.csv [default: the pair with all its passages]
    #[arg(long, value_name = "ROW")]
    pub(in crate::cli) passage: Option<u32>,

    /// Why
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(in crate::cli) note: String,

    /// Who says it
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        hide_env_values = true,
        default_value = "",
        hide_default_value = true
    )]
    pub(in crate::cli) reviewer: String,
}

impl ReviewArgs {
    /// What is said, if anything is.
    pub(in crate::cli) fn verdict(&self) -> Option<Verdict> {
        [(self.dismiss, Verdict::Dismissed), (self.confirm, Verdict::Confirmed), (self.reopen, Verdict::Open)]
            .into_iter()
            .find_map(|(is_said, verdict)| is_said.then_some(verdict))
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "How it is shown")]
#[expect(clippy::doc_markdown, reason = "help shows variables as they are typed")]
pub(in crate::cli) struct ScreenArgs {
    /// Columns of the page [default: those of the terminal; in a pipe 100 for texts, and tables as wide as they are]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(in crate::cli) width: Option<u16>,

    /// When to use colours: auto (on a terminal, unless NO_COLOR is set), always, never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true,
          value_parser = values::color())]
    pub(in crate::cli) color: ColorWhen,

    /// Print at once; otherwise a terminal gets the page through $PAGER, or less
    #[arg(long)]
    pub(in crate::cli) no_pager: bool,
}
