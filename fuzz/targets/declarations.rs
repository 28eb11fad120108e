//! Random declarations, as they are and with slips: Rust comes out, and no error where there is no slip.
//!
//! The first byte says how many of the next ones decide the slips; the others decide the declaration.

#![no_main]

use firebrick_generator::{Choices, grow, mangled, print};
use libfuzzer_sys::fuzz_target;

include!("macros.rs");

fuzz_target!(|bytes: &[u8]| {
    let Some((&slips, rest)) = bytes.split_first() else {
        return;
    };
    let (slips, rest) = rest.split_at(rest.len().min(usize::from(slips % 32)));
    let (declaration, _) = grow(&mut Choices::new(rest.to_vec()));
    let text = print(&declaration).text;
    if slips.is_empty() {
        let rust = expanded(text.parse().expect("it is made of tokens"));
        assert!(!rust.contains("compile_error"), "{text}\n{rust}");
    } else {
        expanded(mangled(&text, &mut Choices::new(slips.to_vec())));
    }
});
