//! Convolutions. Unlike Burn's modules they keep the rule of the padding, for `same` depends on the size
//! of the input, which may be open, and they take uneven padding over any number of axes.

use burn::module::{Content, DisplaySettings, Module, ModuleDisplay, Param};
use burn::nn::Initializer;
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};
use burn::tensor::{Device, Tensor, module as ops};

use super::{cpu, misplaced, single_line};
use crate::flow::{Carry, Flow};
use crate::fold::{Affine, LayerMut, moved_bias};
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
///
/// # Panics
/// Where a kernel is larger than what it slides over: the plan cannot know it of an open size.
#[track_caller]
pub(super) fn sides<const D: usize>(
    padding: &Padding<D>,
    input: &[usize],
    kernel: &[usize; D],
    stride: &[usize; D],
    dilation: &[usize; D],
) -> [(usize, usize); D] {
    std::array::from_fn(|axis| {
        let extent = dilation[axis] * (kernel[axis] - 1) + 1;
        let (begin, end) = padding.around(axis, input[axis], extent, stride[axis]);
        assert!(
            begin + input[axis] + end >= extent,
            "expected at least {extent} positions under a kernel of {}, found {} with {} of padding",
            kernel[axis],
            input[axis],
            begin + end,
        );
        (begin, end)
    })
}

/// Even padding as `[3, 3]`, uneven padding as pairs, else `same`.
fn padding_text<const D: usize>(padding: &Padding<D>) -> String {
    match padding {
        Padding::Same => "same".to_owned(),
        Padding::Explicit { begin, end } if begin == end => format!("{begin:?}"),
        Padding::Explicit { begin, end } => {
            let sides: Vec<_> = begin.iter().zip(end).collect();
            format!("{sides:?}")
        }
    }
}

/// The weight and, of so many numbers, the bias, both in ±1/√fan_in. PyTorch takes the fan in from the second
/// dimension of the weight, which in a transposed convolution is that of the outputs.
fn drawn<const R: usize>(
    shape: [usize; R],
    bias: Option<usize>,
    device: &Device,
) -> (Param<Tensor<R>>, Option<Param<Tensor<1>>>) {
    let fan_in = Some(shape[1..].iter().product());
    let init = pytorch_default();
    let weight = init.init_with(shape, fan_in, None, device);
    let bias = bias.map(|out| init.init_with([out], fan_in, None, device));
    (weight, bias)
}

/// A module and its layer for each number of axes: Burn has a function for each rank, not one for all.
macro_rules! convolutions {
    ($($Conv:ident, $Flow:ident, $axes:literal, $rank:literal, $conv:path;)*) => {$(
        #[doc = concat!(
            "A convolution over ", stringify!($axes), " axes: see [`spec::Conv`](crate::shape::spec::Conv)."
        )]
        #[derive(Module, Debug)]
        #[module(custom_display)]
        pub struct $Conv {
            /// `[out, channels / groups, kernel…]`, uniform in ±1/√(channels / groups · kernel).
            pub weight: Param<Tensor<$rank>>,
            /// `[out]`, drawn from the same range.
            pub bias: Option<Param<Tensor<1>>>,
            #[module(skip)]
            spec: spec::Conv<$axes>,
        }

        impl $Conv {
            /// Shapes: in `[batch, channels, …]`, out `[batch, out, …]`.
            #[track_caller]
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
                let options = ConvOptions::new_with_padding(
                    spec.stride, padding, spec.dilation, spec.groups,
                );
                $conv(x, self.weight.val(), self.bias.as_ref().map(Param::val), options)
            }
        }

        impl Layer for $Conv {
            fn build(op: &Op, input: &Shape, device: &Device) -> Self {
                let Op::$Conv(spec) = op else {
                    misplaced(stringify!($Conv), op)
                };
                let channels = input.channels_or_zero() / spec.groups;
                let mut shape = [spec.out; $rank];
                shape[1] = channels;
                shape[2..].copy_from_slice(&spec.kernel);
                let (weight, bias) = drawn(shape, spec.bias.then_some(spec.out), device);
                $Conv {
                    weight,
                    bias,
                    spec: *spec,
                }
            }

            #[track_caller]
            fn forward(&self, x: Flow) -> Flow {
                Flow::$Flow(self.forward(Tensor::from_flow(x)))
            }

            fn as_mut(&mut self) -> LayerMut<'_> {
                LayerMut::Affine(self)
            }
        }

        impl Affine for $Conv {
            fn take_in(&mut self, scale: Tensor<1>, shift: Tensor<1>) {
                let mut first = [1; $rank];
                first[0] = self.spec.out;
                let by = scale.clone().reshape(first);
                self.weight = self.weight.clone().map(|weight| weight * by);
                self.bias = Some(moved_bias(self.bias.take(), scale, shift));
            }
        }

        impl ModuleDisplay for $Conv {
            fn custom_settings(&self) -> Option<DisplaySettings> {
                single_line()
            }

            fn custom_content(&self, content: Content) -> Option<Content> {
                let spec = &self.spec;
                content
                    .add("out", &spec.out)
                    .add("kernel", &format!("{:?}", spec.kernel))
                    .add("stride", &format!("{:?}", spec.stride))
                    .add("padding", &padding_text(&spec.padding))
                    .add("dilation", &format!("{:?}", spec.dilation))
                    .add("groups", &spec.groups)
                    .add("bias", &self.bias.is_some())
                    .optional()
            }
        }
    )*};
}

convolutions! {
    Conv1d, Signal, 1, 3, ops::conv1d;
    Conv2d, Image, 2, 4, cpu::conv2d;
    Conv3d, Volume, 3, 5, ops::conv3d;
}

macro_rules! transposed_convolutions {
    ($($Conv:ident, $Flow:ident, $axes:literal, $rank:literal, $conv:ident;)*) => {$(
        #[doc = concat!(
            "A transposed convolution over ", stringify!($axes),
            " axes: see [`spec::ConvTranspose`](crate::shape::spec::ConvTranspose)."
        )]
        #[derive(Module, Debug)]
        #[module(custom_display)]
        pub struct $Conv {
            /// `[channels, out / groups, kernel…]`, uniform in ±1/√(out / groups · kernel).
            pub weight: Param<Tensor<$rank>>,
            /// `[out]`, drawn from the same range.
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
                let (channels, outputs) = (input.channels_or_zero(), spec.out / spec.groups);
                let mut shape = [channels; $rank];
                shape[1] = outputs;
                shape[2..].copy_from_slice(&spec.kernel);
                let (weight, bias) = drawn(shape, spec.bias.then_some(spec.out), device);
                $Conv {
                    weight,
                    bias,
                    spec: *spec,
                }
            }

            fn forward(&self, x: Flow) -> Flow {
                Flow::$Flow(self.forward(Tensor::from_flow(x)))
            }

            fn as_mut(&mut self) -> LayerMut<'_> {
                LayerMut::Affine(self)
            }
        }

        impl Affine for $Conv {
            fn take_in(&mut self, scale: Tensor<1>, shift: Tensor<1>) {
                // The inputs of a group come first, and every group has outputs of its own.
                let spec::ConvTranspose { out, groups, .. } = self.spec;
                let by = scale.clone().reshape([groups, 1, out / groups, 1]);
                self.weight = self.weight.clone().map(|weight| {
                    let dims = weight.dims();
                    let window = dims[2..].iter().product::<usize>();
                    let weight = weight.reshape([groups, dims[0] / groups, out / groups, window]);
                    (weight * by).reshape(dims)
                });
                self.bias = Some(moved_bias(self.bias.take(), scale, shift));
            }
        }

        impl ModuleDisplay for $Conv {
            fn custom_settings(&self) -> Option<DisplaySettings> {
                single_line()
            }

            fn custom_content(&self, content: Content) -> Option<Content> {
                let spec = &self.spec;
                content
                    .add("out", &spec.out)
                    .add("kernel", &format!("{:?}", spec.kernel))
                    .add("stride", &format!("{:?}", spec.stride))
                    .add("padding", &format!("{:?}", spec.padding))
                    .add("output_padding", &format!("{:?}", spec.output_padding))
                    .add("dilation", &format!("{:?}", spec.dilation))
                    .add("groups", &spec.groups)
                    .add("bias", &self.bias.is_some())
                    .optional()
            }
        }
    )*};
}

transposed_convolutions! {
    ConvTranspose1d, Signal, 1, 3, conv_transpose1d;
    ConvTranspose2d, Image, 2, 4, conv_transpose2d;
    ConvTranspose3d, Volume, 3, 5, conv_transpose3d;
}

#[cfg(test)]
mod tests;
