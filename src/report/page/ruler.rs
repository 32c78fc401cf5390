//! Offsets in the unit in which a browser counts: UTF-16 code units.

/// Bytes between two marks of the ruler.
const STEP: usize = 256;

/// How many code units stand in front of a byte of a text.
pub(super) struct Ruler<'a> {
    text: &'a str,
    /// Code units in front of the first character that begins at or behind each multiple of [`STEP`], with its byte;
    /// none for ASCII, where bytes are code units.
    marks: Vec<(u32, u32)>,
}

impl<'a> Ruler<'a> {
    /// The ruler of a text. One pass.
    pub(super) fn of(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for (byte, letter) in text.char_indices() {
                if byte >= marks.len() * STEP {
                    marks.push((byte as u32, units));
                }
                units += letter.len_utf16() as u32;
            }
        }
        Self { text, marks }
    }

    /// Code units in front of a byte at which a character begins, or the text ends.
    pub(super) fn units(&self, byte: u32) -> u32 {
        let before = self.marks.partition_point(|mark| mark.0 <= byte);
        let Some(&(start, units)) = before.checked_sub(1).map(|at| &self.marks[at]) else { return byte };
        let between = &self.text[start as usize..byte as usize];
        units + between.chars().map(|letter| letter.len_utf16() as u32).sum::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_ruler_counts_what_encoding_counts(text in r"([a-z ]|[éß]|東|🗞|\PC){0,900}") {
            let ruler = Ruler::of(&text);
            let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for byte in ends {
                prop_assert_eq!(ruler.units(byte as u32) as usize, text[..byte].encode_utf16().count());
            }
        }
    }
}
