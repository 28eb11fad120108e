//! Layers that act in training only.

use super::text::Text;
use super::{Fault, Ruled, Shape, fact, help};

/// Sets each number to 0 with probability `p` and scales the others by `1 / (1 − p)`, in training: on a
/// device with autodiff, as Burn's own dropout. Elsewhere the value passes.
///
/// Shapes: any, left as it is. Errors (compile time): `p` outside 0 to 1. Parameters: none.
/// Same as `torch.nn.Dropout`. Source: Srivastava et al. 2014, JMLR 15.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    pub p: f64,
}

/// Sets whole rows of the batch to 0 with probability `p` and scales the others by `1 / (1 − p)`, in
/// training: on a device with autodiff. Elsewhere the value passes. It stands at the end of a residual
/// branch, which it leaves out at random.
///
/// Shapes: any, left as it is. Errors (compile time): `p` outside 0 to 1. Parameters: none.
/// Same as `torchvision.ops.StochasticDepth(p, "row")`. Source: Huang et al. 2016, arXiv:1603.09382.
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
    ruled.faulted(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects a probability `p` from 0 to 1, found ")
            .float(p),
        likely(p),
    ))
}

/// What was meant: 20 is a per cent.
const fn likely(p: f64) -> Text<256> {
    if p > 1.0 && p <= 100.0 {
        help()
            .str("`p = ")
            .float(p / 100.0)
            .str("`: a fraction, not a per cent")
    } else {
        help().str("`p = 0.5` leaves out one half")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, silent};
    use super::*;

    const IMAGE: Shape = Shape::of([64, 8, 8]);

    const _: () = assert!(Dropout { p: 0.2 }.rule(IMAGE).fault.is_none());

    #[test]
    fn a_probability_leaves_the_shape() {
        for p in [0.0, 0.2, 1.0] {
            assert_eq!(silent(Dropout { p }.rule(IMAGE)).output, IMAGE);
            assert_eq!(silent(StochasticDepth { p }.rule(IMAGE)).output, IMAGE);
        }
        silent(Dropout { p: 0.2 }.rule(Shape::UNSURE));
    }

    #[test]
    fn other_numbers_are_refused() {
        for (p, found, help) in [
            (20.0, "20.0", "`p = 0.2`: a fraction, not a per cent"),
            (-0.1, "-0.1", "`p = 0.5` leaves out one half"),
            (f64::NAN, "NaN", "`p = 0.5` leaves out one half"),
            (f64::INFINITY, "inf", "`p = 0.5` leaves out one half"),
        ] {
            let ruled = Dropout { p }.rule(IMAGE);
            assert_eq!(ruled.output, IMAGE);
            assert_eq!(
                said(ruled),
                format!(
                    "`dropout` expects a probability `p` from 0 to 1, found {found}\nhelp: {help}"
                )
            );
            assert!(
                said(StochasticDepth { p }.rule(IMAGE)).starts_with("`stochastic_depth` expects")
            );
        }
    }
}
