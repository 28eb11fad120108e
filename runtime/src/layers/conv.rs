//! Convolutions, with PyTorch's padding and TensorFlow's `same`.

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};
use burn::tensor::{Device, Tensor, module as ops};

use super::misplaced;
use crate::flow::{Carry, Flow};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;
use crate::shape::args::Padding;
use crate::shape::spec;

/// PyTorch's `kaiming_uniform(a = √5)`: uniform in ±1/√fan_in, for weights and biases alike.
pub(super) fn pytorch_default() -> Initializer {
    Initializer::KaimingUniform {
        gain: 1.0 / 3.0_f64.sqrt(),
        fan_out_only: false,
    }
}

/// In front and behind along every axis, for an input of these positions.
pub(super) fn sides<const D: usize>(
    padding: &Padding<D>,
    input: &[usize],
    kernel: &[usize; D],
    stride: &[usize; D],
    dilation: &[usize; D],
) -> [(usize, usize); D] {
    std::array::from_fn(|axis| {
        let extent = dilation[axis] * (kernel[axis] - 1) + 1;
        padding.around(axis, input[axis], extent, stride[axis])
    })
}

/// A module and its layer for each number of axes: Burn has a function for each rank, not one for all.
macro_rules! convolutions {
    ($($Conv:ident, $Flow:ident, $axes:literal, $rank:literal, $conv:ident;)*) => {$(
        #[doc = concat!(
            "A convolution over ", stringify!($axes), " axes: see [`spec::Conv`](crate::shape::spec::Conv)."
        )]
        #[derive(Module, Debug)]
        pub struct $Conv {
            /// `[out, channels / groups, kernel…]`
            pub weight: Param<Tensor<$rank>>,
            /// `[out]`
            pub bias: Option<Param<Tensor<1>>>,
            #[module(skip)]
            spec: spec::Conv<$axes>,
        }

        impl $Conv {
            /// Shapes: in `[batch, channels, …]`, out `[batch, out, …]`.
            pub fn forward(&self, x: Tensor<$rank>) -> Tensor<$rank> {
                let spec = &self.spec;
                let mut padding = sides(
                    &spec.padding, &x.dims()[2..], &spec.kernel, &spec.stride, &spec.dilation,
                );
                let uneven = padding.iter().any(|(begin, end)| begin != end);
                // Burn's kernels take uneven padding over one and two axes, not over three.
                let x = if $axes == 3 && uneven {
                    x.pad(std::mem::take(&mut padding), 0.0)
                } else {
                    x
                };
                let mut options = ConvOptions::new(spec.stride, [0; $axes], spec.dilation, spec.groups);
                options.padding = padding;
                ops::$conv(x, self.weight.val(), self.bias.as_ref().map(Param::val), options)
            }
        }

        impl Layer for $Conv {
            fn build(op: &Op, input: &Shape, device: &Device) -> Self {
                let Op::$Conv(spec) = op else {
                    misplaced(stringify!($Conv), op)
                };
                let channels = input.channels_or_zero() / spec.groups;
                let fan_in = channels * spec.kernel.iter().product::<usize>();
                let mut shape = [spec.out; $rank];
                shape[1] = channels;
                shape[2..].copy_from_slice(&spec.kernel);
                let init = pytorch_default();
                $Conv {
                    weight: init.init_with(shape, Some(fan_in), None, device),
                    bias: spec
                        .bias
                        .then(|| init.init_with([spec.out], Some(fan_in), None, device)),
                    spec: *spec,
                }
            }

            fn forward(&self, x: Flow) -> Flow {
                Flow::$Flow(self.forward(Tensor::from_flow(x)))
            }
        }
    )*};
}

convolutions! {
    Conv1d, Signal, 1, 3, conv1d;
    Conv2d, Image, 2, 4, conv2d;
    Conv3d, Volume, 3, 5, conv3d;
}

macro_rules! transposed_convolutions {
    ($($Conv:ident, $Flow:ident, $axes:literal, $rank:literal, $conv:ident;)*) => {$(
        #[doc = concat!(
            "A transposed convolution over ", stringify!($axes),
            " axes: see [`spec::ConvTranspose`](crate::shape::spec::ConvTranspose)."
        )]
        #[derive(Module, Debug)]
        pub struct $Conv {
            /// `[channels, out / groups, kernel…]`
            pub weight: Param<Tensor<$rank>>,
            /// `[out]`
            pub bias: Option<Param<Tensor<1>>>,
            #[module(skip)]
            spec: spec::ConvTranspose<$axes>,
        }

        impl $Conv {
            /// Shapes: in `[batch, channels, …]`, out `[batch, out, …]`.
            pub fn forward(&self, x: Tensor<$rank>) -> Tensor<$rank> {
                let spec = &self.spec;
                let options = ConvTransposeOptions::new(
                    spec.stride, spec.padding, spec.output_padding, spec.dilation, spec.groups,
                );
                ops::$conv(x, self.weight.val(), self.bias.as_ref().map(Param::val), options)
            }
        }

        impl Layer for $Conv {
            fn build(op: &Op, input: &Shape, device: &Device) -> Self {
                let Op::$Conv(spec) = op else {
                    misplaced(stringify!($Conv), op)
                };
                // PyTorch takes the fan from the second dimension, here that of the outputs.
                let outputs = spec.out / spec.groups;
                let fan_in = outputs * spec.kernel.iter().product::<usize>();
                let mut shape = [input.channels_or_zero(); $rank];
                shape[1] = outputs;
                shape[2..].copy_from_slice(&spec.kernel);
                let init = pytorch_default();
                $Conv {
                    weight: init.init_with(shape, Some(fan_in), None, device),
                    bias: spec
                        .bias
                        .then(|| init.init_with([spec.out], Some(fan_in), None, device)),
                    spec: *spec,
                }
            }

            fn forward(&self, x: Flow) -> Flow {
                Flow::$Flow(self.forward(Tensor::from_flow(x)))
            }
        }
    )*};
}

transposed_convolutions! {
    ConvTranspose1d, Signal, 1, 3, conv_transpose1d;
    ConvTranspose2d, Image, 2, 4, conv_transpose2d;
    ConvTranspose3d, Volume, 3, 5, conv_transpose3d;
}
