//! What the compiler says of mistakes: one fault in each file of `ui`, and its words beside it.
//!
//! The first line of a case says what the user was trying to do, and `//~` ends every line with a fault.
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

/// One error of a case.
struct Told<'w> {
    /// Its first line without `error: `: the fact.
    fact: &'w str,
    /// All of it, notes and helps included.
    words: &'w str,
}

/// What is wrong with the words of a case; nothing where they are as they should be.
type Complaints = Vec<String>;

/// Every rule for the words of a case.
const RULES: [fn(&Case) -> Complaints; 6] = [
    says_what_the_user_tried,
    tells_every_fault_once_at_its_line,
    says_what_to_do,
    shows_nothing_of_ours,
    has_names_and_numbers,
    shows_the_way_of_the_shapes,
];

#[test]
fn the_words_follow_the_rules() {
    let complaints: Complaints = cases().iter().flat_map(Case::complaints).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

/// The rules can fail: each is broken in a case that follows them.
#[test]
fn a_broken_rule_is_noticed() {
    let good = Case {
        path: PathBuf::from("ui/shape/case.rs"),
        source: "// A sum.\nnetwork! {\n    sum { a; b; } //~\n    relu;\n}\n".to_owned(),
        words: "error[E0080]: evaluation panicked: `sum`: the branches end in different shapes: [3] and [4]\n\
                \x20             shapes: `input` [3] → `linear_0` [4]\n\
                \x20             help: give both the same channels\n \
                --> ui/shape/case.rs:3:5\n  |\n3 |     sum { a; b; } //~\n  |     ^^^ evaluation failed here\n"
            .to_owned(),
    };
    assert_eq!(good.complaints(), Complaints::new());
    let twice = format!("{}\n{}", good.words, good.words);
    let breaks = [
        // More than one error, none, or one elsewhere.
        ("", twice.as_str()),
        (good.words.as_str(), ""),
        ("case.rs:3:5", "case.rs:4:5"),
        // The whole macro underlined.
        ("3 |     sum", "3 | /   sum"),
        ("^^^", "|_^"),
        // A message without its help, its numbers, its names, its way.
        ("help: ", ""),
        ("[3] and [4]", "several"),
        ("`sum`: the", "the"),
        ("   shapes: ", "   "),
        // What is nobody's business.
        ("the branches", "the fb_branches"),
        ("the branches", "firebrick::private::Branches"),
        ("give both", "typenum"),
        ("give both", "the trait bound `A: B`"),
        ("evaluation failed", "this error originates in the macro"),
    ];
    for (right, wrong) in breaks {
        let words = match right {
            "" => wrong.to_owned(),
            right => good.words.replacen(right, wrong, 1),
        };
        let broken = Case {
            path: good.path.clone(),
            source: good.source.clone(),
            words,
        };
        assert!(!broken.complaints().is_empty(), "{right} → {wrong}");
    }
    let unmarked = Case {
        source: good.source.replace("// A sum.", "//"),
        ..good
    };
    assert!(!unmarked.complaints().is_empty());
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
        let stage = self.path.parent().and_then(Path::file_name);
        stage.unwrap().to_str().unwrap()
    }

    fn name(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }

    fn complaints(&self) -> Complaints {
        let complaints = RULES.iter().flat_map(|rule| rule(self));
        complaints
            .map(|what| format!("{}: {what}\n{}", self.path.display(), self.words))
            .collect()
    }

    /// The errors, each with the notes that belong to it.
    fn errors(&self) -> Vec<Told<'_>> {
        let starts = self.words.match_indices("error").map(|(at, _)| at);
        let starts: Vec<_> = starts
            .filter(|&at| at == 0 || self.words[..at].ends_with('\n'))
            .collect();
        let ends = starts.iter().skip(1).copied().chain([self.words.len()]);
        let told = starts.iter().zip(ends).map(|(&start, end)| {
            let words = &self.words[start..end];
            let first = words.lines().next().unwrap_or_default();
            let fact = first.split_once(": ").map_or(first, |(_, fact)| fact);
            let fact = fact.trim_start_matches("evaluation panicked: ");
            Told { fact, words }
        });
        told.collect()
    }

    /// The lines with a fault, from 1.
    fn marked(&self) -> Vec<usize> {
        let lines = self.source.lines().enumerate();
        let marked = lines.filter(|(_, line)| line.trim_end().ends_with("//~"));
        marked.map(|(at, _)| at + 1).collect()
    }
}

impl Told<'_> {
    /// Firebrick's own words: not those of rustc's types and names, nor of a function of the user's.
    fn is_ours(&self) -> bool {
        let by_the_macro = self.words.starts_with("error:");
        let by_a_rule = self
            .words
            .starts_with("error[E0080]: evaluation panicked: ");
        let by_the_user = self.fact == "expected an even number";
        by_the_macro || (by_a_rule && !by_the_user)
    }

    fn has_line(&self, start: &str) -> bool {
        let mut lines = self.words.lines();
        lines.any(|line| line.trim_start().starts_with(start))
    }

    /// The line that is blamed.
    fn line(&self) -> Option<usize> {
        let place = self.words.lines().find(|line| line.contains("--> "))?;
        place.rsplit(':').nth(1)?.parse().ok()
    }
}

fn says_what_the_user_tried(case: &Case) -> Complaints {
    let first = case.source.lines().next().unwrap_or_default();
    match first.starts_with("// ") && first.ends_with('.') {
        true => Complaints::new(),
        false => vec!["the first line does not say what the user was trying to do".to_owned()],
    }
}

/// One error for each fault, at its own line, and never the whole macro underlined.
fn tells_every_fault_once_at_its_line(case: &Case) -> Complaints {
    let mut told: Vec<_> = case.errors().iter().filter_map(Told::line).collect();
    told.sort_unstable();
    let marked = case.marked();
    let mut complaints = Complaints::new();
    if told.is_empty() || told != marked {
        complaints.push(format!("faults in the lines {marked:?}, told in {told:?}"));
    }
    let is_long = |line: &str| {
        let gutter = line.split_once("| ").map_or("", |(_, code)| code);
        gutter.starts_with("/ ") || gutter.trim_start().starts_with("|_")
    };
    // Rustc shows our source beside some of its own errors.
    let own_source = |words: &str| words.contains("$WORKSPACE");
    if !own_source(&case.words) && case.words.lines().any(is_long) {
        complaints.push("more than one line is underlined".to_owned());
    }
    complaints
}

fn says_what_to_do(case: &Case) -> Complaints {
    let silent = |told: &Told<'_>| told.is_ours() && !told.has_line("help: ");
    let errors = case.errors();
    let silent = errors.iter().filter(|told| silent(told));
    silent
        .map(|told| format!("no help for {}", told.fact))
        .collect()
}

/// Generated names, our internal paths, and how types are made; in what rustc says of itself the last
/// cannot be helped where a type of the boundary is at stake.
fn shows_nothing_of_ours(case: &Case) -> Complaints {
    const BANNED: [&str; 7] = [
        "fb_",
        "typenum",
        "network_impl",
        "unreachable",
        "private::",
        "originates in the macro",
        "trait bound",
    ];
    let by_rustc = case.name() == "not_a_backend";
    let is_source = |line: &&str| {
        let line = line.trim_start();
        line.starts_with(|char: char| char.is_ascii_digit())
    };
    let shown: Vec<_> = case.words.lines().filter(|line| !is_source(line)).collect();
    let allowed =
        |word: &str| by_rustc && (word == "trait bound" || word.starts_with("originates"));
    let shows = |word: &str| shown.iter().any(|line| line.contains(word)) && !allowed(word);
    let banned = BANNED.iter().filter(|word| shows(word));
    banned.map(|word| format!("`{word}` shows")).collect()
}

/// A fault of shape tells in the user's names and numbers.
fn has_names_and_numbers(case: &Case) -> Complaints {
    let mut complaints = Complaints::new();
    for told in case.errors().iter().filter(|told| told.is_ours()) {
        // What it expects is a decision, not a size.
        let numberless = case.name() == "another_network";
        if case.stage() == "shape"
            && !numberless
            && !told.fact.contains(|char: char| char.is_ascii_digit())
        {
            complaints.push(format!("no numbers in {}", told.fact));
        }
        let subject = told.fact.contains('`');
        let anonymous = told.fact.starts_with("expected ") || told.fact.starts_with("a label ");
        if !subject && !anonymous {
            complaints.push(format!("no name in {}", told.fact));
        }
    }
    complaints
}

/// Where shapes clash, the last steps to each of them are shown.
fn shows_the_way_of_the_shapes(case: &Case) -> Complaints {
    let clashes = |told: &Told<'_>| {
        let kinds = [
            "found the image",
            "found the signal",
            "found the volume",
            "found features",
            "the branches end in",
            "to leave the shape that flows in",
            ": expected [",
        ];
        told.words.starts_with("error[E0080]") && kinds.iter().any(|kind| told.fact.contains(kind))
    };
    let errors = case.errors();
    let lost = errors
        .iter()
        .filter(|told| clashes(told) && !told.has_line("shapes: "));
    lost.map(|told| format!("no way to {}", told.fact))
        .collect()
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
