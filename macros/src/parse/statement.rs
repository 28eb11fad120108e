//! `label: kind as keep;`

use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use syn::Lit;

use super::cursor::Cursor;
use super::{
    Parsed, Reported, call, control, expr, habits, label, matching, python, recover, words,
};
use crate::ast::{Body, Kind, Statement};

/// `{ … }`; `subject` is what it belongs to.
pub fn body(cursor: &mut Cursor, subject: &str) -> Parsed<Body> {
    match cursor.group(0, Delimiter::Brace).cloned() {
        Some(group) => {
            cursor.skip(1);
            Ok(inside(cursor, &group))
        }
        None => {
            let fact = format!("{subject}: expected `{{`, found {}", cursor.found());
            Err(cursor.fault(cursor.last_span(), fact, expr::BRACES))
        }
    }
}

/// The statements in a pair of braces.
pub fn inside(cursor: &Cursor, group: &Group) -> Body {
    Body {
        statements: statements(&mut cursor.inside(group)),
    }
}

/// Reads what is in the next braces of a statement for its own faults: the statement has one already.
pub fn body_of_broken(cursor: &mut Cursor, limit: usize) {
    cursor.advance_to(limit);
    if let Some(group) = cursor.group(0, Delimiter::Brace).cloned() {
        cursor.skip(1);
        inside(cursor, &group);
    }
}

pub fn statements(cursor: &mut Cursor) -> Vec<Statement> {
    let mut statements = Vec::new();
    while !cursor.is_empty() {
        let start = cursor.position();
        // A brace statement needs no `;` but may have one.
        if !cursor.eat(";") {
            statements.push(statement(cursor));
        }
        if cursor.position() == start {
            cursor.skip(1);
        }
    }
    statements
}

pub fn statement(cursor: &mut Cursor) -> Statement {
    if attributes(cursor) && cursor.is_empty() {
        return broken();
    }
    let mut label = None;
    let mut keep = None;
    let kind = label::label(cursor).and_then(|found| {
        label = found;
        kind(cursor, label.as_ref().map(label::shown))
    });
    let kind = kind.and_then(|mut kind| {
        keep = kept(cursor)?;
        let faults = cursor.errors.count();
        ended(cursor, &kind)?;
        if let Kind::Call(call) = &mut kind {
            call.ended = cursor.errors.count() == faults;
        }
        Ok(kind)
    });
    let kind = kind.unwrap_or_else(|Reported| {
        recover::to_next_statement(cursor);
        Kind::Broken
    });
    Statement { label, kind, keep }
}

/// Statements have no attributes and no doc comments: the first one is the fault.
fn attributes(cursor: &mut Cursor) -> bool {
    let mut reported = false;
    while cursor.is_punct(0, '#') {
        let bang = usize::from(cursor.is_punct(1, '!'));
        let Some(group) = cursor.group(1 + bang, Delimiter::Bracket).cloned() else {
            break;
        };
        if !reported {
            not_here(cursor, &group);
        }
        reported = true;
        cursor.skip(2 + bang);
    }
    reported
}

fn broken() -> Statement {
    Statement {
        label: None,
        kind: Kind::Broken,
        keep: None,
    }
}

/// An attribute or a doc comment on what has none.
pub fn not_here(cursor: &Cursor, attribute: &Group) {
    let doc = matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "doc");
    if doc {
        let fact = "`///`: a doc comment belongs on a block or a network";
        cursor.fault(attribute.span(), fact, "write `//` for a comment");
    } else {
        let fact = "`#[…]`: an attribute belongs on a block or a network";
        cursor.fault(attribute.span(), fact, "remove it");
    }
}

/// What a statement does.
fn kind(cursor: &mut Cursor, label: Option<String>) -> Parsed<Kind> {
    if let Some(foreign) = python::statement(cursor) {
        return Ok(Kind::Foreign(foreign));
    }
    if let Some(group) = cursor.group(0, Delimiter::Brace).cloned() {
        cursor.skip(1);
        return Ok(Kind::Group(inside(cursor, &group)));
    }
    if cursor.is_op(0, "::") || cursor.group(0, Delimiter::None).is_some() {
        return call::call(cursor);
    }
    let Some(word) = cursor.ident(0).cloned() else {
        return Err(no_statement(cursor, label));
    };
    if cursor.is_op(1, "::") {
        return call::call(cursor);
    }
    match word.to_string().as_str() {
        "for" => control::repeated(cursor),
        "if" => control::decided(cursor),
        "match" => matching::matched(cursor),
        "let" => control::bound(cursor),
        _ => words::of_language(cursor, &word).unwrap_or_else(|| part(cursor)),
    }
}

/// A layer, a block, or a word that is neither.
fn part(cursor: &mut Cursor) -> Parsed<Kind> {
    if let Some((fact, help)) = habits::foreign(cursor) {
        let reported = cursor.fault(cursor.span(), fact, help);
        return control::skipped(cursor, reported);
    }
    call::call(cursor)
}

/// Something that begins no statement, or nothing after a label or an attribute.
fn no_statement(cursor: &Cursor, label: Option<String>) -> Reported {
    let found = cursor.found();
    match label {
        Some(label) => {
            let fact = format!("`{label}:`: expected a statement after the label, found {found}");
            let help = format!("write what it labels, such as `{label}: conv2d(64, 3);`");
            cursor.fault(cursor.last_span(), fact, help)
        }
        None => {
            let fact = format!("expected a statement, found {found}");
            let help = match cursor.is_punct(0, '#') {
                true => "write `//` for a comment",
                false => habits::STATEMENTS,
            };
            cursor.fault(cursor.span(), fact, help)
        }
    }
}

/// `as name`
fn kept(cursor: &mut Cursor) -> Parsed<Option<Ident>> {
    if !cursor.is_word(0, "as") {
        return Ok(None);
    }
    let keyword = cursor.span();
    cursor.skip(1);
    if let Some(name) = cursor.name(0).cloned() {
        cursor.skip(1);
        return Ok(Some(name));
    }
    let fact = format!(
        "`as`: expected a name for the kept value, found {}",
        cursor.found()
    );
    let quoted = quoted_name(cursor);
    let shown = quoted.as_ref().map_or("x".to_owned(), Ident::to_string);
    let help = format!("write `as {shown}`, and later `from {shown};`");
    let reported = cursor.fault(keyword, fact, help);
    match quoted {
        Some(name) => {
            cursor.skip(1);
            Ok(Some(name))
        }
        None => Err(reported),
    }
}

/// `x` of `as "x"`: it is what a later `from x;` means.
fn quoted_name(cursor: &Cursor) -> Option<Ident> {
    match Lit::new(cursor.literal(0)?.clone()) {
        Lit::Str(text) => text.parse().ok(),
        _ => None,
    }
}

/// The `;` at the end, which braces do not need; in an arm also a `,`, which is left to it.
fn ended(cursor: &mut Cursor, kind: &Kind) -> Parsed<()> {
    if let Kind::Foreign(_) = kind {
        // It is one fault already, with or without the end of its line.
        if !cursor.eat(";") && !begins(cursor) {
            recover::to_next_statement(cursor);
        }
        return Ok(());
    }
    let braced = cursor.after_braces() && !matches!(kind, Kind::Call(_) | Kind::Let(..));
    let arm_ended = cursor.arm && (cursor.is_empty() || cursor.is_punct(0, ','));
    if cursor.eat(";") || braced || arm_ended {
        return Ok(());
    }
    // A broken statement has its fault: that its end is missing too is no second one.
    if matches!(kind, Kind::Broken) && begins(cursor) {
        return Ok(());
    }
    let wanted = if cursor.arm { "`,`" } else { "`;`" };
    let fact = format!(
        "{}expected {wanted} at the end of the statement, found {}",
        subject(kind),
        cursor.found()
    );
    if cursor.arm && !arm_follows(cursor) {
        return Err(cursor.fault(
            cursor.last_span(),
            fact,
            "write `{ … }` around several statements",
        ));
    }
    if cursor.commas && (cursor.is_empty() || cursor.eat(",")) {
        return Ok(());
    }
    if cursor.is_empty() || (begins(cursor) && !goes_on(cursor, kind)) {
        cursor.fault(cursor.last_span(), fact, format!("write {wanted} here"));
        return Ok(());
    }
    if cursor.is_punct(0, ',') {
        cursor.fault(cursor.span(), fact, "write `;` in its place");
        cursor.skip(1);
        cursor.commas = true;
        return Ok(());
    }
    Err(not_ended(cursor, &fact))
}

/// Whether the next token begins a statement, so that only the `;` before it is missing.
fn begins(cursor: &Cursor) -> bool {
    match cursor.peek(0) {
        Some(TokenTree::Ident(word)) => word != "as" && word != "else",
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Group(group)) => {
            matches!(group.delimiter(), Delimiter::Brace | Delimiter::None)
        }
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#' || cursor.is_op(0, "::"),
        None => true,
    }
}

/// Whether another arm of the `match` comes next, so that only the `,` before it is missing.
fn arm_follows(cursor: &Cursor) -> bool {
    let mut ahead = 0;
    while cursor.peek(ahead).is_some()
        && !cursor.is_punct(ahead, ',')
        && !cursor.is_punct(ahead, ';')
    {
        if cursor.is_op(ahead, "=>") {
            return true;
        }
        ahead += 1;
    }
    false
}

/// Whether the next word belongs to a value that has lost its operator: `let a = input channels * 2;`.
fn goes_on(cursor: &Cursor, kind: &Kind) -> bool {
    let operator = |punct: char| cursor.is_punct(1, punct);
    matches!(kind, Kind::Let(..)) && ['*', '+', '-', '/', '%', '.'].into_iter().any(operator)
}

/// Something after a statement that belongs to no statement.
fn not_ended(cursor: &Cursor, fact: &str) -> Reported {
    let help = match cursor.found().trim_matches('`') {
        "+" => "write `sum { … }` for a sum, one statement for each branch",
        "*" => "write `product { … }` for a product, one statement for each branch",
        "." => "write one statement for each layer, the value flows on by itself",
        "->" | "=>" | "|" | ">" | "|>" => {
            "write `;` in its place: the value flows to the next statement"
        }
        "as" => "write one `as`; `identity as y;` keeps the value under a second name",
        _ => "end the statement with `;`",
    };
    cursor.fault(cursor.span(), fact, help)
}

/// The statement at the head of a message about its end.
fn subject(kind: &Kind) -> String {
    match kind {
        Kind::Call(call) => format!("`{}`: ", call.name()),
        Kind::Let(..) => "`let`: ".to_owned(),
        Kind::From(keyword, name) => format!("`{keyword} {name}`: "),
        Kind::Identity(keyword) | Kind::Check(keyword, _) => format!("`{keyword}`: "),
        _ => String::new(),
    }
}
