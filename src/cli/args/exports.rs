//! What `compare` writes besides its tables.

use crate::report::GraphFormat;
use clap::Args;

use crate::cli::values;

#[derive(Debug, Args)]
#[command(next_help_heading = "What comes out")]
#[cfg_attr(
    all(feature = "xlsx", feature = "parquet"),
    expect(clippy::struct_excessive_bools, reason = "each is an output of its own")
)]
pub(in crate::cli) struct ExportArgs {
    /// Write report.xlsx as well: all tables as sheets of one workbook, with a summary
    ///
    /// The matrix is coloured, header rows stay in sight and have filters, a note on each header explains its column; ids are
    /// texts, and nothing is a formula.
    #[cfg(feature = "xlsx")]
    #[arg(long)]
    pub(in crate::cli) xlsx: bool,

    /// Write the tables as Parquet as well: pairs.parquet and so on, with types
    ///
    /// Ids and texts are texts without a leading ', counts whole numbers, shares numbers, dates moments in UTC (the first in which
    /// the article can have been published, with what was given in a column of its own).
    #[cfg(feature = "parquet")]
    #[arg(long)]
    pub(in crate::cli) parquet: bool,

    /// Write the graph of related articles: graphml, gexf or dot, or several with commas between them
    ///
    /// graph.graphml and graph.gexf are for Gephi, yEd, igraph, networkx; graph.dot is for Graphviz. A node is an article that has
    /// a row in pairs.csv, an edge is such a row. Edges begin at the earlier article where their direction says so.
    #[arg(long = "graph", value_name = "FORMAT", value_delimiter = ',', value_parser = values::graph)]
    pub(in crate::cli) graphs: Vec<GraphFormat>,

    /// Write annotations.jsonld: each passage as a W3C Web Annotation of both texts
    #[arg(long, conflicts_with = "no_passages")]
    pub(in crate::cli) annotations: bool,

    /// Write the passages under the field names of passim: passim-out.jsonl, passim-align.jsonl
    #[arg(long, conflicts_with = "no_passages")]
    pub(in crate::cli) passim: bool,
}
