//! The command: arguments become a plan, somebody watches the run, a summary and an exit code come out.

mod args;
mod compare;
mod config;
mod dedup;
mod exit;
mod figures;
mod index;
mod inspect;
mod interrupt;
mod keeping;
mod layout;
mod places;
mod progress;
mod provenance;
mod score;
mod scoreboard;
mod screen;
mod settings;
mod shell;
mod show;
mod summary;
mod terminal;
mod timings;
mod values;
mod watch;

pub use exit::Exit;

use args::{Cli, Command};
use clap::Parser;
use config::Words;
use std::ffi::OsString;

/// Runs the command with this command line, the program's own name first.
#[must_use]
pub fn run(words: Vec<OsString>) -> Exit {
    let set = match Words::with_settings(words.clone()) {
        Ok(set) => set,
        Err(fault) => return done(Err(fault)),
    };
    set.passed_over.iter().for_each(|told| terminal::say(&format!("wirecopy: {told}")));
    match Cli::try_parse_from(&set.all) {
        Ok(cli) => done(dispatch(cli, words)),
        Err(usage) => {
            set.blame(&usage).iter().for_each(|origin| terminal::say(&format!("wirecopy: {origin}")));
            explained(&usage)
        }
    }
}

fn dispatch(cli: Cli, words: Vec<OsString>) -> anyhow::Result<Exit> {
    match cli.command {
        Command::Compare(args) => compare::run(&args, words),
        Command::Dedup(args) => dedup::run(&args, words),
        Command::Index(args) => index::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Watch(args) => watch::run(&args, &config::given(cli.config.as_deref(), cli.no_config)),
        Command::Config { words: _ } => config::show(&words),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::man(command.as_deref()),
    }
}

/// One line: the place, the fault, the remedy.
fn done(outcome: anyhow::Result<Exit>) -> Exit {
    outcome.unwrap_or_else(|fault| {
        if let Some(usage) = fault.downcast_ref::<clap::Error>() {
            return explained(usage);
        }
        terminal::say(&format!("wirecopy: {fault}"));
        Exit::Failed
    })
}

/// Help and version are answers; everything else that clap says is a complaint.
fn explained(usage: &clap::Error) -> Exit {
    // Nobody is left to be told if this cannot be printed.
    let _ = usage.print();
    if usage.use_stderr() { Exit::WrongCommandLine } else { Exit::Finished }
}
