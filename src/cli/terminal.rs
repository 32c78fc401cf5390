//! How the command speaks: on standard error, in colour where that is welcome, and without letting an input speak for it.

pub(super) use super::layout::harmless::printable;

use std::env;
use std::io::{self, IsTerminal, Write};

/// Whether headings and warnings are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// As on a terminal.
    Colour,
    /// As in a file.
    Plain,
}

impl Paint {
    /// Colour on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is a dumb one.
    pub(super) fn of_stderr() -> Self {
        Self::where_welcome(io::stderr().is_terminal())
    }

    /// The same of standard output.
    pub(super) fn of_stdout() -> Self {
        Self::where_welcome(io::stdout().is_terminal())
    }

    fn where_welcome(is_terminal: bool) -> Self {
        let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        if is_terminal && !unwanted && !dumb { Self::Colour } else { Self::Plain }
    }

    /// A heading, or a figure that matters.
    pub(super) fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    /// Something to be careful about.
    pub(super) fn caution(self, text: &str) -> String {
        self.with("33", text)
    }

    /// Text in a style, if there is one.
    pub(super) fn with(self, style: &str, text: &str) -> String {
        match self {
            Self::Colour if !style.is_empty() => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }
}

/// One line on standard error. If nobody can be told, that is no reason to fail.
pub(super) fn say(line: &str) {
    say_painted(&printable(line));
}

/// Text on standard error whose colours are ours and whose other parts are [`printable`].
pub(super) fn say_painted(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Takes a half-drawn bar off the current line of a terminal.
pub(super) fn clear_bar() {
    if io::stderr().is_terminal() {
        let _ = write!(io::stderr(), "\r\u{1b}[2K");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_plain() {
        assert_eq!(Paint::Plain.strong("Found"), "Found");
        assert_eq!(Paint::Colour.strong("Found"), "\u{1b}[1mFound\u{1b}[0m");
    }
}
