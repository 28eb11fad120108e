//! Resizing.

use burn::tensor::ops::{InterpolateMode as Mode, InterpolateOptions, PadMode};
use burn::tensor::{Tensor, module as ops};

use super::plain;
use crate::flow::{Carry, Flow};
use crate::shape::spec::{Interpolate, InterpolateMode};

plain!(Interpolate; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let [_, _, height, width] = t.dims();
    Flow::Image(match (spec.size, spec.scale) {
        (Some(size), _) => resized(spec, t, size),
        (None, Some(scale)) => scaled(spec, t, scale),
        (None, None) => resized(spec, t, [height, width]),
    })
});

/// By a factor. Where the factor leaves a fraction of a position, PyTorch still places the new positions by
/// the factor, while Burn places them by the two sizes: the image is continued at its edge until both are
/// the same, and what is too much is cut off.
fn scaled(spec: &Interpolate, x: Tensor<4>, scale: f64) -> Tensor<4> {
    let [_, _, height, width] = x.dims();
    let size = [height, width].map(|n| (n as f64 * scale) as usize);
    let whole = [height, width].map(|n| (n..n + 64).find(|&n| (n as f64 * scale).fract() < 1e-9));
    let [Some(tall), Some(wide)] = whole else {
        return resized(spec, x, size);
    };
    if spec.align_corners || [tall, wide] == [height, width] {
        return resized(spec, x, size);
    }
    let continued = x.pad([(0, tall - height), (0, wide - width)], PadMode::Edge);
    let full = [tall, wide].map(|n| (n as f64 * scale).round() as usize);
    resized(spec, continued, full)
        .narrow(2, 0, size[0])
        .narrow(3, 0, size[1])
}

impl Interpolate {
    /// To the height and width of `model`, of which nothing else is read.
    pub(crate) fn forward_like(&self, x: Flow, model: &Flow) -> Flow {
        let dims = model.dims();
        let size = [dims[2], dims[3]];
        Flow::Image(resized(self, Tensor::from_flow(x), size))
    }
}

fn resized(spec: &Interpolate, x: Tensor<4>, size: [usize; 2]) -> Tensor<4> {
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
