//! Blocks that contain themselves would have no end.

use std::collections::{HashMap, HashSet};

use syn::Ident;

use super::names::is_word;
use crate::ast::{Body, Declaration, Item, Kind, Statement};
use crate::errors::Errors;

/// Reports every cycle once, at the call that closes it; gives the items that are in one.
pub fn check(declaration: &Declaration, errors: &Errors) -> Vec<usize> {
    let bodies: Vec<Option<(&Ident, &Body)>> = declaration
        .items
        .iter()
        .map(|item| match item {
            Item::Block(block) => Some((&block.name, &block.body)),
            Item::Network(network) => Some((&network.name, &network.body)),
            _ => None,
        })
        .collect();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (at, body) in bodies.iter().enumerate() {
        if let Some((name, _)) = body {
            by_name.entry(name.to_string()).or_insert(at);
        }
    }
    let mut search = Search {
        bodies: &bodies,
        by_name: &by_name,
        state: vec![State::New; bodies.len()],
        path: Vec::new(),
        cyclic: Vec::new(),
        errors,
    };
    for at in 0..bodies.len() {
        search.visit(at);
    }
    search.cyclic
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Search<'s> {
    bodies: &'s [Option<(&'s Ident, &'s Body)>],
    by_name: &'s HashMap<String, usize>,
    state: Vec<State>,
    path: Vec<usize>,
    cyclic: Vec<usize>,
    errors: &'s Errors,
}

impl Search<'_> {
    fn visit(&mut self, at: usize) {
        let Some((_, body)) = self.bodies[at] else {
            return;
        };
        if self.state[at] != State::New {
            return;
        }
        self.state[at] = State::Open;
        self.path.push(at);
        let mut calls = Vec::new();
        gather(&body.statements, &mut calls);
        // A second call of the same item closes the same cycle.
        let mut seen = HashSet::new();
        calls.retain(|call| seen.insert(call.to_string()));
        for call in calls {
            let Some(&to) = self.by_name.get(&call.to_string()) else {
                continue;
            };
            if self.state[to] == State::Open {
                self.report(call, to);
            } else {
                self.visit(to);
            }
        }
        self.path.pop();
        self.state[at] = State::Done;
    }

    fn report(&mut self, call: &Ident, to: usize) {
        let start = self.path.iter().position(|&at| at == to).unwrap_or(0);
        let cycle = &self.path[start..];
        let names: Vec<_> = cycle
            .iter()
            .filter_map(|&at| self.bodies[at].map(|(name, _)| name))
            .collect();
        let fact = match names.as_slice() {
            [alone] => format!("`{alone}` contains itself: it would have no end"),
            names => {
                let next = names.iter().cycle().skip(1);
                let uses: Vec<_> = names
                    .iter()
                    .zip(next)
                    .map(|(user, used)| format!("`{user}` uses `{used}`"))
                    .collect();
                format!("{}: they would have no end", uses.join(", "))
            }
        };
        self.errors.report(
            call.span(),
            fact,
            "repeat a part with `for`, and give what differs as a parameter",
        );
        self.cyclic.extend(cycle);
    }
}

fn gather<'s>(statements: &'s [Statement], calls: &mut Vec<&'s Ident>) {
    for statement in statements {
        if let Kind::Call(call) = &statement.kind {
            calls.extend(call.lone_name().filter(|name| !is_word(name)));
        }
        for inner in statement.kind.bodies() {
            gather(inner, calls);
        }
    }
}
