//! A persistent index: an archive on disk that a day's articles are held to, without reading it.
//!
//! ```text
//! articles ─► pipeline (learn, catalogue) ─► Writer ─► parts, manifest ─► Index (an Archive) ─► pipeline (select, compare)
//! ```
//!
//! An index is a folder of files that are written once, and a manifest that names those which count at this moment.
//! [`Writer`] adds parts and merges them, [`Index`] reads one state. What an index is asked, and what becomes of the answer,
//! is the pipeline's: here are bytes. The layout is described in `docs/index-format.md`.
//!
//! Has this been published before?
//!
//! ```
//! use wirecopy::article::{Article, Batch, Locator};
//! use wirecopy::columns::{InMemory, MakeColumns};
//! use wirecopy::{observe::Unwatched, plan::Plan};
//! use wirecopy::store::{Index, Settings, Unbounded, WHOLE_BELOW, Writer};
//!
//! let article = |id: &str, text: &str| Article {
//!     id: id.into(), text: text.into(),
//!     outlet: None, published: None, title: None, url: None, language: None,
//!     locator: Locator { input: 0, offset: 0, length: text.len() as u64, line: 1 },
//! };
//! let (home, plan) = (tempfile::tempdir()?, Plan { matrix: None, ..Plan::default() });
//! let dir = home.path().join("archive");
//!
//! let known = vec![
//!     article("wire", "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers."),
//!     article("paper", "Nobody was hurt when a barge carrying gravel ran aground below the lock at Harrowmouth last night."),
//! ];
//! let memory = InMemory::default();
//! let chunk = memory.keep(plan.columns_of(&mut known.iter()));
//! let columns = memory.columns(vec![chunk]);
//! let mut writer = Writer::create(&dir, &Settings::of(&plan)?, WHOLE_BELOW)?;
//! let added = writer.add((&Batch::new(known, Vec::new())?, &columns), &Unbounded, &Unwatched)?;
//! assert_eq!(added.added, 2);
//!
//! let index = Index::open(&dir)?;
//! let draft = "As we went to press: the bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
//! let answer = index.ask(article("draft", draft), &plan)?;
//! let passage = &answer.findings.passages[0];
//! assert_eq!(answer.batch.article(passage.pair.second()).id, "wire");
//! assert_eq!(passage.first.chars.start, 21);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod blocks;
mod building;
mod compare;
mod error;
mod index;
mod info;
mod known;
mod manifest;
mod merge;
mod part;
mod reader;
mod rows;
mod settings;
mod texts;
mod unlearnt;
mod workplace;
mod writer;

pub use blocks::INDEX_VERSION;
pub use compare::{Answer, Compared};
pub use error::StoreError;
pub use index::Index;
pub use info::{Dates, Info, Sizes};
pub use reader::Reader;
pub use settings::{BadSettings, Settings};
pub use texts::{Source, TextSource, Wanted};
pub use workplace::{Unbounded, Workplace};
pub use writer::{Added, Removal, WHOLE_BELOW, Writer};

pub use crate::archive::{Facts, Shelfmark};
