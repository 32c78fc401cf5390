//! The shell of the page: the same in every run, whatever was found.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The parts of the script in order: words and their dress first, then what knows the findings, then a view each.
const SCRIPTS: [&str; 23] = [
    include_str!("js/words.js"),
    include_str!("js/meanings.js"),
    include_str!("js/format.js"),
    include_str!("js/dom.js"),
    include_str!("js/findings.js"),
    include_str!("js/clock.js"),
    include_str!("js/place.js"),
    include_str!("js/remarks.js"),
    include_str!("js/telling.js"),
    include_str!("js/table.js"),
    include_str!("js/overview.js"),
    include_str!("js/lists.js"),
    include_str!("js/pair-list.js"),
    include_str!("js/article-list.js"),
    include_str!("js/canvas.js"),
    include_str!("js/reasons.js"),
    include_str!("js/map.js"),
    include_str!("js/text.js"),
    include_str!("js/reviewing.js"),
    include_str!("js/beside.js"),
    include_str!("js/article.js"),
    include_str!("js/flows.js"),
    include_str!("js/drawing.js"),
];
/// What sets the page going.
const START: &str = include_str!("js/start.js");

/// What stands in front of the findings, and what behind them.
pub(super) fn around_the_findings() -> (String, String) {
    let script = script();
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        digest(&script),
        digest(STYLE)
    );
    let (before, behind) = PAGE.split_once("{{findings}}").expect("the shell has a place for findings");
    let before = before.replace("{{policy}}", &policy).replace("{{style}}", STYLE);
    (before, behind.replace("{{script}}", &script))
}

/// All parts in a scope of their own.
fn script() -> String {
    let parts = [&SCRIPTS[..], &[START]].concat().concat();
    format!("\"use strict\";\n(() => {{\n{parts}}})();\n")
}

/// The source expression by which a policy allows exactly this text (Content Security Policy Level 3, §2.3.1).
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_script_and_the_style_and_nothing_else() {
        let (before, behind) = around_the_findings();
        let inside = |text: &str, start: &str, end: &str| {
            let behind = &text[text.find(start).expect(start) + start.len()..];
            behind[..behind.find(end).expect(end)].to_owned()
        };
        let policy = inside(&before, "Content-Security-Policy\" content=\"", "\"");
        assert!(policy.contains(&digest(&inside(&before, "<style>", "</style>"))), "{policy}");
        assert!(policy.contains(&digest(&inside(&behind, "<script>", "</script>"))), "{policy}");
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn the_shell_asks_nothing_of_anybody_and_makes_no_element_of_text() {
        let (before, behind) = around_the_findings();
        let shell = before + &behind;
        for forbidden in [
            "http://",
            "https://",
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "{{",
        ] {
            let found = shell.match_indices(forbidden).map(|(at, _)| &shell[at..(at + 60).min(shell.len())]);
            let meant = |line: &&str| !line.starts_with("http://www.w3.org/2000/svg");
            let found: Vec<&str> = found.filter(meant).collect();
            assert!(found.is_empty(), "{found:?}");
        }
    }

    #[test]
    fn a_digest_is_what_browsers_compute() {
        assert_eq!(digest(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
