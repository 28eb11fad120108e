//! What can be seen of a value without computing it.

use quote::ToTokens;
use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, Type, UnOp};

/// A literal value, through parentheses, signs and casts.
pub enum Literal<'e> {
    /// A whole number, and the type it names (`3u32`, `3 as u32`), else nothing.
    Whole(i128, String),
    /// A real number, and the type it names.
    Real(f64, String),
    Flag(bool),
    /// A text, a byte string or a character, without its quotes.
    Text(String),
    /// `[1, 7]`; `[3; 2]` is one element and a length of 2.
    List(Vec<&'e Expr>, usize),
    /// `(3, 3)`: a list as Python writes it.
    Tuple(Vec<&'e Expr>),
    /// A lone name: a word of the language, or whatever the user calls so.
    Word(&'e Ident),
    /// Anything else is left to rustc and to the const rules.
    Other,
}

impl<'e> Literal<'e> {
    pub fn of(value: &'e Expr) -> Self {
        match value {
            Expr::Lit(ExprLit { lit, .. }) => Self::of_lit(lit),
            Expr::Unary(unary) => Self::of_unary(unary),
            Expr::Paren(inner) => Self::of(&inner.expr),
            Expr::Group(inner) => Self::of(&inner.expr),
            Expr::Cast(cast) => Self::of(&cast.expr).cast(&cast.ty),
            Expr::Array(list) => Literal::List(list.elems.iter().collect(), list.elems.len()),
            Expr::Repeat(list) => match Self::of(&list.len) {
                Literal::Whole(length, _) => {
                    Literal::List(vec![&list.expr], usize::try_from(length).unwrap_or(0))
                }
                _ => Literal::Other,
            },
            Expr::Tuple(tuple) => Literal::Tuple(tuple.elems.iter().collect()),
            Expr::Path(path) => path.path.get_ident().map_or(Literal::Other, Literal::Word),
            _ => Literal::Other,
        }
    }

    fn of_lit(lit: &Lit) -> Self {
        match lit {
            Lit::Int(int) => match int.base10_parse() {
                Ok(number) => Literal::Whole(number, int.suffix().to_owned()),
                Err(_) => Literal::Other,
            },
            Lit::Float(float) => match float.base10_parse() {
                Ok(number) => Literal::Real(number, float.suffix().to_owned()),
                Err(_) => Literal::Other,
            },
            Lit::Bool(flag) => Literal::Flag(flag.value),
            Lit::Str(text) => Literal::Text(text.value()),
            Lit::Char(char) => Literal::Text(char.value().to_string()),
            Lit::ByteStr(text) => Literal::Text(String::from_utf8_lossy(&text.value()).into()),
            _ => Literal::Other,
        }
    }

    fn of_unary(unary: &'e ExprUnary) -> Self {
        match (&unary.op, Self::of(&unary.expr)) {
            (UnOp::Neg(_), Literal::Whole(number, ty)) => Literal::Whole(-number, ty),
            (UnOp::Neg(_), Literal::Real(number, ty)) => Literal::Real(-number, ty),
            (UnOp::Not(_), Literal::Flag(flag)) => Literal::Flag(!flag),
            _ => Literal::Other,
        }
    }

    /// `4.0 as usize` is 4; what a cast wraps around is left to rustc.
    fn cast(self, ty: &Type) -> Self {
        let ty = ty.to_token_stream().to_string();
        let to_real = is_real(&ty);
        match self {
            Literal::Whole(number, _) if to_real => Literal::Real(number as f64, ty),
            Literal::Real(number, _) if to_real => Literal::Real(number, ty),
            Literal::Whole(number, _) if is_whole(&ty) && number >= 0 => Literal::Whole(number, ty),
            Literal::Real(number, _) if is_whole(&ty) && number >= 0.0 => {
                Literal::Whole(number as i128, ty)
            }
            Literal::Flag(flag) if is_whole(&ty) => Literal::Whole(i128::from(flag), ty),
            _ => Literal::Other,
        }
    }
}

/// A value without the parentheses around it, those included that `macro_rules!` puts there and nobody sees.
pub fn bare(value: &Expr) -> &Expr {
    match value {
        Expr::Paren(inner) => bare(&inner.expr),
        Expr::Group(inner) => bare(&inner.expr),
        _ => value,
    }
}

/// `True` and `False` of Python.
pub fn flag(word: &Ident) -> Option<bool> {
    match word.to_string().as_str() {
        "True" => Some(true),
        "False" => Some(false),
        _ => None,
    }
}

/// The name of a type of whole numbers.
pub fn is_whole(ty: &str) -> bool {
    is_unsigned(ty) || matches!(ty, "isize" | "i8" | "i16" | "i32" | "i64" | "i128")
}

/// The name of a type of whole numbers without a sign.
pub fn is_unsigned(ty: &str) -> bool {
    matches!(ty, "usize" | "u8" | "u16" | "u32" | "u64" | "u128")
}

/// The name of a type of real numbers.
pub fn is_real(ty: &str) -> bool {
    matches!(ty, "f32" | "f64")
}

/// Whether a literal that names its type, or names none, is of type `ty`.
pub fn is_of(named: &str, ty: &str) -> bool {
    named.is_empty() || named == ty
}

/// Tokens as people write them.
pub fn shown(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (stiff, plain) in [
        (" :: ", "::"),
        (" ,", ","),
        (" ;", ";"),
        (" . ", "."),
        (" .. ", ".."),
        (" ..= ", "..="),
        (", - ", ", -"),
        ("[- ", "[-"),
        ("(- ", "(-"),
        ("* - ", "* -"),
        ("! ", "!"),
    ] {
        text = text.replace(stiff, plain);
    }
    let text = with_calls(&text);
    match text.strip_prefix("- ") {
        Some(number) => format!("-{number}"),
        None => text,
    }
}

/// `f (3)` as `f(3)`, but `2 * (a + b)` as it is.
fn with_calls(text: &str) -> String {
    let mut shown = String::new();
    for char in text.chars() {
        let called = shown.strip_suffix(' ');
        if let (Some(called), '(') = (called, char)
            && called.ends_with(|last: char| last.is_alphanumeric() || last == '_')
        {
            shown.pop();
        }
        shown.push(char);
    }
    shown
}

/// A value as a message names it.
pub fn found(value: &Expr) -> String {
    match Literal::of(value) {
        Literal::Text(text) => format!("the text \"{text}\""),
        Literal::List(_, length) => format!("a list of {length}"),
        _ => shown(value),
    }
}

/// The whole numbers around a real one, as a help offers them.
pub fn whole_near(number: f64) -> Vec<i128> {
    let number = number.abs();
    if number.fract() == 0.0 {
        vec![number as i128]
    } else {
        vec![number.floor() as i128, number.ceil() as i128]
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn expressions_are_shown_as_people_write_them() {
        for text in [
            "2 * (a + b)",
            "f(3, -x)",
            "a - b",
            "-(4)",
            "[3; 2]",
            "(3, 3)",
            "Mode::Bilinear",
            "0..n / 2",
            "input.channels * 2",
            "!true",
        ] {
            let value: syn::Expr = syn::parse_str(text).expect("an expression");
            assert_eq!(shown(&value), text);
        }
    }
}
