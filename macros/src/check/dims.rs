//! Shapes as they are written: `[3, 224, 224]`

use syn::Expr;
use syn::spanned::Spanned;

use super::literal::{Literal, found, whole_near};
use crate::ast::{Dimension, Dims};
use crate::errors::Errors;

/// One to four dimensions; channels are numbers, and none is 0. `subject` is what has the shape.
pub fn check_dims(subject: &str, dims: &Dims, errors: &Errors) {
    if dims.dims.len() > 4 {
        errors.report(
            dims.span,
            format!(
                "{subject}: expected a shape of one to four dimensions, found {}",
                dims.dims.len()
            ),
            "`[N]` features, `[C, L]` a signal, `[C, H, W]` an image, `[C, D, H, W]` a volume; \
             the batch is not written",
        );
        return;
    }
    for (axis, dim) in dims.dims.iter().enumerate() {
        match dim {
            Dimension::Any(span) if axis == 0 => errors.report(
                *span,
                format!("{subject}: channels must be known, expected a number, found `_`"),
                "write the number; only the dimensions after the first may be left open",
            ),
            Dimension::Any(_) => {}
            Dimension::Known(value) => check_dimension(subject, value, errors),
        }
    }
}

fn check_dimension(subject: &str, value: &Expr, errors: &Errors) {
    let (expected, help) = match Literal::of(value) {
        Literal::Whole(0, _) => (
            "a dimension of 1 or more",
            "`_` leaves a dimension open until run time".to_owned(),
        ),
        Literal::Whole(..) | Literal::Word(_) | Literal::Other => return,
        Literal::Real(number, _) => {
            let near = whole_near(number);
            let near: Vec<_> = near.iter().map(|number| format!("`{number}`")).collect();
            ("a whole number", near.join(" or "))
        }
        Literal::Text(text) => match text.trim().parse::<u64>() {
            Ok(number) => ("a whole number", format!("`{number}`")),
            Err(_) => ("a whole number", "`[3, 224, 224]`".to_owned()),
        },
        Literal::Flag(_) | Literal::List(..) | Literal::Tuple(_) => {
            ("a whole number", "`[3, 224, 224]`".to_owned())
        }
    };
    errors.report(
        value.span(),
        format!("{subject}: expected {expected}, found {}", found(value)),
        help,
    );
}
