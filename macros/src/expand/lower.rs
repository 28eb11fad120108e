//! Ast → steps.
//!
//! All names are decided here, once: what plans, builds, runs and visits a body agrees because it walks
//! the same steps.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use syn::Pat;

use super::names::{Names, field_ident, field_name, snake_case};
use super::steps::{Entry, Field, FieldId, Keep, Keeps, Lowered, Nest, Step, StepKind, Test};
use crate::ast::{Body, Call, Dims, If, Iteration, Kind, Label, Statement, TextPart};
use crate::catalog::{Layer, State};
use crate::check::kept::unread;

/// Lowers a body.
pub fn lower<'a>(body: &'a Body, names: &Names) -> Lowered<'a> {
    let mut lowering = Lowering {
        names,
        fields: Vec::new(),
        heads: Vec::new(),
        taken: HashSet::new(),
        nest: Vec::new(),
        labels: Vec::new(),
        label_span: None,
        ids: 0,
        shares_paths: false,
        unread: unread(body),
    };
    let mut scope = Scope::of(&body.statements);
    let steps = lowering.statements(&body.statements, &mut scope);
    Lowered {
        steps,
        fields: lowering.fields,
        heads: lowering.heads,
        shares_paths: lowering.shares_paths,
    }
}

struct Lowering<'a, 'n> {
    names: &'n Names<'n>,
    fields: Vec<Field>,
    heads: Vec<&'a Ident>,
    /// Field names in use.
    taken: HashSet<String>,
    nest: Vec<Nest>,
    /// The labels around the statement at hand, for field names.
    labels: Vec<String>,
    /// Where the outermost of them is written: the field that is named after it alone leads there.
    label_span: Option<Span>,
    ids: usize,
    shares_paths: bool,
    /// The kept values that nothing reads.
    unread: Vec<&'a Ident>,
}

/// Statements whose paths stand beside each other.
#[derive(Clone)]
struct Scope {
    /// How many of each kind have been named `kind_ordinal`.
    ordinals: HashMap<String, usize>,
    /// The segments so far, as far as they are known here.
    used: HashSet<String>,
    /// The statements stand in a loop that adds no segment: each comes again in the next round.
    repeats: bool,
    numbering: Numbering,
    /// An unlabelled block here is the only thing that can hold state: it adds nothing to the path.
    lone: bool,
    /// The scope is an arm: other arms and statements stand beside it in the path.
    is_arm: bool,
}

#[derive(Clone, Copy)]
enum Numbering {
    /// Not a `sequential`.
    None,
    /// The next number is known here.
    Known(usize),
    /// The plan counts.
    Counted(usize),
}

impl Scope {
    /// A body, a round, an arm, a labelled group.
    fn of(statements: &[Statement]) -> Scope {
        Scope {
            ordinals: HashMap::new(),
            used: HashSet::new(),
            repeats: false,
            numbering: Numbering::None,
            lone: holders(statements) == 1,
            is_arm: false,
        }
    }
}

impl<'a> Lowering<'a, '_> {
    fn statements(&mut self, statements: &'a [Statement], scope: &mut Scope) -> Vec<Step<'a>> {
        statements
            .iter()
            .filter_map(|statement| self.statement(statement, scope))
            .collect()
    }

    fn statement(&mut self, statement: &'a Statement, scope: &mut Scope) -> Option<Step<'a>> {
        let entry = self.entry(statement, scope);
        let pushed = self.push_label(&entry, statement);
        let mut own;
        let inner = if adds_segment(&entry) {
            // Rounds and arms, the only ones of which there may be several, have scopes of their own.
            own = Scope::of(statement.kind.bodies().first().copied().unwrap_or_default());
            &mut own
        } else {
            scope
        };
        let kind = self.kind(statement, &entry, inner);
        self.labels.truncate(self.labels.len() - pushed);
        Some(Step {
            entry,
            kind: kind?,
            keep: statement.keep.as_ref().map(|name| Keep {
                name,
                is_read: !self.unread.iter().any(|unread| std::ptr::eq(*unread, name)),
            }),
        })
    }

    fn kind(
        &mut self,
        statement: &'a Statement,
        entry: &Entry<'a>,
        scope: &mut Scope,
    ) -> Option<StepKind<'a>> {
        Some(match &statement.kind {
            Kind::Call(call) => self.call(call, statement),
            Kind::Group(body) => {
                scope.numbering = Numbering::None;
                StepKind::Sequence(self.statements(&body.statements, scope))
            }
            Kind::Sequential(body) => self.sequential(body, scope),
            Kind::Join(keyword, join, body) => {
                let id = self.id();
                scope.numbering = Numbering::None;
                StepKind::Join {
                    keyword,
                    join: *join,
                    id,
                    steps: self.statements(&body.statements, scope),
                }
            }
            Kind::Residual(keyword, condition, body) => {
                let id = self.id();
                let condition = condition
                    .as_ref()
                    .map(|condition| (condition, self.decision_field()));
                scope.numbering = Numbering::None;
                StepKind::Residual {
                    keyword,
                    condition,
                    id,
                    steps: self.statements(&body.statements, scope),
                }
            }
            Kind::For(_, pat, iteration, body) => self.repeat(pat, iteration, body, entry, scope),
            Kind::If(choice) => self.choose_if(choice, entry, scope),
            Kind::Match(value, arms) => {
                let test = Test::Match(
                    value,
                    arms.iter()
                        .map(|arm| (&arm.pat, arm.guard.as_ref()))
                        .collect(),
                );
                let bodies = arms.iter().map(|arm| Some(&arm.body)).collect();
                self.choose(test, bodies, entry, scope)
            }
            Kind::Let(pat, ty, value) => StepKind::Let(pat, ty, value),
            Kind::From(_, name) => StepKind::From(name),
            Kind::Output(_, name, shape, body) => self.output(name, shape.as_ref(), body, scope),
            Kind::Identity(keyword) => StepKind::Identity(keyword),
            Kind::Check(keyword, dims) => StepKind::Check(keyword, dims),
            Kind::Foreign(_) | Kind::Broken => return None,
        })
    }

    fn call(&mut self, call: &'a Call, statement: &'a Statement) -> StepKind<'a> {
        let label = statement.label.as_ref();
        match call
            .lone_name()
            .and_then(|name| Layer::find(&name.to_string()))
        {
            Some(layer) => StepKind::Layer {
                layer,
                call,
                field: self.layer_field(layer, call, label),
            },
            None => {
                let path = &call.path;
                let kind = snake_case(&call.name().to_string());
                let field =
                    self.module_field(quote::quote!(#path), label, &kind, call.name().span());
                StepKind::Item { call, field }
            }
        }
    }

    fn layer_field(
        &mut self,
        layer: &'static Layer,
        call: &Call,
        label: Option<&Label>,
    ) -> Option<FieldId> {
        let span = call.name().span();
        match layer.state {
            State::Module(_) => {
                let ty = self.names.layer_module(layer, call);
                Some(self.module_field(ty, label, layer.name, span))
            }
            State::Spec if layer.args.is_empty() => None,
            State::Spec => {
                let ty = self.names.spec(layer, span);
                Some(self.value_field(ty))
            }
        }
    }

    /// `sequential { … }`: numbers are known here unless loops or conditions unroll in it.
    fn sequential(&mut self, body: &'a Body, scope: &mut Scope) -> StepKind<'a> {
        let outer = scope.numbering;
        let counted = body.statements.iter().any(unrolls);
        let kind = if counted {
            let counter = self.id();
            scope.numbering = Numbering::Counted(counter);
            StepKind::Numbered {
                counter,
                steps: self.statements(&body.statements, scope),
            }
        } else {
            scope.numbering = Numbering::Known(0);
            StepKind::Sequence(self.statements(&body.statements, scope))
        };
        scope.numbering = outer;
        kind
    }

    fn repeat(
        &mut self,
        pat: &'a Pat,
        iteration: &'a Iteration,
        body: &'a Body,
        entry: &Entry<'a>,
        scope: &mut Scope,
    ) -> StepKind<'a> {
        let id = self.id();
        let rounds = self.decision_field();
        let numbered = adds_segment(entry);
        self.nest.push(Nest::Loop(id));
        let steps = if numbered {
            self.statements(&body.statements, &mut Scope::of(&body.statements))
        } else {
            let outer = std::mem::replace(&mut scope.repeats, true);
            let steps = self.statements(&body.statements, scope);
            scope.repeats = outer;
            steps
        };
        self.nest.pop();
        StepKind::Loop {
            pat,
            iteration,
            id,
            rounds,
            numbered,
            steps,
        }
    }

    fn choose_if(&mut self, choice: &'a If, entry: &Entry<'a>, scope: &mut Scope) -> StepKind<'a> {
        let test = Test::If(
            choice
                .branches
                .iter()
                .map(|(condition, _)| condition)
                .collect(),
        );
        let mut bodies: Vec<_> = choice.branches.iter().map(|(_, body)| Some(body)).collect();
        bodies.push(choice.otherwise.as_ref());
        self.choose(test, bodies, entry, scope)
    }

    /// Only one of the arms exists: their paths may be the same, what comes after continues behind all.
    fn choose(
        &mut self,
        test: Test<'a>,
        bodies: Vec<Option<&'a Body>>,
        entry: &Entry<'a>,
        scope: &mut Scope,
    ) -> StepKind<'a> {
        let taken = self.decision_field();
        let (before, used) = (scope.ordinals.clone(), scope.used.clone());
        let mut arms = Vec::new();
        for body in bodies {
            let statements = body.map_or(&[][..], |body| &body.statements);
            let mut arm = Scope {
                ordinals: before.clone(),
                used: used.clone(),
                repeats: scope.repeats,
                numbering: scope.numbering,
                lone: holders(statements) == 1,
                is_arm: !adds_segment(entry),
            };
            self.nest.push(Nest::Arm);
            arms.push(self.statements(statements, &mut arm));
            self.nest.pop();
            scope.used.extend(arm.used);
            for (kind, count) in arm.ordinals {
                let most = scope.ordinals.entry(kind).or_default();
                *most = count.max(*most);
            }
        }
        StepKind::Choice { test, taken, arms }
    }

    fn output(
        &mut self,
        name: &'a Ident,
        shape: Option<&'a Dims>,
        body: &'a Body,
        scope: &mut Scope,
    ) -> StepKind<'a> {
        self.heads.push(name);
        let number = self.heads.len();
        let taken = self.decision_field();
        self.nest.push(Nest::Arm);
        let nodes = self.decision_field();
        let numbering = std::mem::replace(&mut scope.numbering, Numbering::None);
        let steps = self.statements(&body.statements, scope);
        scope.numbering = numbering;
        self.nest.pop();
        StepKind::Output {
            number,
            name,
            shape,
            taken,
            nodes,
            steps,
        }
    }

    fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }
}

/// Paths.
impl<'a> Lowering<'a, '_> {
    fn entry(&mut self, statement: &'a Statement, scope: &mut Scope) -> Entry<'a> {
        let Some(label) = &statement.label else {
            return self.entry_without_label(&statement.kind, scope);
        };
        match (label.text(), label) {
            (Some(text), _) => known(text, label.span(), scope),
            (None, Label::Text(text, parts)) => Entry::Filled {
                parts,
                span: text.span(),
                name: self.value_field(self.names.string()),
            },
            // `_:`
            (None, _) => {
                self.shares_paths |= !scope.lone;
                Entry::None
            }
        }
    }

    fn entry_without_label(&mut self, kind: &'a Kind, scope: &mut Scope) -> Entry<'a> {
        let takes_number = matches!(
            kind,
            Kind::Call(_)
                | Kind::Identity(_)
                | Kind::Group(_)
                | Kind::Sequential(_)
                | Kind::Join(..)
                | Kind::Residual(..)
        );
        match (&mut scope.numbering, takes_number) {
            (Numbering::Known(next), true) => {
                *next += 1;
                let number = (*next - 1).to_string();
                return known(number, span_of(kind), scope);
            }
            (Numbering::Counted(counter), true) => {
                let counter = *counter;
                let name = self.value_field(self.names.string());
                return Entry::Next {
                    counter,
                    span: span_of(kind),
                    name,
                };
            }
            (Numbering::Known(_) | Numbering::Counted(_), false) => return Entry::None,
            (Numbering::None, _) => {}
        }
        match kind {
            Kind::Call(call) => match call
                .lone_name()
                .and_then(|name| Layer::find(&name.to_string()))
            {
                Some(layer) if layer.holds_state() => {
                    ordinal(layer.name, call.name().span(), scope)
                }
                Some(_) => Entry::None,
                None if scope.lone => {
                    self.shares_paths |= scope.is_arm;
                    Entry::None
                }
                None => {
                    let name = call.name();
                    ordinal(&snake_case(&name.to_string()), name.span(), scope)
                }
            },
            Kind::For(span, _, _, body)
                if holders(&body.statements) > 0 && !has_hole_label(&body.statements) =>
            {
                ordinal("loop", *span, scope)
            }
            _ => Entry::None,
        }
    }

    /// Remembers the segment for the names of fields; says how many were pushed.
    fn push_label(&mut self, entry: &Entry<'a>, statement: &Statement) -> usize {
        match entry {
            Entry::Label { text, .. } => {
                if self.labels.is_empty() {
                    self.label_span = statement.label.as_ref().map(Label::span);
                }
                self.labels.push(text.clone());
                1
            }
            Entry::Filled { parts, .. } => {
                let text: String = parts
                    .iter()
                    .filter_map(|part| match part {
                        TextPart::Literal(text) => Some(text.as_str()),
                        TextPart::Hole(_) => None,
                    })
                    .collect();
                self.labels.push(text);
                1
            }
            Entry::Next { .. } => match &statement.kind {
                Kind::Call(call) => {
                    self.labels.push(snake_case(&call.name().to_string()));
                    1
                }
                _ => 0,
            },
            Entry::None => 0,
        }
    }
}

/// Fields.
impl Lowering<'_, '_> {
    /// A field for a module: public, named after the labels around it.
    fn module_field(
        &mut self,
        ty: TokenStream,
        label: Option<&Label>,
        kind: &str,
        span: Span,
    ) -> FieldId {
        let wanted = self.labels.join("_");
        let wanted = if wanted.is_empty() { kind } else { &wanted };
        let span = match label {
            Some(Label::Name(name)) => name.span(),
            _ => self
                .label_span
                .filter(|_| self.labels.len() == 1)
                .unwrap_or(span),
        };
        let wanted = field_name(wanted, kind);
        let mut name = wanted.clone();
        let mut suffix = 1;
        while !self.taken.insert(name.clone()) {
            suffix += 1;
            name = format!("{wanted}_{suffix}");
        }
        self.push_field(field_ident(&name, span), ty, Keeps::Module)
    }

    fn value_field(&mut self, ty: TokenStream) -> FieldId {
        let ident = self.names.private(&format!("v{}", self.fields.len()));
        self.push_field(ident, ty, Keeps::Value)
    }

    fn decision_field(&mut self) -> FieldId {
        self.value_field(self.names.decision())
    }

    fn push_field(&mut self, ident: Ident, ty: TokenStream, keeps: Keeps) -> FieldId {
        self.fields.push(Field {
            ident,
            ty,
            keeps,
            nest: self.nest.clone(),
        });
        self.fields.len() - 1
    }
}

fn adds_segment(entry: &Entry<'_>) -> bool {
    !matches!(entry, Entry::None)
}

/// `kind_0`, `kind_1`, …
fn ordinal<'a>(kind: &str, span: Span, scope: &mut Scope) -> Entry<'a> {
    let next = scope.ordinals.entry(kind.to_owned()).or_default();
    *next += 1;
    let text = format!("{kind}_{}", *next - 1);
    known(text, span, scope)
}

/// A segment that is known here. A label may be that of a name which is made here, or come again in every
/// round; beside numbers that the plan counts it may be one of those.
fn known<'a>(text: String, span: Span, scope: &mut Scope) -> Entry<'a> {
    let counted = matches!(scope.numbering, Numbering::Counted(_));
    let is_new = scope.used.insert(text.clone());
    let meets = (!is_new || scope.repeats || counted).then_some(span);
    Entry::Label { text, meets }
}

/// The token to blame for the number that a statement takes.
fn span_of(kind: &Kind) -> Span {
    match kind {
        Kind::Call(call) => call.name().span(),
        Kind::Join(keyword, ..) | Kind::Residual(keyword, ..) | Kind::Identity(keyword) => {
            keyword.span()
        }
        // Braces have none of their own: what stands in them first.
        other => {
            let first = other.bodies().first().and_then(|body| body.first());
            first.map_or_else(Span::call_site, |statement| span_of(&statement.kind))
        }
    }
}

/// How many things that can hold state stand beside each other: unlabelled groups and branches hide
/// nothing, everything else counts once.
fn holders(statements: &[Statement]) -> usize {
    statements
        .iter()
        .map(|statement| {
            let transparent = statement.label.is_none()
                && matches!(
                    statement.kind,
                    Kind::Group(_) | Kind::Join(..) | Kind::Residual(..) | Kind::Output(..)
                );
            if transparent {
                statement.kind.bodies().into_iter().map(holders).sum()
            } else {
                usize::from(can_hold_state(&statement.kind))
            }
        })
        .sum()
}

fn can_hold_state(kind: &Kind) -> bool {
    match kind {
        Kind::Call(call) => call
            .lone_name()
            .and_then(|name| Layer::find(&name.to_string()))
            .is_none_or(Layer::holds_state),
        other => other.bodies().into_iter().any(|body| holders(body) > 0),
    }
}

/// Whether the statement takes a number of numbers that only the plan knows.
fn unrolls(statement: &Statement) -> bool {
    statement.label.is_none()
        && matches!(
            statement.kind,
            Kind::For(..) | Kind::If(_) | Kind::Match(..)
        )
}

/// Whether a label with holes stands directly in a loop: the loop itself then adds nothing.
fn has_hole_label(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match &statement.label {
        Some(label) => is_filled(label),
        None => statement.kind.bodies().into_iter().any(has_hole_label),
    })
}

fn is_filled(label: &Label) -> bool {
    matches!(label, Label::Text(..)) && label.text().is_none()
}
