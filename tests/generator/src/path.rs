//! Which segment each statement adds to the path: the rules of the language's documentation, "Paths",
//! on the generator's tree.

use std::collections::HashMap;

use crate::tree::{Item, Kind, Label, Site, Statement};

/// What a statement adds to the path.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Nothing,
    Segment(String),
    /// A label with a hole: the text, and the number that fills it.
    Filled(String, String, usize),
    /// The next number of the `sequential` around it.
    Next,
}

pub type Entries = HashMap<Site, Entry>;

/// The entries of all statements of an item.
pub fn entries(item: &Item) -> Entries {
    let mut entries = Entries::new();
    let mut scope = Scope::of(&item.body);
    walk(&item.body, &mut scope, &mut entries);
    entries
}

/// Statements whose paths stand beside each other.
#[derive(Clone)]
struct Scope {
    ordinals: HashMap<String, usize>,
    /// Directly in a `sequential`.
    numbered: bool,
    /// Only one thing here can hold state.
    lone: bool,
}

impl Scope {
    fn of(statements: &[Statement]) -> Self {
        Scope {
            ordinals: HashMap::new(),
            numbered: false,
            lone: holders(statements) == 1,
        }
    }

    fn ordinal(&mut self, kind: &str) -> Entry {
        let next = self.ordinals.entry(kind.to_owned()).or_default();
        *next += 1;
        Entry::Segment(format!("{kind}_{}", *next - 1))
    }
}

fn walk(statements: &[Statement], scope: &mut Scope, entries: &mut Entries) {
    for statement in statements {
        let entry = entry(statement, scope);
        let adds = entry != Entry::Nothing;
        entries.insert(statement.site, entry);
        let mut own;
        let inner = if adds {
            own = Scope::of(statement.kind.bodies().first().unwrap_or(&&[][..]));
            &mut own
        } else {
            &mut *scope
        };
        match &statement.kind {
            Kind::If(..) | Kind::Match(..) => arms(&statement.kind, inner, entries),
            Kind::For(_, body) => walk(body, inner, entries),
            kind => {
                let outer = inner.numbered;
                inner.numbered = matches!(kind, Kind::Sequential(_));
                for body in kind.bodies() {
                    walk(body, inner, entries);
                }
                inner.numbered = outer;
            }
        }
    }
}

/// Only one of the arms exists: each begins where the statement does, what follows goes on behind all.
fn arms(kind: &Kind, scope: &mut Scope, entries: &mut Entries) {
    let mut behind = scope.ordinals.clone();
    for body in kind.bodies() {
        let mut arm = Scope {
            lone: holders(body) == 1,
            ..scope.clone()
        };
        walk(body, &mut arm, entries);
        for (kind, count) in arm.ordinals {
            let most = behind.entry(kind).or_default();
            *most = count.max(*most);
        }
    }
    scope.ordinals = behind;
}

fn entry(statement: &Statement, scope: &mut Scope) -> Entry {
    match &statement.label {
        Some(Label::Name(name)) => return Entry::Segment(name.clone()),
        Some(Label::Filled(text, name, offset)) => {
            return Entry::Filled(text.clone(), name.clone(), *offset);
        }
        Some(Label::Splice) => return Entry::Nothing,
        None => {}
    }
    let unrolls = matches!(
        statement.kind,
        Kind::For(..) | Kind::If(..) | Kind::Match(..)
    );
    let takes_none = matches!(
        statement.kind,
        Kind::Let(..) | Kind::Check(_) | Kind::From(_) | Kind::Output(..)
    );
    match &statement.kind {
        _ if scope.numbered && (unrolls || takes_none) => Entry::Nothing,
        _ if scope.numbered => Entry::Next,
        Kind::Layer(layer) if holds_state(layer.name) => scope.ordinal(layer.name),
        Kind::Item(_) | Kind::Custom(_) if scope.lone => Entry::Nothing,
        Kind::Item(call) => scope.ordinal(&snake_case(&call.item)),
        Kind::Custom(layer) => scope.ordinal(&snake_case(layer.name)),
        Kind::For(_, body) if holders(body) > 0 && !has_hole(body) => scope.ordinal("loop"),
        _ => Entry::Nothing,
    }
}

/// How many things that can hold state stand beside each other.
fn holders(statements: &[Statement]) -> usize {
    let count = |statement: &Statement| match &statement.kind {
        Kind::Layer(layer) => usize::from(holds_state(layer.name)),
        Kind::Item(_) | Kind::Custom(_) => 1,
        Kind::Group(body)
        | Kind::Join(_, body)
        | Kind::Residual(_, body)
        | Kind::Output(_, _, body)
            if statement.label.is_none() =>
        {
            holders(body)
        }
        kind => usize::from(kind.bodies().iter().any(|body| holders(body) > 0)),
    };
    statements.iter().map(count).sum()
}

/// Whether a label with a hole stands directly in a loop.
fn has_hole(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match &statement.label {
        Some(label) => matches!(label, Label::Filled(..)),
        None => statement.kind.bodies().into_iter().any(has_hole),
    })
}

pub fn holds_state(layer: &str) -> bool {
    layer.starts_with("conv")
        || layer.ends_with("norm") && layer != "local_response_norm"
        || ["linear", "prelu", "parameter"].contains(&layer)
}

/// `part_two` of `PartTwo`
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
