//! Statistics.

use serde::Serialize;

/// Lines that the user says are no article's own words (`--boilerplate`); each line is matched word by word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Boilerplate(pub Vec<String>);
