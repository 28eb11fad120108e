//! The proc macro behind `firebrick::network!`. Use it through `firebrick`, whose documentation of
//! `network!` is the language reference.
//!
//! ```text
//! tokens → parse → ast → check → expand → Rust
//! ```

mod ast;
mod catalog;
mod check;
mod errors;
mod expand;
mod parse;

/// Expands one invocation; the first token is `$crate` of the wrapper in `firebrick`.
#[doc(hidden)]
#[proc_macro]
pub fn network_impl(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    pipeline(tokens.into()).into()
}

/// The stages on one screen: every fault of form and every fault of meaning in one run, and Rust
/// comes out whatever went in.
fn pipeline(tokens: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let errors = errors::Errors::new();
    let declaration = parse::parse(tokens, &errors);
    let verdict = check::check(&declaration, &errors);
    let mut rust = expand::expand(&declaration, &verdict);
    rust.extend(errors.into_tokens());
    rust
}
