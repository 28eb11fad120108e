//! Matrix products: Burn's.

use burn::nn::{BatchNorm, BatchNormConfig, Linear, LinearConfig};
use burn::tensor::Device;

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
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}

impl Layer for BatchNorm {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::BatchNorm(spec) = op else {
            misplaced("BatchNorm", op)
        };
        BatchNormConfig::new(input.channels_or_zero())
            .with_epsilon(spec.eps)
            .with_momentum(spec.momentum)
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}
