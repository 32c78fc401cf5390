//! The language of Graphviz: one undirected graph, with an arrow drawn where it is known which article is earlier.

use super::{Edge, Network, Node};
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, network: &Network<'_>) -> io::Result<()> {
    out.write_all(b"graph wirecopy {\ngraph [overlap=false, splines=true];\n")?;
    out.write_all(b"node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10];\n")?;
    for node in &network.nodes {
        writeln!(out, "{}", node_line(node))?;
    }
    for edge in &network.edges {
        writeln!(out, "{}", edge_line(edge))?;
    }
    out.write_all(b"}\n")
}

fn node_line(node: &Node<'_>) -> String {
    let outlet = node.article.outlet.as_deref();
    let lines: Vec<String> = [Some(node.label()), outlet].into_iter().flatten().map(drawn).collect();
    let mut line = format!("{} [label=\"{}\"", node.key(), lines.join("\\n"));
    for (name, text) in node.texts() {
        let _ = write!(line, ", {name}=\"{}\"", quoted(text));
    }
    if let Some(cluster) = node.cluster {
        let _ = write!(line, ", cluster={cluster}");
    }
    line + "];"
}

fn edge_line(edge: &Edge<'_>) -> String {
    let ((source, target), figures) = (edge.ends(), edge.figures());
    let arrow = if edge.earlier.is_some() { "dir=forward, " } else { "" };
    let style = if figures.relation == "formula" { "style=dotted, " } else { "" };
    let width = 1.0 + 4.0 * figures.weight;
    let mut line = format!(
        "{source} -- {target} [{arrow}{style}penwidth={width:.2}, weight={}",
        1 + (9.0 * figures.weight) as u32
    );
    for (name, value) in figures.attributes() {
        let _ = write!(line, ", {name}=\"{value}\"");
    }
    line + "];"
}

/// A text between quotes: only a quote ends it, and a backslash in front of one would keep it from doing so. Backslashes
/// are doubled, as Graphviz itself writes them; control characters become blanks.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// A text that is drawn: in it, entities would be resolved.
fn drawn(text: &str) -> String {
    quoted(&text.replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_its_quotes() {
        assert_eq!(quoted("a\"]; b -- c [x=\"\\"), "a\\\"]; b -- c [x=\\\"\\\\");
        assert_eq!(quoted("\\\"\0\n"), "\\\\\\\"  ");
        assert_eq!(drawn("AT&T &eacute; \\N"), "AT&amp;T &amp;eacute; \\\\N");
    }
}
