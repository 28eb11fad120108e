//! `"denselayer{i + 1}"`: the text of a label and its holes.
//!
//! `{{` and `}}` stand for a brace, as in `format!`. The tokens of a hole carry the literal's span: a
//! part of a literal has no span of its own on stable Rust.

use syn::parse::Parse;
use syn::{Expr, LitStr};

use super::cursor::Cursor;
use super::{Parsed, Reported, habits};
use crate::ast::TextPart;

/// The parts of a text label.
pub fn parts(cursor: &Cursor, label: &LitStr) -> Parsed<Vec<TextPart>> {
    let value = label.value();
    let mut rest = value.as_str();
    let mut parts = Vec::new();
    let mut literal = String::new();
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("{{") || rest.starts_with("}}") {
            literal.push(next);
            rest = &rest[2..];
        } else if next == '{' {
            flush(&mut literal, &mut parts);
            let inside = hole_text(cursor, label, &rest[1..])?;
            parts.push(TextPart::Hole(hole(cursor, label, inside)?));
            rest = &rest[inside.len() + 2..];
        } else if next == '}' {
            let fact = format!("`\"{value}\"`: expected `{{` before `}}` in the label");
            return Err(cursor.fault(label.span(), fact, "write `}}` for a brace in the name"));
        } else {
            literal.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    flush(&mut literal, &mut parts);
    one_segment(cursor, label, &parts)?;
    Ok(parts)
}

fn flush(literal: &mut String, parts: &mut Vec<TextPart>) {
    if !literal.is_empty() {
        parts.push(TextPart::Literal(std::mem::take(literal)));
    }
}

/// The text up to the `}` that ends the hole.
fn hole_text<'t>(cursor: &Cursor, label: &LitStr, rest: &'t str) -> Parsed<&'t str> {
    let mut open = 0usize;
    for (at, next) in rest.char_indices() {
        match next {
            '{' => open += 1,
            '}' if open == 0 => return Ok(&rest[..at]),
            '}' => open -= 1,
            _ => {}
        }
    }
    let fact = format!("`\"{}\"`: expected `}}` after the hole", label.value());
    Err(cursor.fault(label.span(), fact, "write `{{` for a brace in the name"))
}

/// The expression in a hole.
fn hole(cursor: &Cursor, label: &LitStr, inside: &str) -> Parsed<Expr> {
    let parsed = if lexes(inside) {
        LitStr::new(inside, label.span())
            .parse_with(Expr::parse)
            .ok()
    } else {
        None
    };
    parsed.ok_or_else(|| {
        let fact = format!("`{{{inside}}}`: expected a value in the hole of the label");
        let help = match habits::format_spec(inside) {
            Some(plain) => format!("write `{{{plain}}}`, a number is printed plainly"),
            None => "a hole holds a compile-time value, such as `{i + 1}`".to_owned(),
        };
        cursor.fault(label.span(), fact, help)
    })
}

/// Whether the brackets match and there are no quotes: the compiler's lexer would print errors of
/// its own at a place that does not exist.
fn lexes(text: &str) -> bool {
    let mut open = Vec::new();
    for next in text.chars() {
        match next {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(next) => return false,
            '"' | '\'' | '\\' | '#' | '`' => return false,
            _ => {}
        }
    }
    open.is_empty() && !text.trim().is_empty()
}

/// A label is one segment of a path: not empty, and without dots.
fn one_segment(cursor: &Cursor, label: &LitStr, parts: &[TextPart]) -> Parsed<()> {
    if parts.is_empty() {
        let help = "write a name, such as `conv1:`, or no label";
        return Err(cursor.fault(label.span(), "`\"\"`: expected a name in the label", help));
    }
    let dotted = parts
        .iter()
        .any(|part| matches!(part, TextPart::Literal(text) if text.contains('.')));
    if dotted {
        let text = label.value();
        let (outer, inner) = text.split_once('.').unwrap_or((&text, "…"));
        let fact = format!("`\"{text}\"`: a label is one segment of the path, it has no `.`");
        let help = format!("write `\"{outer}\": {{ \"{inner}\": … }}`");
        return Err::<(), Reported>(cursor.fault(label.span(), fact, help));
    }
    Ok(())
}
