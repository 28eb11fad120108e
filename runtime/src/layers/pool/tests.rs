use burn::tensor::{Device, Distribution};

use super::super::tests::{assert_values, counted, tensor, values};
use super::*;
use crate::part::Layer;
use crate::shape::spec::{AdaptiveAvgPool, GlobalAvgPool};

const fn around<const D: usize>(begin: [usize; D], end: [usize; D]) -> Padding<D> {
    Padding::Explicit { begin, end }
}

const fn max<const D: usize>(kernel: usize, stride: usize, padding: usize) -> MaxPool<D> {
    MaxPool {
        kernel: [kernel; D],
        stride: Some([stride; D]),
        padding: around([padding; D], [padding; D]),
        ..MaxPool::DEFAULT
    }
}

const fn avg<const D: usize>(kernel: usize, stride: usize, padding: usize) -> AvgPool<D> {
    AvgPool {
        kernel: [kernel; D],
        stride: Some([stride; D]),
        padding: around([padding; D], [padding; D]),
        ..AvgPool::DEFAULT
    }
}

fn seven() -> Flow {
    Flow::Signal(counted([1, 1, 7]))
}

fn volume() -> Flow {
    Flow::Volume(counted([1, 1, 3, 4, 5]))
}

/// What PyTorch gives for 1, 2, … 7.
#[test]
fn rounded_up_over_a_signal() {
    let pool = AvgPool {
        ceil_mode: true,
        ..avg::<1>(3, 2, 1)
    };
    assert_values(pool.forward(seven()), [1, 1, 4], &[1.0, 3.0, 5.0, 4.33333]);
    let pool = AvgPool {
        count_include_pad: false,
        ..pool
    };
    assert_values(pool.forward(seven()), [1, 1, 4], &[1.5, 3.0, 5.0, 6.5]);
    let whole = MaxPool {
        ceil_mode: true,
        ..max::<1>(9, 3, 0)
    };
    assert_values(whole.forward(seven()), [1, 1, 1], &[7.0]);
}

/// What PyTorch gives for 1, 2, … 60.
#[test]
fn rounded_up_over_a_volume() {
    let pool = MaxPool {
        ceil_mode: true,
        ..max::<3>(2, 2, 1)
    };
    assert_values(
        pool.forward(volume()),
        [1, 1, 2, 3, 3],
        &[
            1.0, 3.0, 5.0, 11.0, 13.0, 15.0, 16.0, 18.0, 20.0, //
            41.0, 43.0, 45.0, 51.0, 53.0, 55.0, 56.0, 58.0, 60.0,
        ],
    );
    let pool = AvgPool {
        ceil_mode: true,
        ..avg::<3>(2, 2, 1)
    };
    assert_values(
        pool.forward(volume()),
        [1, 1, 2, 3, 3],
        &[
            0.125, 0.625, 1.125, 2.125, 5.0, 6.0, 2.0, 4.375, 4.875, //
            7.75, 16.25, 17.25, 19.25, 40.0, 42.0, 11.5, 23.75, 24.75,
        ],
    );
    let pool = AvgPool {
        kernel: [2, 3, 2],
        count_include_pad: false,
        ..pool
    };
    assert_values(
        pool.forward(volume()),
        [1, 1, 2, 3, 3],
        &[
            3.5, 5.0, 7.0, 11.0, 12.5, 14.5, 16.0, 17.5, 19.5, //
            33.5, 35.0, 37.0, 41.0, 42.5, 44.5, 46.0, 47.5, 49.5,
        ],
    );
}

/// As TensorFlow does: for one window more in front than behind, or for one less.
#[test]
fn same_leaves_its_padding_out() {
    let four = || Flow::Signal(counted([1, 1, 4]));
    let pool = AvgPool {
        padding: Padding::Same,
        ..avg::<1>(3, 2, 0)
    };
    // [1 2 3] and [3 4 ·]
    assert_values(pool.forward(four()), [1, 1, 2], &[2.0, 3.5]);
    let pool = AvgPool {
        padding: Padding::Same,
        ..avg::<1>(2, 1, 0)
    };
    assert_values(pool.forward(four()), [1, 1, 4], &[1.5, 2.5, 3.5, 4.0]);
    let pool = MaxPool {
        padding: Padding::Same,
        ..max::<1>(3, 2, 0)
    };
    let below_zero = Flow::Signal(tensor([1, 1, 4], &[-4.0, -3.0, -2.0, -1.0]));
    assert_values(pool.forward(below_zero), [1, 1, 2], &[-2.0, -1.0]);
}

/// Zeros on one side only: the mean of what came before.
#[test]
fn sides_that_differ() {
    let causal = AvgPool {
        padding: around([2], [0]),
        ..avg::<1>(3, 1, 0)
    };
    let five = || Flow::Signal(counted([1, 1, 5]));
    assert_values(
        causal.forward(five()),
        [1, 1, 5],
        &[0.33333, 1.0, 2.0, 3.0, 4.0],
    );
    let causal = AvgPool {
        count_include_pad: false,
        ..causal
    };
    assert_values(
        causal.forward(five()),
        [1, 1, 5],
        &[1.0, 1.5, 2.0, 3.0, 4.0],
    );
}

/// Rounding up in the place of uneven padding finds the same windows.
#[test]
fn no_copy_and_no_difference() {
    for n in 3..12 {
        for (kernel, stride) in [(2, 1), (2, 2), (3, 1), (3, 2), (4, 2), (4, 3), (5, 2)] {
            for (begin, end) in [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2)] {
                if begin.max(end) >= kernel || n + begin + end < kernel {
                    continue;
                }
                let pool = MaxPool {
                    padding: around([begin; 2], [end; 2]),
                    ..max::<2>(kernel, stride, 0)
                };
                let device = Device::default();
                let x = Tensor::<4>::random([1, 2, n, n], Distribution::Default, &device);
                let fast = pool.forward(Flow::Image(x.clone()));
                let padded = x.pad([(begin, end), (begin, end)], f32::NEG_INFINITY);
                let slow = MaxPool {
                    padding: Padding::NONE,
                    ..pool
                };
                let slow = slow.forward(Flow::Image(padded));
                values(fast).assert_eq(&values(slow), true);
            }
        }
    }
    let options = max_options(
        &MaxPool {
            padding: Padding::Same,
            ..max::<2>(3, 2, 0)
        },
        &[1, 64, 112, 112],
    );
    assert_eq!(options.padding, [(0, 0); 2]);
    assert!(options.ceil_mode);
}

#[test]
fn means_over_shares_and_over_everything() {
    let three = AdaptiveAvgPool { size: [3] };
    assert_values(three.forward(seven()), [1, 1, 3], &[2.0, 4.0, 6.0]);
    let same = AdaptiveAvgPool { size: [3, 4, 5] };
    values(same.forward(volume())).assert_eq(&values(volume()), true);
    let one = AdaptiveAvgPool { size: [1; 3] };
    assert_values(one.forward(volume()), [1, 1, 1, 1, 1], &[30.5]);
    let image = || Flow::Image(counted([1, 2, 2, 2]));
    let pool = GlobalAvgPool { keep_dims: true };
    assert_values(pool.forward(image()), [1, 2, 1, 1], &[2.5, 6.5]);
    assert_values(GlobalAvgPool::DEFAULT.forward(image()), [1, 2], &[2.5, 6.5]);
    assert_values(GlobalAvgPool::DEFAULT.forward(volume()), [1, 1], &[30.5]);
}

#[test]
#[should_panic(
    expected = "`max_pool1d` expects at least 9 positions under its kernel of 9, found 7 along the length \
                of the signal [1, 7]"
)]
fn an_open_size_turns_out_too_small() {
    max::<1>(9, 1, 0).forward(seven());
}
