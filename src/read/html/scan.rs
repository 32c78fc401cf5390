//! One pass over the tokens of a page: its blocks of text, the regions that they stand in, and what its head says.

use super::head::Head;
use super::tags::{self, DateOf, Kind, Role};
use super::times::{Met, Time};
use super::{count, shown};
use html5gum::{StartTag, Token, Tokenizer, naive_next_state};
use std::collections::BTreeMap;

/// Text between two breaks.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) words: usize,
    /// Words inside links.
    pub(super) linked: usize,
    /// Whether it says who wrote it, by the name of a class.
    pub(super) is_byline: bool,
    /// Its rank from 1 to 6, if it is a heading.
    pub(super) heading: Option<u8>,
    /// Whether it stands in navigation and the like.
    pub(super) beside: Beside,
}

impl Block {
    /// Whether it is a heading.
    pub(super) fn is_heading(&self) -> bool {
        self.heading.is_some()
    }
}

/// Whether text stands beside the article, and who says so.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    #[default]
    Not,
    /// It tells about the article who wrote it, and when, but is none of its text.
    About,
    /// The name of a class, which may be wrong.
    Called,
    /// The element itself.
    Sure,
}

/// A part of a page.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) role: Role,
    /// Its blocks, from the first to the one behind the last.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) blocks: Vec<Block>,
    /// In the order in which they begin.
    pub(super) regions: Vec<Region>,
    /// Dates that may be those of the article.
    pub(super) times: Vec<Time>,
    pub(super) head: Head,
}

/// Scans a page.
pub(super) fn scan(page: &str) -> Scanned {
    let is_xml = page.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let mut tokens = Tokenizer::new(page);
    let mut scan = Scan::default();
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                let is_empty = tags::is_void(&tag.name) || is_xml && tag.self_closing;
                if let (Some(state), false) = (naive_next_state(&tag.name), is_empty) {
                    tokens.set_state(state);
                }
                scan.start(&tag, is_empty);
            }
            Token::EndTag(tag) => scan.end(&tag.name),
            Token::String(text) => scan.text(&String::from_utf8_lossy(&text)),
            Token::Comment(text) => scan.head.comment(&String::from_utf8_lossy(&text)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scan.finish()
}

/// An element that is open.
struct Open {
    name: Vec<u8>,
    /// Its region; none of one whose text is skipped.
    region: Option<usize>,
    beside: Beside,
}

#[derive(Default)]
struct Scan {
    page: Scanned,
    open: Vec<Open>,
    /// How many of each name are open, so that an end tag without a beginning costs nothing.
    names: BTreeMap<Vec<u8>, usize>,
    /// Elements that are open and whose text is skipped.
    skipping: usize,
    /// How many elements are open of each kind of [`Beside`].
    beside: [usize; 4],
    /// How many articles are open.
    articles: usize,
    in_link: bool,
    heading: Option<u8>,
    byline: bool,
    block: String,
    /// Where in the block links begin and end.
    links: Vec<(usize, usize)>,
    link_start: usize,
    /// Dates of the block.
    met: Met,
    head: Head,
}

impl Scan {
    fn start(&mut self, tag: &StartTag<()>, is_empty: bool) {
        let attribute = |name: &str| {
            tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
        };
        self.head.element(&tag.name, &attribute);
        let names_author = ["class", "rel", "itemprop"]
            .iter()
            .any(|name| attribute(name).is_some_and(|names| tags::is_byline(&names)));
        match tags::kind(&tag.name) {
            Kind::Skipped if !is_empty => self.open(tag, None, Beside::Not),
            Kind::Skipped | Kind::Inline => {}
            Kind::LineBreak => self.block.push('\u{2028}'),
            Kind::Link => self.link(true),
            Kind::Break => {
                self.break_block();
                self.heading = match &**tag.name {
                    [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
                    _ => None,
                };
            }
            Kind::Region(role) => {
                self.break_block();
                if !is_empty {
                    self.region(tag, role, &attribute);
                }
            }
        }
        match &**tag.name {
            b"time" if self.skipping == 0 => {
                let names = ["class", "itemprop"].map(|name| attribute(name).unwrap_or_default()).join(" ");
                let of =
                    if attribute("pubdate").is_some() { DateOf::Publication } else { tags::date_of(&names) };
                let given = attribute("datetime").map(|date| shown(&date)).filter(|date| !date.is_empty());
                self.met.begin(of, given, self.block.len());
            }
            b"q" if self.skipping == 0 => self.block.push('“'),
            _ => {}
        }
        self.byline |= names_author && tags::kind(&tag.name) != Kind::Skipped && !tags::is_void(&tag.name);
    }

    /// A part of the page begins.
    fn region(&mut self, tag: &StartTag<()>, role: Role, attribute: &dyn Fn(&str) -> Option<String>) {
        let role = match attribute("itemprop").or_else(|| attribute("property")) {
            Some(property) if property.split_whitespace().any(|word| word.ends_with("articleBody")) => {
                Role::Body
            }
            _ if role == Role::Plain && attribute("role").as_deref() == Some("main") => Role::Main,
            // The footer of an article tells about it; that of the page does not.
            _ if &**tag.name == b"footer" && self.articles > 0 => Role::About,
            // Some systems put the whole page into a form.
            _ if &**tag.name == b"form" && self.is_in_body_only() => Role::Plain,
            _ => role,
        };
        let is_own = matches!(role, Role::Body | Role::Article | Role::Main) || &**tag.name == b"body";
        let is_hidden = tag.attributes.contains_key(&b"hidden"[..])
            || attribute("aria-hidden").is_some_and(|value| value == "true");
        let called = |says: fn(&str) -> bool| {
            ["class", "id"].iter().any(|name| attribute(name).is_some_and(|names| says(&names)))
        };
        let beside = match role {
            Role::Aside => Beside::Sure,
            // Its class is `footer` as well.
            Role::About if !is_hidden => Beside::About,
            _ if !is_own && (is_hidden || called(tags::is_aside)) => Beside::Called,
            _ if !is_own && called(tags::is_about) => Beside::About,
            _ => Beside::Not,
        };
        self.open(tag, Some(role), beside);
    }

    fn is_in_body_only(&self) -> bool {
        self.open.len() == self.names.get(&b"body"[..]).copied().unwrap_or_default()
    }

    fn open(&mut self, tag: &StartTag<()>, role: Option<Role>, beside: Beside) {
        let region = role.map(|role| {
            let first = self.page.blocks.len();
            self.page.regions.push(Region { role, first, end: first });
            self.page.regions.len() - 1
        });
        self.skipping += usize::from(region.is_none());
        self.beside[beside as usize] += 1;
        self.articles += usize::from(matches!(role, Some(Role::Article | Role::Body)));
        let name = tag.name.to_vec();
        *self.names.entry(name.clone()).or_default() += 1;
        self.open.push(Open { name, region, beside });
    }

    fn end(&mut self, name: &[u8]) {
        match tags::kind(name) {
            Kind::Link => self.link(false),
            Kind::Break => self.break_block(),
            Kind::Skipped | Kind::Region(_) if self.names.get(name).is_some_and(|&open| open > 0) => {
                self.break_unless_skipping();
                while let Some(open) = self.open.pop() {
                    let is_meant = open.name == name;
                    self.close(&open);
                    if is_meant {
                        break;
                    }
                }
            }
            _ => {}
        }
        match name {
            b"time" => self.met.end(self.block.len()),
            b"q" if self.skipping == 0 => self.block.push('”'),
            _ => {}
        }
        self.head.end(name);
    }

    fn close(&mut self, open: &Open) {
        if let Some(names) = self.names.get_mut(&open.name) {
            *names -= 1;
        }
        match open.region {
            Some(region) => {
                let region = &mut self.page.regions[region];
                region.end = self.page.blocks.len();
                self.articles -= usize::from(matches!(region.role, Role::Article | Role::Body));
            }
            None => self.skipping -= 1,
        }
        self.beside[open.beside as usize] -= 1;
    }

    fn text(&mut self, text: &str) {
        self.head.text(text);
        if self.skipping == 0 {
            // What is a line break here is a blank; a <br> is marked by a character that is a line break in any text.
            self.block.extend(text.chars().map(|letter| if letter == '\u{2028}' { ' ' } else { letter }));
        }
    }

    fn link(&mut self, begins: bool) {
        if self.in_link {
            self.links.push((self.link_start, self.block.len()));
        }
        self.in_link = begins;
        self.link_start = self.block.len();
    }

    /// Skipped elements stand inside lines: what is before and behind a script is one text.
    fn break_unless_skipping(&mut self) {
        if self.skipping == 0 {
            self.break_block();
        }
    }

    fn break_block(&mut self) {
        let was_in_link = self.in_link;
        self.link(false);
        let raw = std::mem::take(&mut self.block);
        let links = std::mem::take(&mut self.links);
        (self.in_link, self.link_start) = (was_in_link, 0);
        let heading = self.heading.take();
        let shown_lines: Vec<String> = raw.split('\u{2028}').map(shown).collect();
        let text = shown_lines.join("\n").trim().to_owned();
        let beside = [Beside::Sure, Beside::Called, Beside::About]
            .into_iter()
            .find(|&kind| self.beside[kind as usize] > 0);
        let beside = beside.unwrap_or_default();
        let times = std::mem::take(&mut self.met).of_block(&raw, self.page.blocks.len());
        if matches!(beside, Beside::Not | Beside::About) {
            self.page.times.extend(times);
        }
        if text.is_empty() {
            return;
        }
        let is_byline = std::mem::take(&mut self.byline);
        let linked = links.iter().map(|&(start, end)| count(&raw[start..end])).sum();
        self.page.blocks.push(Block { words: count(&text), text, linked, is_byline, heading, beside });
    }

    fn finish(mut self) -> Scanned {
        self.break_block();
        while let Some(open) = self.open.pop() {
            self.close(&open);
        }
        Scanned { head: self.head, ..self.page }
    }
}
