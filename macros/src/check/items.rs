//! Items: their names and parameters.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, ExprBlock, ExprMatch, ExprPath, PathArguments, Type};

use super::Expansion;
use super::literal::shown;
use super::typed::Typed;
use crate::ast::{Block, Declaration, Item, Kind, Param, Statement};
use crate::errors::Errors;

/// What an item of this invocation is to those who use it.
#[derive(Clone, Copy)]
pub enum Known<'a> {
    Block(&'a Block),
    Network,
    /// Its header is broken, or there are two of its name: whoever uses it is not judged.
    Broken,
}

/// The items of one invocation by name.
pub struct Items<'a> {
    known: HashMap<String, Known<'a>>,
    expansions: Vec<Expansion>,
}

impl<'a> Items<'a> {
    /// Gathers the items and judges their headers; two of one name are a fault at the second.
    pub fn collect(declaration: &'a Declaration, errors: &Errors) -> Self {
        let mut known = HashMap::new();
        let mut expansions = Vec::new();
        for item in &declaration.items {
            let Some((name, what)) = named(item, errors) else {
                expansions.push(Expansion::Whole);
                continue;
            };
            expansions.push(match what {
                _ if known.contains_key(&name.to_string()) => {
                    report_second(name, errors);
                    Expansion::Nothing
                }
                Known::Broken => Expansion::Bare,
                _ => Expansion::Whole,
            });
            // Which of two is meant cannot be told.
            known
                .entry(name.to_string())
                .and_modify(|first| *first = Known::Broken)
                .or_insert(what);
        }
        let mut items = Items { known, expansions };
        items.check_generated_names(declaration, errors);
        items
    }

    /// What the item at this place can be expanded to, as far as its header goes.
    pub fn expansion(&self, at: usize) -> Expansion {
        self.expansions[at]
    }

    pub fn get(&self, name: &Ident) -> Option<Known<'a>> {
        self.known.get(&name.to_string()).copied()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// `Name` comes with `NameConfig`, a network with heads with `NameOutputs`, one with taps with
    /// `NameTaps`: rustc would tell of such a clash at generated code.
    fn check_generated_names(&mut self, declaration: &Declaration, errors: &Errors) {
        let mut generated: HashMap<String, &Ident> = HashMap::new();
        for item in &declaration.items {
            let Some(name) = name_of(item) else {
                continue;
            };
            generated.insert(format!("{name}Config"), name);
            if has_outputs(item) {
                generated.insert(format!("{name}Outputs"), name);
            }
            if matches!(item, Item::Network(network) if !network.taps.is_empty()) {
                generated.insert(format!("{name}Taps"), name);
            }
        }
        for (at, item) in declaration.items.iter().enumerate() {
            let Some(name) = name_of(item) else {
                continue;
            };
            if let Some(owner) = generated.get(&name.to_string()) {
                errors.report(
                    name.span(),
                    format!("`{name}`: expected a name that is free, found one that comes with `{owner}`"),
                    "give it another name",
                );
                self.expansions[at] = Expansion::Nothing;
                self.known.insert(name.to_string(), Known::Broken);
            }
        }
    }
}

/// The name of a block or network whose form is known.
fn name_of(item: &Item) -> Option<&Ident> {
    match item {
        Item::Block(block) => Some(&block.name),
        Item::Network(network) => Some(&network.name),
        Item::Example(_) | Item::Budget(_) | Item::Broken(_) => None,
    }
}

fn named<'a>(item: &'a Item, errors: &Errors) -> Option<(&'a Ident, Known<'a>)> {
    Some(match item {
        Item::Block(block) if header_is_sound(block, errors) => (&block.name, Known::Block(block)),
        Item::Block(block) => (&block.name, Known::Broken),
        Item::Network(network) => (&network.name, Known::Network),
        Item::Broken(Some(name)) => (name, Known::Broken),
        Item::Broken(None) | Item::Example(_) | Item::Budget(_) => return None,
    })
}

fn has_outputs(item: &Item) -> bool {
    fn any(statements: &[Statement]) -> bool {
        statements.iter().any(|statement| {
            matches!(statement.kind, Kind::Output(..))
                || statement.kind.bodies().into_iter().any(any)
        })
    }
    matches!(item, Item::Network(network) if any(&network.body.statements))
}

fn report_second(name: &Ident, errors: &Errors) {
    errors.report(
        name.span(),
        format!("`{name}`: expected one item of this name, found a second"),
        "give it another name",
    );
}

/// Names that a configuration's own methods have, and `input`, which is the shape that flows in.
const RESERVED: [&str; 6] = ["clone", "config", "init", "input", "plan", "trace"];

/// Whether those who use the block can be judged against its parameters.
fn header_is_sound(block: &Block, errors: &Errors) -> bool {
    let before = errors.count();
    for at in 0..block.params.len() {
        check_param(&block.params[..at], &block.params[at], block, errors);
    }
    block.header_sound && errors.count() == before
}

fn check_param(earlier: &[Param], param: &Param, block: &Block, errors: &Errors) {
    let name = param.name.to_string();
    let report = |fact: String, help: String| errors.report(param.name.span(), fact, help);
    if earlier.iter().any(|before| before.name == param.name) {
        report(
            format!("`{name}`: expected one parameter of this name, found a second"),
            "give it another name".to_owned(),
        );
    } else if let Some(free) = meaning_of_its_own(&name) {
        report(
            format!("`{name}`: expected a name that is free, found one with a meaning of its own"),
            format!("call the parameter `{free}`, say"),
        );
    } else if let Some(setter) = setter_of(&name, block) {
        report(
            format!(
                "`{name}`: expected a name that is free, found that of the setter of `{setter}`"
            ),
            format!("call the parameter `{name}_value`, say"),
        );
    } else if let Some(help) = foreign_type(&param.ty) {
        errors.report(
            param.ty.span(),
            format!(
                "`{name}`: expected a type of Rust that is copied, found `{}`",
                shown(&param.ty).replace(" < ", "<").replace(" >", ">")
            ),
            help,
        );
    } else if let Some(default) = &param.default {
        read_by_default(default, earlier, block, errors);
        // A default of the wrong type would be told at the block's generated code.
        let typed = Typed {
            param: &name,
            ty: &param.ty,
            named: false,
            errors,
        };
        typed.check(default);
    }
}

/// What to write for a type of Python's, or one of Rust's that a `const fn` cannot copy.
fn foreign_type(ty: &Type) -> Option<String> {
    let text = match ty {
        Type::Slice(slice) => return Some(list_of(&slice.elem)),
        Type::Path(path) => path.path.segments.last()?,
        _ => return None,
    };
    Some(match text.ident.to_string().as_str() {
        "int" | "uint" => "`usize`".to_owned(),
        "float" | "double" => "`f64`".to_owned(),
        "boolean" => "`bool`".to_owned(),
        "str" | "string" | "String" => {
            "an enum of your own, taken apart by `match`, or `&'static str`".to_owned()
        }
        "list" | "tuple" => "`[usize; 3]`, say".to_owned(),
        "Vec" => match &text.arguments {
            PathArguments::AngleBracketed(of) => list_of(&of.args),
            _ => "`[usize; 3]`, say".to_owned(),
        },
        _ => return None,
    })
}

fn list_of(element: &impl ToTokens) -> String {
    let element = shown(element);
    format!("`[{element}; 3]`, say, or `&'static [{element}]`")
}

/// A default sees the parameters before it, and no shape: rustc would tell of generated fields.
fn read_by_default(default: &Expr, earlier: &[Param], block: &Block, errors: &Errors) {
    struct Reads<'r>(Vec<&'r Ident>);
    impl<'r> Visit<'r> for Reads<'r> {
        fn visit_expr_path(&mut self, path: &'r ExprPath) {
            self.0.extend(path.path.get_ident());
        }
        // What it binds itself is its own.
        fn visit_expr_block(&mut self, _: &'r ExprBlock) {}
        fn visit_expr_match(&mut self, _: &'r ExprMatch) {}
    }
    let mut reads = Reads(Vec::new());
    reads.visit_expr(default);
    for name in reads.0 {
        if name == "input" {
            errors.report(
                name.span(),
                "`input`: a default does not see the shape that flows in",
                "give the parameter no default, or read `input` in the body",
            );
        } else if !earlier.iter().any(|param| param.name == *name)
            && block.params.iter().any(|param| param.name == *name)
        {
            errors.report(
                name.span(),
                format!(
                    "`{name}`: a default sees the parameters before it, and this is none of them"
                ),
                format!("move `{name}` to the front, or write a value"),
            );
        }
    }
}

/// A free name instead of one that generated code uses.
fn meaning_of_its_own(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("fb_") {
        return Some(rest.trim_start_matches("fb_").to_owned());
    }
    RESERVED.contains(&name).then(|| format!("{name}_value"))
}

/// `with_width` beside `width`
fn setter_of<'n>(name: &'n str, block: &Block) -> Option<&'n str> {
    let of = name.strip_prefix("with_")?;
    block
        .params
        .iter()
        .any(|param| param.name == of)
        .then_some(of)
}
