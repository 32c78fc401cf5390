//! A persistent index: an archive on disk that a day's articles are held to, without reading it.
//!
//! ```text
//! articles ─► pipeline (learn, catalogue) ─► Writer ─► parts, manifest ─► Index (an Archive) ─► pipeline (select, compare)
//! ```
//!
//! An index is a folder of files that are written once, and a manifest that names those which count at this moment.
//! [`Writer`] adds parts and merges them, [`Index`] reads one state. What an index is asked, and what becomes of the answer,
//! is the pipeline's: here are bytes. The layout is described in `docs/index-format.md`.

mod blocks;
mod building;
mod compare;
mod error;
mod index;
mod info;
mod manifest;
mod merge;
mod part;
mod rows;
mod settings;
mod workplace;
mod writer;

pub use blocks::INDEX_VERSION;
pub use compare::{Answer, Compared};
pub use error::StoreError;
pub use index::{Index, Reader};
pub use info::Info;
pub use settings::{BadSettings, Settings};
pub use workplace::{Unbounded, Workplace};
pub use writer::{Added, Removal, SHARE_OF_GROWTH, WHOLE_BELOW, Writer};

pub use crate::archive::{Facts, Shelfmark};
