//! `block` and `network`, and what begins an item.

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::parse::Parse;
use syn::{Attribute, Visibility};

use super::cursor::{Cursor, content};
use super::{Parsed, Reported, assertion, derives, dims, expr, lints, recover, statement, taps};
use crate::ast::{Block, Body, Dims, Item, LintLevel, Network, Param};

pub fn items(cursor: &mut Cursor) -> Vec<Item> {
    let mut items = Vec::new();
    while !cursor.is_empty() {
        let start = cursor.position();
        if !cursor.eat(";") {
            items.push(item(cursor));
        }
        if cursor.position() == start {
            cursor.skip(1);
        }
    }
    items
}

/// What stands before the keyword of an item.
struct Front {
    attrs: Vec<Attribute>,
    lints: Vec<LintLevel>,
    vis: Visibility,
    /// How many faults there were before the item.
    faults: usize,
}

fn item(cursor: &mut Cursor) -> Item {
    let faults = cursor.errors.count();
    let start = cursor.position();
    let (attrs, vis) = front(cursor);
    let fronted = cursor.position() > start;
    let (attrs, lints) = lints::take(attrs);
    let attrs = derives::take(attrs, cursor);
    let front = Front {
        attrs,
        lints,
        vis,
        faults,
    };
    let keyword = cursor.ident(0).map(ToString::to_string).unwrap_or_default();
    match keyword.as_str() {
        "block" => block(cursor, front),
        "network" => network(cursor, front),
        "example" | "budget" => {
            if fronted {
                plain(cursor, &keyword, start);
            }
            let item = match keyword.as_str() {
                "example" => assertion::example(cursor),
                _ => assertion::budget(cursor),
            };
            // What is asserted after a fault of form is nobody's intention.
            match cursor.errors.count() == faults {
                true => item,
                false => Item::Broken(None),
            }
        }
        _ => no_item(cursor),
    }
}

/// Attributes, doc comments and visibility.
fn front(cursor: &mut Cursor) -> (Vec<Attribute>, Visibility) {
    let start = cursor.position();
    let mut ahead = 0;
    while cursor.is_punct(ahead, '#') && cursor.group(ahead + 1, Delimiter::Bracket).is_some() {
        ahead += 2;
    }
    if cursor.is_word(ahead, "pub") {
        ahead += 1;
        ahead += usize::from(cursor.group(ahead, Delimiter::Parenthesis).is_some());
    } else if cursor.group(ahead, Delimiter::None).is_some() {
        ahead += 1;
    }
    let read = cursor.take(start + ahead, |input| {
        Ok((Attribute::parse_outer(input)?, Visibility::parse(input)?))
    });
    read.unwrap_or_else(|error| {
        let help = "attributes, doc comments and visibility are those of Rust";
        cursor.fault(
            error.span(),
            format!(
                "`{}`: expected an attribute of Rust",
                cursor.found().trim_matches('`')
            ),
            help,
        );
        cursor.skip(ahead);
        (Vec::new(), Visibility::Inherited)
    })
}

/// An assertion with an attribute, a doc comment or a visibility: there is no item that could carry it.
fn plain(cursor: &Cursor, keyword: &str, start: usize) {
    let front = cursor.tokens(start, cursor.position());
    match (front.first(), front.get(1)) {
        (Some(TokenTree::Punct(_)), Some(TokenTree::Group(group))) => {
            statement::not_here(cursor, group)
        }
        (Some(TokenTree::Ident(word)), _) => {
            let fact = format!("`{word}`: `{keyword}` is no item that others could see");
            cursor.fault(word.span(), fact, format!("write `{keyword}` alone"));
        }
        _ => {}
    }
}

/// Something that begins no item.
fn no_item(cursor: &mut Cursor) -> Item {
    let found = cursor.found();
    let (span, named) = match cursor.is_empty() {
        true => (cursor.last_span(), None),
        false => (cursor.span(), cursor.name(1).cloned()),
    };
    let word = found.trim_matches('`');
    let assertion = ["example", "budget"]
        .into_iter()
        .find(|keyword| word.starts_with(keyword));
    // What is asserted about has its name from elsewhere.
    let named = named.filter(|_| assertion.is_none());
    let help = match (assertion, word) {
        (Some(keyword), _) => format!("write `{keyword}`"),
        (
            None,
            "fn" | "struct" | "enum" | "impl" | "trait" | "mod" | "use" | "const" | "static"
            | "type" | "let",
        ) => "write it outside of `network!`".to_owned(),
        (None, "class") => {
            "write `network Name: […] -> […] { … }`, what `forward` does in its braces".to_owned()
        }
        (None, _) => misspelt(cursor, named.as_ref()),
    };
    let fact = format!("expected `block`, `network`, `example` or `budget`, found {found}");
    cursor.fault(span, fact, help);
    match named {
        Some(_) => recover::to_next_item(cursor),
        // Statements: however many there are, they are one fault.
        None => recover::to_item_head(cursor),
    }
    Item::Broken(named)
}

/// What follows the word tells what it should be.
fn misspelt(cursor: &Cursor, named: Option<&Ident>) -> String {
    let found = cursor.found();
    match named {
        _ if cursor.is_colon(1) && cursor.group(2, Delimiter::Bracket).is_some() => {
            format!(
                "write `network {}: […] -> […] {{ … }}`",
                found.trim_matches('`')
            )
        }
        Some(name) if cursor.group(2, Delimiter::Parenthesis).is_some() => {
            format!("write `block {name}(…) {{ … }}`")
        }
        Some(name) if cursor.is_colon(2) => format!("write `network {name}: […] -> […] {{ … }}`"),
        None if cursor.group(1, Delimiter::Parenthesis).is_some()
            && cursor.group(2, Delimiter::Brace).is_some() =>
        {
            format!("write `block {}`", cursor.found().trim_matches('`'))
        }
        _ => "statements stand in the braces of a `block` or a `network`".to_owned(),
    }
}

/// `block Name(width: usize) { … }`
fn block(cursor: &mut Cursor, front: Front) -> Item {
    cursor.skip(1);
    let Ok(name) = name(cursor, "block", "(…)") else {
        return nameless(cursor);
    };
    let faults = cursor.errors.count();
    let params = params(cursor, &name);
    let header_sound = cursor.errors.count() == faults;
    if !header_sound && ends_here(cursor) {
        // Half typed: that its body is missing too is no fault of its own.
        cursor.eat(";");
        return Item::Broken(Some(name));
    }
    shapeless(cursor, &name);
    match item_body(cursor, &format!("`block {name}`")) {
        Ok(body) => Item::Block(Block {
            attrs: front.attrs,
            lints: front.lints,
            vis: front.vis,
            name,
            params,
            body,
            header_sound,
            sound: cursor.errors.count() == front.faults,
        }),
        Err(Reported) => Item::Broken(Some(name)),
    }
}

/// The name of an item; `rest` shows what follows it.
fn name(cursor: &mut Cursor, keyword: &str, rest: &str) -> Parsed<Ident> {
    match cursor
        .name(0)
        .filter(|_| !recover::begins_item(cursor))
        .cloned()
    {
        Some(name) => {
            cursor.skip(1);
            Ok(name)
        }
        None => {
            let fact = format!("`{keyword}`: expected a name, found {}", cursor.found());
            Err(cursor.fault(
                cursor.last_span(),
                fact,
                format!("write `{keyword} Name{rest} {{ … }}`"),
            ))
        }
    }
}

/// Reads the braces of an item without a name for their own faults.
fn nameless(cursor: &mut Cursor) -> Item {
    to_braces(cursor);
    match cursor.group(0, Delimiter::Brace).is_some() {
        true => statement::body_of_broken(cursor, cursor.position()),
        false => recover::to_next_item(cursor),
    }
    Item::Broken(None)
}

/// Goes on at the braces of the item, before its end.
pub fn to_braces(cursor: &mut Cursor) {
    while !cursor.is_empty()
        && cursor.group(0, Delimiter::Brace).is_none()
        && !cursor.is_punct(0, ';')
        && !recover::begins_item(cursor)
    {
        cursor.skip(1);
    }
}

/// Whether nothing more of an item stands here.
fn ends_here(cursor: &Cursor) -> bool {
    cursor.is_empty() || cursor.is_punct(0, ';') || recover::begins_item(cursor)
}

/// The body of an item, where it has one.
fn item_body(cursor: &mut Cursor, subject: &str) -> Parsed<Body> {
    if let Some(group) = cursor.group(0, Delimiter::Brace).cloned() {
        cursor.skip(1);
        return Ok(statement::inside(cursor, &group));
    }
    let span = if ends_here(cursor) {
        cursor.last_span()
    } else {
        cursor.span()
    };
    let fact = format!("{subject}: expected `{{`, found {}", cursor.found());
    let reported = cursor.fault(span, fact, expr::BRACES);
    to_braces(cursor);
    match cursor.group(0, Delimiter::Brace).cloned() {
        Some(group) => {
            cursor.skip(1);
            Ok(statement::inside(cursor, &group))
        }
        None => {
            // What stands there without braces is the body: none of it is a fault of its own.
            recover::to_item_head(cursor);
            Err(reported)
        }
    }
}

/// `(width: usize, stride: usize = 1)`
fn params(cursor: &mut Cursor, name: &Ident) -> Vec<Param> {
    if cursor.is_punct(0, '<') {
        let fact = format!("`block {name}<…>`: a block has no generic parameters");
        cursor.fault(
            cursor.span(),
            fact,
            format!("write values as parameters: `block {name}(width: usize)`"),
        );
        to_braces(cursor);
        return Vec::new();
    }
    let Some(group) = cursor.group(0, Delimiter::Parenthesis).cloned() else {
        let fact = format!(
            "`block {name}`: expected its parameters in `(…)`, found {}",
            cursor.found()
        );
        let help = match cursor.is_colon(0) {
            true => format!(
                "write `network {name}: […] -> […]` for what has shapes of its own, or `block {name}()`"
            ),
            false => format!("write `block {name}() {{ … }}`"),
        };
        cursor.fault(name.span(), fact, help);
        to_braces(cursor);
        return Vec::new();
    };
    cursor.skip(1);
    let mut inner = cursor.inside(&group);
    let mut params: Vec<Param> = Vec::new();
    while !inner.is_empty() {
        match param(&mut inner) {
            Ok(param) => {
                in_order(cursor, params.last(), &param);
                params.push(param);
            }
            Err(Reported) => recover::to_next_element(&mut inner),
        }
    }
    params
}

/// `stride: usize = 1,`
fn param(inner: &mut Cursor) -> Parsed<Param> {
    let Some(name) = inner.name(0).cloned() else {
        let fact = format!("{}: expected the name of a parameter", inner.found());
        let help = match (inner.ident(0), inner.name(1)) {
            (Some(word), Some(name)) if word == "mut" => format!("write `{name}: …`"),
            (Some(word), _) if inner.is_colon(1) => {
                format!("`{word}` is a keyword of Rust: write `{word}_: …`, say")
            }
            _ => "write `width: usize`".to_owned(),
        };
        return Err(inner.fault(inner.span(), fact, help));
    };
    inner.skip(1);
    let subject = format!("`{name}`");
    if !inner.is_colon(0) {
        let fact = format!(
            "{subject}: expected `:` and a type, found {}",
            inner.found()
        );
        let default = if inner.is_assign(0) { " = …" } else { "" };
        return Err(inner.fault(name.span(), fact, format!("write `{name}: usize{default}`")));
    }
    inner.skip(1);
    if inner.is_empty() || inner.is_punct(0, ',') || inner.is_assign(0) {
        let fact = format!("{subject}: expected a type, found {}", inner.found());
        return Err(inner.fault(name.span(), fact, format!("write `{name}: usize`")));
    }
    let limit = inner.find(|_| false);
    let ty = expr::ty(inner, limit, &subject)?;
    if inner.is_colon(0) {
        let fact = format!("{subject}: expected `=` before the default, found `:`");
        let help = format!("write `{name}: … = …`");
        return Err(inner.fault(inner.span(), fact, help));
    }
    let mut default = None;
    if inner.is_assign(0) {
        inner.skip(1);
        default = Some(expr::value(inner, limit, &subject)?);
    }
    if !inner.is_empty() && !inner.eat(",") {
        return Err(expr::left_over(inner, &subject, "`,`"));
    }
    Ok(Param { name, ty, default })
}

/// Required parameters come before those with a default.
fn in_order(cursor: &Cursor, before: Option<&Param>, param: &Param) {
    let Some(before) = before.filter(|before| before.default.is_some() && param.default.is_none())
    else {
        return;
    };
    let name = &param.name;
    let fact = format!(
        "`{name}`: expected a default, as `{}` before it has one",
        before.name
    );
    cursor.fault(
        name.span(),
        fact,
        format!("move `{name}` to the front, or write `{name}: … = …`"),
    );
}

/// A block takes any shape; one that is stated is the fault. Taps are of a network.
fn shapeless(cursor: &mut Cursor, name: &Ident) {
    if cursor.is_word(0, "taps") {
        let fact =
            format!("`block {name}`: a block has no taps, the network that uses it has them");
        let help = "write `taps(\"path.of.the.block\" as name)` behind the shapes of the network";
        cursor.fault(cursor.span(), fact, help);
        to_braces(cursor);
    }
    let stated = cursor.is_colon(0) || cursor.is_op(0, "->");
    if stated {
        let fact =
            format!("`block {name}`: a block has no shape of its own, it takes what flows in");
        cursor.fault(
            cursor.span(),
            fact,
            format!("write `example {name}(…): […] -> […];` to assert one"),
        );
        to_braces(cursor);
    }
}

/// `network Name: [3, 224, 224] -> [1000] { … }`
fn network(cursor: &mut Cursor, front: Front) -> Item {
    cursor.skip(1);
    let Ok(name) = name(cursor, "network", ": […] -> […]") else {
        return nameless(cursor);
    };
    let subject = format!("`network {name}`");
    let shapes = header(cursor, &name, &subject);
    if shapes.is_err() {
        to_braces(cursor);
        if cursor.group(0, Delimiter::Brace).is_none() {
            cursor.eat(";");
            return Item::Broken(Some(name));
        }
    }
    let taps = taps::taps(cursor);
    match (item_body(cursor, &subject), shapes) {
        (Ok(body), Ok((input, output))) => Item::Network(Network {
            attrs: front.attrs,
            lints: front.lints,
            vis: front.vis,
            name,
            input,
            output,
            taps,
            body,
            sound: cursor.errors.count() == front.faults,
        }),
        _ => Item::Broken(Some(name)),
    }
}

fn header(cursor: &mut Cursor, name: &Ident, subject: &str) -> Parsed<(Dims, Dims)> {
    if cursor.is_punct(0, '<') {
        let fact = format!("`network {name}<…>`: a network has no generic parameters");
        let help = format!("remove them: the backend comes by itself, `{name}::<Flex>`");
        return Err(cursor.fault(cursor.span(), fact, help));
    }
    if let Some(group) = cursor.group(0, Delimiter::Parenthesis).cloned() {
        if cursor.is_op(1, "->") {
            let fact = format!("{subject}: expected `:` and its shapes, found `(…)`");
            let help = format!("write `network {name}: [{}] -> […]`", content(&group));
            return Err(cursor.fault(group.span(), fact, help));
        }
        let fact = format!("{subject}: a network has no parameters, found `(…)`");
        cursor.fault(
            group.span(),
            fact,
            format!("write `network {name}: […] -> […]`, or a `block`"),
        );
        cursor.skip(1);
    }
    let shape = cursor.group(0, Delimiter::Bracket).is_some();
    if !cursor.is_colon(0) {
        let fact = format!(
            "{subject}: expected `:` and its shapes, found {}",
            cursor.found()
        );
        let help = format!("write `network {name}: [3, 224, 224] -> [1000] {{ … }}`");
        let reported = cursor.fault(name.span(), fact, help);
        if !shape {
            return Err(reported);
        }
    } else {
        cursor.skip(1);
    }
    shapes(cursor, subject)
}

/// `[3, 224, 224] -> [1000]`
pub fn shapes(cursor: &mut Cursor, subject: &str) -> Parsed<(Dims, Dims)> {
    let input = dims::dims(cursor, subject);
    one_input(cursor, subject);
    if cursor.is_op(0, "=>") {
        let fact = format!("{subject}: expected `->` between the shapes, found `=>`");
        cursor.fault(cursor.span(), fact, "write `->`");
        cursor.skip(2);
    } else if !cursor.eat("->") {
        no_arrow(cursor, subject, input.is_ok())?;
    }
    let output = dims::dims(cursor, subject);
    one_output(cursor, subject);
    Ok((input?, output?))
}

/// `[3], [3] -> …`
fn one_input(cursor: &mut Cursor, subject: &str) {
    let another = cursor.group(0, Delimiter::Bracket).is_some() && cursor.is_op(1, "->");
    if cursor.is_punct(0, ',') || another {
        let found = cursor.found();
        let fact = format!("{subject}: expected one input shape, found {found} after it");
        cursor.fault(
            cursor.span(),
            fact,
            "several inputs are not in the language yet, remove the second",
        );
        to_arrow(cursor);
    }
}

/// Goes on at the `->`, or at the end of the header.
fn to_arrow(cursor: &mut Cursor) {
    while cursor.is_punct(0, ',') || cursor.group(0, Delimiter::Bracket).is_some() {
        cursor.skip(1);
    }
}

fn no_arrow(cursor: &Cursor, subject: &str, input_read: bool) -> Parsed<()> {
    // An input that could not be read has its error already, and the arrow may be a part of it.
    if !input_read {
        return Err(Reported);
    }
    let output = cursor.group(0, Delimiter::Bracket);
    let help = output.map_or("write `-> [1000]`", |_| "write `->` here");
    let fact = format!(
        "{subject}: expected `->` and the output shape, found {}",
        cursor.found()
    );
    let reported = cursor.fault(cursor.last_span(), fact, help);
    output.map_or(Err(reported), |_| Ok(()))
}

/// `-> [10], [20]` and a second `->`
fn one_output(cursor: &mut Cursor, subject: &str) {
    let list = cursor.is_punct(0, ',') && cursor.group(1, Delimiter::Bracket).is_some();
    if list || cursor.is_op(0, "->") {
        let fact = format!(
            "{subject}: expected one output shape, found {} after it",
            cursor.found()
        );
        cursor.fault(
            cursor.span(),
            fact,
            "write the side heads in the body: `output aux { … }`",
        );
        if !cursor.eat("->") || cursor.group(0, Delimiter::Bracket).is_some() {
            to_arrow(cursor);
        }
    }
}
