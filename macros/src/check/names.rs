//! What is called: a built-in, an item of this invocation, or one from elsewhere.

use proc_macro2::Ident;

use super::args;
use super::items::{Items, Known};
use super::suggest::{built_in, nearest};
use crate::ast::Call;
use crate::catalog::{LAYERS, Layer};
use crate::errors::Errors;

/// Judges a call; says whether the item that it is in must not be judged further, since the header of
/// what is called is broken.
pub fn check_call(call: &Call, items: &Items<'_>, errors: &Errors) -> bool {
    let Some(name) = call.lone_name() else {
        args::check_foreign(call, errors);
        return false;
    };
    match items.get(name) {
        Some(Known::Broken) => return true,
        Some(Known::Block(block)) => {
            args::check_block(call, block, errors);
            return false;
        }
        Some(Known::Network) => {
            args::check_network(call, errors);
            return false;
        }
        None => {}
    }
    let text = name.to_string();
    let lower = text.starts_with(|char: char| char.is_lowercase() || char == '_');
    match (Layer::find(&text), built_in(&text)) {
        (Some(layer), _) => args::check_layer(call, layer, errors),
        // Another's class: reaching an item of one's own of that name takes a path.
        (None, Some(ours)) => report_foreign(name, ours, lower, errors),
        (None, None) if lower => report_unknown(name, items, errors),
        (None, None) => args::check_foreign(call, errors),
    }
    false
}

fn report_foreign(name: &Ident, ours: &str, lower: bool, errors: &Errors) {
    let fact = if lower {
        format!("unknown layer `{name}`")
    } else {
        format!(
            "`{name}` is not a block of this declaration, and built-in layers are written in snake_case"
        )
    };
    let help = if lower {
        format!("`{ours}`")
    } else {
        format!("`{ours}`; an item of your own is reached by `self::{name}`")
    };
    errors.report(name.span(), fact, help);
}

fn report_unknown(name: &Ident, items: &Items<'_>, errors: &Errors) {
    let text = name.to_string();
    let layers = LAYERS.iter().map(|layer| layer.name);
    let words = [
        "sum",
        "concat",
        "product",
        "residual",
        "sequential",
        "identity",
        "check",
    ];
    let help = match nearest(&text, layers.chain(words)) {
        Some(meant) => format!("`{meant}`"),
        None => match items.names().find(|item| same_letters(item, &text)) {
            Some(item) => format!("`{item}`"),
            None => "a block's name begins with a capital letter; a function of yours is called in an expression"
                .to_owned(),
        },
    };
    errors.report(name.span(), format!("unknown layer `{name}`"), help);
}

/// Whether two names differ in case and underscores only.
fn same_letters(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    plain(a) == plain(b)
}
