//! The command line of `score`, as it is typed.

use super::super::values;
use crate::score::Siblings;
use clap::{Args, ValueHint};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  Passages, each kind apart:
    wirecopy score out --truth data/newsroom-truth/passages.csv
  Passages of listed pairs only, unrelated pairs among them:
    wirecopy score out --truth passages.csv --pairs pairs.csv
  Pairs or clusters, for a program:
    wirecopy score out --truth clusters.csv --json

Figures of passages (PAN: Potthast and others, COLING 2010). A detection detects a case if it overlaps it in both articles \
of the pair.
  recall       mean over cases of the share of characters that their detections cover
  precision    mean over detections of the share of characters that their cases cover
  granularity  mean number of detections of a detected case
  plagdet      F1 of recall and precision / log2(1 + granularity)

Figures of pairs and clusters. Rows of pairs.csv count as re-use, unless their relation is formula.
  precision    right pairs / found pairs; 1 where none is found
  recall       right pairs / true pairs; 1 where there is none
  f1           2 x precision x recall / (precision + recall)
  accuracy     pairs with the right answer / labelled pairs
  ari          (x - e) / (m - e): x pairs together in both, t in the truth, f as found, e = t f / all pairs, m = (t + f) / 2 \
(adjusted Rand index: Hubert, Arabie 1985)
  b3           B-cubed, mean over articles of the share of their found cluster that is of their true one, and the other way \
round (Bagga, Baldwin 1998)

Exit status: 0 the figures are printed, whatever they are; 1 run or truth cannot be used; 2 wrong command line.";

#[derive(Debug, Args)]
#[expect(clippy::doc_markdown, reason = "help shows column names as they are typed")]
pub(in crate::cli) struct ScoreArgs {
    /// Folder of a finished run, the -o DIR of compare
    #[arg(value_name = "RUN", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) run: PathBuf,

    /// Labelled table; its header row says what it labels: passages, pairs or clusters
    ///
    /// Passages: a,a_start,a_end,b,b_start,b_end and perhaps kind; offsets are Unicode code points, the end not included.
    /// Pairs: a,b,label and perhaps kind; a label is 1 or 0 (or a column reuse: yes, no), rows with another one are left out.
    /// Clusters: id,cluster. Other columns do not matter. Which article is a matters in a run with --against only.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) truth: PathBuf,

    /// With a truth of passages: the only pairs to look at, as a,b,kind; a kind without cases is one of unrelated pairs
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) pairs: Option<PathBuf>,

    /// With a truth of passages: count or ignore passages between two copies of one source [default: count]
    ///
    /// Two articles that both have a case with a third, on the same words of it, and none with one another: what they share
    /// is re-use that the truth does not list. To ignore it is to leave it out of all figures.
    #[arg(long, value_name = "RULE", hide_possible_values = true, value_parser = values::siblings())]
    pub(in crate::cli) siblings: Option<Siblings>,

    /// Print the figures as one line of JSON, with five decimals
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
