//! The text of elements as a reader sees it.

use super::entities::decoded;

/// What is met on the way through marked-up text.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) enum Visit<'t> {
    /// An element opens.
    Open(&'t str),
    /// An element closes.
    Close(&'t str),
    /// Text.
    Text(&'t str),
}

/// Elements that are paragraphs, or hold some: those of HTML and of NITF.
const PARAGRAPHS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "block",
    "blockquote",
    "body",
    "body.content",
    "body.end",
    "body.head",
    "bq",
    "byline",
    "byttl",
    "caption",
    "credit",
    "dateline",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "fn",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hedline",
    "hl1",
    "hl2",
    "hr",
    "html",
    "main",
    "nav",
    "nitf",
    "nitf-table",
    "note",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// Elements that have lines of their own.
const LINES: [&str; 5] = ["br", "figcaption", "legend", "li", "tr"];
/// Elements between which a blank is seen.
const CELLS: [&str; 2] = ["td", "th"];
/// Elements that are no part of the text: programs, descriptions of the page, and pictures with what is said below them.
pub(super) const LEFT_OUT: [&str; 17] = [
    "audio", "button", "canvas", "figure", "head", "iframe", "math", "media", "noscript", "object",
    "picture", "script", "select", "style", "svg", "template", "video",
];

/// What must stand between what was written and what comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Paragraph,
}

/// A text in the making.
#[derive(Debug, Default)]
pub(in crate::read) struct Prose {
    text: String,
    gap: Gap,
    /// Text since the last element opened or closed.
    met: String,
    /// How deep inside elements that are left out.
    left_out: usize,
    /// How deep inside elements whose line ends are kept.
    kept_lines: usize,
}

impl Prose {
    /// A text whose own line ends are kept.
    pub(in crate::read) fn with_lines() -> Self {
        Self { kept_lines: 1, ..Self::default() }
    }

    /// The text of what is met.
    pub(in crate::read) fn of<'t>(visits: impl Iterator<Item = Visit<'t>>) -> String {
        let mut prose = Self::default();
        visits.for_each(|visit| prose.meet(visit));
        prose.finish()
    }

    /// Takes in what comes next.
    pub(in crate::read) fn meet(&mut self, visit: Visit<'_>) {
        match visit {
            Visit::Text(text) if self.left_out == 0 => self.met.push_str(text),
            Visit::Text(_) => {}
            Visit::Open(name) => {
                self.end_stretch();
                self.left_out += usize::from(is_any(&LEFT_OUT, name));
                self.kept_lines += usize::from(is_any(&["pre"], name));
                self.part(name);
            }
            Visit::Close(name) => {
                self.end_stretch();
                self.left_out = self.left_out.saturating_sub(usize::from(is_any(&LEFT_OUT, name)));
                self.kept_lines = self.kept_lines.saturating_sub(usize::from(is_any(&["pre"], name)));
                self.part(name);
            }
        }
    }

    /// The text.
    pub(in crate::read) fn finish(mut self) -> String {
        self.end_stretch();
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        self.text
    }

    /// The border of an element parts what stands on its sides.
    fn part(&mut self, name: &str) {
        let gap = if is_any(&PARAGRAPHS, name) {
            Gap::Paragraph
        } else if is_any(&LINES, name) {
            Gap::Line
        } else if is_any(&CELLS, name) {
            Gap::Blank
        } else {
            return;
        };
        self.gap = self.gap.max(gap);
    }

    /// Writes the text that was met. What was escaped twice, as many feeds have it, is decoded twice.
    fn end_stretch(&mut self) {
        let met = std::mem::take(&mut self.met);
        let once = decoded(&met);
        for character in decoded(&once).chars() {
            match character {
                '\n' if self.kept_lines > 0 => {
                    self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                }
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.gap = self.gap.max(Gap::Blank),
                control if control.is_control() => {}
                blank if blank.is_whitespace() && (self.gap >= Gap::Line || self.text.is_empty()) => {}
                other => self.write(other),
            }
        }
        self.met = met;
        self.met.clear();
    }

    fn write(&mut self, character: char) {
        if !self.text.is_empty() {
            if self.gap >= Gap::Line {
                let length = self.text.trim_end().len();
                self.text.truncate(length);
            }
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.text.push(character);
    }
}

fn is_any(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}
