//! Where pages go: standard output, through a pager on a terminal, in colour where that is welcome.

use super::args::ScreenArgs;
use super::exit::Exit;
use super::layout::{Ink, Line};
use super::shell;
use super::terminal::{self, Paint};
use crate::findings::{Operation, PassageKind};
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};
use terminal_size::{Width, terminal_size};

/// The columns of a text that goes to no terminal.
const COLUMNS: usize = 100;
/// The pager where none is named: it shows colours, and ends at once if a page fits.
const PAGER: &str = "less -FRX";
/// What a shell answers that cannot run a command.
const NOT_RUN: [i32; 2] = [126, 127];

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColorWhen {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where a page will be seen.
#[derive(Debug)]
pub(super) struct Screen {
    width: Option<usize>,
    paint: Paint,
    pager: Option<OsString>,
}

impl Screen {
    /// What standard output is, and what the command line wants of it.
    pub(super) fn of(args: &ScreenArgs) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let width = || terminal_size().filter(|_| is_terminal).map(|(Width(columns), _)| columns.into());
        let usual = (!cfg!(windows)).then(|| PAGER.into());
        let pager = if is_terminal && !args.no_pager { env::var_os("PAGER").or(usual) } else { None };
        Self {
            width: args.width.map(usize::from).or_else(width),
            paint: match args.color {
                ColorWhen::Auto => Paint::of_stdout(),
                ColorWhen::Always => Paint::Colour,
                ColorWhen::Never => Paint::Plain,
            },
            pager: pager.filter(|pager| !pager.is_empty() && pager != "cat"),
        }
    }

    /// The columns that a table has to fit into; none where nobody looks.
    pub(super) fn table_width(&self) -> Option<usize> {
        self.width
    }

    /// The columns that a text is laid out for.
    pub(super) fn text_width(&self) -> usize {
        self.width.unwrap_or(COLUMNS)
    }

    /// Whether colour tells what marks must tell otherwise.
    pub(super) fn is_coloured(&self) -> bool {
        self.paint == Paint::Colour
    }

    /// Shows a page.
    pub(super) fn show(&self, lines: &[Line]) -> anyhow::Result<Exit> {
        let page: String = lines.iter().map(|line| self.painted(line)).collect();
        if let Some(pager) = &self.pager
            && through(pager, page.as_bytes())
        {
            return Ok(Exit::Finished);
        }
        shell::print(page.as_bytes())
    }

    fn painted(&self, line: &Line) -> String {
        let stretches =
            line.stretches.iter().map(|stretch| self.paint.with(style(stretch.ink), &stretch.text));
        let line: String = stretches.collect();
        format!("{}\n", line.trim_end_matches(' '))
    }
}

/// Select Graphic Rendition parameters (ECMA-48). What happened to a word is told by more than a colour.
fn style(ink: Ink) -> &'static str {
    match ink {
        Ink::Plain => "",
        Ink::Strong => "1",
        Ink::Faint | Ink::PassedOver => "2",
        Ink::Caution => "1;33",
        Ink::Shared(PassageKind::Verbatim) => "33",
        Ink::Shared(PassageKind::Edited) | Ink::Word(Operation::Same) => "36",
        Ink::Shared(PassageKind::Rewritten) => "35",
        Ink::Border(PassageKind::Verbatim) => "1;7;33",
        Ink::Border(PassageKind::Edited) => "1;7;36",
        Ink::Border(PassageKind::Rewritten) => "1;7;35",
        Ink::Word(Operation::Inflected) => "4;36",
        Ink::Word(Operation::Substituted) => "1;4;34",
        Ink::Word(Operation::Inserted) => "1;32",
        Ink::Word(Operation::Deleted) => "9;31",
        Ink::Credit => "1;4;32",
        Ink::Escaped => "7",
    }
}

/// Whether a pager showed the page, were it in part; it may be any command of the shell.
fn through(pager: &OsString, page: &[u8]) -> bool {
    let shown = start(pager).and_then(|mut child| {
        // The pager decides what an interruption means as long as it has the terminal.
        let _ = ctrlc::set_handler(|| {});
        if let Some(mut input) = child.stdin.take() {
            // A reader who leaves early has seen enough.
            let _ = input.write_all(page);
        }
        child.wait()
    });
    let is_run = |code: i32| code == 0 || !(cfg!(windows) || NOT_RUN.contains(&code));
    let is_shown = shown.is_ok_and(|status| status.code().is_none_or(is_run));
    if !is_shown {
        let pager = pager.to_string_lossy();
        terminal::say(&format!(
            "wirecopy: {pager}: is no pager that can be run (set PAGER, or use --no-pager)"
        ));
    }
    is_shown
}

fn start(pager: &OsString) -> io::Result<Child> {
    let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    command.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(pager).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    command.spawn()
}
