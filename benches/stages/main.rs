//! All stages, in one program: it is linked and optimised as a whole, which costs more than to compile it.

#[path = "../common/mod.rs"]
mod common;

mod align;
mod candidates;
mod pipeline;
mod sketch;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    sketch::steps,
    sketch::whole_pass,
    candidates::bench,
    align::bench,
    pipeline::bench
);
criterion_main!(benches);
