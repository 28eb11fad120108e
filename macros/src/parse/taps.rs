//! `taps(layer2, "layer3.0" as middle)` in the header of a network

use proc_macro2::{Delimiter, Ident, Span};
use syn::ext::IdentExt;
use syn::{Lit, LitStr};

use super::cursor::{self, Cursor};
use super::{Parsed, Reported, item, recover};
use crate::ast::Tap;

/// The clause, where there is one.
pub fn taps(cursor: &mut Cursor) -> Vec<Tap> {
    let keyword = cursor.span();
    if cursor.is_word(0, "tap") {
        let fact = "`tap`: expected `taps` or the body of the network";
        cursor.fault(keyword, fact, "write `taps(…)`");
    } else if !cursor.is_word(0, "taps") {
        return Vec::new();
    }
    cursor.skip(1);
    let Some(group) = cursor.group(0, Delimiter::Parenthesis).cloned() else {
        let fact = format!("`taps`: expected labels in `(…)`, found {}", cursor.found());
        cursor.fault(keyword, fact, "write `taps(layer2, layer4)`");
        item::to_braces(cursor);
        return Vec::new();
    };
    cursor.skip(1);
    let mut inner = cursor.inside(&group);
    if inner.is_empty() {
        let help = "write `taps(layer2, layer4)`, or remove it";
        cursor.fault(keyword, "`taps()`: expected at least one label", help);
    }
    let mut taps = Vec::new();
    while !inner.is_empty() {
        match tap(&mut inner) {
            Ok(tap) => taps.push(tap),
            Err(Reported) => recover::to_next_element(&mut inner),
        }
    }
    taps
}

/// `layer2,` or `"layer3.0" as middle,`
fn tap(cursor: &mut Cursor) -> Parsed<Tap> {
    let (path, span) = path(cursor)?;
    let name = match cursor.is_word(0, "as") {
        true => {
            cursor.skip(1);
            named(cursor)?
        }
        false => own_name(cursor, &path, span)?,
    };
    if !cursor.is_empty() && !cursor.eat(",") {
        let fact = format!("`{path}`: expected `,`, found {}", cursor.found());
        return Err(cursor.fault(cursor.span(), fact, "write `,` before it, or remove it"));
    }
    Ok(Tap { path, span, name })
}

/// A label, or a path in quotes.
fn path(cursor: &mut Cursor) -> Parsed<(String, Span)> {
    let span = cursor.span();
    if let Some(label) = cursor.ident(0).filter(|label| *label != "_").cloned() {
        cursor.skip(1);
        let path = label.unraw().to_string();
        return match cursor.is_punct(0, '.') {
            true => Err(unquoted(cursor, &path, span)),
            false => Ok((path, span)),
        };
    }
    match cursor.literal(0).cloned().map(Lit::new) {
        Some(Lit::Str(path)) => {
            cursor.skip(1);
            Ok((path.value(), span))
        }
        Some(Lit::Int(number)) => {
            let fact =
                format!("`{number}`: expected a number in quotes, with a name for its field");
            Err(cursor.fault(span, fact, format!("write `\"{number}\" as first`, say")))
        }
        _ => {
            let fact = format!("{}: expected a label, or a path in quotes", cursor.found());
            let help = "write `layer2`, or `\"layer3.0\" as middle`";
            Err(cursor.fault(span, fact, help))
        }
    }
}

/// `layer3.0`: the path is read to its end, to be shown in quotes.
fn unquoted(cursor: &mut Cursor, first: &str, span: Span) -> Reported {
    let end = cursor.find(|token| cursor::is_comma(token) || cursor::is_word(token, "as"));
    let rest = cursor.tokens(cursor.position(), end).iter();
    let path: String = rest.map(ToString::to_string).collect();
    let fact = format!("`{first}{path}`: expected a path of several labels in quotes");
    let help = format!("write `\"{first}{path}\" as name`");
    cursor.fault(span, fact, help)
}

/// The name behind `as`.
fn named(cursor: &mut Cursor) -> Parsed<Ident> {
    let Some(name) = cursor.name(0).cloned() else {
        let fact = format!("`as`: expected a name, found {}", cursor.found());
        return Err(cursor.fault(cursor.last_span(), fact, "write `as middle`, say"));
    };
    cursor.skip(1);
    Ok(name)
}

/// A label is the name of its field by itself, where it can be one.
fn own_name(cursor: &Cursor, path: &str, span: Span) -> Parsed<Ident> {
    let name = LitStr::new(path, span).parse_with(Ident::parse_any);
    match name.ok().filter(|name| !cursor::is_reserved(name)) {
        Some(mut name) => {
            name.set_span(span);
            Ok(name)
        }
        None => {
            let fact = format!("`{path}`: expected a name for its field");
            Err(cursor.fault(span, fact, format!("write `\"{path}\" as name`")))
        }
    }
}
