//! The arguments of a call: which there are, and whether each is given once and in its place.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::suggest::{argument, listed, nearest, needless};
use super::values;
use crate::ast::{Arg, Block, Call};
use crate::catalog::{ArgKind, Layer};
use crate::errors::Errors;

/// A parameter, as a call sees it.
struct Slot {
    name: String,
    required: bool,
    given: bool,
}

/// The arguments of a built-in.
pub fn check_layer(call: &Call, layer: &'static Layer, errors: &Errors) {
    let before = errors.count();
    let mut slots: Vec<Slot> = layer
        .args
        .iter()
        .map(|arg| Slot {
            name: arg.name.to_owned(),
            required: arg.default.is_none(),
            given: false,
        })
        .collect();
    let placed = place(call, &mut slots, errors);
    for (arg, at) in placed {
        values::check(layer, &layer.args[at], &arg.value, errors);
    }
    if errors.count() == before {
        check_missing(call, &slots, errors);
        check_size(call, layer, errors);
    }
}

/// `interpolate` takes one of three sizes.
fn check_size(call: &Call, layer: &Layer, errors: &Errors) {
    if layer.name != "interpolate" {
        return;
    }
    let sizes = ["size", "scale", "like"];
    let given = call.args().iter().filter(|arg| {
        arg.name
            .as_ref()
            .is_some_and(|name| sizes.iter().any(|size| name == size))
    });
    let given = given.count();
    if given != 1 {
        errors.report(
            call.name().span(),
            format!(
                "`interpolate` expects one of `size`, `scale` and `like`, found {given} of them"
            ),
            "`scale = 2.0` doubles the height and the width",
        );
    }
}

/// The arguments of a block of this invocation.
pub fn check_block(call: &Call, block: &Block, errors: &Errors) {
    let before = errors.count();
    let mut slots: Vec<Slot> = block
        .params
        .iter()
        .map(|param| Slot {
            name: param.name.to_string(),
            required: param.default.is_none(),
            given: false,
        })
        .collect();
    let placed = place(call, &mut slots, errors);
    for (arg, at) in placed {
        let param = &block.params[at];
        values::check_typed(&param.name.to_string(), &param.ty, &arg.value, errors);
    }
    if errors.count() == before {
        check_missing(call, &slots, errors);
    }
}

/// A network as a part takes no arguments.
pub fn check_network(call: &Call, errors: &Errors) {
    if let Some(arg) = call.args().first() {
        errors.report(
            arg.value.span(),
            format!(
                "`{}` is a network: as a part it takes no arguments",
                call.name()
            ),
            format!("`{};`", call.name()),
        );
    }
}

/// What holds for every item, wherever it is declared.
pub fn check_foreign(call: &Call, errors: &Errors) {
    let mut named: Vec<String> = Vec::new();
    for arg in call.args() {
        match &arg.name {
            Some(name) if named.contains(&name.to_string()) => {
                report_twice(call, &name.to_string(), name.span(), errors)
            }
            Some(name) => named.push(name.to_string()),
            None if !named.is_empty() => report_order(call, arg, errors),
            None => {}
        }
    }
}

/// Gives every argument its slot; what has none is a fault.
fn place<'c>(call: &'c Call, slots: &mut [Slot], errors: &Errors) -> Vec<(&'c Arg, usize)> {
    let mut placed = Vec::new();
    let mut named = false;
    for (position, arg) in call.args().iter().enumerate() {
        let (at, span) = match &arg.name {
            Some(name) => {
                named = true;
                let text = name.to_string();
                match slots.iter().position(|slot| slot.name == text) {
                    Some(at) => (at, name.span()),
                    None => {
                        report_unknown(call, &text, name.span(), slots, errors);
                        continue;
                    }
                }
            }
            None if named => {
                report_order(call, arg, errors);
                continue;
            }
            None => match slots.get(position) {
                Some(slot) if slot.required => (position, arg.value.span()),
                slot => {
                    // The first one too many stands for all: the others are no mistakes of their own.
                    report_position(call, arg, slot, slots, errors);
                    break;
                }
            },
        };
        if slots[at].given {
            report_twice(call, &slots[at].name, span, errors);
            continue;
        }
        slots[at].given = true;
        placed.push((arg, at));
    }
    placed
}

fn report_unknown(call: &Call, found: &str, span: Span, slots: &[Slot], errors: &Errors) {
    let names = || slots.iter().map(|slot| slot.name.as_str());
    let help = match argument(found).filter(|ours| names().any(|name| name == *ours)) {
        Some(ours) => format!("`{ours} = …`"),
        None => match (needless(found), nearest(found, names())) {
            (Some(why), _) => why.to_owned(),
            (None, Some(meant)) => format!("`{meant} = …`"),
            (None, None) if slots.is_empty() => format!("`{}` takes no arguments", call.name()),
            (None, None) => format!("it takes {}", listed(names())),
        },
    };
    errors.report(
        span,
        format!("`{}` has no argument `{found}`", call.name()),
        help,
    );
}

fn report_order(call: &Call, arg: &Arg, errors: &Errors) {
    errors.report(
        arg.value.span(),
        format!(
            "`{}`: expected named arguments after the first named one, found a positional one",
            call.name()
        ),
        "put it in front, or name it: `name = …`",
    );
}

/// A positional argument where there is none, or where the one there is has a default.
fn report_position(call: &Call, arg: &Arg, slot: Option<&Slot>, slots: &[Slot], errors: &Errors) {
    let name = call.name();
    let required: Vec<_> = slots.iter().filter(|slot| slot.required).collect();
    let count = match required.len() {
        0 => "no positional argument".to_owned(),
        1 => "1 positional argument".to_owned(),
        n => format!("{n} positional arguments"),
    };
    let value = quote::ToTokens::to_token_stream(&arg.value).to_string();
    let free = slot.filter(|slot| !slot.given);
    let help = match free {
        Some(slot) => format!("`{} = {value}`: what has a default is named", slot.name),
        None if slots.is_empty() => format!("`{name};`"),
        None => format!(
            "it takes {}",
            listed(slots.iter().map(|slot| slot.name.as_str()))
        ),
    };
    errors.report(
        arg.value.span(),
        format!("`{name}` expects {count}, found one more"),
        help,
    );
}

fn report_twice(call: &Call, argument: &str, span: Span, errors: &Errors) {
    errors.report(
        span,
        format!(
            "`{}`: expected `{argument}` once, found it twice",
            call.name()
        ),
        "remove one of them",
    );
}

fn check_missing(call: &Call, slots: &[Slot], errors: &Errors) {
    let missing: Vec<_> = slots
        .iter()
        .filter(|slot| slot.required && !slot.given)
        .map(|slot| slot.name.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let required = slots.iter().filter(|slot| slot.required);
    let form: Vec<_> = required.map(|slot| slot.name.as_str()).collect();
    errors.report(
        call.name().span(),
        format!("`{}` needs {}", call.name(), listed(missing)),
        format!("`{}({})`", call.name(), form.join(", ")),
    );
}

/// The value that an argument `like` names.
pub fn like(call: &Call) -> Option<&syn::Ident> {
    let layer = call
        .lone_name()
        .and_then(|name| Layer::find(&name.to_string()))?;
    let arg = call.args().iter().find(|arg| {
        arg.name
            .as_ref()
            .and_then(|name| layer.arg(&name.to_string()))
            .is_some_and(|arg| arg.kind == ArgKind::Kept)
    })?;
    match &arg.value {
        syn::Expr::Path(path) => path.path.get_ident(),
        _ => None,
    }
}
