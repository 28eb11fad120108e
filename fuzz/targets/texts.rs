//! Any text that is made of tokens: Rust comes out.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

include!("macros.rs");

fuzz_target!(|text: &str| -> Corpus {
    // What is no tokens rustc refuses before a macro sees it.
    let Ok(declaration) = text.parse() else {
        return Corpus::Reject;
    };
    expanded(declaration);
    Corpus::Keep
});
