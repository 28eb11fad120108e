//! A matrix that holds most of the network.

use super::super::{Graph, Op};
use crate::shape::text::Text;
use crate::shape::{Fault, fact, help};

/// Below so many parameters there is nothing to save.
const FEWEST: usize = 10_000;

pub(super) const fn find(graph: &Graph<'_>, at: usize) -> Option<Fault> {
    let node = &graph.nodes[at];
    let Op::Linear(linear) = node.op else {
        return None;
    };
    let own = node.counts.params;
    if own < FEWEST || !has_convolutions(graph) {
        return None;
    }
    let all = graph.params();
    if own <= all / 2 {
        return None;
    }
    Some(Fault::new(
        fact()
            .str("`linear` expects to hold at most half of the parameters, found ")
            .num(own)
            .str(" of ")
            .num(all)
            .str(" in it"),
        match channels_before_flatten(graph, at) {
            Some(channels) => {
                pooled(channels * linear.out + if linear.bias { linear.out } else { 0 })
            }
            None => help().str("a smaller `out`, or fewer features before it"),
        },
    ))
}

const fn pooled(params: usize) -> Text<256> {
    help()
        .str("`global_avg_pool;` in place of `flatten;`: it has ")
        .num(params)
        .str(" then")
}

/// In a network of nothing but matrices one of them has to be the largest.
const fn has_convolutions(graph: &Graph<'_>) -> bool {
    let mut at = 0;
    while at < graph.nodes.len() {
        if graph.nodes[at].op.is_convolution() {
            return true;
        }
        at += 1;
    }
    false
}

/// The channels of the map that is flattened in front of the layer, where it has positions.
const fn channels_before_flatten(graph: &Graph<'_>, at: usize) -> Option<usize> {
    let mut here = graph.inputs(&graph.nodes[at])[0] as usize;
    while graph.nodes[here].op.is_view() && graph.nodes[here].edges > 0 {
        let input = graph.inputs(&graph.nodes[here])[0] as usize;
        if matches!(graph.nodes[here].op, Op::Flatten(_)) {
            let shape = graph.nodes[input].shape;
            return match shape.positions() {
                Some(positions) if positions > 1 => shape.dim(0).known(),
                _ => None,
            };
        }
        here = input;
    }
    None
}
