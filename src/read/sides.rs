//! What is read on each side of a comparison: names of files and folders, or tables that are in memory.

use super::rows::Rows;
use super::{ReadError, ReadPlan, walk};
use std::ffi::OsString;
use std::iter;

/// Where the articles of one side come from.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// Files and folders, and `-` for standard input.
    Named(&'a [OsString]),
    /// A table in memory.
    Rows(&'a dyn Rows),
}

/// What there is to be read on both sides.
pub(super) struct Sides<'a> {
    pub(super) examined: Side<'a>,
    pub(super) references: Option<Side<'a>>,
}

/// What there is to be read on one side.
pub(super) enum Side<'a> {
    Files(&'a [OsString], walk::Found),
    Rows(&'a dyn Rows),
}

impl<'a> Given<'a> {
    /// How often it names standard input.
    pub(super) fn standard_inputs(self) -> usize {
        match self {
            Self::Named(names) => names.iter().filter(|name| *name == "-").count(),
            Self::Rows(_) => 0,
        }
    }

    fn find(self, plan: &ReadPlan) -> Result<Side<'a>, ReadError> {
        Ok(match self {
            Self::Named(names) => Side::Files(names, walk::sources(names, plan.format.is_some())?),
            Self::Rows(rows) => Side::Rows(rows),
        })
    }
}

impl<'a> Sides<'a> {
    pub(super) fn find(
        examined: Given<'a>,
        references: Option<Given<'a>>,
        plan: &ReadPlan,
    ) -> Result<Self, ReadError> {
        let references = references.map(|given| given.find(plan)).transpose()?;
        Ok(Self { examined: examined.find(plan)?, references })
    }

    /// All files, in the order in which they are numbered where there are no tables.
    pub(super) fn sources(&self) -> impl Iterator<Item = &walk::Source> {
        self.both().flat_map(|side| match side {
            Side::Files(_, found) => &found.sources[..],
            Side::Rows(_) => &[],
        })
    }

    /// Bytes of all of it, if all has a size.
    pub(super) fn bytes(&self) -> Option<u64> {
        self.both().map(Side::bytes).sum()
    }

    fn both(&self) -> impl Iterator<Item = &Side<'a>> {
        iter::once(&self.examined).chain(&self.references)
    }
}

impl Side<'_> {
    fn bytes(&self) -> Option<u64> {
        match self {
            Self::Files(_, found) => found.sources.iter().map(|source| source.size).sum(),
            Self::Rows(rows) => rows.bytes(),
        }
    }

    /// What was named, for a message.
    pub(super) fn named(&self) -> Vec<String> {
        match self {
            Self::Files(names, _) => names.iter().map(|name| name.to_string_lossy().into_owned()).collect(),
            Self::Rows(rows) => vec![rows.name().to_owned()],
        }
    }
}
