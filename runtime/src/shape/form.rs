//! Layers that change the form of a value and train nothing.

use super::args::{List, PerChannel};
use super::{Dim, Fault, Ruled, Shape, fact, help};

/// Nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Identity {}

/// `[C, H, W]` to features `[C · H · W]`. Same as `torch.nn.Flatten`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flatten {}

/// The same numbers in another shape. Same as `torch.nn.Unflatten` and `Tensor.reshape`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reshape {
    pub dims: List,
}

/// The channels `start..end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    pub start: usize,
    pub end: usize,
}

/// Deals the channels of `groups` groups out in turn. Same as `torch.nn.ChannelShuffle`.
/// Source: Zhang et al. 2017, arXiv:1707.01083.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChannelShuffle {
    pub groups: usize,
}

/// `[C · factor², H, W]` to `[C, H · factor, W · factor]`. Same as `torch.nn.PixelShuffle`.
/// Source: Shi et al. 2016, arXiv:1609.05158.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PixelShuffle {
    pub factor: usize,
}

/// Resizes to `size`, by `scale`, or to the size of a kept value.
/// Same as `torch.nn.functional.interpolate`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interpolate {
    pub size: Option<[usize; 2]>,
    pub scale: Option<f64>,
    /// The size is that of the second input.
    pub like: bool,
    pub mode: InterpolateMode,
    pub align_corners: bool,
}

/// How [`Interpolate`] makes new positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterpolateMode {
    Nearest,
    Bilinear,
    Bicubic,
}

/// `x · factor + shift`, not trained: an input normalisation, say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub factor: PerChannel,
    pub shift: PerChannel,
}

impl Identity {
    pub const DEFAULT: Self = Identity {};

    pub const NAME: &'static str = "identity";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl Flatten {
    pub const DEFAULT: Self = Flatten {};

    pub const NAME: &'static str = "flatten";

    pub const fn rule(&self, input: Shape) -> Ruled {
        match input.elements() {
            Some(elements) => Ruled::gives(Shape::of([elements as usize])),
            None if input.is_open() => Ruled::gives(Shape::new([Dim::Unsure])).faulted(Fault::new(
                fact()
                    .str("`flatten` expects a size that is known at compile time, found ")
                    .kind(&input)
                    .str(" whose `_` is known at run time only"),
                help().str(
                    "`global_avg_pool;` or `adaptive_avg_pool2d(7);` before it gives a fixed size",
                ),
            )),
            None => Ruled::gives(Shape::new([Dim::Unsure])),
        }
    }
}

impl Reshape {
    pub const DEFAULT: Self = Reshape { dims: List::EMPTY };

    pub const NAME: &'static str = "reshape";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl Slice {
    pub const DEFAULT: Self = Slice { start: 0, end: 0 };

    pub const NAME: &'static str = "slice";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl ChannelShuffle {
    pub const DEFAULT: Self = ChannelShuffle { groups: 0 };

    pub const NAME: &'static str = "channel_shuffle";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl PixelShuffle {
    pub const DEFAULT: Self = PixelShuffle { factor: 0 };

    pub const NAME: &'static str = "pixel_shuffle";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl Interpolate {
    pub const DEFAULT: Self = Interpolate {
        size: None,
        scale: None,
        like: false,
        mode: InterpolateMode::Nearest,
        align_corners: false,
    };

    pub const NAME: &'static str = "interpolate";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }

    /// The rule with `like`: to the size of `model`.
    pub const fn rule_like(&self, input: Shape, model: Shape) -> Ruled {
        let _ = model;
        Ruled::gives(input)
    }
}

impl Scale {
    pub const DEFAULT: Self = Scale {
        factor: PerChannel::all(1.0),
        shift: PerChannel::all(0.0),
    };

    pub const NAME: &'static str = "scale";

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}
