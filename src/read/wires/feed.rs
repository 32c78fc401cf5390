//! Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom (RFC 4287).
//!
//! The outlet is the feed, unless an item names the source that it came from. An article was published when it first was:
//! a feed tells of changes to it only by a date that many touch without need. What has full content is read in full; of
//! others the summary is the text, which is told.

use super::super::markup::{html, plain};
use super::super::xml::{Name, Node, Space};
use super::item::Item;
use super::{Kind, Part, lines_of};

/// RSS 2.0 and RSS 1.0.
pub(super) const RSS: Kind = Kind { part: rss_part, items: rss_items, say: rss_says };
/// Atom.
pub(super) const ATOM: Kind = Kind { part: atom_part, items: atom_items, say: atom_says };

fn rss_part(name: Name<'_>, depth: usize) -> Part {
    match (name.local, depth) {
        ("item", 1 | 2) => Part::Item,
        ("rss" | "RDF", 0) | ("channel", 1) => Part::Around,
        ("title" | "language", 2) if matches!(name.space, Space::None | Space::Other | Space::Dc) => {
            Part::Said
        }
        _ => Part::Other,
    }
}

fn rss_says(node: Node<'_, '_>, said: &mut Item) {
    let value = node.words();
    match node.name().local {
        // Another vocabulary may have a title of its own, of a picture; the channel's stands first.
        "title" => said.outlet = said.outlet.take().or(value),
        "language" => said.language = said.language.take().or(value),
        _ => {}
    }
}

fn rss_items(node: Node<'_, '_>) -> Vec<Item> {
    let dc = |name| node.child_in(Space::Dc, name).and_then(Node::words);
    let own = |name| node.child(name).and_then(Node::words);
    let guid = node.child("guid");
    let is_link =
        guid.is_some_and(|guid| guid.attribute("isPermaLink").is_none_or(|is_link| is_link == "true"));
    let guid = guid.and_then(Node::words);
    let permanent = guid.clone().filter(|guid| is_link && guid.starts_with("http"));
    let link = own("link").or(permanent);
    let full = node.child_in(Space::Content, "encoded").map(|full| html(&full.raw()));
    let full = full.or_else(|| node.child_in(Space::Xhtml, "body").map(lines_of));
    let full = full.filter(|text| !text.is_empty());
    let summary = || node.child("description").map(|summary| html(&summary.raw()));
    let is_summary = full.is_none();
    vec![Item {
        id: guid.or_else(|| node.attribute("rdf:about")).or_else(|| link.clone()),
        title: title(node.child("title").map(Node::raw)),
        outlet: own("source"),
        published: own("pubDate").or_else(|| dc("date")).or_else(|| dc("created")),
        url: link,
        language: dc("language"),
        above: dc("creator").or_else(|| own("author")).into_iter().collect(),
        text: full.or_else(summary).unwrap_or_default(),
        is_summary,
        ..Item::default()
    }]
}

fn atom_part(name: Name<'_>, depth: usize) -> Part {
    match (name.local, depth) {
        ("entry", 0 | 1) => Part::Item,
        ("feed", 0) => Part::Around,
        ("title", 1) => Part::Said,
        _ => Part::Other,
    }
}

fn atom_says(node: Node<'_, '_>, said: &mut Item) {
    said.outlet = said.outlet.take().or_else(|| title(typed(node)));
}

fn atom_items(node: Node<'_, '_>) -> Vec<Item> {
    let own = |name| node.child(name).and_then(Node::words);
    let links = || node.all("link");
    let href = |link: Node<'_, '_>| link.attribute("href");
    let is_page = |link: &Node<'_, '_>| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    let link = links().find(is_page).and_then(href);
    let full = node.child("content").and_then(typed).filter(|text| !text.is_empty());
    let is_summary = full.is_none();
    let summary = || node.child("summary").and_then(typed);
    let source = node.at(&["source", "title"]);
    vec![Item {
        id: own("id").or_else(|| link.clone()),
        title: title(node.child("title").and_then(typed)),
        outlet: source.and_then(|source| title(typed(source))),
        published: own("published")
            .or_else(|| own("issued"))
            .or_else(|| own("updated"))
            .or_else(|| own("modified")),
        url: link,
        language: node.attribute("xml:lang"),
        above: node.all("author").filter_map(|author| author.child("name").and_then(Node::words)).collect(),
        text: full.or_else(summary).unwrap_or_default(),
        is_summary,
        ..Item::default()
    }]
}

/// The text of a construct of Atom: XHTML, HTML or plain; none if it stands elsewhere.
fn typed(node: Node<'_, '_>) -> Option<String> {
    if node.attribute("src").is_some() {
        return None;
    }
    let kind = node.attribute("type").unwrap_or_else(|| "text".to_owned()).to_ascii_lowercase();
    Some(match kind.as_str() {
        "xhtml" | "application/xhtml+xml" => lines_of(node),
        "text" | "text/plain" => plain(&node.raw()),
        _ if node.children().next().is_some() => lines_of(node),
        _ => html(&node.raw()),
    })
}

/// A headline, which may have markup in it.
fn title(raw: Option<String>) -> Option<String> {
    raw.map(|raw| html(&raw).replace('\n', " "))
}
