//! HTML as it comes: tags are followed as far as they make sense, and what makes none is text.
//!
//! One pass, no tree, nothing remembered of what is open: a text of any size and nesting costs one look at each byte.

use super::prose::{LEFT_OUT, Prose, Visit};

/// The text of HTML.
pub(in crate::read) fn html(source: &str) -> String {
    into(Prose::default(), source)
}

/// The same into a text that was begun.
pub(super) fn into(mut prose: Prose, source: &str) -> String {
    let mut scan = Scan { source, at: 0, quotes: true, tags: true, unclosed: Vec::new() };
    while scan.at < source.len() {
        scan.step(&mut prose);
    }
    prose.finish()
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    /// Whether a `>` inside quotation marks is still told from the end of a tag.
    quotes: bool,
    /// Whether there are still ends of tags.
    tags: bool,
    /// Elements to be left out that are closed nowhere in what is left.
    unclosed: Vec<&'static str>,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Passes over text up to the next `<`, or over what begins with one.
    fn step(&mut self, prose: &mut Prose) {
        let rest = self.rest();
        let next = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        if next > 0 || !self.tags {
            let next = if self.tags { next } else { rest.len() };
            prose.meet(Visit::Text(&rest[..next]));
            self.at += next;
            return;
        }
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.pass("-->", 4),
            Some(b'!') if rest.starts_with("<![CDATA[") => {
                let end = rest.find("]]>").unwrap_or(rest.len());
                prose.meet(Visit::Text(&rest[9..end.max(9)]));
                self.at += (end + 3).min(rest.len());
            }
            Some(b'!' | b'?') => self.pass(">", 1),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => self.tag(2, prose),
            Some(letter) if letter.is_ascii_alphabetic() => self.tag(1, prose),
            _ => {
                prose.meet(Visit::Text("<"));
                self.at += 1;
            }
        }
    }

    /// Passes over everything up to and with this; over all of it, if it does not come.
    fn pass(&mut self, end: &str, from: usize) {
        let rest = self.rest();
        self.at += rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    }

    /// Passes over a tag whose name begins here.
    fn tag(&mut self, name: usize, prose: &mut Prose) {
        let rest = self.rest();
        let Some(end) = self.end_of_tag(rest.as_bytes()) else {
            self.tags = false;
            return;
        };
        let inside = &rest[name..end];
        let length = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
        let tag = &inside[..length];
        let is_empty = inside.ends_with('/');
        self.at += end + 1;
        if name == 2 {
            if LEFT_OUT.iter().any(|one| one.eq_ignore_ascii_case(tag)) {
                return;
            }
            return prose.meet(Visit::Close(tag));
        }
        if let Some(tag) = LEFT_OUT.into_iter().find(|one| one.eq_ignore_ascii_case(tag)) {
            if !is_empty && !self.unclosed.contains(&tag) {
                self.leave_out(tag);
            }
            return;
        }
        prose.meet(Visit::Open(tag));
        if is_empty || tag.eq_ignore_ascii_case("br") || tag.eq_ignore_ascii_case("hr") {
            prose.meet(Visit::Close(tag));
        }
    }

    /// Passes over an element that is no part of the text. One that is never closed is taken for text: it could be all.
    fn leave_out(&mut self, tag: &'static str) {
        let mut from = 0;
        let rest = self.rest();
        while let Some(at) = memchr::memmem::find(&rest.as_bytes()[from..], b"</") {
            let name = from + at + 2;
            let is_end = rest.as_bytes()[name..]
                .get(..tag.len())
                .is_some_and(|end| end.eq_ignore_ascii_case(tag.as_bytes()));
            if is_end {
                self.at +=
                    memchr::memchr(b'>', &rest.as_bytes()[name..]).map_or(rest.len(), |end| name + end + 1);
                return;
            }
            from = name;
        }
        self.unclosed.push(tag);
    }

    /// Where the tag ends that begins here. Once quotation marks lead nowhere, they are not followed any more.
    fn end_of_tag(&mut self, rest: &[u8]) -> Option<usize> {
        if self.quotes {
            let mut at = 0;
            while let Some(next) = memchr::memchr3(b'>', b'"', b'\'', &rest[at..]) {
                let sign = rest[at + next];
                at += next + 1;
                if sign == b'>' {
                    return Some(at - 1);
                }
                match memchr::memchr(sign, &rest[at..]) {
                    Some(closing) => at += closing + 1,
                    None => break,
                }
            }
            self.quotes = false;
        }
        memchr::memchr(b'>', rest)
    }
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_break_no_word() {
        let source = "<h2>A <i>ti</i>tle</h2>\n<p>One<b>s</b> two<br/>three.</p><p>\n four &amp; f&iacute;ve</p><ul><li>a<li>b</ul>";
        assert_eq!(html(source), "A title\n\nOnes two\nthree.\n\nfour & fíve\n\na\nb");
        assert_eq!(html("<P>Big</P><DIV>tags</DIV>"), "Big\n\ntags");
        assert_eq!(html("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a b\nc");
    }

    #[test]
    fn programs_styles_comments_and_pictures_are_no_text() {
        let source = "a<script>if (x < 3) { '</p>' }</script><style>p{}</style><!-- <p>no --><p>b</p>\
                      <figure><img alt=\"c\"/><figcaption>d</figcaption></figure>e";
        assert_eq!(html(source), "a\n\nb\n\ne");
    }

    #[test]
    fn what_makes_no_sense_is_text() {
        assert_eq!(html("3 < 4 and 5 > 4 <3"), "3 < 4 and 5 > 4 <3");
        assert_eq!(html("a <b unclosed"), "a <b unclosed");
        assert_eq!(html("<p>a</p><figure>b"), "a\n\nb");
        assert_eq!(html("<a title=\"x > y\">z</a>"), "z");
        assert_eq!(html("<a title=\"x>y z"), "y z");
    }

    #[test]
    fn hostile_tags_cost_one_look_at_each_byte() {
        for part in ["<a \">\"", "<a<a", "<figure>", "<!--", "</", "<p ", "<![CDATA[", "&amp", "<a '"] {
            html(&part.repeat(400_000));
        }
    }

    #[test]
    fn double_escapes_and_control_characters_are_gone() {
        assert_eq!(
            html("o&amp;#39;clock\u{1}\u{7f}&#8; a\u{a0}b<p>\u{a0}</p><p>c&nbsp;</p>d"),
            "o'clock a\u{a0}b\n\nc\n\nd"
        );
    }
}
