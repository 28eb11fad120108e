//! A bias that the norm behind it takes away again.

use super::super::{Graph, Op};
use crate::shape::{Fault, fact, help};

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let op = &graph.nodes[at].op;
    let Some(numbers) = bias(op) else {
        return None;
    };
    let Some(norm) = only_norms_read(graph, at) else {
        return None;
    };
    Some(Fault::new(
        fact()
            .str("`")
            .str(op.name())
            .str("` expects no bias before `")
            .str(norm)
            .str("`, which takes it away again, found one of ")
            .num(numbers)
            .str(" numbers"),
        help().str("`bias = false`"),
    ))
}

/// How many numbers the bias has, where there is one.
const fn bias(op: &Op) -> Option<usize> {
    let (bias, out) = match op {
        Op::Conv1d(conv) => (conv.bias, conv.out),
        Op::Conv2d(conv) => (conv.bias, conv.out),
        Op::Conv3d(conv) => (conv.bias, conv.out),
        Op::ConvTranspose1d(conv) => (conv.bias, conv.out),
        Op::ConvTranspose2d(conv) => (conv.bias, conv.out),
        Op::ConvTranspose3d(conv) => (conv.bias, conv.out),
        Op::Linear(linear) => (linear.bias, linear.out),
        _ => return None,
    };
    if bias { Some(out) } else { None }
}

/// The first reader of the value at `at`, where all are norms that subtract each channel's mean.
const fn only_norms_read(graph: &Graph<'_>, at: usize) -> Option<&'static str> {
    if behind_identity(graph, graph.output as usize) == at {
        return None;
    }
    let mut first = None;
    let mut reader = at + 1;
    while reader < graph.nodes.len() {
        if reads(graph, reader, at) {
            let op = &graph.nodes[reader].op;
            if !matches!(op, Op::BatchNorm(_) | Op::InstanceNorm(_)) {
                return None;
            }
            if first.is_none() {
                first = Some(op.name());
            }
        }
        reader += 1;
    }
    first
}

/// Whether the node does more with the value at `at` than to pass it on.
const fn reads(graph: &Graph<'_>, reader: usize, at: usize) -> bool {
    let node = &graph.nodes[reader];
    if matches!(node.op, Op::Identity(_)) {
        return false;
    }
    let inputs = graph.inputs(node);
    let mut input = 0;
    while input < inputs.len() {
        if behind_identity(graph, inputs[input] as usize) == at {
            return true;
        }
        input += 1;
    }
    false
}

const fn behind_identity(graph: &Graph<'_>, mut at: usize) -> usize {
    while let Op::Identity(_) = graph.nodes[at].op {
        at = graph.inputs(&graph.nodes[at])[0] as usize;
    }
    at
}
