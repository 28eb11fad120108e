//! Where a node's weights are found: the segments of its path.

use std::fmt;

use super::{Graph, Node};
use crate::shape::text::Text;

/// One segment of a path.
#[derive(Clone, Copy, Debug)]
pub enum Name {
    /// A label as it is written.
    Label(&'static str),
    /// A number: a label, a round of a loop, a place in a `sequential`.
    Number(usize),
    /// A label with holes, filled in.
    Filled(Text<48>),
}

/// A segment and the scope around it. Scope 0 is the root, and scope `n` is at `n - 1` in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    pub name: Name,
    pub parent: u32,
    /// The block or network that fills the scope, as it is declared; empty where there is none.
    pub item: &'static str,
}

impl Scope {
    pub const EMPTY: Scope = Scope {
        name: Name::Number(0),
        parent: 0,
        item: "",
    };
}

impl Name {
    /// The segment as text.
    pub(crate) const fn write<const N: usize>(&self, text: Text<N>) -> Text<N> {
        match self {
            Name::Label(label) => text.str(label),
            Name::Number(number) => text.num(*number),
            Name::Filled(filled) => text.str(filled.as_str()),
        }
    }

    pub(crate) const fn equals(&self, other: &Name) -> bool {
        let ours = self.write(Text::<64>::new());
        let theirs = other.write(Text::<64>::new());
        let (ours, theirs) = (ours.as_str().as_bytes(), theirs.as_str().as_bytes());
        if ours.len() != theirs.len() {
            return false;
        }
        let mut at = 0;
        while at < ours.len() {
            if ours[at] != theirs[at] {
                return false;
            }
            at += 1;
        }
        true
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.write(Text::<64>::new()).as_str())
    }
}

/// The path of a scope as text, cut at the front where it is too long.
pub(crate) const fn write_path<const N: usize>(
    scopes: &[Scope],
    scope: u32,
    mut text: Text<N>,
) -> Text<N> {
    // From the leaf to the root, then written the other way round.
    let mut line = [0; 16];
    let mut depth = 0;
    let mut at = scope;
    while at != 0 && depth < line.len() {
        line[depth] = at;
        depth += 1;
        at = scopes[at as usize - 1].parent;
    }
    if at != 0 {
        text = text.str("….");
    }
    while depth > 0 {
        depth -= 1;
        text = scopes[line[depth] as usize - 1].name.write(text);
        if depth > 0 {
            text = text.str(".");
        }
    }
    text
}

impl Graph<'_> {
    /// The path of the node's statement, `layer1.0.conv1`: its weights are `layer1.0.conv1.weight`, ….
    /// A statement without a label of its own has the path of what is around it.
    pub fn path(&self, node: &Node) -> String {
        let mut segments = Vec::new();
        let mut scope = node.scope;
        while scope != 0 {
            let Scope { name, parent, .. } = &self.scopes[scope as usize - 1];
            segments.push(name.to_string());
            scope = *parent;
        }
        segments.reverse();
        segments.join(".")
    }
}
