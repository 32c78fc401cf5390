//! `wirecopy` finds what news articles took from one another.
//!
//! Articles go in; near-duplicates, re-used passages, clusters and an exact similarity matrix come out, each claim
//! with its evidence. Data flows one way, down the list of modules below, which stands in flow order:
//!
//! ```text
//!                   ┌──────────────────────────────────── pipeline (order, threads) ───────────────────────────────────┐
//!  read ─► article  │ text ─► shingle ─► sketch ─► lsh ─► verify ─► align ─► formula ─► relate ─► cluster ─► attribute │ ─► findings ─► report
//!                   └──────────────────────────────────────────────────────────────────────────────────────────────────┘
//!  main ─► cli (arguments ─► plan, progress, exit code)                 observe: who watches a run
//!
//!  a finished run, a labelled truth ─► tables ─► score
//!  a finished run, its inputs ─► tables, read ─► cli (show)
//! ```
//!
//! The words, each with one meaning throughout: an *article* is a record with a text; a *token* is a folded word that
//! knows where it stands; a *shingle* is `w` consecutive tokens; a *sketch* is a fixed number of *slots* that stand for
//! a shingle set; a *band* is a few slots, a *bucket* the articles that agree on a band; a *candidate pair* shares a
//! bucket and is unverified; *resemblance* and *containment* are Broder's (1997), always exact; a *fingerprint* is a
//! selected hash of a few words; an *anchor* is one fingerprint that two articles share; a *chain* is anchors in step;
//! a *passage* is two spans that tell the same text; *coverage* is the share of an article inside passages; a *cluster*
//! is near-duplicates around a representative; a *remark* is what a person has said of a pair or a passage.
//!
//! ```
//! use wirecopy::{article::{Article, Batch, Locator}, observe::Unwatched, pipeline, plan::Plan};
//!
//! let article = |id: &str, text: &str| Article {
//!     id: id.into(), text: text.into(),
//!     outlet: None, published: None, title: None, url: None, language: None,
//!     locator: Locator { input: 0, offset: 0, length: text.len() as u64, line: 1 },
//! };
//! let batch = Batch::new(
//!     vec![
//!         article("wire", "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers."),
//!         article("paper", "Good morning. The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers."),
//!     ],
//!     Vec::new(),
//! )?;
//! let findings = pipeline::compare(&batch, &Plan::default(), &Unwatched);
//! assert_eq!(findings.passages.len(), 1);
//! assert_eq!(findings.passages[0].second.chars.start, 14);
//! # Ok::<(), wirecopy::article::TooManyArticles>(())
//! ```

// Layer 0, words: what everything else speaks of.
pub mod article;

pub mod measure;

pub mod columns;

pub mod scratch;

pub mod hashes;

pub mod observe;

pub mod journal;

pub mod statistics;

pub mod archive;

// Layer 1, stages: plain functions of one item, in flow order.
pub mod text;

pub mod shingle;

pub mod sketch;

pub mod lsh;

pub mod verify;

pub mod align;

pub mod formula;

pub mod credit;

pub mod relate;

pub mod cluster;

pub mod review;

pub mod attribute;

pub mod matrix;

pub mod score;

// Layer 2, order: which stage when, on which threads.
pub mod plan;

pub mod findings;

pub mod pipeline;

// Layer 3, edges: what comes in and what goes out.
pub mod read;

pub mod report;

pub mod tables;

pub mod work;

pub mod store;

// Layer 4, shell.
#[cfg(feature = "cli")]
pub mod cli;
