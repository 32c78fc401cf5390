//! Operations on one line, as genomes have them (CIGAR: Li and others, Bioinformatics 2009): a count and a letter for
//! each run, `12=1X3D`.
//!
//! The first article is the reference: `=` the same, `M` inflected, `X` substituted, `I` inserted, `D` deleted.

use super::operations::{Operation, Operations};
use std::fmt::{self, Write};
use std::str::FromStr;

const LETTERS: [(Operation, char); 5] = [
    (Operation::Same, '='),
    (Operation::Inflected, 'M'),
    (Operation::Substituted, 'X'),
    (Operation::Inserted, 'I'),
    (Operation::Deleted, 'D'),
];

/// A line that says no operations.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no list of operations, such as 12=1X3D")]
pub struct NoOperations(pub String);

impl fmt::Display for Operations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (operation, words) in self.counts() {
            write!(out, "{words}")?;
            let letter = LETTERS.iter().find(|known| known.0 == operation);
            letter.map_or(Ok(()), |known| out.write_char(known.1))?;
        }
        Ok(())
    }
}

impl FromStr for Operations {
    type Err = NoOperations;

    fn from_str(line: &str) -> Result<Self, NoOperations> {
        let refusal = || NoOperations(line.to_owned());
        let (mut counts, mut digits) = (Vec::new(), String::new());
        for letter in line.chars() {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            let known = LETTERS.iter().find(|known| known.1 == letter).ok_or_else(refusal)?;
            let words = digits.parse().ok().filter(|&words: &u32| words > 0).ok_or_else(refusal)?;
            counts.push((known.0, words));
            digits.clear();
        }
        if digits.is_empty() { Ok(Self::of_counts(counts)) } else { Err(refusal()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_read_back_as_they_were_written() {
        for line in ["", "12=", "12=1X3D", "2=1M2=4I", "1X1I"] {
            assert_eq!(line.parse::<Operations>().unwrap().to_string(), line);
        }
        let operations: Operations = "2=1X3D".parse().unwrap();
        assert_eq!(operations.count(|operation| operation == Operation::Deleted), 3);
    }

    #[test]
    fn what_is_no_list_of_operations_is_refused() {
        for line in ["=", "3", "3Z", "0=", "-1=", "99999999999=", "3= 2X"] {
            assert!(line.parse::<Operations>().is_err(), "{line}");
        }
    }
}
