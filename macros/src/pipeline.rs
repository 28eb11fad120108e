//! The stages on one screen.

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::{check, expand, parse};

/// Expands one invocation, `$crate` first: every fault of form and every fault of meaning in one run,
/// and Rust comes out whatever went in.
pub fn pipeline(tokens: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let declaration = parse::parse(tokens, &errors);
    let verdict = check::check(&declaration, &errors);
    let mut rust = expand::expand(&declaration, &verdict);
    rust.extend(errors.into_tokens());
    rust
}
