//! `match x { A if guard => { … } _ => { … } }`

use proc_macro2::{Delimiter, Group, TokenTree};

use super::control::{braces, broken};
use super::cursor::Cursor;
use super::{Parsed, Reported, expr, statement};
use crate::ast::{Arm, Body, Kind};

pub fn matched(cursor: &mut Cursor) -> Parsed<Kind> {
    cursor.skip(1);
    let limit = braces(cursor);
    let value = match expr::whole_value(cursor, limit, "`match`", "`{`") {
        Ok(value) => value,
        Err(reported) => return skipped(cursor, limit, reported),
    };
    let Some(group) = cursor.group(0, Delimiter::Brace).cloned() else {
        let fact = format!("`match`: expected `{{`, found {}", cursor.found());
        return Err(cursor.fault(
            cursor.last_span(),
            fact,
            "write `match x { A => { … } _ => { … } }`",
        ));
    };
    cursor.skip(1);
    Ok(match arms(cursor, &group) {
        Ok(arms) => Kind::Match(value, arms),
        Err(Reported) => Kind::Broken,
    })
}

/// Reads the arms of a `match` whose head is at fault.
fn skipped(cursor: &mut Cursor, limit: usize, reported: Reported) -> Parsed<Kind> {
    cursor.advance_to(limit);
    let Some(group) = cursor.group(0, Delimiter::Brace).cloned() else {
        return broken(cursor, limit, reported);
    };
    cursor.skip(1);
    let _ = arms(cursor, &group);
    Ok(Kind::Broken)
}

fn arms(cursor: &Cursor, group: &Group) -> Parsed<Vec<Arm>> {
    let mut inner = cursor.inside(group);
    inner.arm = true;
    let mut arms = Vec::new();
    let mut sound = Ok(());
    while !inner.is_empty() {
        match arm(&mut inner) {
            Ok(arm) => arms.push(arm),
            Err(Reported) => {
                sound = Err(Reported);
                to_next_arm(&mut inner);
            }
        }
        let _ = inner.eat(",");
    }
    sound.map(|()| arms)
}

/// `pattern if guard => body`
fn arm(inner: &mut Cursor) -> Parsed<Arm> {
    let limit = arrow(inner);
    let start = inner.position();
    let guarded = inner
        .find(|token| matches!(token, TokenTree::Ident(word) if word == "if"))
        .min(limit);
    if start >= guarded {
        let fact = format!("`match`: expected a pattern, found {}", inner.found());
        return Err(inner.fault(inner.span(), fact, "write `A => { … }`"));
    }
    unmarked_body(inner, limit)?;
    let pat = expr::pattern(inner, guarded, "`match`")?;
    if inner.position() < guarded || !(inner.is_word(0, "if") || inner.is_op(0, "=>")) {
        return Err(no_arrow(inner));
    }
    let mut guard = None;
    if inner.is_word(0, "if") {
        inner.skip(1);
        guard = Some(expr::whole_value(inner, limit, "`if`", "`=>`")?);
        if !inner.is_op(0, "=>") {
            return Err(no_arrow(inner));
        }
    }
    inner.skip(2);
    let body = arm_body(inner)?;
    Ok(Arm { pat, guard, body })
}

/// The place of the next `=>`, or of the first braces where it is missing.
fn arrow(inner: &Cursor) -> usize {
    let start = inner.position();
    let mut ahead = 0;
    while let Some(token) = inner.peek(ahead) {
        if inner.is_op(ahead, "=>") {
            return start + ahead;
        }
        if matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';') {
            break;
        }
        ahead += 1;
    }
    start + ahead
}

/// `A { relu; }`: braces that no `=>` follows are the body, not a part of the pattern.
fn unmarked_body(inner: &mut Cursor, limit: usize) -> Parsed<()> {
    let braces = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let place = inner.find(braces);
    let ahead = place - inner.position() + 1;
    let pattern_goes_on =
        inner.is_op(ahead, "=>") || inner.is_word(ahead, "if") || inner.is_punct(ahead, '|');
    if place >= limit || pattern_goes_on {
        return Ok(());
    }
    // `A: { … }`
    let colon = ahead >= 2 && inner.is_colon(ahead - 2);
    inner.advance_to(place - usize::from(colon));
    Err(no_arrow(inner))
}

fn no_arrow(inner: &Cursor) -> Reported {
    let fact = format!(
        "`match`: expected `=>` after the pattern, found {}",
        inner.found()
    );
    let span = match inner.is_colon(0) {
        true => inner.span(),
        false => inner.last_span(),
    };
    inner.fault(span, fact, "write `A => { … }`")
}

/// `{ … }`, or one statement up to its `;` or `,`.
fn arm_body(inner: &mut Cursor) -> Parsed<Body> {
    if let Some(group) = inner.group(0, Delimiter::Brace).cloned() {
        inner.skip(1);
        return Ok(statement::inside(inner, &group));
    }
    if inner.is_empty() || inner.is_punct(0, ',') || inner.is_punct(0, ';') {
        let fact = format!("`=>`: expected `{{ … }}`, found {}", inner.found());
        return Err(inner.fault(
            inner.last_span(),
            fact,
            "write `{ … }`; `{ identity; }` does nothing",
        ));
    }
    let statements = vec![statement::statement(inner)];
    Ok(Body { statements })
}

/// Goes on behind the next braces or `,`.
fn to_next_arm(inner: &mut Cursor) {
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => [';', ','].contains(&punct.as_char()),
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    inner.advance_to(inner.find(ends) + 1);
}
