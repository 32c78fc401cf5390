//! What goes to standard output: completions, manual pages, and how it gets there.

use super::args::Cli;
use super::exit::Exit;
use anyhow::anyhow;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Prints a completion script.
pub(super) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "wirecopy", &mut script);
    print(&script)
}

/// Prints the manual page of the program, or of one of its commands.
pub(super) fn man(command: Option<&str>) -> anyhow::Result<Exit> {
    let mut program = Cli::command();
    program.build();
    let page = match command.and_then(|name| program.find_subcommand(name)) {
        Some(command) => {
            clap_mangen::Man::new(command.clone()).title(format!("wirecopy-{}", command.get_name()))
        }
        None => clap_mangen::Man::new(program),
    };
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    print(&roff)
}

/// Prints it; a reader who closes the pipe early has seen enough.
pub(super) fn print(text: &[u8]) -> anyhow::Result<Exit> {
    let mut out = io::stdout().lock();
    out.write_all(text).and_then(|()| out.flush()).map_or_else(|fault| ended(&fault), |()| Ok(Exit::Finished))
}

/// What becomes of a run whose standard output cannot be written to.
///
/// # Errors
/// Unless nobody reads it any more.
pub(super) fn ended(fault: &io::Error) -> anyhow::Result<Exit> {
    match fault.kind() {
        io::ErrorKind::BrokenPipe => Ok(Exit::Finished),
        _ => Err(anyhow!("standard output: cannot be written: {fault} (check where it goes)")),
    }
}
