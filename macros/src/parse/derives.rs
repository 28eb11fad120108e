//! `#[derive(Module, Clone, Debug)]`, as Burn asks for: here they come by themselves, and a second one would clash.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token, parse_quote};

use super::cursor::Cursor;

/// Takes what is derived anyway out of the attributes, and reports it.
pub fn take(attrs: Vec<Attribute>, cursor: &Cursor) -> Vec<Attribute> {
    attrs
        .into_iter()
        .filter_map(|attr| take_from(attr, cursor))
        .collect()
}

fn take_from(attr: Attribute, cursor: &Cursor) -> Option<Attribute> {
    if !attr.path().is_ident("derive") {
        return Some(attr);
    }
    let Ok(list) = attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated) else {
        return Some(attr);
    };
    let (ours, theirs): (Vec<_>, Vec<_>) =
        list.into_iter().partition(|path| derived(path).is_some());
    let names: Vec<_> = ours.iter().filter_map(derived).collect();
    let [first, ..] = names[..] else {
        return Some(attr);
    };
    let fact =
        format!("`derive({first})`: what is declared is `Module`, `Clone` and `Debug` by itself");
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    cursor.fault(
        first.span(),
        fact,
        format!("remove {}", names.join(" and ")),
    );
    (!theirs.is_empty()).then(|| parse_quote!(#[derive(#(#theirs),*)]))
}

fn derived(path: &Path) -> Option<&Ident> {
    let name = &path.segments.last()?.ident;
    let ours = ["Module", "Clone", "Debug"]
        .iter()
        .any(|known| name == known);
    ours.then_some(name)
}
