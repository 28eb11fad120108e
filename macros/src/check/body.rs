//! A body, statement by statement: what may stand where.

use proc_macro2::{Ident, Span};

use super::bindings::{check_pattern, check_rounds, kept_by_let};
use super::dims::check_dims;
use super::items::Items;
use super::kept::Kept;
use super::outputs::{Outputs, check_taps};
use super::reads::check_value;
use super::{args, lints, names, paths, transcribe};
use crate::ast::{Block, Body, Call, Iteration, Join, Kind, Label, Network, Statement};
use crate::catalog::Layer;
use crate::errors::Errors;

/// Says whether the block must not be judged further: it uses an item whose header is broken.
pub fn check_block(block: &Block, items: &Items<'_>, errors: &Errors) -> bool {
    lints::check_block(block, errors);
    Checker::run(&block.body, false, items, errors)
}

/// The same for a network.
pub fn check_network(network: &Network, items: &Items<'_>, errors: &Errors) -> bool {
    lints::check_network(network, errors);
    let subject = format!("`network {}`", network.name);
    check_dims(&subject, &network.input, errors);
    check_dims(&subject, &network.output, errors);
    check_taps(&network.taps, errors);
    Checker::run(&network.body, true, items, errors)
}

struct Checker<'c> {
    items: &'c Items<'c>,
    errors: &'c Errors,
    kept: Kept,
    outputs: Outputs,
    muted: bool,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
struct Place {
    /// A side head may stand here: in a network's own body or groups.
    outputs: Result<(), &'static str>,
    flow: Flow,
}

/// What has become of the value by the time a statement gets it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// One of a sequence: `from` leaves the value behind, which may be kept or have a head.
    Sequence,
    /// A branch begins here: `from` and `parameter` may stand here.
    Begins,
    /// A branch has begun: to leave its value behind would be to throw it away.
    Goes,
}

impl Checker<'_> {
    fn run(body: &Body, is_network: bool, items: &Items<'_>, errors: &Errors) -> bool {
        let mut checker = Checker {
            items,
            errors,
            kept: Kept::in_body(&body.statements),
            outputs: Outputs::default(),
            muted: false,
        };
        let outputs = if is_network { Ok(()) } else { Err("a block") };
        let place = Place {
            outputs,
            flow: Flow::Sequence,
        };
        checker.statements(&body.statements, place);
        paths::check(body, errors);
        checker.muted
    }

    /// Statements in sequence: where a branch begins, the first one that takes the value begins it.
    fn statements(&mut self, statements: &[Statement], mut place: Place) {
        for statement in statements {
            self.statement(statement, place);
            let takes = !matches!(
                statement.kind,
                Kind::Let(..) | Kind::Broken | Kind::Foreign(_)
            );
            if takes && place.flow == Flow::Begins {
                place.flow = Flow::Goes;
            }
        }
    }

    fn statement(&mut self, statement: &Statement, place: Place) {
        self.label(statement);
        self.kind(statement, place);
        self.keep(statement);
    }

    fn keep(&mut self, statement: &Statement) {
        let keep = match &statement.kind {
            Kind::Let(_, _, value) => statement.keep.as_ref().or_else(|| kept_by_let(value)),
            _ => statement.keep.as_ref(),
        };
        let Some(keep) = keep else {
            return;
        };
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

    /// What has no state has no path to name, and only a block has paths to splice.
    fn label(&self, statement: &Statement) {
        let Some(label) = &statement.label else {
            return;
        };
        let is_splice = matches!(label, Label::Splice(_));
        let what = match &statement.kind {
            Kind::Let(..) => "a `let`",
            Kind::Check(..) => "a `check`",
            Kind::From(..) => "a `from`",
            Kind::Output(..) => "an `output`, which has its own name",
            Kind::Call(call) if is_splice && call.lone_name().is_some_and(is_layer) => {
                return self.report_splice(label, "remove it, or give the layer a name");
            }
            Kind::Call(_) | Kind::Foreign(_) | Kind::Broken => return,
            _ if is_splice => {
                let help = "remove it: an unlabelled statement adds no path by itself";
                return self.report_splice(label, help);
            }
            _ => return,
        };
        self.errors.report(
            label.span(),
            format!("a label names what holds state, found one on {what}"),
            "remove the label",
        );
    }

    fn report_splice(&self, label: &Label, help: &str) {
        self.errors.report(
            label.span(),
            "`_:` expects a block whose paths it splices into the surrounding scope",
            help,
        );
    }

    fn kind(&mut self, statement: &Statement, place: Place) {
        match &statement.kind {
            Kind::Call(call) if self.is_kept_value(call) => {}
            Kind::Call(call) => {
                self.muted |= names::check_call(call, self.items, self.errors);
                for arg in call.args() {
                    check_value(&arg.value, self.errors);
                }
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
            Kind::Residual(keyword, condition, body) => {
                if let Some(condition) = condition {
                    check_value(condition, self.errors);
                }
                self.residual(keyword, body, place);
            }
            Kind::For(span, pattern, iteration, body) => {
                check_pattern(pattern, self.errors);
                match iteration {
                    Iteration::Range { start, end, .. } => {
                        check_value(start, self.errors);
                        check_value(end, self.errors);
                    }
                    Iteration::Array(list) => {
                        check_value(list, self.errors);
                        check_rounds(pattern, list, self.errors);
                    }
                }
                self.repeat(*span, body, place);
            }
            Kind::If(choice) => {
                for (condition, _) in &choice.branches {
                    check_value(condition, self.errors);
                }
                let arms = choice.branches.iter().map(|(_, body)| body);
                for body in arms.chain(&choice.otherwise) {
                    self.arm(body, place);
                }
            }
            Kind::Match(value, arms) => {
                check_value(value, self.errors);
                for arm in arms {
                    check_pattern(&arm.pat, self.errors);
                    self.arm(&arm.body, place);
                }
            }
            Kind::From(keyword, name) => self.from(keyword, name, place),
            Kind::Output(keyword, name, shape, body) => {
                Outputs::check_place(keyword, name, place.outputs, self.errors);
                self.outputs.check_name(name, self.errors);
                if let Some(shape) = shape {
                    check_dims(&format!("`output {name}`"), shape, self.errors);
                }
                self.head(name, body, place);
            }
            Kind::Check(_, dims) => check_dims("`check`", dims, self.errors),
            Kind::Let(pattern, _, value) => {
                check_pattern(pattern, self.errors);
                check_value(value, self.errors);
                transcribe::check_bound(pattern, value, self.errors);
            }
            Kind::Foreign(foreign) => transcribe::report(foreign, self.errors),
            Kind::Identity(_) | Kind::Broken => {}
        }
    }

    /// `sum { x; y; }` of two kept values: a name by itself is that of a layer.
    fn is_kept_value(&self, call: &Call) -> bool {
        let name = call
            .lone_name()
            .filter(|name| call.args.is_none() && !is_layer(name) && self.kept.is_visible(name));
        if let Some(name) = name {
            self.errors.report(
                name.span(),
                format!("`{name}`: expected a layer or block, found the name of a kept value"),
                format!("write `from {name};`"),
            );
        }
        name.is_some()
    }

    /// A round, an arm, a head: what is kept in it is out of reach behind it.
    fn scoped(&mut self, body: &Body, place: Place) {
        self.kept.open();
        self.statements(&body.statements, place);
        self.kept.close();
    }

    /// An arm begins a branch where its `if` does, else it is a sequence of its own.
    fn arm(&mut self, body: &Body, place: Place) {
        self.scoped(body, inside(place, "an arm", sequence_unless_begins(place)));
    }

    /// A later round would leave behind what the one before it has made: it begins no branch.
    fn repeat(&mut self, span: Span, body: &Body, place: Place) {
        if is_empty(body) {
            self.errors.report(
                span,
                "`for` expects statements to repeat, found none",
                "remove the loop",
            );
        }
        self.scoped(body, inside(place, "a loop", Flow::Sequence));
    }

    fn residual(&mut self, keyword: &Ident, body: &Body, place: Place) {
        if is_empty(body) {
            self.errors.report(
                keyword.span(),
                "`residual` expects statements beside the shortcut, found none",
                "`residual { conv2d(64, 3, padding = 1); relu; }`",
            );
        }
        let place = inside(place, "a branch", Flow::Begins);
        self.statements(&body.statements, place);
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
            .any(|branch| matches!(branch.kind, Kind::Broken | Kind::Foreign(_)));
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
            self.statement(statement, inside(place, "a branch", Flow::Begins));
        }
    }

    /// A head begins as a branch does: it takes the value or begins with `from`.
    fn head(&mut self, name: &Ident, body: &Body, place: Place) {
        if is_empty(body) {
            self.errors.report(
                name.span(),
                format!("`output {name}` expects the statements of the head, found none"),
                format!("`output {name} {{ global_avg_pool; linear(10); }}`"),
            );
        }
        self.scoped(body, inside(place, "an output", Flow::Begins));
    }

    fn from(&self, keyword: &Ident, name: &Ident, place: Place) {
        self.kept.read(name, self.errors);
        if place.flow == Flow::Goes {
            self.errors.report(
                keyword.span(),
                format!("`from {name}`: expected it alone or first in its branch, found statements before it, whose value it would leave behind"),
                format!("move `from {name};` to the front, or remove what is before it"),
            );
        }
    }

    /// A trained tensor starts a branch, and its key is its label.
    fn parameter(&self, statement: &Statement, span: Span, place: Place) {
        if place.flow != Flow::Begins {
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
}

fn inside(place: Place, where_: &'static str, flow: Flow) -> Place {
    Place {
        outputs: place.outputs.and(Err(where_)),
        flow,
    }
}

fn sequence_unless_begins(place: Place) -> Flow {
    match place.flow {
        Flow::Begins => Flow::Begins,
        Flow::Sequence | Flow::Goes => Flow::Sequence,
    }
}

fn is_layer(name: &Ident) -> bool {
    Layer::find(&name.to_string()).is_some()
}

fn is_empty(body: &Body) -> bool {
    body.statements
        .iter()
        .all(|statement| matches!(statement.kind, Kind::Let(..)))
}
