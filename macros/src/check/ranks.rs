//! The rank that a block takes and gives, where its built-in layers fix it: with it the block's
//! `forward` has plain tensor types.

use syn::{Expr, Lit};

use crate::ast::{Body, Call, Kind, Statement};
use crate::catalog::{Layer, Ranks};

/// The ranks of a body, the batch counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    pub input: Option<usize>,
    pub output: Option<usize>,
    /// The output has the rank of the input, whichever it is.
    pub same: bool,
}

/// What flows: a known rank, the input's, or one that cannot be told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Input,
    Known(usize),
    Unknown,
}

struct Ranker {
    input: Option<usize>,
}

pub fn signature(body: &Body) -> Signature {
    let mut ranker = Ranker { input: None };
    let output = ranker.statements(&body.statements, Flow::Input);
    Signature {
        input: ranker.input,
        output: match output {
            Flow::Known(rank) => Some(rank),
            Flow::Input => ranker.input,
            Flow::Unknown => None,
        },
        same: output == Flow::Input,
    }
}

impl Ranker {
    fn statements(&mut self, statements: &[Statement], flow: Flow) -> Flow {
        statements
            .iter()
            .fold(flow, |flow, statement| self.statement(statement, flow))
    }

    fn statement(&mut self, statement: &Statement, flow: Flow) -> Flow {
        match &statement.kind {
            Kind::Call(call) => self.call(call, flow),
            Kind::Group(body) | Kind::Sequential(body) => self.statements(&body.statements, flow),
            Kind::For(_, _, _, body) => {
                let after = self.statements(&body.statements, flow);
                if after == flow { flow } else { Flow::Unknown }
            }
            Kind::Residual(_, _, body) => self.meet(flow, &[&body.statements], true),
            Kind::Join(_, _, body) => {
                let branches: Vec<_> = body.statements.iter().map(std::slice::from_ref).collect();
                self.meet(flow, &branches, false)
            }
            Kind::If(choice) => {
                let arms: Vec<_> = choice
                    .branches
                    .iter()
                    .map(|(_, body)| body)
                    .chain(&choice.otherwise)
                    .map(|body| body.statements.as_slice())
                    .collect();
                self.meet(flow, &arms, choice.otherwise.is_none())
            }
            Kind::Match(_, arms) => {
                let arms: Vec<_> = arms
                    .iter()
                    .map(|arm| arm.body.statements.as_slice())
                    .collect();
                self.meet(flow, &arms, false)
            }
            Kind::From(..) => Flow::Unknown,
            Kind::Check(_, dims) => {
                let rank = dims.dims.len() + 1;
                self.takes(flow, rank);
                Flow::Known(rank)
            }
            Kind::Let(..) | Kind::Identity(_) | Kind::Output(..) | Kind::Broken => flow,
        }
    }

    /// Branches of one value: where all agree, that is what flows on.
    fn meet(&mut self, flow: Flow, branches: &[&[Statement]], passes: bool) -> Flow {
        let mut results: Vec<Flow> = branches
            .iter()
            .filter(|branch| {
                !matches!(
                    branch,
                    [Statement {
                        kind: Kind::Let(..),
                        ..
                    }]
                )
            })
            .map(|branch| self.statements(branch, flow))
            .collect();
        if passes {
            results.push(flow);
        }
        let resolved = |flow: &Flow| match (flow, self.input) {
            (Flow::Input, Some(rank)) => Flow::Known(rank),
            (flow, _) => *flow,
        };
        let mut known = results
            .iter()
            .map(resolved)
            .filter(|flow| *flow != Flow::Unknown);
        let Some(first) = known.next() else {
            return Flow::Unknown;
        };
        if known.all(|flow| flow == first) {
            first
        } else {
            Flow::Unknown
        }
    }

    fn takes(&mut self, flow: Flow, rank: usize) {
        if flow == Flow::Input {
            self.input.get_or_insert(rank);
        }
    }

    fn call(&mut self, call: &Call, flow: Flow) -> Flow {
        let layer = call
            .lone_name()
            .and_then(|name| Layer::find(&name.to_string()));
        let Some(layer) = layer else {
            return Flow::Unknown;
        };
        match layer.ranks {
            Ranks::Same => flow,
            Ranks::Only(rank) => {
                self.takes(flow, rank);
                Flow::Known(rank)
            }
            Ranks::ToFeatures => Flow::Known(2),
            Ranks::Pooled if flag(call, "keep_dims") => flow,
            Ranks::Pooled => Flow::Known(2),
            Ranks::Linear if named(call, "dim").is_some() => flow,
            Ranks::Linear => {
                self.takes(flow, 2);
                Flow::Known(2)
            }
            Ranks::Listed => match call.args().first().map(|arg| &arg.value) {
                Some(Expr::Array(list)) => Flow::Known(list.elems.len() + 1),
                _ => Flow::Unknown,
            },
        }
    }
}

fn named<'c>(call: &'c Call, name: &str) -> Option<&'c Expr> {
    call.args()
        .iter()
        .find(|arg| arg.name.as_ref().is_some_and(|given| given == name))
        .map(|arg| &arg.value)
}

fn flag(call: &Call, name: &str) -> bool {
    matches!(named(call, name), Some(Expr::Lit(lit)) if matches!(&lit.lit, Lit::Bool(on) if on.value))
}
