//! The example `classify` as a user runs it: the program, its files, its errors.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use firebrick::backend::Flex;
use firebrick::models;
use firebrick_tests::{program::Program, required::not_run, scheme};
use safetensors::SafeTensors;
use safetensors::tensor::TensorView;
use serde::Deserialize;
use tempfile::TempDir;

const CLASSIFY: Program = Program(env!("CARGO_BIN_EXE_classify"));

#[track_caller]
fn assert_says(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(words.contains(part), "`{part}` in\n{words}");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/photos")
        .join(name)
}

/// What `--json` prints.
#[derive(Deserialize)]
struct Verdict {
    photo: String,
    top: Vec<Class>,
}

#[derive(Deserialize)]
struct Class {
    class: usize,
    label: String,
    probability: f64,
    score: f64,
}

fn verdicts(arguments: &[&str]) -> Vec<Verdict> {
    let mut all = arguments.to_vec();
    all.push("--json");
    serde_json::from_str(&CLASSIFY.answer(&all)).unwrap()
}

/// SqueezeNet filled by the scheme: the smallest file.
fn squeezenet(folder: &Path) -> PathBuf {
    let net = models::SqueezeNet1_1::<Flex>::init(&Flex::device().unwrap());
    let file = folder.join("squeezenet.safetensors");
    scheme::filled(net, 6.0).save_weights(&file).unwrap();
    file
}

/// Cuts SqueezeNet's head down to fewer classes.
fn replace_head(file: &Path, classes: usize) {
    let bytes = fs::read(file).unwrap();
    let stored = SafeTensors::deserialize(&bytes).unwrap();
    let tensors: Vec<_> = stored
        .tensors()
        .into_iter()
        .map(|(name, view)| {
            let (mut shape, mut data) = (view.shape().to_vec(), view.data());
            if name.starts_with("classifier.") {
                data = &data[..data.len() / shape[0] * classes];
                shape[0] = classes;
            }
            (name, TensorView::new(view.dtype(), shape, data).unwrap())
        })
        .collect();
    safetensors::serialize_to_file(tensors, None, file).unwrap();
}

/// Whole networks on a photo, filled by the scheme, by the figures of PyTorch and Keras in
/// `tests/reference/photos.json`.
mod peers {
    use super::*;

    #[derive(Deserialize)]
    struct Figures {
        photo: String,
        /// Every so many of the logits are kept.
        step: usize,
        networks: HashMap<String, Peer>,
    }

    #[derive(Deserialize)]
    struct Peer {
        gain: f64,
        top: Vec<(usize, f64)>,
        logits: Vec<f64>,
    }

    fn compare(name: &str, save: impl Fn(f64, &Path)) {
        let figures: Figures =
            serde_json::from_str(include_str!("../../tests/reference/photos.json")).unwrap();
        let peer = &figures.networks[name];
        let scratch = TempDir::new().unwrap();
        let weights = scratch.path().join("mine.safetensors");
        save(peer.gain, &weights);
        let photo = shipped(&figures.photo);
        let found = verdicts(&[
            text(&photo),
            "--model",
            name,
            "--weights",
            text(&weights),
            "--top",
            "1000",
        ]);
        let found = &found[0].top;
        assert_eq!(found.len(), 1000);

        for (class, (expected, probability)) in found.iter().zip(&peer.top) {
            assert_eq!(class.class, *expected);
            assert!(
                (class.probability - probability).abs() < 1e-3,
                "{} {probability}",
                class.probability
            );
        }
        let scores: HashMap<usize, f64> = found
            .iter()
            .map(|class| (class.class, class.score))
            .collect();
        let largest = peer
            .logits
            .iter()
            .fold(0.0_f64, |most, logit| most.max(logit.abs()));
        let errors = peer
            .logits
            .iter()
            .enumerate()
            .map(|(at, logit)| (scores[&(at * figures.step)] - logit).abs());
        let error = errors.fold(0.0, f64::max) / largest;
        println!("{name}: largest error {error:.1e} of the largest logit");
        assert!(error < 5e-5, "{error:e}");
    }

    macro_rules! peers {
        ($($name:ident: $Net:ident;)*) => {$(
            #[test]
            fn $name() {
                compare(stringify!($name), |gain, file| {
                    let net = models::$Net::<Flex>::init(&Flex::device().unwrap());
                    scheme::filled(net, gain).save_weights(file).unwrap();
                });
            }
        )*};
    }

    peers! {
        mobilenet_v2: MobileNetV2;
        resnet18: ResNet18;
        googlenet: GoogLeNet;
        efficientnet_b0: EfficientNetB0;
        mobilenet_v1: MobileNetV1;
        mobilenet_v3_large: MobileNetV3Large;
        resnet50: ResNet50;
        shufflenet_v2_x1_0: ShuffleNetV2X1_0;
        squeezenet1_1: SqueezeNet1_1;
        xception: Xception;
    }

    /// Writes a file anew with other names, or without some.
    fn rename(file: &Path, renamed: impl Fn(&str) -> Option<String>) {
        let bytes = fs::read(file).unwrap();
        let stored = SafeTensors::deserialize(&bytes).unwrap();
        let tensors: Vec<_> = stored
            .tensors()
            .into_iter()
            .filter_map(|(name, view)| Some((renamed(&name)?, view)))
            .collect();
        safetensors::serialize_to_file(tensors, None, file).unwrap();
    }

    /// Torchvision's file is as old as this: `norm.1`, where the network has `norm1`.
    #[test]
    fn densenet121_by_its_old_names() {
        const NEW: [(&str, &str); 4] = [
            (".norm1.", ".norm.1."),
            (".norm2.", ".norm.2."),
            (".conv1.", ".conv.1."),
            (".conv2.", ".conv.2."),
        ];
        compare("densenet121", |gain, file| {
            let net = models::DenseNet121::<Flex>::init(&Flex::device().unwrap());
            scheme::filled(net, gain).save_weights(file).unwrap();
            rename(file, |name| {
                Some(
                    NEW.iter()
                        .fold(name.to_owned(), |name, (new, old)| name.replace(new, old)),
                )
            });
        });
    }

    /// Torchvision takes the side head off once it has loaded; a model saved then has none.
    #[test]
    fn inception_v3_without_its_side_head() {
        compare("inception_v3", |gain, file| {
            let net = models::InceptionV3::<Flex>::init(&Flex::device().unwrap());
            scheme::filled(net, gain).save_weights(file).unwrap();
            rename(file, |name| {
                (!name.starts_with("AuxLogits.")).then(|| name.to_owned())
            });
        });
    }
}

/// Torchvision's published weights, where the environment names their file.
#[test]
fn published_weights_say_what_torchvision_says() {
    #[derive(Deserialize)]
    struct Figures {
        weights: String,
        top: HashMap<String, Vec<(usize, String, f64)>>,
    }
    let figures: Figures =
        serde_json::from_str(include_str!("../../tests/reference/real_photos.json")).unwrap();
    let Some(weights) = std::env::var_os("FIREBRICK_MOBILENET_V2").map(PathBuf::from) else {
        let why = format!(
            "`FIREBRICK_MOBILENET_V2` names no file; {} is meant",
            figures.weights
        );
        return not_run("mobilenet_v2", &why);
    };
    assert!(weights.ends_with(&figures.weights), "{}", weights.display());
    for (photo, expected) in figures.top {
        let photo = shipped(&photo);
        let found = verdicts(&[
            text(&photo),
            "--model",
            "mobilenet_v2",
            "--weights",
            text(&weights),
        ]);
        // Torchvision decodes JPEG by libjpeg; all else is the same to the byte.
        let tolerance = if photo.extension().unwrap() == "jpg" {
            1e-2
        } else {
            1e-5
        };
        for (found, (class, label, probability)) in found[0].top.iter().zip(&expected) {
            let shown = photo.display();
            assert_eq!((found.class, &found.label), (*class, label), "{shown}");
            let error = (found.probability - probability).abs();
            println!("{shown}: {label} {probability}, {error:.1e} off");
            assert!(
                error < tolerance,
                "{shown}: {label} {probability}, {error:e} off"
            );
        }
    }
}

#[test]
fn it_prints_the_likeliest_classes_with_bars() {
    let scratch = TempDir::new().unwrap();
    let weights = squeezenet(scratch.path());
    let (cat, coffee) = (shipped("chelsea.png"), shipped("coffee_224.png"));
    let words = CLASSIFY.answer(&[
        text(&cat),
        text(&coffee),
        "--model",
        "squeezenet1_1",
        "--weights",
        text(&weights),
        "--top",
        "3",
    ]);
    assert_says(
        &words,
        &[
            "squeezenet1_1, IMAGENET1K_V1: shorter side to 256 pixels (bilinear), middle 224×224",
            "chelsea.png\n",
            "coffee_224.png, which has this size\n",
            " %  ",
        ],
    );
    assert_eq!(
        words.lines().filter(|line| line.contains(" % ")).count(),
        6,
        "{words}"
    );
}

/// In `grey16.png` every value differs, in `pixel.png` none does.
#[test]
fn every_kind_of_photo_is_classified() {
    let scratch = TempDir::new().unwrap();
    let weights = squeezenet(scratch.path());
    let kinds: Vec<PathBuf> = fs::read_dir(shipped("kinds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let mut arguments: Vec<&str> = kinds.iter().map(|path| text(path)).collect();
    arguments.extend([
        "--model",
        "squeezenet1_1",
        "--weights",
        text(&weights),
        "--top",
        "1000",
    ]);
    let found = verdicts(&arguments);
    assert_eq!(found.len(), kinds.len());
    for verdict in found {
        let sum: f64 = verdict.top.iter().map(|class| class.probability).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{}: {sum}", verdict.photo);
    }
}

#[test]
fn a_photo_that_cannot_be_read_is_said_after_the_others() {
    let scratch = TempDir::new().unwrap();
    let weights = squeezenet(scratch.path());
    let note = scratch.path().join("note.jpg");
    fs::write(&note, "not a photo").unwrap();
    let cat = shipped("chelsea.png");
    let output = CLASSIFY.run(&[
        "none.png",
        text(&note),
        text(&cat),
        "--model",
        "squeezenet1_1",
        "--weights",
        text(&weights),
    ]);
    assert!(!output.status.success());
    assert_says(&String::from_utf8_lossy(&output.stdout), &["chelsea.png"]);
    assert_says(
        &String::from_utf8_lossy(&output.stderr),
        &[
            "none.png: expected a photo",
            "note.jpg: expected a photo (JPEG, PNG or WebP), found a file of another kind",
        ],
    );
}

/// Photos are read before weights, so these need none.
fn refused_photo(name: &str, bytes: &[u8]) -> String {
    let scratch = TempDir::new().unwrap();
    let photo = scratch.path().join(name);
    fs::write(&photo, bytes).unwrap();
    CLASSIFY.refusal(&[text(&photo), "--model", "resnet18", "--weights", "none.pth"])
}

#[test]
fn a_photo_of_another_format_is_said() {
    let words = refused_photo("photo.png", b"GIF89a\x01\0\x01\0\0\0\0");
    assert_says(
        &words,
        &["photo.png: expected a photo (JPEG, PNG or WebP), found GIF"],
    );
}

#[test]
fn an_empty_file_is_said() {
    assert_says(
        &refused_photo("photo.png", b""),
        &["photo.png: expected a photo"],
    );
}

#[test]
fn a_truncated_photo_is_said() {
    for name in ["rocket.jpg", "chelsea.png", "kinds/colours.webp"] {
        let bytes = fs::read(shipped(name)).unwrap();
        let extension = name.rsplit('.').next().unwrap();
        let words = refused_photo(&format!("half.{extension}"), &bytes[..bytes.len() / 2]);
        assert_says(&words, &[&format!("half.{extension}: expected a whole ")]);
    }
}

/// A header that promises 65,535 × 65,535 pixels.
#[test]
fn a_photo_that_is_too_large_is_said() {
    let mut bytes = fs::read(shipped("kinds/rgb16.png")).unwrap();
    bytes[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let mut sum = flate2::Crc::new();
    sum.update(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    assert_says(
        &refused_photo("large.png", &bytes),
        &["large.png: expected a photo of at most 1024 MB, found 65535×65535"],
    );
}

#[test]
fn a_network_that_is_no_classifier_or_misspelt_is_said() {
    let cat = shipped("chelsea.png");
    let refused =
        |model: &str| CLASSIFY.refusal(&[text(&cat), "--model", model, "--weights", "none.pth"]);
    assert_says(
        &refused("mobilenetv2"),
        &["mobilenetv2", "mobilenet_v2", "possible values"],
    );
    let words = refused("deeplabv3_resnet50");
    assert_says(&words, &["deeplabv3_resnet50"]);
    assert!(
        !words.contains("deeplabv3_resnet101") && !words.contains("lenet5"),
        "{words}"
    );
}

#[test]
fn weights_that_are_missing_or_of_another_network_are_said() {
    let scratch = TempDir::new().unwrap();
    let cat = shipped("chelsea.png");
    let refused = |model: &str, weights: &Path| {
        CLASSIFY.refusal(&[text(&cat), "--model", model, "--weights", text(weights)])
    };
    assert_says(&refused("resnet18", Path::new("none.pth")), &["none.pth"]);

    let squeezenet = squeezenet(scratch.path());
    let words = refused("resnet18", &squeezenet);
    assert_says(&words, &["conv1.weight", "[64, 3, 7, 7]"]);

    let ten = scratch.path().join("ten.safetensors");
    fs::copy(&squeezenet, &ten).unwrap();
    replace_head(&ten, 10);
    assert_says(
        &refused("squeezenet1_1", &ten),
        &[
            "expected [1000, 512, 1, 1], found [10, 512, 1, 1]",
            "has ImageNet's classes here",
        ],
    );

    let named = scratch.path().join("squeezenet1_1-b8a52dc0.pth");
    fs::rename(squeezenet, &named).unwrap();
    let words = refused("resnet18", &named);
    assert_says(
        &words,
        &["is torchvision's file for `--model squeezenet1_1`"],
    );

    let keras = scratch.path().join("xception.h5");
    fs::write(&keras, b"\x89HDF\r\n\x1a\n").unwrap();
    assert_says(
        &refused("xception", &keras),
        &["convert_keras.py", "xception.safetensors"],
    );
}

#[test]
fn labels_are_read_and_counted() {
    let scratch = TempDir::new().unwrap();
    let weights = squeezenet(scratch.path());
    let labels = scratch.path().join("labels.txt");
    let cat = shipped("chelsea.png");
    let arguments = [
        text(&cat),
        "--model",
        "squeezenet1_1",
        "--weights",
        text(&weights),
        "--labels",
        text(&labels),
    ];

    let lines: Vec<String> = (0..1000).map(|class| format!("thing {class}\n")).collect();
    fs::write(&labels, lines.concat()).unwrap();
    let found = verdicts(&arguments);
    assert_eq!(found[0].top.len(), 5);
    for class in &found[0].top {
        assert_eq!(class.label, format!("thing {}", class.class));
    }

    fs::write(&labels, "cat\ndog\n").unwrap();
    assert_says(
        &CLASSIFY.refusal(&arguments),
        &["expected 1000 labels", "found 2"],
    );
    fs::write(&labels, "cat\n\ndog\n").unwrap();
    assert_says(&CLASSIFY.refusal(&arguments), &["labels.txt", "line 2"]);
    fs::remove_file(&labels).unwrap();
    assert_says(&CLASSIFY.refusal(&arguments), &["labels.txt"]);
}

#[test]
fn a_resize_below_the_crop_is_said() {
    let cat = shipped("chelsea.png");
    let words = CLASSIFY.refusal(&[
        text(&cat),
        "--model",
        "resnet18",
        "--weights",
        "none.pth",
        "--resize",
        "200",
    ]);
    assert_says(&words, &["224", "200"]);
}
