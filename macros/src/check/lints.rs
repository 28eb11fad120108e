//! Levels of lints: what can be denied or allowed, where, and by which name.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Meta, Path, Token};

use super::suggest::{listed, nearest};
use crate::ast::{Block, LintLevel, Network};
use crate::catalog::{ALL_LINTS, LINTS};
use crate::errors::Errors;

/// The lints of a network are judged with the numbers of its declaration.
pub fn check_network(network: &Network, errors: &Errors) {
    check_bare(&network.attrs, errors);
    for level in &network.lints {
        check_level(level, errors);
    }
}

/// A block has no numbers of its own: it can only silence what is found in it.
pub fn check_block(block: &Block, errors: &Errors) {
    check_bare(&block.attrs, errors);
    for level in &block.lints {
        if level.level == "deny" {
            errors.report(
                level.level.span(),
                format!(
                    "`deny` expects a network, whose shapes the lints look at, found it on the block `{}`",
                    block.name
                ),
                "write it over the network that uses the block",
            );
        } else {
            check_level(level, errors);
        }
    }
}

fn check_level(LintLevel { level, lint }: &LintLevel, errors: &Errors) {
    if level == "deny" || level == "allow" {
        return check_name(lint, errors);
    }
    errors.report(
        level.span(),
        format!("lints of `firebrick` can be denied or allowed, found `{level}`"),
        match level.to_string().as_str() {
            "warn" => "`deny`; `lints()` and `summary()` of the network show them without an error",
            "expect" => "`allow`",
            _ => "`deny`",
        },
    );
}

fn check_name(lint: &Path, errors: &Errors) {
    let words: Vec<String> = lint
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let name = match words.as_slice() {
        [_, name] if is_known(name) => return,
        [_, name] => name.as_str(),
        _ => "",
    };
    let names = || LINTS.into_iter().chain([ALL_LINTS]);
    let help = match nearest(name, names()) {
        Some(meant) => format!("`firebrick::{meant}`"),
        None => format!("after `firebrick::` stands one of {}", listed(names())),
    };
    errors.report(
        lint.segments
            .last()
            .map_or(lint.span(), |last| last.ident.span()),
        format!(
            "`{}`: expected a lint of `firebrick`, found none of that name",
            words.join("::")
        ),
        help,
    );
}

fn is_known(name: &str) -> bool {
    name == ALL_LINTS || LINTS.contains(&name)
}

/// `#[deny(bias_before_norm)]`: rustc would take it for a lint of its own that it does not know.
fn check_bare(attrs: &[Attribute], errors: &Errors) {
    for attr in attrs {
        let Ok(list) = attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else {
            continue;
        };
        let names = list.iter().filter_map(|meta| meta.path().get_ident());
        for name in names.filter(|name| is_bare(name)) {
            errors.report(
                name.span(),
                format!("`{name}` expects the name of its tool in front, found none"),
                format!("`firebrick::{name}`"),
            );
        }
    }
}

fn is_bare(name: &Ident) -> bool {
    LINTS.iter().any(|lint| name == lint)
}
