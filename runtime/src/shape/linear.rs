//! Matrix products.

use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// `y = x Wᵀ + b`, on features or, with `dim = channels`, at every position.
///
/// Shapes: in `[N]`, out `[out]`; with `dim = channels` in `[C, …]`, out `[out, …]`. Parameters:
/// `out · N` and `out` for the bias. Multiply-adds: positions × weight elements. Same as
/// `torch.nn.Linear`.
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
        let output = if everywhere && input.rank() > 0 {
            input.with_dim(0, Dim::Known(self.out))
        } else {
            Shape::of([self.out])
        };
        let mut ruled = Ruled::gives(output);
        if !everywhere {
            ruled = ruled.seeing([Window::Global; 3]);
        }
        if input.rank() > 1 && !everywhere {
            ruled = ruled.faulted(Fault::new(
                fact()
                    .str("`linear` expects features [N], found ")
                    .kind(&input),
                help()
                    .str("put `flatten;` or `global_avg_pool;` before it, or say `dim = channels`"),
            ));
        }
        if self.out == 0 {
            ruled = ruled.faulted(Fault::new(
                fact().str("`linear` expects 1 or more features `out`, found 0"),
                help().str("`out` is the number of outputs"),
            ));
        }
        let weights = self.out * input.channels_or_zero();
        let macs = match input.positions() {
            Some(positions) => Some(positions * weights as u64),
            None => None,
        };
        ruled.counting(weights + if self.bias { self.out } else { 0 }, 0, macs)
    }
}
