//! NewsML-G2: a `newsItem` alone, or several in a `newsMessage`.
//!
//! The id is the guid with the version, so that two versions are two articles, the later of which is an update. The outlet
//! is the provider; where it came from (`infoSource`) counts only if no provider is named, because readers do not see it.

use super::super::markup::{html, is_marked_up, plain};
use super::super::xml::{Name, Node};
use super::item::Item;
use super::nitf;
use super::status::Status;
use super::{Kind, Part, last_part, lines_of, site_of};

/// NewsML-G2.
pub(super) const NEWSML_G2: Kind = Kind { part, items, say: |_, _| {} };

fn part(name: Name<'_>, depth: usize) -> Part {
    match (name.local, depth) {
        ("newsMessage", 0) | ("itemSet", 1) => Part::Around,
        // Parts of an item, as they stand in guides.
        ("contentSet" | "contentMeta", 0) => Part::Item,
        (name, 0 | 2) if name.ends_with("Item") => Part::Item,
        _ => Part::Other,
    }
}

fn items(node: Node<'_, '_>) -> Vec<Item> {
    let meta = node.child("itemMeta");
    let content = node.child("contentMeta");
    let of_meta = |name: &'static str| meta.and_then(|meta| meta.child(name));
    let words = |part: Option<Node<'_, '_>>| part.and_then(Node::words);
    let mut item = Item {
        id: node.attribute("guid"),
        version: node.attribute("version"),
        outlet: of_meta("provider")
            .and_then(party)
            .or_else(|| content?.all("infoSource").find_map(party))
            .or_else(|| node.at(&["rightsInfo", "copyrightHolder"]).and_then(party)),
        published: words(of_meta("versionCreated"))
            .or_else(|| words(of_meta("firstCreated")))
            .or_else(|| content?.child("contentModified")?.words())
            .or_else(|| content?.child("contentCreated")?.words()),
        ..Item::default()
    };
    match node.name().local {
        "newsItem" => {}
        "contentSet" => {
            take_contents(node, &mut item);
            return vec![item];
        }
        other => {
            item.unused = Some(format!("it is a {other}, which has no text of its own"));
            return vec![item];
        }
    }
    if let Some(content) = content {
        described(content, &mut item);
    }
    item.language = item.language.take().or_else(|| node.attribute("xml:lang"));
    let status =
        of_meta("pubStatus").and_then(|status| status.attribute("qcode").or_else(|| status.attribute("uri")));
    let status = status.map(|code| Status::of(&last_part(&code)));
    item.embargo = of_meta("embargoed").map(|embargo| embargo.words().unwrap_or_default());
    item.judge(status.as_ref());
    for set in node.all("contentSet") {
        take_contents(set, &mut item);
    }
    let class = of_meta("itemClass").and_then(|class| class.attribute("qcode")).map(|code| last_part(&code));
    if let (true, None, Some(class)) = (item.text.is_empty(), &item.unused, class)
        && class != "text"
    {
        item.unused = Some(format!("it is a {class} without text"));
    }
    vec![item]
}

/// What is said of the content: headline, lines around the text, language.
fn described(content: Node<'_, '_>, item: &mut Item) {
    let is_main = |headline: &Node<'_, '_>| {
        headline
            .attribute("role")
            .is_none_or(|role| ["main", "headline"].contains(&last_part(&role).as_str()))
    };
    let headline = content.all("headline").find(is_main).or_else(|| content.child("headline"));
    item.title = headline.and_then(Node::words);
    item.language = content.child("language").and_then(|language| language.attribute("tag"));
    item.above.extend(
        content
            .all("by")
            .chain(content.all("dateline"))
            .filter_map(Node::words)
            .filter(|line| !is_time(line)),
    );
    item.below.extend(content.all("creditline").filter_map(Node::words));
}

/// Whether a dateline is the time of a machine and not what is printed: no word begins with a letter but a zone.
fn is_time(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(':')
}

/// Takes the first text of a set.
fn take_contents(set: Node<'_, '_>, item: &mut Item) {
    for part in set.children() {
        if item.text.is_empty() {
            take_content(part, item);
        }
    }
}

/// Takes the text of one part of the content, if it has any.
fn take_content(part: Node<'_, '_>, item: &mut Item) {
    match part.name().local {
        "inlineXML" => {
            if let Some(document) = part.within("nitf") {
                nitf::body(document, item);
            } else {
                item.text = lines_of(part.within("body").unwrap_or(part));
            }
        }
        "inlineData" => {
            let kind = part.attribute("contenttype").unwrap_or_default().to_ascii_lowercase();
            let is_text =
                kind.is_empty() || kind.starts_with("text/") || kind.contains("html") || kind.contains("xml");
            if part.attribute("encoding").is_some() || !is_text {
                return;
            }
            let raw = part.raw();
            let is_html = kind.contains("html") || kind.contains("xml") && is_marked_up(&raw);
            item.text = if is_html { html(&raw) } else { plain(&raw) };
        }
        _ => {}
    }
}

/// The name of a party: in words, as a literal, as the end of a code, or the site of its address.
fn party(node: Node<'_, '_>) -> Option<String> {
    let name = node.child("name").and_then(Node::words);
    name.or_else(|| node.attribute("literal"))
        .or_else(|| node.attribute("qcode").map(|code| last_part(&code)))
        .or_else(|| node.attribute("uri").map(|uri| site_of(&uri)))
}
