//! Round trips, PyTorch's own files (made by `fixtures/make.py`), every mismatch, and files that harm.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use burn::module::{Module, Param, RunningState};
use burn::nn::conv::{Conv2d, Conv2dConfig, ConvTranspose2d, ConvTranspose2dConfig};
use burn::nn::{
    BatchNorm, BatchNormConfig, GroupNorm, GroupNormConfig, Linear, LinearConfig, LinearLayout,
    PRelu, PReluConfig,
};
use burn::tensor::{DType, Device, Int, Tensor};

use super::*;
use crate::backend::Flex;

#[derive(Module, Debug)]
struct Net {
    conv: Conv2d,
    bn: BatchNorm,
    up: ConvTranspose2d,
    act: PRelu,
    norm: GroupNorm,
    blocks: Vec<Linear>,
    scale: Param<Tensor<1>>,
    fc: Linear,
}

fn device() -> Device {
    Flex::device().unwrap()
}

fn net_with(classes: usize, device: &Device) -> Net {
    let linear = |inputs, outputs, bias| {
        LinearConfig::new(inputs, outputs)
            .with_bias(bias)
            .init(device)
    };
    Net {
        conv: Conv2dConfig::new([2, 4], [3, 3])
            .with_groups(2)
            .init(device),
        bn: BatchNormConfig::new(4).init(device),
        up: ConvTranspose2dConfig::new([4, 6], [2, 3])
            .with_groups(2)
            .init(device),
        act: PReluConfig::new().init(device),
        norm: GroupNormConfig::new(2, 6).init(device),
        blocks: vec![linear(6, 2, false), linear(2, 6, true)],
        scale: Param::from_tensor(Tensor::ones([6], device)),
        fc: linear(6, classes, true),
    }
}

fn net() -> Net {
    net_with(3, &device())
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/weights/fixtures")
        .join(name)
}

/// A path that no other test has; the file goes with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new(extension: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("firebrick-{}-{number}{extension}", std::process::id());
        Temporary(std::env::temp_dir().join(name))
    }

    fn holding(extension: &str, bytes: &[u8]) -> Self {
        let file = Temporary::new(extension);
        fs::write(&file.0, bytes).unwrap();
        file
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn strictly(net: &mut Net, path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    load(net, path, &LoadOptions::new())
}

/// All numbers of a network by PyTorch's names, in PyTorch's layout, from a file that was saved.
fn numbers(net: &Net) -> Vec<(String, Vec<f32>)> {
    let file = Temporary::new(".safetensors");
    save(net, &file.0).unwrap();
    let mut tensors = file::open(&file.0).unwrap().tensors;
    tensors.sort_by(|a, b| a.name.cmp(&b.name));
    let floats = |bytes: Vec<u8>| {
        let (chunks, _) = bytes.as_chunks();
        chunks
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect()
    };
    tensors
        .iter()
        .map(|tensor| (tensor.name.clone(), floats((tensor.read)().unwrap())))
        .collect()
}

/// What `fixtures/make.py` filled in.
fn assert_filled(net: &Net) {
    let numbers = numbers(net);
    assert_eq!(numbers.len(), 17);
    for (name, numbers) in numbers {
        for (index, number) in numbers.iter().enumerate() {
            let expected = index as f32 / 8.0 + name.len() as f32;
            assert_eq!(*number, expected, "`{name}` at {index}");
        }
    }
}

fn mismatch(result: Result<Loaded, LoadError>) -> Mismatch {
    match result {
        Err(LoadError::Mismatch(mismatch)) => *mismatch,
        other => panic!("expected a mismatch, found {other:?}"),
    }
}

#[test]
fn names_and_shapes_are_pytorchs() {
    let listed: Vec<_> = names::slots(&net())
        .iter()
        .map(|slot| format!("{} {:?}", slot.key, slot.shape(Convention::PyTorch)))
        .collect();
    let expected = [
        "conv.weight [4, 1, 3, 3]",
        "conv.bias [4]",
        "bn.weight [4]",
        "bn.bias [4]",
        "bn.running_mean [4]",
        "bn.running_var [4]",
        "up.weight [4, 3, 2, 3]",
        "up.bias [6]",
        "act.weight [1]",
        "norm.weight [6]",
        "norm.bias [6]",
        "blocks.0.weight [2, 6]",
        "blocks.1.weight [6, 2]",
        "blocks.1.bias [6]",
        "scale [6]",
        "fc.weight [3, 6]",
        "fc.bias [3]",
    ];
    let mut expected = expected.to_vec();
    let mut listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    expected.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, expected);
}

#[test]
fn files_of_pytorch_are_read_in_every_encoding() {
    for name in [
        "zip.pth",
        "legacy.pth",
        "strided.pth",
        "half.pth",
        "bfloat.pth",
        "double.pth",
    ] {
        let mut net = net();
        let loaded =
            strictly(&mut net, fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(loaded.tensors, 17, "{name}");
        assert_filled(&net);
        assert_eq!(net.fc.weight.val().dtype(), DType::F32, "{name}");
    }
}

#[test]
fn a_dictionary_around_the_weights_is_found_and_a_prefix_is_asked_for() {
    let mut net = net();
    let error = mismatch(strictly(&mut net, fixture("nested.pth")));
    let help = error.to_string();
    assert!(
        help.contains("prefix(\"state_dict.module\")") || help.contains("prefix(\"module\")"),
        "{help}"
    );
    load(
        &mut net,
        fixture("nested.pth"),
        &LoadOptions::new().prefix("module."),
    )
    .unwrap();
    assert_filled(&net);
    let options = LoadOptions::new().prefix("state_dict.module");
    load(&mut net, fixture("nested.pth"), &options).unwrap();
}

#[test]
fn what_is_saved_is_loaded_again() {
    let mut filled = net();
    strictly(&mut filled, fixture("zip.pth")).unwrap();
    for extension in [".safetensors", ".bpk"] {
        let file = Temporary::new(extension);
        save(&filled, &file.0).unwrap();
        let mut fresh = net();
        strictly(&mut fresh, &file.0).unwrap();
        assert_filled(&fresh);
    }
}

#[test]
fn burns_own_save_file_is_read_with_its_identities() {
    let saved = net();
    let file = Temporary::new(".bpk");
    saved.clone().save_file(&file.0).unwrap();
    let mut fresh = net();
    strictly(&mut fresh, &file.0).unwrap();
    assert_eq!(numbers(&fresh), numbers(&saved));
    assert_eq!(fresh.fc.weight.id, saved.fc.weight.id);
}

#[test]
fn a_file_is_recognised_without_its_extension() {
    for name in ["zip.pth", "legacy.pth"] {
        let file = Temporary::holding("", &fs::read(fixture(name)).unwrap());
        strictly(&mut net(), &file.0).unwrap();
    }
    let [safetensors, burn] = [".safetensors", ".bpk"].map(|extension| {
        let file = Temporary::new(extension);
        save(&net(), &file.0).unwrap();
        fs::read(&file.0).unwrap()
    });
    strictly(&mut net(), &Temporary::holding(".weights", &safetensors).0).unwrap();
    strictly(&mut net(), &Temporary::holding(".weights", &burn).0).unwrap();
}

#[test]
fn every_difference_is_named_at_once_and_nothing_changes() {
    #[derive(Module, Debug)]
    struct Other {
        conv: Conv2d,
        bnn: BatchNorm,
        fc: Linear,
    }
    let other = Other {
        conv: Conv2dConfig::new([2, 8], [3, 3])
            .with_groups(2)
            .init(&device()),
        bnn: BatchNormConfig::new(4).init(&device()),
        fc: LinearConfig::new(6, 3).init(&device()),
    };
    let file = Temporary::new(".safetensors");
    save(&other, &file.0).unwrap();
    let mut net = net();
    let before = numbers(&net);
    let error = mismatch(strictly(&mut net, &file.0));
    assert_eq!(numbers(&net), before);
    assert_eq!(
        (
            error.missing().len(),
            error.extra().len(),
            error.misshapen().len()
        ),
        (13, 4, 2)
    );
    let text = error.to_string();
    for part in [
        "found 13 missing, 4 extra, 2 of another shape; 2 fit",
        "`bn.weight` [4], did you mean the file's `bnn.weight`?",
        "`bnn.running_var` [4]",
        "`conv.weight`: expected [4, 1, 3, 3], found [8, 1, 3, 3]",
        "… and 5 more",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
}

#[test]
fn an_error_leaves_running_statistics_alone_too() {
    let bytes = fs::read(fixture("zip.pth")).unwrap();
    // The last storages of the archive are damaged, so everything before them can be read.
    let mut damaged = bytes.clone();
    let at = damaged
        .windows(4)
        .rposition(|window| window == 9f32.to_le_bytes())
        .unwrap();
    damaged[at] ^= 0x10;
    let file = Temporary::holding(".pth", &damaged);
    let mut net = net();
    let before = numbers(&net);
    let error = strictly(&mut net, &file.0).unwrap_err();
    assert!(matches!(error, LoadError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("checksum"), "{error}");
    assert_eq!(numbers(&net), before);
}

#[test]
fn a_new_head_is_skipped() {
    let mut net = net_with(10, &device());
    let error = mismatch(strictly(&mut net, fixture("zip.pth")));
    assert!(
        error
            .to_string()
            .ends_with("`LoadOptions::new().skip(\"fc\")`"),
        "{error}"
    );
    let head = net.fc.weight.val().into_data();
    let loaded = load(
        &mut net,
        fixture("zip.pth"),
        &LoadOptions::new().skip("fc."),
    )
    .unwrap();
    assert_eq!(loaded.skipped, ["fc.weight", "fc.bias"]);
    assert_eq!(net.fc.weight.val().into_data(), head);
    assert_eq!(
        net.conv
            .bias
            .unwrap()
            .val()
            .into_data()
            .try_to_vec::<f32>()
            .unwrap()[0],
        9.0
    );
}

#[test]
fn a_skip_that_names_nothing_is_an_error() {
    let options = LoadOptions::new().skip("norn");
    let error = load(&mut net(), fixture("zip.pth"), &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected `skip(\"norn\")` to name a part of the network, found none of this name\n\
         help: did you mean `skip(\"norm\")`?"
    );
}

#[test]
fn without_strictness_what_fits_is_loaded_and_the_rest_is_told() {
    #[derive(Module, Debug)]
    struct Part {
        fc: Linear,
        more: Linear,
    }
    let linear = || LinearConfig::new(6, 3).init(&device());
    let mut part = Part {
        fc: linear(),
        more: linear(),
    };
    let path = fixture("zip.pth");
    assert!(load(&mut part, &path, &LoadOptions::new()).is_err());
    let loaded = load(&mut part, &path, &LoadOptions::new().strict(false)).unwrap();
    assert_eq!(
        (loaded.tensors, loaded.missing.len(), loaded.extra.len()),
        (2, 2, 15)
    );
    let shown = loaded.to_string();
    assert!(
        shown.ends_with("2 left as they were, 15 of the file not used"),
        "{shown}"
    );

    #[derive(Module, Debug)]
    struct Stranger {
        head: Linear,
    }
    let mut stranger = Stranger { head: linear() };
    let error = load(&mut stranger, &path, &LoadOptions::new().strict(false));
    assert_eq!(mismatch(error).missing().len(), 2);
}

#[test]
fn without_strictness_only_shapes_are_told() {
    #[derive(Module, Debug)]
    struct Head {
        scale: Param<Tensor<1>>,
        fc: Linear,
    }
    let mut head = Head {
        scale: Param::from_tensor(Tensor::ones([6], &device())),
        fc: LinearConfig::new(6, 10).init(&device()),
    };
    let options = LoadOptions::new().strict(false);
    let error = mismatch(load(&mut head, fixture("zip.pth"), &options));
    assert!(error.extra().is_empty() && error.misshapen().len() == 2);
    assert!(error.to_string().ends_with("skip(\"fc\")`"), "{error}");
}

#[test]
fn names_are_changed_on_the_way() {
    #[derive(Module, Debug)]
    struct Renamed {
        classifier: Linear,
    }
    let mut renamed = Renamed {
        classifier: LinearConfig::new(6, 3).init(&device()),
    };
    let options = LoadOptions::new().rename("fc", "classifier").strict(false);
    assert_eq!(
        load(&mut renamed, fixture("zip.pth"), &options)
            .unwrap()
            .tensors,
        2
    );
    let options = LoadOptions::new()
        .rename_with(|name| name.replace("fc", "classifier"))
        .strict(false);
    assert_eq!(
        load(&mut renamed, fixture("zip.pth"), &options)
            .unwrap()
            .tensors,
        2
    );
    let both = LoadOptions::new().rename("blocks.1", "fc");
    let error = mismatch(load(&mut net(), fixture("zip.pth"), &both));
    assert!(error.to_string().contains("there twice"), "{error}");
}

#[test]
fn numbers_of_another_kind_are_a_difference() {
    #[derive(Module, Debug)]
    struct Counter {
        count: Param<Tensor<1, Int>>,
    }
    #[derive(Module, Debug)]
    struct Measure {
        count: Param<Tensor<1>>,
    }
    let counter = Counter {
        count: Param::initialized(ParamId::new(), Tensor::from_data([1, 2], &device())),
    };
    let mut measure = Measure {
        count: Param::from_tensor(Tensor::zeros([2], &device())),
    };
    let file = Temporary::new(".safetensors");
    save(&counter, &file.0).unwrap();
    let error = mismatch(load(&mut measure, &file.0, &LoadOptions::new()));
    assert_eq!(error.misshapen()[0].expected, "floating-point numbers");
    let mut again = counter.clone();
    load(&mut again, &file.0, &LoadOptions::new()).unwrap();
    assert_eq!(
        again.count.val().into_data().try_to_vec::<i32>().unwrap(),
        [1, 2]
    );
}

#[test]
fn a_linear_layer_that_burn_stores_by_columns_has_the_same_file() {
    let columns = || {
        LinearConfig::new(6, 3)
            .with_layout(LinearLayout::Col)
            .init(&device())
    };
    let rows = LinearConfig::new(6, 3).init(&device());
    let file = Temporary::new(".safetensors");
    save(&rows, &file.0).unwrap();
    let lazy = columns();
    let made = columns();
    made.weight.val();
    for mut layer in [lazy, made] {
        load(&mut layer, &file.0, &LoadOptions::new()).unwrap();
        assert_eq!(
            layer.weight.val().into_data(),
            rows.weight.val().into_data()
        );
    }
}

#[test]
fn a_network_that_records_gradients_goes_on_recording() {
    let training = device().autodiff();
    let mut net = net_with(3, &training);
    strictly(&mut net, fixture("zip.pth")).unwrap();
    assert!(net.fc.weight.val().is_require_grad());
    assert!(net.fc.weight.val().device().is_autodiff());
    assert_filled(&net);
}

#[test]
fn statistics_of_a_batch_before_do_not_come_over_loaded_ones() {
    let training = device().autodiff();
    let mut net = net_with(3, &training);
    net.bn
        .forward(Tensor::<4>::ones([2, 4, 3, 3], &training) * 100.0);
    strictly(&mut net, fixture("zip.pth")).unwrap();
    assert_filled(&net.valid());
    assert_filled(&net);
}

#[test]
fn the_last_batch_is_in_what_is_saved() {
    let training = device().autodiff();
    let net = net_with(3, &training);
    net.bn
        .forward(Tensor::<4>::ones([2, 4, 3, 3], &training) * 100.0);
    let numbers = numbers(&net);
    let (_, mean) = numbers
        .iter()
        .find(|(name, _)| name == "bn.running_mean")
        .unwrap();
    assert_eq!(mean[0], 10.0);
    let running: &RunningState<Tensor<1>> = &net.bn.running_mean;
    assert_eq!(
        running.value().into_data().try_to_vec::<f32>().unwrap()[0],
        10.0
    );
}

#[test]
fn progress_is_told_for_large_files_only() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = |seen: &Arc<Mutex<Vec<Progress>>>| {
        let seen = Arc::clone(seen);
        move |progress| seen.lock().unwrap().push(progress)
    };
    let options = LoadOptions::new().progress(record(&seen));
    load(&mut net(), fixture("zip.pth"), &options).unwrap();
    assert!(seen.lock().unwrap().is_empty());

    let options = LoadOptions::new().progress_over(0, record(&seen));
    let loaded = load(&mut net(), fixture("zip.pth"), &options).unwrap();
    let seen = seen.lock().unwrap();
    let (first, last) = (seen[0], seen[seen.len() - 1]);
    assert_eq!((first.tensors, first.bytes), (0, 0));
    assert_eq!((last.tensors, last.bytes), (17, loaded.bytes));
    assert_eq!(last.bytes, last.total_bytes);
}

#[test]
fn what_is_no_weights_file_is_said_plainly() {
    let cases: [(&str, &[u8], &str); 8] = [
        (
            ".mpk",
            b"\x81",
            "found a record of an older Burn\nhelp: Burn 0.22 reads .bpk only",
        ),
        (".h5", b"\x89HDF", "found a Keras file"),
        (
            ".dat",
            b"hello",
            "found neither a known extension nor a known beginning",
        ),
        (".pth", b"", "found a damaged file: an empty file"),
        (
            ".pth",
            b"version https://git-lfs.github.com/spec/v1\noid",
            "a pointer of Git LFS\nhelp: fetch the file itself",
        ),
        (".safetensors", b"<!DOCTYPE html><title>404", "a web page"),
        (".dat", b"<html>", "found a web page"),
        (".bpk", b"NRUB", "expected a Burn file in"),
    ];
    for (extension, bytes, part) in cases {
        let file = Temporary::holding(extension, bytes);
        let error = strictly(&mut net(), &file.0).unwrap_err().to_string();
        assert!(error.contains(part), "{part}\n---\n{error}");
    }
    let error = strictly(&mut net(), "no/such.pth").unwrap_err();
    assert!(matches!(error, LoadError::Unreadable { .. }), "{error}");
    let error = strictly(&mut net(), std::env::temp_dir()).unwrap_err();
    assert!(error.to_string().contains("found a directory"), "{error}");
}

#[test]
fn a_checkpoint_of_something_else_is_not_called_damaged() {
    for (pickle, part) in [
        (
            &b"\x80\x02]."[..],
            "found a value of type `list` and no dictionary of tensors",
        ),
        (
            &b"\x80\x02K\x07."[..],
            "found a value of type `int` and no dictionary of tensors",
        ),
    ] {
        let file = Temporary::holding(".pth", pickle);
        let error = strictly(&mut net(), &file.0).unwrap_err();
        assert!(matches!(error, LoadError::Format { .. }), "{error}");
        let error = error.to_string();
        assert!(
            error.contains(part) && error.contains("model.state_dict()"),
            "{error}"
        );
    }
}

#[test]
fn a_save_that_fails_leaves_what_was_there() {
    for path in ["weights.pth", "weights", "weights.h5"] {
        let error = save(&net(), path).unwrap_err();
        assert!(matches!(error, SaveError::Format { .. }), "{error}");
    }
    let error = save(&net(), "no/such/directory/weights.safetensors").unwrap_err();
    assert!(matches!(error, SaveError::Unwritable { .. }), "{error}");
    let directory = Temporary::new("-directory.safetensors");
    fs::create_dir(&directory.0).unwrap();
    assert!(save(&net(), &directory.0).is_err());
    let name = directory
        .0
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let left = fs::read_dir(std::env::temp_dir()).unwrap().filter(|entry| {
        let found = entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .into_owned();
        found.starts_with(&name) && found != name
    });
    assert_eq!(left.count(), 0);
    fs::remove_dir(&directory.0).unwrap();
}

mod harm;
