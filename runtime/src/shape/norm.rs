//! Normalisations: the shape stays as it is.

use super::numbers::largest_divisor;
use super::{Dim, Fault, Ruled, Shape, fact, help};

/// Normalises each channel over the batch and its positions, then scales and shifts it:
/// `y = (x − mean) / √(variance + eps) · γ + β`.
///
/// Training takes the statistics of the batch and moves the running ones towards them, the variance
/// unbiased, as PyTorch does; inference takes the running ones.
///
/// Shapes: any, `[C, …]`. Parameters: 2 C (`affine`); buffers: 2 C. Errors: a `momentum` outside of 0 to
/// 1. Same as `torch.nn.BatchNorm1d`, `BatchNorm2d`, `BatchNorm3d`. Source: Ioffe & Szegedy 2015, arXiv:1502.03167.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchNorm {
    pub eps: f64,
    /// The weight of the new batch in the running statistics.
    pub momentum: f64,
    pub affine: bool,
}

/// Normalises over the channels at each position, then scales and shifts each channel.
///
/// Shapes: any, `[C, …]`. Parameters: 2 C. On features the same as `torch.nn.LayerNorm`; with
/// positions ConvNeXt's `LayerNorm2d`. Source: Ba et al. 2016, arXiv:1607.06450.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerNorm {
    pub eps: f64,
}

/// Normalises over groups of channels and their positions.
///
/// Shapes: any, `[C, …]`. Parameters: 2 C (`affine`). Errors: `groups` that do not divide C. Same as
/// `torch.nn.GroupNorm`. Source: Wu & He 2018, arXiv:1803.08494.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupNorm {
    pub groups: usize,
    pub eps: f64,
    pub affine: bool,
}

/// Normalises each channel over its positions.
///
/// Shapes: signals, images, volumes. Parameters: 2 C where `affine`. Errors: a single position, for which
/// every number would become 0 (PyTorch refuses it too, at run time). Same as
/// `torch.nn.InstanceNorm1d` and siblings. Source: Ulyanov et al. 2016, arXiv:1607.08022.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceNorm {
    pub eps: f64,
    pub affine: bool,
}

/// Divides by the squares of neighbouring channels: `x[c] / (k + alpha / size · Σᵢ x[i]²)^beta` with `i`
/// from `c − ⌊size / 2⌋`, `size` channels in all, those that do not exist being 0.
///
/// Shapes: signals, images, volumes, left as they are. Errors (compile time): a `size` of 0; features.
/// Parameters: none. Same as `torch.nn.LocalResponseNorm`.
/// Source: Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural networks".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalResponseNorm {
    pub size: usize,
    pub alpha: f64,
    pub beta: f64,
    pub k: f64,
}

impl BatchNorm {
    pub const DEFAULT: Self = BatchNorm {
        eps: 1e-5,
        momentum: 0.1,
        affine: true,
    };

    pub const NAME: &'static str = "batch_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let two = two_per_channel(&input);
        let params = if self.affine { two } else { 0 };
        let ruled = Ruled::gives(input).counting(params, two, Some(0));
        if !(self.momentum >= 0.0 && self.momentum <= 1.0) {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`batch_norm` expects a `momentum` from 0 to 1, found ")
                    .float(self.momentum),
                help().str("`momentum = 0.1`: the weight of a new batch in the running statistics"),
            ));
        }
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl LayerNorm {
    pub const DEFAULT: Self = LayerNorm { eps: 1e-5 };

    pub const NAME: &'static str = "layer_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input).counting(two_per_channel(&input), 0, Some(0));
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl GroupNorm {
    pub const DEFAULT: Self = GroupNorm {
        groups: 0,
        eps: 1e-5,
        affine: true,
    };

    pub const NAME: &'static str = "group_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let params = if self.affine {
            two_per_channel(&input)
        } else {
            0
        };
        let ruled = Ruled::gives(input).counting(params, 0, Some(0));
        if self.groups == 0 {
            return ruled.faulted(Fault::new(
                fact().str("`group_norm` expects 1 or more `groups`, found 0"),
                help().str("`groups = 1` normalises over all channels together"),
            ));
        }
        match input.dim(0) {
            Dim::Known(channels) if !channels.is_multiple_of(self.groups) => ruled
                .faulted(Fault::new(
                fact()
                    .str("`group_norm` expects `groups` that divide the channels, found `groups = ")
                    .num(self.groups)
                    .str("` for ")
                    .num(channels)
                    .str(" channels"),
                help()
                    .str("`groups = ")
                    .num(largest_divisor(channels, self.groups))
                    .str("`"),
            )),
            _ => with_eps(Self::NAME, self.eps, ruled),
        }
    }
}

impl InstanceNorm {
    pub const DEFAULT: Self = InstanceNorm {
        eps: 1e-5,
        affine: false,
    };

    pub const NAME: &'static str = "instance_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let params = if self.affine {
            two_per_channel(&input)
        } else {
            0
        };
        let ruled = Ruled::gives(input).counting(params, 0, Some(0));
        if input.rank() == 1 {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`instance_norm` expects a signal, an image or a volume, found ")
                    .kind(&input),
                help().str("`layer_norm` normalises features"),
            ));
        }
        if let Some(1) = input.positions() {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`instance_norm` expects 2 or more positions, found 1 in ")
                    .kind(&input)
                    .str(": every number would become 0"),
                help().str(
                    "`layer_norm` normalises over the channels, `group_norm` over groups of them",
                ),
            ));
        }
        with_eps(Self::NAME, self.eps, ruled)
    }
}

impl LocalResponseNorm {
    pub const DEFAULT: Self = LocalResponseNorm {
        size: 0,
        alpha: 1e-4,
        beta: 0.75,
        k: 1.0,
    };

    pub const NAME: &'static str = "local_response_norm";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input);
        if self.size == 0 {
            return ruled.faulted(Fault::new(
                fact().str("`local_response_norm` expects a `size` of 1 or more, found 0"),
                help().str("`size = 5` looks at two channels on either side"),
            ));
        }
        if input.rank() == 1 {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`local_response_norm` expects a signal, an image or a volume, found ")
                    .kind(&input),
                help().str("put it before `flatten` or `global_avg_pool`"),
            ));
        }
        ruled
    }
}

/// What is added to a variance keeps it from 0.
const fn with_eps(layer: &'static str, eps: f64, ruled: Ruled) -> Ruled {
    if eps > 0.0 && eps.is_finite() {
        return ruled;
    }
    ruled.faulted(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects an `eps` above 0, found ")
            .float(eps),
        help().str("`eps = 1e-5`"),
    ))
}

/// A scale and a shift, or a mean and a variance.
const fn two_per_channel(input: &Shape) -> usize {
    let channels = input.channels_or_zero();
    channels.saturating_add(channels)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, silent};
    use super::*;
    use crate::shape::Counts;

    const IMAGE: Shape = Shape::of([64, 8, 8]);

    const _: () = {
        let counts = BatchNorm::DEFAULT.rule(IMAGE).counts;
        assert!(counts.params == 128 && counts.buffers == 128);
        assert!(matches!(counts.macs, Some(0)));
    };

    const fn groups(groups: usize) -> GroupNorm {
        GroupNorm {
            groups,
            ..GroupNorm::DEFAULT
        }
    }

    #[test]
    fn the_shape_stays_for_every_rank() {
        for shape in [
            Shape::of([64]),
            Shape::of([64, 9]),
            IMAGE,
            Shape::of([64, 4, 8, 8]),
            Shape::new([Dim::Known(64), Dim::Any, Dim::Any]),
        ] {
            assert_eq!(silent(BatchNorm::DEFAULT.rule(shape)).output, shape);
            assert_eq!(silent(LayerNorm::DEFAULT.rule(shape)).output, shape);
            assert_eq!(silent(groups(16).rule(shape)).output, shape);
            if shape.rank() > 1 {
                assert_eq!(silent(InstanceNorm::DEFAULT.rule(shape)).output, shape);
            }
        }
    }

    #[test]
    fn what_is_trained_and_stored_is_counted() {
        let params = |params| Counts {
            params,
            ..Counts::NONE
        };
        let plain = BatchNorm {
            affine: false,
            ..BatchNorm::DEFAULT
        };
        assert_eq!(plain.rule(IMAGE).counts.params, 0);
        assert_eq!(plain.rule(IMAGE).counts.buffers, 128);
        assert_eq!(LayerNorm::DEFAULT.rule(IMAGE).counts, params(128));
        assert_eq!(groups(8).rule(IMAGE).counts, params(128));
        assert_eq!(InstanceNorm::DEFAULT.rule(IMAGE).counts, Counts::NONE);
        let affine = InstanceNorm {
            affine: true,
            ..InstanceNorm::DEFAULT
        };
        assert_eq!(affine.rule(IMAGE).counts, params(128));
    }

    #[test]
    fn a_weight_of_the_new_batch_is_a_fraction() {
        for (momentum, found) in [(1.5, "1.5"), (-0.1, "-0.1"), (f64::NAN, "NaN")] {
            let norm = BatchNorm {
                momentum,
                ..BatchNorm::DEFAULT
            };
            assert_eq!(
                said(norm.rule(IMAGE)),
                format!(
                    "`batch_norm` expects a `momentum` from 0 to 1, found {found}\n\
                     help: `momentum = 0.1`: the weight of a new batch in the running statistics"
                )
            );
        }
    }

    #[test]
    fn what_is_added_to_a_variance_is_positive() {
        for (eps, found) in [(0.0, "0.0"), (-1e-5, "-1e-5"), (f64::INFINITY, "inf")] {
            let norm = LayerNorm { eps };
            assert_eq!(
                said(norm.rule(IMAGE)),
                format!("`layer_norm` expects an `eps` above 0, found {found}\nhelp: `eps = 1e-5`")
            );
        }
    }

    #[test]
    fn groups_divide_the_channels() {
        let ruled = groups(24).rule(IMAGE);
        assert_eq!(ruled.output, IMAGE);
        assert_eq!(
            said(ruled),
            "`group_norm` expects `groups` that divide the channels, found `groups = 24` for 64 channels\n\
             help: `groups = 16`"
        );
        assert_eq!(
            said(groups(0).rule(IMAGE)),
            "`group_norm` expects 1 or more `groups`, found 0\n\
             help: `groups = 1` normalises over all channels together"
        );
    }

    #[test]
    fn one_position_has_no_variance() {
        assert_eq!(
            said(InstanceNorm::DEFAULT.rule(Shape::of([64]))),
            "`instance_norm` expects a signal, an image or a volume, found features [64]\n\
             help: `layer_norm` normalises features"
        );
        assert_eq!(
            said(InstanceNorm::DEFAULT.rule(Shape::of([64, 1, 1]))),
            "`instance_norm` expects 2 or more positions, found 1 in the image [64, 1, 1]: every number \
             would become 0\n\
             help: `layer_norm` normalises over the channels, `group_norm` over groups of them"
        );
    }

    #[test]
    fn neighbours_are_channels_of_a_position() {
        let five = LocalResponseNorm {
            size: 5,
            ..LocalResponseNorm::DEFAULT
        };
        assert_eq!(silent(five.rule(IMAGE)).output, IMAGE);
        silent(five.rule(Shape::UNSURE));
        assert_eq!(
            said(five.rule(Shape::of([64]))),
            "`local_response_norm` expects a signal, an image or a volume, found features [64]\n\
             help: put it before `flatten` or `global_avg_pool`"
        );
        assert_eq!(
            said(LocalResponseNorm::DEFAULT.rule(IMAGE)),
            "`local_response_norm` expects a `size` of 1 or more, found 0\n\
             help: `size = 5` looks at two channels on either side"
        );
    }

    #[test]
    fn undecided_shapes_are_let_through() {
        silent(BatchNorm::DEFAULT.rule(Shape::UNSURE));
        silent(LayerNorm::DEFAULT.rule(Shape::UNSURE));
        silent(groups(3).rule(Shape::UNSURE));
        silent(InstanceNorm::DEFAULT.rule(Shape::UNSURE));
        silent(groups(3).rule(Shape::new([Dim::Unsure, Dim::Known(1)])));
    }
}
