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
mod pipeline;

use pipeline::pipeline;

#[cfg(test)]
mod tests;

/// Expands one invocation; the first token is `$crate` of the wrapper in `firebrick`.
#[doc(hidden)]
#[proc_macro]
pub fn network_impl(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    pipeline(tokens.into()).into()
}
