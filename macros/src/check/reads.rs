//! What expressions ask of `input`, the shape that enters a statement, and of `const fn`s, which they run in.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, Ident, Lit, Member};

use super::literal::shown;
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
            other => {
                self.not_in_const(other);
                visit::visit_expr(self, other);
            }
        }
    }
}

impl Reads<'_> {
    /// What rustc refuses with a word about unstable traits.
    fn not_in_const(&self, value: &Expr) {
        match value {
            Expr::Binary(ExprBinary {
                left,
                op: op @ (BinOp::Eq(_) | BinOp::Ne(_)),
                right,
                ..
            }) => {
                let (value, pattern) = match (is_pattern(left), is_pattern(right)) {
                    (_, true) => (left, right),
                    (true, false) => (right, left),
                    (false, false) => return,
                };
                let not = if matches!(op, BinOp::Ne(_)) { "!" } else { "" };
                self.errors.report(
                    value.span(),
                    format!(
                        "`{}`: enums and texts are not compared in a `const fn`",
                        shown(op)
                    ),
                    format!("`{not}matches!({}, {})`", shown(value), shown(pattern)),
                );
            }
            Expr::MethodCall(call) if is_order(&call.method) && is_whole(&call.receiver) => {
                self.report_order(&call.method);
            }
            Expr::Call(call) => {
                if let Expr::Path(function) = &*call.func
                    && let Some(order) = function.path.segments.last()
                    && is_order(&order.ident)
                    && ORDERS.contains(&&*shown(&function.path))
                {
                    self.report_order(&order.ident);
                }
            }
            _ => {}
        }
    }

    fn report_order(&self, order: &Ident) {
        let than = if order == "min" { "<" } else { ">" };
        self.errors.report(
            order.span(),
            format!("`{order}`: whole numbers have none in a `const fn`"),
            format!("`if a {than} b {{ a }} else {{ b }}`, or a `const fn` of your own"),
        );
    }

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

/// `Act::Relu`, `"relu"`: what is compared with it is an enum or a text.
fn is_pattern(value: &Expr) -> bool {
    let camel = |name: &Ident| {
        let name = name.to_string();
        name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
    };
    match value {
        Expr::Lit(text) => matches!(text.lit, Lit::Str(_)),
        Expr::Path(path) => {
            let mut names = path
                .path
                .segments
                .iter()
                .rev()
                .map(|segment| &segment.ident);
            names.next().is_some_and(camel) && names.next().is_some_and(camel)
        }
        _ => false,
    }
}

/// Functions of Rust's that no `const fn` calls.
const ORDERS: [&str; 6] = [
    "usize::max",
    "usize::min",
    "std::cmp::max",
    "std::cmp::min",
    "core::cmp::max",
    "core::cmp::min",
];

/// `max`, `min`: of `f64` they are const.
fn is_order(name: &Ident) -> bool {
    name == "max" || name == "min"
}

/// A number that is whole for sure: a literal, or what `input` answers.
fn is_whole(value: &Expr) -> bool {
    match value {
        Expr::Paren(inner) => is_whole(&inner.expr),
        Expr::Binary(binary) => is_whole(&binary.left) || is_whole(&binary.right),
        Expr::Lit(number) => matches!(number.lit, Lit::Int(_)),
        other => asked(other).is_some(),
    }
}

fn is_input(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.is_ident("input"))
}
