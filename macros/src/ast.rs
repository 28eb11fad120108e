//! The declaration as written.
//!
//! Input: what `parse` understood of the tokens. Output: the tree that `check` judges and `expand`
//! walks. The tree may be wrong (an unknown layer, a label used twice): it only has the right form.
//! Every node keeps tokens of the user's, so that whoever finds a fault can point at it.

#![allow(
    clippy::large_enum_variant,
    reason = "a tree of at most thousands of nodes, built once: boxes would only stand in the way"
)]

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, LitStr, Pat, Path, Type, Visibility};

/// One invocation of `network!`.
pub struct Declaration {
    /// The runtime crate, as the wrapper `macro_rules!` passes it: `$crate`.
    pub krate: Ident,
    pub items: Vec<Item>,
}

pub enum Item {
    Block(Block),
    Network(Network),
    Example(Example),
    Budget(Budget),
    /// An item whose form is beyond repair; its name, where it has one, mutes whoever uses it.
    Broken(Option<Ident>),
}

/// `pub block Name(width: usize, stride: usize = 1) { … }`
pub struct Block {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub name: Ident,
    pub params: Vec<Param>,
    pub body: Body,
    /// The parameters have their form: those who use the block can be checked against them.
    pub header_sound: bool,
    /// No fault of syntax anywhere in the item.
    pub sound: bool,
}

/// `stride: usize = 1`
pub struct Param {
    pub name: Ident,
    pub ty: Type,
    pub default: Option<Expr>,
}

/// `pub network Name: [3, 224, 224] -> [1000] taps(layer2) { … }`
pub struct Network {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub name: Ident,
    pub input: Dims,
    pub output: Dims,
    pub taps: Vec<Tap>,
    pub body: Body,
    /// No fault of syntax anywhere in the item.
    pub sound: bool,
}

/// `layer2` or `"layer3.0" as middle` in `taps(…)`
pub struct Tap {
    /// The path whose value is taken.
    pub path: String,
    /// Where it is written.
    pub span: Span,
    /// The field it goes into.
    pub name: Ident,
}

/// `example Block(128): [64, 56, 56] -> [128, 28, 28], params = 230_144;`
pub struct Example {
    pub call: Call,
    pub input: Dims,
    pub output: Dims,
    /// `params = …`, `macs = …`
    pub counts: Vec<(Ident, Expr)>,
}

/// `budget Net: params <= 12_000_000, macs <= 2_000_000_000;`
pub struct Budget {
    pub path: Path,
    pub limits: Vec<(Ident, Expr)>,
}

/// `[3, _, 224]`
#[derive(Clone)]
pub struct Dims {
    /// The brackets and what is in them.
    pub span: Span,
    pub dims: Vec<Dimension>,
}

#[derive(Clone)]
pub enum Dimension {
    Known(Expr),
    /// `_`: known at run time
    Any(Span),
}

/// `{ … }`
pub struct Body {
    pub statements: Vec<Statement>,
}

/// `label: kind as keep;`
pub struct Statement {
    pub label: Option<Label>,
    pub kind: Kind,
    pub keep: Option<Ident>,
}

pub enum Label {
    /// `conv1:`; keywords are names too (`type:`, `for:`)
    Name(Ident),
    /// `0:`
    Number(usize, Span),
    /// `"denselayer{i + 1}":`
    Text(LitStr, Vec<TextPart>),
    /// `_:`
    Splice(Span),
}

/// A part of a text label.
pub enum TextPart {
    Literal(String),
    Hole(Expr),
}

pub enum Kind {
    /// `conv2d(64, 3)`, `relu`, `Block(64)`, `path::Block`
    Call(Call),
    /// `{ … }`
    Group(Body),
    /// `sequential { … }`
    Sequential(Body),
    /// `sum { … }`, `concat { … }`, `product { … }`
    Join(Ident, Join, Body),
    /// `residual { … }`, `residual if c { … }`
    Residual(Ident, Option<Expr>, Body),
    /// `for pattern in iteration { … }`; the span is that of `for`
    For(Span, Pat, Iteration, Body),
    /// `if`, `else if`, `else`
    If(If),
    /// `match x { … }`
    Match(Expr, Vec<Arm>),
    /// `let pattern: type = value`
    Let(Pat, Option<Type>, Expr),
    /// `from name`; the first ident is the keyword
    From(Ident, Ident),
    /// `output name: [1000] { … }`; the first ident is the keyword
    Output(Ident, Ident, Option<Dims>, Body),
    /// `identity`
    Identity(Ident),
    /// `check [64, 56, 56]`
    Check(Ident, Dims),
    /// A statement with a fault of syntax, already reported.
    Broken,
}

/// What a branch list does with the results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Join {
    Sum,
    Concat,
    Product,
}

/// A layer, a block, a network or a hand-written layer, called.
pub struct Call {
    pub path: Path,
    /// `None` where there are no parentheses.
    pub args: Option<Args>,
}

pub struct Args {
    /// The parentheses and what is in them.
    pub span: Span,
    pub list: Vec<Arg>,
}

/// `64`, `stride = 2`
pub struct Arg {
    pub name: Option<Ident>,
    pub value: Expr,
}

pub enum Iteration {
    /// `a..b`, `a..=b`
    Range {
        start: Box<Expr>,
        end: Box<Expr>,
        inclusive: bool,
    },
    /// `[(64, 2), (128, 2)]`, or any other const array
    Array(Expr),
}

pub struct If {
    /// `if c { … }` and every `else if d { … }`, in order.
    pub branches: Vec<(Expr, Body)>,
    pub otherwise: Option<Body>,
}

/// `A if guard => { … }`
pub struct Arm {
    pub pat: Pat,
    pub guard: Option<Expr>,
    pub body: Body,
}

impl Call {
    /// The last segment of the path: `Block` of `path::Block`.
    pub fn name(&self) -> &Ident {
        let last = self.path.segments.last();
        &last.expect("a path has a segment").ident
    }

    /// The name where the path is a lone one.
    pub fn lone_name(&self) -> Option<&Ident> {
        self.path.get_ident()
    }

    pub fn args(&self) -> &[Arg] {
        self.args.as_ref().map_or(&[], |args| &args.list)
    }
}

impl Label {
    pub fn span(&self) -> Span {
        match self {
            Label::Name(name) => name.span(),
            Label::Number(_, span) | Label::Splice(span) => *span,
            Label::Text(text, _) => text.span(),
        }
    }
}

impl Join {
    pub fn name(self) -> &'static str {
        match self {
            Join::Sum => "sum",
            Join::Concat => "concat",
            Join::Product => "product",
        }
    }
}
