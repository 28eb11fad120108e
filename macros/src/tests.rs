//! Properties of the whole pipeline, on random declarations: `fuzz` has the same ones for longer runs.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use firebrick_generator::tree::{ItemKind, Kind, Statement, Tap};
use firebrick_generator::{Choices, VALID, grow, mangled, print};
use proc_macro2::TokenStream;
use proptest::collection::vec;
use proptest::prelude::*;
use quote::quote;

use crate::catalog::LAYERS;

/// What comes out of the pipeline is Rust; its text.
fn expanded(declaration: TokenStream) -> String {
    let rust = crate::pipeline(quote!(firebrick #declaration));
    let text = rust.to_string();
    if let Err(error) = syn::parse2::<syn::File>(rust) {
        panic!("not Rust: {error}\n{text}");
    }
    text
}

/// Runs `case`, which must come to an end: the whole of it takes milliseconds.
fn bounded(case: impl FnOnce() + Send + 'static) {
    let (done, ends) = mpsc::channel();
    let run = thread::spawn(move || {
        case();
        let _ = done.send(());
    });
    match ends.recv_timeout(Duration::from_secs(20)) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("the pipeline does not come to an end"),
        _ => run
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_declaration_that_holds_has_no_error(bytes in vec(any::<u8>(), 0..2048)) {
        bounded(move || {
            let (declaration, _) = grow(&mut Choices::new(bytes));
            let text = print(&declaration).text;
            let rust = expanded(text.parse().expect("it is made of tokens"));
            assert!(!rust.contains("compile_error"), "{text}\n{rust}");
        });
    }

    #[test]
    fn whatever_goes_in_rust_comes_out(bytes in vec(any::<u8>(), 0..1024), slips in vec(any::<u8>(), 1..32)) {
        bounded(move || {
            let (declaration, _) = grow(&mut Choices::new(bytes));
            expanded(mangled(&print(&declaration).text, &mut Choices::new(slips)));
        });
    }
}

/// The names of the statements of a body, through all bodies.
fn names(statements: &[Statement], found: &mut BTreeSet<&'static str>) {
    for statement in statements {
        found.insert(statement.kind.name());
        statement
            .kind
            .bodies()
            .into_iter()
            .for_each(|body| names(body, found));
    }
}

/// The networks that are compiled and run have every layer of the catalog, every statement, every hand-written layer,
/// every form of a tap.
#[test]
fn the_generator_leaves_nothing_out() {
    let mut found = BTreeSet::new();
    for seed in VALID {
        let (declaration, _) = grow(&mut Choices::seeded(seed));
        for item in &declaration.items {
            names(&item.body, &mut found);
            if let ItemKind::Network { taps, .. } = &item.kind {
                found.extend(taps.iter().map(Tap::form));
            }
        }
    }
    for layer in LAYERS {
        assert!(
            found.contains(layer.name),
            "no random network has a `{}`",
            layer.name
        );
    }
    for statement in Kind::NAMES.iter().chain(Kind::CUSTOM) {
        assert!(
            found.contains(statement),
            "no random network has a `{statement}`"
        );
    }
    for tap in Tap::FORMS {
        assert!(found.contains(tap), "no random network has a tap `{tap}`");
    }
}
