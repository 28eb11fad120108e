//! A trained tensor as the beginning of a branch.

use super::args::List;
use super::{Counts, Ruled, Shape};

/// A trained tensor of shape `dims`, the same for every row of the batch: a layer scale, a class
/// token. Whatever flows in is left out. Same as `torch.nn.Parameter`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    pub dims: List,
    pub init: f64,
}

impl Parameter {
    pub const DEFAULT: Self = Parameter {
        dims: List::EMPTY,
        init: 0.0,
    };

    pub const NAME: &'static str = "parameter";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let _ = Counts::NONE;
        Ruled::gives(input)
    }
}
