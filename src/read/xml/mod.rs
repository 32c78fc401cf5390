//! XML: decoded as it says of itself, read event by event; a part at a time becomes a tree.
//!
//! Nothing that a document declares is evaluated: no DTD, no entity of its own, nothing outside of it. Nesting and the size
//! of a tree are bounded, and nothing here calls itself.

mod decode;
mod reader;
mod tree;

pub(super) use decode::decoded;
pub(super) use reader::{Fault, Name, Opened, Reader, Space, Step};
pub(super) use tree::{Node, Tree};

/// Whether content that begins with `<` is XML that could be news: it declares itself to be XML, or has one of the roots
/// that are known. A page of HTML is none.
pub(super) fn looks_so(head: &[u8]) -> bool {
    const ROOTS: [&str; 9] =
        ["newsItem", "newsMessage", "packageItem", "NewsML", "nitf", "rss", "rdf:RDF", "feed", "entry"];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start();
    let is_html = || {
        let head = head.to_ascii_lowercase();
        head.contains("<!doctype html") || head.contains("<html")
    };
    let opens = |root: &str| {
        let behind = head.strip_prefix('<').and_then(|head| head.strip_prefix(root));
        behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_whitespace() || c == '>'))
    };
    ROOTS.into_iter().any(opens) || (head.starts_with("<?xml") && !is_html())
}
