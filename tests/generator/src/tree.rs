//! A declaration as the generator has it: the language's constructs, whole numbers as expressions.
//!
//! A number is a leaf that can be changed ([`Declaration::numbers`]); every place that can be blamed for
//! a contradiction is a [`Site`].

/// Blocks and networks in the order in which they may use each other; the last is the network itself.
#[derive(Clone, Debug)]
pub struct Declaration {
    pub items: Vec<Item>,
    pub assertions: Vec<Assertion>,
}

#[derive(Clone, Debug)]
pub struct Item {
    /// The site of the header.
    pub site: Site,
    pub name: String,
    pub kind: ItemKind,
    pub body: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub enum ItemKind {
    Block(Vec<Param>),
    Network {
        input: Vec<Dim>,
        output: Vec<Dim>,
        taps: Vec<Tap>,
    },
}

/// A value that the network's `taps` gives.
#[derive(Clone, Debug)]
pub struct Tap {
    /// The segments joined with dots.
    pub path: String,
    pub is_quoted: bool,
    /// The field: the path itself where it is a label that can be one.
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct Param {
    pub name: String,
    /// The type is that of the value: `usize` or `bool`.
    pub is_flag: bool,
    pub default: Option<Value>,
}

/// A dimension as it is declared: a number, or `_`.
#[derive(Clone, Debug)]
pub enum Dim {
    Known(Expr),
    Open,
}

/// `example`, `budget`
#[derive(Clone, Debug)]
pub enum Assertion {
    Example {
        site: Site,
        call: ItemCall,
        input: Vec<usize>,
        output: Vec<Dim>,
        params: Expr,
    },
    Budget {
        site: Site,
        network: String,
        params: Expr,
        macs: Expr,
    },
}

/// A place that an error can point at: an item's header, a statement, an assertion.
pub type Site = usize;

#[derive(Clone, Debug)]
pub struct Statement {
    pub site: Site,
    pub label: Option<Label>,
    pub kind: Kind,
    pub keep: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    Name(String),
    /// `"text{name + offset}"`
    Filled(String, String, usize),
    /// `_:`
    Splice,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Layer(Layer),
    /// A hand-written layer of `tests/random`.
    Custom(Layer),
    Item(ItemCall),
    Group(Vec<Statement>),
    Sequential(Vec<Statement>),
    Join(Join, Vec<Statement>),
    Residual(Option<Condition>, Vec<Statement>),
    For(Iteration, Vec<Statement>),
    If(Vec<(Condition, Vec<Statement>)>, Option<Vec<Statement>>),
    /// Arms by the numbers they match; the last one matches everything.
    Match(Expr, Vec<(Vec<usize>, Vec<Statement>)>),
    Let(String, Expr),
    From(String),
    /// The shape is stated or left to be computed.
    Output(String, Option<Vec<Dim>>, Vec<Statement>),
    Identity,
    Check(Vec<Dim>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    Sum,
    Concat,
    Product,
}

#[derive(Clone, Debug)]
pub enum Iteration {
    /// `name in start..end`, `start..=end`
    Range {
        name: String,
        start: Expr,
        end: Expr,
        inclusive: bool,
    },
    /// `(a, b) in [(1, 2), (3, 4)]`: a row for each round.
    Rows {
        names: Vec<String>,
        rows: Vec<Vec<Expr>>,
    },
}

/// A layer and its arguments in the order in which they are written.
#[derive(Clone, Debug)]
pub struct Layer {
    pub name: &'static str,
    pub args: Vec<Argument>,
}

#[derive(Clone, Debug)]
pub struct ItemCall {
    pub item: String,
    pub args: Vec<(String, bool, Value)>,
}

#[derive(Clone, Debug)]
pub struct Argument {
    pub name: &'static str,
    pub by_position: bool,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    Count(Expr),
    /// `[1, 7]`: sizes, dimensions
    List(Vec<Expr>),
    /// `padding = same`, `mode = bilinear`, a kept value
    Word(String),
    Flag(bool),
    Real(f64),
    Reals(Vec<f64>),
    /// `a..b`, `a..`
    Range(Expr, Option<Expr>),
}

#[derive(Clone, Debug)]
pub enum Expr {
    Number(usize),
    Name(String),
    /// `input.channels`, `input.features`
    Input(&'static str),
    Times(Box<Expr>, Box<Expr>),
    Plus(Box<Expr>, Box<Expr>),
    If(Box<Condition>, Box<Expr>, Box<Expr>),
}

#[derive(Clone, Debug)]
pub enum Condition {
    /// A parameter of type `bool`.
    Flag(String),
    Compare(Expr, Comparison, Expr),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
}

impl Declaration {
    pub fn item(&self, name: &str) -> &Item {
        let found = self.items.iter().find(|item| item.name == name);
        found.expect("only declared items are called")
    }

    /// The network that the declaration is about.
    pub fn network(&self) -> &Item {
        self.items.last().expect("a declaration has a network")
    }

    /// Shows every whole number with its site, in the order of the text.
    pub fn numbers(&mut self, see: &mut dyn FnMut(Site, &mut usize)) {
        for item in &mut self.items {
            let site = item.site;
            match &mut item.kind {
                ItemKind::Block(params) => {
                    for default in params.iter_mut().filter_map(|param| param.default.as_mut()) {
                        in_value(default, site, see);
                    }
                }
                ItemKind::Network { input, output, .. } => {
                    in_dims(input, site, see);
                    in_dims(output, site, see);
                }
            }
            in_statements(&mut item.body, see);
        }
        for assertion in &mut self.assertions {
            match assertion {
                Assertion::Example {
                    site,
                    call,
                    output,
                    params,
                    ..
                } => {
                    for (_, _, value) in &mut call.args {
                        in_value(value, *site, see);
                    }
                    in_dims(output, *site, see);
                    in_expr(params, *site, see);
                }
                Assertion::Budget {
                    site, params, macs, ..
                } => {
                    in_expr(params, *site, see);
                    in_expr(macs, *site, see);
                }
            }
        }
    }
}

impl Tap {
    /// Every way to write one.
    pub const FORMS: &[&str] = &["label", "label as name", "\"path\"", "\"path\" as name"];

    /// One of [`Tap::FORMS`].
    pub fn form(&self) -> &'static str {
        match (self.is_quoted, self.name == self.path) {
            (false, true) => "label",
            (false, false) => "label as name",
            (true, true) => "\"path\"",
            (true, false) => "\"path\" as name",
        }
    }
}

impl Kind {
    /// The lists of statements inside a statement.
    pub fn bodies(&self) -> Vec<&[Statement]> {
        match self {
            Kind::Group(body)
            | Kind::Sequential(body)
            | Kind::Join(_, body)
            | Kind::Residual(_, body)
            | Kind::For(_, body)
            | Kind::Output(_, _, body) => vec![body],
            Kind::If(arms, otherwise) => {
                let arms = arms.iter().map(|(_, body)| body);
                arms.chain(otherwise).map(Vec::as_slice).collect()
            }
            Kind::Match(_, arms) => arms.iter().map(|(_, body)| body.as_slice()).collect(),
            _ => Vec::new(),
        }
    }

    /// The hand-written layers.
    pub const CUSTOM: &[&str] = &["Maxout", "Gate", "Unshuffle"];

    /// Every statement but the layers.
    pub const NAMES: &[&str] = &[
        "block",
        "group",
        "sequential",
        "sum",
        "concat",
        "product",
        "residual",
        "residual if",
        "for in a range",
        "for in an array",
        "if",
        "match",
        "let",
        "from",
        "output",
        "identity",
        "check",
    ];

    /// A layer, also a hand-written one, by its name, else one of [`Kind::NAMES`].
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Layer(layer) | Kind::Custom(layer) => layer.name,
            Kind::Item(_) => "block",
            Kind::Group(_) => "group",
            Kind::Sequential(_) => "sequential",
            Kind::Join(join, _) => join.name(),
            Kind::Residual(None, _) => "residual",
            Kind::Residual(Some(_), _) => "residual if",
            Kind::For(Iteration::Range { .. }, _) => "for in a range",
            Kind::For(Iteration::Rows { .. }, _) => "for in an array",
            Kind::If(..) => "if",
            Kind::Match(..) => "match",
            Kind::Let(..) => "let",
            Kind::From(_) => "from",
            Kind::Output(..) => "output",
            Kind::Identity => "identity",
            Kind::Check(_) => "check",
        }
    }
}

impl Join {
    pub const fn name(self) -> &'static str {
        match self {
            Join::Sum => "sum",
            Join::Concat => "concat",
            Join::Product => "product",
        }
    }
}

fn in_statements(statements: &mut [Statement], see: &mut dyn FnMut(Site, &mut usize)) {
    for statement in statements {
        let site = statement.site;
        match &mut statement.kind {
            Kind::Layer(layer) | Kind::Custom(layer) => {
                for arg in &mut layer.args {
                    in_value(&mut arg.value, site, see);
                }
            }
            Kind::Item(call) => {
                for (_, _, value) in &mut call.args {
                    in_value(value, site, see);
                }
            }
            Kind::Group(body) | Kind::Sequential(body) | Kind::Join(_, body) => {
                in_statements(body, see);
            }
            Kind::Residual(condition, body) => {
                if let Some(condition) = condition {
                    in_condition(condition, site, see);
                }
                in_statements(body, see);
            }
            Kind::For(iteration, body) => {
                match iteration {
                    Iteration::Range { start, end, .. } => {
                        in_expr(start, site, see);
                        in_expr(end, site, see);
                    }
                    Iteration::Rows { rows, .. } => {
                        for number in rows.iter_mut().flatten() {
                            in_expr(number, site, see);
                        }
                    }
                }
                in_statements(body, see);
            }
            Kind::If(arms, otherwise) => {
                for (condition, body) in arms {
                    in_condition(condition, site, see);
                    in_statements(body, see);
                }
                if let Some(body) = otherwise {
                    in_statements(body, see);
                }
            }
            Kind::Match(value, arms) => {
                in_expr(value, site, see);
                for (_, body) in arms {
                    in_statements(body, see);
                }
            }
            Kind::Let(_, value) => in_expr(value, site, see),
            Kind::Output(_, dims, body) => {
                if let Some(dims) = dims {
                    in_dims(dims, site, see);
                }
                in_statements(body, see);
            }
            Kind::Check(dims) => in_dims(dims, site, see),
            Kind::From(_) | Kind::Identity => {}
        }
    }
}

fn in_dims(dims: &mut [Dim], site: Site, see: &mut dyn FnMut(Site, &mut usize)) {
    for dim in dims {
        if let Dim::Known(number) = dim {
            in_expr(number, site, see);
        }
    }
}

fn in_value(value: &mut Value, site: Site, see: &mut dyn FnMut(Site, &mut usize)) {
    match value {
        Value::Count(number) => in_expr(number, site, see),
        Value::List(numbers) => {
            for number in numbers {
                in_expr(number, site, see);
            }
        }
        Value::Range(start, end) => {
            in_expr(start, site, see);
            if let Some(end) = end {
                in_expr(end, site, see);
            }
        }
        Value::Word(_) | Value::Flag(_) | Value::Real(_) | Value::Reals(_) => {}
    }
}

fn in_condition(condition: &mut Condition, site: Site, see: &mut dyn FnMut(Site, &mut usize)) {
    if let Condition::Compare(left, _, right) = condition {
        in_expr(left, site, see);
        in_expr(right, site, see);
    }
}

fn in_expr(expr: &mut Expr, site: Site, see: &mut dyn FnMut(Site, &mut usize)) {
    match expr {
        Expr::Number(number) => see(site, number),
        Expr::Name(_) | Expr::Input(_) => {}
        Expr::Times(left, right) | Expr::Plus(left, right) => {
            in_expr(left, site, see);
            in_expr(right, site, see);
        }
        Expr::If(condition, then, otherwise) => {
            in_condition(condition, site, see);
            in_expr(then, site, see);
            in_expr(otherwise, site, see);
        }
    }
}
