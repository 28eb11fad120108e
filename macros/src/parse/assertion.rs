//! `example` and `budget`

use proc_macro2::{Delimiter, Ident};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Path};

use super::cursor::Cursor;
use super::{Parsed, Reported, call, expr, item, recover};
use crate::ast::{Budget, Call, Example, Item};

/// `example Block(128): [64, 56, 56] -> [128, 28, 28], params = 230_144;`
pub fn example(cursor: &mut Cursor) -> Item {
    cursor.skip(1);
    read_example(cursor).map_or_else(|Reported| broken(cursor), Item::Example)
}

/// `budget Net: params <= 12_000_000, macs <= 2_000_000_000;`
pub fn budget(cursor: &mut Cursor) -> Item {
    cursor.skip(1);
    read_budget(cursor).map_or_else(|Reported| broken(cursor), Item::Budget)
}

/// The block that is asserted about is not broken: the item has no name of its own.
fn broken(cursor: &mut Cursor) -> Item {
    recover::to_next_item(cursor);
    Item::Broken(None)
}

fn read_example(cursor: &mut Cursor) -> Parsed<Example> {
    let (path, name) = subject(cursor)?;
    let args = match cursor.group(0, Delimiter::Bracket) {
        Some(_) => Ok(None),
        None => call::args(cursor, &path, &name)?,
    };
    let subject = format!("`example {name}`");
    colon(cursor, &subject)?;
    let (input, output) = item::shapes(cursor, &subject)?;
    let mut counts = Vec::new();
    let sound = listed(cursor, &subject, "=", &mut counts);
    let args = args?;
    sound?;
    Ok(Example {
        call: Call {
            path,
            args,
            ended: true,
        },
        input,
        output,
        counts,
    })
}

fn read_budget(cursor: &mut Cursor) -> Parsed<Budget> {
    let (path, name) = subject(cursor)?;
    let subject = format!("`budget {name}`");
    if cursor.group(0, Delimiter::Parenthesis).is_some() {
        let fact = format!("{subject}: expected a network, found a call");
        let help =
            format!("assert the counts of a block by `example {name}(…): […] -> […], params = …;`");
        return Err(cursor.fault(path.span(), fact, help));
    }
    colon(cursor, &subject)?;
    let mut limits = Vec::new();
    let first = counted(cursor, &subject, "<=")?;
    limits.push(first);
    listed(cursor, &subject, "<=", &mut limits)?;
    Ok(Budget { path, limits })
}

/// The path of what is asserted about, and as a message shows it.
fn subject(cursor: &mut Cursor) -> Parsed<(Path, String)> {
    let path = call::path(cursor)?;
    let name = path.to_token_stream().to_string().replace(' ', "");
    Ok((path, name))
}

fn colon(cursor: &mut Cursor, subject: &str) -> Parsed<()> {
    if cursor.is_colon(0) {
        cursor.skip(1);
        return Ok(());
    }
    let fact = format!("{subject}: expected `:`, found {}", cursor.found());
    let reported = cursor.fault(cursor.last_span(), fact, "write `:` here");
    let goes_on = cursor.group(0, Delimiter::Bracket).is_some() || cursor.is_op(1, "<=");
    if goes_on { Ok(()) } else { Err(reported) }
}

/// `, name = value` up to the `;`.
fn listed(
    cursor: &mut Cursor,
    subject: &str,
    sign: &str,
    list: &mut Vec<(Ident, Expr)>,
) -> Parsed<()> {
    while cursor.eat(",") {
        if cursor.is_punct(0, ';') || cursor.is_empty() {
            break;
        }
        list.push(counted(cursor, subject, sign)?);
    }
    if cursor.eat(";") {
        return Ok(());
    }
    let fact = format!(
        "{subject}: expected `;` at the end, found {}",
        cursor.found()
    );
    if cursor.is_empty() || recover::begins_item(cursor) {
        cursor.fault(cursor.last_span(), fact, "write `;` here");
        return Ok(());
    }
    let help = match cursor.name(0) {
        Some(name) => format!("write `, {name} {sign} …`, or `;`"),
        None => "write `;` before it, or remove it".to_owned(),
    };
    Err(cursor.fault(cursor.span(), fact, help))
}

/// `params <= 12_000_000`
fn counted(cursor: &mut Cursor, subject: &str, sign: &str) -> Parsed<(Ident, Expr)> {
    let Some(name) = cursor.name(0).cloned() else {
        let fact = format!(
            "{subject}: expected `params` or `macs`, found {}",
            cursor.found()
        );
        return Err(cursor.fault(
            cursor.span(),
            fact,
            format!("write `params {sign} 1_000_000`"),
        ));
    };
    cursor.skip(1);
    let exact = if sign == "=" {
        cursor.is_assign(0)
    } else {
        cursor.is_op(0, sign)
    };
    if !exact {
        let found = cursor.found();
        let fact = format!("`{name}`: expected `{sign}`, found {found}");
        return Err(cursor.fault(cursor.last_span(), fact, format!("write `{name} {sign} …`")));
    }
    cursor.skip(sign.len());
    let limit = cursor.find_punct(';');
    let value = expr::value(cursor, limit, &format!("`{name}`"))?;
    Ok((name, value))
}
