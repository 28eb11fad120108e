//! `conv1:`, `0:`, `"block{i}":`, `_:`

use proc_macro2::{Literal, TokenTree};
use syn::{Lit, LitInt};

use super::cursor::{self, Cursor};
use super::{Parsed, habits, text};
use crate::ast::Label;

/// The label of the statement that comes next, if it has one; after a fault of its own there is none.
///
/// `Err`: the statement is not one, and what follows cannot be read.
pub fn label(cursor: &mut Cursor) -> Parsed<Option<Label>> {
    if let Some(label) = habits::assigned(cursor)? {
        return Ok(Some(label));
    }
    if composed(cursor) {
        return Ok(None);
    }
    if !stands_here(cursor) {
        return Ok(unmarked(cursor));
    }
    let label = cursor.next().and_then(|token| of_token(cursor, token));
    cursor.eat(":");
    only_one(cursor, label.as_ref());
    Ok(label)
}

/// A name, `_`, a number or a text.
fn of_token(cursor: &Cursor, token: TokenTree) -> Option<Label> {
    match token {
        TokenTree::Ident(word) if word == "_" => Some(Label::Splice(word.span())),
        TokenTree::Ident(name) => Some(Label::Name(name)),
        TokenTree::Literal(literal) => of_literal(cursor, literal).ok(),
        _ => None,
    }
}

/// `name:`, `0:`, `"text":`
fn stands_here(cursor: &Cursor) -> bool {
    (cursor.ident(0).is_some() || cursor.literal(0).is_some()) && cursor.is_colon(1)
}

/// A number or a text.
fn of_literal(cursor: &Cursor, literal: Literal) -> Parsed<Label> {
    let shown = literal.to_string();
    let span = literal.span();
    match Lit::new(literal) {
        Lit::Str(text) => {
            let parts = text::parts(cursor, &text)?;
            Ok(Label::Text(text, parts))
        }
        Lit::Int(number) => number_label(cursor, &number),
        _ => {
            let fact = format!("`{shown}`: expected a name, a number or a text as a label");
            Err(cursor.fault(span, fact, "write `conv1:`, `0:` or `\"block{i}\":`"))
        }
    }
}

fn number_label(cursor: &Cursor, number: &LitInt) -> Parsed<Label> {
    let written = number.to_string();
    match number.base10_parse::<usize>() {
        Ok(value) if value.to_string() == written => Ok(Label::Number(value, number.span())),
        _ => {
            let fact = format!("`{written}`: expected a plain number as a label");
            let help = format!("write `\"{written}\":` for a segment of these characters");
            Err(cursor.fault(number.span(), fact, help))
        }
    }
}

/// A second label, and all that follow, are one fault.
fn only_one(cursor: &mut Cursor, first: Option<&Label>) {
    let first = first.map_or_else(|| "outer".to_owned(), shown);
    let mut reported = false;
    while stands_here(cursor) {
        let (second, span) = (cursor.found(), cursor.span());
        let second = second.trim_matches('`');
        if !reported {
            let fact = format!("`{second}:`: a statement has one label");
            let help = format!("write `{first}: {{ {second}: … }}` for two segments of the path");
            cursor.fault(span, fact, help);
        }
        reported = true;
        cursor.skip(2);
    }
}

/// `layer1.0.conv1:` and `conv-1:`, which are several tokens: reports them and goes past them.
fn composed(cursor: &mut Cursor) -> bool {
    let Some(length) = chain(cursor, 0, &['.', '-']).filter(|&length| cursor.is_colon(length))
    else {
        return false;
    };
    let written = chain_text(cursor, length);
    let (fact, help) = match written.matches('.').count() {
        dots @ 1.. => (
            format!("`{written}:`: a label is one segment of the path, it has no `.`"),
            format!(
                "write `{}: …{}`",
                written.replace('.', ": { "),
                " }".repeat(dots)
            ),
        ),
        0 => (
            format!("`{written}:`: expected a name, a number or a text as a label"),
            format!("write `\"{written}\":`"),
        ),
    };
    cursor.fault(cursor.span(), fact, help);
    cursor.skip(length + 1);
    true
}

/// `0 conv2d(64, 3)` and `conv1 conv2d(64, 3)`: the `:` is missing.
fn unmarked(cursor: &mut Cursor) -> Option<Label> {
    let unfinished = match cursor.peek(0) {
        Some(TokenTree::Literal(_)) => cursor.ident(1).is_some(),
        Some(TokenTree::Ident(word)) => {
            !habits::opens_statement(word) && cursor.ident(1).is_some_and(habits::is_part)
        }
        _ => false,
    };
    let token = cursor.peek(0).filter(|_| unfinished)?.clone();
    let (label, part) = (
        cursor::shown(&token),
        cursor.peek(1).map(cursor::shown).unwrap_or_default(),
    );
    let fact = format!("`{label}`: expected `:` after the label, found `{part}`");
    cursor.fault(
        token.span(),
        fact,
        format!("write `{label}: {}`", habits::part_at(cursor, 1)),
    );
    cursor.skip(1);
    of_token(cursor, token)
}

/// How many tokens `a.0.b` has, where it has more than one; it begins `ahead` of the place.
pub fn chain(cursor: &Cursor, ahead: usize, separators: &[char]) -> Option<usize> {
    let is_part = |at| cursor.ident(at).is_some() || cursor.literal(at).is_some();
    let is_separator = |at| separators.iter().any(|&punct| cursor.is_punct(at, punct));
    let mut end = ahead + usize::from(is_part(ahead));
    while end > ahead && is_separator(end) && is_part(end + 1) {
        end += 2;
        // `layer1.0.conv1` is read as `layer1 . 0. conv1`.
        let dotted = cursor
            .literal(end - 1)
            .is_some_and(|number| number.to_string().ends_with('.'));
        end += usize::from(dotted && is_part(end));
    }
    (end > ahead + 1).then_some(end - ahead)
}

/// `a.0.b` as it is written.
pub fn chain_text(cursor: &Cursor, length: usize) -> String {
    let start = cursor.position();
    let tokens = cursor.tokens(start, start + length);
    tokens.iter().map(ToString::to_string).collect()
}

/// A label as a message shows it.
pub fn shown(label: &Label) -> String {
    match label {
        Label::Name(name) => name.to_string(),
        Label::Number(number, _) => number.to_string(),
        Label::Text(text, _) => format!("\"{}\"", text.value()),
        Label::Splice(_) => "_".to_owned(),
    }
}
