//! Matrix.

use crate::article::ArticleId;
use crate::measure::{Measure, Share};

/// One exact figure for every pair of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What the figures are.
    pub measure: Measure,
    /// The articles of the rows, in order.
    pub rows: Vec<ArticleId>,
    /// The articles of the columns, in order.
    pub columns: Vec<ArticleId>,
    /// The figures, row after row: `rows.len() × columns.len()` of them.
    pub cells: Vec<Share>,
}
