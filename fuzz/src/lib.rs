//! What must hold of `wirecopy` whatever it is given.
//!
//! Each claim is a function of any bytes that panics where it does not hold. `fuzz_targets/` looks for bytes that make it
//! panic, and `tests/replay.rs` gives it those of `corpus/` on any toolchain.

pub mod align;
mod case;
mod press;
pub mod read;
pub mod state;
pub mod text;
#[path = "../../tests/oracle/two.rs"]
mod two;
pub mod write;

use std::path::Path;

/// A claim and its name.
pub type Target = (&'static str, fn(&[u8]));

/// All claims, family by family.
pub const TARGETS: &[Target] = &[
    ("tokens", text::tokens),
    ("quoted", text::quoted),
    ("sentences", text::sentences),
    ("rows", read::rows),
    ("json", read::json),
    ("xml", read::xml),
    ("messages", read::messages),
    ("page", read::page),
    ("archive", read::archive),
    ("unnamed", read::unnamed),
    ("records", read::records),
    ("passages", align::passages),
    ("plants", align::plants),
    ("tables", write::tables),
    ("exported", write::exported),
    ("reviewed", write::reviewed),
    ("resumed", state::resumed),
    ("recorded", state::recorded),
    ("reopened", state::reopened),
    ("finished", state::finished),
    ("labelled", state::labelled),
];

/// A value that any bytes stand for, if there are enough of them.
fn arbitrary<'a, T: arbitrary::Arbitrary<'a>>(given: &'a [u8]) -> Option<T> {
    T::arbitrary_take_rest(arbitrary::Unstructured::new(given)).ok()
}

/// Code points of a text.
fn letters(text: &str) -> u32 {
    text.chars().count() as u32
}

/// A folder to work in, which is gone with its thread.
fn desk<T>(work: impl FnOnce(&Path) -> T) -> T {
    thread_local! {
        static DESK: tempfile::TempDir = tempfile::tempdir().expect("there is a folder for temporary files");
    }
    DESK.with(|desk| work(desk.path()))
}
