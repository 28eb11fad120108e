//! The tree as a line of text, for the tests to compare.

use quote::ToTokens;

use crate::ast::*;

pub fn items(declaration: &Declaration) -> String {
    list(&declaration.items, item)
}

/// The statements of the first item.
pub fn body_of(declaration: &Declaration) -> String {
    match &declaration.items[0] {
        Item::Block(block) => statements(&block.body),
        Item::Network(network) => statements(&network.body),
        _ => panic!("the first item has no body"),
    }
}

fn taps(taps: &[Tap]) -> String {
    if taps.is_empty() {
        return String::new();
    }
    let shown = list(taps, |tap| format!("{:?} as {}", tap.path, tap.name));
    format!("taps({shown}) ")
}

fn item(item: &Item) -> String {
    match item {
        Item::Block(block) => format!(
            "{}{} block {}({}) {}{}",
            attributes(&block.attrs),
            plain(&block.vis),
            block.name,
            list(&block.params, param),
            body(&block.body),
            state(block.sound, block.header_sound),
        ),
        Item::Network(network) => format!(
            "{}{} network {} {} {} {}{}{}",
            attributes(&network.attrs),
            plain(&network.vis),
            network.name,
            dims(&network.input),
            dims(&network.output),
            taps(&network.taps),
            body(&network.body),
            state(network.sound, true),
        ),
        Item::Example(example) => format!(
            "example {} {} {} {}",
            call(&example.call),
            dims(&example.input),
            dims(&example.output),
            list(&example.counts, |(name, value)| format!(
                "{name}={}",
                plain(value)
            )),
        ),
        Item::Budget(budget) => format!(
            "budget {} {}",
            plain(&budget.path),
            list(&budget.limits, |(name, value)| format!(
                "{name}<={}",
                plain(value)
            )),
        ),
        Item::Broken(name) => format!(
            "broken {}",
            name.as_ref().map_or_else(String::new, ToString::to_string)
        ),
    }
}

fn attributes(attrs: &[syn::Attribute]) -> String {
    attrs
        .iter()
        .map(|attribute| format!("{} ", plain(attribute)))
        .collect()
}

fn state(sound: bool, header_sound: bool) -> &'static str {
    match (sound, header_sound) {
        (true, true) => "",
        (false, true) => " unsound",
        (_, false) => " headless",
    }
}

fn param(param: &Param) -> String {
    let default = param
        .default
        .as_ref()
        .map_or_else(String::new, |value| format!("={}", plain(value)));
    format!("{}:{}{default}", param.name, plain(&param.ty))
}

fn dims(dims: &Dims) -> String {
    let dimension = |dimension: &Dimension| match dimension {
        Dimension::Known(value) => plain(value),
        Dimension::Any(_) => "_".to_owned(),
    };
    format!("[{}]", list(&dims.dims, dimension))
}

fn body(body: &Body) -> String {
    format!("{{ {} }}", statements(body))
}

fn statements(body: &Body) -> String {
    list(&body.statements, statement)
}

fn statement(statement: &Statement) -> String {
    let label = statement
        .label
        .as_ref()
        .map_or_else(String::new, |label| format!("{}: ", self::label(label)));
    let keep = statement
        .keep
        .as_ref()
        .map_or_else(String::new, |name| format!(" as {name}"));
    format!("{label}{}{keep}", kind(&statement.kind))
}

fn label(label: &Label) -> String {
    match label {
        Label::Name(name) => name.to_string(),
        Label::Number(number, _) => number.to_string(),
        Label::Splice(_) => "_".to_owned(),
        Label::Text(_, parts) => list(parts, |part| match part {
            TextPart::Literal(text) => format!("{text:?}"),
            TextPart::Hole(value) => format!("<{}>", plain(value)),
        }),
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Call(part) => call(part),
        Kind::Group(group) => body(group),
        Kind::Sequential(group) => format!("sequential {}", body(group)),
        Kind::Join(word, join, group) => format!("{word}/{join:?} {}", body(group)),
        Kind::Residual(word, condition, group) => {
            let condition = condition
                .as_ref()
                .map_or_else(String::new, |value| format!(" if {}", plain(value)));
            format!("{word}{condition} {}", body(group))
        }
        Kind::For(_, pattern, over, group) => {
            format!(
                "for {} in {} {}",
                plain(pattern),
                iteration(over),
                body(group)
            )
        }
        Kind::If(decided) => if_else(decided),
        Kind::Match(value, arms) => format!("match {} {{ {} }}", plain(value), list(arms, arm)),
        Kind::Let(pattern, ty, value) => {
            let ty = ty
                .as_ref()
                .map_or_else(String::new, |ty| format!(": {}", plain(ty)));
            format!("let {}{ty} = {}", plain(pattern), plain(value))
        }
        Kind::From(word, name) => format!("{word} {name}"),
        Kind::Output(word, name, shape, group) => {
            let shape = shape
                .as_ref()
                .map_or_else(String::new, |shape| format!(": {}", dims(shape)));
            format!("{word} {name}{shape} {}", body(group))
        }
        Kind::Identity(word) => word.to_string(),
        Kind::Check(word, shape) => format!("{word} {}", dims(shape)),
        Kind::Broken => "broken".to_owned(),
    }
}

fn call(call: &Call) -> String {
    let arg = |arg: &Arg| {
        let name = arg
            .name
            .as_ref()
            .map_or_else(String::new, |name| format!("{name}="));
        format!("{name}{}", plain(&arg.value))
    };
    let args = call
        .args
        .as_ref()
        .map_or_else(String::new, |args| format!("({})", list(&args.list, arg)));
    format!("{}{args}", plain(&call.path))
}

fn iteration(iteration: &Iteration) -> String {
    match iteration {
        Iteration::Range {
            start,
            end,
            inclusive,
        } => format!(
            "{}{}{}",
            plain(start),
            if *inclusive { "..=" } else { ".." },
            plain(end)
        ),
        Iteration::Array(value) => plain(value),
    }
}

fn if_else(decided: &If) -> String {
    let branch =
        |(condition, then): &(syn::Expr, Body)| format!("if {} {}", plain(condition), body(then));
    let branches: Vec<_> = decided.branches.iter().map(branch).collect();
    let otherwise = decided
        .otherwise
        .as_ref()
        .map_or_else(String::new, |then| format!(" else {}", body(then)));
    format!("{}{otherwise}", branches.join(" else "))
}

fn arm(arm: &Arm) -> String {
    let guard = arm
        .guard
        .as_ref()
        .map_or_else(String::new, |guard| format!(" if {}", plain(guard)));
    format!("{}{guard} => {}", plain(&arm.pat), body(&arm.body))
}

fn plain(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn list<T>(list: &[T], shown: impl Fn(&T) -> String) -> String {
    list.iter().map(shown).collect::<Vec<_>>().join("; ")
}
