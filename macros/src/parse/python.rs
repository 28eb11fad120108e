//! Statements as Python writes them: `self.conv1 = nn.Conv2d(3, 64, 3)`, `x = F.relu(x)`
//!
//! They are read as expressions of Rust, which they resemble; `check` says what they are here.

use proc_macro2::{Delimiter, TokenTree};
use syn::Expr;
use syn::parse::Parse;

use super::cursor::Cursor;
use super::{habits, label};
use crate::ast::{Foreign, Form};

/// The statement of another library that stands here, if one does.
pub fn statement(cursor: &mut Cursor) -> Option<Foreign> {
    let (form, length) = form(cursor)?;
    let head = cursor.span();
    let written = label::chain_text(cursor, length);
    let limit = cursor.find_punct(';');
    let value = cursor.take(limit, Expr::parse).ok();
    if value.is_none() {
        cursor.advance_to(limit);
    }
    Some(Foreign {
        head,
        form,
        written,
        value,
    })
}

/// The form of the statement, and how many tokens its name has.
fn form(cursor: &Cursor) -> Option<(Form, usize)> {
    if cursor.ident(0).is_none() || cursor.is_word(0, "let") {
        return None;
    }
    let length = label::chain(cursor, 0, &['.']).unwrap_or(1);
    if cursor.is_assign(length) || augments(cursor, length) {
        return Some((Form::Assigned, length));
    }
    if length > 1 {
        return Some((Form::Dotted, length));
    }
    if cursor.name(0).is_none_or(habits::is_word) {
        return None;
    }
    let length = path_at(cursor, 0);
    cursor.group(length, Delimiter::Parenthesis)?;
    let applied = length == 1 && cursor.group(2, Delimiter::Parenthesis).is_some();
    if applied {
        return Some((Form::Applied, length));
    }
    let method = cursor.is_punct(length + 1, '.') && cursor.ident(length + 2).is_some();
    method.then_some((Form::Dotted, length))
}

/// `name = …` of which the right side is no statement: `nn.Conv2d(…)`, `relu(x)`, `x + y`, `[…]`.
pub fn assigns(cursor: &Cursor) -> bool {
    let Some(name) = cursor.ident(0) else {
        return false;
    };
    match cursor.peek(2) {
        Some(TokenTree::Ident(word)) => {
            let end = 2 + path_at(cursor, 2);
            let args = cursor.group(end, Delimiter::Parenthesis);
            let after = end + usize::from(args.is_some());
            let first = args.and_then(|args| args.stream().into_iter().next());
            let takes_itself = matches!(&first, Some(TokenTree::Ident(first)) if first == name);
            let functional = args.is_some()
                && matches!(first, Some(TokenTree::Ident(_)))
                && !habits::opens_statement(word);
            let goes_on = ['.', '+', '-', '*', '/', '%']
                .iter()
                .any(|&punct| cursor.is_punct(after, punct));
            let applied = args.is_some() && cursor.group(after, Delimiter::Parenthesis).is_some();
            takes_itself || functional || goes_on || applied
        }
        Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Brace,
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Punct(_)) | None => false,
    }
}

/// `+=` and the like.
fn augments(cursor: &Cursor, at: usize) -> bool {
    ["+=", "-=", "*=", "/="]
        .iter()
        .any(|op| cursor.is_op(at, op))
}

/// How many tokens `a::b` has.
fn path_at(cursor: &Cursor, ahead: usize) -> usize {
    let mut length = 1;
    while cursor.is_op(ahead + length, "::") && cursor.ident(ahead + length + 2).is_some() {
        length += 3;
    }
    length
}
