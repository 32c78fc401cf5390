//! `GraphML` (Brandes and others 2002), undirected, with every attribute declared.

use super::xml::Xml;
use super::{EDGE_COUNTS, EDGE_SHARES, EDGE_TEXTS, Edge, NODE_TEXTS, Network, Node};
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, network: &Network<'_>) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.begin("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    keys(&mut xml)?;
    xml.begin("graph", &[("id", "wirecopy"), ("edgedefault", "undirected")])?;
    for node in &network.nodes {
        write_node(&mut xml, node)?;
    }
    for (number, edge) in (1_u64..).zip(&network.edges) {
        write_edge(&mut xml, number, edge)?;
    }
    xml.end()?;
    xml.end()
}

fn keys(xml: &mut Xml<'_>) -> io::Result<()> {
    let nodes = ["label"].iter().chain(&NODE_TEXTS).map(|name| ("node", *name, "string"));
    let cluster = [("node", "cluster", "long")];
    let weight = [("edge", "weight", "double")];
    let texts = EDGE_TEXTS.map(|name| ("edge", name, "string"));
    let shares = EDGE_SHARES.map(|name| ("edge", name, "double"));
    let counts = EDGE_COUNTS.map(|name| ("edge", name, "long"));
    for (of, name, kind) in nodes.chain(cluster).chain(weight).chain(texts).chain(shares).chain(counts) {
        xml.empty("key", &[("id", name), ("for", of), ("attr.name", name), ("attr.type", kind)])?;
    }
    Ok(())
}

fn write_node(xml: &mut Xml<'_>, node: &Node<'_>) -> io::Result<()> {
    xml.begin("node", &[("id", &node.key())])?;
    xml.text("data", &[("key", "label")], node.label())?;
    for (name, text) in node.texts() {
        xml.text("data", &[("key", name)], text)?;
    }
    if let Some(cluster) = node.cluster {
        xml.text("data", &[("key", "cluster")], &cluster.to_string())?;
    }
    xml.end()
}

fn write_edge(xml: &mut Xml<'_>, number: u64, edge: &Edge<'_>) -> io::Result<()> {
    let ((source, target), figures) = (edge.ends(), edge.figures());
    xml.begin("edge", &[("id", &format!("e{number}")), ("source", &source), ("target", &target)])?;
    xml.text("data", &[("key", "weight")], &format!("{:.4}", figures.weight))?;
    for (name, value) in figures.attributes() {
        xml.text("data", &[("key", name)], &value)?;
    }
    xml.end()
}
