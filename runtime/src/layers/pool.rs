//! Pools. Burn has them over one and two axes; over three they are two pools in a row, for the largest
//! number and the mean are both separable.

use burn::tensor::ops::{AvgPoolOptions, MaxPoolOptions};
use burn::tensor::{Tensor, module as ops};

use super::conv::sides;
use super::plain;
use crate::flow::{Carry, Flow};
use crate::shape::args::Padding;
use crate::shape::spec::{AvgPool, MaxPool};

plain!(MaxPool1d; spec, x => {
    let t = Tensor::<3>::from_flow(x);
    let options = max_options(spec, &t.dims()[2..]);
    Flow::Signal(ops::max_pool1d(t, options))
});

plain!(MaxPool2d; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let options = max_options(spec, &t.dims()[2..]);
    Flow::Image(ops::max_pool2d(t, options))
});

plain!(MaxPool3d; spec, x => {
    let t = Tensor::<5>::from_flow(x);
    let options = max_options(spec, &t.dims()[2..]);
    Flow::Volume(separated(
        t,
        |planes| ops::max_pool2d(planes, MaxPoolOptions {
            kernel_size: [options.kernel_size[1], options.kernel_size[2]],
            stride: [options.stride[1], options.stride[2]],
            padding: [options.padding[1], options.padding[2]],
            dilation: [options.dilation[1], options.dilation[2]],
            ceil_mode: options.ceil_mode,
        }),
        |columns| ops::max_pool2d(columns, MaxPoolOptions {
            kernel_size: [options.kernel_size[0], 1],
            stride: [options.stride[0], 1],
            padding: [options.padding[0], (0, 0)],
            dilation: [options.dilation[0], 1],
            ceil_mode: options.ceil_mode,
        }),
    ))
});

plain!(AvgPool1d; spec, x => {
    let t = Tensor::<3>::from_flow(x);
    let options = avg_options(spec, &t.dims()[2..]);
    Flow::Signal(ops::avg_pool1d(t, options))
});

plain!(AvgPool2d; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let options = avg_options(spec, &t.dims()[2..]);
    Flow::Image(ops::avg_pool2d(t, options))
});

plain!(AvgPool3d; spec, x => {
    let t = Tensor::<5>::from_flow(x);
    let options = avg_options(spec, &t.dims()[2..]);
    Flow::Volume(separated(
        t,
        |planes| ops::avg_pool2d(planes, AvgPoolOptions {
            kernel_size: [options.kernel_size[1], options.kernel_size[2]],
            stride: [options.stride[1], options.stride[2]],
            padding: [options.padding[1], options.padding[2]],
            count_include_pad: options.count_include_pad,
            ceil_mode: options.ceil_mode,
        }),
        |columns| ops::avg_pool2d(columns, AvgPoolOptions {
            kernel_size: [options.kernel_size[0], 1],
            stride: [options.stride[0], 1],
            padding: [options.padding[0], (0, 0)],
            count_include_pad: options.count_include_pad,
            ceil_mode: options.ceil_mode,
        }),
    ))
});

plain!(AdaptiveAvgPool1d; spec, x => {
    Flow::Signal(ops::adaptive_avg_pool1d(Tensor::from_flow(x), spec.size[0]))
});

plain!(AdaptiveAvgPool2d; spec, x => {
    Flow::Image(ops::adaptive_avg_pool2d(Tensor::from_flow(x), spec.size))
});

plain!(AdaptiveAvgPool3d; spec, x => {
    Flow::Volume(ops::adaptive_avg_pool3d(Tensor::from_flow(x), spec.size))
});

plain!(GlobalAvgPool; spec, x => match x {
    Flow::Features(t) => Flow::Features(t),
    Flow::Signal(t) => pooled(t, spec.keep_dims, Flow::Signal),
    Flow::Image(t) => pooled(t, spec.keep_dims, Flow::Image),
    Flow::Volume(t) => pooled(t, spec.keep_dims, Flow::Volume),
});

/// The mean over all positions of a channel.
fn pooled<const R: usize>(x: Tensor<R>, keep_dims: bool, wrap: impl Fn(Tensor<R>) -> Flow) -> Flow {
    let dims = x.dims();
    let positions = dims[2..].iter().product::<usize>();
    let means = x.reshape([dims[0], dims[1], positions]).mean_dim(2);
    if keep_dims {
        let mut shape = [1; R];
        shape[..2].copy_from_slice(&dims[..2]);
        wrap(means.reshape(shape))
    } else {
        Flow::Features(means.reshape([dims[0], dims[1]]))
    }
}

fn max_options<const D: usize>(spec: &MaxPool<D>, input: &[usize]) -> MaxPoolOptions<D> {
    let stride = spec.stride.unwrap_or(spec.kernel);
    MaxPoolOptions {
        kernel_size: spec.kernel,
        stride,
        padding: sides(&spec.padding, input, &spec.kernel, &stride, &spec.dilation),
        dilation: spec.dilation,
        ceil_mode: spec.ceil_mode,
    }
}

fn avg_options<const D: usize>(spec: &AvgPool<D>, input: &[usize]) -> AvgPoolOptions<D> {
    let stride = spec.stride.unwrap_or(spec.kernel);
    AvgPoolOptions {
        kernel_size: spec.kernel,
        stride,
        padding: sides(&spec.padding, input, &spec.kernel, &stride, &[1; D]),
        // As in TensorFlow the padding of `same` is no part of any mean.
        count_include_pad: spec.count_include_pad && spec.padding != Padding::Same,
        ceil_mode: spec.ceil_mode,
    }
}

/// First over height and width of every plane, then over the depth of every column.
fn separated(
    x: Tensor<5>,
    over_planes: impl Fn(Tensor<4>) -> Tensor<4>,
    over_columns: impl Fn(Tensor<4>) -> Tensor<4>,
) -> Tensor<5> {
    let [rows, channels, depth, height, width] = x.dims();
    let planes = over_planes(x.reshape([rows, channels * depth, height, width]));
    let [_, _, height, width] = planes.dims();
    let columns = over_columns(planes.reshape([rows, channels, depth, height * width]));
    let [_, _, depth, _] = columns.dims();
    columns.reshape([rows, channels, depth, height, width])
}
