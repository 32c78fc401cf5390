//! The agencies' own formats, and feeds: from a document to its items, from an item to an article.
//!
//! One file for each format says what stands where in it; what is common to all stands in `item`.

mod anpa1312;
mod feed;
mod iptc7901;
mod item;
mod messages;
mod newsml_1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod status;
#[cfg(test)]
mod tests;

pub(super) use anpa1312::articles as anpa1312;
pub(super) use iptc7901::articles as iptc7901;
pub(super) use messages::{is_anpa, looks_so as is_message};
pub(super) use ninjs::{article as ninjs, looks_so as is_ninjs};

use super::documents::Document;
use super::markup::Prose;
use super::record::Outcome;
use super::xml::{Fault, Name, Node, Opened, Reader, Step, Tree, decoded};
use crate::observe::{Warning, WarningKind};
use item::Item;

/// What a kind of XML has at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// An item.
    Item,
    /// Something that items stand in.
    Around,
    /// Something that is said of all items.
    Said,
    /// Something else.
    Other,
}

/// A kind of XML.
struct Kind {
    /// What an element is, by its name and the number of elements that it stands in.
    part: fn(Name<'_>, usize) -> Part,
    /// The articles of an item.
    items: fn(Node<'_, '_>) -> Vec<Item>,
    /// Takes in what is said of all items.
    say: fn(Node<'_, '_>, &mut Item),
}

/// The kind that a root element begins.
fn kind_of(root: Name<'_>) -> Option<&'static Kind> {
    Some(match root.local {
        "newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem"
        | "catalogItem" | "contentSet" | "contentMeta" => &newsml_g2::NEWSML_G2,
        "NewsML" | "NewsItem" => &newsml_1::NEWSML_1,
        "nitf" => &nitf::NITF,
        "rss" | "RDF" => &feed::RSS,
        "feed" | "entry" => &feed::ATOM,
        _ => return None,
    })
}

/// The articles of news in XML, of any kind that is known.
pub(super) fn articles(document: &Document<'_>) -> Vec<Outcome> {
    let (text, warning) = decoded(document);
    let mut reading = Reading { document, said: Item::default(), found: Vec::new(), is_known: false };
    let mut reader = Reader::new(&text);
    if let Err(mut fault) = reading.read(&mut reader) {
        if reading.is_known {
            fault.reason.push_str("; nothing behind this place is read");
        }
        reading.found.push(Err(fault));
    }
    let mut warnings: Vec<Warning> = warning.into_iter().collect();
    if let Some((name, times)) = reader.unknown {
        let what =
            format!("unknown entity &{name}; left out (occurrences of such: {times}; DTDs are not read)");
        warnings.push(Warning::at(WarningKind::Input, document.site.place(), what));
    }
    let mut outcomes = reading.finish();
    if outcomes.is_empty() && !warnings.is_empty() {
        outcomes.push(document.site.rejected("there is no article in it"));
    }
    if let Some(first) = outcomes.first_mut() {
        first.warnings.extend(warnings);
    }
    outcomes
}

/// A document that is read.
struct Reading<'d> {
    document: &'d Document<'d>,
    /// What is said of all items.
    said: Item,
    /// The items, each with the line ends before it; why there are none, otherwise.
    found: Vec<Result<(u64, Item), Fault>>,
    /// Whether it is of a kind that is read.
    is_known: bool,
}

impl Reading<'_> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let mut kind = None;
        let mut depth = 0;
        loop {
            let opened = match reader.step()? {
                Step::Open(opened) => opened,
                Step::Close => {
                    depth -= 1;
                    continue;
                }
                Step::Text(_) => continue,
                Step::End if kind.is_none() => return Err(no_element()),
                Step::End => return Ok(()),
            };
            let known = match kind {
                Some(known) => known,
                None => kind_of(opened.name).ok_or_else(|| unknown(opened))?,
            };
            kind = Some(known);
            self.is_known = true;
            match (known.part)(opened.name, depth) {
                Part::Around => depth += 1,
                Part::Other => reader.skip()?,
                Part::Said => {
                    let tree = Tree::collect(opened, reader)?;
                    (known.say)(tree.root(), &mut self.said);
                }
                Part::Item => match Tree::collect(opened, reader) {
                    Ok(tree) => {
                        let mut items = (known.items)(tree.root());
                        // A file that is one item has a name, if the item has none.
                        if let (0, [item]) = (depth, &mut items[..]) {
                            item.id.get_or_insert_with(|| self.document.site.name.to_owned());
                        }
                        self.found.extend(items.into_iter().map(|item| Ok((tree.lines, item))));
                    }
                    Err(fault) if fault.is_passed => self.found.push(Err(fault)),
                    Err(fault) => return Err(fault),
                },
            }
        }
    }

    fn finish(self) -> Vec<Outcome> {
        let Self { document, said, found, .. } = self;
        let is_summary = |found: &&Result<(u64, Item), Fault>| {
            found.as_ref().is_ok_and(|(_, item)| item.is_summary && !item.text.trim().is_empty())
        };
        let summaries = found.iter().filter(is_summary).count();
        let warning = (summaries > 0).then(|| summaries_only(summaries, document));
        let outcome = |found| match found {
            Ok((lines, item)) => Item::outcome(item, &said, document.site_at(lines), document.plan),
            Err(Fault { lines, reason, .. }) => document.site_at(lines).rejected(reason),
        };
        let mut outcomes: Vec<Outcome> = found.into_iter().map(outcome).collect();
        if let Some(first) = outcomes.first_mut() {
            first.warnings.extend(warning);
        }
        outcomes
    }
}

/// What is to be said of a document some of whose items have no full text.
fn summaries_only(items: usize, document: &Document<'_>) -> Warning {
    let what = format!("only a summary is given, which is taken for the text (items: {items})");
    Warning::at(WarningKind::Input, document.site.place(), what)
}

fn no_element() -> Fault {
    let reason = "there is no element in it, so it is no XML (use --format to say what it is)";
    Fault { lines: 0, reason: reason.to_owned(), is_passed: false }
}

fn unknown(root: Opened<'_>) -> Fault {
    let reason = format!(
        "XML of an unknown kind: its root element is {:?} (read are NewsML-G2, NewsML 1, NITF, RSS and Atom)",
        excerpt(root.tag)
    );
    Fault { lines: root.lines, reason, is_passed: false }
}

/// The text of an element, as a reader sees it.
fn lines_of(node: Node<'_, '_>) -> String {
    Prose::of(node.visits())
}

/// What stands behind the last sign of a code or an address: `usable` of `stat:usable`.
fn last_part(code: &str) -> String {
    code.trim_end_matches('/').rsplit([':', '/', '#']).next().unwrap_or_default().to_owned()
}

/// The site of an address: `example.org` of `http://www.example.org/about`.
fn site_of(address: &str) -> String {
    let behind = address.split_once("://").map_or(address, |(_, behind)| behind);
    let site = behind.split(['/', '?', '#']).next().unwrap_or_default();
    site.strip_prefix("www.").unwrap_or(site).to_owned()
}

/// The name of an element as a message has it.
fn excerpt(tag: &str) -> String {
    tag.split_ascii_whitespace().next().unwrap_or_default().chars().take(40).collect()
}
