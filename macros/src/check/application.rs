//! A layer made or applied in the words of another library, as an expression of Rust.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprAssign, ExprField, ExprMethodCall, Ident, Member, Path, Token};

use crate::ast::{Arg, Args, Call};

/// `nn.Conv2d(3, 64, 3)`, `F.relu(x)`, `Conv2D(64, 3)(x)`
pub struct Application<'e> {
    pub name: String,
    /// What stands before the `.`: a module of a library, `self`, or the value.
    pub receiver: Option<&'e Expr>,
    pub args: Vec<&'e Expr>,
    /// `Conv2D(64, 3)(x)`: what the layer is applied to.
    pub applied: Option<&'e Expr>,
}

impl<'e> Application<'e> {
    pub fn of(value: &'e Expr) -> Option<Self> {
        match value {
            // Burn's `self.conv1.forward(x)`
            Expr::MethodCall(ExprMethodCall {
                receiver,
                method,
                args,
                ..
            }) if method == "forward"
                && let Expr::Field(ExprField {
                    base,
                    member: Member::Named(layer),
                    ..
                }) = &**receiver =>
            {
                Some(Application {
                    name: layer.to_string(),
                    receiver: Some(base),
                    args: args.iter().collect(),
                    applied: None,
                })
            }
            Expr::MethodCall(call) => Some(Application {
                name: call.method.to_string(),
                receiver: Some(&call.receiver),
                args: call.args.iter().collect(),
                applied: None,
            }),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => Some(Application {
                    name: name_of(&path.path)?,
                    receiver: None,
                    args: call.args.iter().collect(),
                    applied: None,
                }),
                made => {
                    let mut made = Application::of(made)?;
                    made.applied = call.args.first();
                    Some(made)
                }
            },
            _ => None,
        }
    }

    /// The value that flows in, where it is written.
    pub fn value(&self) -> Option<&'e Expr> {
        if self.applied.is_some() {
            return self.applied;
        }
        match self.receiver {
            Some(receiver) if !is_library(receiver) && !is_self(receiver) => Some(receiver),
            // A class makes a layer, a function takes a value.
            _ if self.name.starts_with(char::is_uppercase) => None,
            _ => self.args.first().copied().filter(|arg| is_value(arg)),
        }
    }
}

/// The last segment of a path; of Burn's `Conv2dConfig::new` the one before.
fn name_of(path: &Path) -> Option<String> {
    let mut segments = path.segments.iter().rev();
    let last = &segments.next()?.ident;
    let name = match segments.next() {
        Some(class) if *last == "new" => &class.ident,
        _ => last,
    };
    Some(name.to_string())
}

/// `nn`, `F`, `torch.nn.functional`, `tf.keras.layers`
pub fn is_library(receiver: &Expr) -> bool {
    match receiver {
        Expr::Path(path) => path.path.get_ident().is_some_and(|word| {
            [
                "nn",
                "F",
                "torch",
                "layers",
                "keras",
                "tf",
                "K",
                "functional",
                "ops",
                "activation",
            ]
            .iter()
            .any(|library| word == library)
        }),
        Expr::Field(field) => is_library(&field.base),
        _ => false,
    }
}

pub fn is_self(receiver: &Expr) -> bool {
    match receiver {
        Expr::Path(path) => path.path.is_ident("self"),
        Expr::Field(field) => is_self(&field.base),
        _ => false,
    }
}

/// Whether a function's first argument is the value that it is applied to, not a number.
fn is_value(arg: &Expr) -> bool {
    match arg {
        Expr::Path(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Binary(_) => true,
        Expr::Field(field) => !is_self(&field.base),
        Expr::Array(list) => list.elems.iter().all(is_value),
        Expr::Tuple(list) => list.elems.iter().all(is_value),
        _ => false,
    }
}

/// The branches that a function joins: the elements of its list, or the value itself.
pub fn elements(value: &Expr) -> Option<Vec<&Expr>> {
    let listed = |list: &'_ Punctuated<Expr, Token![,]>| list.len() > 1;
    match value {
        Expr::Array(list) if listed(&list.elems) => Some(list.elems.iter().collect()),
        Expr::Tuple(list) if listed(&list.elems) => Some(list.elems.iter().collect()),
        Expr::Array(_) | Expr::Tuple(_) => None,
        value => Some(vec![value]),
    }
}

/// A call as it would be written here: `name = value` is an assignment of Rust, and Burn's `[in, out]`
/// are two arguments.
pub fn call(name: &str, args: &[&Expr]) -> Option<Call> {
    let ident: Ident = syn::parse_str(name).ok()?;
    let args: Vec<&Expr> = match args {
        [Expr::Array(list), rest @ ..]
            if name.ends_with("Config") && list.elems.len() == 2 && !rest.is_empty() =>
        {
            list.elems.iter().chain(rest.iter().copied()).collect()
        }
        _ => args.to_vec(),
    };
    let list = args.into_iter().map(|arg| match arg {
        Expr::Assign(ExprAssign { left, right, .. }) => match &**left {
            Expr::Path(path) => Some(Arg {
                name: Some(path.path.get_ident()?.clone()),
                value: (**right).clone(),
            }),
            _ => None,
        },
        value => Some(Arg {
            name: None,
            value: (*value).clone(),
        }),
    });
    Some(Call {
        path: Path::from(ident),
        args: Some(Args {
            span: Span::call_site(),
            list: list.collect::<Option<_>>()?,
        }),
        ended: true,
    })
}
