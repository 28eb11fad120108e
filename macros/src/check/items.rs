//! Items: their names, headers and assertions.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::{Expr, Lit};

use super::Expansion;
use super::suggest::{listed, nearest};
use crate::ast::{Block, Budget, Declaration, Dimension, Dims, Example, Item, Network, Param};
use crate::errors::Errors;

/// What an item of this invocation is to those who use it.
#[derive(Clone, Copy)]
pub enum Known<'a> {
    Block(&'a Block),
    Network,
    /// Its header is broken: whoever uses it is not judged.
    Broken,
}

/// The items of one invocation by name.
pub struct Items<'a> {
    known: HashMap<String, Known<'a>>,
    expansions: Vec<Expansion>,
}

impl<'a> Items<'a> {
    /// Gathers the items and judges their headers; two of one name are a fault at the second.
    pub fn collect(declaration: &'a Declaration, errors: &Errors) -> Self {
        let mut known = HashMap::new();
        let mut expansions = Vec::new();
        for item in &declaration.items {
            let (name, what) = match item {
                Item::Block(block) if header_is_sound(block, errors) => {
                    (&block.name, Known::Block(block))
                }
                Item::Block(block) => (&block.name, Known::Broken),
                Item::Network(network) => (&network.name, Known::Network),
                Item::Broken(Some(name)) => (name, Known::Broken),
                Item::Broken(None) | Item::Example(_) | Item::Budget(_) => {
                    expansions.push(Expansion::Whole);
                    continue;
                }
            };
            if known.insert(name.to_string(), what).is_some() {
                errors.report(
                    name.span(),
                    format!("`{name}`: expected one item of this name, found a second"),
                    "give it another name",
                );
                expansions.push(Expansion::Nothing);
            } else if matches!(what, Known::Broken) {
                expansions.push(Expansion::Bare);
            } else {
                expansions.push(Expansion::Whole);
            }
        }
        Items { known, expansions }
    }

    /// What the item at this place can be expanded to, as far as its header goes.
    pub fn expansion(&self, at: usize) -> Expansion {
        self.expansions[at]
    }

    pub fn get(&self, name: &Ident) -> Option<Known<'a>> {
        self.known.get(&name.to_string()).copied()
    }

    pub fn is_broken(&self, name: &Ident) -> bool {
        matches!(self.get(name), Some(Known::Broken))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }
}

/// Names that a configuration's own methods have.
const RESERVED: [&str; 3] = ["init", "input", "trace"];

/// Whether those who use the block can be judged against its parameters.
fn header_is_sound(block: &Block, errors: &Errors) -> bool {
    let before = errors.count();
    check_params(block, errors);
    block.header_sound && errors.count() == before
}

fn check_params(block: &Block, errors: &Errors) {
    for (at, param) in block.params.iter().enumerate() {
        let name = &param.name;
        if block.params[..at].iter().any(|before| before.name == *name) {
            errors.report(
                name.span(),
                format!("`{name}`: expected one parameter of this name, found a second"),
                "give it another name",
            );
        } else if RESERVED.iter().any(|reserved| name == reserved)
            || name.to_string().starts_with("fb_")
        {
            errors.report(
                name.span(),
                format!(
                    "`{name}`: expected a name that is free, found one with a meaning of its own"
                ),
                format!("call the parameter `{name}_value`, say"),
            );
        } else {
            check_default(param, errors);
        }
    }
}

/// A default of the wrong type would be told at the block's generated code.
fn check_default(param: &Param, errors: &Errors) {
    if let Some(default) = &param.default {
        super::values::check_typed(&param.name.to_string(), &param.ty, default, errors);
    }
}

pub fn check_network(network: &Network, errors: &Errors) {
    check_dims(&network.input, errors);
    check_dims(&network.output, errors);
}

pub fn check_example(example: &Example, errors: &Errors) {
    check_dims(&example.input, errors);
    check_dims(&example.output, errors);
    let counts = example.counts.iter().map(|(what, _)| what);
    check_words(
        "example",
        counts,
        &["params", "buffers", "macs", "activations"],
        errors,
    );
}

pub fn check_budget(budget: &Budget, errors: &Errors) {
    const LIMITS: [&str; 6] = [
        "params",
        "inference_params",
        "buffers",
        "macs",
        "activations",
        "peak_activations",
    ];
    let limits = budget.limits.iter().map(|(what, _)| what);
    check_words("budget", limits, &LIMITS, errors);
}

fn check_words<'w>(
    item: &str,
    words: impl Iterator<Item = &'w Ident>,
    known: &[&'static str],
    errors: &Errors,
) {
    for word in words {
        if known.iter().any(|known| word == known) {
            continue;
        }
        let help = match nearest(&word.to_string(), known.iter().copied()) {
            Some(meant) => format!("`{meant}`"),
            None => format!("it knows {}", listed(known.iter().copied())),
        };
        errors.report(
            word.span(),
            format!("`{item}` knows no count `{word}`"),
            help,
        );
    }
}

/// One to four dimensions; channels are numbers, and none is 0.
pub fn check_dims(dims: &Dims, errors: &Errors) {
    if dims.dims.len() > 4 {
        errors.report(
            dims.span,
            format!(
                "expected a shape of one to four dimensions, found {}",
                dims.dims.len()
            ),
            "`[N]` features, `[C, L]` a signal, `[C, H, W]` an image, `[C, D, H, W]` a volume; \
             the batch is not written",
        );
        return;
    }
    for (axis, dim) in dims.dims.iter().enumerate() {
        match dim {
            Dimension::Any(span) if axis == 0 => errors.report(
                *span,
                "expected a number of channels or features, found `_`",
                "only the dimensions after the first may be left open",
            ),
            Dimension::Known(Expr::Lit(lit)) if is_zero(&lit.lit) => errors.report(
                lit.lit.span(),
                "expected a dimension of 1 or more, found 0",
                "`_` leaves a dimension open until run time",
            ),
            _ => {}
        }
    }
}

fn is_zero(lit: &Lit) -> bool {
    matches!(lit, Lit::Int(int) if int.base10_digits() == "0")
}
