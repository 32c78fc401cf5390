//! ninjs 1.x, 2.x and 3.x: an object for each item, alone, in an array, or one a line.
//!
//! Of several bodies the plain one counts if it has paragraphs, otherwise the first in XHTML or HTML. What is associated with an
//! item (pictures, other items) is no article.

use super::super::documents::Document;
use super::super::markup::{html, is_marked_up, plain};
use super::super::record::Outcome;
use super::item::Item;
use super::last_part;
use super::status::Status;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// The article of one object.
pub(in crate::read) fn article(document: &Document<'_>) -> Vec<Outcome> {
    let (text, warning) = document.text();
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.is_empty() {
        return Vec::new();
    }
    let mut outcome = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => item(&object).outcome(&Item::default(), document.site, document.plan),
        Ok(_) => document.site.rejected("not a JSON object, as every item of ninjs is"),
        Err(fault) => document.site.rejected(format!("not valid JSON: {fault} of the record")),
    };
    outcome.warnings.extend(warning);
    vec![outcome]
}

fn item(object: &Object) -> Item {
    let string = |names: &[&str]| first_string(object, names);
    let mut item = Item {
        id: string(&["uri", "guid"]),
        version: string(&["version"]),
        title: string(&["headline"]).or_else(|| main_of(object, "headlines")).or_else(|| string(&["title"])),
        outlet: outlet(object),
        published: string(&["versionCreated", "versioncreated", "firstCreated", "firstcreated"]),
        url: string(&["url"]).or_else(|| string(&["uri"]).filter(|uri| uri.starts_with("http"))),
        language: string(&["language"]),
        above: string(&["byline", "by"]).into_iter().chain(string(&["dateline"])).collect(),
        below: string(&["creditline"]).into_iter().collect(),
        embargo: string(&["embargoed"]),
        text: body(object),
        ..Item::default()
    };
    let kind = string(&["type"]).unwrap_or_else(|| "text".to_owned());
    if item.text.is_empty() && kind != "text" {
        item.unused = Some(format!("it is a {kind} without text"));
    } else if item.text.is_empty() {
        item.text = description(object);
        if !item.text.is_empty() {
            item.remarks.push("only a summary is given, which is taken for the text".to_owned());
        }
    }
    let status = string(&["pubStatus", "pubstatus"]);
    item.judge(status.map(|status| Status::of(&last_part(&status))).as_ref());
    item
}

/// The first of these members that is a string or a number, and not blank.
fn first_string(object: &Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The objects that a member lists.
fn listed<'o>(object: &'o Object, name: &str) -> impl Iterator<Item = &'o Object> {
    object.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The value of the one whose role is `main`, or else of the first.
fn main_of(object: &Object, name: &str) -> Option<String> {
    let is_main = |one: &&Object| one.get("role").and_then(Value::as_str) == Some("main");
    let main = listed(object, name).find(is_main).or_else(|| listed(object, name).next())?;
    first_string(main, &["value"])
}

/// Who provides the item: a party that is named so, the owner of its rights, its source.
fn outlet(object: &Object) -> Option<String> {
    let named = |name: &str| {
        let party = object.get(name).and_then(Value::as_object).or_else(|| listed(object, name).next())?;
        first_string(party, &["name", "literal"])
    };
    first_string(object, &["provider"])
        .or_else(|| named("provider"))
        .or_else(|| first_string(object, &["copyrightHolder", "copyrightholder"]))
        .or_else(|| named("infoSources"))
        .or_else(|| named("infosources"))
        .or_else(|| first_string(object, &["source"]))
}

fn body(object: &Object) -> String {
    let member = |name| object.get(name).and_then(Value::as_str);
    let named = [("body_text", "text/plain"), ("body_xhtml", "xhtml"), ("body_html", "html"), ("body", "")];
    let mut bodies: Vec<(&str, &str)> =
        named.into_iter().filter_map(|(name, kind)| Some((member(name)?, kind))).collect();
    for body in listed(object, "bodies") {
        let kind = ["contentType", "contenttype"].iter().find_map(|name| body.get(*name)?.as_str());
        bodies
            .extend(body.get("value").and_then(Value::as_str).map(|value| (value, kind.unwrap_or_default())));
    }
    let is_html =
        |(value, kind): &&(&str, &str)| kind.contains("html") || (kind.is_empty() && is_marked_up(value));
    let is_plain = |(value, kind): &&(&str, &str)| {
        !value.trim().is_empty() && (*kind == "text/plain" || kind.is_empty() && !is_marked_up(value))
    };
    let plainly = bodies.iter().find(is_plain).map(|(value, _)| plain(value));
    let marked = bodies.iter().filter(is_html).map(|(value, _)| html(value)).find(|text| !text.is_empty());
    match (plainly, marked) {
        (Some(text), other) if other.is_none() || text.contains('\n') => text,
        (_, other) => other.unwrap_or_default(),
    }
}

fn description(object: &Object) -> String {
    let text = first_string(object, &["description_text"]).map(|text| plain(&text));
    let marked = || first_string(object, &["description_html", "description_xhtml"]).map(|text| html(&text));
    text.or_else(marked)
        .or_else(|| main_of(object, "descriptions").map(|text| html(&text)))
        .unwrap_or_default()
}

/// Whether content that begins with an object of JSON is ninjs, by the names of its members: it has a name for all time and
/// what only ninjs has, and no text of its own.
pub(in crate::read) fn looks_so(head: &[u8], text: &str) -> bool {
    const OWN: [&str; 14] = [
        "body_text",
        "body_html",
        "body_xhtml",
        "bodies",
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
        "headlines",
        "firstcreated",
        "firstCreated",
        "description_text",
        "representationtype",
        "representationType",
    ];
    let names = members(head);
    let has = |name: &str| names.iter().any(|one| one == name);
    (has("uri") || has("guid")) && !has(text) && OWN.into_iter().any(has)
}

/// The names of the members of the first object, as far as this is in the head of a file.
fn members(head: &[u8]) -> Vec<String> {
    let (mut names, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while at < head.len() {
        match head[at] {
            b'{' => depth += 1,
            // An array of objects is as deep as one of them.
            b'[' if depth > 0 => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            b'"' => {
                let Some(end) = end_of_string(&head[at + 1..]) else { break };
                let inside = &head[at + 1..at + 1 + end];
                at += end + 1;
                let behind = head[at + 1..].trim_ascii_start();
                if depth == 1 && behind.first() == Some(&b':') {
                    names.push(String::from_utf8_lossy(inside).into_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    names
}

fn end_of_string(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
        if at > bytes.len() {
            return None;
        }
    }
}
