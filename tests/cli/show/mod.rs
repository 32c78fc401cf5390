//! `wirecopy show`: a finished run at a terminal and in a pipe.

mod inputs;
mod pages;
mod screen;

use crate::harness::{Desk, Said, data, is_one_complaint, line, same};

pub(super) const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";

/// A sample, compared into `out` with these options.
pub(super) fn compared(sample: &str, options: &str) -> Desk {
    let desk = Desk::new();
    let said = Said::of(desk.command(&format!("compare -o out --quiet {options}")).arg(data(sample)));
    same(&format!("the exit code of compare, which said\n{}", said.err), &Some(0), &said.code);
    desk
}

/// What a page says.
#[track_caller]
pub(super) fn page(desk: &Desk, words: &str) -> String {
    desk.expect(0, &format!("show {words}")).out
}

/// The one line that says what is wrong.
#[track_caller]
pub(super) fn complaint(desk: &Desk, words: &str) -> String {
    let said = desk.expect(1, &format!("show {words}"));
    is_one_complaint(&said.err);
    assert_eq!(said.out, "", "nothing is shown that may be false");
    said.err
}

/// Two articles that share a sentence, compared into `out`.
pub(super) fn two(first: &str, second: &str) -> Desk {
    let desk = Desk::new();
    desk.put("press.jsonl", &[line("one", "Wire", first), line("two", "Paper", second)].concat());
    desk.expect(0, "compare press.jsonl -o out --quiet");
    desk
}
