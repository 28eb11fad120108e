//! Two activations in a row.

use super::super::Graph;
use super::super::count::root;
use crate::shape::text::same;
use crate::shape::{Fault, fact, help};

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let node = &graph.nodes[at];
    if !node.op.is_activation() {
        return None;
    }
    let input = graph.inputs(node)[0] as usize;
    let before = &graph.nodes[root(graph.nodes, graph.edges, input)];
    if !before.op.is_activation() {
        return None;
    }
    let (name, first) = (node.op.name(), before.op.name());
    let fact = fact()
        .str("`")
        .str(name)
        .str("` expects no other activation right before it, found `")
        .str(first)
        .str("`");
    let help = if same(name.as_bytes(), first.as_bytes()) {
        help().str("remove one `").str(name).str(";`")
    } else {
        help()
            .str("remove `")
            .str(first)
            .str(";` or `")
            .str(name)
            .str(";`, or put the layer between them that is missing")
    };
    Some(Fault::new(fact, help))
}
