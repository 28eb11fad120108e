//! Ast → Rust. Cannot fail: what is not sound becomes a stand-in with the same signatures.
//!
//! ```text
//! ast → lower → steps → trace    const code that checks and plans
//!                     → build    a module from the plan
//!                     → flow     forward
//!                     → layers   every layer, to be changed
//!                     → module   Burn's `Module`
//! ```

mod assertion;
mod block;
mod build;
mod flow;
mod layers;
mod lints;
mod lower;
mod module;
mod names;
mod network;
mod steps;
mod taps;
mod trace;
mod values;
mod walk;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, parse_quote};

use self::names::Names;
use crate::ast::{Declaration, Item};
use crate::check::{Expansion, Verdict};

/// The Rust of one invocation.
pub fn expand(declaration: &Declaration, verdict: &Verdict) -> TokenStream {
    let names = Names::new(&declaration.krate);
    declaration
        .items
        .iter()
        .zip(&verdict.items)
        .map(|(item, expansion)| conditional(item, expanded(item, *expansion, &names)))
        .collect()
}

fn expanded(item: &Item, expansion: Expansion, names: &Names<'_>) -> TokenStream {
    match (item, expansion) {
        (Item::Block(block), Expansion::Whole) => block::block(block, names),
        (Item::Block(block), Expansion::StandIn) => block::stand_in(block, true, names),
        (Item::Block(block), Expansion::Bare) => block::stand_in(block, false, names),
        (Item::Network(network), Expansion::Whole) => network::network(network, names),
        (Item::Network(network), Expansion::StandIn) => network::stand_in(network, names),
        (Item::Example(example), Expansion::Whole) => assertion::example(example, names),
        (Item::Budget(budget), Expansion::Whole) => assertion::budget(budget, names),
        _ => TokenStream::new(),
    }
}

/// `#[cfg(…)]` over an item holds for all that it is expanded to, not for its struct alone.
fn conditional(item: &Item, rust: TokenStream) -> TokenStream {
    let attrs = match item {
        Item::Block(block) => &block.attrs,
        Item::Network(network) => &network.attrs,
        Item::Example(_) | Item::Budget(_) | Item::Broken(_) => return rust,
    };
    let mut conditions = attrs
        .iter()
        .filter(|attr| attr.path().is_ident("cfg"))
        .peekable();
    if conditions.peek().is_none() {
        return rust;
    }
    let conditions = quote!(#(#conditions)*);
    let file: File = parse_quote!(#rust);
    let items = file.items.iter();
    quote!(#(#conditions #items)*)
}

/// Lints that are no business of the user's in generated code. What is emitted several times would
/// warn several times.
fn quiet() -> TokenStream {
    quote! {
        #[allow(
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction,
            arithmetic_overflow,
            dead_code,
            missing_docs,
            non_snake_case,
            non_upper_case_globals,
            unconditional_panic,
            unreachable_code,
            unused_assignments,
            unused_braces,
            unused_imports,
            unused_mut,
            unused_parens,
            unused_qualifications,
            unused_variables,
        )]
    }
}

fn automatic() -> TokenStream {
    let quiet = quiet();
    quote!(#[automatically_derived] #quiet)
}
