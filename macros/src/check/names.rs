//! What is called: a built-in, an item of this invocation, or one from elsewhere.

use proc_macro2::Ident;

use super::foreign::{counterpart, is_absent};
use super::items::{Items, Known};
use super::suggest::nearest;
use super::{args, transcribe};
use crate::ast::Call;
use crate::catalog::{LAYERS, Layer};
use crate::errors::Errors;

/// Judges a call; says whether the item that it is in must not be judged further, since the header of
/// what is called is broken.
pub fn check_call(call: &Call, items: &Items<'_>, errors: &Errors) -> bool {
    let Some(name) = call.lone_name() else {
        if let Some(item) = item_of(call, items) {
            errors.report(
                item.span(),
                format!(
                    "`{item}::{}`: a part is described here, it is not made",
                    call.name()
                ),
                format!("write `{item}`, with its arguments in parentheses"),
            );
            return false;
        }
        match transcribe::made_by_hand(call) {
            Some((class, help)) => errors.report(
                class.span(),
                format!("`{class}::new`: a layer is described here, it is not made"),
                help,
            ),
            None => args::check_foreign(call, errors),
        }
        return false;
    };
    if is_word(name) {
        return check_word(call, name, items, errors);
    }
    match items.get(name) {
        Some(Known::Broken) => return true,
        Some(Known::Block(block)) => args::check_block(call, block, errors),
        Some(Known::Network) => args::check_network(call, errors),
        // Another library's class: reaching an item of one's own of that name takes a path.
        None => match counterpart(&name.to_string()) {
            Some(ours) => errors.report(
                name.span(),
                format!(
                    "`{name}` is not a block of this declaration, and built-in layers are written in snake_case"
                ),
                format!(
                    "{}; an item of your own is reached by `self::{name}`",
                    ours.mended(call)
                ),
            ),
            None => args::check_foreign(call, errors),
        },
    }
    false
}

/// `Block` of `Block::new(64)`: nothing of a body stands in an item of this declaration.
fn item_of<'c>(call: &'c Call, items: &Items<'_>) -> Option<&'c Ident> {
    let mut segments = call.path.segments.iter();
    match (segments.next(), segments.next(), segments.next()) {
        (Some(item), Some(_), None) => items.get(&item.ident).map(|_| &item.ident),
        _ => None,
    }
}

/// Whether a lone name is a built-in's when it is called: all but `CamelCase` are.
pub fn is_word(name: &Ident) -> bool {
    let text = name.to_string();
    text.starts_with(|char: char| char.is_lowercase() || char == '_')
}

fn check_word(call: &Call, name: &Ident, items: &Items<'_>, errors: &Errors) -> bool {
    match (Layer::find(&name.to_string()), items.get(name)) {
        (Some(layer), _) => args::check_layer(call, layer, errors),
        (None, Some(Known::Broken)) => return true,
        (None, Some(_)) => errors.report(
            name.span(),
            format!("`{name}`: expected a built-in, as a lone lower-case name is one, found an item of this declaration"),
            format!("`self::{name}`, or give the item a name that begins with a capital letter"),
        ),
        (None, None) => report_unknown(call, name, items, errors),
    }
    false
}

fn report_unknown(call: &Call, name: &Ident, items: &Items<'_>, errors: &Errors) {
    // A word that is being typed.
    if !call.ended && call.args.is_none() {
        return;
    }
    let text = name.to_string();
    let item = items.names().find(|item| same_letters(item, &text));
    let layers = LAYERS.iter().map(|layer| layer.name);
    let help = match (item, counterpart(&text)) {
        (Some(item), _) => format!("`{item}`"),
        (None, Some(ours)) => ours.mended(call).to_string(),
        (None, None) if is_absent(&text) => {
            "there is no such built-in: write a layer by hand and call it by its name".to_owned()
        }
        // `bn1;`: a layer by the name that it has in PyTorch's `__init__`.
        (None, None) if call.args.is_none() && text.ends_with(|char: char| char.is_ascii_digit()) => {
            format!("write the layer itself, such as `{}`", transcribe::guessed(&text))
        }
        (None, None) => match nearest(&text, layers.chain(WORDS)) {
            Some(meant) => format!("`{meant}`"),
            None => "a block's name begins with a capital letter; a function of yours is called in an expression"
                .to_owned(),
        },
    };
    errors.report(name.span(), format!("unknown layer `{name}`"), help);
}

/// Words of the language that a misspelt name may have meant.
const WORDS: [&str; 7] = [
    "sum",
    "concat",
    "product",
    "residual",
    "sequential",
    "identity",
    "check",
];

/// Whether two names differ in case and underscores only.
fn same_letters(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    plain(a) == plain(b)
}
