//! A required argument and two optional ones, a module with a number of its own.

use firebrick::burn;
use firebrick::burn::module::Module;
use firebrick::burn::nn::{Linear, LinearConfig};
use firebrick::burn::tensor::{Device, Tensor};
use firebrick::shape::{Counts, Fault};
use firebrick::{Dim, Shape};

/// The largest of `pieces` linear functions (Goodfellow et al. 2013): `[batch, N]` to `[batch, out]`.
#[derive(Module, Debug)]
pub struct Maxout {
    linear: Linear,
    pieces: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct MaxoutConfig {
    out: usize,
    pieces: usize,
    bias: bool,
}

firebrick::layer!(
    Maxout,
    MaxoutConfig(out: usize; pieces: usize = 2, bias: bool = true)
);

impl Maxout {
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let all = self.linear.forward(x);
        let [rows, all_out] = all.dims();
        let out = all_out / self.pieces;
        let largest = all.reshape([rows, out, self.pieces]).max_dim(2);
        largest.reshape([rows, out])
    }
}

impl MaxoutConfig {
    const fn features(input: Shape) -> usize {
        match input.dims() {
            [Dim::Known(features)] => *features,
            _ => 0,
        }
    }

    pub const fn output(&self, input: Shape) -> Result<Shape, Fault> {
        if Self::features(input) > 0 && self.out > 0 && self.pieces > 0 {
            return Ok(Shape::of([self.out]));
        }
        Err(
            Fault::say("`Maxout` expects features, `out` and `pieces` of 1 or more, found ")
                .shape(&input)
                .text(", ")
                .number(self.out)
                .text(" and ")
                .number(self.pieces)
                .help("`flatten;` makes features of what has positions"),
        )
    }

    pub const fn counts(&self, input: Shape) -> Counts {
        let all = self.out * self.pieces;
        let weights = Self::features(input) * all;
        Counts {
            params: weights + if self.bias { all } else { 0 },
            buffers: 0,
            macs: Some(weights as u64),
        }
    }

    pub fn init(&self, input: Shape, device: &Device) -> Maxout {
        let all = self.out * self.pieces;
        let linear = LinearConfig::new(Self::features(input), all).with_bias(self.bias);
        Maxout {
            linear: linear.init(device),
            pieces: self.pieces,
        }
    }
}
