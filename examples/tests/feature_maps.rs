//! Feature maps as a user gets them: the program, its files, its errors.

use std::fs;
use std::path::Path;

use firebrick::backend::Flex;
use firebrick_examples::lenet5::LeNet5;
use firebrick_tests::program::Program;
use tempfile::TempDir;

const FEATURE_MAPS: Program = Program(env!("CARGO_BIN_EXE_feature_maps"));

/// A folder with weights as `mnist` saves them.
fn scratch() -> (TempDir, String, String) {
    let scratch = TempDir::new().unwrap();
    let path = |name: &str| scratch.path().join(name).to_str().unwrap().to_owned();
    let (weights, out) = (path("net.safetensors"), path("out"));
    let net = LeNet5::<Flex>::init(&Flex::device().unwrap());
    net.save_weights(&weights).unwrap();
    (scratch, weights, out)
}

#[test]
fn it_writes_a_sheet_for_each_layer_and_the_filters() {
    let (_scratch, weights, out) = scratch();
    let layers = "features.4,features.2";
    let output = FEATURE_MAPS.run(&[
        "lenet5",
        "--weights",
        &weights,
        "--out",
        &out,
        "--layers",
        layers,
    ]);
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(words.contains("16 of 16 maps of 10×10: "), "{words}");
    assert!(words.contains("6 of 6 filters of 5×5: "), "{words}");
    let mut names: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["features.2.png", "features.4.png", "filters.png"]);
    let sheet = image::open(Path::new(&out).join("features.4.png"))
        .unwrap()
        .into_rgb8();
    // Four by four tiles of 60 pixels, for 64 is no multiple of 10, with gaps around.
    assert_eq!(sheet.dimensions(), (4 * 62 + 2, 4 * 62 + 2));
    let colours: std::collections::HashSet<_> = sheet.pixels().collect();
    assert!(
        colours.len() > 20,
        "maps of a digit have many colours, found {}",
        colours.len()
    );
}

#[test]
fn mistakes_are_told() {
    let (scratch, weights, out) = scratch();
    let run = |rest: &[&str]| FEATURE_MAPS.refusal(&[&["lenet5", "--out", &out], rest].concat());
    let unknown = run(&["--weights", &weights, "--layers", "features.9"]);
    assert!(
        unknown.contains("`LeNet5` has no value under the path `features.9`\nhelp: `features."),
        "{unknown}"
    );
    let vector = run(&["--weights", &weights, "--layers", "classifier.0"]);
    assert!(
        vector.contains(
            "`classifier.0`: expected feature maps [C, H, W], found a value of shape [120]"
        ),
        "{vector}"
    );
    let no_weights = run(&["--weights", "nowhere.safetensors"]);
    assert!(no_weights.contains("nowhere.safetensors"), "{no_weights}");
    let no_picture = run(&["--weights", &weights, "--image", &weights]);
    assert!(no_picture.contains("expected a PNG image"), "{no_picture}");
    let others = FEATURE_MAPS.refusal(&["mobilenet_v2", "--out", &out, "--weights", &weights]);
    assert!(others.contains("features.0.0.weight"), "{others}");
    fs::write(scratch.path().join("file"), "").unwrap();
    let file = scratch.path().join("file/out").to_str().unwrap().to_owned();
    let no_folder = FEATURE_MAPS.refusal(&["lenet5", "--weights", &weights, "--out", &file]);
    assert!(
        no_folder.contains("expected a folder to write to"),
        "{no_folder}"
    );
}
