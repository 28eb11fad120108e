//! Writes the random networks: those of `tests/valid.rs`, and those of `examples/spoiled.rs`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use firebrick_generator::{COMPARED, Choices, SPOILED, VALID, grow, print, spoiled};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let write = |name, source| {
        fs::write(Path::new(&folder).join(name), source).expect("the folder is cargo's own");
    };
    write("valid.rs", valid());
    write("spoiled.rs", spoiled_networks());
}

/// `networks! { n0: 0 compared [forward_all.main; head1] { … } n1: 1 compared [forward;] { … } n64: 64 { … } }`
fn valid() -> String {
    let mut source = "networks! {\n".to_owned();
    for seed in VALID {
        let (declaration, plan) = grow(&mut Choices::seeded(seed));
        let heads: Vec<_> = plan.heads.iter().map(|(name, _)| name.as_str()).collect();
        let compared = match (COMPARED.contains(&seed), heads.as_slice()) {
            (false, _) => String::new(),
            (true, []) => "compared [forward;]".to_owned(),
            (true, heads) => format!("compared [forward_all.main; {}]", heads.join(" ")),
        };
        let text = print(&declaration).text;
        let _ = writeln!(source, "n{seed}: {seed} {compared} {{\n{text}}}");
    }
    source + "}\n"
}

/// A module for each. `tests/spoiled.rs` counts on the lines: two before the text, two behind.
fn spoiled_networks() -> String {
    let mut source = String::new();
    for seed in SPOILED {
        if let Some(spoiled) = spoiled(&mut Choices::seeded(seed)) {
            let text = print(&spoiled.declaration).text;
            let _ = writeln!(source, "mod n{seed} {{\nfirebrick::network! {{\n{text}}}\n}}");
        }
    }
    source
}
