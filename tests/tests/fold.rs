//! Batch norms folded into the layers in front of them: the same outputs, fewer tensors, and nothing folded
//! where somebody else reads the value in between.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use firebrick::backend::Flex;
use firebrick::burn::module::Module;
use firebrick::burn::tensor::{Device, Tensor};
use firebrick::{Features, Image, Signal, Volume, models, network};
use firebrick_tests::scheme;

fn device() -> Device {
    Flex::device().unwrap()
}

fn numbers<const R: usize>(tensor: Tensor<R>) -> Vec<f32> {
    tensor.into_data().try_to_vec().unwrap()
}

/// Equal to 1e-5 of the largest.
#[track_caller]
fn assert_equal<const R: usize>(found: impl Into<Tensor<R>>, expected: impl Into<Tensor<R>>) {
    let (found, expected) = (numbers(found.into()), numbers(expected.into()));
    let largest = expected.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    assert_eq!(found.len(), expected.len());
    let errors = found.iter().zip(&expected).map(|(a, b)| (a - b).abs());
    let error = errors.fold(0.0f32, f32::max) / largest;
    assert!(largest > 0.0 && error < 1e-5, "{error} of {largest}");
}

/// The names of the tensors, as PyTorch has them.
fn names<M: Module>(module: &M) -> BTreeSet<String> {
    let entries = scheme::state(module).into_iter();
    entries.map(|entry| entry.name).collect()
}

/// What a folded network has and had not, and had and has not.
fn difference<M: Module>(whole: &M, folded: &M) -> (Vec<String>, Vec<String>) {
    let (whole, folded) = (names(whole), names(folded));
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect();
    (only(&folded, &whole), only(&whole, &folded))
}

/// The four tensors of a norm.
fn norm(path: &str) -> Vec<String> {
    let tensors = ["bias", "running_mean", "running_var", "weight"];
    tensors.map(|tensor| format!("{path}.{tensor}")).to_vec()
}

network! {
    network Images: [6, 9, 7] -> [12, 8, 6] {
        plain: conv2d(8, 3, stride = 2, padding = same, bias = false);
        plain_bn: batch_norm;
        relu;
        depthwise: conv2d(16, 3, padding = 1, groups = 8);
        depthwise_bn: batch_norm(eps = 1e-3);
        grouped: conv2d(8, 1, groups = 4, bias = false);
        grouped_bn: batch_norm(affine = false);
        dilated: conv2d(8, 3, padding = 2, dilation = 2);
        dilated_bn: batch_norm;
        up: conv_transpose2d(12, 2, stride = 2, groups = 2, bias = false);
        up_bn: batch_norm;
        mixed: linear(12, dim = channels);
        mixed_bn: batch_norm;
        slice(0..12);
        crop: conv2d(12, [3, 3]);
    }

    network Signals: [4, 20] -> [6, 39] {
        conv: conv1d(8, 5, padding = 2, groups = 2);
        bn: batch_norm;
        relu;
        up: conv_transpose1d(6, 3, stride = 2, padding = 1);
        up_bn: batch_norm;
    }

    network Volumes: [2, 4, 5, 6] -> [4, 9, 11, 13] {
        conv: conv3d(6, 3, padding = 1, bias = false);
        bn: batch_norm;
        up: conv_transpose3d(4, 3, stride = 2, groups = 2);
        up_bn: batch_norm;
    }

    network Vectors: [5] -> [3] {
        first: linear(7, bias = false);
        first_bn: batch_norm;
        relu;
        second: linear(3);
        second_bn: batch_norm(affine = false);
    }
}

macro_rules! assert_folds {
    ($Net:ident, $input:expr, adds: [$($bias:literal),*], takes: [$($norm:literal),*]) => {{
        let net = scheme::filled($Net::<Flex>::init(&device()), 4.0);
        let folded = net.fold_batch_norms();
        assert_equal(folded.forward($input), net.forward($input));
        let (added, taken) = difference(&net, &folded);
        assert_eq!(added, [$($bias),*] as [&str; _]);
        let mut expected: Vec<String> = [$(norm($norm)),*].concat();
        expected.retain(|name| names(&net).contains(name));
        expected.sort();
        assert_eq!(taken, expected);
    }};
}

#[test]
fn every_kind_of_convolution_and_linear_takes_its_norm() {
    let device = device();
    let images =
        || Image::try_from(Tensor::from_data(scheme::input(&[2, 6, 9, 7]), &device)).unwrap();
    assert_folds!(
        Images, images(),
        adds: ["grouped.bias", "plain.bias", "up.bias"],
        takes: ["dilated_bn", "depthwise_bn", "grouped_bn", "mixed_bn", "plain_bn", "up_bn"]
    );
    let signals =
        || Signal::try_from(Tensor::from_data(scheme::input(&[2, 4, 20]), &device)).unwrap();
    assert_folds!(Signals, signals(), adds: [], takes: ["bn", "up_bn"]);
    let volumes =
        || Volume::try_from(Tensor::from_data(scheme::input(&[2, 2, 4, 5, 6]), &device)).unwrap();
    assert_folds!(Volumes, volumes(), adds: ["conv.bias"], takes: ["bn", "up_bn"]);
    let vectors =
        || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &device)).unwrap();
    assert_folds!(Vectors, vectors(), adds: ["first.bias"], takes: ["first_bn", "second_bn"]);
}

network! {
    /// Every norm but `free_bn` and `head_bn` follows a value that somebody else reads, or no convolution.
    network Shared: [3, 8, 8] -> [10] {
        first_bn: batch_norm;
        kept: conv2d(4, 1) as kept;
        kept_bn: batch_norm;
        branched: conv2d(4, 1);
        sum { branched_bn: batch_norm; identity; from kept; }
        shortcut: conv2d(4, 1);
        residual { residual_bn: batch_norm; relu; }
        headed: conv2d(4, 1);
        output aux { pool: global_avg_pool; head: linear(5, bias = false); head_bn: batch_norm; }
        headed_bn: batch_norm;
        free: conv2d(4, 1, bias = false);
        free_bn: batch_norm;
        after_bn: batch_norm;
        global_avg_pool;
        fc: linear(10);
    }

    /// The output of the network is the value in front of the norm of a side head.
    network Ends: [3, 4, 4] -> [4, 4, 4] {
        conv: conv2d(4, 1);
        output aux { bn: batch_norm; }
    }

    block Normed(width: usize) {
        conv: conv2d(width, 1, bias = false);
        bn: batch_norm;
    }

    /// Rounds, arms, blocks, a network inside another: what is at which node is counted right.
    network Nested: [3, 8, 8] -> [6, 8, 8] {
        for i in 0..3 {
            if i == 1 { relu; odd: Normed(4); relu; } else { even: Normed(5); }
            residual if i == 2 { c: Normed(5); tanh; }
            match i { 0 => { dropout; } _ => { identity; w: Normed(5 - i); sigmoid; } }
        }
        sequential { Normed(4); relu; for _ in 0..2 { Normed(6); } }
        part: Part;
        "hole{1 + 1}": Normed(6);
    }

    network Part: [6, 8, 8] -> [6, 8, 8] {
        output unused { pool: global_avg_pool; fc: linear(3); }
        a: Normed(6);
        gate: product { identity; { Normed(6); sigmoid; } }
    }
}

#[test]
fn a_value_that_somebody_else_reads_stays() {
    let device = device();
    let net = scheme::filled(Shared::<Flex>::init(&device), 4.0);
    let folded = net.fold_batch_norms();
    let images =
        || Image::try_from(Tensor::from_data(scheme::input(&[2, 3, 8, 8]), &device)).unwrap();
    let (expected, found) = (net.forward_all(images()), folded.forward_all(images()));
    assert_equal(found.main, expected.main);
    assert_equal(found.aux, expected.aux);
    let (added, taken) = difference(&net, &folded);
    assert_eq!(added, ["free.bias", "head.bias"]);
    assert_eq!(taken, [norm("free_bn"), norm("head_bn")].concat());

    let net = scheme::filled(Ends::<Flex>::init(&device), 4.0);
    let (added, taken) = difference(&net, &net.fold_batch_norms());
    assert_eq!(
        (added.len(), taken.len()),
        (0, 0),
        "the output is read from outside"
    );
}

#[test]
fn nodes_are_counted_through_loops_arms_blocks_and_networks() {
    let device = device();
    let net = scheme::filled(Nested::<Flex>::init(&device), 4.0);
    let folded = net.fold_batch_norms();
    let images =
        || Image::try_from(Tensor::from_data(scheme::input(&[2, 3, 8, 8]), &device)).unwrap();
    assert_equal(folded.forward(images()), net.forward(images()));
    assert!(
        !names(&folded).iter().any(|name| name.contains(".bn.")),
        "{:?}",
        names(&folded)
    );
    let norms = names(&net)
        .iter()
        .filter(|name| name.ends_with("bn.weight"))
        .count();
    let (added, taken) = difference(&net, &folded);
    assert_eq!((added.len(), taken.len()), (norms, 4 * norms));
}

/// How many norms are left: DenseNet's stand in front of their convolutions, but for the second of a layer and
/// that of the stem.
#[test]
fn networks_of_torchvision() {
    macro_rules! assert_same {
        ($($Net:ident, $side:literal, $left:expr;)*) => {$({
            let device = device();
            let net = scheme::filled(models::$Net::<Flex>::init(&device), 4.0);
            let folded = net.fold_batch_norms();
            let images = Tensor::<4>::from_data(scheme::input(&[1, 3, $side, $side]), &device);
            let images = Image::try_from(images).unwrap();
            assert_equal(folded.forward(images.clone()), net.forward(images));
            let left = names(&folded).iter().filter(|name| name.ends_with("running_mean")).count();
            assert_eq!(left, $left, stringify!($Net));
        })*};
    }
    assert_same! {
        ResNet18, 224, 0;
        MobileNetV2, 224, 0;
        ShuffleNetV2X1_0, 224, 0;
        DenseNet121, 224, 58 + 3 + 1;
    }
}

#[test]
fn the_network_that_was_folded_stays_as_it_was() {
    let device = device();
    let net = scheme::filled(Vectors::<Flex>::init(&device), 4.0);
    let before = scheme::state(&net);
    let x = || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &device)).unwrap();
    let expected = net.forward(x());
    let folded = net.fold_batch_norms();
    assert_eq!(before, scheme::state(&net));
    assert_eq!(
        numbers(net.forward(x()).into_tensor()),
        numbers(expected.into_tensor())
    );
    // Nothing is left to fold.
    let twice = folded.fold_batch_norms();
    assert_eq!(
        numbers(twice.forward(x()).into_tensor()),
        numbers(folded.forward(x()).into_tensor())
    );
    assert_eq!(names(&twice), names(&folded));
    assert!(folded.to_string().contains("first_bn: folded"), "{folded}");
}

#[test]
fn a_network_without_weights_of_its_own_yet_is_folded_as_it_will_be() {
    let device = device();
    let net = Vectors::<Flex>::init(&device);
    let folded = net.fold_batch_norms();
    let x = || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &device)).unwrap();
    assert_equal(folded.forward(x()), net.forward(x()));
}

#[test]
fn files_of_folded_networks_load_into_folded_networks() {
    let device = device();
    let net = scheme::filled(Vectors::<Flex>::init(&device), 4.0);
    let folded = net.fold_batch_norms();
    let x = || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &device)).unwrap();
    let scratch = std::env::temp_dir().join(format!("firebrick-fold-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).unwrap();
    for name in ["folded.safetensors", "folded.bpk"] {
        let path = scratch.join(name);
        folded.save_weights(&path).unwrap();
        let mut loaded = Vectors::<Flex>::init(&device).fold_batch_norms();
        loaded.load_weights(&path).unwrap();
        assert_eq!(
            numbers(loaded.forward(x()).into_tensor()),
            numbers(folded.forward(x()).into_tensor())
        );
        // Neither kind of file is taken for the other.
        let error = Vectors::<Flex>::init(&device)
            .load_weights(&path)
            .unwrap_err();
        assert!(error.to_string().contains("first_bn"), "{error}");
        net.save_weights(&path).unwrap();
        let error = loaded.load_weights(&path).unwrap_err();
        assert!(error.to_string().contains("first.bias"), "{error}");
    }
    std::fs::remove_dir_all(scratch).unwrap();
}

/// The words of the panic.
fn panicked(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).expect_err("it is refused");
    let words = panic.downcast_ref::<String>().cloned();
    words
        .or_else(|| {
            panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
        })
        .unwrap()
}

#[test]
fn a_folded_network_is_not_trained() {
    let recording = device().autodiff();
    let x = || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &recording)).unwrap();
    let net = scheme::filled(Vectors::<Flex>::init(&recording), 4.0);
    // Of a network in training it is the validation copy that is folded.
    let folded = net.fold_batch_norms();
    let still =
        || Features::try_from(Tensor::from_data(scheme::input(&[3, 5]), &device())).unwrap();
    assert_equal(folded.forward(still()), net.valid().forward(still()));

    let words = panicked(|| drop(folded.clone().train().forward(x())));
    assert!(
        words.contains("expected a norm to train, found one that is folded"),
        "{words}"
    );
    assert!(words.contains("help: train the network first"), "{words}");
    // Gradients of the inputs, with everything frozen, are no training.
    let frozen = folded.freeze().train();
    let input = Tensor::<2>::from_data(scheme::input(&[3, 5]), &recording).require_grad();
    let scores = frozen
        .forward(Features::try_from(input.clone()).unwrap())
        .into_tensor();
    assert!(input.grad(&scores.sum().backward()).is_some());
}
