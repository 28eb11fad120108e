//! How much of the input is seen, against how large it is.

use super::super::{Graph, Node, Op};
use crate::shape::text::Text;
use crate::shape::{Dim, Fault, Shape, fact, help};

/// So many times the input is the most that is worth seeing.
const MOST: usize = 10;

pub(super) const fn find_wide(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let (node, input) = (&graph.nodes[at], graph.input());
    if !sees_too_much(node, &input) {
        return None;
    }
    let mut before = at;
    while before > 0 {
        before -= 1;
        if sees_too_much(&graph.nodes[before], &input) {
            return None;
        }
    }
    let fact = fact()
        .str("`")
        .str(node.op.name())
        .str("` expects to see at most ")
        .num(MOST)
        .str(" times the input ")
        .shape(&input)
        .str(", found ");
    let help = help()
        .str("fewer strides and layers before it, or an input of at least ")
        .shape(&large_enough(graph));
    Some(Fault::new(
        field(node, input.rank(), fact).str(" positions of it"),
        help,
    ))
}

const fn sees_too_much(node: &Node, input: &Shape) -> bool {
    let mut axis = 0;
    while !node.is_side() && axis + 1 < input.rank() {
        if let (Some(field), Dim::Known(n)) = (node.receptive.axis(axis), input.dim(axis + 1))
            && field.size > n.saturating_mul(MOST)
        {
            return true;
        }
        axis += 1;
    }
    false
}

/// The input of which no node of the network would see too much.
const fn large_enough(graph: &Graph<'_>) -> Shape {
    let mut input = graph.input();
    let mut at = 0;
    while at < graph.nodes.len() {
        let node = &graph.nodes[at];
        let mut axis = 0;
        while !node.is_side() && axis + 1 < input.rank() {
            if let (Some(field), Dim::Known(n)) = (node.receptive.axis(axis), input.dim(axis + 1)) {
                let least = field.size.div_ceil(MOST);
                if least > n {
                    input = input.with_dim(axis + 1, Dim::Known(least));
                }
            }
            axis += 1;
        }
        at += 1;
    }
    input
}

pub(super) const fn find_narrow(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let (node, input) = (&graph.nodes[at], graph.input());
    if !averages_all(&node.op) || !matches!(last_look(graph), Some(last) if last == at) {
        return None;
    }
    let pooled = &graph.nodes[graph.inputs(node)[0] as usize];
    if !sees_too_little(pooled, &input) {
        return None;
    }
    let fact = fact()
        .str("`")
        .str(node.op.name())
        .str("` expects positions that see at least half of the input ")
        .shape(&input)
        .str(", found ");
    Some(Fault::new(
        field(pooled, input.rank(), fact).str(" positions of it"),
        help().str(
            "more layers, strides or dilation before it, or `flatten;` and `linear` in its place",
        ),
    ))
}

const fn averages_all(op: &Op) -> bool {
    match op {
        Op::GlobalAvgPool(_) => true,
        Op::AdaptiveAvgPool1d(pool) => matches!(pool.size, [1]),
        Op::AdaptiveAvgPool2d(pool) => matches!(pool.size, [1, 1]),
        Op::AdaptiveAvgPool3d(pool) => matches!(pool.size, [1, 1, 1]),
        _ => false,
    }
}

/// The node on the way to the result that is the first to see everything. Gates that do stand beside the
/// way, as in squeeze-and-excite.
const fn last_look(graph: &Graph<'_>) -> Option<usize> {
    let mut at = graph.output as usize;
    if !sees_all(&graph.nodes[at]) {
        return None;
    }
    while graph.nodes[at].edges > 0 {
        let input = graph.inputs(&graph.nodes[at])[0] as usize;
        if !sees_all(&graph.nodes[input]) {
            return Some(at);
        }
        at = input;
    }
    None
}

const fn sees_all(node: &Node) -> bool {
    node.receptive.axis(0).is_none()
}

const fn sees_too_little(node: &Node, input: &Shape) -> bool {
    let mut axis = 0;
    while axis + 1 < input.rank() {
        if let (Some(field), Dim::Known(n)) = (node.receptive.axis(axis), input.dim(axis + 1))
            && field.size.saturating_mul(2) < n
        {
            return true;
        }
        axis += 1;
    }
    false
}

/// `331×331`
const fn field<const N: usize>(node: &Node, rank: usize, mut text: Text<N>) -> Text<N> {
    let mut axis = 0;
    while axis + 1 < rank {
        if axis > 0 {
            text = text.str("×");
        }
        text = match node.receptive.axis(axis) {
            Some(field) => text.num(field.size),
            None => text.str("all"),
        };
        axis += 1;
    }
    text
}
