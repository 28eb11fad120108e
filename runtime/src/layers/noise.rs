//! Layers that act in training only: on a device with autodiff, as Burn's own dropout.

use burn::tensor::{Distribution, Tensor};

use super::plain;
use crate::flow::each_rank;

plain!(Dropout; spec, x => each_rank!(x, t => {
    let one_each = t.dims();
    thinned(t, one_each, spec.p)
}));

plain!(StochasticDepth; spec, x => each_rank!(x, t => {
    let mut one_a_row = t.dims();
    one_a_row[1..].fill(1);
    thinned(t, one_a_row, spec.p)
}));

/// Sets numbers to 0 with probability `p`, one draw for each number of `mask`, and scales the rest so
/// that the mean stays.
fn thinned<const R: usize>(x: Tensor<R>, mask: [usize; R], p: f64) -> Tensor<R> {
    if p == 0.0 || !x.is_autodiff() {
        return x;
    }
    if p >= 1.0 {
        return x * 0.0;
    }
    let keep = 1.0 - p;
    let options = (&x.device(), x.dtype());
    let kept = Tensor::<R>::random(mask, Distribution::Bernoulli(keep), options);
    x * (kept * (1.0 / keep))
}
