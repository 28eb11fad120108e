//! Layers that act in training only.

use super::{Fault, Ruled, Shape, fact, help};

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
        with_probability(Self::NAME, self.p, input)
    }
}

impl StochasticDepth {
    pub const DEFAULT: Self = StochasticDepth { p: 0.0 };

    pub const NAME: &'static str = "stochastic_depth";

    pub const fn rule(&self, input: Shape) -> Ruled {
        with_probability(Self::NAME, self.p, input)
    }
}

const fn with_probability(layer: &'static str, p: f64, input: Shape) -> Ruled {
    let ruled = Ruled::gives(input);
    if p >= 0.0 && p <= 1.0 {
        return ruled;
    }
    let fact = fact()
        .str("`")
        .str(layer)
        .str("` expects a probability from 0 to 1, found ");
    let fact = if p.is_nan() { fact.str("NaN") } else { fact.float(p) };
    ruled.faulted(Fault::new(
        fact,
        help().str("`p = 0.5` leaves out one half"),
    ))
}
