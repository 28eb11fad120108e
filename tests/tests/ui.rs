//! What the compiler says of mistakes: one fault in each file of `ui`, and its words beside it.
//!
//! `TRYBUILD=overwrite cargo test -p firebrick-tests --test ui` writes the words anew. Read them as a
//! newcomer before you commit them.

#[test]
fn mistakes_are_told() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
