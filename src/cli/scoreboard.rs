//! The figures of a run against a truth, as a person reads them.

use super::figures::{counted, thousands};
use super::score::Figures;
use super::terminal::printable;
use crate::score::{
    ClusterFigures, DetectionFigures, FoundPairs, PairFigures, PartitionFigures, PassageFigures, Rates,
};

/// A few tables, each under a line that says what it is about.
pub(super) fn text(figures: &Figures) -> String {
    match figures {
        Figures::Passages(figures) => passages(figures),
        Figures::Pairs { figures, unlabelled } => pairs(figures, *unlabelled),
        Figures::Clusters(figures) => clusters(figures),
    }
}

fn passages(figures: &PassageFigures) -> String {
    let mut grid = Grid::new(&[
        "kind",
        "cases",
        "detected",
        "detections",
        "plagdet",
        "recall",
        "precision",
        "granularity",
    ]);
    grid.row("all", detection(&figures.all));
    for kind in &figures.kinds {
        grid.row(&kind.kind, detection(&kind.figures));
    }
    let left_out = match figures.left_out {
        0 => String::new(),
        left_out => format!("; {} left out", thousands(left_out)),
    };
    let elsewhere = number_of(figures.elsewhere, "detection");
    [grid.text(), unrelated(figures), format!("\n{elsewhere} of pairs that have no case{left_out}\n")]
        .concat()
}

fn unrelated(figures: &PassageFigures) -> String {
    if figures.unrelated.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(&["pairs without a case", "pairs", "with a passage"]);
    for kind in &figures.unrelated {
        grid.row(&kind.kind, [kind.pairs, kind.with_passage].map(thousands));
    }
    format!("\n{}", grid.text())
}

fn detection(figures: &DetectionFigures) -> Vec<String> {
    let counts = [figures.cases, figures.detected, figures.detections].map(thousands);
    let shares = [figures.plagdet, figures.recall, figures.precision, figures.granularity].map(decimals);
    counts.into_iter().chain(shares).collect()
}

fn pairs(figures: &PairFigures, unlabelled: u64) -> String {
    let mut grid = Grid::new(&["kind", "label", "pairs", "flagged", "precision", "recall", "f1", "accuracy"]);
    let all = [String::new()]
        .into_iter()
        .chain([figures.pairs, figures.flagged].map(thousands))
        .chain(rates(figures.rates))
        .chain([decimals(figures.accuracy)]);
    grid.row("all", all);
    for kind in &figures.kinds {
        grid.row(&kind.kind, [kind.label.to_string(), thousands(kind.pairs), thousands(kind.flagged)]);
    }
    let left_out = match unlabelled {
        0 => String::new(),
        rows => format!("\n{} with another label, left out\n", number_of(rows, "row")),
    };
    grid.text() + &left_out
}

fn clusters(figures: &ClusterFigures) -> String {
    let mut grid = Grid::new(&[
        "table",
        "pairs",
        "precision",
        "recall",
        "f1",
        "ari",
        "b3 precision",
        "b3 recall",
        "b3 f1",
    ]);
    grid.row("pairs.csv", found_pairs(&figures.pairs));
    grid.row("pairs.csv, closed", partition(&figures.closed));
    grid.row("clusters.csv", partition(&figures.clusters));
    let (articles, pairs) =
        (number_of(figures.articles, "labelled article"), number_of(figures.true_pairs, "pair"));
    format!("{}\n{articles}, {pairs} of one cluster\n", grid.text())
}

fn partition(figures: &PartitionFigures) -> Vec<String> {
    let b_cubed = rates(figures.b_cubed);
    found_pairs(&figures.pairs).into_iter().chain([decimals(figures.ari)]).chain(b_cubed).collect()
}

fn found_pairs(figures: &FoundPairs) -> Vec<String> {
    [thousands(figures.pairs)].into_iter().chain(rates(figures.rates)).collect()
}

fn rates(rates: Rates) -> [String; 3] {
    [rates.precision, rates.recall, rates.f1].map(decimals)
}

fn decimals(figure: f64) -> String {
    format!("{figure:.5}")
}

fn number_of(count: u64, what: &str) -> String {
    counted(count as usize, what, &format!("{what}s"))
}

/// Rows whose cells stand below one another: names on the left, figures on the right.
struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    fn new(header: &[&str]) -> Self {
        Self { rows: vec![header.iter().map(|&name| name.to_owned()).collect()] }
    }

    fn row(&mut self, name: &str, figures: impl IntoIterator<Item = String>) {
        let name = printable(name).into_owned();
        self.rows.push([name].into_iter().chain(figures).collect());
    }

    fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        self.rows.iter().map(|row| line(row, &widths)).collect()
    }
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cell = |(at, (cell, &width))| match at {
        0 => format!("{cell:<width$}"),
        _ => format!("  {cell:>width$}"),
    };
    let line: String = row.iter().zip(widths).enumerate().map(cell).collect();
    line.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_the_left_and_figures_on_the_right() {
        let mut grid = Grid::new(&["kind", "pairs", "f1"]);
        grid.row("édité", ["7".to_owned()]);
        grid.row("a\u{1b}", ["1,234".to_owned(), "0.50000".to_owned()]);
        assert_eq!(grid.text(), "kind     pairs       f1\nédité        7\na\\u{1b}  1,234  0.50000\n");
    }
}
