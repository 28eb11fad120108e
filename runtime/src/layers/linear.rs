//! Matrix products: Burn's.

use burn::nn::{Linear, LinearConfig};
use burn::tensor::{Device, Tensor};

use super::conv::pytorch_default;
use super::misplaced;
use crate::flow::{Flow, each_rank};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

impl Layer for Linear {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::Linear(spec) = op else {
            misplaced("Linear", op)
        };
        LinearConfig::new(input.channels_or_zero(), spec.out)
            .with_bias(spec.bias)
            .with_initializer(pytorch_default())
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => at_every_position(self, t))
    }
}

/// Burn applies a linear layer to the last axis: the channels go there and back.
fn at_every_position<const R: usize>(linear: &Linear, x: Tensor<R>) -> Tensor<R> {
    if R == 2 {
        return linear.forward(x);
    }
    linear.forward(x.swap_dims(1, R - 1)).swap_dims(1, R - 1)
}
