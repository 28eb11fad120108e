//! The arguments of a call: which there are, and whether each is given once and in its place.
//!
//! What has no default is positional or named; what has one is named.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::aliases::{argument, needless};
use super::foreign::activation_layer;
use super::literal::{Literal, flag, shown};
use super::suggest::{listed, nearest};
use super::typed::Typed;
use super::{inputs, values};
use crate::ast::{Arg, Block, Call};
use crate::catalog::{ArgKind, Layer};
use crate::errors::Errors;

/// A parameter, as a call sees it.
struct Slot {
    name: String,
    /// What it takes; `None` for a parameter of a block.
    kind: Option<ArgKind>,
    required: bool,
    by_position: bool,
    given: bool,
}

/// The arguments of a built-in.
pub fn check_layer(call: &Call, layer: &'static Layer, errors: &Errors) {
    let before = errors.count();
    let slots = layer.args.iter().map(|arg| Slot {
        name: arg.name.to_owned(),
        kind: Some(arg.kind),
        required: arg.default.is_none(),
        by_position: arg.by_position,
        given: false,
    });
    let mut slots: Vec<Slot> = slots.collect();
    if report_without_brackets(call, &slots, errors) || inputs::report(call, layer, errors) {
        return;
    }
    for (arg, at) in place(call, &mut slots, errors) {
        values::check(layer, &layer.args[at], arg, errors);
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
        let help = match given {
            0 => "`scale = 2.0` doubles the height and the width",
            _ => "remove all but one of them",
        };
        errors.report(
            call.name().span(),
            format!(
                "`interpolate` expects one of `size`, `scale` and `like`, found {given} of them"
            ),
            help,
        );
    }
}

/// The arguments of a block of this invocation.
pub fn check_block(call: &Call, block: &Block, errors: &Errors) {
    let before = errors.count();
    let slots = block.params.iter().map(|param| Slot {
        name: param.name.to_string(),
        kind: None,
        required: param.default.is_none(),
        by_position: param.default.is_none(),
        given: false,
    });
    let mut slots: Vec<Slot> = slots.collect();
    for (arg, at) in place(call, &mut slots, errors) {
        let typed = Typed {
            param: &slots[at].name,
            ty: &block.params[at].ty,
            named: arg.name.is_some(),
            errors,
        };
        typed.check(&arg.value);
    }
    if errors.count() == before {
        check_missing(call, &slots, errors);
    }
}

/// A network as a part takes no arguments.
pub fn check_network(call: &Call, errors: &Errors) {
    if let Some(arg) = call.args().first() {
        let name = call.name();
        errors.report(
            arg.name
                .as_ref()
                .map_or_else(|| arg.value.span(), syn::Ident::span),
            format!("`{name}` is a network: as a part it takes no arguments"),
            format!("`{name};`"),
        );
    }
}

/// What holds for every item, wherever it is declared.
pub fn check_foreign(call: &Call, errors: &Errors) {
    let mut named: Vec<String> = Vec::new();
    let mut in_order = true;
    for arg in call.args() {
        check_flag(arg, errors);
        match &arg.name {
            Some(name) if named.contains(&name.to_string()) => {
                report_twice(call, &name.to_string(), name.span(), errors);
            }
            Some(name) => named.push(name.to_string()),
            None if !named.is_empty() && in_order => {
                in_order = false;
                report_order(call, arg, None, errors);
            }
            None => {}
        }
    }
}

/// Gives every argument its slot; what has none is a fault.
fn place<'c>(call: &'c Call, slots: &mut [Slot], errors: &Errors) -> Vec<(&'c Arg, usize)> {
    let mut placed = Vec::new();
    let mut named = false;
    let mut told = false;
    for (position, arg) in call.args().iter().enumerate() {
        let (at, span) = match &arg.name {
            Some(name) => {
                named = true;
                let text = name.to_string();
                match slots.iter().position(|slot| slot.name == text) {
                    Some(at) => (at, name.span()),
                    None => {
                        report_unknown(call, arg, &text, name.span(), slots, errors);
                        continue;
                    }
                }
            }
            // The first one out of place stands for all: the others are no mistakes of their own.
            None if told => continue,
            None if named => {
                told = true;
                report_order(call, arg, missing_in(call, slots), errors);
                continue;
            }
            None => match slots.get(position) {
                Some(slot) if slot.by_position => (position, arg.value.span()),
                _ => {
                    told = true;
                    report_position(call, position, slots, errors);
                    continue;
                }
            },
        };
        if slots[at].given {
            report_twice(call, &slots[at].name, span, errors);
            continue;
        }
        slots[at].given = true;
        if check_flag(arg, errors) {
            placed.push((arg, at));
        }
    }
    placed
}

/// Whether a flag is one of Rust's, not `True` or `False`.
fn check_flag(arg: &Arg, errors: &Errors) -> bool {
    let Literal::Word(word) = Literal::of(&arg.value) else {
        return true;
    };
    let Some(flag) = flag(word) else {
        return true;
    };
    errors.report(
        word.span(),
        format!("`{word}`: expected `true` or `false`"),
        format!("write `{flag}`"),
    );
    false
}

/// The first slot that no argument of the call is for.
fn missing_in<'s>(call: &Call, slots: &'s [Slot]) -> Option<&'s str> {
    let is_named = |slot: &Slot| {
        let mut names = call.args().iter().filter_map(|arg| arg.name.as_ref());
        names.any(|name| *name == slot.name)
    };
    let slot = slots.iter().find(|slot| !slot.given && !is_named(slot))?;
    Some(&slot.name)
}

/// A name of another library has its short form here; what has no place here is removed.
fn report_unknown(
    call: &Call,
    arg: &Arg,
    found: &str,
    span: Span,
    slots: &[Slot],
    errors: &Errors,
) {
    let names = || slots.iter().map(|slot| slot.name.as_str());
    let is_layer = slots.iter().all(|slot| slot.kind.is_some()) && call.lone_name().is_some();
    let is_given = |ours: &str| slots.iter().any(|slot| slot.name == ours && slot.given);
    let value = match Literal::of(&arg.value) {
        Literal::Word(word) if flag(word).is_some() => word.to_string().to_lowercase(),
        _ => shown(&arg.value),
    };
    let alias = argument(found).find(|ours| names().any(|name| name == *ours));
    let reason = needless(found).filter(|_| is_layer);
    let activation = activation_layer(&arg.value).filter(|_| found == "activation" && is_layer);
    let help = match (alias, reason, nearest(found, names())) {
        (Some(ours), ..) if is_given(ours) => format!("remove it: `{ours}` is given already"),
        (Some(ours), ..) => format!("`{ours} = {value}`"),
        (None, Some(_), _) if let Some(layer) = activation => {
            format!("remove it, and write `{layer};` behind the layer")
        }
        (None, Some(why), _) => why.to_owned(),
        (None, None, Some(meant)) if !is_given(meant) => format!("`{meant} = {value}`"),
        _ if slots.is_empty() => format!("`{};`", call.name()),
        _ => format!("it takes {}", listed(names())),
    };
    errors.report(
        span,
        format!("`{}` has no argument `{found}`", call.name()),
        help,
    );
}

fn report_order(call: &Call, arg: &Arg, free: Option<&str>, errors: &Errors) {
    let value = shown(&arg.value);
    let help = match free {
        Some(name) => format!("`{name} = {value}`, or put it in front"),
        None => "put it in front, or give it its name".to_owned(),
    };
    errors.report(
        arg.value.span(),
        format!(
            "`{}`: expected named arguments after the first named one, found a positional one",
            call.name()
        ),
        help,
    );
}

/// `reshape(64, 7, 7)` and `slice(0, 16)`: one mistake, not one for each number.
fn report_without_brackets(call: &Call, slots: &[Slot], errors: &Errors) -> bool {
    let args = call.args();
    let Some(slot) = slots.first() else {
        return false;
    };
    if args.len() < 2 || args.iter().any(|arg| arg.name.is_some()) {
        return false;
    }
    let values: Vec<_> = args.iter().map(|arg| shown(&arg.value)).collect();
    let (expected, mended) = match (slot.kind, args.len()) {
        (Some(ArgKind::List), _) => ("a list of dimensions", format!("[{}]", values.join(", "))),
        (Some(ArgKind::Range), 2) => ("a range", values.join("..")),
        _ => return false,
    };
    let name = call.name();
    errors.report(
        args[0].value.span(),
        format!(
            "`{name}` expects {expected} for `{}`, found {} numbers",
            slot.name,
            args.len()
        ),
        format!("`{name}({mended})`"),
    );
    true
}

/// A positional argument where there is none, or where the one there is has a default.
fn report_position(call: &Call, position: usize, slots: &[Slot], errors: &Errors) {
    let name = call.name();
    let positional: Vec<_> = call
        .args()
        .iter()
        .filter(|arg| arg.name.is_none())
        .collect();
    let first = positional[position];
    let count = match position {
        0 => "no positional argument".to_owned(),
        1 => "1 positional argument".to_owned(),
        n => format!("{n} positional arguments"),
    };
    let more = match positional.len() - position {
        1 => "one".to_owned(),
        more => more.to_string(),
    };
    let help = if is_channels_of_norm(call, first) {
        "remove it: the input's channels are known".to_owned()
    } else if let Some(list) = as_one_list(&positional, slots) {
        format!("`{name}({list})`")
    } else {
        let extra = positional[position..].iter().zip(&slots[position..]);
        let named: Vec<_> = extra
            .filter(|(_, slot)| !slot.given && !is_named(call, &slot.name))
            .map(|(arg, slot)| format!("{} = {}", slot.name, value_for(slot, arg)))
            .collect();
        match slots {
            [] => format!("`{name};`"),
            _ if named.is_empty() => {
                let names = slots.iter().map(|slot| slot.name.as_str());
                format!("it takes {}", listed(names))
            }
            _ => format!("`{}`: what has a default is named", named.join(", ")),
        }
    };
    errors.report(
        first.value.span(),
        format!("`{name}` expects {count}, found {more} more"),
        help,
    );
}

fn is_named(call: &Call, argument: &str) -> bool {
    let mut names = call.args().iter().filter_map(|arg| arg.name.as_ref());
    names.any(|name| name == argument)
}

/// `batch_norm(64)`: PyTorch and Burn want the channels there.
fn is_channels_of_norm(call: &Call, arg: &Arg) -> bool {
    let is_norm = call.name().to_string().ends_with("_norm") && call.lone_name().is_some();
    is_norm && !matches!(Literal::of(&arg.value), Literal::Real(..))
}

/// `adaptive_avg_pool2d(1, 1)` as one list, where that is all that the layer takes.
fn as_one_list(positional: &[&Arg], slots: &[Slot]) -> Option<String> {
    let [slot] = slots else {
        return None;
    };
    let Some(ArgKind::Size(axes)) = slot.kind else {
        return None;
    };
    let values: Vec<_> = positional.iter().map(|arg| shown(&arg.value)).collect();
    (values.len() == axes).then(|| format!("[{}]", values.join(", ")))
}

/// The value as the argument wants it: a real number has a point.
fn value_for(slot: &Slot, arg: &Arg) -> String {
    match (slot.kind, Literal::of(&arg.value)) {
        (Some(ArgKind::Number), Literal::Whole(number, _)) => format!("{number}.0"),
        (Some(ArgKind::Word(_)), Literal::Text(word)) => word,
        _ => shown(&arg.value),
    }
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
    if missing.is_empty() || !call.ended {
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
    let name = call.lone_name()?;
    let layer = Layer::find(&name.to_string())?;
    let arg = call.args().iter().find(|arg| {
        arg.name
            .as_ref()
            .and_then(|name| layer.arg(&name.to_string()))
            .is_some_and(|arg| arg.kind == ArgKind::Kept)
    })?;
    match Literal::of(&arg.value) {
        Literal::Word(kept) => Some(kept),
        _ => None,
    }
}
