//! The real binary, as a person or a script meets it. The name of a test is the claim.

mod dedup;
mod ends;
mod harness;
mod inputs;
mod interruption;
mod outputs;
#[path = "../page/mod.rs"]
mod page;
#[path = "page.rs"]
mod report_page;
mod score;
mod usage;
