//! Layers that act in training only.

use super::{Ruled, Shape};

/// Sets numbers to 0 with probability `p` in training. Same as `torch.nn.Dropout`.
/// Source: Srivastava et al. 2014.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    pub p: f64,
}

/// Sets whole rows of the batch to 0 with probability `p` in training, and scales the others by
/// `1 / (1 − p)`. Same as `torchvision.ops.StochasticDepth(p, "row")`.
/// Source: Huang et al. 2016, arXiv:1603.09382.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StochasticDepth {
    pub p: f64,
}

impl Dropout {
    pub const DEFAULT: Self = Dropout { p: 0.5 };

    pub const NAME: &'static str = "dropout";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl StochasticDepth {
    pub const DEFAULT: Self = StochasticDepth { p: 0.0 };

    pub const NAME: &'static str = "stochastic_depth";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}
