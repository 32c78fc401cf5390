//! How the command ends.

use std::process::ExitCode;

/// The exit codes, which scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The run finished, whatever it found; or nobody wants to read the rest of our output.
    Finished,
    /// The run failed, and has said why.
    Failed,
    /// The command line makes no sense.
    WrongCommandLine,
    /// The run finished and found something, and `--fail-on-match` was given.
    Found,
    /// The run was interrupted, and has left nothing half-written.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Finished => 0,
            Self::Failed => 1,
            Self::WrongCommandLine => 2,
            Self::Found => 3,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
