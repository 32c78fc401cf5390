//! Text without markup: its lines, its paragraphs, and what no text should have.

use super::entities::decoded;
use super::html;
use super::prose::Prose;

/// A line that was wrapped has no more characters than this.
const WRAPPED: usize = 80;

/// A text as one line, blanks as one each, without control characters and entities; none if nothing is left.
pub(in crate::read) fn one_line(text: &str) -> Option<String> {
    let decoded = decoded(text);
    let visible: String = decoded
        .chars()
        .map(|c| if c.is_control() { if c.is_whitespace() { ' ' } else { '\u{0}' } } else { c })
        .filter(|c| *c != '\0')
        .collect();
    let words: Vec<&str> = visible.split_ascii_whitespace().collect();
    let line = words.join(" ");
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Whether a text that should be plain has tags of paragraphs or lines in it.
pub(in crate::read) fn is_marked_up(text: &str) -> bool {
    ["</p>", "<p>", "<br", "</div>", "<P>", "</P>", "<BR"].iter().any(|tag| text.contains(tag))
}

/// A plain text: its lines are kept, unless they were wrapped for a narrow screen. Tags that it should not have are out.
pub(in crate::read) fn plain(text: &str) -> String {
    if is_marked_up(text) {
        // Only the lines of the text itself tell its paragraphs, where all of it stands in one element.
        let lines = html::into(Prose::with_lines(), text);
        return if indented(text) { unwrapped(&without_tags(text)) } else { lines };
    }
    unwrapped(text)
}

/// Whether lines begin paragraphs by standing a little to the right.
fn indented(text: &str) -> bool {
    text.lines().filter(|line| line.starts_with("  ") && !line.trim().is_empty()).count() > 1
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        rest = &rest[open + close + 1..];
    }
    out + rest
}

/// Paragraphs on lines of their own, if the lines were wrapped; else the lines as they are.
fn unwrapped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let has_paragraphs = lines.iter().skip(1).any(|line| line.trim().is_empty() || line.starts_with("  "));
    if longest <= WRAPPED && has_paragraphs {
        return paragraphs(lines.iter().map(String::as_str));
    }
    let mut out = String::with_capacity(text.len());
    for line in &lines {
        out.push_str(line.trim());
        out.push('\n');
    }
    squeezed(&out)
}

/// The paragraphs of wrapped lines: one begins behind a blank line, and with a line that stands to the right.
pub(in crate::read) fn paragraphs<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    let mut begins = true;
    for line in lines {
        let line = visible(line);
        let text = line.trim();
        if text.is_empty() {
            begins = true;
            continue;
        }
        begins |= line.starts_with("  ") || line.starts_with('\t');
        if !out.is_empty() {
            out.push_str(if begins { "\n\n" } else { " " });
        }
        out.push_str(&text.replace('\t', " "));
        begins = false;
    }
    out
}

/// A line without control characters; tabs stay.
fn visible(line: &str) -> String {
    decoded(line).chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}

/// A text with no more than one blank line in a row, and none at its ends.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.trim().lines() {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(&line.replace('\t', " "));
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_put_together() {
        let wrapped = "   A first line that\ngoes on here.\n   A second\none.\n\nAnd a third.";
        assert_eq!(plain(wrapped), "A first line that goes on here.\n\nA second one.\n\nAnd a third.");
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        let long = "A paragraph that is far longer than anybody would have wrapped a line at, eighty characters and more.";
        assert_eq!(plain(&format!("Title\n{long}\n\n\n\n{long}\n")), format!("Title\n{long}\n\n{long}"));
        assert_eq!(plain("one\r\ntwo"), "one\ntwo");
    }

    #[test]
    fn a_plain_text_with_tags_in_it_loses_them() {
        assert_eq!(
            plain("<p>\n  (AGC) - One\nline.\n   Two\nlines.\n  </p>"),
            "(AGC) - One line.\n\nTwo lines."
        );
        assert_eq!(plain("<p>a b</p><p>c</p>"), "a b\n\nc");
    }

    #[test]
    fn a_line_has_no_control_characters() {
        assert_eq!(one_line(" a\u{1}\n b\tc &amp; d ").unwrap(), "a b c & d");
        assert_eq!(one_line(" \n\u{2}"), None);
    }
}
