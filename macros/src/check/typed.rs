//! Literal values of a block's parameters: rustc would speak of generated code.

use syn::spanned::Spanned;
use syn::{Expr, Type};

use super::literal::{Literal, found, is_of, is_real, is_unsigned, is_whole, shown, whole_near};
use crate::errors::Errors;

/// What a parameter is to whoever gives it a value.
#[derive(Clone, Copy)]
pub struct Typed<'t> {
    pub param: &'t str,
    pub ty: &'t Type,
    /// Written as `param = value`: so is the help.
    pub named: bool,
    pub errors: &'t Errors,
}

impl Typed<'_> {
    /// Judges a literal against the primitive types, and arrays of them; all else is rustc's.
    pub fn check(&self, value: &Expr) {
        if let Type::Array(array) = self.ty {
            return self.check_array(&array.elem, &array.len, value);
        }
        let ty = shown(self.ty);
        let mended = match ty.as_str() {
            "bool" => flag(value).map(|mend| ("`true` or `false`", mend)),
            ty if is_real(ty) => real(value, ty).map(|mend| ("a number with a point", mend)),
            ty if is_whole(ty) => whole(value, ty),
            _ => None,
        };
        if let Some((expected, mends)) = mended {
            self.refuse(value, expected, &mends);
        }
    }

    fn check_array(&self, element: &Type, length: &Expr, value: &Expr) {
        let length = match Literal::of(length) {
            Literal::Whole(length, _) => usize::try_from(length).ok(),
            _ => None,
        };
        let expected = length.map_or("a list".to_owned(), |length| format!("a list of {length}"));
        match Literal::of(value) {
            Literal::List(elements, found) if length.is_none_or(|length| length == found) => {
                let of_element = Typed {
                    ty: element,
                    named: false,
                    ..*self
                };
                elements.iter().for_each(|value| of_element.check(value));
            }
            Literal::List(elements, found) => {
                let mut list: Vec<_> = elements.iter().map(shown).collect();
                list.resize(found, list.first().cloned().unwrap_or_default());
                list.resize(
                    length.unwrap_or(found),
                    list.last().cloned().unwrap_or("1".to_owned()),
                );
                self.refuse(value, &expected, &[format!("[{}]", list.join(", "))]);
            }
            Literal::Tuple(elements) => {
                let list: Vec<_> = elements.iter().map(shown).collect();
                self.refuse(value, &expected, &[format!("[{}]", list.join(", "))]);
            }
            Literal::Whole(..) | Literal::Real(..) | Literal::Flag(_) => {
                let list = vec![shown(value); length.unwrap_or(1)];
                self.refuse(value, &expected, &[format!("[{}]", list.join(", "))]);
            }
            Literal::Text(_) | Literal::Word(_) | Literal::Other => {}
        }
    }

    fn refuse(&self, value: &Expr, expected: &str, mends: &[String]) {
        let (param, ty) = (self.param, shown(self.ty));
        let mended = mends.iter().map(|mend| {
            if self.named {
                format!("`{param} = {mend}`")
            } else {
                format!("`{mend}`")
            }
        });
        self.errors.report(
            value.span(),
            format!(
                "`{param}` expects {expected} (`{ty}`), found {}",
                found(value)
            ),
            mended.collect::<Vec<_>>().join(" or "),
        );
    }
}

/// What to write for a `bool`, where the value is none.
fn flag(value: &Expr) -> Option<Vec<String>> {
    let flag = match Literal::of(value) {
        Literal::Whole(number, _) => number != 0,
        Literal::Real(number, _) => number != 0.0,
        Literal::Text(text) => !matches!(text.to_lowercase().as_str(), "false" | "no" | "off"),
        Literal::Word(word) if word == "True" || word == "False" => word == "True",
        Literal::List(..) | Literal::Tuple(_) => true,
        Literal::Flag(_) | Literal::Word(_) | Literal::Other => return None,
    };
    Some(vec![flag.to_string()])
}

/// What to write for a real number, where the value is none of that type.
fn real(value: &Expr, ty: &str) -> Option<Vec<String>> {
    let mend = match Literal::of(value) {
        Literal::Whole(number, _) => format!("{number}.0"),
        Literal::Real(number, named) if !is_of(&named, ty) => format!("{number:?}"),
        Literal::Text(text) => format!("{:?}", text.trim().parse::<f64>().unwrap_or(0.5)),
        Literal::Flag(_) | Literal::List(..) | Literal::Tuple(_) => "0.5".to_owned(),
        Literal::Real(..) | Literal::Word(_) | Literal::Other => return None,
    };
    Some(vec![mend])
}

/// What is expected of a whole number, and what to write, where the value is none of that type.
fn whole(value: &Expr, ty: &str) -> Option<(&'static str, Vec<String>)> {
    let expected = "a whole number";
    let mend = match Literal::of(value) {
        Literal::Whole(number, _) if number < 0 && is_unsigned(ty) => {
            return Some(("a number of 0 or more", vec![number.abs().to_string()]));
        }
        Literal::Whole(number, named) if !is_of(&named, ty) => number.to_string(),
        Literal::Real(number, _) => {
            let near = whole_near(number);
            return Some((expected, near.iter().map(i128::to_string).collect()));
        }
        Literal::Text(text) => text.trim().parse::<u64>().unwrap_or(1).to_string(),
        Literal::List(elements, _) | Literal::Tuple(elements) => {
            elements.first().map_or("1".to_owned(), shown)
        }
        Literal::Flag(_) => "1".to_owned(),
        Literal::Whole(..) | Literal::Word(_) | Literal::Other => return None,
    };
    Some((expected, vec![mend]))
}
