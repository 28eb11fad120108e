//! Steps: what every later file of this stage walks.
//!
//! A step is a statement with its part of the path and the fields that a module keeps for it.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, Pat, Type};

use crate::ast::{Call, Dims, Iteration, Join, TextPart};
use crate::catalog::Layer;

/// A body, ready to be expanded.
pub struct Lowered<'a> {
    pub steps: Vec<Step<'a>>,
    pub fields: Vec<Field>,
    /// Side heads in the order of the declaration, numbered from 1.
    pub heads: Vec<&'a Ident>,
    /// A spliced block may repeat a label of the body: the plan looks.
    pub shares_paths: bool,
}

/// One field of the module struct.
pub struct Field {
    pub ident: Ident,
    /// The type of one leaf; `nest` wraps it.
    pub ty: TokenStream,
    pub keeps: Keeps,
    /// The loops and arms around the leaf, outermost first.
    pub nest: Vec<Nest>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// A module: visited, mapped, moved to devices.
    Module,
    /// A value that is only copied: a description, a decision, a name.
    Value,
}

/// What stands around a leaf: `Vec` for a loop, `Option` for an arm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Nest {
    Loop(usize),
    Arm,
}

/// An index into [`Lowered::fields`].
pub type FieldId = usize;

pub struct Step<'a> {
    pub entry: Entry<'a>,
    pub kind: StepKind<'a>,
    pub keep: Option<Keep<'a>>,
}

/// `… as name;`
pub struct Keep<'a> {
    pub name: &'a Ident,
    /// Whether a statement reads it.
    pub is_read: bool,
}

/// What a statement adds to the path.
pub enum Entry<'a> {
    None,
    /// A text that is known here.
    Label {
        text: String,
        /// The token to blame where the path is there already, if only the plan can tell.
        meets: Option<Span>,
    },
    /// A label with holes: known to the plan, kept in a field.
    Filled {
        parts: &'a [TextPart],
        span: Span,
        name: FieldId,
    },
    /// The next number of a `sequential` that unrolls loops or conditions: known to the plan.
    Next {
        counter: usize,
        span: Span,
        name: FieldId,
    },
}

pub enum StepKind<'a> {
    Layer {
        layer: &'static Layer,
        call: &'a Call,
        /// `None` where the layer has neither state nor arguments.
        field: Option<FieldId>,
    },
    Item {
        call: &'a Call,
        field: FieldId,
    },
    Sequence(Vec<Step<'a>>),
    /// A `sequential` whose numbers the plan counts.
    Numbered {
        counter: usize,
        steps: Vec<Step<'a>>,
    },
    /// Every step but a `let` is one branch.
    Join {
        keyword: &'a Ident,
        join: Join,
        id: usize,
        steps: Vec<Step<'a>>,
    },
    Residual {
        keyword: &'a Ident,
        /// The condition, and the field that keeps how it was decided.
        condition: Option<(&'a Expr, FieldId)>,
        id: usize,
        steps: Vec<Step<'a>>,
    },
    Loop {
        pat: &'a Pat,
        iteration: &'a Iteration,
        id: usize,
        /// The field that keeps the number of rounds.
        rounds: FieldId,
        /// Whether every round adds its number to the path.
        numbered: bool,
        steps: Vec<Step<'a>>,
    },
    Choice {
        test: Test<'a>,
        /// The field that keeps which arm was taken.
        taken: FieldId,
        arms: Vec<Vec<Step<'a>>>,
    },
    Let(&'a Pat, &'a Option<Type>, &'a Expr),
    From(&'a Ident),
    Output {
        /// From 1.
        number: usize,
        name: &'a Ident,
        shape: Option<&'a Dims>,
        /// The field that keeps whether the head is there.
        taken: FieldId,
        /// The field that keeps how many nodes it has.
        nodes: FieldId,
        steps: Vec<Step<'a>>,
    },
    Identity(&'a Ident),
    Check(&'a Ident, &'a Dims),
}

/// What decides between arms.
pub enum Test<'a> {
    /// One arm more than conditions: the last is `else`, empty where there is none.
    If(Vec<&'a Expr>),
    Match(&'a Expr, Vec<(&'a Pat, Option<&'a Expr>)>),
}

impl Lowered<'_> {
    /// The body of a stand-in.
    pub fn empty() -> Self {
        Lowered {
            steps: Vec::new(),
            fields: Vec::new(),
            heads: Vec::new(),
            shares_paths: false,
        }
    }
}
