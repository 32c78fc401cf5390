//! A part of a document as a tree: its nodes in the order of the document, each with the place where it ends.

use super::super::markup::{self, Visit};
use super::reader::{Fault, Name, Opened, Reader, Space, Step};

use quick_xml::events::BytesStart;
use std::borrow::Cow;

/// How many nodes a part may have.
const MOST: usize = 250_000;

/// A part of a document.
#[derive(Debug)]
pub(in crate::read) struct Tree<'a> {
    nodes: Vec<Stored<'a>>,
    /// Line ends of the document before it.
    pub(in crate::read) lines: u64,
}

#[derive(Debug)]
struct Stored<'a> {
    content: Content<'a>,
    /// The number of the first node behind all that stands in this one.
    end: u32,
}

#[derive(Debug)]
enum Content<'a> {
    Element(Opened<'a>),
    Text(Cow<'a, str>),
}

/// A node of a tree.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Node<'t, 'a> {
    tree: &'t Tree<'a>,
    number: u32,
}

impl<'a> Tree<'a> {
    /// The tree of the element that was opened last, whose end is behind the reader then.
    ///
    /// # Errors
    /// Those of the reader, and when there are too many nodes.
    pub(in crate::read) fn collect(root: Opened<'a>, reader: &mut Reader<'a>) -> Result<Self, Fault> {
        let mut nodes = vec![Stored { content: Content::Element(root), end: 0 }];
        let mut open = vec![0_usize];
        let mut in_text = false;
        while let Some(&last) = open.last() {
            match reader.step()? {
                Step::Open(opened) => {
                    in_text = false;
                    open.push(nodes.len());
                    nodes.push(Stored { content: Content::Element(opened), end: 0 });
                }
                // Every entity parts what is one text.
                Step::Text(more) if in_text => {
                    if let Some(Stored { content: Content::Text(text), .. }) = nodes.last_mut() {
                        text.to_mut().push_str(&more);
                    }
                }
                Step::Text(text) => {
                    let end = nodes.len() as u32 + 1;
                    nodes.push(Stored { content: Content::Text(text), end });
                    in_text = true;
                }
                Step::Close | Step::End => {
                    in_text = false;
                    nodes[last].end = nodes.len() as u32;
                    open.pop();
                }
            }
            if nodes.len() > MOST && !open.is_empty() {
                let reason = format!("one item has more than {MOST} elements and stretches of text");
                reader.skip_out_of(open.len())?;
                return Err(Fault { lines: root.lines, reason, is_passed: true });
            }
        }
        Ok(Self { nodes, lines: root.lines })
    }

    /// The element that all others stand in.
    pub(in crate::read) fn root(&self) -> Node<'_, 'a> {
        Node { tree: self, number: 0 }
    }
}

impl<'t, 'a> Node<'t, 'a> {
    fn stored(self) -> &'t Stored<'a> {
        &self.tree.nodes[self.number as usize]
    }

    fn opened(self) -> Option<Opened<'a>> {
        match self.stored().content {
            Content::Element(opened) => Some(opened),
            Content::Text(_) => None,
        }
    }

    /// What it is called; a text has no name.
    pub(in crate::read) fn name(self) -> Name<'a> {
        self.opened().map_or(Name { space: Space::None, local: "" }, |opened| opened.name)
    }

    /// The elements right inside it.
    pub(in crate::read) fn children(self) -> impl Iterator<Item = Node<'t, 'a>> + use<'t, 'a> {
        let end = self.stored().end;
        let node = move |number| (number < end).then_some(Node { tree: self.tree, number });
        std::iter::successors(node(self.number + 1), move |child| node(child.stored().end))
            .filter(|child| child.opened().is_some())
    }

    /// The elements right inside it of this name and of its own vocabulary.
    pub(in crate::read) fn all(
        self,
        local: &'static str,
    ) -> impl Iterator<Item = Node<'t, 'a>> + use<'t, 'a> {
        let space = self.name().space;
        self.children().filter(move |child| child.name() == Name { space, local })
    }

    /// The first of them.
    pub(in crate::read) fn child(self, local: &'static str) -> Option<Node<'t, 'a>> {
        self.all(local).next()
    }

    /// The first element right inside it of this name in another vocabulary.
    pub(in crate::read) fn child_in(self, space: Space, local: &str) -> Option<Node<'t, 'a>> {
        self.children().find(|child| child.name() == Name { space, local })
    }

    /// The element at the end of a path of names, each right inside the one before.
    pub(in crate::read) fn at(self, path: &[&'static str]) -> Option<Node<'t, 'a>> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The first element anywhere inside it of this name, whatever its vocabulary.
    pub(in crate::read) fn within(self, local: &str) -> Option<Node<'t, 'a>> {
        let inside = self.number + 1..self.stored().end;
        inside
            .map(|number| Node { tree: self.tree, number })
            .find(|node| node.opened().is_some_and(|opened| opened.name.local == local))
    }

    /// An attribute by its whole name, if it is not blank.
    pub(in crate::read) fn attribute(self, name: &str) -> Option<String> {
        let tag = self.opened()?.tag;
        let length = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
        let start = BytesStart::from_content(tag, length);
        let found =
            start.attributes().with_checks(false).flatten().find(|found| found.key.into_inner() == name)?;
        markup::one_line(&found.value)
    }

    /// Everything inside it, in the order of the document.
    pub(in crate::read) fn visits(self) -> impl Iterator<Item = Visit<'t>> + use<'t, 'a> {
        let tree = self.tree;
        let (mut next, end) = (self.number + 1, self.stored().end);
        let mut open: Vec<Node<'t, 'a>> = Vec::new();
        std::iter::from_fn(move || {
            if let Some(last) = open.pop_if(|last| last.stored().end <= next) {
                return Some(Visit::Close(last.name().local));
            }
            if next >= end {
                return None;
            }
            let node = Node { tree, number: next };
            next += 1;
            Some(match &node.stored().content {
                Content::Text(text) => Visit::Text(text),
                Content::Element(opened) => {
                    open.push(node);
                    Visit::Open(opened.name.local)
                }
            })
        })
    }

    /// All text inside it, its blanks and line ends as one blank each, without those at its ends; none if nothing is left.
    pub(in crate::read) fn words(self) -> Option<String> {
        let mut all = String::new();
        for visit in self.visits() {
            if let Visit::Text(text) = visit {
                all.push_str(text);
            }
        }
        markup::one_line(&all)
    }

    /// All text inside it as it stands.
    pub(in crate::read) fn raw(self) -> String {
        let texts =
            self.visits().filter_map(|visit| if let Visit::Text(text) = visit { Some(text) } else { None });
        texts.collect()
    }
}
