//! Random networks with one number changed, so that they must not hold: where the errors point.
//!
//! All of them are in one crate, `examples/spoiled.rs`, and one `cargo check` tells all errors. A network
//! is told well where its first error points at the changed statement or at the first statement that
//! contradicts it, by the generator's model; inside a block, at the block's line or at a call of it.
//! To see the network of seed 1017: `cargo run -p firebrick-generator -- spoiled 1017`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use firebrick_generator::{Choices, SPOILED, Spoiled, print, spoiled};
use serde_json::Value;

/// A network in the file.
struct Case {
    seed: u64,
    /// The first and the last line of the module.
    first: u64,
    last: u64,
    /// The lines that the first error may point at.
    right: BTreeSet<u64>,
    text: String,
    changed: String,
}

/// The networks as `build.rs` writes them: two lines before each text, two behind.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut line = 1;
    for seed in SPOILED {
        let Some(Spoiled {
            declaration,
            changed,
            was,
            is,
            faults,
        }) = spoiled(&mut Choices::seeded(seed))
        else {
            continue;
        };
        let printed = print(&declaration);
        let start = line + 2;
        let at = |site| start + printed.lines[site] as u64;
        let sites = faults.iter().flat_map(|fault| &fault.sites);
        let right = sites.chain([&changed]).map(at).collect();
        let first = line;
        line = start + printed.text.lines().count() as u64 + 2;
        cases.push(Case {
            seed,
            first,
            last: line - 1,
            right,
            changed: format!("line {}: {was} is {is} now", at(&changed) - start + 1),
            text: printed.text,
        });
    }
    cases
}

/// Every error of the compiler: its line, and its words.
fn errors() -> Vec<(u64, String)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    // The whole workspace, so that the dependencies are those of `cargo clippy --workspace`.
    let output = Command::new(cargo)
        .args(["check", "--workspace", "--example", "spoiled", "--message-format", "json"])
        .args(["--features", "firebrick-random/spoiled"])
        .output()
        .expect("cargo runs");
    let said = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<_> = messages.filter_map(|message| error(&message)).collect();
    assert!(!errors.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    errors
}

fn error(message: &Value) -> Option<(u64, String)> {
    let message = &message["message"];
    if message["level"] != "error" {
        return None;
    }
    let spans = message["spans"].as_array()?.iter();
    let primary = spans.filter(|span| span["is_primary"] == true).next()?;
    Some((primary["line_start"].as_u64()?, message["rendered"].as_str()?.to_owned()))
}

#[test]
fn errors_point_at_the_contradiction() {
    let cases = cases();
    let mut found: BTreeMap<u64, Vec<(u64, String)>> = BTreeMap::new();
    for (line, words) in errors() {
        let of = cases.iter().find(|case| (case.first..=case.last).contains(&line));
        let case = of.unwrap_or_else(|| panic!("an error of no network:\n{words}"));
        found.entry(case.seed).or_default().push((line, words));
    }
    let (mut right, mut alone) = (0, 0);
    for case in &cases {
        let errors = found.get(&case.seed).map_or(&[][..], Vec::as_slice);
        let points = errors.first().is_some_and(|(line, _)| case.right.contains(line));
        right += usize::from(points);
        alone += usize::from(errors.iter().all(|(line, _)| case.right.contains(line)));
        if !points {
            let words: String = errors.iter().map(|(_, words)| words.as_str()).collect();
            println!("{}: {}\n{}\n{words}", case.seed, case.changed, case.text);
        }
    }
    let count = cases.len();
    println!("{right} of {count} point at the contradiction, {alone} have no error elsewhere");
    assert_eq!(right, count, "some errors point elsewhere, or are missing");
}
