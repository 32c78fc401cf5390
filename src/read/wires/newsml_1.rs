//! `NewsML` 1.0 to 1.2: a `NewsItem`, or several in a `NewsML`.
//!
//! A `NewsItem` is a tree of `NewsComponent`s. The first with text that is no caption is the article; one with a headline of its
//! own is an article too; others continue the text. Of components that say the same in several forms the first counts.

use super::super::markup::plain;
use super::super::xml::{Name, Node};
use super::item::Item;
use super::nitf;
use super::status::Status;
use super::{Kind, Part, lines_of};

/// `NewsML` 1.
pub(super) const NEWSML_1: Kind = Kind { part, items, say: |_, _| {} };

fn part(name: Name<'_>, depth: usize) -> Part {
    match (name.local, depth) {
        ("NewsML", 0) => Part::Around,
        ("NewsItem", 0 | 1) => Part::Item,
        _ => Part::Other,
    }
}

fn items(node: Node<'_, '_>) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let id = id(node);
    // Components still to be looked at, each with what those that it stands in say of it.
    let mut waiting: Vec<(Node<'_, '_>, Around<'_, '_>)> =
        node.child("NewsComponent").map(|component| (component, Around::default())).into_iter().collect();
    while let Some((component, outside)) = waiting.pop() {
        let around = outside.with(component);
        let has_headline = component.at(&["NewsLines", "HeadLine"]).is_some();
        match (article(component, &around), found.last_mut()) {
            (Some(item), Some(last)) if !has_headline => {
                last.text.push_str("\n\n");
                last.text.push_str(&item.text);
            }
            (Some(item), _) => found.push(item),
            (None, _) => {}
        }
        let inside: Vec<_> = component.all("NewsComponent").collect();
        let says_same = component.attribute("EquivalentsList").is_some_and(|is_list| is_list == "yes");
        let with_text = |part: &&Node<'_, '_>| part.within("DataContent").is_some();
        match inside.iter().find(with_text) {
            Some(&first) if says_same => waiting.push((first, around)),
            _ => waiting.extend(inside.into_iter().rev().map(|part| (part, around.clone()))),
        }
    }
    if found.is_empty() {
        let unused = match node.within("Encoding").and_then(encoded) {
            Some(notation) => format!("its content is in the encoding {notation}, which is not read"),
            None => "it has no text".to_owned(),
        };
        found.push(Item { unused: Some(unused), ..Item::default() });
    }
    for (number, item) in found.iter_mut().enumerate() {
        item.id = id.clone().map(|id| if number == 0 { id } else { format!("{id}#part{}", number + 1) });
        managed(node, item);
    }
    found
}

/// The public identifier, which has the revision in it, or one made from its parts.
fn id(node: Node<'_, '_>) -> Option<String> {
    let identifier = node.at(&["Identification", "NewsIdentifier"])?;
    let part = |name| identifier.child(name).and_then(Node::words);
    part("PublicIdentifier").or_else(|| {
        let parts = [part("ProviderId")?, part("DateId")?, part("NewsItemId")?, part("RevisionId")?];
        Some(format!("urn:newsml:{}", parts.join(":")))
    })
}

/// What components say of all that stands in them; the innermost word counts.
#[derive(Clone, Default)]
struct Around<'t, 'a> {
    lines: Option<Node<'t, 'a>>,
    outlet: Option<String>,
    language: Option<String>,
}

impl<'t, 'a> Around<'t, 'a> {
    /// The same with what a component says that stands in these.
    fn with(&self, component: Node<'t, 'a>) -> Self {
        let formal = |path: &[&'static str]| component.at(path).and_then(|node| node.attribute("FormalName"));
        let outlet = formal(&["AdministrativeMetadata", "Provider", "Party"]);
        let language = formal(&["DescriptiveMetadata", "Language"]);
        Self {
            lines: component.child("NewsLines").or(self.lines),
            outlet: outlet.or_else(|| self.outlet.clone()),
            language: language.or_else(|| self.language.clone()),
        }
    }
}

/// The article that a component is, if it has a text of its own.
fn article(component: Node<'_, '_>, around: &Around<'_, '_>) -> Option<Item> {
    let role = component.child("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    if role.to_ascii_lowercase().contains("caption") {
        return None;
    }
    let mut item =
        Item { outlet: around.outlet.clone(), language: around.language.clone(), ..Item::default() };
    if let Some(lines) = around.lines {
        let all = |name| lines.all(name).filter_map(Node::words);
        item.title = all("HeadLine").next();
        item.above.extend(all("ByLine").chain(all("DateLine")));
        item.below.extend(all("CreditLine"));
    }
    for content in component.all("ContentItem").filter_map(data) {
        if item.text.is_empty() {
            take_content(content, &mut item);
        }
    }
    (!item.text.is_empty()).then_some(item)
}

/// The data of a content item, which may stand in an encoding that is none.
fn data<'t, 'a>(content: Node<'t, 'a>) -> Option<Node<'t, 'a>> {
    let encoding = || content.child("Encoding").filter(|encoding| encoded(*encoding).is_none());
    content.child("DataContent").or_else(|| encoding()?.child("DataContent"))
}

/// The name of an encoding that has to be undone.
fn encoded(encoding: Node<'_, '_>) -> Option<String> {
    encoding.attribute("Notation").filter(|notation| !is_plain(notation))
}

/// Whether an encoding of this name is none.
fn is_plain(notation: &str) -> bool {
    ["plain", "none", "text", "text/plain", "utf-8", "8bit", "7bit"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(notation))
}

fn take_content(content: Node<'_, '_>, item: &mut Item) {
    if let Some(document) = content.within("nitf") {
        nitf::body(document, item);
    } else if content.children().next().is_some() {
        item.text =
            lines_of(content.within("body.content").or_else(|| content.within("body")).unwrap_or(content));
    } else {
        item.text = plain(&content.raw());
    }
}

/// What is said of the whole item: dates, status, who sent it, its language.
fn managed(node: Node<'_, '_>, item: &mut Item) {
    let provider = node.at(&["Identification", "NewsIdentifier", "ProviderId"]);
    item.outlet = item.outlet.take().or_else(|| provider?.words());
    item.language = item.language.take().or_else(|| node.attribute("xml:lang"));
    let Some(management) = node.child("NewsManagement") else { return };
    let date = |name| management.child(name).and_then(Node::words);
    item.published = date("ThisRevisionCreated").or_else(|| date("FirstCreated"));
    let status = management.child("Status").and_then(|status| status.attribute("FormalName"));
    let status = status.map(|status| Status::of(&status));
    let change = management.at(&["StatusWillChange", "DateAndTime"]).and_then(Node::words);
    item.embargo = change.filter(|_| status == Some(Status::Embargoed));
    item.judge(status.as_ref());
}
