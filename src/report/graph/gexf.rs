//! GEXF 1.2, which Gephi and networkx read, undirected.

use super::xml::Xml;
use super::{EDGE_COUNTS, EDGE_SHARES, EDGE_TEXTS, Edge, NODE_TEXTS, Network, Node};
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, network: &Network<'_>) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.begin("gexf", &[("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")])?;
    xml.begin("meta", &[])?;
    xml.text("creator", &[], "wirecopy")?;
    xml.text("description", &[], "Articles as nodes, related pairs as edges")?;
    xml.end()?;
    xml.begin("graph", &[("mode", "static"), ("defaultedgetype", "undirected")])?;
    attributes(&mut xml)?;
    xml.begin("nodes", &[])?;
    for node in &network.nodes {
        write_node(&mut xml, node)?;
    }
    xml.end()?;
    xml.begin("edges", &[])?;
    for (number, edge) in (1_u64..).zip(&network.edges) {
        write_edge(&mut xml, number, edge)?;
    }
    xml.end()?;
    xml.end()?;
    xml.end()
}

fn attributes(xml: &mut Xml<'_>) -> io::Result<()> {
    let nodes = NODE_TEXTS.iter().map(|name| (*name, "string")).chain([("cluster", "long")]);
    declare(xml, "node", nodes)?;
    let texts = EDGE_TEXTS.iter().map(|name| (*name, "string"));
    let shares = EDGE_SHARES.iter().map(|name| (*name, "double"));
    let counts = EDGE_COUNTS.iter().map(|name| (*name, "long"));
    declare(xml, "edge", texts.chain(shares).chain(counts))
}

fn declare(
    xml: &mut Xml<'_>,
    class: &str,
    attributes: impl Iterator<Item = (&'static str, &'static str)>,
) -> io::Result<()> {
    xml.begin("attributes", &[("class", class), ("mode", "static")])?;
    for (name, kind) in attributes {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])?;
    }
    xml.end()
}

fn write_node(xml: &mut Xml<'_>, node: &Node<'_>) -> io::Result<()> {
    xml.begin("node", &[("id", &node.key()), ("label", node.label())])?;
    xml.begin("attvalues", &[])?;
    for (name, text) in node.texts() {
        xml.empty("attvalue", &[("for", name), ("value", text)])?;
    }
    if let Some(cluster) = node.cluster {
        xml.empty("attvalue", &[("for", "cluster"), ("value", &cluster.to_string())])?;
    }
    xml.end()?;
    xml.end()
}

fn write_edge(xml: &mut Xml<'_>, number: u64, edge: &Edge<'_>) -> io::Result<()> {
    let ((source, target), figures) = (edge.ends(), edge.figures());
    let (id, weight) = (format!("e{number}"), format!("{:.4}", figures.weight));
    xml.begin("edge", &[("id", &id), ("source", &source), ("target", &target), ("weight", &weight)])?;
    xml.begin("attvalues", &[])?;
    for (name, value) in figures.attributes() {
        xml.empty("attvalue", &[("for", name), ("value", &value)])?;
    }
    xml.end()?;
    xml.end()
}
