//! Resizing.

use burn::tensor::ops::{InterpolateMode as Mode, InterpolateOptions};
use burn::tensor::{Tensor, module as ops};

use super::plain;
use crate::flow::{Carry, Flow};
use crate::shape::spec::{Interpolate, InterpolateMode};

plain!(Interpolate; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let [_, _, height, width] = t.dims();
    let size = match (spec.size, spec.scale) {
        (Some(size), _) => size,
        (None, scale) => [height, width].map(|n| (n as f64 * scale.unwrap_or(1.0)) as usize),
    };
    Flow::Image(resized(spec, t, size))
});

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
