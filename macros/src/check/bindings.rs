//! Names that `let` and `for` bind.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, PatIdent, Type};

use super::literal::shown;
use crate::errors::Errors;

/// `input` is the shape that enters a statement: a value of that name would never be read.
pub fn check_pattern(pattern: &Pat, errors: &Errors) {
    let mut inputs = Inputs { errors };
    inputs.visit_pat(pattern);
}

struct Inputs<'e> {
    errors: &'e Errors,
}

impl<'p> Visit<'p> for Inputs<'_> {
    fn visit_pat_ident(&mut self, pattern: &'p PatIdent) {
        if pattern.ident == "input" {
            self.errors.report(
                pattern.ident.span(),
                "`input`: expected a name that is free, found that of the shape that flows in",
                "call the value `input_value`, say",
            );
        }
        visit::visit_pat_ident(self, pattern);
    }
}

/// `for (width, n) in [(64, 2, 1)]`: every round gives as many values as the pattern takes apart.
pub fn check_rounds(pattern: &Pat, list: &Expr, errors: &Errors) {
    let (Pat::Tuple(names), Expr::Array(list)) = (pattern, list) else {
        return;
    };
    let rest = names.elems.iter().any(|name| matches!(name, Pat::Rest(_)));
    let wanted = names.elems.len();
    let other = list.elems.iter().find_map(|round| match round {
        Expr::Tuple(tuple) if !rest && tuple.elems.len() != wanted => Some(tuple),
        _ => None,
    });
    if let Some(tuple) = other {
        errors.report(
            tuple.span(),
            format!(
                "`for`: expected {wanted} values for `{}`, found {}",
                shown(pattern),
                tuple.elems.len()
            ),
            "give each round as many values as the pattern has names",
        );
    }
}

/// `let width = 3 as x;`: to Rust `x` is a type, but a lower-case one is meant to keep a value.
pub fn kept_by_let(value: &Expr) -> Option<&Ident> {
    let Expr::Cast(cast) = value else {
        return None;
    };
    let Type::Path(ty) = &*cast.ty else {
        return None;
    };
    let name = ty.path.get_ident()?;
    let text = name.to_string();
    let is_primitive = PRIMITIVES.contains(&text.as_str());
    (!is_primitive && text.starts_with(char::is_lowercase)).then_some(name)
}

const PRIMITIVES: [&str; 17] = [
    "usize", "u8", "u16", "u32", "u64", "u128", "isize", "i8", "i16", "i32", "i64", "i128", "f32",
    "f64", "bool", "char", "str",
];
