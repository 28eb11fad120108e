//! Batch norms folded into the layers in front of them.
//!
//! In inference a batch norm is `x · scale + shift` per channel, and a convolution or a linear layer in front
//! of it computes the same with other weights: `(w ⋆ x + b) · scale + shift = (w · scale) ⋆ x + (b · scale +
//! shift)`. What stands in front of what is read from the graph, never from the fields of a module.

use std::collections::HashMap;

use burn::module::{Module, Param};
use burn::tensor::Tensor;

use crate::graph::{Graph, Op};
use crate::layers::BatchNorm;
use crate::part::{Layer, Part};

/// A layer of a network, as far as folding goes.
pub enum LayerMut<'l> {
    /// A convolution or a linear layer.
    Affine(&'l mut dyn Affine),
    BatchNorm(&'l mut BatchNorm),
    Other,
}

/// A layer that can scale and shift its result by its own weights.
pub trait Affine {
    /// From now on the result is `y · scale + shift`, both `[out]`.
    fn take_in(&mut self, scale: Tensor<1>, shift: Tensor<1>);
}

/// The bias of a layer whose result is scaled and shifted.
pub(crate) fn moved_bias(
    bias: Option<Param<Tensor<1>>>,
    scale: Tensor<1>,
    shift: Tensor<1>,
) -> Param<Tensor<1>> {
    match bias {
        Some(bias) => bias.map(|bias| bias * scale + shift),
        None => Param::from_tensor(shift),
    }
}

/// A walk over the layers of a network, each with the position of its node in the graph.
pub struct Layers<'v> {
    /// The node of the next layer.
    node: usize,
    see: &'v mut dyn FnMut(usize, LayerMut<'_>),
}

impl<'v> Layers<'v> {
    /// Begins behind the input.
    fn new(see: &'v mut dyn FnMut(usize, LayerMut<'_>)) -> Self {
        Layers { node: 1, see }
    }

    pub fn layer(&mut self, layer: &mut impl Layer) {
        (self.see)(self.node, layer.as_mut());
        self.node += 1;
    }

    /// A node that is no layer of the module: it has no state, or it is hand-written.
    pub fn skip(&mut self) {
        self.node += 1;
    }
}

/// The network for inference, its batch norms folded where that changes no value that anybody else reads;
/// `tapped` are nodes whose values are read from outside.
pub fn fold<P: Part + Module>(part: &P, graph: Graph<'_>, tapped: &[u32]) -> P {
    let mut folded = part.valid().materialize();
    let fronts = fronts(graph, tapped);
    let mut taken = HashMap::new();
    folded.layers(&mut Layers::new(&mut |node, layer| {
        if let (Some(&front), LayerMut::BatchNorm(norm)) = (fronts.get(&node), layer) {
            taken.extend(norm.fold().map(|affine| (front, affine)));
        }
    }));
    folded.layers(&mut Layers::new(&mut |node, layer| {
        if let LayerMut::Affine(affine) = layer
            && let Some((scale, shift)) = taken.remove(&node)
        {
            affine.take_in(scale, shift);
        }
    }));
    debug_assert!(taken.is_empty(), "a norm found no layer in front of it");
    folded
}

/// For every batch norm that can be folded the layer in front of it: one that can take it in, and whose
/// value nobody else reads.
fn fronts(graph: Graph<'_>, tapped: &[u32]) -> HashMap<usize, usize> {
    let nodes = graph.nodes();
    let mut readers = vec![0; nodes.len()];
    let read = nodes.iter().flat_map(|node| graph.inputs(node));
    for &value in read.chain(tapped).chain([&graph.output]) {
        readers[value as usize] += 1;
    }
    let folds = |(at, node)| {
        let front = match graph.inputs(node) {
            [front] if matches!(node.op(), Op::BatchNorm(_)) => *front as usize,
            _ => return None,
        };
        (is_affine(nodes[front].op()) && readers[front] == 1).then_some((at, front))
    };
    nodes.iter().enumerate().filter_map(folds).collect()
}

/// Whether a layer multiplies and adds, with weights for every channel of its result.
fn is_affine(op: &Op) -> bool {
    op.is_convolution() || matches!(op, Op::Linear(_))
}
