//! XML 1.0, as far as graphs need it: elements, attributes, text.

use std::borrow::Cow;
use std::io::{self, Write};

/// A document on its way out.
pub(super) struct Xml<'w> {
    out: &'w mut dyn Write,
    open: Vec<&'static str>,
}

impl<'w> Xml<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(Self { out, open: Vec::new() })
    }

    /// An element that others follow in.
    pub(super) fn begin(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.tag(name, attributes, ">\n")?;
        self.open.push(name);
        Ok(())
    }

    /// The end of the element that was begun last.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.open.pop().map_or(Ok(()), |name| writeln!(self.out, "</{name}>"))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.tag(name, attributes, "/>\n")
    }

    /// An element with a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.tag(name, attributes, ">")?;
        writeln!(self.out, "{}</{name}>", escaped(text))
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], close: &str) -> io::Result<()> {
        write!(self.out, "<{name}")?;
        for (attribute, value) in attributes {
            write!(self.out, " {attribute}=\"{}\"", escaped(value))?;
        }
        self.out.write_all(close.as_bytes())
    }
}

/// A text as it may stand between tags and between quotes; characters that XML 1.0 cannot have become U+FFFD.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter| entity(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match entity(letter) {
            Some(entity) => out.push_str(entity),
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// What stands for a character. Blanks other than a space would be changed into one in an attribute.
fn entity(letter: char) -> Option<&'static str> {
    match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&apos;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_its_place() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).unwrap();
        let hostile = "\"/><x a='&amp;'>]]>\t\n\r\0\u{b}\u{ffff}é😀";
        xml.begin("a", &[("b", hostile)]).unwrap();
        xml.text("c", &[], hostile).unwrap();
        xml.end().unwrap();
        let safe =
            "&quot;/&gt;&lt;x a=&apos;&amp;amp;&apos;&gt;]]&gt;&#9;&#10;&#13;\u{fffd}\u{fffd}\u{fffd}é😀";
        assert_eq!(
            String::from_utf8(out).unwrap(),
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"{safe}\">\n<c>{safe}</c>\n</a>\n")
        );
    }
}
