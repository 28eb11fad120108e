//! Ast → ast proven consistent: names, arguments, kept values, outputs, paths.
//!
//! No shape arithmetic here: that is the const rules' part, where the numbers are known. Each file has
//! the rules of one subject:
//!
//! ```text
//! items        names of items                         dims       shapes as written
//! assertions   `example`, `budget`                    recursion  blocks that contain themselves
//! body         what may stand where                   bindings   names that `let` and `for` bind
//! kept         `as`, `from`, `like`                   outputs    `output`, `taps`
//! paths        labels used twice                      names      what is called
//! args         which arguments a call has             values     literals for built-ins
//! reads        what a value may ask for               typed      literals for parameters of blocks
//! literal      what is seen of a value                suggest    what may have been meant
//! lints        `#[deny(firebrick::…)]`                params     parameters of blocks
//!
//! foreign, aliases, inputs      layers and arguments under the names that others give them
//! transcribe, application       whole statements of other libraries
//! ```

mod aliases;
mod application;
pub mod args;
mod assertions;
mod bindings;
mod body;
mod dims;
mod foreign;
mod inputs;
mod items;
pub mod kept;
mod lints;
pub mod literal;
mod names;
mod outputs;
mod params;
mod paths;
mod reads;
mod recursion;
mod suggest;
mod transcribe;
mod typed;
mod values;

pub mod ranks;

#[cfg(test)]
mod tests;

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
        .map(|(at, item)| {
            // A body is judged whatever its header: its faults are mistakes of their own.
            let is_sound = is_sound(item, &items, errors);
            match items.expansion(at) {
                Expansion::Whole if !is_sound => Expansion::StandIn,
                other => other,
            }
        })
        .collect();
    for at in recursion::check(declaration, errors) {
        if expansions[at] == Expansion::Whole {
            expansions[at] = Expansion::StandIn;
        }
    }
    Verdict { items: expansions }
}

/// Judges what is inside an item, and says whether it has no fault and uses nothing broken.
fn is_sound(item: &Item, items: &Items<'_>, errors: &Errors) -> bool {
    let before = errors.count();
    let (formed, muted) = match item {
        Item::Block(block) => (block.sound, body::check_block(block, items, errors)),
        Item::Network(network) => (network.sound, body::check_network(network, items, errors)),
        Item::Example(example) => (true, assertions::check_example(example, items, errors)),
        Item::Budget(budget) => (true, assertions::check_budget(budget, items, errors)),
        Item::Broken(_) => (false, false),
    };
    formed && !muted && errors.count() == before
}
