//! Two texts side by side, in step where the same passage begins in both.

use super::{Ink, Line, Stretch};

/// Between the two columns.
const BETWEEN: &str = " │ ";
/// In a column that waits for the other one.
const WAITING: &str = ".";

/// The columns that each of two texts has on a screen of this width.
pub(in crate::cli) fn half(width: usize) -> usize {
    width.saturating_sub(BETWEEN.chars().count()) / 2
}

/// The lines of two texts, each wrapped to [`half`] of the width. What begins in both begins on one line, unless the texts
/// have it in another order.
pub(in crate::cli) fn side_by_side([left, right]: [Vec<Line>; 2], width: usize) -> Vec<Line> {
    let half = half(width);
    let steps = steps(&left, &right);
    let ends = (left.len(), right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let (mut at, mut lines) = ((0, 0), Vec::new());
    let mut is_inside = [false; 2];
    for to in steps.into_iter().chain([ends]) {
        let (one, other) = (to.0 - at.0, to.1 - at.1);
        let is_end = to == ends;
        for row in 0..one.max(other) {
            let mut next = |side: usize, count: usize, lines: &mut dyn Iterator<Item = Line>| {
                if !is_end && row >= count {
                    return waiting(is_inside[side]);
                }
                let line = lines.next().unwrap_or_default();
                is_inside[side] = line.width > 0;
                line
            };
            let pair = (next(0, one, &mut left), next(1, other, &mut right));
            lines.push(beside(pair.0, pair.1, half));
        }
        at = to;
    }
    lines
}

/// A line of a column that waits; between paragraphs it is blank.
fn waiting(is_inside: bool) -> Line {
    Line::of(is_inside.then(|| Stretch::new(WAITING, Ink::Faint)))
}

fn beside(mut left: Line, right: Line, half: usize) -> Line {
    left.pad(half);
    left.push(&Stretch::new(if right.width > 0 { BETWEEN } else { BETWEEN.trim_end() }, Ink::Faint));
    left.join(right);
    left
}

/// Where both texts begin the same: rows of the two, going on in both. Of all such rows as many as can be kept in
/// order.
fn steps(left: &[Line], right: &[Line]) -> Vec<(usize, usize)> {
    let row_in_right = |number| right.iter().position(|line| line.begins.contains(&number));
    let starts: Vec<(usize, usize)> = left
        .iter()
        .enumerate()
        .flat_map(|(row, line)| {
            line.begins.iter().filter_map(move |&number| Some((row, row_in_right(number)?)))
        })
        .collect();
    // The longest chain that ends with each start: its length, and the start before.
    let mut chains: Vec<(usize, Option<usize>)> = Vec::with_capacity(starts.len());
    for (at, start) in starts.iter().enumerate() {
        let before = (0..at).filter(|&other| starts[other].0 < start.0 && starts[other].1 < start.1);
        let best = before.max_by_key(|&other| (chains[other].0, std::cmp::Reverse(other)));
        chains.push((best.map_or(0, |best| chains[best].0) + 1, best));
    }
    let last = (0..chains.len()).max_by_key(|&at| (chains[at].0, std::cmp::Reverse(at)));
    let mut kept: Vec<(usize, usize)> =
        std::iter::successors(last, |&at| chains[at].1).map(|at| starts[at]).collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[(&str, &[u32])]) -> Vec<Line> {
        let line = |&(text, begins): &(&str, &[u32])| Line {
            begins: begins.iter().map(|&number| (number, 0)).collect(),
            ..Line::of([Stretch::plain(text)])
        };
        texts.iter().map(line).collect()
    }

    fn shown(left: &[(&str, &[u32])], right: &[(&str, &[u32])]) -> Vec<String> {
        side_by_side([lines(left), lines(right)], 9).iter().map(Line::text).collect()
    }

    #[test]
    fn a_passage_begins_on_one_line_in_both() {
        assert_eq!(
            shown(&[("a", &[]), ("b", &[1])], &[("x", &[1]), ("y", &[])]),
            ["a   │", "b   │ x", "    │ y"]
        );
        assert_eq!(shown(&[("a", &[1])], &[("東", &[]), ("x", &[1])]), ["    │ 東", "a   │ x"]);
        assert_eq!(
            shown(&[("a", &[]), ("b", &[1])], &[("x", &[]), ("y", &[]), ("z", &[1])]),
            ["a   │ x", ".   │ y", "b   │ z"],
            "a dot says that the paragraph goes on"
        );
    }

    #[test]
    fn passages_in_another_order_are_not_waited_for() {
        let left: &[(&str, &[u32])] = &[("a", &[1]), ("b", &[2]), ("c", &[3])];
        let right: &[(&str, &[u32])] = &[("x", &[3]), ("y", &[1]), ("z", &[2])];
        assert_eq!(shown(left, right), ["    │ x", "a   │ y", "b   │ z", "c   │"]);
    }
}
