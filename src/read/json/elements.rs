//! Where the records of an array, or of values one after another, begin and end.

use super::super::split::Splitter;

/// Records that are the elements of an array, or values one after another; commas may be missing or too many.
#[derive(Debug, Default)]
pub(in crate::read) struct Elements {
    array: bool,
    depth: usize,
    string: bool,
    escaped: bool,
}

impl Elements {
    /// Passes over the inside of a string, as far as it goes.
    fn rest_of_string(&mut self, bytes: &[u8]) -> usize {
        if self.escaped {
            self.escaped = false;
            return 1;
        }
        let Some(at) = memchr::memchr2(b'"', b'\\', bytes) else {
            return bytes.len();
        };
        self.escaped = bytes[at] == b'\\';
        self.string = self.escaped;
        at + 1
    }
}

impl Splitter for Elements {
    fn gap(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b',' if self.array => {}
                b'[' if !self.array => self.array = true,
                b']' if self.array => self.array = false,
                _ => return at,
            }
        }
        bytes.len()
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.string {
                at += self.rest_of_string(&bytes[at..]);
                continue;
            }
            match bytes[at] {
                b'"' => self.string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b']' if self.depth == 0 && self.array => return Some(at),
                b'\n' if self.depth == 0 && !self.array => return Some(at),
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn unfinished(&self, inside: bool) -> Option<&'static str> {
        if inside && (self.depth > 0 || self.string) {
            return Some("not valid JSON: the record that begins here is never closed; is the file cut off?");
        }
        self.array.then_some("not valid JSON: the array is never closed; is the file cut off?")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::split::{Limits, Records};
    use super::*;
    use proptest::prelude::*;

    fn elements(json: &str, block: usize) -> (Vec<(u64, String)>, Option<u64>) {
        let mut records =
            Records::new(json.as_bytes(), 0, Elements::default(), Limits { block, record: 1 << 20 });
        let mut found = Vec::new();
        while let Some(batch) = records.next_batch() {
            let text = |span| String::from_utf8(batch.record(span).to_vec()).unwrap();
            found.extend(batch.spans.iter().map(|span| (span.line, text(span).trim().to_owned())));
        }
        (found, records.into_fault().map(|fault| fault.line))
    }

    #[test]
    fn elements_are_found_with_their_lines_in_any_blocks() {
        let json = "[\n {\"a\": \"]},{\\\"\"},\n {\"b\":\n [1, {\"c\": 2}]} ,3\n,\"x,y\"]\n";
        let expected =
            [(2, r#"{"a": "]},{\""}"#), (3, "{\"b\":\n [1, {\"c\": 2}]}"), (4, "3"), (5, r#""x,y""#)];
        for block in [1, 2, 3, 7, 1_000] {
            let (found, fault) = elements(json, block);
            assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())), "{block}");
            assert_eq!(fault, None);
        }
    }

    #[test]
    fn values_one_after_another_are_elements_too() {
        let (found, fault) = elements("{\"a\":\n1}\n{}{}\n[{}]\n", 3);
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 3, 4]);
        assert_eq!(fault, None);
    }

    #[test]
    fn an_array_that_breaks_off_is_a_fault_where_the_loss_begins() {
        let (found, fault) = elements("[{},\n{},\n{\"a\": \"b", 4);
        assert_eq!((found.len(), fault), (2, Some(3)));
        assert_eq!(elements("[{}\n", 4).1, Some(2));
    }

    proptest! {
        #[test]
        fn blocks_do_not_change_the_elements(json in "[\\[\\]{}\",\\\\a \n]{0,40}", block in 1_usize..9) {
            prop_assert_eq!(elements(&json, block), elements(&json, 1_000));
        }
    }
}
