//! A trained tensor as the beginning of a branch.

use super::args::List;
use super::{Fault, Ruled, Shape, Window, fact, help};

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

    pub const fn rule(&self, _: Shape) -> Ruled {
        let output = self.dims.shape();
        let ruled = Ruled::gives(output).seeing([Window::Global; 3]);
        match output.elements() {
            Some(elements) if elements > 0 => ruled.counting(elements as usize, 0, Some(0)),
            _ => ruled.faulted(Fault::new(
                fact()
                    .str("`parameter` expects one to four dimensions of 1 or more, found ")
                    .shape(&output),
                help().str("`parameter([64, 1, 1])` is one number for each of 64 channels"),
            )),
        }
    }
}
