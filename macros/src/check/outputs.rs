//! `output name { … }`: where a side head may stand, and what it is called; `taps(…)`: what taps are called.

use std::collections::HashSet;

use proc_macro2::Ident;

use crate::ast::Tap;
use crate::errors::Errors;

/// The side heads of one network so far.
#[derive(Default)]
pub struct Outputs {
    names: HashSet<String>,
}

impl Outputs {
    /// A head stands in a network's own body or groups: elsewhere there would be none of it, or several.
    pub fn check_place(
        keyword: &Ident,
        name: &Ident,
        place: Result<(), &'static str>,
        errors: &Errors,
    ) {
        let Err(place) = place else {
            return;
        };
        let help = match place {
            "a block" => "declare the head in the network that uses the block",
            _ => "keep the value with `… as name;` and begin the output with `from name;`",
        };
        errors.report(
            keyword.span(),
            format!("`output {name}` expects to stand in a network's own body or groups, found it in {place}"),
            help,
        );
    }

    /// Heads are fields of one struct, beside `main`.
    pub fn check_name(&mut self, name: &Ident, errors: &Errors) {
        if name == "main" {
            errors.report(
                name.span(),
                "`output main`: expected a name of its own, found that of the declared output",
                "`output aux`",
            );
        } else if !self.names.insert(name.to_string()) {
            errors.report(
                name.span(),
                format!("`output {name}`: expected one output of this name, found a second"),
                "give it another name",
            );
        }
    }
}

/// Taps are fields of one struct. Whether there is a value under a path is known to the plan only.
pub fn check_taps(taps: &[Tap], errors: &Errors) {
    let mut names = HashSet::new();
    for tap in taps {
        let name = &tap.name;
        if !names.insert(name.to_string()) {
            errors.report(
                name.span(),
                format!("`{name}`: expected one tap of this name, found a second"),
                format!(
                    "remove it, or name its field: `\"{}\" as {name}2`",
                    tap.path
                ),
            );
        }
    }
}
