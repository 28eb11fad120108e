//! The drawings in the documentation are those of the declarations.

use std::collections::BTreeSet;
use std::fs;

use firebrick_examples::drawings;

#[test]
fn the_drawings_of_the_blocks_are_fresh() {
    let folder = drawings::folder();
    let mut known = BTreeSet::new();
    for (name, svg) in drawings::all().unwrap() {
        let path = folder.join(&name);
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == svg,
            "`{name}` is stale: run `cargo run -p firebrick-examples --bin draw_blocks`"
        );
        known.insert(name);
    }
    let there: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, known, "a drawing of no block");
}

/// Every drawing stands in the documentation of its block.
#[test]
fn every_drawing_is_shown() {
    let blocks = drawings::folder().join("..");
    let sources: String = fs::read_dir(blocks)
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.unwrap().path()).ok())
        .collect();
    for (name, _) in drawings::all().unwrap() {
        assert!(
            sources.contains(&format!("include_str!(\"drawings/{name}\")")),
            "{name}"
        );
    }
}
