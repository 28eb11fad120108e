//! A trained tensor as the beginning of a branch.

use super::args::List;
use super::numbers::product;
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// A trained tensor of shape `dims`, the same for every row of the batch: a layer scale, a class
/// token. Of what flows in only the number of rows counts.
///
/// Shapes: out `dims`. Parameters: their product. Errors: a dimension of 0. Same as `torch.nn.Parameter`.
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

    /// What flows in gives nothing but the number of rows.
    pub const fn rule(&self, _: Shape) -> Ruled {
        let numbers = self.dims.numbers();
        let mut dims = [Dim::Unsure; 4];
        let mut empty = numbers.is_empty();
        let mut axis = 0;
        while axis < numbers.len() {
            if numbers[axis] == 0 {
                empty = true;
            } else {
                dims[axis] = Dim::Known(numbers[axis]);
            }
            axis += 1;
        }
        let output = Shape {
            dims,
            rank: numbers.len(),
        };
        let ruled = Ruled::gives(output).seeing([Window::Global; 3]);
        if empty {
            return ruled.faulted(no_numbers(numbers));
        }
        ruled
            .bounded(Self::NAME)
            .weighing(Self::NAME, product(numbers), 0, Some(0))
    }
}

const fn no_numbers(dims: &[usize]) -> Fault {
    let fact = fact().str("`parameter` expects one to four dimensions of 1 or more, found ");
    Fault::new(
        if dims.is_empty() {
            fact.str("none")
        } else {
            fact.list(dims)
        },
        help().str("`parameter([64, 1, 1])` is one number for each of 64 channels of an image"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, silent};
    use super::*;
    use crate::shape::Counts;

    const fn parameter<const R: usize>(dims: [usize; R]) -> Parameter {
        Parameter {
            dims: List::of(dims),
            init: 0.0,
        }
    }

    const _: () = assert!(parameter([96, 1, 1]).rule(Shape::UNSURE).counts.params == 96);

    #[test]
    fn it_gives_its_own_shape() {
        let ruled = silent(parameter([2, 3, 4, 5]).rule(Shape::of([7])));
        assert_eq!(ruled.output, Shape::of([2, 3, 4, 5]));
        assert_eq!(
            ruled.counts,
            Counts {
                params: 120,
                ..Counts::NONE
            }
        );
        assert_eq!(ruled.windows, [Window::Global; 3]);
    }

    #[test]
    fn nothing_to_train_is_refused() {
        let ruled = parameter([64, 0, 1]).rule(Shape::of([7]));
        assert_eq!(
            ruled.output.dims(),
            [Dim::Known(64), Dim::Unsure, Dim::Known(1)]
        );
        assert_eq!(
            said(ruled),
            "`parameter` expects one to four dimensions of 1 or more, found [64, 0, 1]\n\
             help: `parameter([64, 1, 1])` is one number for each of 64 channels of an image"
        );
        assert_eq!(
            said(Parameter::DEFAULT.rule(Shape::of([7]))),
            "`parameter` expects one to four dimensions of 1 or more, found none\n\
             help: `parameter([64, 1, 1])` is one number for each of 64 channels of an image"
        );
    }

    #[test]
    fn absurd_numbers_are_refused() {
        assert_eq!(
            said(parameter([1 << 24, 1 << 25]).rule(Shape::of([7]))),
            "`parameter` expects at most 281474976710656 numbers in its output, found 562949953421312\n\
             help: look for an argument with too many digits, or one that was computed wrongly"
        );
    }
}
