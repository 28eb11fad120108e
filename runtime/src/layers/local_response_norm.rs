//! AlexNet's and GoogLeNet's first normalisation.

use burn::tensor::module::avg_pool2d;
use burn::tensor::ops::AvgPoolOptions;

use super::plain;
use crate::flow::each_rank;

// The mean of neighbouring channels is a pool over the channels, with everything else as its width.
plain!(LocalResponseNorm; spec, x => each_rank!(x, t => {
    let dims = t.dims();
    let [rows, channels] = [dims[0], dims[1]];
    let positions = dims.iter().skip(2).product::<usize>();
    let squares = t.clone().powi_scalar(2).reshape([rows, 1, channels, positions]);
    let mut options = AvgPoolOptions::new([spec.size, 1]);
    options.stride = [1, 1];
    options.padding = [(spec.size / 2, (spec.size - 1) / 2), (0, 0)];
    let means = avg_pool2d(squares, options).reshape(dims);
    t / (means * spec.alpha + spec.k).powf_scalar(spec.beta)
}));
