//! What is fast against what is obvious, over a grid of settings. Nothing here shares code with what it judges, except
//! the tokenizer, which has its own oracle beside it.

#[path = "../../benches/common/mod.rs"]
mod common;

mod alignment;
mod brute;
mod collisions;
mod copies;
mod matrix;
mod offsets;
mod properties;
mod recall;
mod search;
mod size;
mod standing;
mod threads;
mod two;
mod verbatim;
