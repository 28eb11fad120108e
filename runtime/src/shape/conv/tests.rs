use super::super::tests::{said, silent};
use super::*;

const CONV: Conv<2> = Conv {
    out: 128,
    kernel: [3; 2],
    ..Conv::DEFAULT
};

const TRANSPOSED: ConvTranspose<2> = ConvTranspose {
    out: 32,
    kernel: [4; 2],
    stride: [2; 2],
    ..ConvTranspose::DEFAULT
};

const IMAGE: Shape = Shape::of([64, 56, 56]);

const fn pad<const D: usize>(begin: [usize; D], end: [usize; D]) -> Padding<D> {
    Padding::Explicit { begin, end }
}

const _: () = {
    let ruled = CONV.rule(IMAGE);
    assert!(ruled.counts.params == 128 * 64 * 9 + 128);
    assert!(matches!(ruled.counts.macs, Some(macs) if macs == 54 * 54 * 128 * 64 * 9));
};

/// The first convolution of a ResNet.
#[test]
fn a_stem_halves_the_image() {
    let stem = Conv {
        out: 64,
        kernel: [7; 2],
        stride: [2; 2],
        padding: pad([3; 2], [3; 2]),
        bias: false,
        ..Conv::DEFAULT
    };
    let ruled = silent(stem.rule(Shape::of([3, 224, 224])));
    assert_eq!(ruled.output, Shape::of([64, 112, 112]));
    assert_eq!(ruled.counts.params, 9408);
    assert_eq!(ruled.counts.macs, Some(118_013_952));
    let window = Window::Slides {
        extent: 7,
        stride: 2.0,
    };
    assert_eq!(ruled.windows[..2], [window; 2]);
}

#[test]
fn same_divides_by_the_stride_and_rounds_up() {
    for (n, stride, out) in [(224, 2, 112), (7, 2, 4), (5, 1, 5), (9, 3, 3), (1, 4, 1)] {
        let conv = Conv {
            out: 8,
            kernel: [3],
            stride: [stride],
            padding: Padding::Same,
            dilation: [2],
            ..Conv::<1>::DEFAULT
        };
        assert_eq!(
            silent(conv.rule(Shape::of([4, n]))).output,
            Shape::of([8, out])
        );
    }
}

#[test]
fn sides_groups_and_gaps() {
    let conv = Conv {
        out: 8,
        kernel: [3, 2],
        stride: [1, 3],
        padding: pad([1, 0], [0, 2]),
        dilation: [2, 1],
        groups: 4,
        ..Conv::DEFAULT
    };
    let ruled = silent(conv.rule(Shape::of([4, 9, 9])));
    // ⌊(9 + 1 − 4 − 1) / 1⌋ + 1 and ⌊(9 + 2 − 1 − 1) / 3⌋ + 1
    assert_eq!(ruled.output, Shape::of([8, 6, 4]));
    assert_eq!(ruled.counts.params, 8 * 6 + 8);
    assert_eq!(ruled.counts.macs, Some(24 * 48));
}

#[test]
fn transposed_enlarges_by_its_stride() {
    let ruled = silent(TRANSPOSED.rule(IMAGE));
    // (56 − 1)·2 + 3 + 1
    assert_eq!(ruled.output, Shape::of([32, 114, 114]));
    assert_eq!(ruled.counts.params, 64 * 32 * 16 + 32);
    assert_eq!(ruled.counts.macs, Some(56 * 56 * 64 * 32 * 16));
    let window = Window::Slides {
        extent: 2,
        stride: 0.5,
    };
    assert_eq!(ruled.windows[..2], [window; 2]);

    let all = ConvTranspose {
        out: 2,
        kernel: [3],
        stride: [2],
        padding: [1],
        output_padding: [3],
        dilation: [4],
        groups: 2,
        bias: false,
    };
    let ruled = silent(all.rule(Shape::of([4, 5])));
    // (5 − 1)·2 − 2 + 8 + 3 + 1, as PyTorch
    assert_eq!(ruled.output, Shape::of([2, 18]));
    assert_eq!(ruled.counts.params, 4 * 3);
}

#[test]
fn an_open_size_stays_open() {
    let open = Shape::new([Dim::Known(64), Dim::Any, Dim::Known(9)]);
    let ruled = silent(CONV.rule(open));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(128), Dim::Any, Dim::Known(7)]
    );
    assert_eq!(ruled.counts.macs, None);
    assert_eq!(silent(TRANSPOSED.rule(open)).output.dim(1), Dim::Any);
}

#[test]
fn another_rank_is_refused() {
    let ruled = CONV.rule(Shape::of([64, 56]));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(128), Dim::Unsure, Dim::Unsure]
    );
    assert_eq!(
        said(ruled),
        "`conv2d` expects an image [C, H, W], found the signal [64, 56]\n\
         help: `conv1d` slides over a signal"
    );
    assert_eq!(
        said(TRANSPOSED.rule(Shape::of([64]))),
        "`conv_transpose2d` expects an image [C, H, W], found features [64]\n\
         help: put it before `flatten` or `global_avg_pool`, or `reshape` the features"
    );
}

#[test]
fn a_kernel_larger_than_its_input_is_refused() {
    let conv = Conv {
        kernel: [7; 2],
        ..CONV
    };
    let ruled = conv.rule(Shape::of([64, 5, 9]));
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(128), Dim::Unsure, Dim::Known(3)]
    );
    assert_eq!(
        said(ruled),
        "`conv2d` expects at least 7 positions under its kernel of 7, found 5 along the height of the \
         image [64, 5, 9]\n\
         help: `padding = 1`, a smaller `kernel`, or fewer strides before it"
    );
    let atrous = Conv {
        dilation: [12; 2],
        padding: pad([1; 2], [1; 2]),
        ..CONV
    };
    assert_eq!(
        said(atrous.rule(Shape::of([64, 7, 7]))),
        "`conv2d` expects at least 25 positions under its kernel of 3 (dilation 12), found 9 with the \
         padding along the height of the image [64, 7, 7]\n\
         help: a smaller `dilation`, or fewer strides before it"
    );
}

#[test]
fn groups_divide_both_sides() {
    let conv = Conv { groups: 48, ..CONV };
    let ruled = conv.rule(IMAGE);
    assert_eq!(ruled.output, Shape::of([128, 54, 54]));
    assert_eq!(
        said(ruled),
        "`conv2d` expects `groups` that divide the channels in and out, found `groups = 48` for 64 in \
         and 128 out\n\
         help: `groups = 32`"
    );
    let none = Conv { groups: 0, ..CONV };
    assert_eq!(
        said(none.rule(IMAGE)),
        "`conv2d` expects 1 or more `groups`, found 0\n\
         help: `groups = 1` joins every channel with every other one"
    );
}

#[test]
fn zeros_are_refused() {
    let none = Conv { out: 0, ..CONV }.rule(IMAGE);
    assert_eq!(
        none.output.dims(),
        [Dim::Unsure, Dim::Known(54), Dim::Known(54)]
    );
    assert_eq!(
        said(none),
        "`conv2d` expects 1 or more channels `out`, found 0\n\
         help: `out = 1` or more: the number of its filters"
    );
    for (conv, words) in [
        (
            Conv {
                kernel: [0, 3],
                ..CONV
            },
            "`conv2d` expects a `kernel` of 1 or more, found 0\n\
             help: `kernel = 1` looks at each position alone",
        ),
        (
            Conv {
                stride: [1, 0],
                ..CONV
            },
            "`conv2d` expects a `stride` of 1 or more, found 0\n\
             help: `stride = 1` keeps every position",
        ),
        (
            Conv {
                dilation: [0; 2],
                ..CONV
            },
            "`conv2d` expects a `dilation` of 1 or more, found 0\n\
             help: `dilation = 1` is a kernel without gaps",
        ),
    ] {
        assert_eq!(said(conv.rule(IMAGE)), words);
    }
}

#[test]
fn padding_of_a_transposed_convolution_has_its_limits() {
    let conv = ConvTranspose {
        padding: [5; 2],
        ..TRANSPOSED
    };
    assert_eq!(
        said(conv.rule(Shape::of([64, 3, 3]))),
        "`conv_transpose2d` expects a `padding` of at most 3, found 5: it is cut from both ends of the \
         8 positions along the height\n\
         help: `padding = 3`"
    );
    let conv = ConvTranspose {
        output_padding: [2; 2],
        ..TRANSPOSED
    };
    assert_eq!(
        said(conv.rule(IMAGE)),
        "`conv_transpose2d` expects an `output_padding` below its `stride` or `dilation`, at most 1, \
         found 2\n\
         help: `output_padding = 1`"
    );
}

#[test]
fn absurd_numbers_are_refused() {
    const HUGE: usize = usize::MAX;
    let gaps = Conv {
        dilation: [HUGE; 2],
        ..CONV
    };
    assert_eq!(
        said(gaps.rule(Shape::new([Dim::Known(64), Dim::Any, Dim::Any]))),
        format!(
            "`conv2d` expects a kernel over at most 1073741824 positions, found `kernel = 3` with \
             `dilation = {HUGE}`\n\
             help: a smaller `kernel` or `dilation`"
        )
    );
    let wide = Conv {
        out: 1 << 44,
        ..CONV
    };
    assert_eq!(
        said(wide.rule(Shape::of([64, 3, 3]))),
        "`conv2d` expects at most 281474976710656 weights, found 10150691347628032\n\
         help: look for an argument with too many digits, or one that was computed wrongly"
    );
    let padded = Conv {
        padding: pad([HUGE; 2], [HUGE; 2]),
        ..CONV
    };
    let ruled = padded.rule(IMAGE);
    assert_eq!(
        ruled.output.dims(),
        [Dim::Known(128), Dim::Unsure, Dim::Unsure]
    );
    assert_eq!(
        said(ruled),
        "`conv2d` expects at most 281474976710656 numbers in its output, found more than can be counted\n\
         help: look for an argument with too many digits, or one that was computed wrongly"
    );
    // Whatever the numbers are, the rules say something and go on.
    for huge in [HUGE, HUGE / 2, 1 << 62, 1 << 31] {
        for conv in [
            Conv {
                kernel: [huge; 2],
                ..CONV
            },
            Conv {
                stride: [huge; 2],
                ..CONV
            },
            Conv {
                out: huge,
                groups: huge,
                ..CONV
            },
            Conv {
                kernel: [huge; 2],
                padding: Padding::Same,
                ..CONV
            },
        ] {
            conv.rule(IMAGE);
            conv.rule(Shape::of([huge; 3]));
        }
        for conv in [
            ConvTranspose {
                kernel: [huge; 2],
                ..TRANSPOSED
            },
            ConvTranspose {
                stride: [huge; 2],
                ..TRANSPOSED
            },
            ConvTranspose {
                padding: [huge; 2],
                ..TRANSPOSED
            },
            ConvTranspose {
                output_padding: [huge; 2],
                ..TRANSPOSED
            },
            ConvTranspose {
                out: huge,
                groups: huge,
                ..TRANSPOSED
            },
        ] {
            conv.rule(IMAGE);
            conv.rule(Shape::of([huge; 3]));
        }
    }
}

#[test]
fn undecided_shapes_are_let_through() {
    silent(CONV.rule(Shape::UNSURE));
    silent(TRANSPOSED.rule(Shape::UNSURE));
    let unsure = Shape::new([Dim::Unsure; 3]);
    assert_eq!(
        silent(CONV.rule(unsure)).output.dims(),
        [Dim::Known(128), Dim::Unsure, Dim::Unsure]
    );
    let odd = Conv {
        groups: 3,
        out: 9,
        ..CONV
    };
    silent(odd.rule(unsure));
}
