//! A body, statement by statement: what may stand where.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};

use super::items::{Items, check_dims};
use super::kept::Kept;
use super::{args, names, paths};
use crate::ast::{Block, Body, Join, Kind, Label, Network, Statement};
use crate::errors::Errors;

/// Says whether the block must not be judged further: it uses an item whose header is broken.
pub fn check_block(block: &Block, items: &Items<'_>, errors: &Errors) -> bool {
    Checker::run(&block.body, false, items, errors)
}

/// The same for a network.
pub fn check_network(network: &Network, items: &Items<'_>, errors: &Errors) -> bool {
    Checker::run(&network.body, true, items, errors)
}

struct Checker<'c> {
    items: &'c Items<'c>,
    errors: &'c Errors,
    kept: Kept,
    outputs: HashSet<String>,
    muted: bool,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
struct Place {
    /// A side head may stand here: in a network's own body or groups.
    outputs: Result<(), &'static str>,
    /// A branch begins here: `from` and `parameter` may stand here.
    begins_branch: bool,
}

impl Checker<'_> {
    fn run(body: &Body, is_network: bool, items: &Items<'_>, errors: &Errors) -> bool {
        let mut checker = Checker {
            items,
            errors,
            kept: Kept::in_body(&body.statements),
            outputs: HashSet::new(),
            muted: false,
        };
        let outputs = if is_network { Ok(()) } else { Err("a block") };
        let place = Place {
            outputs,
            begins_branch: false,
        };
        checker.statements(&body.statements, place);
        paths::check(body, errors);
        checker.muted
    }

    fn statements(&mut self, statements: &[Statement], place: Place) {
        for (at, statement) in statements.iter().enumerate() {
            let begins_branch = place.begins_branch && at == 0;
            self.statement(
                statement,
                Place {
                    begins_branch,
                    ..place
                },
            );
        }
    }

    fn statement(&mut self, statement: &Statement, place: Place) {
        self.label(statement);
        self.kind(statement, place);
        if let Some(keep) = &statement.keep {
            if matches!(
                statement.kind,
                Kind::Let(..) | Kind::Check(..) | Kind::Output(..)
            ) {
                self.errors.report(
                    keep.span(),
                    format!("`as {keep}`: expected a statement that leaves a value, found one that leaves none"),
                    "keep the value of the statement before it",
                );
            } else {
                self.kept.keep(keep, self.errors);
            }
        }
    }

    /// What has no state has no path to name.
    fn label(&self, statement: &Statement) {
        let Some(label) = &statement.label else {
            return;
        };
        let what = match &statement.kind {
            Kind::Let(..) => "a `let`",
            Kind::Check(..) => "a `check`",
            Kind::From(..) => "a `from`",
            Kind::Output(..) => "an `output`, which has its own name",
            Kind::Call(_) => return,
            _ if matches!(label, Label::Splice(_)) => {
                self.errors.report(
                    label.span(),
                    "`_:` expects a block whose paths it splices into the surrounding scope",
                    "remove it: an unlabelled statement adds no path by itself",
                );
                return;
            }
            _ => return,
        };
        self.errors.report(
            label.span(),
            format!("a label names what holds state, found one on {what}"),
            "remove the label",
        );
    }

    fn kind(&mut self, statement: &Statement, place: Place) {
        let inner = Place {
            begins_branch: false,
            ..place
        };
        match &statement.kind {
            Kind::Call(call) => {
                self.muted |= names::check_call(call, self.items, self.errors);
                if let Some(like) = args::like(call) {
                    self.kept.read(like, self.errors);
                }
                if call.lone_name().is_some_and(|name| name == "parameter") {
                    self.parameter(statement, call.name().span(), place);
                }
            }
            // A group that begins a branch: its first statement begins it.
            Kind::Group(body) | Kind::Sequential(body) => self.statements(&body.statements, place),
            Kind::Join(keyword, join, body) => self.join(keyword, *join, body, place),
            Kind::Residual(keyword, _, body) => {
                if is_empty(body) {
                    self.errors.report(
                        keyword.span(),
                        "`residual` expects statements beside the shortcut, found none",
                        "`residual { conv2d(64, 3, padding = 1); relu; }`",
                    );
                }
                self.statements(&body.statements, inside(place, "a branch"));
            }
            Kind::For(span, _, _, body) => {
                if is_empty(body) {
                    self.errors.report(
                        *span,
                        "`for` expects statements to repeat, found none",
                        "remove the loop",
                    );
                }
                self.scoped(body, inside(inner, "a loop"));
            }
            Kind::If(choice) => {
                let arms = choice.branches.iter().map(|(_, body)| body);
                for body in arms.chain(&choice.otherwise) {
                    self.scoped(body, inside(place, "an arm"));
                }
            }
            Kind::Match(_, arms) => {
                for arm in arms {
                    self.scoped(&arm.body, inside(place, "an arm"));
                }
            }
            Kind::From(_, name) => self.kept.read(name, self.errors),
            Kind::Output(keyword, name, shape, body) => {
                self.output(keyword, name, place);
                if let Some(shape) = shape {
                    check_dims(shape, self.errors);
                }
                if is_empty(body) {
                    self.errors.report(
                        name.span(),
                        format!("`output {name}` expects the statements of the head, found none"),
                        format!("`output {name} {{ global_avg_pool; linear(10); }}`"),
                    );
                }
                let body_place = inside(place, "an output");
                self.scoped(
                    body,
                    Place {
                        begins_branch: true,
                        ..body_place
                    },
                );
            }
            Kind::Check(_, dims) => check_dims(dims, self.errors),
            Kind::Let(..) | Kind::Identity(_) | Kind::Broken => {}
        }
    }

    /// A round, an arm, a head: what is kept in it is out of reach behind it.
    fn scoped(&mut self, body: &Body, place: Place) {
        self.kept.open();
        self.statements(&body.statements, place);
        self.kept.close();
    }

    /// `sum`, `concat`, `product`: two branches or more.
    fn join(&mut self, keyword: &Ident, join: Join, body: &Body, place: Place) {
        let branches: Vec<_> = body
            .statements
            .iter()
            .filter(|statement| !matches!(statement.kind, Kind::Let(..)))
            .collect();
        let broken = branches
            .iter()
            .any(|branch| matches!(branch.kind, Kind::Broken));
        if branches.len() < 2 && !broken {
            let found = if branches.is_empty() { "none" } else { "one" };
            self.errors.report(
                keyword.span(),
                format!(
                    "`{}` expects two branches or more, found {found}",
                    join.name()
                ),
                "each statement in the braces is a branch; `{ … }` makes one of several",
            );
        }
        for statement in &body.statements {
            let place = Place {
                begins_branch: true,
                ..inside(place, "a branch")
            };
            self.statement(statement, place);
        }
    }

    /// A trained tensor starts a branch, and its key is its label.
    fn parameter(&self, statement: &Statement, span: Span, place: Place) {
        if !place.begins_branch {
            self.errors.report(
                span,
                "`parameter` expects to begin a branch: it does not look at what flows in",
                "`product { identity; scale: parameter([64, 1, 1]); }`",
            );
        } else if statement.label.is_none() {
            self.errors.report(
                span,
                "`parameter` expects a label: it is the key of its weights",
                "`scale: parameter(…)`",
            );
        }
    }

    fn output(&mut self, keyword: &Ident, name: &Ident, place: Place) {
        if let Err(where_) = place.outputs {
            self.errors.report(
                keyword.span(),
                format!("`output {name}` expects to stand in a network's own body or groups, found it in {where_}"),
                "keep the value with `… as name;` and begin the output with `from name;`",
            );
        }
        let name_text = name.to_string();
        if name_text == "main" {
            self.errors.report(
                name.span(),
                "`output main`: expected a name of its own, found that of the declared output",
                "`output aux`",
            );
        } else if !self.outputs.insert(name_text) {
            self.errors.report(
                name.span(),
                format!("`output {name}`: expected one output of this name, found a second"),
                "give it another name",
            );
        }
    }
}

fn inside(place: Place, where_: &'static str) -> Place {
    Place {
        outputs: place.outputs.and(Err(where_)),
        begins_branch: place.begins_branch,
    }
}

fn is_empty(body: &Body) -> bool {
    body.statements
        .iter()
        .all(|statement| matches!(statement.kind, Kind::Let(..)))
}
