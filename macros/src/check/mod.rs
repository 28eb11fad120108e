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

/// Which items are consistent, in the order of the declaration.
pub struct Verdict {
    /// `false` where the item has a fault of form or meaning, or uses an item whose header is broken:
    /// it is expanded to a stand-in.
    pub sound: Vec<bool>,
}

/// Judges the declaration; faults go to `errors`.
pub fn check(declaration: &Declaration, errors: &Errors) -> Verdict {
    let items = Items::collect(declaration, errors);
    let mut sound: Vec<bool> = declaration
        .items
        .iter()
        .map(|item| is_sound(item, &items, errors))
        .collect();
    for at in recursion::check(declaration, errors) {
        sound[at] = false;
    }
    Verdict { sound }
}

fn is_sound(item: &Item, items: &Items<'_>, errors: &Errors) -> bool {
    let before = errors.count();
    let (formed, muted) = match item {
        Item::Block(block) => {
            items::check_block(block, errors);
            (block.sound && block.header_sound, body::check_block(block, items, errors))
        }
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
            let muted = budget.path.get_ident().is_some_and(|name| items.is_broken(name));
            (true, muted)
        }
        Item::Broken(_) => (false, false),
    };
    formed && !muted && errors.count() == before
}

#[cfg(test)]
mod tests;
