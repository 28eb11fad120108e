//! Levels of lints: what can be denied or allowed, where, and by which name.

use syn::Path;

use super::suggest::{listed, nearest};
use crate::ast::{Block, LintLevel, Network};
use crate::catalog::{ALL_LINTS, LINTS};
use crate::errors::Errors;

/// The lints of a network are judged with the numbers of its declaration.
pub fn check_network(network: &Network, errors: &Errors) {
    for level in &network.lints {
        check_level(level, errors);
    }
}

/// A block has no numbers of its own: it can only silence what is found in it.
pub fn check_block(block: &Block, errors: &Errors) {
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
    let named = match words.as_slice() {
        [_, name] => name.as_str(),
        [bare] => bare,
        _ => "",
    };
    let last = &lint.segments.last().expect("a path has a segment").ident;
    if lint.segments.len() == 1 && is_known(named) {
        errors.report(
            last.span(),
            format!("`{named}` expects the name of its tool in front, found none"),
            format!("`firebrick::{named}`"),
        );
    } else if !is_known(named) {
        let names = || LINTS.into_iter().chain([ALL_LINTS]);
        let help = match nearest(named, names()) {
            Some(meant) => format!("`firebrick::{meant}`"),
            None => format!("after `firebrick::` stands one of {}", listed(names())),
        };
        errors.report(
            last.span(),
            format!(
                "`{}`: expected a lint of `firebrick`, found none of that name",
                words.join("::")
            ),
            help,
        );
    }
}

fn is_known(name: &str) -> bool {
    name == ALL_LINTS || LINTS.contains(&name)
}
