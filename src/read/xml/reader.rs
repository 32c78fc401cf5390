//! XML event by event, with lines, namespaces and bounds.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::borrow::Cow;

/// How many elements may stand inside one another.
const DEEPEST: usize = 500;

/// Why a document cannot be read any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Fault {
    /// Line ends of the document before the fault.
    pub(in crate::read) lines: u64,
    /// What is wrong.
    pub(in crate::read) reason: String,
    /// Whether what follows can still be read.
    pub(in crate::read) is_passed: bool,
}

/// The vocabulary that an element is of, by its namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Space {
    /// No namespace.
    None,
    /// Atom (RFC 4287).
    Atom,
    /// RSS 1.0's module of full content.
    Content,
    /// Dublin Core.
    Dc,
    /// XHTML.
    Xhtml,
    /// One that is not told apart from others.
    Other,
}

/// What an element is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Name<'a> {
    /// The vocabulary.
    pub(in crate::read) space: Space,
    /// The name in it.
    pub(in crate::read) local: &'a str,
}

/// An element that opens.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Opened<'a> {
    /// What it is called.
    pub(in crate::read) name: Name<'a>,
    /// What stands between `<` and `>`.
    pub(in crate::read) tag: &'a str,
    /// Line ends of the document before it.
    pub(in crate::read) lines: u64,
}

/// What comes next.
#[derive(Debug)]
pub(in crate::read) enum Step<'a> {
    /// An element opens.
    Open(Opened<'a>),
    /// The element that was opened last closes.
    Close,
    /// Text, its entities decoded.
    Text(Cow<'a, str>),
    /// The document is at its end, and whole.
    End,
}

/// A document that is read.
pub(in crate::read) struct Reader<'a> {
    source: &'a str,
    events: NsReader<&'a [u8]>,
    depth: usize,
    /// Up to where line ends have been counted, and how many there are.
    counted: (usize, u64),
    /// The first entity that nobody knows, and how many of them there were.
    pub(in crate::read) unknown: Option<(String, u64)>,
}

impl<'a> Reader<'a> {
    /// The reader of a document of which nothing has been read.
    pub(in crate::read) fn new(source: &'a str) -> Self {
        // A mark in a document that was decoded, and blank lines that some feeds begin with.
        let source = source.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
        let mut events = NsReader::from_str(source);
        let config = events.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { source, events, depth: 0, counted: (0, 0), unknown: None }
    }

    /// What comes next.
    ///
    /// # Errors
    /// When that is not well-formed, or nested too deep.
    pub(in crate::read) fn step(&mut self) -> Result<Step<'a>, Fault> {
        loop {
            let from = self.position();
            let event = match self.events.read_event() {
                Ok(event) => event,
                Err(fault) => {
                    let at = usize::try_from(self.events.error_position()).unwrap_or(from);
                    return Err(self.fault(at, format!("not well-formed XML: {fault}")));
                }
            };
            match event {
                Event::Start(start) => {
                    let length = start.len();
                    let name = start.name();
                    let (space, local) = self.events.resolver().resolve_element(name);
                    let (space, name_length) = (vocabulary(&space), name.into_inner().len());
                    let local_length = local.into_inner().len();
                    return self.open(from, (length, name_length, local_length), space);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Event::Text(text) => return Ok(Step::Text(text.into_inner())),
                Event::CData(text) => return Ok(Step::Text(text.into_inner())),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    let known = character.map(|character| Cow::Owned(character.to_string()));
                    let known = known.or_else(|| resolve_html5_entity(&reference).map(Cow::Borrowed));
                    match known {
                        Some(text) => return Ok(Step::Text(text)),
                        None => self.unknown.get_or_insert_with(|| (reference.to_string(), 0)).1 += 1,
                    }
                }
                Event::Eof if self.depth > 0 => {
                    let reason = "not well-formed XML: it ends inside an element; is the file cut off?";
                    return Err(self.fault(self.source.len(), reason.to_owned()));
                }
                Event::Eof => return Ok(Step::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Empty(_) => {}
            }
        }
    }

    /// Passes over what is left of the element that was opened last.
    ///
    /// # Errors
    /// Those of [`Reader::step`].
    pub(in crate::read) fn skip(&mut self) -> Result<(), Fault> {
        self.skip_out_of(1)
    }

    /// Passes over what is left of so many elements that stand in one another.
    ///
    /// # Errors
    /// Those of [`Reader::step`].
    pub(in crate::read) fn skip_out_of(&mut self, elements: usize) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(elements);
        while self.depth > outside {
            if let Step::End = self.step()? {
                break;
            }
        }
        Ok(())
    }

    fn open(
        &mut self,
        from: usize,
        (length, name, local): (usize, usize, usize),
        space: Space,
    ) -> Result<Step<'a>, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(from, format!("more than {DEEPEST} elements are nested in one another")));
        }
        let tag = self.source.get(from + 1..from + 1 + length).unwrap_or_default();
        let local = tag.get(name - local..name).unwrap_or_default();
        let lines = self.lines_before(from);
        Ok(Step::Open(Opened { name: Name { space, local }, tag, lines }))
    }

    fn position(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(self.source.len())
    }

    /// Line ends before a byte that is not before one that was asked for.
    fn lines_before(&mut self, at: usize) -> u64 {
        let (counted, lines) = self.counted;
        let passed = self.source.as_bytes().get(counted..at).unwrap_or_default();
        let lines = lines + memchr::memchr_iter(b'\n', passed).count() as u64;
        self.counted = (counted.max(at), lines);
        lines
    }

    /// A fault at a byte, or as far from it as has been counted.
    fn fault(&mut self, at: usize, reason: String) -> Fault {
        Fault { lines: self.lines_before(at), reason, is_passed: false }
    }
}

/// The vocabulary of a namespace; a prefix that a document forgets to declare has the one that it is always used for.
fn vocabulary(space: &ResolveResult<'_>) -> Space {
    match space {
        ResolveResult::Unbound => Space::None,
        ResolveResult::Bound(Namespace(uri)) => match *uri {
            "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => Space::Atom,
            "http://purl.org/rss/1.0/modules/content/" => Space::Content,
            "http://purl.org/dc/elements/1.1/" | "http://purl.org/dc/terms/" => Space::Dc,
            "http://www.w3.org/1999/xhtml" => Space::Xhtml,
            _ => Space::Other,
        },
        ResolveResult::Unknown(prefix) => match prefix.as_str() {
            "content" => Space::Content,
            "dc" | "dcterms" => Space::Dc,
            "atom" => Space::Atom,
            "xhtml" => Space::Xhtml,
            _ => Space::Other,
        },
    }
}
