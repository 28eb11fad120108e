//! `example` and `budget`: what they assert, and of whom.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Expr, Path};

use super::dims::check_dims;
use super::items::{Items, Known};
use super::literal::{Literal, found, whole_near};
use super::names;
use super::suggest::{listed, nearest};
use crate::ast::{Budget, Example};
use crate::errors::Errors;

/// Says whether the example must not be judged further: the header of its block is broken.
pub fn check_example(example: &Example, items: &Items<'_>, errors: &Errors) -> bool {
    const COUNTS: [&str; 4] = ["params", "macs", "buffers", "activations"];
    check_dims("`example`", &example.input, errors);
    check_dims("`example`", &example.output, errors);
    check_counts("example", &example.counts, &COUNTS, errors);
    match example.call.lone_name() {
        Some(name) if matches!(items.get(name), Some(Known::Network)) => {
            errors.report(
                name.span(),
                format!("`example` expects a block, found the network `{name}`"),
                format!("`budget {name}: params <= …`; a network states its shapes itself"),
            );
            false
        }
        Some(name) if names::is_word(name) && items.get(name).is_none() => {
            errors.report(
                name.span(),
                format!("`example` expects a block, found `{name}`"),
                "`example Block(64): [3, 8, 8] -> [64, 8, 8]`, with the name of a block",
            );
            false
        }
        _ => names::check_call(&example.call, items, errors),
    }
}

/// Says whether the budget must not be judged further: the header of its network is broken.
pub fn check_budget(budget: &Budget, items: &Items<'_>, errors: &Errors) -> bool {
    const LIMITS: [&str; 6] = [
        "params",
        "inference_params",
        "buffers",
        "macs",
        "activations",
        "peak_activations",
    ];
    check_counts("budget", &budget.limits, &LIMITS, errors);
    if budget.limits.is_empty() {
        let name = last_name(&budget.path);
        errors.report(
            name.span(),
            format!("`budget {name}`: expected a limit, found none"),
            format!("`budget {name}: params <= 12_000_000`"),
        );
    }
    let Some(name) = budget.path.get_ident() else {
        return false;
    };
    match items.get(name) {
        Some(Known::Broken) => return true,
        Some(Known::Block(_)) => errors.report(
            name.span(),
            format!("`budget` expects a network, found the block `{name}`"),
            format!("`example {name}(…): […] -> […], params = …` counts a block"),
        ),
        Some(Known::Network) => {}
        None if names::is_word(name) => errors.report(
            name.span(),
            format!("`budget` expects a network, found `{name}`"),
            "`budget Network: params <= 12_000_000`, with the name of a network",
        ),
        None => {}
    }
    false
}

fn last_name(path: &Path) -> &Ident {
    let last = path.segments.last();
    &last.expect("a path has a segment").ident
}

/// Every count is one that the item knows, stands there once, and is a whole number.
fn check_counts(
    item: &str,
    counts: &[(Ident, Expr)],
    known: &'static [&'static str],
    errors: &Errors,
) {
    for (at, (word, value)) in counts.iter().enumerate() {
        if !known.iter().any(|known| word == known) {
            report_unknown(item, word, known, errors);
        } else if counts[..at].iter().any(|(before, _)| before == word) {
            errors.report(
                word.span(),
                format!("`{item}`: expected `{word}` once, found it twice"),
                "remove one of them",
            );
        } else {
            check_count(item, word, value, errors);
        }
    }
}

fn report_unknown(item: &str, word: &Ident, known: &'static [&'static str], errors: &Errors) {
    let written = word.to_string();
    let meant = match written.as_str() {
        "parameters" | "num_params" => Some("params"),
        "flops" | "mults" | "mult_adds" | "madds" => Some("macs"),
        "memory" | "peak_memory" => Some("peak_activations"),
        _ => nearest(&written, known.iter().copied()),
    };
    let help = match meant.filter(|meant| known.contains(meant)) {
        Some(meant) => format!("`{meant}`"),
        None => format!("it knows {}", listed(known.iter().copied())),
    };
    errors.report(
        word.span(),
        format!("`{item}` knows no count `{word}`"),
        help,
    );
}

/// A literal that is no count would be cast to one.
fn check_count(item: &str, word: &Ident, value: &Expr, errors: &Errors) {
    let mended = match Literal::of(value) {
        Literal::Whole(number, _) if number < 0 => number.abs().to_string(),
        Literal::Real(number, _) => {
            let near = whole_near(number).pop();
            near.unwrap_or_default().to_string()
        }
        Literal::Text(text) => text.trim().parse::<u64>().unwrap_or(1_000_000).to_string(),
        Literal::Flag(_) | Literal::List(..) | Literal::Tuple(_) => "1_000_000".to_owned(),
        Literal::Whole(..) | Literal::Word(_) | Literal::Other => return,
    };
    errors.report(
        value.span(),
        format!(
            "`{item}` expects a whole number for `{word}`, found {}",
            found(value)
        ),
        format!("`{mended}`"),
    );
}
