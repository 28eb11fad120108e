//! The same declared network on every backend that is compiled in: one type parameter, one result.
//!
//! `cargo test -p firebrick-tests --features ndarray,wgpu --test backends` compares all three. What is
//! not compiled in is said aloud, and is a failure where `FIREBRICK_REQUIRE` names it, as CI does.

use firebrick::backend::{Backend, Flex};
use firebrick::burn::tensor::{Tensor, TensorData};
use firebrick::{Image, network};
use firebrick_tests::{required, scheme};

network! {
    network Small: [3, 16, 16] -> [6] {
        stem: conv2d(8, 3, stride = 2, padding = same, bias = false);
        bn: batch_norm;
        relu6;
        residual {
            depthwise: conv2d(8, 3, padding = 1, groups = 8);
            hard_swish;
            pointwise: conv2d(8, 1);
        }
        max_pool2d(3, stride = 2, padding = 1);
        global_avg_pool;
        fc: linear(6);
    }
}

fn filled<B: Backend>() -> (Small<B>, Image<B, 3, 16, 16>) {
    let device = B::device().unwrap();
    let net = scheme::filled(Small::<B>::init(&device), 4.0);
    let images = Image::from_data(scheme::input(&[2, 3, 16, 16]), &device).unwrap();
    (net, images)
}

fn numbers(data: TensorData) -> Vec<f32> {
    data.convert::<f32>().try_to_vec::<f32>().unwrap()
}

/// The scores of two images; weights and images are filled by the scheme.
fn scores<B: Backend>() -> Vec<f32> {
    let (net, images) = filled::<B>();
    numbers(net.forward(images).into_tensor().into_data())
}

/// What a network computes besides: the scores without its norms, and a value on the way.
fn inner<B: Backend>() -> [Vec<f32>; 2] {
    let (net, images) = filled::<B>();
    let [value] = net.features(images.clone(), ["depthwise"]).unwrap();
    let folded = net.fold_batch_norms().forward(images);
    let value = Tensor::<4>::try_from(value).unwrap();
    [folded.into_tensor().into_data(), value.into_data()].map(numbers)
}

#[allow(
    dead_code,
    reason = "where only one backend is compiled in there is nothing to compare"
)]
fn computed<B: Backend>() -> Vec<f32> {
    let [folded, value] = inner::<B>();
    [scores::<B>(), folded, value].concat()
}

#[allow(
    dead_code,
    reason = "where only one backend is compiled in there is nothing to compare"
)]
fn assert_same_as_flex<B: Backend>() {
    let (expected, found) = (computed::<Flex>(), computed::<B>());
    assert_eq!(expected.len(), found.len());
    for (expected, found) in expected.iter().zip(found) {
        assert!(
            (expected - found).abs() < 1e-4,
            "Flex {expected}, {} {found}",
            B::NAME
        );
    }
    assert_profiled::<B>();
}

/// Every node but the input is timed, with the multiply-adds of the whole batch.
fn assert_profiled<B: Backend>() {
    let (net, images) = filled::<B>();
    let profile = net.profile(images);
    assert_eq!(profile.rows().len(), Small::<B>::GRAPH.nodes().len() - 1);
    assert!(
        profile.rows().iter().all(|row| !row.time.is_zero()),
        "{profile}"
    );
    assert_eq!(profile.macs(), Some(2 * Small::<B>::MACS));
}

#[allow(dead_code, reason = "called where a backend is not compiled in")]
fn not_run(feature: &str) {
    required::not_run(
        feature,
        &format!("it is not compiled in; `--features {feature}` runs this test"),
    );
}

#[test]
fn flex_gives_scores() {
    let scores = scores::<Flex>();
    assert_eq!(scores.len(), 12);
    assert!(scores.iter().any(|score| score.abs() > 1e-3), "{scores:?}");
    let [folded, _] = inner::<Flex>();
    for (expected, found) in scores.iter().zip(folded) {
        assert!(
            (expected - found).abs() < 1e-4,
            "{expected}, folded {found}"
        );
    }
    assert_profiled::<Flex>();
}

#[test]
fn ndarray_gives_the_scores_of_flex() {
    #[cfg(feature = "ndarray")]
    assert_same_as_flex::<firebrick::backend::NdArray>();
    #[cfg(not(feature = "ndarray"))]
    not_run("ndarray");
}

/// On a machine without an adapter this fails: install Mesa's software Vulkan.
#[test]
fn wgpu_gives_the_scores_of_flex() {
    #[cfg(feature = "wgpu")]
    assert_same_as_flex::<firebrick::backend::Wgpu>();
    #[cfg(not(feature = "wgpu"))]
    not_run("wgpu");
}

#[cfg(feature = "ndarray")]
mod two_backends {
    use firebrick::burn::module::Module;

    use super::*;
    use firebrick::backend::NdArray;

    #[test]
    fn a_network_changes_its_backend_together_with_its_type() {
        let here = Flex::device().unwrap();
        let there = NdArray::device().unwrap();
        let net = scheme::filled(Small::<Flex>::init(&here), 4.0);
        let moved: Small<NdArray> = net.clone().to_backend(&there);
        let images = Image::<Flex, 3, 16, 16>::random(1, &here).unwrap();
        let expected = net.forward(images.clone()).into_tensor().into_data();
        let found = moved
            .forward(images.to_backend(&there).unwrap())
            .into_tensor()
            .into_data();
        found.assert_approx_eq::<f32>(
            &expected,
            firebrick::burn::tensor::Tolerance::absolute(1e-4),
        );
    }

    #[test]
    fn a_tensor_of_another_backend_is_refused() {
        let there = NdArray::device().unwrap();
        let tensor = firebrick::burn::tensor::Tensor::<4>::zeros([1, 3, 16, 16], &there);
        let misfit = Image::<Flex, 3, 16, 16>::try_from(tensor)
            .unwrap_err()
            .to_string();
        assert!(
            misfit.contains("Flex") && misfit.contains("NdArray"),
            "{misfit}"
        );
    }

    #[test]
    #[should_panic(expected = "expects a device of its backend")]
    fn a_network_does_not_leave_its_backend_behind_its_type() {
        let net = Small::<Flex>::init(&Flex::device().unwrap());
        let _ = net.to_device(&NdArray::device().unwrap());
    }
}
