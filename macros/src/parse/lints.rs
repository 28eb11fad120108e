//! `#[deny(firebrick::bias_before_norm)]`, `#[allow(firebrick::all)]`: levels of lints among the user's
//! attributes, as `clippy::` has them. What is neither `firebrick::…` nor a bare name of ours is left to rustc.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token, parse_quote};

use crate::ast::LintLevel;
use crate::catalog::LINTS;

/// Takes the levels of our lints out of the attributes.
pub fn take(attrs: Vec<Attribute>) -> (Vec<Attribute>, Vec<LintLevel>) {
    let mut levels = Vec::new();
    let attrs = attrs
        .into_iter()
        .filter_map(|attr| take_from(attr, &mut levels))
        .collect();
    (attrs, levels)
}

/// What is left of the attribute, if anything is.
fn take_from(attr: Attribute, levels: &mut Vec<LintLevel>) -> Option<Attribute> {
    let Some(level) = level(&attr).cloned() else {
        return Some(attr);
    };
    let Ok(list) = attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else {
        return Some(attr);
    };
    let (ours, theirs): (Vec<_>, Vec<_>) = list.into_iter().partition(is_ours);
    if ours.is_empty() {
        return Some(attr);
    }
    levels.extend(ours.into_iter().map(|lint| LintLevel {
        level: level.clone(),
        lint: lint.path().clone(),
    }));
    // A `reason` alone has nothing that it is the reason for.
    let kept = theirs.iter().any(|meta| matches!(meta, Meta::Path(_)));
    kept.then(|| parse_quote!(#[#level(#(#theirs),*)]))
}

fn level(attr: &Attribute) -> Option<&Ident> {
    let level = attr.path().get_ident()?;
    let is_level = ["allow", "expect", "warn", "deny", "forbid"]
        .iter()
        .any(|known| level == known);
    is_level.then_some(level)
}

fn is_ours(meta: &Meta) -> bool {
    let path = meta.path();
    let is_bare = LINTS.iter().any(|lint| path.is_ident(lint));
    is_bare || path.segments[0].ident == "firebrick"
}
