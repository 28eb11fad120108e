//! Dropout whose changed variance a norm takes for that of inference.

use super::super::{Graph, Node, Op};
use crate::shape::{Fault, fact, help};

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let Op::Dropout(dropout) = graph.nodes[at].op else {
        return None;
    };
    if dropout.p == 0.0 || !is_before_norm(graph, at) {
        return None;
    }
    Some(Fault::new(
        fact()
            .str("`dropout` expects to stand behind `batch_norm`, found `p = ")
            .float(dropout.p)
            .str(
                "` before it: the running variance is that of training and does not fit inference",
            ),
        help().str("move `dropout` behind `batch_norm`"),
    ))
}

const fn is_before_norm(graph: &Graph<'_>, at: usize) -> bool {
    let mut norm = at + 1;
    while norm < graph.nodes.len() {
        if matches!(graph.nodes[norm].op, Op::BatchNorm(_)) && leads_to(graph, at, norm) {
            return true;
        }
        norm += 1;
    }
    false
}

/// Whether there is nothing between the two that moves or mixes the variance anew.
const fn leads_to(graph: &Graph<'_>, at: usize, norm: usize) -> bool {
    let mut here = graph.inputs(&graph.nodes[norm])[0] as usize;
    while here > at && keeps_the_shift(&graph.nodes[here]) {
        here = graph.inputs(&graph.nodes[here])[0] as usize;
    }
    here == at
}

/// Views, activations and pools.
const fn keeps_the_shift(node: &Node) -> bool {
    node.op.is_pool() || node.op.is_activation() || (node.op.is_view() && node.edges > 0)
}
