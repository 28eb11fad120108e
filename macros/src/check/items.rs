//! Items by their names.

use std::collections::HashMap;

use proc_macro2::Ident;

use super::Expansion;
use super::params::check_param;
use crate::ast::{Block, Declaration, Item, Kind, Statement};
use crate::errors::Errors;

/// What an item of this invocation is to those who use it.
#[derive(Clone, Copy)]
pub enum Known<'a> {
    Block(&'a Block),
    Network,
    /// Its header is broken, or there are two of its name: whoever uses it is not judged.
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
            let Some((name, what)) = named(item, errors) else {
                expansions.push(Expansion::Whole);
                continue;
            };
            expansions.push(match what {
                _ if known.contains_key(&name.to_string()) => {
                    report_second(name, errors);
                    Expansion::Nothing
                }
                Known::Broken => Expansion::Bare,
                _ => Expansion::Whole,
            });
            // Which of two is meant cannot be told.
            known
                .entry(name.to_string())
                .and_modify(|first| *first = Known::Broken)
                .or_insert(what);
        }
        let mut items = Items { known, expansions };
        items.check_generated_names(declaration, errors);
        items
    }

    /// What the item at this place can be expanded to, as far as its header goes.
    pub fn expansion(&self, at: usize) -> Expansion {
        self.expansions[at]
    }

    pub fn get(&self, name: &Ident) -> Option<Known<'a>> {
        self.known.get(&name.to_string()).copied()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// `Name` comes with `NameConfig`, a network with heads with `NameOutputs`, one with taps with
    /// `NameTaps`: rustc would tell of such a clash at generated code.
    fn check_generated_names(&mut self, declaration: &Declaration, errors: &Errors) {
        let mut generated: HashMap<String, &Ident> = HashMap::new();
        for item in &declaration.items {
            let Some(name) = name_of(item) else {
                continue;
            };
            generated.insert(format!("{name}Config"), name);
            if has_outputs(item) {
                generated.insert(format!("{name}Outputs"), name);
            }
            if matches!(item, Item::Network(network) if !network.taps.is_empty()) {
                generated.insert(format!("{name}Taps"), name);
            }
        }
        for (at, item) in declaration.items.iter().enumerate() {
            let Some(name) = name_of(item) else {
                continue;
            };
            if let Some(owner) = generated.get(&name.to_string()) {
                errors.report(
                    name.span(),
                    format!("`{name}`: expected a name that is free, found one that comes with `{owner}`"),
                    "give it another name",
                );
                self.expansions[at] = Expansion::Nothing;
                self.known.insert(name.to_string(), Known::Broken);
            }
        }
    }
}

/// The name of a block or network whose form is known.
fn name_of(item: &Item) -> Option<&Ident> {
    match item {
        Item::Block(block) => Some(&block.name),
        Item::Network(network) => Some(&network.name),
        Item::Example(_) | Item::Budget(_) | Item::Broken(_) => None,
    }
}

fn named<'a>(item: &'a Item, errors: &Errors) -> Option<(&'a Ident, Known<'a>)> {
    Some(match item {
        Item::Block(block) if header_is_sound(block, errors) => (&block.name, Known::Block(block)),
        Item::Block(block) => (&block.name, Known::Broken),
        Item::Network(network) => (&network.name, Known::Network),
        Item::Broken(Some(name)) => (name, Known::Broken),
        Item::Broken(None) | Item::Example(_) | Item::Budget(_) => return None,
    })
}

fn has_outputs(item: &Item) -> bool {
    fn any(statements: &[Statement]) -> bool {
        statements.iter().any(|statement| {
            matches!(statement.kind, Kind::Output(..))
                || statement.kind.bodies().into_iter().any(any)
        })
    }
    matches!(item, Item::Network(network) if any(&network.body.statements))
}

fn report_second(name: &Ident, errors: &Errors) {
    errors.report(
        name.span(),
        format!("`{name}`: expected one item of this name, found a second"),
        "give it another name",
    );
}

/// Whether those who use the block can be judged against its parameters.
fn header_is_sound(block: &Block, errors: &Errors) -> bool {
    let before = errors.count();
    for at in 0..block.params.len() {
        check_param(&block.params[..at], &block.params[at], block, errors);
    }
    block.header_sound && errors.count() == before
}
