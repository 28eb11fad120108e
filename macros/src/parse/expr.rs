//! What Rust's own grammar reads: values, patterns and types.
//!
//! `syn` reads them; its messages are turned into the words of this language.

use proc_macro2::{Spacing, Span, TokenTree};
use syn::parse::Parse;
use syn::{Expr, Pat, Type};

use super::cursor::{Cursor, shortened, shown};
use super::{Parsed, Reported, habits};

/// A value, of the tokens up to `limit`; `subject` is what it is for.
pub fn value(cursor: &mut Cursor, limit: usize, subject: &str) -> Parsed<Expr> {
    let start = cursor.position();
    if start >= limit {
        let span = cursor.last_span();
        let fact = format!("{subject}: expected a value, found {}", cursor.found());
        return Err(cursor.fault(span, fact, VALUE));
    }
    match cursor.take(limit, Expr::parse) {
        Ok(value) => {
            habits::in_value(cursor, start, cursor.position())?;
            Ok(value)
        }
        Err(error) => Err(unreadable(cursor, limit, subject, "a value", &error)),
    }
}

/// The value of an argument; a lone `True` or `False` is left to those who know the call.
pub fn argument(cursor: &mut Cursor, limit: usize, subject: &str) -> Parsed<Expr> {
    let flag = ["True", "False"].iter().any(|word| cursor.is_word(0, word));
    let lone = cursor.position() + 1 == limit || cursor.is_punct(1, ',');
    if flag && lone {
        let word = cursor.position() + 1;
        if let Ok(value) = cursor.take(word, Expr::parse) {
            return Ok(value);
        }
    }
    value(cursor, limit, subject)
}

/// A value that is all of the tokens up to `limit`; what comes next should be `next`.
pub fn whole_value(cursor: &mut Cursor, limit: usize, subject: &str, next: &str) -> Parsed<Expr> {
    let value = value(cursor, limit, subject)?;
    if cursor.position() < limit {
        return Err(left_over(cursor, subject, next));
    }
    Ok(value)
}

/// Blames the next token, which should have been `next`.
pub fn left_over(cursor: &Cursor, subject: &str, next: &str) -> Reported {
    if let Some(reported) = habits::after_value(cursor) {
        return reported;
    }
    let fact = format!("{subject}: expected {next}, found {}", cursor.found());
    let help = match next {
        "`{`" => BRACES.to_owned(),
        _ => format!("write {next} before it, or remove it"),
    };
    cursor.fault(cursor.span(), fact, help)
}

/// A pattern, of the tokens up to `limit`.
pub fn pattern(cursor: &mut Cursor, limit: usize, subject: &str) -> Parsed<Pat> {
    match cursor.take(limit, Pat::parse_multi_with_leading_vert) {
        Ok(pattern) => Ok(pattern),
        Err(error) => Err(unreadable(cursor, limit, subject, "a pattern", &error)),
    }
}

/// A type, of the tokens up to `limit`.
pub fn ty(cursor: &mut Cursor, limit: usize, subject: &str) -> Parsed<Type> {
    match cursor.take(limit, Type::parse) {
        Ok(ty) => Ok(ty),
        Err(error) => Err(unreadable(cursor, limit, subject, "a type", &error)),
    }
}

/// What to do where the braces of a statement are missing.
pub const BRACES: &str = "write `{ … }` around its statements";

const VALUE: &str = "a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`";

/// Says in this language what `syn` could not read.
fn unreadable(
    cursor: &Cursor,
    limit: usize,
    subject: &str,
    wanted: &str,
    error: &syn::Error,
) -> Reported {
    let tokens = cursor.tokens(cursor.position(), limit);
    if let Some(reported) = habits::in_words(cursor, tokens) {
        return reported;
    }
    let help = match wanted {
        "a pattern" => "a pattern is a name or a tuple of names, such as `i` or `(width, n)`",
        "a type" => "a type is one of Rust's, such as `usize`, `bool` or `[usize; 3]`",
        _ => VALUE,
    };
    let said = error.to_string();
    let fact = match said.strip_prefix("unexpected end of input") {
        Some(_) => format!(
            "{subject}: expected {wanted} {}",
            too_early(tokens, error.span())
        ),
        None => format!(
            "{subject}: {}, found {}",
            expected(&said, wanted),
            at(tokens, error.span())
        ),
    };
    cursor.fault(error.span(), fact, help)
}

/// `expected …` of a message of `syn`, if it says what; the rest of its messages do not help.
fn expected(said: &str, wanted: &str) -> String {
    match said.find("expected `").map(|start| &said[start..]) {
        Some(expected) if !expected.contains("one of") => expected.to_owned(),
        _ => format!("expected {wanted}"),
    }
}

/// Where a value ends too early: before a closing delimiter, or after the last token.
fn too_early(tokens: &[TokenTree], span: Span) -> String {
    let close = span
        .source_text()
        .filter(|text| [")", "]", "}"].contains(&text.as_str()));
    match (close, tokens.last()) {
        (Some(close), _) => format!("before `{close}`"),
        (None, Some(TokenTree::Punct(_))) => format!("after `{}`", operator_at_end(tokens)),
        (None, Some(token)) => format!("after `{}`", shown(token)),
        (None, None) => "here".to_owned(),
    }
}

/// `==` of two tokens.
fn operator_at_end(tokens: &[TokenTree]) -> String {
    let joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    let mut start = tokens.len().saturating_sub(1);
    while start > 0 && joint(&tokens[start - 1]) {
        start -= 1;
    }
    tokens[start..].iter().map(ToString::to_string).collect()
}

/// The token that an error of `syn` blames.
fn at(tokens: &[TokenTree], span: Span) -> String {
    let text = span.source_text().filter(|text| !text.contains('\n'));
    match (text, tokens.first()) {
        (Some(text), _) => format!("`{}`", shortened(&text)),
        (None, Some(token)) => format!("`{}`", shown(token)),
        (None, None) => "the end".to_owned(),
    }
}
