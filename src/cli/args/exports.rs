//! What `compare` writes besides its tables.

use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "What comes out")]
pub(in crate::cli) struct ExportArgs {
    /// Write report.xlsx as well: all tables as sheets of one workbook, with a summary
    ///
    /// The matrix is coloured, header rows stay in sight and have filters, a note on each header explains its column; ids are
    /// texts, and nothing is a formula.
    #[cfg(feature = "xlsx")]
    #[arg(long)]
    pub(in crate::cli) xlsx: bool,
}
