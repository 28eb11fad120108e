//! `[3, _, 224]`

use proc_macro2::{Delimiter, Group, Span, TokenTree};
use syn::{Expr, UnOp};

use super::cursor::{Cursor, content};
use super::{Parsed, Reported, expr, recover};
use crate::ast::{Dimension, Dims};

const SHAPE: &str =
    "a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size";

/// A shape in brackets; `subject` is what has it.
pub fn dims(cursor: &mut Cursor, subject: &str) -> Parsed<Dims> {
    let bracketed = cursor.group(0, Delimiter::Bracket).cloned();
    let group = match bracketed.or_else(|| cursor.group(0, Delimiter::Parenthesis).cloned()) {
        Some(group) => group,
        None => {
            let fact = format!(
                "{subject}: expected a shape in brackets, found {}",
                cursor.found()
            );
            return Err(cursor.fault(blamed(cursor), fact, SHAPE));
        }
    };
    cursor.skip(1);
    if group.delimiter() == Delimiter::Parenthesis {
        let fact = format!("{subject}: expected a shape in brackets, found `(…)`");
        cursor.fault(group.span(), fact, format!("write `[{}]`", content(&group)));
    }
    inside(cursor, &group, subject)
}

/// The token where the shape should be; what comes before where there is none.
fn blamed(cursor: &Cursor) -> Span {
    match cursor.peek(0) {
        Some(TokenTree::Group(_)) | None => cursor.last_span(),
        Some(token) => token.span(),
    }
}

fn inside(cursor: &Cursor, group: &Group, subject: &str) -> Parsed<Dims> {
    let mut inner = cursor.inside(group);
    if inner.is_empty() {
        let fact = format!("{subject}: expected at least one dimension, found `[]`");
        return Err(cursor.fault(group.span(), fact, SHAPE));
    }
    let mut dims = Vec::new();
    let mut sound = Ok(());
    while !inner.is_empty() {
        match dimension(&mut inner, subject) {
            Ok(dimension) => dims.push(dimension),
            Err(Reported) => sound = Err(Reported),
        }
        recover::to_next_element(&mut inner);
    }
    sound.map(|()| Dims {
        span: group.span(),
        dims,
    })
}

/// One dimension, up to the next `,`.
fn dimension(inner: &mut Cursor, subject: &str) -> Parsed<Dimension> {
    let limit = inner.find_punct(',');
    if let (Some(token), true) = (inner.peek(0).cloned(), limit == inner.position() + 1) {
        let open = ["?", "None", "ANY"].contains(&token.to_string().as_str());
        if open {
            return Err(any(inner, &token.to_string(), token.span()));
        }
        if inner.is_word(0, "_") {
            inner.skip(1);
            return Ok(Dimension::Any(token.span()));
        }
    }
    let span = inner.span();
    let value = expr::whole_value(inner, limit, subject, "`,`")?;
    match &value {
        Expr::Unary(negative) if matches!(negative.op, UnOp::Neg(_)) => Err(any(inner, "-1", span)),
        _ => Ok(Dimension::Known(value)),
    }
}

fn any(inner: &Cursor, found: &str, span: Span) -> Reported {
    let fact = format!("`{found}`: expected a dimension of at least 1, or `_`");
    let help = match inner.position() <= 1 && inner.find_punct(',') != inner.find(|_| false) {
        true => {
            "remove it if it is the batch, which is not a part of a shape; channels are a number"
        }
        false => "write `_` for a size that is known at run time",
    };
    inner.fault(span, fact, help)
}
