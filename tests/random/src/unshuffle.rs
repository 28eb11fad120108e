//! An optional argument alone, and a rule that looks at the positions as far as they are known.

use firebrick::burn;
use firebrick::burn::module::Module;
use firebrick::burn::tensor::{Device, Tensor};
use firebrick::shape::{Counts, Fault};
use firebrick::{Dim, Shape};

/// Squares of pixels become channels, `nn.PixelUnshuffle`: `[batch, C, H, W]` to `[batch, C·f², H/f, W/f]`.
#[derive(Module, Debug)]
pub struct Unshuffle {
    factor: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct UnshuffleConfig {
    factor: usize,
}

firebrick::layer!(Unshuffle, UnshuffleConfig(; factor: usize = 2));

impl Unshuffle {
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let ([rows, channels, height, width], f) = (x.dims(), self.factor);
        let (height, width) = (height / f, width / f);
        x.reshape([rows, channels, height, f, width, f])
            .permute([0, 1, 3, 5, 2, 4])
            .reshape([rows, channels * f * f, height, width])
    }
}

impl UnshuffleConfig {
    /// What is left of an axis; none where squares do not fill it.
    const fn shortened(&self, axis: Dim) -> Option<Dim> {
        match axis {
            Dim::Known(n) if !n.is_multiple_of(self.factor) => None,
            Dim::Known(n) => Some(Dim::Known(n / self.factor)),
            open => Some(open),
        }
    }

    pub const fn output(&self, input: Shape) -> Result<Shape, Fault> {
        if let [Dim::Known(channels), height, width] = input.dims()
            && self.factor > 0
            && let Some(height) = self.shortened(*height)
            && let Some(width) = self.shortened(*width)
        {
            let channels = Dim::Known(*channels * self.factor * self.factor);
            return Ok(Shape::new([channels, height, width]));
        }
        Err(
            Fault::say("`Unshuffle` expects an image whose height and width the factor ")
                .number(self.factor)
                .text(" divides, found ")
                .shape(&input)
                .help("`Unshuffle(factor = 1)`"),
        )
    }

    pub const fn counts(&self, _: Shape) -> Counts {
        Counts::NONE
    }

    pub fn init(&self, _: Shape, _: &Device) -> Unshuffle {
        Unshuffle {
            factor: self.factor,
        }
    }
}
