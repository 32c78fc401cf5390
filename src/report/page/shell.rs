//! The shell of the page: the same in every run, whatever was found.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page.html");

/// The parts of the style sheet in order: colours, then a view each, then windows and paper, which come last because they
/// overrule.
const STYLES: [&str; 9] = [
    include_str!("css/colours.css"),
    include_str!("css/frame.css"),
    include_str!("css/overview.css"),
    include_str!("css/lists.css"),
    include_str!("css/heat.css"),
    include_str!("css/texts.css"),
    include_str!("css/flows.css"),
    include_str!("css/narrow.css"),
    include_str!("css/print.css"),
];

/// The parts of the script in order: words and their dress first, then what knows the findings, then a view each.
const SCRIPTS: [&str; 44] = [
    include_str!("js/say.js"),
    include_str!("js/words/frame.js"),
    include_str!("js/words/overview.js"),
    include_str!("js/words/telling.js"),
    include_str!("js/words/findings.js"),
    include_str!("js/words/reviewing.js"),
    include_str!("js/words/lists.js"),
    include_str!("js/words/heat.js"),
    include_str!("js/words/beside.js"),
    include_str!("js/words/article.js"),
    include_str!("js/words/flows.js"),
    include_str!("js/meanings.js"),
    include_str!("js/format.js"),
    include_str!("js/dom.js"),
    include_str!("js/findings.js"),
    include_str!("js/clock.js"),
    include_str!("js/place.js"),
    include_str!("js/remarks.js"),
    include_str!("js/shares.js"),
    include_str!("js/telling.js"),
    include_str!("js/table.js"),
    include_str!("js/worth.js"),
    include_str!("js/overview.js"),
    include_str!("js/lists.js"),
    include_str!("js/pair-list.js"),
    include_str!("js/article-list.js"),
    include_str!("js/canvas.js"),
    include_str!("js/reasons.js"),
    include_str!("js/heat-cells.js"),
    include_str!("js/heat-picture.js"),
    include_str!("js/heat-names.js"),
    include_str!("js/heat-row.js"),
    include_str!("js/heat.js"),
    include_str!("js/text.js"),
    include_str!("js/reviewing.js"),
    include_str!("js/passages.js"),
    include_str!("js/passage-list.js"),
    include_str!("js/scrolling.js"),
    include_str!("js/beside.js"),
    include_str!("js/article.js"),
    include_str!("js/sources.js"),
    include_str!("js/flows.js"),
    include_str!("js/arrows.js"),
    include_str!("js/drawing.js"),
];
/// What sets the page going.
const START: &str = include_str!("js/start.js");

/// What stands in front of the findings, and what behind them.
pub(super) fn around_the_findings() -> (String, String) {
    let (script, style) = (script(), STYLES.join("\n"));
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        digest(&script),
        digest(&style)
    );
    let (before, behind) = PAGE.split_once("{{findings}}").expect("the shell has a place for findings");
    let before = before.replace("{{policy}}", &policy).replace("{{style}}", &style);
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
