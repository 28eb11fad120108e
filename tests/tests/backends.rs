//! The same declared network on every backend that is compiled in: one type parameter, one result.
//!
//! `cargo test -p firebrick-tests --features ndarray,wgpu --test backends` compares all three. What is
//! not compiled in is said aloud, and is a failure where `FIREBRICK_REQUIRE` names it, as CI does.

use firebrick::backend::{Backend, Flex};
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

/// The scores of two images; weights and images are filled by the scheme.
fn scores<B: Backend>() -> Vec<f32> {
    let device = B::device().unwrap();
    let net = scheme::filled(Small::<B>::init(&device), 4.0);
    let images = Image::from_data(scheme::input(&[2, 3, 16, 16]), &device).unwrap();
    let scores = net.forward(images).into_tensor().into_data();
    scores.convert::<f32>().try_to_vec::<f32>().unwrap()
}

#[allow(
    dead_code,
    reason = "where only one backend is compiled in there is nothing to compare"
)]
fn assert_same_as_flex<B: Backend>() {
    for (expected, found) in scores::<Flex>().iter().zip(scores::<B>()) {
        assert!(
            (expected - found).abs() < 1e-4,
            "Flex {expected}, {} {found}",
            B::NAME
        );
    }
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
