//! The main job as a user runs it: the program, its files, its errors.

use std::fs;
use std::path::{Path, PathBuf};

use firebrick_tests::program::Program;
use tempfile::TempDir;

const MNIST: Program = Program(env!("CARGO_BIN_EXE_mnist"));

/// The files of a small data set: the first digits of the one that comes with the example.
fn small(folder: &Path, digits: usize) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/mnist");
    for name in ["train", "t10k"] {
        for (kind, header, size) in [("images-idx3", 16, 784), ("labels-idx1", 8, 1)] {
            let name = format!("{name}-{kind}-ubyte");
            let packed = fs::File::open(shipped.join(format!("{name}.gz"))).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut bytes)
                .unwrap();
            bytes.truncate(header + digits * size);
            bytes[4..8].copy_from_slice(&(digits as u32).to_be_bytes());
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Trains on a few digits in the folder: what the program says, and the weights that it leaves there.
fn trained(folder: &Path, digits: usize) -> (String, PathBuf) {
    small(folder, digits);
    let weights = folder.join("net.safetensors");
    let output = MNIST.run(&[
        "--data",
        text(folder),
        "--epochs",
        "1",
        "--weights",
        text(&weights),
    ]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        weights,
    )
}

#[test]
fn it_trains_saves_and_reads_a_digit_from_a_file() {
    let scratch = TempDir::new().unwrap();
    let (words, weights) = trained(scratch.path(), 64);
    for part in [
        "61_706 parameters",
        "epoch  1   loss",
        "taken for",
        "held-out digits:",
    ] {
        assert!(words.contains(part), "`{part}` in\n{words}");
    }

    let digits = firebrick_examples::digits::Digits::read(scratch.path(), "t10k").unwrap();
    let picture = scratch.path().join("digit.png");
    firebrick_examples::digits::save_picture(&digits, 0, &picture).unwrap();
    let output = MNIST.run(&["classify", text(&picture), "--weights", text(&weights)]);
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && words.contains("digit.png: "),
        "{words}"
    );
}

#[test]
fn a_missing_folder_is_said() {
    let words = MNIST.refusal(&["--data", "no/such/folder"]);
    assert!(
        words.contains("no/such/folder") && words.contains("--data DIR"),
        "{words}"
    );
}

/// Nothing is half-written: a run that fails leaves no weights behind.
fn refused_data(damage: impl Fn(&Path)) -> String {
    let scratch = TempDir::new().unwrap();
    small(scratch.path(), 16);
    damage(scratch.path());
    let weights: PathBuf = scratch.path().join("net.safetensors");
    let words = MNIST.refusal(&["--data", text(scratch.path()), "--weights", text(&weights)]);
    assert!(!weights.exists(), "weights of a run that failed");
    words
}

#[test]
fn a_truncated_file_is_said() {
    let words = refused_data(|folder| {
        let images = folder.join("train-images-idx3-ubyte");
        let bytes = fs::read(&images).unwrap();
        fs::write(&images, &bytes[..bytes.len() - 100]).unwrap();
    });
    assert!(
        words.contains("train-images-idx3-ubyte") && words.contains("truncated"),
        "{words}"
    );
}

#[test]
fn a_file_of_another_kind_is_said() {
    let words = refused_data(|folder| {
        fs::write(folder.join("t10k-labels-idx1-ubyte"), "not a label file").unwrap()
    });
    assert!(
        words.contains("t10k-labels-idx1-ubyte") && words.contains("IDX"),
        "{words}"
    );
}

#[test]
fn an_unknown_backend_is_said() {
    let words = MNIST.refusal(&["--backend", "abacus"]);
    assert!(
        words.contains("abacus") && words.contains("flex"),
        "{words}"
    );
}

#[test]
#[cfg(not(feature = "wgpu"))]
fn a_backend_that_is_not_compiled_in_is_said() {
    let words = MNIST.refusal(&["--backend", "wgpu"]);
    assert!(
        words.contains("not compiled in") && words.contains("--features wgpu"),
        "{words}"
    );
}

#[test]
fn a_picture_of_another_size_is_said() {
    let scratch = TempDir::new().unwrap();
    let (_, weights) = trained(scratch.path(), 16);
    let picture = scratch.path().join("large.png");
    image::GrayImage::new(32, 32).save(&picture).unwrap();
    let words = MNIST.refusal(&["classify", text(&picture), "--weights", text(&weights)]);
    assert!(
        words.contains("28×28") && words.contains("32×32"),
        "{words}"
    );

    let words = MNIST.refusal(&["classify", text(&picture), "--weights", "none.safetensors"]);
    assert!(words.contains("none.safetensors"), "{words}");
}
