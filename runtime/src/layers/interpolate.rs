//! Resizing.

use burn::tensor::ops::{InterpolateMode as Mode, InterpolateOptions};
use burn::tensor::{Tensor, TensorData, module as ops};

use super::{plain, refuse};
use crate::flow::{Carry, Flow};
use crate::shape::Shape;
use crate::shape::form::scaled_size;
use crate::shape::spec::{Interpolate, InterpolateMode};

plain!(Interpolate; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let [_, _, height, width] = t.dims();
    let size = match (spec.size, spec.scale) {
        (None, Some(scale)) => [height, width].map(|n| scaled_size(n, scale)),
        (size, _) => size.unwrap_or([height, width]),
    };
    Flow::Image(resized(spec, t, size))
});

impl Interpolate {
    /// To the height and width of `model`, of which nothing else is read.
    ///
    /// # Panics
    /// Where `x` or `model` is no image: the plan has refused it before.
    #[track_caller]
    pub fn forward_like(&self, x: Flow, model: &Flow) -> Flow {
        let &[_, _, height, width] = model.dims().as_slice() else {
            panic!(
                "`interpolate` expects `like` to be an image, found one of shape {:?}",
                model.dims()
            )
        };
        Flow::Image(resized(self, Tensor::from_flow(x), [height, width]))
    }
}

fn resized(spec: &Interpolate, x: Tensor<4>, size: [usize; 2]) -> Tensor<4> {
    let [rows, channels, height, width] = x.dims();
    if size.contains(&0) {
        refuse(spec.rule(Shape::of([channels, height, width])));
    }
    if spec.passes(height, size[0]) && spec.passes(width, size[1]) {
        return x;
    }
    if [height, width] == [1, 1] {
        // Wherever a new position lies, there is one number to take: a view does.
        return x.expand([rows, channels, size[0], size[1]]);
    }
    if !divides(spec, height, size[0]) || !divides(spec, width, size[1]) {
        return resampled(spec, x, size);
    }
    let mode = match spec.mode {
        InterpolateMode::Nearest => Mode::Nearest,
        InterpolateMode::Bilinear => Mode::Bilinear,
        InterpolateMode::Bicubic => Mode::Bicubic,
    };
    let options = InterpolateOptions::new(mode)
        .with_align_corners(spec.align_corners)
        .with_output_size(size);
    ops::interpolate(x, options)
}

/// Whether new positions are as far apart as the two sizes say, which is what Burn takes.
fn divides(spec: &Interpolate, from: usize, to: usize) -> bool {
    spec.align_corners || (spec.step(from, to) * to as f64 - from as f64).abs() < 1e-6
}

/// By a `scale` that leaves a part of a position over: 1.5 times 7 pixels are 10, and PyTorch lays them
/// 1 / 1.5 apart, not 7 / 10. Each axis is a product with the weights of the old positions.
fn resampled(spec: &Interpolate, x: Tensor<4>, [height, width]: [usize; 2]) -> Tensor<4> {
    let [_, _, from_height, from_width] = x.dims();
    let options = (&x.device(), x.dtype());
    let weights = |from: usize, to: usize| {
        let data = TensorData::new(weights(spec, from, to), [1, 1, to, from]);
        Tensor::<4>::from_data(data, options)
    };
    let wide = x.matmul(weights(from_width, width).transpose());
    weights(from_height, height).matmul(wide)
}

/// The weight of each of `from` old positions in each of `to` new ones, `[to, from]`.
fn weights(spec: &Interpolate, from: usize, to: usize) -> Vec<f32> {
    let step = spec.step(from, to);
    let mut weights = vec![0.0; to * from];
    for (at, row) in weights.chunks_exact_mut(from).enumerate() {
        let mut add = |position: isize, weight: f64| {
            row[position.clamp(0, from as isize - 1) as usize] += weight as f32;
        };
        let centre = (at as f64 + 0.5) * step - 0.5;
        match spec.mode {
            // In single precision, as PyTorch.
            InterpolateMode::Nearest => add((at as f32 * step as f32) as isize, 1.0),
            InterpolateMode::Bilinear => {
                let centre = centre.max(0.0);
                let left = centre.floor();
                add(left as isize, 1.0 - (centre - left));
                add(left as isize + 1, centre - left);
            }
            InterpolateMode::Bicubic => {
                let left = centre.floor();
                for tap in -1..=2 {
                    add(left as isize + tap, cubic(centre - left - tap as f64));
                }
            }
        }
    }
    weights
}

/// Keys' cubic at this distance, with PyTorch's a = −0.75.
fn cubic(distance: f64) -> f64 {
    let (a, d) = (-0.75, distance.abs());
    if d <= 1.0 {
        ((a + 2.0) * d - (a + 3.0)) * d * d + 1.0
    } else {
        a * (((d - 5.0) * d + 8.0) * d - 4.0)
    }
}
