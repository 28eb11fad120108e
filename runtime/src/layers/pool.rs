//! Pools.

use burn::tensor::Tensor;
use burn::tensor::module::{adaptive_avg_pool2d, max_pool2d};
use burn::tensor::ops::MaxPoolOptions;

use super::plain;
use crate::flow::{Carry, Flow};
use crate::shape::args::Padding;

plain!(MaxPool2d; spec, x => {
    let stride = spec.stride.unwrap_or(spec.kernel);
    let Padding::Explicit { begin, end } = spec.padding else { unimplemented!() };
    let mut options = MaxPoolOptions::new(spec.kernel);
    options.stride = stride;
    options.padding = [(begin[0], end[0]), (begin[1], end[1])];
    options.dilation = spec.dilation;
    options.ceil_mode = spec.ceil_mode;
    Flow::Image(max_pool2d(Tensor::<4>::from_flow(x), options))
});

plain!(GlobalAvgPool; spec, x => {
    let t = adaptive_avg_pool2d(Tensor::<4>::from_flow(x), [1, 1]);
    if spec.keep_dims { Flow::Image(t) } else { Flow::Features(t.flatten(1, 3)) }
});

plain!(Flatten; _spec, x => match x {
    Flow::Image(t) => Flow::Features(t.flatten(1, 3)),
    other => other,
});

plain!(Interpolate; _spec, x => x);

impl crate::shape::spec::Interpolate {
    pub fn forward_like(&self, x: Flow, _: &Flow) -> Flow { x }
}
