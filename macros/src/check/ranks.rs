//! The rank that a block takes and gives, where its built-in layers fix it: with it the block's
//! `forward` has plain tensor types.
//!
//! A guess would be a panic in that `forward`, so what cannot be told is left open.

use std::collections::HashMap;

use syn::{Expr, Ident, Lit};

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

/// What is known of the rank that a body takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    Free,
    Fixed(usize),
    /// It depends on the arm.
    Open,
}

struct Ranker {
    input: Input,
    kept: HashMap<String, Flow>,
}

/// The signature of a body; what an item that it calls does is not known.
pub fn signature(body: &Body) -> Signature {
    let ranker = Ranker {
        input: Input::Free,
        kept: HashMap::new(),
    };
    ranker.run(body)
}

impl Ranker {
    fn run(mut self, body: &Body) -> Signature {
        let output = self.statements(&body.statements, Flow::Input);
        let input = match self.input {
            Input::Fixed(rank) => Some(rank),
            Input::Free | Input::Open => None,
        };
        Signature {
            input,
            output: match output {
                Flow::Known(rank) => Some(rank),
                Flow::Input => input,
                Flow::Unknown => None,
            },
            same: output == Flow::Input,
        }
    }

    fn statements(&mut self, statements: &[Statement], flow: Flow) -> Flow {
        statements
            .iter()
            .fold(flow, |flow, statement| self.statement(statement, flow))
    }

    fn statement(&mut self, statement: &Statement, flow: Flow) -> Flow {
        let after = self.kind(&statement.kind, flow);
        if let Some(keep) = &statement.keep {
            self.kept.insert(keep.to_string(), after);
        }
        after
    }

    fn kind(&mut self, kind: &Kind, flow: Flow) -> Flow {
        match kind {
            Kind::Call(call) => self.call(call, flow),
            Kind::Group(body) | Kind::Sequential(body) => self.statements(&body.statements, flow),
            Kind::For(_, _, _, body) => self.arms(flow, &[body], true),
            Kind::Residual(_, condition, body) => {
                let after = self.statements(&body.statements, flow);
                match condition {
                    // Without the shortcut the body alone decides.
                    Some(_) => after,
                    None => self.joined(&[flow, after]),
                }
            }
            Kind::Join(_, _, body) => self.branches(flow, &body.statements),
            Kind::If(choice) => {
                let arms = choice.branches.iter().map(|(_, body)| body);
                let arms: Vec<_> = arms.chain(&choice.otherwise).collect();
                self.arms(flow, &arms, choice.otherwise.is_none())
            }
            Kind::Match(_, arms) => {
                let arms: Vec<_> = arms.iter().map(|arm| &arm.body).collect();
                self.arms(flow, &arms, false)
            }
            Kind::From(_, name) => self.read(name),
            Kind::Check(_, dims) => self.fixes(flow, dims.dims.len() + 1),
            Kind::Output(_, _, _, body) => {
                let kept = self.kept.clone();
                self.statements(&body.statements, flow);
                self.kept = kept;
                flow
            }
            Kind::Let(..) | Kind::Identity(_) => flow,
            Kind::Foreign(_) | Kind::Broken => Flow::Unknown,
        }
    }

    fn read(&self, name: &Ident) -> Flow {
        let kept = self.kept.get(&name.to_string());
        kept.copied().unwrap_or(Flow::Unknown)
    }

    /// Branches that are joined have one rank: what one of them fixes holds for all.
    fn branches(&mut self, flow: Flow, branches: &[Statement]) -> Flow {
        let results: Vec<Flow> = branches
            .iter()
            .filter(|branch| !matches!(branch.kind, Kind::Let(..)))
            .map(|branch| self.statement(branch, flow))
            .collect();
        self.joined(&results)
    }

    fn joined(&mut self, results: &[Flow]) -> Flow {
        let fixed = results.iter().find(|flow| matches!(flow, Flow::Known(_)));
        match fixed {
            Some(Flow::Known(rank)) if results.contains(&Flow::Input) => {
                self.fixes(Flow::Input, *rank)
            }
            Some(known) => *known,
            None if results.contains(&Flow::Input) => Flow::Input,
            None => Flow::Unknown,
        }
    }

    /// Only one of the arms exists: the rank is known where all of them agree. An arm that passes the
    /// value goes with the others.
    fn arms(&mut self, flow: Flow, arms: &[&Body], passes: bool) -> Flow {
        let (before, kept) = (self.input, self.kept.clone());
        let mut inputs = Vec::new();
        let mut results = Vec::new();
        for arm in arms {
            self.input = before;
            results.push(self.statements(&arm.statements, flow));
            self.kept.clone_from(&kept);
            inputs.push(self.input);
        }
        if passes {
            results.push(flow);
        }
        self.input = inputs.into_iter().fold(before, Input::meet);
        let results: Vec<_> = results.iter().map(|flow| self.resolved(*flow)).collect();
        match results.as_slice() {
            [first, others @ ..] if others.iter().all(|other| other == first) => *first,
            _ => Flow::Unknown,
        }
    }

    fn resolved(&self, flow: Flow) -> Flow {
        match (flow, self.input) {
            (Flow::Input, Input::Fixed(rank)) => Flow::Known(rank),
            (flow, _) => flow,
        }
    }

    /// A layer that takes this rank alone, and leaves it.
    fn fixes(&mut self, flow: Flow, rank: usize) -> Flow {
        if flow == Flow::Input && self.input == Input::Free {
            self.input = Input::Fixed(rank);
        }
        Flow::Known(rank)
    }

    fn call(&mut self, call: &Call, flow: Flow) -> Flow {
        let name = call.lone_name().map(Ident::to_string);
        let Some(layer) = name.and_then(|name| Layer::find(&name)) else {
            return Flow::Unknown;
        };
        match layer.ranks {
            Ranks::Same => flow,
            Ranks::Only(rank) => self.fixes(flow, rank),
            Ranks::ToFeatures => Flow::Known(2),
            Ranks::Pooled => match named(call, "keep_dims").map(flag) {
                Some(Some(true)) => flow,
                None | Some(Some(false)) => Flow::Known(2),
                Some(None) => Flow::Unknown,
            },
            Ranks::Linear => match named(call, "dim") {
                Some(Expr::Path(word)) if word.path.is_ident("channels") => flow,
                _ => self.fixes(flow, 2),
            },
            Ranks::Listed => match listed(call) {
                Some(Expr::Array(list)) => Flow::Known(list.elems.len() + 1),
                _ => Flow::Unknown,
            },
        }
    }
}

impl Input {
    /// What two arms need, which may be the same.
    fn meet(self, other: Input) -> Input {
        match (self, other) {
            (Input::Free, input) | (input, Input::Free) => input,
            (one, other) if one == other => one,
            _ => Input::Open,
        }
    }
}

fn named<'c>(call: &'c Call, name: &str) -> Option<&'c Expr> {
    call.args()
        .iter()
        .find(|arg| arg.name.as_ref().is_some_and(|given| given == name))
        .map(|arg| &arg.value)
}

/// The list of a `reshape` or a `parameter`.
fn listed(call: &Call) -> Option<&Expr> {
    let first = call.args().first().filter(|arg| arg.name.is_none());
    first.map(|arg| &arg.value).or_else(|| named(call, "dims"))
}

fn flag(value: &Expr) -> Option<bool> {
    match value {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Bool(flag) => Some(flag.value),
            _ => None,
        },
        _ => None,
    }
}
