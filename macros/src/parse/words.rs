//! The words of the language: `sequential`, `sum`, `residual`, `from`, `output`, `identity`, `check`

use proc_macro2::{Delimiter, Ident};

use super::cursor::Cursor;
use super::statement::{body, body_of_broken};
use super::{Parsed, Reported, control, dims};
use crate::ast::{Body, Dims, Join, Kind};

/// What the word begins, or `None` where it is none of these.
pub fn of_language(cursor: &mut Cursor, word: &Ident) -> Option<Parsed<Kind>> {
    let kind = match word.to_string().as_str() {
        "sequential" => braced(cursor, word, Kind::Sequential),
        "sum" => joined(cursor, word, Join::Sum),
        "concat" => joined(cursor, word, Join::Concat),
        "product" => joined(cursor, word, Join::Product),
        "residual" => residual(cursor, word),
        "from" => from(cursor, word),
        "output" => output(cursor, word),
        "identity" => identity(cursor, word),
        "check" => check(cursor, word),
        _ => return None,
    };
    Some(kind)
}

fn joined(cursor: &mut Cursor, word: &Ident, join: Join) -> Parsed<Kind> {
    braced(cursor, word, |body| Kind::Join(word.clone(), join, body))
}

/// A word and its braces.
fn braced(cursor: &mut Cursor, word: &Ident, kind: impl FnOnce(Body) -> Kind) -> Parsed<Kind> {
    cursor.skip(1);
    if cursor.group(0, Delimiter::Brace).is_none() {
        return in_parentheses(cursor, word);
    }
    body(cursor, &format!("`{word}`")).map(kind)
}

/// `sum(a, b)`, or `sum` and nothing.
fn in_parentheses(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    let fact = format!(
        "`{word}`: expected its statements in braces, found {}",
        cursor.found()
    );
    let help = match word.to_string().as_str() {
        "sequential" => "write `sequential { conv2d(64, 3); relu; }`".to_owned(),
        "residual" => {
            "write `residual { … }`, it adds what flows in to what the statements leave".to_owned()
        }
        _ => format!("write `{word} {{ … }}`, each statement in it is a branch"),
    };
    let reported = cursor.fault(word.span(), fact, help);
    if cursor.group(0, Delimiter::Parenthesis).is_none() {
        return Err(reported);
    }
    cursor.skip(1);
    if cursor.group(0, Delimiter::Brace).is_some() {
        body_of_broken(cursor, cursor.position());
    }
    Ok(Kind::Broken)
}

/// `residual { … }`, `residual if c { … }`
fn residual(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    if !cursor.is_word(1, "if") {
        return braced(cursor, word, |body| {
            Kind::Residual(word.clone(), None, body)
        });
    }
    cursor.skip(2);
    let limit = control::braces(cursor);
    match control::condition(cursor, limit, "`residual if`") {
        Ok(condition) => {
            let body = body(cursor, "`residual if`")?;
            Ok(Kind::Residual(word.clone(), Some(condition), body))
        }
        Err(reported) => control::broken(cursor, limit, reported),
    }
}

/// `from name`
fn from(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    cursor.skip(1);
    if let Some(name) = cursor.name(0).cloned() {
        cursor.skip(1);
        return match (cursor.is_punct(0, ','), cursor.name(1)) {
            (true, Some(second)) if !cursor.is_colon(2) => {
                let fact = format!("`from {name}`: expected one kept value, found `, {second}`");
                let help = format!("write `from {name}; from {second};`, each as a branch");
                Err(cursor.fault(cursor.span(), fact, help))
            }
            _ => Ok(Kind::From(word.clone(), name)),
        };
    }
    let fact = format!(
        "`from`: expected the name of a kept value, found {}",
        cursor.found()
    );
    let help = match cursor.group(0, Delimiter::Parenthesis) {
        Some(group) => format!("write `from {};`", group.stream()),
        None => "write `from x;`, where an earlier statement ends in `as x;`".to_owned(),
    };
    Err(cursor.fault(word.span(), fact, help))
}

/// `output name: [1000] { … }`
fn output(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    cursor.skip(1);
    let limit = control::braces(cursor);
    match head(cursor, word) {
        Ok((name, shape)) => {
            let body = body(cursor, &format!("`output {name}`"))?;
            Ok(Kind::Output(word.clone(), name, shape, body))
        }
        Err(reported) => control::broken(cursor, limit, reported),
    }
}

fn head(cursor: &mut Cursor, word: &Ident) -> Parsed<(Ident, Option<Dims>)> {
    let Some(name) = cursor.name(0).cloned() else {
        let fact = format!("`output`: expected a name, found {}", cursor.found());
        return Err(cursor.fault(word.span(), fact, "write `output aux { … }`"));
    };
    cursor.skip(1);
    if cursor.group(0, Delimiter::Bracket).is_some() {
        let fact = format!("`output {name}`: expected `:` before the shape, found `[…]`");
        return Err(cursor.fault(
            name.span(),
            fact,
            format!("write `output {name}: […] {{ … }}`"),
        ));
    }
    if !cursor.eat(":") {
        return Ok((name, None));
    }
    let shape = dims::dims(cursor, &format!("`output {name}`"))?;
    Ok((name, Some(shape)))
}

/// `identity`, also with empty parentheses as every layer.
fn identity(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    cursor.skip(1);
    let Some(group) = cursor.group(0, Delimiter::Parenthesis).cloned() else {
        return Ok(Kind::Identity(word.clone()));
    };
    cursor.skip(1);
    if group.stream().is_empty() {
        return Ok(Kind::Identity(word.clone()));
    }
    let fact = "`identity`: expected no arguments, found `(…)`";
    cursor.fault(group.span(), fact, "write `identity;`");
    Ok(Kind::Broken)
}

/// `check [64, 56, 56]`
fn check(cursor: &mut Cursor, word: &Ident) -> Parsed<Kind> {
    cursor.skip(1);
    let shape = dims::dims(cursor, "`check`");
    match shape {
        Ok(shape) => Ok(Kind::Check(word.clone(), shape)),
        // The brackets were there: the statement ends behind them.
        Err(Reported) if cursor.is_punct(0, ';') => Ok(Kind::Broken),
        Err(reported) => Err(reported),
    }
}
