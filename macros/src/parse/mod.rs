//! Tokens → ast. After a fault it goes on at the next statement, or at the next item.
//!
//! Input: the tokens of one invocation, `$crate` first. Output: the declaration as written, with
//! every fault of form reported once. Each file reads one kind of thing:
//!
//! ```text
//! cursor   the tokens of one pair of braces, and a place in them
//! expr     what Rust's own grammar reads: values, patterns, types
//! habits   what people type who come from Python; python: statements in the words of other libraries
//! item     `block`, `network` (taps: `taps(…)`; lints: `#[deny(firebrick::…)]`; derives: `#[derive(…)]`);
//!          assertion: `example`, `budget`
//! statement → label (text: its holes), then call, control, words
//! ```
//!
//! `syn` reads expressions, patterns and types, each from a stream of its own: a `ParseBuffer` that is
//! abandoned after a fault fails the whole parse, and the end of a stream is blamed on the macro call.

mod assertion;
mod call;
mod control;
mod cursor;
mod derives;
mod dims;
mod expr;
mod habits;
mod item;
mod label;
mod lints;
mod matching;
mod python;
mod recover;
mod statement;
mod taps;
mod text;
mod words;

#[cfg(test)]
mod tests;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use crate::ast::Declaration;
use crate::errors::Errors;
use cursor::Cursor;

/// The proof that a fault has been reported: whoever gets it says no more about it.
#[derive(Debug)]
struct Reported;

type Parsed<T> = Result<T, Reported>;

/// Reads one invocation; faults of form go to `errors`.
pub fn parse(tokens: TokenStream, errors: &Errors) -> Declaration {
    let mut tokens = tokens.into_iter();
    let krate = tokens.next().and_then(lone_ident);
    let mut cursor = Cursor::whole(tokens.collect(), errors);
    Declaration {
        krate: krate.unwrap_or_else(|| Ident::new("firebrick", Span::call_site())),
        items: item::items(&mut cursor),
    }
}

/// The ident of `$crate`, which a wrapper may have put into an invisible group.
fn lone_ident(token: TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().next().and_then(lone_ident)
        }
        _ => None,
    }
}
