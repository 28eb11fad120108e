//! What expressions ask of `input`, the shape that enters a statement.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Ident, Member};

use super::suggest::nearest;
use crate::errors::Errors;

/// What can be asked, without and with parentheses.
const FIELDS: [&str; 6] = ["channels", "features", "length", "depth", "height", "width"];
const METHODS: [&str; 4] = ["len", "rank", "dims", "elements"];

/// Reports what `input` does not answer: `input.shape[0]`, `input.size(1)`, `input[0]`, `input.channel`.
///
/// A type of ours would show in rustc's words, and those have no help.
pub fn check_value(value: &Expr, errors: &Errors) {
    Reads { errors }.visit_expr(value);
}

struct Reads<'e> {
    errors: &'e Errors,
}

impl<'v> Visit<'v> for Reads<'_> {
    fn visit_expr(&mut self, value: &'v Expr) {
        match value {
            // `input.shape[0]` is one question.
            Expr::Index(index) if asked(&index.expr).is_some() || is_input(&index.expr) => {
                let (span, what) = asked(&index.expr).map_or_else(
                    || (index.expr.span(), "[…]".to_owned()),
                    |name| (name.span(), format!(".{name}[…]")),
                );
                self.report(span, &what, "");
            }
            Expr::Field(field) if is_input(&field.base) => {
                if let Some(name) = asked(value)
                    && !FIELDS.iter().any(|known| name == known)
                {
                    self.report(name.span(), &format!(".{name}"), &name.to_string());
                }
            }
            Expr::MethodCall(call) if is_input(&call.receiver) => {
                let name = &call.method;
                let mut known = FIELDS.iter().chain(&METHODS);
                if !known.any(|known| name == known) {
                    self.report(name.span(), &format!(".{name}()"), &name.to_string());
                }
            }
            other => visit::visit_expr(self, other),
        }
    }
}

impl Reads<'_> {
    fn report(&self, span: Span, what: &str, written: &str) {
        let help = match nearest(written, FIELDS) {
            Some(meant) => format!("`input.{meant}`"),
            None if written == "len" => "`input.len()`".to_owned(),
            None => "`input.channels`, `input.height`, `input.width`, or `input.features`, \
                     `input.length`, `input.depth`"
                .to_owned(),
        };
        let fact = format!(
            "`input{what}`: `input` is the shape that flows in, without the batch, and does not know this"
        );
        self.errors.report(span, fact, help);
    }
}

/// `shape` of `input.shape`
fn asked(value: &Expr) -> Option<&Ident> {
    match value {
        Expr::Field(field) if is_input(&field.base) => match &field.member {
            Member::Named(name) => Some(name),
            Member::Unnamed(_) => None,
        },
        Expr::MethodCall(call) if is_input(&call.receiver) => {
            // What `dims` gives is a list.
            Some(&call.method).filter(|name| *name != "dims")
        }
        _ => None,
    }
}

fn is_input(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident("input"))
}
