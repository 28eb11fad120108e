use super::super::args::PerChannelArgument;
use super::super::tests::{said, silent};
use super::*;

const IMAGE: Shape = Shape::of([64, 8, 6]);
const OPEN: Shape = Shape::new([Dim::Known(64), Dim::Any, Dim::Any]);
/// What a fault may leave behind.
const UNDECIDED: [Shape; 3] = [
    Shape::UNSURE,
    Shape::new([Dim::Unsure; 3]),
    Shape::new([Dim::Unsure, Dim::Any, Dim::Known(3)]),
];

const _: () = {
    assert!(matches!(
        Flatten {}.rule(IMAGE).output.dim(0),
        Dim::Known(3072)
    ));
    assert!(PixelShuffle { factor: 2 }.rule(IMAGE).fault.is_none());
};

mod flatten {
    use super::*;

    #[test]
    fn counts_every_number() {
        assert_eq!(silent(Flatten {}.rule(IMAGE)).output, Shape::of([64 * 48]));
        assert_eq!(
            silent(Flatten {}.rule(Shape::of([9]))).output,
            Shape::of([9])
        );
        assert_eq!(silent(Flatten {}.rule(IMAGE)).windows, [Window::Global; 3]);
    }

    #[test]
    fn refuses_an_open_size() {
        let ruled = Flatten {}.rule(OPEN);
        assert_eq!(ruled.output.dims(), [Dim::Unsure]);
        assert_eq!(
            said(ruled),
            "`flatten` expects a size that is known at compile time, found the image [64, _, _], where `_` \
             is known at run time only\n\
             help: put `adaptive_avg_pool2d(7);` before it for a fixed size, or `global_avg_pool;` in its \
             place"
        );
        assert!(
            said(Flatten {}.rule(Shape::new([Dim::Known(4), Dim::Any])))
                .contains("`adaptive_avg_pool1d(7);`")
        );
    }

    #[test]
    fn lets_undecided_shapes_through() {
        for shape in UNDECIDED {
            assert_eq!(silent(Flatten {}.rule(shape)).output.dims(), [Dim::Unsure]);
        }
    }
}

mod reshape {
    use super::*;

    const fn reshape<const R: usize>(dims: [usize; R]) -> Reshape {
        Reshape {
            dims: List::of(dims),
        }
    }

    #[test]
    fn keeps_the_numbers() {
        let ruled = silent(reshape([16, 2, 96]).rule(IMAGE));
        assert_eq!(ruled.output, Shape::of([16, 2, 96]));
        assert_eq!(
            silent(reshape([3072]).rule(IMAGE)).output,
            Shape::of([3072])
        );
    }

    #[test]
    fn refuses_another_number_of_them() {
        let ruled = reshape([256, 4, 4]).rule(Shape::of([8192]));
        assert_eq!(
            ruled.output,
            Shape::of([256, 4, 4]),
            "what it decides stays known"
        );
        assert_eq!(
            said(ruled),
            "`reshape` expects 4096 numbers for [256, 4, 4], found 8192 in features [8192]\n\
             help: `reshape([512, 4, 4])` fits"
        );
        assert_eq!(
            said(reshape([7, 7]).rule(Shape::of([10, 3]))),
            "`reshape` expects 49 numbers for [7, 7], found 30 in the signal [10, 3]\n\
             help: `reshape([30])` fits, and every list whose product it is"
        );
        assert!(
            said(reshape([9, 4]).rule(Shape::of([27]))).ends_with("help: `reshape([9, 3])` fits")
        );
        let absurd = reshape([usize::MAX, usize::MAX]).rule(IMAGE);
        assert!(said(absurd).starts_with("`reshape` expects 18446744073709551615 numbers for"));
    }

    #[test]
    fn refuses_dimensions_without_numbers() {
        let ruled = reshape([16, 0, 4]).rule(IMAGE);
        assert_eq!(
            ruled.output.dims(),
            [Dim::Known(16), Dim::Unsure, Dim::Known(4)]
        );
        assert_eq!(
            said(ruled),
            "`reshape` expects one to four dimensions of 1 or more, found [16, 0, 4]\n\
             help: `reshape([64, 7, 7])` makes an image of 64 channels"
        );
        said(Reshape::DEFAULT.rule(IMAGE));
    }

    #[test]
    fn refuses_an_open_size() {
        assert_eq!(
            said(reshape([64]).rule(OPEN)),
            "`reshape` expects a size that is known at compile time, found the image [64, _, _], where `_` \
             is known at run time only\n\
             help: put `adaptive_avg_pool2d(7);` before it for a fixed size"
        );
    }

    #[test]
    fn lets_undecided_shapes_through() {
        for shape in UNDECIDED {
            assert_eq!(silent(reshape([7]).rule(shape)).output, Shape::of([7]));
        }
    }
}

mod slice {
    use super::*;

    const fn slice(start: usize, end: usize) -> Slice {
        Slice { start, end }
    }

    #[test]
    fn takes_a_range_of_channels() {
        assert_eq!(
            silent(slice(16, 48).rule(IMAGE)).output,
            Shape::of([32, 8, 6])
        );
        assert_eq!(silent(slice(0, 64).rule(IMAGE)).output, IMAGE);
        assert_eq!(
            silent(slice(60, usize::MAX).rule(IMAGE)).output,
            Shape::of([4, 8, 6])
        );
        assert_eq!(silent(slice(0, 1).rule(OPEN)).output.dim(1), Dim::Any);
    }

    #[test]
    fn ends_with_the_last_channel() {
        let ruled = slice(32, 96).rule(IMAGE);
        assert_eq!(ruled.output.dims()[1..], IMAGE.dims()[1..]);
        assert_eq!(ruled.output.dim(0), Dim::Unsure);
        assert_eq!(
            said(ruled),
            "`slice` expects a range within 0..64, found 32..96 of the image [64, 8, 6]\n\
             help: `slice(32..64)` ends with the last channel"
        );
        assert_eq!(
            said(slice(64, usize::MAX).rule(Shape::of([64]))),
            "`slice` expects a range within 0..64, found 64.. of features [64]\n\
             help: `slice(0..64)` ends with the last channel"
        );
    }

    #[test]
    fn takes_one_channel_or_more() {
        for (start, end) in [(4, 4), (5, 4)] {
            assert_eq!(
                said(slice(start, end).rule(IMAGE)),
                format!(
                    "`slice` expects a range of one channel or more, found {start}..{end}\n\
                     help: `slice({start}..{})` is one channel",
                    start + 1
                )
            );
        }
    }

    #[test]
    fn lets_undecided_shapes_through() {
        for shape in UNDECIDED {
            silent(slice(3, 9).rule(shape));
        }
        let ruled = slice(3, 9).rule(UNDECIDED[1]);
        assert_eq!(
            ruled.output.dim(0),
            Dim::Known(6),
            "what it decides is known"
        );
        assert_eq!(
            slice(3, usize::MAX).rule(UNDECIDED[1]).output.dim(0),
            Dim::Unsure
        );
    }
}

mod shuffles {
    use super::*;

    #[test]
    fn groups_divide_the_channels() {
        assert_eq!(
            silent(ChannelShuffle { groups: 4 }.rule(IMAGE)).output,
            IMAGE
        );
        let ruled = ChannelShuffle { groups: 3 }.rule(IMAGE);
        assert_eq!(ruled.output, IMAGE);
        assert_eq!(
            said(ruled),
            "`channel_shuffle` expects `groups` that divide the channels, found `groups = 3` for 64 \
             channels\nhelp: `groups = 2`"
        );
        assert_eq!(
            said(ChannelShuffle { groups: 0 }.rule(IMAGE)),
            "`channel_shuffle` expects 1 or more `groups`, found 0\n\
             help: `groups` is that of the convolution before it"
        );
    }

    #[test]
    fn channels_become_pixels() {
        let ruled = silent(PixelShuffle { factor: 4 }.rule(IMAGE));
        assert_eq!(ruled.output, Shape::of([4, 32, 24]));
        assert_eq!(
            ruled.windows[0],
            Window::Slides {
                extent: 1,
                stride: 0.25
            }
        );
        let ruled = silent(PixelShuffle { factor: 2 }.rule(OPEN));
        assert_eq!(ruled.output.dims(), [Dim::Known(16), Dim::Any, Dim::Any]);
    }

    #[test]
    fn the_square_of_the_factor_divides_the_channels() {
        let ruled = PixelShuffle { factor: 3 }.rule(IMAGE);
        assert_eq!(
            ruled.output.dims(),
            [Dim::Unsure, Dim::Known(24), Dim::Known(18)]
        );
        assert_eq!(
            said(ruled),
            "`pixel_shuffle` expects channels that are a multiple of 9 (`factor` times itself), found 64 in \
             the image [64, 8, 6]\n\
             help: end what is before it in 72 channels"
        );
        assert_eq!(
            said(PixelShuffle { factor: 0 }.rule(IMAGE)),
            "`pixel_shuffle` expects a `factor` of 1 or more, found 0\n\
             help: `factor = 2` doubles height and width"
        );
        said(PixelShuffle { factor: usize::MAX }.rule(IMAGE));
    }

    #[test]
    fn only_images_have_pixels() {
        let two = PixelShuffle { factor: 2 };
        assert_eq!(
            said(two.rule(Shape::of([64]))),
            "`pixel_shuffle` expects an image [C, H, W], found features [64]\n\
             help: put it before `flatten` or `global_avg_pool`, or `reshape` the features"
        );
        assert_eq!(
            said(two.rule(Shape::of([64, 2, 8, 8]))),
            "`pixel_shuffle` expects an image [C, H, W], found the volume [64, 2, 8, 8]\n\
             help: only the channels of an image become pixels"
        );
    }

    #[test]
    fn undecided_shapes_are_let_through() {
        for shape in UNDECIDED {
            silent(ChannelShuffle { groups: 7 }.rule(shape));
            silent(PixelShuffle { factor: 7 }.rule(shape));
        }
    }
}

mod interpolate {
    use super::*;

    const PLAIN: Interpolate = Interpolate::DEFAULT;

    const fn to(height: usize, width: usize) -> Interpolate {
        Interpolate {
            size: Some([height, width]),
            ..PLAIN
        }
    }

    const fn by(scale: f64) -> Interpolate {
        Interpolate {
            scale: Some(scale),
            ..PLAIN
        }
    }

    const LIKE: Interpolate = Interpolate {
        like: true,
        mode: InterpolateMode::Bilinear,
        ..PLAIN
    };

    #[test]
    fn a_size_a_factor_or_a_model() {
        assert_eq!(silent(to(5, 7).rule(IMAGE)).output, Shape::of([64, 5, 7]));
        assert_eq!(silent(by(2.0).rule(IMAGE)).output, Shape::of([64, 16, 12]));
        assert_eq!(silent(by(0.4).rule(IMAGE)).output, Shape::of([64, 3, 2]));
        let model = Shape::of([9, 33, 65]);
        assert_eq!(
            silent(LIKE.rule_like(IMAGE, model)).output,
            Shape::of([64, 33, 65])
        );
    }

    #[test]
    fn open_sizes() {
        assert_eq!(silent(to(5, 7).rule(OPEN)).output, Shape::of([64, 5, 7]));
        assert_eq!(silent(by(2.0).rule(OPEN)).output, OPEN);
        assert_eq!(silent(LIKE.rule_like(IMAGE, OPEN)).output, OPEN);
        assert_eq!(silent(LIKE.rule_like(OPEN, IMAGE)).output, IMAGE);
    }

    #[test]
    fn neighbours_that_are_seen() {
        let slides = |extent, stride| Window::Slides { extent, stride };
        assert_eq!(by(2.0).rule(IMAGE).windows[0], slides(1, 0.5));
        assert_eq!(
            LIKE.rule_like(IMAGE, Shape::of([1, 16, 3])).windows[..2],
            [slides(2, 0.5), slides(2, 2.0)]
        );
        assert_eq!(LIKE.rule_like(IMAGE, IMAGE).windows, [Window::POINT; 3]);
        let corners = Interpolate {
            align_corners: true,
            ..LIKE
        };
        assert_eq!(
            corners.rule_like(IMAGE, Shape::of([1, 15, 1])).windows[..2],
            [slides(2, 0.5), slides(2, 6.0)]
        );
    }

    #[test]
    fn exactly_one_of_them() {
        let all = Interpolate {
            size: Some([5, 7]),
            scale: Some(2.0),
            like: true,
            ..PLAIN
        };
        let without = |size: bool, scale: bool, like: bool| Interpolate {
            size: all.size.filter(|_| size),
            scale: all.scale.filter(|_| scale),
            like,
            ..PLAIN
        };
        for (layer, found, help) in [
            (PLAIN, "none", "`scale = 2.0` doubles height and width"),
            (
                without(true, true, false),
                "`size` and `scale`",
                "remove `scale`",
            ),
            (
                without(true, false, true),
                "`size` and `like`",
                "remove `size`",
            ),
            (
                without(false, true, true),
                "`scale` and `like`",
                "remove `scale`",
            ),
            (all, "all of them", "remove `size` and `scale`"),
        ] {
            let ruled = if layer.like {
                layer.rule_like(IMAGE, IMAGE)
            } else {
                layer.rule(IMAGE)
            };
            assert_eq!(
                said(ruled),
                format!(
                    "`interpolate` expects one of `size`, `scale` and `like`, found {found}\nhelp: {help}"
                )
            );
        }
    }

    #[test]
    fn a_factor_is_positive() {
        for (scale, found) in [
            (0.0, "0.0"),
            (-2.0, "-2.0"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            let ruled = by(scale).rule(IMAGE);
            assert_eq!(ruled.output.dims()[1..], [Dim::Unsure; 2]);
            assert_eq!(
                said(ruled),
                format!(
                    "`interpolate` expects a `scale` above 0, found {found}\n\
                     help: `scale = 2.0` doubles height and width"
                )
            );
        }
        said(by(-1.0).rule(OPEN));
    }

    #[test]
    fn something_is_left() {
        let ruled = by(0.15).rule(IMAGE);
        assert_eq!(ruled.output.dims()[1..], [Dim::Known(1), Dim::Unsure]);
        assert_eq!(
            said(ruled),
            "`interpolate` expects a result of 1 or more positions, found `scale = 0.15` for the image \
             [64, 8, 6]\n\
             help: `size = 1` is the smallest"
        );
        assert!(said(to(0, 5).rule(IMAGE)).contains("found `size = [0, 5]` for the image"));
    }

    #[test]
    fn corners_need_neighbours() {
        let corners = Interpolate {
            align_corners: true,
            ..by(2.0)
        };
        let ruled = corners.rule(IMAGE);
        assert_eq!(ruled.output, Shape::of([64, 16, 12]));
        assert_eq!(
            said(ruled),
            "`interpolate` expects `align_corners` with `bilinear` or `bicubic` only, found `mode = \
             nearest`\n\
             help: `mode = bilinear`, or remove `align_corners`"
        );
        let mode = InterpolateMode::Bicubic;
        silent(Interpolate { mode, ..corners }.rule(IMAGE));
    }

    #[test]
    fn only_images_are_resized() {
        let ruled = to(5, 7).rule(Shape::of([64, 100]));
        assert_eq!(
            ruled.output.dims(),
            [Dim::Unsure, Dim::Known(5), Dim::Known(7)]
        );
        assert_eq!(
            said(ruled),
            "`interpolate` expects an image [C, H, W], found the signal [64, 100]\n\
             help: `reshape([64, 1, 100]);` before it makes an image of one row"
        );
        assert!(
            said(by(2.0).rule(Shape::of([64, 2, 8, 8]))).ends_with("help: only images are resized")
        );
        assert!(
            said(by(2.0).rule(Shape::new([Dim::Known(4), Dim::Any])))
                .ends_with("help: only images are resized")
        );
        assert_eq!(
            said(LIKE.rule_like(IMAGE, Shape::of([64]))),
            "`interpolate` expects `like` to name an image [C, H, W], found features [64]\n\
             help: keep an image with `… as name;` and write `like = name`"
        );
    }

    #[test]
    fn absurd_sizes_are_refused() {
        assert!(said(to(usize::MAX, 2).rule(IMAGE)).starts_with("`interpolate` expects at most"));
        assert!(said(by(1e300).rule(IMAGE)).starts_with("`interpolate` expects at most"));
    }

    #[test]
    fn undecided_shapes_are_let_through() {
        for shape in UNDECIDED {
            silent(to(5, 7).rule(shape));
            silent(by(2.0).rule(shape));
            silent(LIKE.rule_like(shape, IMAGE));
            silent(LIKE.rule_like(IMAGE, shape));
        }
    }
}

mod scale {
    use super::*;

    fn scale(factor: PerChannel, shift: PerChannel) -> Scale {
        Scale { factor, shift }
    }

    fn each<const C: usize>(numbers: [f64; C]) -> PerChannel {
        PerChannelArgument(numbers).values()
    }

    const RGB: Shape = Shape::of([3, 8, 8]);

    #[test]
    fn one_number_or_one_for_each_channel() {
        let two = PerChannel::all(2.0);
        let three = each([1.0, 2.0, 3.0]);
        for (factor, shift) in [(two, two), (three, two), (two, three), (three, three)] {
            assert_eq!(silent(scale(factor, shift).rule(RGB)).output, RGB);
            silent(scale(factor, shift).rule(Shape::UNSURE));
        }
        silent(scale(two, two).rule(IMAGE));
    }

    #[test]
    fn another_count_is_refused() {
        let four = each([1.0; 4]);
        let one = PerChannel::all(1.0);
        assert_eq!(
            said(scale(four, one).rule(RGB)),
            "`scale` expects one number for `factor`, or one for each of 3 channels, found 4 for the image \
             [3, 8, 8]\n\
             help: give 3 numbers, or one for all channels"
        );
        assert!(said(scale(one, four).rule(RGB)).contains("one number for `shift`"));
        assert!(
            said(scale(four, one).rule(IMAGE)).ends_with("help: give one number for all channels")
        );
    }

    #[test]
    fn a_plan_has_room_for_sixteen() {
        let many = scale(each([1.0; 17]), PerChannel::all(0.0));
        assert_eq!(
            said(many.rule(Shape::of([17, 2]))),
            "`scale` expects one number for `factor`, or one for each of at most 16 channels, found 17\n\
             help: a `product` with a labelled `parameter` scales any number of channels"
        );
        assert_eq!(many.factor.values().len(), 16);
    }
}
