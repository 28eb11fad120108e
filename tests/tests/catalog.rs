//! Every built-in layer has a case of parity with PyTorch and a row in the reference of the language.

use std::collections::BTreeSet;

/// The names in the macro's table of layers.
fn layers() -> BTreeSet<&'static str> {
    let catalog = include_str!("../../macros/src/catalog.rs");
    let table = catalog
        .split("pub static LAYERS")
        .nth(1)
        .expect("the catalog has its table");
    let rows = table
        .split("module(")
        .skip(1)
        .chain(table.split("plain(").skip(1));
    rows.map(|row| row.split('"').nth(1).expect("a row begins with the name"))
        .collect()
}

#[test]
fn the_table_is_read_whole() {
    let layers = layers();
    assert!(layers.len() >= 45, "{layers:?}");
    assert!(layers.contains("conv2d") && layers.contains("parameter"));
}

#[test]
fn every_layer_is_compared_with_pytorch() {
    let cases = include_str!("layer_parity/cases.rs");
    for layer in layers() {
        let called = [format!("{layer}("), format!("{layer};")];
        assert!(
            called.iter().any(|call| cases.contains(call)),
            "no case of parity calls `{layer}`"
        );
    }
}

#[test]
fn every_layer_is_in_the_reference() {
    let reference = include_str!("../../runtime/src/network.md");
    for layer in layers() {
        // `conv1d`, `…2d`, `…3d`: siblings share a row.
        let family = layer.trim_end_matches(['2', '3', 'd']);
        let named = reference.contains(&format!("`{layer}`"))
            || reference.contains(&format!("`{family}1d`"));
        assert!(named, "the reference has no row for `{layer}`");
    }
}
