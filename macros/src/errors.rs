//! The faults of one invocation, gathered so that all of them are shown in one run.

use std::cell::RefCell;
use std::fmt::Display;
use std::thread;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// Gathers faults; dropped without [`Errors::into_tokens`], it panics.
pub struct Errors {
    found: RefCell<Option<Vec<Fault>>>,
}

struct Fault {
    span: Span,
    message: String,
}

impl Errors {
    pub fn new() -> Self {
        Errors {
            found: RefCell::new(Some(Vec::new())),
        }
    }

    /// Reports a fault with its mend: `fact`, then `help: help`.
    ///
    /// The grammar of both is in CONTRIBUTING.md: subject in backticks, expected before found, lower
    /// case, no full stop.
    pub fn report(&self, span: Span, fact: impl Display, help: impl Display) {
        self.push(span, format!("{fact}\nhelp: {help}"));
    }

    /// How many faults there are so far: the same number before and after means that nothing was found.
    pub fn count(&self) -> usize {
        self.found.borrow().as_ref().map_or(0, Vec::len)
    }

    /// One `compile_error!` for each fault, at its span.
    pub fn into_tokens(self) -> TokenStream {
        let found = self.found.borrow_mut().take().unwrap_or_default();
        found
            .iter()
            .map(|Fault { span, message }| quote_spanned!(*span=> ::core::compile_error! { #message }))
            .collect()
    }

    /// The faults as spans and messages.
    #[cfg(test)]
    pub fn into_list(self) -> Vec<(Span, String)> {
        let found = self.found.borrow_mut().take().unwrap_or_default();
        found
            .into_iter()
            .map(|fault| (fault.span, fault.message))
            .collect()
    }

    fn push(&self, span: Span, message: String) {
        if let Some(found) = self.found.borrow_mut().as_mut() {
            found.push(Fault { span, message });
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let unread = self.found.borrow().is_some();
        assert!(
            !unread || thread::panicking(),
            "the errors were never shown"
        );
    }
}
