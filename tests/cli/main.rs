//! The real binary, as a person or a script meets it. The name of a test is the claim.

mod dedup;
mod ends;
mod exports;
mod harness;
mod inputs;
mod interruption;
mod outputs;
mod score;
mod usage;
