//! Statements as other libraries write them, and what to write here.
//!
//! Input: `self.conv1 = nn.Conv2d(3, 64, 3)`, `x = F.relu(self.bn1(x))`, `Conv2D(64, 3)(x)`, read as
//! expressions. Output: one fault, its help the same in the words of this language.

use proc_macro2::Span;
use syn::{BinOp, Expr, ExprAssign, Ident, Member, Pat, PatIdent};

use super::application::{Application, call, elements, is_library, is_self};
use super::foreign::{KNOWN, Mend, counterpart, translation};
use super::literal::{Literal, shown};
use crate::ast::{Arg, Call, Foreign, Form};
use crate::catalog::Layer;
use crate::errors::Errors;

/// Reports a statement of another library with what stands for it.
pub fn report(foreign: &Foreign, errors: &Errors) {
    let label = foreign.value.as_ref().and_then(stored);
    let fact = fact(foreign, label.is_some());
    errors.report(foreign.head, fact, help(foreign, label));
}

/// `let conv1 = nn.Conv2d(3, 64, 3)`: a layer is no value that a `let` could bind.
pub fn check_bound(pattern: &Pat, value: &Expr, errors: &Errors) {
    let Pat::Ident(PatIdent { ident: name, .. }) = pattern else {
        return;
    };
    if makes_layer(value)
        && let Some(transcript) = transcribe(value)
    {
        errors.report(
            name.span(),
            format!(
                "`let {name}`: expected a compile-time value, found a layer, which is a statement"
            ),
            transcript.help(Some(name.to_string())),
        );
    }
}

/// Whether a layer is made, for sure: `linear(4)` and `Linear(4)` may be the user's own.
fn makes_layer(value: &Expr) -> bool {
    let Some(Application { name, receiver, .. }) = Application::of(value) else {
        return false;
    };
    let ranked = name.contains(|char: char| char.is_ascii_digit()) || name.ends_with("Config");
    match receiver {
        Some(receiver) => is_library(receiver) || makes_layer(receiver),
        None => ranked && (Layer::find(&name).is_some() || counterpart(&name).is_some()),
    }
}

fn fact(foreign: &Foreign, is_stored: bool) -> String {
    let written = &foreign.written;
    match foreign.form {
        Form::Assigned if is_stored => {
            format!("`{written} = …`: a layer is stored under its label, it is not assigned")
        }
        Form::Assigned if foreign.value.as_ref().is_some_and(is_arithmetic) => {
            format!("`{written} = …`: what `let` binds does not change")
        }
        Form::Assigned => format!("`{written} = …`: the value flows by itself, it is not assigned"),
        Form::Applied => {
            format!("`{written}(…)(…)`: the value flows in by itself, it is not passed")
        }
        Form::Dotted if written.ends_with("::new") => {
            format!("`{written}`: a layer is described here, it is not made")
        }
        Form::Dotted if written.contains('.') => {
            format!("`{written}`: expected the name of a layer or block, found a name with `.`")
        }
        Form::Dotted => {
            format!(
                "`{written}(…).…`: expected one statement for each layer, found a chain of calls"
            )
        }
    }
}

fn help(foreign: &Foreign, label: Option<String>) -> String {
    let anywhere = "write one statement for each layer, such as `conv1: conv2d(64, 3); relu;`: the \
                    value flows by itself";
    let Some(value) = &foreign.value else {
        return anywhere.to_owned();
    };
    if is_arithmetic(value) {
        let name = &foreign.written;
        return format!("write `let {name} = …;` to bind the name anew");
    }
    match transcribe(value) {
        Some(transcript) if transcript.adds_shortcut => "write `residual { … }` around the \
            statements that the shortcut skips, or keep a value with `as y` and write `sum { identity; \
            from y; }`"
            .to_owned(),
        Some(transcript) if !transcript.statements.is_empty() => transcript.help(label),
        None if Application::of(value).is_some_and(|made| made.receiver.is_some_and(is_library)) => {
            "there is no such built-in: write a layer by hand and call it by its name".to_owned()
        }
        _ => anywhere.to_owned(),
    }
}

/// `c = 8`, `c *= 2`
fn is_arithmetic(value: &Expr) -> bool {
    let right = match value {
        Expr::Assign(assign) => &assign.right,
        Expr::Binary(binary) => &binary.right,
        _ => return false,
    };
    matches!(**right, Expr::Lit(_))
}

/// The attribute that a layer is stored in: `conv1` of `self.conv1 = nn.Conv2d(…)`.
fn stored(value: &Expr) -> Option<String> {
    let Expr::Assign(ExprAssign { left, right, .. }) = value else {
        return None;
    };
    let name = match &**left {
        Expr::Field(field) => match &field.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(_) => return None,
        },
        // `conv1 = nn.Conv2d(…)` stores a layer, `x = F.relu(x)` a value.
        Expr::Path(path) => path.path.get_ident()?.to_string(),
        _ => return None,
    };
    let takes_itself = |made: &Application<'_>| {
        let mut args = made.args.iter();
        args.any(|arg| matches!(arg, Expr::Path(path) if path.path.is_ident(&name)))
    };
    let makes =
        Application::of(right).is_some_and(|made| made.value().is_none() && !takes_itself(&made));
    (makes || matches!(**left, Expr::Field(_))).then_some(name)
}

/// Statements of this language, in the order of the flow.
#[derive(Default)]
struct Transcript {
    statements: Vec<String>,
    /// The input's channels were given, which are known here.
    drops: bool,
    /// A layer is stored elsewhere: what it is can only be guessed.
    guessed: bool,
    /// A kept value under a name that tells of a shortcut is added.
    adds_shortcut: bool,
}

impl Transcript {
    fn one(statement: String) -> Transcript {
        Transcript {
            statements: vec![statement],
            ..Transcript::default()
        }
    }

    fn then(mut self, next: Transcript) -> Transcript {
        self.statements.extend(next.statements);
        self.drops |= next.drops;
        self.guessed |= next.guessed;
        self
    }

    fn help(&self, label: Option<String>) -> String {
        let statements = self.statements.join("; ");
        let end = if statements.ends_with('}') { "" } else { ";" };
        let written = match label {
            // Several statements under one label are a group.
            Some(label) if statements.contains("; ") && end == ";" => {
                format!("{label}: {{ {statements}; }}")
            }
            Some(label) => format!("{label}: {statements}{end}"),
            None => format!("{statements}{end}"),
        };
        match (self.guessed, self.drops) {
            (true, _) => format!("write the layer itself where it is used, such as `{written}`"),
            (false, true) => format!("write `{written}`: {KNOWN}"),
            (false, false) => format!("write `{written}`"),
        }
    }
}

/// The statements that an expression stands for; a plain value, such as `x`, stands for none.
fn transcribe(value: &Expr) -> Option<Transcript> {
    match value {
        Expr::Path(_) | Expr::Field(_) => Some(Transcript::default()),
        Expr::Paren(inner) => transcribe(&inner.expr),
        Expr::Group(inner) => transcribe(&inner.expr),
        Expr::Assign(assign) => transcribe(&assign.right),
        Expr::Binary(binary) => {
            let word = match binary.op {
                BinOp::Add(_) | BinOp::AddAssign(_) => "sum",
                BinOp::Mul(_) | BinOp::MulAssign(_) => "product",
                _ => return None,
            };
            let left = transcribe(&binary.left)?;
            let flowing = left.statements.is_empty() && matches!(&*binary.left, Expr::Path(_));
            let left = match flowing {
                true => "identity;".to_owned(),
                false => branch(&binary.left)?,
            };
            let right = branch(&binary.right)?;
            let is_shortcut = |name: &Expr| {
                let names = ["identity", "shortcut", "residual", "skip"];
                matches!(name, Expr::Path(path) if names.iter().any(|known| path.path.is_ident(known)))
            };
            Some(Transcript {
                adds_shortcut: word == "sum" && is_shortcut(&binary.right),
                ..Transcript::one(format!("{word} {{ {left} {right} }}"))
            })
        }
        Expr::Call(_) | Expr::MethodCall(_) => Application::of(value)?.transcribe(),
        _ => None,
    }
}

/// An expression as a branch: a value by its name, which is kept somewhere before.
fn branch(value: &Expr) -> Option<String> {
    let Transcript { statements, .. } = transcribe(value)?;
    match (statements.as_slice(), value) {
        ([], Expr::Path(path)) => Some(format!("from {};", shown(path))),
        ([], _) => None,
        ([one], _) if one.ends_with('}') => Some(one.clone()),
        ([one], _) => Some(format!("{one};")),
        (several, _) => Some(format!("{{ {}; }}", several.join("; "))),
    }
}

impl Application<'_> {
    fn transcribe(&self) -> Option<Transcript> {
        match self.name.as_str() {
            // Burn's builder: the value is the configuration.
            "init" | "new" => return transcribe(self.receiver?),
            with if with.starts_with("with_") => return transcribe_config(self),
            // Keras' `model.add(layer)` and PyTorch's `add_module("name", layer)`.
            "add" | "append" | "add_module" if self.receiver.is_some_and(|by| !is_library(by)) => {
                return transcribe(self.args.last()?);
            }
            _ => {}
        }
        let value = self.value();
        if let Some(join) = join(&self.name)
            && let Some(parts) = value.and_then(elements)
        {
            let given = if parts.len() > 1 {
                parts
            } else {
                self.args.clone()
            };
            let branches: Option<Vec<_>> = given
                .into_iter()
                .filter(|part| !matches!(part, Expr::Assign(_)))
                .map(branch)
                .collect();
            return Some(Transcript::one(format!(
                "{join} {{ {} }}",
                branches?.join(" ")
            )));
        }
        let before = value.map_or(Some(Transcript::default()), transcribe)?;
        Some(before.then(self.layer(value)?))
    }

    /// The layer alone, without what flows in.
    fn layer(&self, value: Option<&Expr>) -> Option<Transcript> {
        let is_flow = |arg: &Expr| value.is_some_and(|value| std::ptr::eq(value, arg));
        let args: Vec<&Expr> = self
            .args
            .iter()
            .copied()
            .filter(|arg| !is_flow(arg))
            .collect();
        if self.receiver.is_some_and(is_self) {
            return Some(Transcript {
                guessed: true,
                ..Transcript::one(guessed(&self.name))
            });
        }
        match self.name.as_str() {
            "Sequential" | "ModuleList" => return sequential(&args),
            // Whatever the sizes: all but the batch becomes features.
            "view" | "reshape" | "flatten" | "Flatten" if flattens(&args) => {
                return Some(Transcript::one("flatten".to_owned()));
            }
            "size" | "to" | "contiguous" | "clone" | "detach" => return Some(Transcript::default()),
            _ => {}
        }
        let call = call(&self.name, &args)?;
        let by_our_names = |layer: &Layer| {
            let ours: Vec<_> = layer.args.iter().map(|arg| arg.name).collect();
            translation(layer, &call, &ours)
        };
        // A lone built-in stands as it is written here; of a library, its own order holds.
        let is_ours = self.receiver.is_none() && (value.is_none() || self.applied.is_some());
        let mend = match (counterpart(&self.name), Layer::find(&self.name)) {
            (_, Some(layer)) if is_ours => by_our_names(layer)?,
            (Some(ours), _) => ours.mended(&call),
            (None, Some(layer)) => by_our_names(layer)?,
            // A block of the user's own.
            (None, None)
                if self.name.starts_with(char::is_uppercase)
                    && !self.receiver.is_some_and(is_library) =>
            {
                let list: Vec<_> = args.iter().map(shown).collect();
                let list = list.join(", ");
                let parentheses = if list.is_empty() {
                    list
                } else {
                    format!("({list})")
                };
                return Some(Transcript::one(format!("{}{parentheses}", self.name)));
            }
            _ => return None,
        };
        match mend {
            Mend::Code { text, drops } => Some(Transcript {
                drops,
                ..Transcript::one(text)
            }),
            Mend::Advice(_) => None,
        }
    }
}

/// `Conv2dConfig::new([3, 64], [3, 3]).with_stride([2, 2])`: Burn gives in and out in one list.
fn transcribe_config(application: &Application<'_>) -> Option<Transcript> {
    let mut settings = Vec::new();
    let mut application = application;
    let mut owned;
    while let Some(name) = application.name.strip_prefix("with_") {
        settings.push((
            Ident::new(name, Span::call_site()),
            *application.args.first()?,
        ));
        owned = Application::of(application.receiver?)?;
        application = &owned;
    }
    burn(application, &settings)
}

fn burn(made: &Application<'_>, settings: &[(Ident, &Expr)]) -> Option<Transcript> {
    let mut call = call(&made.name, &made.args)?;
    for (name, value) in settings.iter().rev() {
        if let Some(args) = &mut call.args {
            args.list.push(Arg {
                name: Some(name.clone()),
                value: (*value).clone(),
            });
        }
    }
    match counterpart(&made.name)?.mended(&call) {
        Mend::Code { text, drops } => Some(Transcript {
            drops,
            ..Transcript::one(text)
        }),
        Mend::Advice(_) => None,
    }
}

fn join(name: &str) -> Option<&'static str> {
    Some(match name {
        "cat" | "concat" | "concatenate" | "Concatenate" => "concat",
        "add" | "Add" => "sum",
        "mul" | "multiply" | "Multiply" => "product",
        _ => return None,
    })
}

/// `nn.Sequential(a, b)`, `keras.Sequential([a, b])`
fn sequential(args: &[&Expr]) -> Option<Transcript> {
    let parts = match args {
        [Expr::Array(list)] => list.elems.iter().collect(),
        _ => args.to_vec(),
    };
    let mut inside = Transcript::default();
    for part in parts {
        let part = match part {
            Expr::Path(layer) => Transcript::one(shown(layer)),
            part => transcribe(part)?,
        };
        inside = inside.then(part);
    }
    let statements = inside.statements.iter().map(|statement| {
        let end = if statement.ends_with('}') { "" } else { ";" };
        format!("{statement}{end} ")
    });
    let statements: String = statements.collect();
    Some(Transcript {
        statements: vec![format!("sequential {{ {statements}}}")],
        ..inside
    })
}

/// What `nn.Sequential(…)` of a call is here, where all that is in it can be said.
pub fn sequential_of(call: &Call) -> Option<String> {
    let args: Vec<_> = call.args().iter().map(|arg| &arg.value).collect();
    let transcript = sequential(&args).filter(|_| !args.is_empty())?;
    transcript.statements.into_iter().next()
}

/// `Conv2dConfig::new([3, 64], [3, 3])` as a call: the class, and what to write.
pub fn made_by_hand(made: &Call) -> Option<(&Ident, String)> {
    let mut segments = made
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| &segment.ident);
    let (new, class) = (segments.next()?, segments.next()?);
    if new != "new" {
        return None;
    }
    let args: Vec<_> = made.args().iter().map(|arg| &arg.value).collect();
    let ours = counterpart(&class.to_string())?;
    let called = call(&class.to_string(), &args)?;
    Some((class, format!("write {}", ours.mended(&called))))
}

/// `x.view(-1, 512)`, `x.flatten(1)`, `torch.flatten(x, 1)`: the batch stays.
fn flattens(args: &[&Expr]) -> bool {
    let is_size = |arg: &&Expr| matches!(Literal::of(arg), Literal::Whole(..) | Literal::Other);
    args.len() <= 2
        && args
            .iter()
            .all(|arg| is_size(arg) || matches!(arg, Expr::Assign(_)))
}

/// What a stored layer may be by its name.
pub fn guessed(name: &str) -> String {
    let layer = [
        ("conv", "conv2d(64, 3)"),
        ("bn", "batch_norm"),
        ("norm", "batch_norm"),
        ("fc", "linear(10)"),
        ("linear", "linear(10)"),
        ("classifier", "linear(10)"),
        ("head", "linear(10)"),
        ("relu", "relu"),
        ("act", "relu"),
        ("maxpool", "max_pool2d(2)"),
        ("pool", "max_pool2d(2)"),
        ("avgpool", "global_avg_pool"),
        ("drop", "dropout(0.5)"),
        ("flatten", "flatten"),
    ]
    .iter()
    .find(|(start, _)| name.starts_with(start))
    .map(|(_, layer)| *layer);
    match layer {
        Some("relu") => "relu".to_owned(),
        Some(layer) => format!("{name}: {layer}"),
        None => format!("{name}: …"),
    }
}
