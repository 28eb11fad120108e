// The modules of `macros`, which exports nothing but its macro; included at the root of each target, for
// they name each other by `crate::`.

#[path = "../../macros/src/ast.rs"]
mod ast;
#[path = "../../macros/src/catalog.rs"]
mod catalog;
#[path = "../../macros/src/check/mod.rs"]
mod check;
#[path = "../../macros/src/errors.rs"]
mod errors;
#[path = "../../macros/src/expand/mod.rs"]
mod expand;
#[path = "../../macros/src/parse/mod.rs"]
mod parse;
#[path = "../../macros/src/pipeline.rs"]
mod pipeline;

/// What comes out of the pipeline is Rust; its text.
fn expanded(declaration: proc_macro2::TokenStream) -> String {
    let rust = pipeline::pipeline(quote::quote!(firebrick #declaration));
    let text = rust.to_string();
    if let Err(error) = syn::parse2::<syn::File>(rust) {
        panic!("not Rust: {error}\n{text}");
    }
    text
}
