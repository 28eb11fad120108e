//! Writes the random networks of `tests/valid.rs`: a module and a test for each seed.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use firebrick_generator::{Choices, VALID, grow, print};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("valid.rs"), valid()).expect("the folder is cargo's own");
}

/// `networks! { n0: 0 [head1] { … } … }`
fn valid() -> String {
    let mut source = "networks! {\n".to_owned();
    for seed in VALID {
        let (declaration, plan) = grow(&mut Choices::seeded(seed));
        let heads: Vec<_> = plan.heads.iter().map(|(name, _)| name.as_str()).collect();
        let text = print(&declaration).text;
        let _ = writeln!(source, "n{seed}: {seed} [{}] {{\n{text}}}", heads.join(" "));
    }
    source + "}\n"
}
