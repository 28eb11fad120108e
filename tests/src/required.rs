//! Tests that need what a machine may not have.

/// Says aloud that a test did not run, and fails where `FIREBRICK_REQUIRE` (names with commas) asks for it.
///
/// # Panics
/// Where it was required.
pub fn not_run(what: &str, why: &str) {
    let required = std::env::var("FIREBRICK_REQUIRE").unwrap_or_default();
    assert!(
        !required.split(',').any(|name| name == what),
        "FIREBRICK_REQUIRE names `{what}`: {why}"
    );
    eprintln!("NOT RUN: `{what}`: {why}");
}
