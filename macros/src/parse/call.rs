//! `conv2d(64, 3, stride = 2)`, `relu`, `path::Block(64)`

use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Path};

use super::cursor::{Cursor, content, is_reserved};
use super::{Parsed, Reported, expr, habits, recover, statement};
use crate::ast::{Arg, Args, Call, Kind};

/// A call as a statement. Where its arguments are at fault, it is broken and its end is known.
pub fn call(cursor: &mut Cursor) -> Parsed<Kind> {
    let path = path(cursor)?;
    let name = path.to_token_stream().to_string().replace(' ', "");
    if let Some(group) = cursor.group(0, Delimiter::Brace).cloned()
        && unknown_braces(cursor, &path, &name, &group).is_some()
    {
        return Ok(Kind::Broken);
    }
    let args = args(cursor, &path, &name)?;
    Ok(args.map_or(Kind::Broken, |args| {
        Kind::Call(Call {
            path,
            args,
            ended: true,
        })
    }))
}

/// `conv2d`, `Block`, `crate::parts::Block`
pub fn path(cursor: &mut Cursor) -> Parsed<Path> {
    let start = cursor.position();
    let mut length = 0;
    if let Some(TokenTree::Group(_)) = cursor.peek(0) {
        length = 1;
    } else {
        loop {
            length += if cursor.is_op(length, "::") { 2 } else { 0 };
            if cursor.ident(length).is_none() {
                cursor.skip(length);
                return Err(no_segment(cursor, start));
            }
            length += 1;
            if !cursor.is_op(length, "::") {
                break;
            }
        }
    }
    cursor
        .take(start + length, Path::parse_mod_style)
        .map_err(|error| {
            let fact = format!("{}: expected the name of a layer or block", cursor.found());
            cursor.fault(
                error.span(),
                fact,
                "write a name that is no keyword of Rust",
            )
        })
}

/// `path::` without a name, or with generic arguments.
fn no_segment(cursor: &Cursor, start: usize) -> Reported {
    let tokens = cursor.tokens(start, cursor.position());
    let written: String = tokens.iter().map(ToString::to_string).collect();
    if written.is_empty() {
        let fact = format!(
            "expected the name of a block or network, found {}",
            cursor.found()
        );
        return cursor.fault(
            cursor.last_span(),
            fact,
            "write its name, or its path: `parts::Block`",
        );
    }
    if cursor.is_punct(0, '<') {
        return generic(cursor, written.trim_end_matches(':'));
    }
    let fact = format!("`{written}`: expected a name, found {}", cursor.found());
    cursor.fault(cursor.last_span(), fact, format!("write `{written}Block`"))
}

fn generic(cursor: &Cursor, name: &str) -> Reported {
    let fact = format!("`{name}<…>`: a layer or block has no generic arguments");
    cursor.fault(
        cursor.span(),
        fact,
        format!("write them as arguments: `{name}(…)`"),
    )
}

/// The arguments, if there are any. The outer error: nothing more of the statement can be read; the
/// inner one: what follows the parentheses can.
pub fn args(cursor: &mut Cursor, path: &Path, name: &str) -> Parsed<Parsed<Option<Args>>> {
    if cursor.is_punct(0, '<') {
        return Err(generic(cursor, name));
    }
    if cursor.is_punct(0, '!') && cursor.group(1, Delimiter::Parenthesis).is_some() {
        if let Some(help) = habits::of_a_macro(path) {
            let fact = format!("`{name}!`: a macro of Rust is no statement of a body");
            return Err(cursor.fault(path.span(), fact, help));
        }
        let fact = format!("`{name}!`: a layer or block is called without `!`");
        cursor.fault(cursor.span(), fact, format!("write `{name}(…)`"));
        cursor.skip(1);
    }
    let Some(group) = list(cursor, name) else {
        return Ok(Ok(None));
    };
    cursor.skip(1);
    let args = inside(cursor, &group, path, name);
    if let Some(again) = cursor.group(0, Delimiter::Parenthesis).cloned() {
        let fact = format!("`{name}(…)(…)`: the value flows in by itself, it is not passed");
        cursor.fault(again.span(), fact, format!("write `{name}(…);`"));
        cursor.skip(1);
    }
    Ok(args.map(Some))
}

/// The parentheses, or brackets that stand in their place.
fn list(cursor: &Cursor, name: &str) -> Option<Group> {
    if let Some(group) = cursor.group(0, Delimiter::Parenthesis) {
        return Some(group.clone());
    }
    let group = cursor.group(0, Delimiter::Bracket)?.clone();
    let fact = format!("`{name}`: expected its arguments in parentheses, found `[…]`");
    cursor.fault(
        group.span(),
        fact,
        format!("write `{name}({})`", content(&group)),
    );
    Some(group)
}

fn inside(cursor: &Cursor, group: &Group, path: &Path, name: &str) -> Parsed<Args> {
    let mut inner = cursor.inside(group);
    let built_in = path
        .get_ident()
        .is_some_and(|word| !word.to_string().starts_with(char::is_uppercase));
    let mut list = Vec::new();
    let mut sound = Ok(());
    while !inner.is_empty() {
        match arg(&mut inner, name, built_in) {
            Ok(arg) => list.push(arg),
            Err(Reported) => {
                sound = Err(Reported);
                recover::to_next_element(&mut inner);
            }
        }
    }
    sound.map(|()| Args {
        span: group.span(),
        list,
    })
}

/// `64,` or `stride = 2,`
fn arg(inner: &mut Cursor, call: &str, built_in: bool) -> Parsed<Arg> {
    let named = inner.ident(0).cloned();
    let wrong = wrong_sign(inner);
    let name = named.filter(|_| wrong.is_some() || inner.is_assign(1));
    let subject = match &name {
        Some(name) => format!("`{name}`"),
        None => format!("`{call}`"),
    };
    // The arguments of a built-in layer are known: there it is one that does not exist.
    if let Some(name) = name.as_ref().filter(|name| !built_in && is_reserved(name)) {
        let fact = format!("`{name}`: expected the name of an argument, found a keyword of Rust");
        let help = format!("write the name that `{call}` declares");
        return Err(inner.fault(name.span(), fact, help));
    }
    if name.is_some() {
        inner.skip(1 + wrong.map_or(1, str::len));
    } else if inner.is_punct(0, ',') {
        let fact = format!("{subject}: expected an argument, found `,`");
        return Err(inner.fault(inner.span(), fact, "remove the `,`"));
    }
    let start = inner.position();
    let limit = start + inner.tokens(start, usize::MAX).len();
    let value = match inner.is_empty() || inner.is_punct(0, ',') {
        true => Err(no_value(inner, &subject)),
        false => expr::argument(inner, limit, &subject),
    }?;
    if let (Some(wrong), Some(name)) = (wrong, &name) {
        sign(inner, name, wrong, &value);
    }
    none(inner, &subject, &value, built_in)?;
    separated(inner, &subject, &value)?;
    Ok(Arg { name, value })
}

/// `kernel: 3`, `kernel := 3`, `kernel => 3`
fn wrong_sign(inner: &Cursor) -> Option<&'static str> {
    inner.ident(0)?;
    if inner.is_op(1, ":=") {
        Some(":=")
    } else if inner.is_op(1, "=>") {
        Some("=>")
    } else {
        inner.is_colon(1).then_some(":")
    }
}

fn sign(inner: &Cursor, name: &Ident, wrong: &str, value: &Expr) {
    let fact = format!("`{name}`: expected `=` after the argument's name, found `{wrong}`");
    let help = format!("write `{name} = {}`", value.to_token_stream());
    inner.fault(name.span(), fact, help);
}

fn no_value(inner: &Cursor, subject: &str) -> Reported {
    let fact = format!("{subject}: expected a value, found {}", inner.found());
    let name = subject.trim_matches('`');
    inner.fault(
        inner.last_span(),
        fact,
        format!("write `{name} = …`, or leave the argument out"),
    )
}

/// The `,` after an argument.
fn separated(inner: &mut Cursor, subject: &str, value: &Expr) -> Parsed<()> {
    if inner.is_empty() || inner.eat(",") {
        return Ok(());
    }
    let found = inner.found();
    match value {
        Expr::Path(name) if name.path.get_ident().is_some() && inner.literal(0).is_some() => {
            let name = name.to_token_stream();
            let fact = format!("`{name}`: expected `=` or `,`, found {found}");
            Err(inner.fault(
                inner.span(),
                fact,
                format!("write `{name} = {}`", found.trim_matches('`')),
            ))
        }
        _ => Err(expr::left_over(inner, subject, "`,`")),
    }
}

/// `None`, where a built-in layer has defaults.
fn none(inner: &Cursor, subject: &str, value: &Expr, built_in: bool) -> Parsed<()> {
    match value {
        Expr::Path(path) if built_in && path.path.is_ident("None") => {
            let fact = format!("{subject}: expected a value, found `None`");
            let span = path.path.segments[0].ident.span();
            Err(inner.fault(span, fact, "leave the argument out, its default holds then"))
        }
        _ => Ok(()),
    }
}

/// `Block { width: 64 }` and `parallel { … }`; a built-in layer before braces only lacks its `;`.
fn unknown_braces(cursor: &mut Cursor, path: &Path, name: &str, group: &Group) -> Option<Reported> {
    let word = path.segments.last()?.ident.clone();
    let upper = word.to_string().starts_with(char::is_uppercase);
    if !upper && habits::is_part(&word) {
        return None;
    }
    cursor.skip(1);
    let meant = habits::before_braces(&word);
    if upper && meant.is_none() {
        let fact = format!("`{name}`: expected its arguments in parentheses, found `{{ … }}`");
        return Some(cursor.fault(word.span(), fact, format!("write `{name}(…);`")));
    }
    let fact = format!("`{name} {{ … }}`: expected a word of the language before the braces");
    let help = match meant {
        Some(meant) => format!("write `{meant} {{ … }}`"),
        None => {
            "braces follow `sequential`, `sum`, `concat`, `product` or `residual`, or stand alone"
                .to_owned()
        }
    };
    let reported = cursor.fault(word.span(), fact, help);
    statement::inside(cursor, group);
    Some(reported)
}
