//! NITF 3.x: a document of its own, and the body inside other formats.
//!
//! The text is `body.content` (of an item without one, the abstract, which is told). Pictures with their captions, tables'
//! descriptions and other `media` are no part of it.

use super::super::markup::{Prose, Visit};
use super::super::xml::{Name, Node};
use super::item::Item;
use super::status::Status;
use super::{Kind, Part, lines_of};

/// NITF as a document.
pub(super) const NITF: Kind = Kind { part, items, say: |_, _| {} };

fn part(_name: Name<'_>, _depth: usize) -> Part {
    Part::Item
}

fn items(node: Node<'_, '_>) -> Vec<Item> {
    let head = node.child("head");
    let data = head.and_then(|head| head.child("docdata"));
    let publication = head.and_then(|head| head.child("pubdata"));
    let of_data = |name: &'static str, attribute: &str| data?.child(name)?.attribute(attribute);
    let of_publication = |attribute: &str| publication?.attribute(attribute);
    let mut item = Item {
        id: of_data("doc-id", "id-string"),
        version: of_data("du-key", "version"),
        published: of_data("date.issue", "norm")
            .or_else(|| of_publication("date.publication"))
            .or_else(|| of_data("date.release", "norm"))
            .or_else(|| node.within("story.date")?.attribute("norm")),
        url: of_publication("ex-ref"),
        language: node.attribute("xml:lang").or_else(|| node.attribute("baselang")),
        ..Item::default()
    };
    body(node, &mut item);
    item.title = item.title.or_else(|| head?.child("title")?.words());
    let within = |name| node.within(name).and_then(Node::words);
    item.outlet = of_publication("name")
        .or_else(|| within("distributor"))
        .or_else(|| within("rights.owner"))
        .or_else(|| of_data("doc.copyright", "holder"))
        .or_else(|| node.within("copyright.holder")?.words())
        .or_else(|| of_data("doc-id", "regsrc"));
    // Whose text somebody else prints is credited in its head, and not always in its byline.
    let is_other =
        |name: &String| item.outlet.as_deref().is_none_or(|outlet| !outlet.eq_ignore_ascii_case(name));
    item.above.extend(["distributor", "rights.owner"].into_iter().filter_map(within).filter(is_other));
    if let Some(data) = data {
        let status = data.attribute("management-status").map(|status| Status::of(&status));
        item.embargo = of_data("date.release", "norm");
        item.judge(status.as_ref());
    }
    vec![item]
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
}

/// A dateline without the time that is for machines.
fn place(dateline: Node<'_, '_>) -> String {
    let mut is_time = false;
    let visits = dateline.visits().filter(|visit| {
        match visit {
            Visit::Open("story.date") => is_time = true,
            Visit::Close("story.date") => is_time = false,
            _ => return !is_time,
        }
        false
    });
    Prose::of(visits)
}

/// Takes what the body of an NITF document says; what is known already stays.
pub(super) fn body(node: Node<'_, '_>, item: &mut Item) {
    let Some(body) = node.child("body") else { return };
    let head = body.child("body.head");
    if let Some(head) = head {
        let headline = head.child("hedline").and_then(|hedline| hedline.child("hl1"));
        item.title = item.title.take().or_else(|| headline?.words());
        // An archive's form of a name for its index was never printed.
        let is_printed = |byline: &Node<'_, '_>| !has_class(*byline, "normalized_byline");
        item.above.extend(head.all("byline").filter(is_printed).map(lines_of));
        item.above.extend(head.all("dateline").map(place));
    }
    let content = body.child("body.content");
    // Archives repeat the lead in a block of its own, in front of one with all of the text.
    let whole = content.and_then(|content| content.all("block").find(|block| has_class(*block, "full_text")));
    item.text = whole.or(content).map(lines_of).unwrap_or_default();
    if let (true, Some(summary)) = (item.text.is_empty(), head.and_then(|head| head.child("abstract"))) {
        item.text = lines_of(summary);
        item.is_summary = true;
    }
    let end = body.child("body.end");
    item.below.extend(end.into_iter().flat_map(|end| end.all("tagline")).map(lines_of));
}
