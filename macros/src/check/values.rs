//! Literal arguments. What is not literal is rustc's and the const rules' to judge.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Lit, Type, UnOp};

use super::suggest::{listed, nearest};
use crate::catalog::{ArgKind, Argument, Layer};
use crate::errors::Errors;

/// A literal, as far as it can be seen.
enum Seen {
    Whole(u128),
    Negative(String),
    Real(f64),
    Flag,
    Text(String),
    List(usize),
    Word(String),
    Other,
}

fn seen(value: &Expr) -> Seen {
    match value {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(int) if int.suffix().starts_with('f') => {
                int.base10_parse().map_or(Seen::Other, Seen::Real)
            }
            Lit::Int(int) => int.base10_parse().map_or(Seen::Other, Seen::Whole),
            Lit::Float(float) => float.base10_parse().map_or(Seen::Other, Seen::Real),
            Lit::Bool(_) => Seen::Flag,
            Lit::Str(text) => Seen::Text(text.value()),
            _ => Seen::Other,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match seen(&unary.expr) {
            Seen::Whole(_) => Seen::Negative(value.to_token_stream().to_string().replace(' ', "")),
            Seen::Real(real) => Seen::Real(-real),
            _ => Seen::Other,
        },
        Expr::Paren(inner) => seen(&inner.expr),
        Expr::Group(inner) => seen(&inner.expr),
        Expr::Array(list) => Seen::List(list.elems.len()),
        Expr::Path(path) => match path.path.get_ident() {
            Some(word) => Seen::Word(word.to_string()),
            None => Seen::Other,
        },
        _ => Seen::Other,
    }
}

/// What was found, in words.
fn found(value: &Expr) -> String {
    match seen(value) {
        Seen::Text(text) => format!("the text \"{text}\""),
        Seen::List(count) => format!("a list of {count}"),
        _ => value.to_token_stream().to_string().replace("- ", "-"),
    }
}

/// Judges one argument of a built-in.
pub fn check(layer: &Layer, argument: &Argument, value: &Expr, errors: &Errors) {
    let subject = Subject {
        layer: layer.name,
        argument: argument.name,
        errors,
    };
    match argument.kind {
        ArgKind::Count => subject.count(value),
        ArgKind::Size(axes) => subject.size(value, axes),
        ArgKind::Padding(axes) => subject.padding(value, axes),
        ArgKind::Flag => subject.flag(value),
        ArgKind::Number => subject.number(value),
        ArgKind::PerChannel => match value {
            Expr::Array(list) => list.elems.iter().for_each(|value| subject.number(value)),
            _ => subject.number(value),
        },
        ArgKind::Word(words) => subject.word(value, words),
        ArgKind::Kept => subject.kept(value),
        ArgKind::Range => subject.range(value),
        ArgKind::List => subject.list(value),
    }
}

struct Subject<'e> {
    layer: &'static str,
    argument: &'static str,
    errors: &'e Errors,
}

impl Subject<'_> {
    fn report(&self, span: Span, expected: &str, found: &str, help: &str) {
        let (layer, argument) = (self.layer, self.argument);
        self.errors.report(
            span,
            format!("`{layer}` expects {expected} for `{argument}`, found {found}"),
            help,
        );
    }

    fn refuse(&self, value: &Expr, expected: &str, help: &str) {
        self.report(value.span(), expected, &found(value), help);
    }

    /// A whole number of 1 or more.
    fn count(&self, value: &Expr) {
        match seen(value) {
            Seen::Whole(0) => {
                self.refuse(
                    value,
                    "a number of 1 or more",
                    &format!("`{} = 1`", self.argument),
                );
            }
            Seen::Real(real) => self.refuse(
                value,
                "a whole number",
                &format!("`{}`", real.abs().round() as u64),
            ),
            Seen::Negative(text) => self.refuse(
                value,
                "a number of 1 or more",
                &format!("`{}`", text.trim_start_matches('-')),
            ),
            Seen::Flag | Seen::Text(_) | Seen::List(_) => {
                self.refuse(value, "a whole number", &format!("`{} = 1`", self.argument));
            }
            Seen::Whole(_) | Seen::Word(_) | Seen::Other => {}
        }
    }

    fn size(&self, value: &Expr, axes: usize) {
        let zero_allowed = matches!(self.argument, "padding" | "output_padding");
        match seen(value) {
            Seen::List(count) if count != axes => {
                let names = ["[length]", "[height, width]", "[depth, height, width]"][axes - 1];
                self.refuse(
                    value,
                    &format!("a number or {axes} of them"),
                    &format!("`{names}`"),
                );
            }
            Seen::List(_) => {
                if let Expr::Array(list) = value {
                    list.elems.iter().for_each(|value| self.size(value, axes));
                }
            }
            Seen::Whole(0) if zero_allowed => {}
            Seen::Text(text) if zero_allowed => self.padding_text(value, &text),
            _ => self.count(value),
        }
    }

    fn padding(&self, value: &Expr, axes: usize) {
        match seen(value) {
            Seen::Whole(_) => {}
            Seen::Text(text) => self.padding_text(value, &text),
            Seen::List(count) if count == axes || count == 2 * axes => {
                if let Expr::Array(list) = value {
                    list.elems
                        .iter()
                        .for_each(|value| self.padding(value, axes));
                }
            }
            Seen::List(_) => {
                let sides = [
                    "[left, right]",
                    "[top, left, bottom, right]",
                    "[front, top, left, back, bottom, right]",
                ][axes - 1];
                self.refuse(
                    value,
                    &format!("a number, {axes} of them, or {}", 2 * axes),
                    &format!("`{sides}`"),
                );
            }
            Seen::Negative(_) => self.refuse(
                value,
                "a number of 0 or more",
                "`slice`, a smaller `kernel` or a `stride` makes the result smaller",
            ),
            Seen::Real(_) | Seen::Flag => self.count(value),
            Seen::Word(_) | Seen::Other => {}
        }
    }

    fn padding_text(&self, value: &Expr, text: &str) {
        let help = match text.to_lowercase().as_str() {
            "same" => "`padding = same`",
            "valid" => "remove it: without padding is the default",
            _ => "`padding = 1`, or `padding = same`",
        };
        self.refuse(value, "a number, a list or the word `same`", help);
    }

    fn flag(&self, value: &Expr) {
        match seen(value) {
            Seen::Flag => {}
            Seen::Word(word) if word == "True" || word == "False" => {
                self.refuse(
                    value,
                    "`true` or `false`",
                    &format!("`{}`", word.to_lowercase()),
                );
            }
            Seen::Whole(number) => {
                self.refuse(value, "`true` or `false`", &format!("`{}`", number != 0));
            }
            Seen::Text(_) | Seen::List(_) | Seen::Real(_) | Seen::Negative(_) => {
                self.refuse(value, "`true` or `false`", "`true`");
            }
            Seen::Word(_) | Seen::Other => {}
        }
    }

    fn number(&self, value: &Expr) {
        match seen(value) {
            Seen::Whole(number) => {
                self.refuse(value, "a number with a point", &format!("`{number}.0`"))
            }
            Seen::Negative(text) => {
                self.refuse(value, "a number with a point", &format!("`{text}.0`"))
            }
            Seen::Flag | Seen::Text(_) | Seen::List(_) => {
                self.refuse(
                    value,
                    "a number with a point",
                    &format!("`{} = 0.5`", self.argument),
                );
            }
            Seen::Real(real) if self.argument == "p" && !(0.0..=1.0).contains(&real) => {
                self.refuse(
                    value,
                    "a probability from 0 to 1",
                    "`p = 0.5` leaves out one half",
                );
            }
            Seen::Real(_) | Seen::Word(_) | Seen::Other => {}
        }
    }

    fn word(&self, value: &Expr, words: &'static [&'static str]) {
        let written = match seen(value) {
            Seen::Word(word) | Seen::Text(word) => word,
            _ => value.to_token_stream().to_string(),
        };
        let is_word = matches!(seen(value), Seen::Word(_));
        if is_word && words.contains(&written.as_str()) {
            return;
        }
        let help = match nearest(&written, words.iter().copied()) {
            Some(meant) => format!("`{} = {meant}`", self.argument),
            None => format!("the words are {}", listed(words.iter().copied())),
        };
        self.refuse(
            value,
            &format!("one of {}", listed(words.iter().copied())),
            &help,
        );
    }

    fn kept(&self, value: &Expr) {
        if !matches!(seen(value), Seen::Word(_)) {
            self.refuse(
                value,
                "the name of a kept value",
                "keep it with `… as name;` and write `like = name`",
            );
        }
    }

    fn range(&self, value: &Expr) {
        if !matches!(value, Expr::Range(_)) {
            self.refuse(value, "a range", "`slice(0..16)` are the first 16 channels");
        }
    }

    fn list(&self, value: &Expr) {
        let Expr::Array(list) = value else {
            return self.refuse(
                value,
                "a list of dimensions",
                &format!("`{}([64, 7, 7])`", self.layer),
            );
        };
        if list.elems.is_empty() || list.elems.len() > 4 {
            self.refuse(value, "one to four dimensions", "the batch is not written");
        }
        list.elems.iter().for_each(|value| self.count(value));
    }
}

/// Judges a literal for a parameter of a block: rustc would speak of generated code.
pub fn check_typed(param: &str, ty: &Type, value: &Expr, errors: &Errors) {
    let ty = ty.to_token_stream().to_string();
    let (expected, help) = match (ty.as_str(), seen(value)) {
        ("usize" | "u32" | "u64" | "u8" | "u16", Seen::Real(real)) => {
            ("a whole number", format!("`{}`", real.abs().round() as u64))
        }
        ("usize" | "u32" | "u64" | "u8" | "u16", Seen::Negative(text)) => (
            "a number of 0 or more",
            format!("`{}`", text.trim_start_matches('-')),
        ),
        (
            "usize" | "u32" | "u64" | "u8" | "u16" | "i32" | "i64" | "isize",
            Seen::Flag | Seen::Text(_),
        ) => ("a whole number", "`1`".to_owned()),
        ("f64" | "f32", Seen::Whole(number)) => ("a number with a point", format!("`{number}.0`")),
        ("f64" | "f32", Seen::Flag | Seen::Text(_)) => {
            ("a number with a point", "`0.5`".to_owned())
        }
        ("bool", Seen::Whole(number)) => ("`true` or `false`", format!("`{}`", number != 0)),
        ("bool", Seen::Real(_) | Seen::Text(_)) => ("`true` or `false`", "`true`".to_owned()),
        ("bool", Seen::Word(word)) if word == "True" || word == "False" => {
            ("`true` or `false`", format!("`{}`", word.to_lowercase()))
        }
        _ => return,
    };
    errors.report(
        value.span(),
        format!(
            "`{param}` expects {expected} (`{ty}`), found {}",
            found(value)
        ),
        help,
    );
}
