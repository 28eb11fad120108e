//! Runs of an example as its user runs it.

use std::process::{Command, Output};

/// An example by the path of its program, `env!("CARGO_BIN_EXE_…")`.
pub struct Program(pub &'static str);

impl Program {
    /// What comes of a run.
    ///
    /// # Panics
    /// Where the program does not start.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let run = Command::new(self.0).args(arguments).output();
        run.unwrap_or_else(|error| panic!("{}: {error}", self.0))
    }

    /// What it prints when it succeeds, which it must.
    ///
    /// # Panics
    /// Where it fails.
    #[track_caller]
    pub fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {words}");
        String::from_utf8(output.stdout).expect("a program prints UTF-8")
    }

    /// What it says when it fails; it must fail, and not by a panic.
    ///
    /// # Panics
    /// Where it succeeds or panics.
    #[track_caller]
    pub fn refusal(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "it succeeded: {arguments:?}");
        assert!(!words.contains("panicked"), "{words}");
        words
    }
}
