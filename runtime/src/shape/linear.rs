//! Matrix products.

use super::numbers::product;
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// `y = x Wᵀ + b`, on features or, with `dim = channels`, at every position.
///
/// Shapes: in `[N]`, out `[out]`; with `dim = channels` in `[C, …]`, out `[out, …]`. Parameters:
/// `out · N` and `out` for the bias. Multiply-adds: positions × weight elements. Errors: positions without
/// `dim = channels`. Same as `torch.nn.Linear`, whose weight `[out, N]` it is by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    pub out: usize,
    pub bias: bool,
    pub dim: LinearDim,
}

/// What a [`Linear`] is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinearDim {
    /// The features; a value with positions is refused.
    Features,
    /// The channels at every position.
    Channels,
}

impl Linear {
    pub const DEFAULT: Self = Linear {
        out: 0,
        bias: true,
        dim: LinearDim::Features,
    };

    pub const NAME: &'static str = "linear";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let everywhere = matches!(self.dim, LinearDim::Channels);
        let out = if self.out == 0 {
            Dim::Unsure
        } else {
            Dim::Known(self.out)
        };
        let output = match (everywhere, input.rank()) {
            (true, 0) => Shape::UNSURE,
            (true, _) => input.with_dim(0, out),
            (false, _) => Shape::new([out]),
        };
        let mut ruled = Ruled::gives(output);
        if !everywhere {
            ruled = ruled.seeing([Window::Global; 3]);
        }
        if input.rank() > 1 && !everywhere {
            ruled = ruled.faulted(has_positions(&input));
        }
        if self.out == 0 {
            ruled = ruled.faulted(Fault::new(
                fact().str("`linear` expects 1 or more features `out`, found 0"),
                help().str("`out = 1` or more: the number of its outputs"),
            ));
        }
        let weights = product(&[self.out, input.channels_or_zero()]);
        let bias = if self.bias { self.out as u64 } else { 0 };
        ruled
            .bounded(Self::NAME)
            .weighing(Self::NAME, weights, bias, input.positions())
    }
}

/// Keras would apply it at every position, a newcomer means the flattened value: it has to be said.
const fn has_positions(input: &Shape) -> Fault {
    Fault::new(
        fact().str("`linear` expects features [N], found ").kind(input),
        // What is open has no number of features, so it cannot be flattened.
        help().str(if input.is_open() {
            "put `global_avg_pool;` before it, or write `dim = channels` to apply it at every position"
        } else {
            "put `flatten;` or `global_avg_pool;` before it, or write `dim = channels` to apply it at \
             every position"
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, silent};
    use super::*;

    const ON_FEATURES: Linear = Linear {
        out: 10,
        ..Linear::DEFAULT
    };

    const EVERYWHERE: Linear = Linear {
        out: 10,
        bias: false,
        dim: LinearDim::Channels,
    };

    const _: () = {
        let ruled = ON_FEATURES.rule(Shape::of([512]));
        assert!(ruled.counts.params == 5130);
        assert!(matches!(ruled.counts.macs, Some(5120)));
    };

    #[test]
    fn a_matrix_on_features() {
        let ruled = silent(ON_FEATURES.rule(Shape::of([512])));
        assert_eq!(ruled.output, Shape::of([10]));
        assert_eq!(ruled.windows, [Window::Global; 3]);
    }

    #[test]
    fn a_matrix_at_every_position() {
        let ruled = silent(EVERYWHERE.rule(Shape::of([96, 7, 5])));
        assert_eq!(ruled.output, Shape::of([10, 7, 5]));
        assert_eq!(ruled.counts.params, 960);
        assert_eq!(ruled.counts.macs, Some(960 * 35));
        assert_eq!(ruled.windows, [Window::POINT; 3]);

        let open = Shape::new([Dim::Known(96), Dim::Any, Dim::Any]);
        let ruled = silent(EVERYWHERE.rule(open));
        assert_eq!(ruled.output, open.with_dim(0, Dim::Known(10)));
        assert_eq!(ruled.counts.macs, None);
    }

    #[test]
    fn positions_are_refused() {
        let ruled = ON_FEATURES.rule(Shape::of([64, 7, 7]));
        assert_eq!(ruled.output, Shape::of([10]), "what it decides stays known");
        assert_eq!(
            said(ruled),
            "`linear` expects features [N], found the image [64, 7, 7]\n\
             help: put `flatten;` or `global_avg_pool;` before it, or write `dim = channels` to apply it \
             at every position"
        );
        let open = Shape::new([Dim::Known(64), Dim::Any]);
        assert_eq!(
            said(ON_FEATURES.rule(open)),
            "`linear` expects features [N], found the signal [64, _]\n\
             help: put `global_avg_pool;` before it, or write `dim = channels` to apply it at every position"
        );
    }

    #[test]
    fn no_outputs_are_refused() {
        let ruled = Linear::DEFAULT.rule(Shape::of([64]));
        assert_eq!(ruled.output.dims(), [Dim::Unsure]);
        assert_eq!(
            said(ruled),
            "`linear` expects 1 or more features `out`, found 0\n\
             help: `out = 1` or more: the number of its outputs"
        );
    }

    #[test]
    fn absurd_numbers_are_refused() {
        let linear = Linear {
            out: usize::MAX,
            ..Linear::DEFAULT
        };
        assert_eq!(
            said(linear.rule(Shape::of([64]))),
            "`linear` expects at most 281474976710656 numbers in its output, found more than can be counted\n\
             help: look for an argument with too many digits, or one that was computed wrongly"
        );
    }

    #[test]
    fn undecided_shapes_are_let_through() {
        silent(ON_FEATURES.rule(Shape::UNSURE));
        assert_eq!(silent(EVERYWHERE.rule(Shape::UNSURE)).output.rank(), 0);
    }
}
