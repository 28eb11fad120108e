//! `for`, `if`, `let`

use proc_macro2::{Delimiter, Span, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Lit, Pat, RangeLimits};

use super::cursor::Cursor;
use super::statement::{body, body_of_broken};
use super::{Parsed, Reported, expr, habits};
use crate::ast::{If, Iteration, Kind};

/// `..`
fn is_dots(tokens: &[TokenTree]) -> bool {
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(dot) if dot.as_char() == '.');
    matches!(tokens, [first, second, ..] if is_dot(first) && is_dot(second))
}

/// The place of the braces that belong to a statement: the first ones, unless the expression before
/// them has braces of its own (`if match x { … } {`, `for i in {A}..4 {`). The end of the statement, if it
/// has none.
pub fn braces(cursor: &Cursor) -> usize {
    let end = cursor.find_punct(';');
    let start = cursor.position();
    let mut owned = false;
    let tokens = cursor.tokens(start, end);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let begins_range = is_dots(&tokens[at + 1..]);
                if !owned && !begins_range {
                    return start + at;
                }
                owned = false;
            }
            TokenTree::Ident(word) => {
                owned |= ["match", "if", "else", "unsafe", "const"]
                    .iter()
                    .any(|opens| word == opens);
            }
            _ => {}
        }
    }
    end
}

/// `for pattern in iteration { … }`
pub fn repeated(cursor: &mut Cursor) -> Parsed<Kind> {
    let keyword = cursor.span();
    cursor.skip(1);
    let limit = braces(cursor);
    match head(cursor, keyword, limit) {
        Ok((pattern, iteration)) => {
            let body = body(cursor, "`for`")?;
            Ok(Kind::For(keyword, pattern, iteration, body))
        }
        Err(reported) => broken(cursor, limit, reported),
    }
}

/// Reads the braces of a statement whose head is at fault; without braces nothing is left of it.
pub fn broken(cursor: &mut Cursor, limit: usize, reported: Reported) -> Parsed<Kind> {
    cursor.advance_to(limit);
    if cursor.group(0, Delimiter::Brace).is_none() {
        return Err(reported);
    }
    body_of_broken(cursor, limit);
    Ok(Kind::Broken)
}

/// Goes past a statement that is not in the language; what may be a body is read for its own faults.
pub fn skipped(cursor: &mut Cursor, reported: Reported) -> Parsed<Kind> {
    let bodied = ["while", "loop", "repeat", "else", "elif"]
        .iter()
        .any(|word| cursor.is_word(0, word));
    if !bodied && !cursor.is_word(1, "in") {
        cursor.skip(1);
        return Err(reported);
    }
    cursor.skip(if cursor.is_word(1, "if") { 2 } else { 1 });
    let limit = braces(cursor);
    broken(cursor, limit, reported)
}

/// `pattern in iteration`
fn head(cursor: &mut Cursor, keyword: Span, limit: usize) -> Parsed<(Pat, Iteration)> {
    if cursor.position() >= limit || cursor.is_word(0, "in") {
        let fact = format!("`for`: expected a pattern, found {}", cursor.found());
        return Err(cursor.fault(
            keyword,
            fact,
            "write `for i in 0..n { … }`, or `for _ in 0..n { … }`",
        ));
    }
    let pattern = expr::pattern(cursor, limit, "`for`")?;
    if !cursor.is_word(0, "in") {
        let help = match cursor.is_punct(0, ',') {
            true => "write a tuple: `for (a, b) in [(1, 2), (3, 4)] { … }`",
            false => "write `for i in 0..n { … }`",
        };
        let fact = format!(
            "`for`: expected `in` after the pattern, found {}",
            cursor.found()
        );
        return Err(cursor.fault(cursor.last_span(), fact, help));
    }
    cursor.skip(1);
    Ok((pattern, iteration(cursor, limit)?))
}

/// `a..b`, `a..=b`, or a list.
fn iteration(cursor: &mut Cursor, limit: usize) -> Parsed<Iteration> {
    if cursor.position() >= limit {
        let fact = format!("`in`: expected a range or a list, found {}", cursor.found());
        return Err(cursor.fault(cursor.last_span(), fact, "write `for i in 0..n { … }`"));
    }
    let span = cursor.span();
    let mut value = expr::value(cursor, limit, "`for`")?;
    // Behind a whole range it is Python's, before the statements.
    if cursor.is_colon(0) && matches!(value, Expr::Lit(_)) {
        let fact = "`for`: expected a range, found `:` between its ends";
        return Err(cursor.fault(cursor.span(), fact, "write `..` in its place: `0..n`"));
    }
    if cursor.position() < limit {
        return Err(expr::left_over(cursor, "`for`", "`{`"));
    }
    while let Expr::Paren(inner) = value {
        value = *inner.expr;
    }
    match value {
        Expr::Range(range) => {
            let inclusive = matches!(range.limits, RangeLimits::Closed(_));
            match (range.start, range.end) {
                (Some(start), Some(end)) => Ok(Iteration::Range {
                    start,
                    end,
                    inclusive,
                }),
                (start, _) => Err(open_range(cursor, span, start.is_some())),
            }
        }
        other => match no_iteration(cursor, &other) {
            Some(reported) => Err(reported),
            None => Ok(Iteration::Array(other)),
        },
    }
}

fn open_range(cursor: &Cursor, span: Span, started: bool) -> Reported {
    let (missing, help) = match started {
        true => (
            "an end",
            "write `0..n`, the number of rounds is known at compile time",
        ),
        false => ("a start", "write `0..n`"),
    };
    cursor.fault(
        span,
        format!("`for`: expected a range with {missing}"),
        help,
    )
}

/// What Rust or Python would run over, and a `const fn` cannot.
fn no_iteration(cursor: &Cursor, value: &Expr) -> Option<Reported> {
    match value {
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else {
                return None;
            };
            let args: Vec<Expr> = call.args.iter().cloned().collect();
            habits::python_iteration(cursor, function.path.get_ident()?, &args)
        }
        Expr::MethodCall(call) => habits::iterator(cursor, call),
        Expr::Macro(list) if list.mac.path.is_ident("vec") => {
            let fact = "`vec!`: expected a range or a list, whose length is known at compile time";
            let help = format!("write `[{}]`", list.mac.tokens);
            Some(cursor.fault(list.mac.path.span(), fact, help))
        }
        Expr::Lit(number) if matches!(number.lit, Lit::Int(_)) => {
            let shown = number.to_token_stream();
            let fact = format!("`for`: expected a range or a list, found {shown}");
            Some(cursor.fault(number.span(), fact, format!("write `0..{shown}`")))
        }
        _ => None,
    }
}

/// `if c { … } else if d { … } else { … }`
pub fn decided(cursor: &mut Cursor) -> Parsed<Kind> {
    let mut branches = Vec::new();
    let mut otherwise = None;
    let mut sound = true;
    cursor.skip(1);
    loop {
        let limit = braces(cursor);
        match condition(cursor, limit, "`if`") {
            Ok(condition) => branches.push((condition, body(cursor, "`if`")?)),
            Err(reported) => {
                broken(cursor, limit, reported)?;
                sound = false;
            }
        }
        match following(cursor) {
            Following::If => {}
            Following::Else => {
                otherwise = Some(body(cursor, "`else`")?);
                break;
            }
            Following::Nothing => break,
        }
    }
    let decided = If {
        branches,
        otherwise,
    };
    Ok(if sound {
        Kind::If(decided)
    } else {
        Kind::Broken
    })
}

/// What comes after the braces of an `if`.
enum Following {
    If,
    Else,
    Nothing,
}

fn following(cursor: &mut Cursor) -> Following {
    if cursor.is_word(0, "elif") && !cursor.is_colon(1) {
        let fact = "`elif`: expected `else if`";
        cursor.fault(cursor.span(), fact, "write `else if`");
        cursor.skip(1);
        return Following::If;
    }
    if !cursor.is_word(0, "else") || cursor.is_colon(1) {
        return Following::Nothing;
    }
    cursor.skip(1);
    if !cursor.is_word(0, "if") {
        return Following::Else;
    }
    cursor.skip(1);
    Following::If
}

/// The condition before the braces at `limit`.
pub fn condition(cursor: &mut Cursor, limit: usize, subject: &str) -> Parsed<Expr> {
    if cursor.is_word(0, "let") {
        let fact = format!("{subject}: expected a condition, found `let`");
        return Err(cursor.fault(
            cursor.span(),
            fact,
            "write `match x { pattern => { … } _ => { … } }`",
        ));
    }
    if cursor.position() >= limit {
        let fact = format!("{subject}: expected a condition, found {}", cursor.found());
        return Err(cursor.fault(cursor.last_span(), fact, "write `if stride != 1 { … }`"));
    }
    let span = cursor.span();
    let condition = expr::whole_value(cursor, limit, subject, "`{`")?;
    match condition {
        Expr::Assign(_) => {
            let fact = format!("{subject}: expected a condition, found an assignment");
            Err(cursor.fault(span, fact, "write `==` to compare"))
        }
        other => Ok(other),
    }
}

/// `let pattern: type = value`
pub fn bound(cursor: &mut Cursor) -> Parsed<Kind> {
    cursor.skip(1);
    let limit = cursor.find_punct(';');
    if cursor.position() >= limit {
        let fact = format!("`let`: expected a name, found {}", cursor.found());
        return Err(cursor.fault(cursor.last_span(), fact, "write `let name = value;`"));
    }
    let pattern = expr::pattern(cursor, limit, "`let`")?;
    let ty = match cursor.eat(":") {
        true => Some(expr::ty(cursor, limit, "`let`")?),
        false => None,
    };
    if !cursor.is_assign(0) {
        let fact = format!("`let`: expected `=` and a value, found {}", cursor.found());
        return Err(cursor.fault(cursor.last_span(), fact, "write `let name = value;`"));
    }
    cursor.skip(1);
    let value = expr::value(cursor, limit, "`let`")?;
    match habits::after_value(cursor) {
        Some(reported) => Err(reported),
        None => Ok(Kind::Let(pattern, ty, value)),
    }
}
