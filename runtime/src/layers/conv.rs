//! Convolutions: Burn's, with PyTorch's padding.

use burn::nn::PaddingConfig2d;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::tensor::{Device, Tensor};

use super::misplaced;
use crate::flow::{Carry, Flow};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;
use crate::shape::args::Padding;

impl Layer for Conv2d {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::Conv2d(spec) = op else {
            misplaced("Conv2d", op)
        };
        let Padding::Explicit { begin, end } = spec.padding else {
            unimplemented!()
        };
        Conv2dConfig::new([input.channels_or_zero(), spec.out], spec.kernel)
            .with_stride(spec.stride)
            .with_dilation(spec.dilation)
            .with_groups(spec.groups)
            .with_bias(spec.bias)
            .with_padding(PaddingConfig2d::Explicit(
                begin[0], begin[1], end[0], end[1],
            ))
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        Flow::Image(self.forward(Tensor::from_flow(x)))
    }
}
