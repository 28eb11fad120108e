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

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_values, counted};
    use crate::flow::Flow;
    use crate::part::Layer;
    use crate::shape::spec;

    #[track_caller]
    fn assert_normed(size: usize, beta: f64, k: f64, expected: [f32; 5]) {
        let norm = spec::LocalResponseNorm {
            size,
            alpha: 1.0,
            beta,
            k,
        };
        let y = norm.forward(Flow::Image(counted([1, 5, 1, 1])));
        assert_values(y, [1, 5, 1, 1], &expected);
    }

    /// What PyTorch gives for the channels 1, 2, 3, 4, 5.
    #[test]
    fn neighbours_as_in_pytorch() {
        assert_normed(1, 0.75, 1.0, [0.5946, 0.59814, 0.53348, 0.47777, 0.43425]);
        assert_normed(2, 0.75, 1.0, [0.73779, 0.78159, 0.66195, 0.56795, 0.50077]);
        assert_normed(3, 0.75, 1.0, [0.47921, 0.54455, 0.50828, 0.46419, 0.66715]);
        assert_normed(4, 0.75, 1.0, [0.54433, 0.64732, 0.60264, 0.53831, 0.70994]);
        assert_normed(3, 0.5, 2.0, [0.52223, 0.7746, 0.87831, 0.92582, 1.26323]);
    }

    #[test]
    fn more_neighbours_than_channels() {
        assert_normed(20, 0.75, 1.0, [0.37109, 0.74218, 1.11326, 1.48435, 1.85544]);
    }
}
