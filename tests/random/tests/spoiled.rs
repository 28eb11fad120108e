//! Random networks with one number changed, so that they must not hold: where the errors point.
//!
//! All of them are in one crate, `examples/spoiled.rs`, and one `cargo check` tells all errors. A network
//! is told well where its first error points at the changed statement or at the first statement that
//! contradicts it, by the generator's model; inside a block, at the block's line or at a call of it. What is
//! contradicted by an open size alone shows when a network runs: by the model it is no mistake here.
//! To see the network of seed 1017: `cargo run -p firebrick-generator -- spoiled 1017`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use firebrick_generator::{CUSTOM, Choices, SPOILED, Spoiled, print, spoiled};
use serde_json::Value;

/// A network in the file.
struct Case {
    seed: u64,
    /// The first and the last line of the module.
    first: u64,
    last: u64,
    /// The lines that the first error may point at.
    right: BTreeSet<u64>,
    /// A network of open size is contradicted.
    in_open: bool,
    /// The number is one of a hand-written layer.
    in_custom: bool,
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
        let mut statements = printed.text.lines().skip(printed.lines[&changed]);
        let in_custom = statements.next().is_some_and(|line| line.contains(CUSTOM));
        let first = line;
        line = start + printed.text.lines().count() as u64 + 2;
        cases.push(Case {
            seed,
            first,
            last: line - 1,
            right,
            in_open: faults.iter().any(|fault| fault.in_open),
            in_custom,
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
        .args([
            "check",
            "--workspace",
            "--example",
            "spoiled",
            "--message-format",
            "json",
        ])
        .args(["--features", "firebrick-random/spoiled"])
        .output()
        .expect("cargo runs");
    let said = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<_> = messages.filter_map(|message| error(&message)).collect();
    assert!(
        !errors.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    errors
}

fn error(message: &Value) -> Option<(u64, String)> {
    let message = &message["message"];
    if message["level"] != "error" {
        return None;
    }
    let mut spans = message["spans"].as_array()?.iter();
    let primary = spans.find(|span| span["is_primary"] == true)?;
    Some((
        primary["line_start"].as_u64()?,
        message["rendered"].as_str()?.to_owned(),
    ))
}

#[test]
fn errors_point_at_the_contradiction() {
    let cases = cases();
    let mut found: BTreeMap<u64, Vec<(u64, String)>> = BTreeMap::new();
    for (line, words) in errors() {
        let of = cases
            .iter()
            .find(|case| (case.first..=case.last).contains(&line));
        let case = of.unwrap_or_else(|| panic!("an error of no network:\n{words}"));
        found.entry(case.seed).or_default().push((line, words));
    }
    let (mut right, mut alone) = (0, 0);
    for case in &cases {
        let errors = found.get(&case.seed).map_or(&[][..], Vec::as_slice);
        let points = errors
            .first()
            .is_some_and(|(line, _)| case.right.contains(line));
        right += usize::from(points);
        let is_alone = errors.iter().all(|(line, _)| case.right.contains(line));
        alone += usize::from(is_alone);
        if !points || !is_alone {
            let words: String = errors.iter().map(|(_, words)| words.as_str()).collect();
            println!("{}: {}\n{}\n{words}", case.seed, case.changed, case.text);
        }
    }
    let count = cases.len();
    println!("{right} of {count} point at the contradiction, {alone} have no error elsewhere");
    let count_of = |is: fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count();
    let (open, custom) = (
        count_of(|case| case.in_open),
        count_of(|case| case.in_custom),
    );
    println!(
        "{open} are contradicted in a network of open size, {custom} in a hand-written layer's number"
    );
    assert!(open >= 20 && custom >= 10, "too few to show anything");
    assert_eq!(right, count, "some errors point elsewhere, or are missing");
    // A change that goes on with a number of its own may contradict a second statement, or the budget.
    assert!(
        alone * 100 >= count * 92,
        "{alone} of {count} have no error elsewhere"
    );
}
