//! Ast → ast proven consistent: names, arguments, kept values, outputs, paths.
//!
//! No shape arithmetic here: that is the const rules' part, where the numbers are known.

mod args;
mod body;
mod items;
mod kept;
mod names;
mod paths;
mod recursion;
mod suggest;
mod values;

pub mod ranks;

use self::items::Items;
use crate::ast::{Declaration, Item};
use crate::errors::Errors;

/// What each item is to be expanded to, in the order of the declaration.
pub struct Verdict {
    pub items: Vec<Expansion>,
}

/// What an item is expanded to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expansion {
    Whole,
    /// It has a fault, or uses an item whose header is broken: the same signatures, nothing inside.
    StandIn,
    /// Its parameters have a fault: its name alone.
    Bare,
    /// It is there already.
    Nothing,
}

/// Judges the declaration; faults go to `errors`.
pub fn check(declaration: &Declaration, errors: &Errors) -> Verdict {
    let items = Items::collect(declaration, errors);
    let mut expansions: Vec<Expansion> = declaration
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| match items.expansion(at) {
            Expansion::Whole if is_sound(item, &items, errors) => Expansion::Whole,
            Expansion::Whole => Expansion::StandIn,
            other => other,
        })
        .collect();
    for at in recursion::check(declaration, errors) {
        if expansions[at] == Expansion::Whole {
            expansions[at] = Expansion::StandIn;
        }
    }
    Verdict { items: expansions }
}

fn is_sound(item: &Item, items: &Items<'_>, errors: &Errors) -> bool {
    let before = errors.count();
    let (formed, muted) = match item {
        Item::Block(block) => (block.sound, body::check_block(block, items, errors)),
        Item::Network(network) => {
            items::check_network(network, errors);
            (network.sound, body::check_network(network, items, errors))
        }
        Item::Example(example) => {
            items::check_example(example, errors);
            (true, names::check_call(&example.call, items, errors))
        }
        Item::Budget(budget) => {
            items::check_budget(budget, errors);
            let muted = budget
                .path
                .get_ident()
                .is_some_and(|name| items.is_broken(name));
            (true, muted)
        }
        Item::Broken(_) => (false, false),
    };
    formed && !muted && errors.count() == before
}

#[cfg(test)]
mod tests;
