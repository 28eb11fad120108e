//! Levels of lints → sets of them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::names::Names;
use crate::ast::LintLevel;
use crate::catalog::{ALL_LINTS, LINTS};

/// The lints that the levels put at `level`; of two levels for one lint the later one counts, as in Rust.
fn at<'l>(level: &str, levels: &'l [LintLevel]) -> Vec<&'l str>
where
    'static: 'l,
{
    let names = LINTS.into_iter();
    let is_at = |lint: &&str| {
        let last = levels.iter().rev().find(|level| names_lint(level, lint));
        last.is_some_and(|last| last.level == level)
    };
    names.filter(is_at).collect()
}

fn names_lint(level: &LintLevel, lint: &str) -> bool {
    let last = level.lint.segments.last();
    last.is_some_and(|last| last.ident == lint || last.ident == ALL_LINTS)
}

/// The lints that must find nothing; `None` where none is denied.
pub fn denied(levels: &[LintLevel], names: &Names) -> Option<TokenStream> {
    set(&at("deny", levels), names)
}

/// The trace of an item that allows some lints.
pub fn allowing(levels: &[LintLevel], trace: TokenStream, names: &Names) -> TokenStream {
    let Some(allowed) = set(&at("allow", levels), names) else {
        return trace;
    };
    let (t, before) = (names.private("t"), names.private("allowed_before"));
    quote! {
        let #before = #t.allow(#allowed);
        #trace
        #t.allow_again(#before);
    }
}

fn set(lints: &[&str], names: &Names) -> Option<TokenStream> {
    if lints.is_empty() {
        return None;
    }
    let door = names.door();
    let lints = lints.iter().map(|lint| {
        let lint = Ident::new(&camel_case(lint), Span::call_site());
        quote!(.with(#door::Lint::#lint))
    });
    Some(quote!(#door::LintSet::NONE #(#lints)*))
}

/// `bias_before_norm` → `BiasBeforeNorm`
fn camel_case(name: &str) -> String {
    let words = name.split('_');
    words
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}
