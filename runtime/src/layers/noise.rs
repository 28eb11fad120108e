//! Layers that act in training only: on a device with autodiff.

use burn::tensor::{Distribution, Tensor};

use super::plain;
use crate::flow::each_rank;

plain!(Dropout; spec, x => each_rank!(x, t => {
    let shape = t.dims();
    thinned(t, shape, spec.p)
}));

plain!(StochasticDepth; spec, x => each_rank!(x, t => {
    let mut rows = t.dims();
    rows[1..].fill(1);
    thinned(t, rows, spec.p)
}));

/// Sets numbers to 0 with probability `p`, one draw for each number of `mask`, and scales the rest so
/// that the mean stays.
fn thinned<const R: usize>(x: Tensor<R>, mask: [usize; R], p: f64) -> Tensor<R> {
    if p == 0.0 || !x.device().is_autodiff() {
        return x;
    }
    if p >= 1.0 {
        return x * 0.0;
    }
    let keep = 1.0 - p;
    let kept = Tensor::<R>::random(mask, Distribution::Bernoulli(keep), &x.device());
    x * (kept * (1.0 / keep))
}
