//! Pools. Burn has them over one and two axes; over three they are two pools in a row, for the largest
//! number and the mean are both separable.

use burn::tensor::ops::{AvgPoolOptions, MaxPoolOptions};
use burn::tensor::{Tensor, module as ops};

use super::{cpu, plain, refuse};
use crate::flow::{Carry, Flow};
use crate::shape::Shape;
use crate::shape::args::Padding;
use crate::shape::numbers::{extent, positions};
use crate::shape::spec::{AvgPool, MaxPool};

plain!(MaxPool1d; spec, x => {
    let t = Tensor::<3>::from_flow(x);
    let options = max_options(spec, &t.dims());
    Flow::Signal(ops::max_pool1d(t, options))
});

plain!(MaxPool2d; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let options = max_options(spec, &t.dims());
    Flow::Image(cpu::max_pool2d(t, options))
});

plain!(MaxPool3d; spec, x => {
    let t = Tensor::<5>::from_flow(x);
    let MaxPoolOptions { kernel_size, stride, padding, dilation, ceil_mode } =
        max_options(spec, &t.dims());
    Flow::Volume(separated(
        t,
        |planes| ops::max_pool2d(planes, MaxPoolOptions {
            kernel_size: last(kernel_size),
            stride: last(stride),
            padding: last(padding),
            dilation: last(dilation),
            ceil_mode,
        }),
        |columns| ops::max_pool2d(columns, MaxPoolOptions {
            kernel_size: [kernel_size[0], 1],
            stride: [stride[0], 1],
            padding: [padding[0], (0, 0)],
            dilation: [dilation[0], 1],
            ceil_mode,
        }),
    ))
});

plain!(AvgPool1d; spec, x => {
    let t = Tensor::<3>::from_flow(x);
    let options = avg_options(spec, &t.dims());
    Flow::Signal(ops::avg_pool1d(t, options))
});

plain!(AvgPool2d; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let options = avg_options(spec, &t.dims());
    Flow::Image(cpu::avg_pool2d(t, options))
});

plain!(AvgPool3d; spec, x => {
    let t = Tensor::<5>::from_flow(x);
    let AvgPoolOptions { kernel_size, stride, padding, count_include_pad, ceil_mode } =
        avg_options(spec, &t.dims());
    Flow::Volume(separated(
        t,
        |planes| ops::avg_pool2d(planes, AvgPoolOptions {
            kernel_size: last(kernel_size),
            stride: last(stride),
            padding: last(padding),
            count_include_pad,
            ceil_mode,
        }),
        |columns| ops::avg_pool2d(columns, AvgPoolOptions {
            kernel_size: [kernel_size[0], 1],
            stride: [stride[0], 1],
            padding: [padding[0], (0, 0)],
            count_include_pad,
            ceil_mode,
        }),
    ))
});

plain!(AdaptiveAvgPool1d; spec, x => {
    let t = Tensor::<3>::from_flow(x);
    Flow::Signal(shared(t, spec.size, |t, [length]| ops::adaptive_avg_pool1d(t, length)))
});

plain!(AdaptiveAvgPool2d; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    Flow::Image(shared(t, spec.size, ops::adaptive_avg_pool2d))
});

plain!(AdaptiveAvgPool3d; spec, x => {
    let t = Tensor::<5>::from_flow(x);
    Flow::Volume(shared(t, spec.size, ops::adaptive_avg_pool3d))
});

plain!(GlobalAvgPool; spec, x => match (x, spec.keep_dims) {
    (Flow::Features(t), _) => Flow::Features(t),
    (Flow::Signal(t), false) => Flow::Features(means(t)),
    (Flow::Image(t), false) => Flow::Features(means(t)),
    (Flow::Volume(t), false) => Flow::Features(means(t)),
    (Flow::Signal(t), true) => Flow::Signal(means(t)),
    (Flow::Image(t), true) => Flow::Image(means(t)),
    (Flow::Volume(t), true) => Flow::Volume(means(t)),
});

/// The mean over all positions of a channel, `[batch, C, 1, …]` or without the ones.
///
/// Burn's mean over one axis is vectorised: it takes a tenth of the time of its adaptive pool.
fn means<const R: usize, const Q: usize>(x: Tensor<R>) -> Tensor<Q> {
    let dims = x.dims();
    let positions = dims[2..].iter().product::<usize>();
    let mut shape = [1; Q];
    shape[..2].copy_from_slice(&dims[..2]);
    x.reshape([dims[0], dims[1], positions])
        .mean_dim(2)
        .reshape(shape)
}

/// An adaptive pool, where there is something to do.
fn shared<const D: usize, const R: usize>(
    x: Tensor<R>,
    size: [usize; D],
    pool: impl FnOnce(Tensor<R>, [usize; D]) -> Tensor<R>,
) -> Tensor<R> {
    if x.dims()[2..] == size {
        x
    } else if size == [1; D] {
        means(x)
    } else {
        pool(x, size)
    }
}

/// For an input of these dimensions, the batch first.
fn max_options<const D: usize>(spec: &MaxPool<D>, dims: &[usize]) -> MaxPoolOptions<D> {
    let windows = Windows {
        dims,
        extent: std::array::from_fn(|axis| extent(spec.kernel[axis], spec.dilation[axis])),
        stride: spec.stride.unwrap_or(spec.kernel),
    };
    let Some((padding, ceil_mode)) = windows.fitted(&spec.padding, spec.ceil_mode, false) else {
        refuse(spec.rule(without_batch(dims)))
    };
    MaxPoolOptions {
        kernel_size: spec.kernel,
        stride: windows.stride,
        padding,
        dilation: spec.dilation,
        ceil_mode,
    }
}

/// For an input of these dimensions, the batch first.
fn avg_options<const D: usize>(spec: &AvgPool<D>, dims: &[usize]) -> AvgPoolOptions<D> {
    let windows = Windows {
        dims,
        extent: spec.kernel,
        stride: spec.stride.unwrap_or(spec.kernel),
    };
    // As in TensorFlow the padding of `same` is no part of any mean.
    let count_include_pad = spec.count_include_pad && spec.padding != Padding::Same;
    let fitted = windows.fitted(&spec.padding, spec.ceil_mode, count_include_pad);
    let Some((padding, ceil_mode)) = fitted else {
        refuse(spec.rule(without_batch(dims)))
    };
    AvgPoolOptions {
        kernel_size: spec.kernel,
        stride: windows.stride,
        padding,
        count_include_pad,
        ceil_mode,
    }
}

/// The windows of a pool over an input of these dimensions.
struct Windows<'a, const D: usize> {
    dims: &'a [usize],
    extent: [usize; D],
    stride: [usize; D],
}

type Sides<const D: usize> = [(usize, usize); D];

impl<const D: usize> Windows<'_, D> {
    /// The padding, and whether to round up; `None` where the input is too small for a window.
    fn fitted(
        &self,
        padding: &Padding<D>,
        ceil_mode: bool,
        padding_counts: bool,
    ) -> Option<(Sides<D>, bool)> {
        let sides: Sides<D> = std::array::from_fn(|axis| {
            padding.around(
                axis,
                self.dims[axis + 2],
                self.extent[axis],
                self.stride[axis],
            )
        });
        let positions = self.positions(&sides, ceil_mode)?;
        if padding_counts || sides.iter().all(|(begin, end)| begin == end) {
            return Some((sides, ceil_mode));
        }
        // Burn copies its input to pad it unevenly. Where padding is not looked at, the windows are the
        // same with what is in front on both sides, as long as there are as many.
        let front = sides.map(|(begin, _)| (begin, begin));
        let allowed = (0..D).all(|axis| 2 * front[axis].0 <= self.extent[axis]);
        let rounding = [false, true]
            .into_iter()
            .find(|ceil_mode| allowed && self.positions(&front, *ceil_mode) == Some(positions));
        Some(match rounding {
            Some(ceil_mode) => (front, ceil_mode),
            None => (sides, ceil_mode),
        })
    }

    fn positions(&self, sides: &Sides<D>, ceil_mode: bool) -> Option<[usize; D]> {
        let mut out = [0; D];
        for (axis, out) in out.iter_mut().enumerate() {
            *out = positions(
                self.dims[axis + 2],
                sides[axis],
                self.extent[axis],
                self.stride[axis],
                ceil_mode,
            )?;
        }
        Some(out)
    }
}

fn without_batch(dims: &[usize]) -> Shape {
    match *dims {
        [_, c, l] => Shape::of([c, l]),
        [_, c, h, w] => Shape::of([c, h, w]),
        [_, c, d, h, w] => Shape::of([c, d, h, w]),
        _ => unreachable!("a pool takes a signal, an image or a volume"),
    }
}

/// Height and width of depth, height and width.
fn last<T: Copy>([_, height, width]: [T; 3]) -> [T; 2] {
    [height, width]
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

#[cfg(test)]
mod tests;
