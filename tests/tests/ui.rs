//! What the compiler says of mistakes: one fault in each file of `ui`, and its words beside it.
//!
//! `TRYBUILD=overwrite cargo test --workspace --test ui` writes the words anew. Read them as a
//! newcomer before you commit them.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn mistakes_are_told() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}

/// A declaration with a mistake, and what the compiler says of it.
struct Case {
    path: PathBuf,
    source: String,
    words: String,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let mut cases = Vec::new();
    for stage in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(stage.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                let words = fs::read_to_string(path.with_extension("stderr")).unwrap();
                cases.push(Case {
                    path,
                    source,
                    words,
                });
            }
        }
    }
    cases
}

impl Case {
    fn stage(&self) -> &str {
        self.path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
    }

    fn name(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }

    fn errors(&self) -> usize {
        let starts = |line: &&str| line.starts_with("error:") || line.starts_with("error[");
        self.words.lines().filter(starts).count()
    }

    /// Firebrick's own words: not those of rustc's types and names.
    fn is_ours(&self) -> bool {
        self.words.starts_with("error:")
            || self
                .words
                .starts_with("error[E0080]: evaluation panicked: `")
    }
}

#[test]
fn one_mistake_is_one_error() {
    for case in cases() {
        let expected = match case.name() {
            "two_faults" => 2,
            // A conversion that is not there: rustc asks for `TryFrom`, and for the `From` it would come from.
            "wrong_rank" => 2,
            _ => 1,
        };
        assert_eq!(
            case.errors(),
            expected,
            "{}\n{}",
            case.path.display(),
            case.words
        );
    }
}

#[test]
fn every_error_of_ours_says_what_to_do() {
    for case in cases().iter().filter(|case| case.is_ours()) {
        assert!(
            case.words.contains("help: "),
            "{}\n{}",
            case.path.display(),
            case.words
        );
    }
}

#[test]
fn nothing_generated_shows() {
    for case in cases() {
        for banned in [
            "fb_",
            "typenum",
            "network_impl! {",
            "unreachable",
            "private::",
        ] {
            let shown = case
                .words
                .lines()
                .filter(|line| !line.contains("originates in the macro"));
            let mut shown = shown.filter(|line| {
                !line
                    .trim_start()
                    .starts_with(|char: char| char.is_ascii_digit())
            });
            assert!(
                !shown.any(|line| line.contains(banned)),
                "`{banned}` in {}\n{}",
                case.path.display(),
                case.words
            );
        }
    }
}

#[test]
fn a_shape_fault_has_numbers() {
    for case in cases()
        .iter()
        .filter(|case| case.stage() == "shape" && case.is_ours())
    {
        let first = case.words.lines().next().unwrap();
        let fact = first.trim_start_matches("error[E0080]: evaluation panicked: ");
        let numbers = fact.contains('[') || fact.contains(|char: char| char.is_ascii_digit());
        assert!(
            numbers || case.name() == "another_network",
            "{}\n{fact}",
            case.path.display()
        );
    }
}

#[test]
fn every_case_says_what_the_user_was_trying_to_do() {
    for case in cases() {
        let first = case.source.lines().next().unwrap();
        assert!(
            first.starts_with("// ") && first.ends_with('.'),
            "{}",
            case.path.display()
        );
    }
}

#[test]
fn the_readme_shows_a_real_error() {
    let readme = include_str!("../../README.md");
    let words = include_str!("../ui/shape/readme.stderr");
    let facts: Vec<&str> = words
        .lines()
        .take_while(|line| !line.contains("-->"))
        .collect();
    assert!(
        readme.contains(&facts.join("\n")),
        "the README has other words than\n{}",
        facts.join("\n")
    );
}
