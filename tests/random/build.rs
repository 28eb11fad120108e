//! Writes the random networks: those of `tests/valid.rs`, and those of `examples/spoiled.rs`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use firebrick_generator::{COMPARED, Choices, Plan, SPOILED, Shape, VALID, grow, print, spoiled};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let write = |name, source| {
        fs::write(Path::new(&folder).join(name), source).expect("the folder is cargo's own");
    };
    write("valid.rs", valid());
    write("spoiled.rs", spoiled_networks());
}

/// `networks! { n0: 0 compared [forward_all.main; head1] taps [low: Image<8, 16, 16>] { … } n64: 64 taps [] { … } }`
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
        let (taps, text) = (taps(&plan), print(&declaration).text);
        let _ = writeln!(
            source,
            "n{seed}: {seed} {compared} taps [{taps}] {{\n{text}}}"
        );
    }
    source + "}\n"
}

/// The fields of the taps, with the types that they must have: `low: Image<8, 16, {firebrick::ANY}>, …`
fn taps(plan: &Plan) -> String {
    let taps = plan.taps.iter().map(|(tap, node)| {
        let ty = boundary(&plan.nodes[*node].shape);
        format!("{}: {ty}", tap.name)
    });
    taps.collect::<Vec<_>>().join(", ")
}

/// The typed tensor of a shape, the backend left out.
fn boundary(shape: &Shape) -> String {
    let kind = ["Features", "Signal", "Image", "Volume"][shape.len() - 1];
    let dims = shape.iter().map(|size| match size.open {
        true => "{firebrick::ANY}".to_owned(),
        false => size.number().to_string(),
    });
    format!("{kind}<{}>", dims.collect::<Vec<_>>().join(", "))
}

/// A module for each. `tests/spoiled.rs` counts on the lines: two before the text, two behind.
fn spoiled_networks() -> String {
    let mut source = String::new();
    for seed in SPOILED {
        if let Some(spoiled) = spoiled(&mut Choices::seeded(seed)) {
            let text = print(&spoiled.declaration).text;
            let _ = writeln!(
                source,
                "mod n{seed} {{\nfirebrick::network! {{\n{text}}}\n}}"
            );
        }
    }
    source
}
