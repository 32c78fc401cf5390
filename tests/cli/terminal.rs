//! The command on a terminal, which `script` (util-linux) lends it.

use crate::harness::Desk;
use std::process::{Command, Stdio};

/// What a terminal of 120 columns would get from `wirecopy` with these words, with these variables set for it.
pub(crate) fn on_a_terminal(desk: &Desk, variables: &str, words: &str) -> String {
    let program = env!("CARGO_BIN_EXE_wirecopy");
    let line = format!("stty cols 120 rows 40; env -u NO_COLOR TERM=xterm {variables} '{program}' {words}");
    let output = Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .current_dir(desk.path(""))
        .stdin(Stdio::null())
        .output()
        .expect("script (util-linux) lends a terminal");
    let text = String::from_utf8(output.stdout).expect("UTF-8 on the terminal").replace("\r\n", "\n");
    assert!(output.status.success(), "`{line}` said\n{text}");
    text
}

/// Whether a page has a colour in it.
pub(crate) fn is_coloured(page: &str) -> bool {
    page.contains("\u{1b}[")
}
