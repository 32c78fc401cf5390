//! The real binary, as a person or a script meets it. The name of a test is the claim.

mod archives;
mod config;
mod dedup;
mod ends;
mod exports;
mod faults;
mod formats;
mod harness;
mod hostile;
mod index;
mod inputs;
mod inspect;
mod interruption;
mod lessons;
mod memory;
mod outputs;
#[path = "../page/mod.rs"]
mod page;
mod pages;
#[path = "page.rs"]
mod report_page;
mod resume;
mod review;
mod score;
mod show;
#[cfg(target_os = "linux")]
mod terminal;
mod upkeep;
mod usage;
mod watch;
