use super::super::tests::{said, silent};
use super::*;

const fn max<const D: usize>(kernel: usize, stride: usize, padding: usize) -> MaxPool<D> {
    MaxPool {
        kernel: [kernel; D],
        stride: Some([stride; D]),
        padding: Padding::Explicit {
            begin: [padding; D],
            end: [padding; D],
        },
        ..MaxPool::DEFAULT
    }
}

const _: () = {
    let stem: MaxPool<2> = max(3, 2, 1);
    let ruled = stem.rule(Shape::of([64, 112, 112]));
    assert!(ruled.fault.is_none());
    assert!(matches!(ruled.output.dim(1), Dim::Known(56)));
};

#[test]
fn the_stride_is_the_kernel_by_default() {
    let pool = MaxPool {
        kernel: [2, 3],
        ..MaxPool::DEFAULT
    };
    let ruled = silent(pool.rule(Shape::of([8, 9, 9])));
    assert_eq!(ruled.output, Shape::of([8, 4, 3]));
    let window = |extent, stride| Window::Slides { extent, stride };
    assert_eq!(ruled.windows[..2], [window(2, 2.0), window(3, 3.0)]);
    let pool = AvgPool {
        kernel: [2; 3],
        ..AvgPool::DEFAULT
    };
    assert_eq!(
        silent(pool.rule(Shape::of([8, 4, 5, 6]))).output,
        Shape::of([8, 2, 2, 3])
    );
}

/// What PyTorch 2.15 gives for `MaxPool1d(kernel, stride, padding, ceil_mode=True)`.
#[test]
fn the_last_window_begins_in_the_input() {
    // n = 1..=8
    for (kernel, stride, padding, out) in [
        (2, 2, 0, [1, 1, 2, 2, 3, 3, 4, 4]),
        (3, 2, 1, [1, 2, 2, 3, 3, 4, 4, 5]),
        (2, 3, 1, [1, 1, 2, 2, 2, 3, 3, 3]),
        (1, 3, 0, [1, 1, 1, 2, 2, 2, 3, 3]),
        (3, 3, 1, [1, 1, 2, 2, 2, 3, 3, 3]),
    ] {
        for (n, out) in (1..).zip(out) {
            let pool = MaxPool {
                ceil_mode: true,
                ..max::<1>(kernel, stride, padding)
            };
            let ruled = silent(pool.rule(Shape::of([4, n])));
            assert_eq!(
                ruled.output,
                Shape::of([4, out]),
                "{kernel} {stride} {padding} {n}"
            );
        }
    }
}

/// A window of which less than a stride is missing.
#[test]
fn rounded_up_a_part_of_a_window_is_one() {
    let pool = MaxPool {
        ceil_mode: true,
        ..max::<1>(3, 3, 0)
    };
    assert_eq!(
        silent(pool.rule(Shape::of([4, 1]))).output,
        Shape::of([4, 1])
    );
    let pool = MaxPool {
        ceil_mode: true,
        ..max::<1>(3, 2, 0)
    };
    assert_eq!(
        silent(pool.rule(Shape::of([4, 2]))).output,
        Shape::of([4, 1])
    );
    assert_eq!(
        said(pool.rule(Shape::of([4, 1]))),
        "`max_pool1d` expects at least 3 positions under its kernel of 3, found 1 along the length of the \
         signal [4, 1]\n\
         help: `padding = 1`, a smaller `kernel`, or fewer strides before it"
    );
}

#[test]
fn same_divides_by_the_stride_and_rounds_up() {
    for (n, stride, out) in [(224, 2, 112), (7, 2, 4), (5, 1, 5), (9, 3, 3), (1, 4, 1)] {
        let pool = AvgPool {
            kernel: [3],
            stride: Some([stride]),
            padding: Padding::Same,
            ..AvgPool::DEFAULT
        };
        assert_eq!(
            silent(pool.rule(Shape::of([4, n]))).output,
            Shape::of([4, out])
        );
    }
}

#[test]
fn gaps_widen_a_window() {
    let pool = MaxPool {
        dilation: [2; 2],
        ..max::<2>(3, 1, 2)
    };
    let ruled = silent(pool.rule(Shape::of([4, 7, 7])));
    assert_eq!(ruled.output, Shape::of([4, 7, 7]));
    assert_eq!(
        ruled.windows[0],
        Window::Slides {
            extent: 5,
            stride: 1.0
        }
    );
}

#[test]
fn an_open_size_stays_open() {
    let open = Shape::new([Dim::Known(4), Dim::Any, Dim::Known(8)]);
    let ruled = silent(max::<2>(2, 2, 0).rule(open));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(4), Dim::Any, Dim::Known(4)]
    );
    let pool = AdaptiveAvgPool { size: [7, 5] };
    assert_eq!(silent(pool.rule(open)).output, Shape::of([4, 7, 5]));
    let pool = GlobalAvgPool { keep_dims: true };
    assert_eq!(silent(pool.rule(open)).output, Shape::of([4, 1, 1]));
    assert_eq!(
        silent(GlobalAvgPool::DEFAULT.rule(open)).output,
        Shape::of([4])
    );
}

#[test]
fn a_kernel_and_a_stride_are_positive() {
    assert_eq!(
        said(MaxPool::<2>::DEFAULT.rule(Shape::of([4, 8, 8]))),
        "`max_pool2d` expects a `kernel` of 1 or more, found 0\n\
         help: `kernel = 1` looks at each position alone"
    );
    let ruled = max::<2>(2, 0, 0).rule(Shape::of([4, 8, 8]));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(4), Dim::Unsure, Dim::Unsure]
    );
    assert_eq!(
        said(ruled),
        "`max_pool2d` expects a `stride` of 1 or more, found 0\n\
         help: `stride = 1` keeps every position"
    );
}

#[test]
fn a_window_is_not_all_padding() {
    let ruled = max::<2>(2, 2, 2).rule(Shape::of([4, 8, 8]));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(4), Dim::Unsure, Dim::Unsure]
    );
    assert_eq!(
        said(ruled),
        "`max_pool2d` expects a `padding` of at most 1, half its kernel of 2 along the height, found 2\n\
         help: `padding = 1`"
    );
    let wide = AvgPool {
        kernel: [3, 1],
        stride: Some([1; 2]),
        padding: Padding::Explicit {
            begin: [1; 2],
            end: [1; 2],
        },
        ..AvgPool::DEFAULT
    };
    assert_eq!(
        said(wide.rule(Shape::of([4, 8, 8]))),
        "`avg_pool2d` expects a `padding` of at most 0, half its kernel of 1 along the width, found 1\n\
         help: `padding = [1, 0]`"
    );
    let gaps = MaxPool {
        dilation: [2],
        ..max::<1>(3, 1, 3)
    };
    assert_eq!(
        said(gaps.rule(Shape::of([4, 8]))),
        "`max_pool1d` expects a `padding` of at most 2, half the 5 positions under its kernel, found 3\n\
         help: `padding = 2`"
    );
}

/// A mean over what came before: PyTorch has no such padding, so it goes as far as it makes sense.
#[test]
fn sides_that_differ_go_further() {
    let causal = |front| AvgPool {
        kernel: [3],
        stride: Some([1]),
        padding: Padding::Explicit {
            begin: [front],
            end: [0],
        },
        ..AvgPool::DEFAULT
    };
    assert_eq!(
        silent(causal(2).rule(Shape::of([4, 8]))).output,
        Shape::of([4, 8])
    );
    assert_eq!(
        said(causal(3).rule(Shape::of([4, 8]))),
        "`avg_pool1d` expects a `padding` of at most 2, less than its kernel of 3, found 3\n\
         help: `padding = [2, 0]`"
    );
    let sides = MaxPool {
        kernel: [2; 2],
        padding: Padding::Explicit {
            begin: [0, 0],
            end: [1, 4],
        },
        ..MaxPool::DEFAULT
    };
    assert!(said(sides.rule(Shape::of([4, 8, 8]))).ends_with("help: `padding = [0, 0, 1, 1]`"));
}

#[test]
fn another_rank_is_refused() {
    let ruled = max::<2>(2, 2, 0).rule(Shape::of([64]));
    assert_eq!(ruled.output.rank(), 3);
    assert_eq!(
        said(ruled),
        "`max_pool2d` expects an image [C, H, W], found features [64]\n\
         help: put it before `flatten` or `global_avg_pool`, or `reshape` the features"
    );
    assert_eq!(
        said(AdaptiveAvgPool { size: [7] }.rule(Shape::of([64, 8, 8]))),
        "`adaptive_avg_pool1d` expects a signal [C, L], found the image [64, 8, 8]\n\
         help: `adaptive_avg_pool2d` slides over an image"
    );
    assert_eq!(
        said(GlobalAvgPool::DEFAULT.rule(Shape::of([64]))),
        "`global_avg_pool` expects a signal, an image or a volume, found features [64]\n\
         help: remove it: features have no positions to pool"
    );
}

#[test]
fn shares_of_the_input() {
    let shares = |n: usize, size: usize| {
        (0..size)
            .map(|i| ((i + 1) * n).div_ceil(size) - i * n / size)
            .max()
            .unwrap()
    };
    for n in 1..40 {
        for size in 2..40 {
            let ruled = silent(AdaptiveAvgPool { size: [size] }.rule(Shape::of([4, n])));
            assert_eq!(ruled.output, Shape::of([4, size]));
            let window = Window::Slides {
                extent: shares(n, size),
                stride: n as f64 / size as f64,
            };
            assert_eq!(ruled.windows[0], window, "{n} to {size}");
        }
    }
    let one = AdaptiveAvgPool { size: [1, 2] }.rule(Shape::of([4, 6, 6]));
    assert_eq!(one.windows[0], Window::Global);
}

#[test]
fn shares_are_positive() {
    let ruled = AdaptiveAvgPool { size: [0, 7] }.rule(Shape::of([4, 8, 8]));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(4), Dim::Unsure, Dim::Known(7)]
    );
    assert_eq!(
        said(ruled),
        "`adaptive_avg_pool2d` expects a `size` of 1 or more, found [0, 7]\n\
         help: `size = 1` is the mean over all positions"
    );
}

#[test]
fn absurd_numbers_are_refused() {
    let most = usize::MAX;
    let image = Shape::of([4, 8, 8]);
    said(max::<2>(most, 1, 0).rule(image));
    said(max::<2>(2, 2, most).rule(image));
    said(AdaptiveAvgPool { size: [most; 2] }.rule(image));
    assert_eq!(
        silent(max::<2>(2, most, 0).rule(image)).output,
        Shape::of([4, 1, 1])
    );
    let pool = MaxPool {
        dilation: [most; 2],
        ..max::<2>(2, 1, 0)
    };
    said(pool.rule(image));
}

#[test]
fn undecided_shapes_are_let_through() {
    for shape in [
        Shape::UNSURE,
        Shape::new([Dim::Unsure; 3]),
        Shape::new([Dim::Known(4), Dim::Unsure, Dim::Known(9)]),
    ] {
        silent(max::<2>(2, 2, 1).rule(shape));
        silent(AdaptiveAvgPool { size: [7; 2] }.rule(shape));
        silent(GlobalAvgPool::DEFAULT.rule(shape));
    }
}
