//! Where a node's weights are found: the segments of its path.

use std::fmt;

use super::{Graph, Node};
use crate::nearest::{distance, most};
use crate::shape::text::{Text, same};

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
    /// The scope before this one in the same parent, and the last scope in this one; 0 where there is none.
    pub previous: u32,
    pub last: u32,
}

impl Scope {
    pub const EMPTY: Scope = Scope {
        name: Name::Number(0),
        parent: 0,
        item: "",
        previous: 0,
        last: 0,
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
        match (self, other) {
            (Name::Label(ours), Name::Label(theirs)) => same(ours.as_bytes(), theirs.as_bytes()),
            (Name::Number(ours), Name::Number(theirs)) => *ours == *theirs,
            // A label that is written as a number is one.
            (Name::Label(_), Name::Number(_)) | (Name::Number(_), Name::Label(_)) => false,
            (Name::Filled(filled), other) | (other, Name::Filled(filled)) => match other {
                Name::Label(label) => same(filled.as_bytes(), label.as_bytes()),
                Name::Filled(other) => same(filled.as_bytes(), other.as_bytes()),
                Name::Number(number) => {
                    let number = Text::<20>::new().num(*number);
                    same(filled.as_bytes(), number.as_bytes())
                }
            },
        }
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

/// What stands under a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The value that the path's statement leaves, as the position of the node that makes it.
    Value(u32),
    /// A part of a side head, which `forward` does not compute.
    Side,
    Nothing,
}

/// Looks for the value of a path: that of the last node whose weights would stand under it.
pub(crate) const fn find(nodes: &[Node], scopes: &[Scope], path: &str) -> Found {
    let mut scope = 1;
    while scope <= scopes.len() && !is_path_of(scopes, scope as u32, path.as_bytes()) {
        scope += 1;
    }
    let mut found = Found::Nothing;
    let mut at = nodes.len();
    while at > 0 && scope <= scopes.len() {
        at -= 1;
        if is_under(scopes, nodes[at].scope, scope as u32) {
            if !nodes[at].is_side() {
                return Found::Value(at as u32);
            }
            found = Found::Side;
        }
    }
    found
}

/// What may have been meant by a path that has no value: a label at the top that is nearly the same, a path
/// that ends so, else the labels at the top.
pub(super) const fn suggest(scopes: &[Scope], path: &str) -> Text<256> {
    let mut nearest = (most(path) + 1, 0);
    let mut end = 0;
    let mut top = Text::<256>::new();
    let mut at = 0;
    while at < scopes.len() {
        let name = scopes[at].name.write(Text::<128>::new());
        if scopes[at].parent == 0 {
            let distance = distance(path, name.as_str());
            if distance < nearest.0 {
                nearest = (distance, at + 1);
            }
            let comma = if top.is_empty() { "`" } else { ", `" };
            top = top.str(comma).str(name.as_str()).str("`");
        } else if end == 0 && scopes[at].name.equals(&Name::Filled(Text::new().str(path))) {
            end = at + 1;
        }
        at += 1;
    }
    let text = Text::<256>::new();
    if nearest.1 > 0 {
        let name = scopes[nearest.1 - 1].name.write(Text::<128>::new());
        return text.str("`").str(name.as_str()).str("`");
    }
    if end > 0 {
        let text = write_path(scopes, end as u32, text.str("\""));
        return text.str("\" as ").str(path);
    }
    match top.is_empty() {
        true => text.str("label the statement whose value is wanted: `name: …`"),
        false => text.str("it has ").str(top.as_str()),
    }
}

/// Compares from the leaf to the root.
const fn is_path_of(scopes: &[Scope], mut scope: u32, path: &[u8]) -> bool {
    let mut end = path.len();
    loop {
        let Scope { name, parent, .. } = &scopes[scope as usize - 1];
        let segment = name.write(Text::<128>::new());
        let segment = segment.as_str().as_bytes();
        let mut at = segment.len();
        while at > 0 && end > 0 && segment[at - 1] == path[end - 1] {
            at -= 1;
            end -= 1;
        }
        if at > 0 {
            return false;
        }
        if *parent == 0 {
            return end == 0;
        }
        if end == 0 || path[end - 1] != b'.' {
            return false;
        }
        end -= 1;
        scope = *parent;
    }
}

const fn is_under(scopes: &[Scope], mut scope: u32, root: u32) -> bool {
    // An inner scope comes after the one around it.
    while scope > root {
        scope = scopes[scope as usize - 1].parent;
    }
    scope == root
}

impl Graph<'_> {
    /// What stands under a path.
    pub(crate) const fn find(&self, path: &str) -> Found {
        find(self.nodes, self.scopes, path)
    }

    /// All paths that have a value in `forward`, in the order in which they begin.
    pub(crate) fn paths(&self) -> Vec<String> {
        let scopes = 1..=self.scopes.len() as u32;
        let paths = scopes.map(|scope| self.path_of(scope));
        paths
            .filter(|path| matches!(self.find(path), Found::Value(_)))
            .collect()
    }

    /// The path of the node's statement, `layer1.0.conv1`: its weights are `layer1.0.conv1.weight`, ….
    /// A statement without a label of its own has the path of what is around it.
    pub fn path(&self, node: &Node) -> String {
        self.path_of(node.scope)
    }

    fn path_of(&self, mut scope: u32) -> String {
        let mut segments = Vec::new();
        while scope != 0 {
            let Scope { name, parent, .. } = &self.scopes[scope as usize - 1];
            segments.push(name.to_string());
            scope = *parent;
        }
        segments.reverse();
        segments.join(".")
    }
}
