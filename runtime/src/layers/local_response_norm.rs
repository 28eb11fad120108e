//! AlexNet's and GoogLeNet's first normalisation.

use burn::tensor::Tensor;
use burn::tensor::ops::PadMode;

use super::plain;
use crate::flow::each_rank;

plain!(LocalResponseNorm; spec, x => each_rank!(x, t => {
    let sums = sums_of_neighbours(t.clone() * t.clone(), spec.size);
    t / power(sums * (spec.alpha / spec.size as f64) + spec.k, spec.beta)
}));

/// The sum over `size` channels around each, `size / 2` of them in front.
///
/// Whole slices are added: Burn's pool over the channels takes eight times as long.
fn sums_of_neighbours<const R: usize>(x: Tensor<R>, size: usize) -> Tensor<R> {
    let dims = x.dims();
    let [rows, channels] = [dims[0], dims[1]];
    let positions = dims[2..].iter().product::<usize>();
    let farthest = channels - 1;
    let (before, after) = ((size / 2).min(farthest), ((size - 1) / 2).min(farthest));
    let padded = x
        .reshape([rows, channels, positions])
        .pad([(before, after), (0, 0)], PadMode::Constant(0.0));
    (1..=before + after)
        .map(|shift| padded.clone().narrow(1, shift, channels))
        .fold(padded.clone().narrow(1, 0, channels), |sum, slice| {
            sum + slice
        })
        .reshape(dims)
}

/// `x^exponent`; that of the papers, ¾, is two square roots.
fn power<const R: usize>(x: Tensor<R>, exponent: f64) -> Tensor<R> {
    if exponent == 0.75 {
        let root = x.sqrt();
        return root.clone().sqrt() * root;
    }
    x.powf_scalar(exponent)
}
