//! Text out of markup: block elements end a line, a blank line stands between paragraphs, inline elements break no word,
//! entities are decoded, control characters left out. Nothing is invented.

mod entities;
mod html;
mod plain;
mod prose;

pub(super) use html::html;
pub(super) use plain::{is_marked_up, one_line, paragraphs, plain};
pub(super) use prose::{Prose, Visit};
