//! Characters by their names and numbers, as HTML has them.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The longest name of an entity of HTML, and a little more.
const LONGEST: usize = 40;

/// A text with its references to characters replaced; what is none stays as it is.
pub(in crate::read) fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return text.into() };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(behind) = rest.strip_prefix('&') {
        let bound = behind.len().min(LONGEST);
        let end = memchr::memchr(b';', &behind.as_bytes()[..bound]);
        let known = end.and_then(|end| Some((character(&behind[..end])?, &behind[end + 1..])));
        let (text, after) = known.unwrap_or((Cow::Borrowed("&"), behind));
        out.push_str(&text);
        let next = memchr::memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        out.push_str(&after[..next]);
        rest = &after[next..];
    }
    out.into()
}

/// What stands between `&` and `;`, as text.
fn character(reference: &str) -> Option<Cow<'static, str>> {
    let Some(number) = reference.strip_prefix('#') else {
        return resolve_html5_entity(reference).map(Cow::Borrowed);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    let character = match number.ok()? {
        // HTML reads these as windows-1252, because those who write them mean it.
        control @ 0x80..=0x9F => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[control as u8]).0.chars().next()
        }
        number => char::from_u32(number).filter(|character| *character != '\0'),
    };
    Some(Cow::Owned(character.unwrap_or('\u{FFFD}').to_string()))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn characters_are_known_by_name_and_by_number() {
        assert_eq!(decoded("l&rsquo;&eacute;t&#233; &#x20AC;5 &#146;s"), "l’été €5 ’s");
        assert_eq!(decoded("&amp;eacute; &quot;a&quot;"), "&eacute; \"a\"");
        assert_eq!(decoded("&#0;&#xD800;"), "\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["AT&T; fish & chips", "&", "&;", "&#;", "a&b", "&nosuchthing;", "&#12x;"] {
            assert_eq!(decoded(text), text);
        }
        let long = "&".repeat(100_000);
        assert_eq!(decoded(&long), long);
    }
}
