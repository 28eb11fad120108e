//! Declarations that must not hold: one number of one that does is another.

use crate::choices::Choices;
use crate::grow::grow;
use crate::plan::{Fault, faults};
use crate::tree::{Declaration, Site};

/// A declaration with one number changed, and what contradicts it.
pub struct Spoiled {
    pub declaration: Declaration,
    /// Where the number stands.
    pub changed: Site,
    /// What it was and what it is.
    pub was: usize,
    pub is: usize,
    /// The first contradiction in each network and assertion.
    pub faults: Vec<Fault>,
}

/// The declaration of the same choices, spoiled; `None` where no change of these choices spoils it. What only
/// an open size contradicts shows when it runs, and spoils nothing.
pub fn spoiled(choices: &mut Choices) -> Option<Spoiled> {
    let (declaration, _) = grow(choices);
    let mut count = 0;
    declaration.clone().numbers(&mut |_, _| count += 1);
    for _ in 0..40 {
        let at = choices.below(count);
        let change = choices.below(5);
        let mut spoiled = Spoiled {
            declaration: declaration.clone(),
            changed: 0,
            was: 0,
            is: 0,
            faults: Vec::new(),
        };
        let mut position = 0;
        spoiled.declaration.numbers(&mut |site, number| {
            if position == at {
                (spoiled.changed, spoiled.was) = (site, *number);
                *number = another(*number, change);
                spoiled.is = *number;
            }
            position += 1;
        });
        if spoiled.is == spoiled.was {
            continue;
        }
        spoiled.faults = faults(&spoiled.declaration)?;
        if !spoiled.faults.is_empty() {
            return Some(spoiled);
        }
    }
    None
}

fn another(number: usize, change: usize) -> usize {
    match change {
        0 => number + 1,
        1 => number.saturating_sub(1),
        2 => 2 * number,
        3 => number + 3,
        _ => 0,
    }
}
