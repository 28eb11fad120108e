//! Parameters of blocks: their names, types and defaults.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, ExprBlock, ExprMatch, ExprPath, PathArguments, Type};

use super::literal::shown;
use super::typed::Typed;
use crate::ast::{Block, Param};
use crate::errors::Errors;

/// Names that a configuration's own methods have, and `input`, which is the shape that flows in.
const RESERVED: [&str; 6] = ["clone", "config", "init", "input", "plan", "trace"];

/// Judges one parameter; `earlier` are those before it.
pub fn check_param(earlier: &[Param], param: &Param, block: &Block, errors: &Errors) {
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
