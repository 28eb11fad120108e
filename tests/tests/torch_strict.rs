//! Saved weights load in PyTorch with `strict=True`, and give its logits.
//!
//! It needs a Python with torchvision: `FIREBRICK_PYTHON=venv/bin/python`, made as `reference/README.md` says.

use std::path::{Path, PathBuf};
use std::process::Command;

use firebrick::backend::Flex;
use firebrick::models;
use firebrick_tests::golden::Golden;
use firebrick_tests::zoo::Published;
use firebrick_tests::{parity, required};

/// Larger ones only take longer: their layers are those of smaller ones.
const MOST_PARAMS: usize = 30_000_000;

/// Saves a network of torchvision whose weights are filled by the scheme.
fn saved<M: Published>(folder: &Path) -> Option<PathBuf> {
    let golden = Golden::read(parity::figures(M::NAME));
    if M::PARAMS > MOST_PARAMS || !golden.source.starts_with("torchvision") {
        return None;
    }
    let file = folder.join(M::NAME).with_extension("safetensors");
    M::filled(&golden.filling(4.0)).save(&file);
    Some(file)
}

#[test]
fn torch_loads_what_was_saved() {
    let Ok(python) = std::env::var("FIREBRICK_PYTHON") else {
        required::not_run(
            "torch",
            "`FIREBRICK_PYTHON` names no Python with torchvision",
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    macro_rules! save {
        ($($name:ident: $Net:ident, $_:expr;)*) => {
            $(files.extend(saved::<models::$Net<Flex>>(folder.path()));)*
        };
    }
    firebrick::each_model!(save);
    assert!(files.len() > 10, "{files:?}");

    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/generate/state_dict_strict.py");
    let run = Command::new(&python)
        .arg(script)
        .args(["--filled", "4"])
        .args(&files)
        .output();
    let run = run.unwrap_or_else(|error| panic!("FIREBRICK_PYTHON={python}: {error}"));
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_eq!(said.matches("accepted").count(), files.len(), "{said}");
    println!("{said}");
}
