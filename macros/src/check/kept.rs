//! Kept values: `… as name;`, `from name;`, `like = name`.

use std::collections::HashSet;

use proc_macro2::Ident;

use super::args::like;
use super::suggest::nearest;
use crate::ast::{Body, Kind, Label, Statement};
use crate::errors::Errors;

/// The kept values that are visible at a statement.
///
/// A name is visible to the end of its loop round, arm or body; groups and branches do not hide it. An
/// inner round or arm may keep another value under a name of the outer one, as a `let` may.
pub struct Kept {
    scopes: Vec<Vec<String>>,
    /// Names whose round, arm or head has ended.
    ended: HashSet<String>,
    /// Every name that the body keeps anywhere, for a better word about one that is not visible.
    anywhere: HashSet<String>,
    /// Every label of the body: it names the state of a statement, and is taken for its value.
    labels: HashSet<String>,
}

impl Kept {
    pub fn in_body(statements: &[Statement]) -> Self {
        let mut kept = Kept {
            scopes: vec![Vec::new()],
            ended: HashSet::new(),
            anywhere: HashSet::new(),
            labels: HashSet::new(),
        };
        kept.gather(statements);
        kept
    }

    fn gather(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.anywhere
                .extend(statement.keep.as_ref().map(Ident::to_string));
            self.labels
                .extend(statement.label.as_ref().and_then(Label::text));
            for inner in statement.kind.bodies() {
                self.gather(inner);
            }
        }
    }

    pub fn open(&mut self) {
        self.scopes.push(Vec::new());
    }

    pub fn close(&mut self) {
        self.ended.extend(self.scopes.pop().unwrap_or_default());
    }

    /// `… as name;`: a name is kept once in its scope, or the first value would be out of reach.
    pub fn keep(&mut self, name: &Ident, errors: &Errors) {
        let scope = self.scopes.last_mut().expect("a body is a scope");
        if scope.iter().any(|kept| name == kept) {
            errors.report(
                name.span(),
                format!("`{name}`: expected a name that is not kept yet, found it a second time"),
                format!("keep this value as `{name}2`, say"),
            );
        } else {
            scope.push(name.to_string());
        }
    }

    /// `from name;`, `like = name`
    pub fn read(&self, name: &Ident, errors: &Errors) {
        if self.is_visible(name) {
            return;
        }
        let text = name.to_string();
        let (fact, help) = if self.ended.contains(&text) {
            (
                format!("`{name}` is not kept here: its round, arm or head has ended"),
                format!("keep the value outside of it: `… as {name};`"),
            )
        } else if self.anywhere.contains(&text) {
            (
                format!("`{name}` is not kept yet: it is kept later"),
                format!("keep the value before this statement: `… as {name};`"),
            )
        } else {
            (
                format!("no value is kept as `{name}`"),
                self.instead_of(&text),
            )
        };
        errors.report(name.span(), fact, help);
    }

    /// What to write where no value has the name.
    fn instead_of(&self, name: &str) -> String {
        if name == "input" {
            return "begin the body with `identity as start;`, and write `start` here".to_owned();
        }
        if self.labels.contains(name) {
            return format!("a label names weights: keep the value too, `{name}: … as {name};`");
        }
        match nearest(name, self.visible()) {
            Some(meant) => format!("`{meant}`"),
            None => format!("keep a value with `… as {name};`"),
        }
    }

    fn visible(&self) -> impl Iterator<Item = &str> {
        self.scopes.iter().flatten().map(String::as_str)
    }

    /// Whether a value is kept under the name, here.
    pub fn is_visible(&self, name: &Ident) -> bool {
        self.visible().any(|kept| name == kept)
    }
}

/// The kept values that no `from` and no `like` reads.
pub fn unread(body: &Body) -> Vec<&Ident> {
    let mut reads = Reads::default();
    reads.scope(&body.statements);
    reads.unread
}

/// Who reads what, in one body.
#[derive(Default)]
struct Reads<'a> {
    /// The values in reach, innermost last, and whether they have been read.
    visible: Vec<(&'a Ident, bool)>,
    unread: Vec<&'a Ident>,
}

impl<'a> Reads<'a> {
    /// A round, an arm, a head or a whole body.
    fn scope(&mut self, statements: &'a [Statement]) {
        let outside = self.visible.len();
        self.statements(statements);
        let ended = self.visible.drain(outside..);
        self.unread
            .extend(ended.filter(|(_, read)| !read).map(|(name, _)| name));
    }

    fn statements(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            let has_scopes = matches!(
                statement.kind,
                Kind::For(..) | Kind::If(_) | Kind::Match(..) | Kind::Output(..)
            );
            for inner in statement.kind.bodies() {
                if has_scopes {
                    self.scope(inner);
                } else {
                    self.statements(inner);
                }
            }
            match &statement.kind {
                Kind::From(_, name) => self.read(name),
                Kind::Call(call) => like(call).into_iter().for_each(|name| self.read(name)),
                _ => {}
            }
            self.visible
                .extend(statement.keep.as_ref().map(|name| (name, false)));
        }
    }

    fn read(&mut self, name: &Ident) {
        let kept = self.visible.iter_mut().rev();
        if let Some((_, read)) = kept.into_iter().find(|(kept, _)| *kept == name) {
            *read = true;
        }
    }
}
