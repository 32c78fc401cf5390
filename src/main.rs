//! The command `wirecopy`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wirecopy::cli::run(std::env::args_os().collect()).into()
}
