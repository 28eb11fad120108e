//! Burn's own operations are the measure.

use burn::tensor::{Device, Distribution, TensorData, Tolerance};

use super::*;

fn devices() -> Vec<Device> {
    vec![
        #[cfg(feature = "flex")]
        Device::flex(),
        #[cfg(feature = "ndarray")]
        #[allow(deprecated, reason = "the backend exists for those who still want it")]
        Device::ndarray(),
    ]
}

fn random<const R: usize>(dims: [usize; R], device: &Device) -> Tensor<R> {
    Tensor::random(dims, Distribution::Uniform(-1.0, 1.0), device)
}

#[track_caller]
fn assert_close(found: TensorData, expected: &TensorData) {
    found.assert_approx_eq(expected, Tolerance::<f32>::rel_abs(1e-4, 1e-5));
}

#[track_caller]
fn assert_conv(x: [usize; 4], weight: [usize; 4], options: ConvOptions<2>) {
    for device in devices() {
        let (x, weight) = (random(x, &device), random(weight, &device));
        for bias in [None, Some(random([weight.dims()[0]], &device))] {
            let expected = ops::conv2d(x.clone(), weight.clone(), bias.clone(), options.clone());
            let found = conv2d(x.clone(), weight.clone(), bias, options.clone());
            assert_eq!(found.dims(), expected.dims());
            assert_close(found.into_data(), &expected.into_data());
        }
    }
}

fn options(
    stride: [usize; 2],
    padding: [(usize, usize); 2],
    dilation: [usize; 2],
) -> ConvOptions<2> {
    ConvOptions::new_with_padding(stride, padding, dilation, 1)
}

#[test]
fn one_by_one() {
    let none = [(0, 0); 2];
    assert_conv([2, 5, 6, 7], [4, 5, 1, 1], options([1, 1], none, [1, 1]));
    assert_conv([2, 5, 6, 7], [4, 5, 1, 1], options([2, 3], none, [1, 1]));
    assert_conv([1, 3, 1, 1], [2, 3, 1, 1], options([2, 2], none, [1, 1]));
    assert_conv(
        [1, 3, 4, 4],
        [2, 3, 1, 1],
        options([2, 2], [(1, 1); 2], [1, 1]),
    );
}

#[test]
fn kernels_over_few_positions() {
    let none = [(0, 0); 2];
    assert_conv(
        [2, 5, 6, 7],
        [4, 5, 3, 3],
        options([1, 1], [(1, 1); 2], [1, 1]),
    );
    assert_conv(
        [2, 5, 9, 7],
        [4, 5, 3, 3],
        options([2, 2], [(1, 1); 2], [1, 1]),
    );
    assert_conv(
        [1, 3, 8, 9],
        [4, 3, 1, 7],
        options([1, 1], [(0, 0), (3, 3)], [1, 1]),
    );
    assert_conv([1, 3, 8, 9], [4, 3, 2, 3], options([3, 1], none, [2, 3]));
    assert_conv(
        [1, 3, 8, 9],
        [4, 3, 2, 3],
        options([1, 2], [(0, 1), (2, 1)], [1, 1]),
    );
}

#[test]
fn kernels_over_many_positions_are_burns() {
    let same = options([1, 1], [(1, 1); 2], [1, 1]);
    for device in devices() {
        let x = random([1, 2, 23, 23], &device);
        let cpu = cpu_of(&x).expect("a CPU");
        assert!(!Windows::of(&x, [3, 3], &same).are_few(cpu));
        let x = random([1, 2, 22, 22], &device);
        assert!(Windows::of(&x, [3, 3], &same).are_few(cpu));
    }
    assert_conv([1, 2, 23, 23], [3, 2, 3, 3], same);
}

#[test]
fn groups_are_burns() {
    let depthwise = ConvOptions::new([1, 1], [1, 1], [1, 1], 4);
    assert_conv([2, 4, 5, 5], [4, 1, 3, 3], depthwise);
}

#[test]
fn gradients_are_burns() {
    let device = Device::default().autodiff();
    assert_eq!(cpu_of(&random([1, 1, 2, 2], &device)), None);
}

#[test]
fn the_largest_numbers() {
    for device in devices() {
        // Below zero throughout, so that a padding of zeros would show.
        let x = random([2, 3, 8, 9], &device) - 2.0;
        for (kernel_size, stride, padding) in [
            ([3, 3], [2, 2], [(1, 1); 2]),
            ([2, 3], [2, 1], [(0, 0), (1, 1)]),
            ([8, 9], [1, 1], [(0, 0); 2]),
        ] {
            let options = MaxPoolOptions {
                kernel_size,
                stride,
                padding,
                dilation: [1; 2],
                ceil_mode: false,
            };
            let expected = ops::max_pool2d(x.clone(), options.clone()).into_data();
            let found = max_pool2d(x.clone(), options).into_data();
            found.assert_eq(&expected, true);
        }
    }
}

/// Channels that are taken a few at a time come out in their order.
#[test]
fn largest_numbers_of_more_than_the_cache_holds() {
    for device in devices() {
        let x = random([2, 5, 200, 210], &device);
        let options = MaxPoolOptions {
            kernel_size: [3, 3],
            stride: [2, 2],
            padding: [(1, 1); 2],
            dilation: [1; 2],
            ceil_mode: false,
        };
        let expected = ops::max_pool2d(x.clone(), options.clone()).into_data();
        max_pool2d(x, options)
            .into_data()
            .assert_eq(&expected, true);
    }
}

#[test]
fn what_is_not_a_number_stays_so() {
    for device in devices() {
        let x = Tensor::from_data([[[[1.0, f32::NAN], [3.0, 2.0]]]], &device);
        let options = MaxPoolOptions {
            kernel_size: [2, 2],
            stride: [1, 1],
            padding: [(0, 0); 2],
            dilation: [1; 2],
            ceil_mode: false,
        };
        let found = max_pool2d(x, options).into_data().try_to_vec::<f32>();
        assert!(found.expect("floats")[0].is_nan());
    }
}

#[test]
fn means_of_windows() {
    for device in devices() {
        let x = random([2, 3, 8, 9], &device) + 1.0;
        for (padding, count_include_pad, ceil_mode) in [
            ([(1, 1); 2], true, false),
            ([(1, 1); 2], false, false),
            ([(0, 0); 2], false, false),
            ([(0, 0); 2], true, true),
        ] {
            let options = AvgPoolOptions {
                kernel_size: [3, 2],
                stride: [2, 2],
                padding,
                count_include_pad,
                ceil_mode,
            };
            let expected = ops::avg_pool2d(x.clone(), options.clone()).into_data();
            assert_close(avg_pool2d(x.clone(), options).into_data(), &expected);
        }
    }
}
