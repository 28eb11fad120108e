//! Layers that change the form of a value and train nothing.

use super::args::{List, PerChannel};
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

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
            Some(elements) => {
                Ruled::gives(Shape::of([elements as usize])).seeing([Window::Global; 3])
            }
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
        let output = self.dims.shape();
        let ruled = Ruled::gives(output).seeing([Window::Global; 3]);
        if input.is_open() {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`reshape` expects a size that is known at compile time, found ")
                    .kind(&input)
                    .str(" whose `_` is known at run time only"),
                help().str("`adaptive_avg_pool2d(7);` before it gives a fixed size"),
            ));
        }
        match (input.elements(), output.elements()) {
            (Some(found), Some(expected)) if found != expected => ruled.faulted(Fault::new(
                fact()
                    .str("`reshape` to ")
                    .shape(&output)
                    .str(" expects ")
                    .num(expected as usize)
                    .str(" numbers, found ")
                    .num(found as usize)
                    .str(" of ")
                    .kind(&input),
                help().str("the product of the dimensions stays the same"),
            )),
            _ => ruled,
        }
    }
}

impl Slice {
    pub const DEFAULT: Self = Slice { start: 0, end: 0 };

    pub const NAME: &'static str = "slice";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let Dim::Known(channels) = input.dim(0) else {
            return Ruled::gives(input);
        };
        let end = if self.end == usize::MAX {
            channels
        } else {
            self.end
        };
        if self.start < end && end <= channels {
            return Ruled::gives(input.with_dim(0, Dim::Known(end - self.start)));
        }
        Ruled::gives(input.with_dim(0, Dim::Unsure)).faulted(Fault::new(
            fact()
                .str("`slice` expects a range inside the ")
                .num(channels)
                .str(" channels of ")
                .kind(&input)
                .str(", found ")
                .num(self.start)
                .str("..")
                .num(end),
            help()
                .str("`slice(0..")
                .num(channels)
                .str(")` is all of them"),
        ))
    }
}

impl ChannelShuffle {
    pub const DEFAULT: Self = ChannelShuffle { groups: 0 };

    pub const NAME: &'static str = "channel_shuffle";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input);
        match input.dim(0) {
            Dim::Known(channels) if self.groups == 0 || !channels.is_multiple_of(self.groups) => {
                ruled.faulted(Fault::new(
                    fact()
                        .str("`channel_shuffle` expects `groups` that divide the channels, found ")
                        .num(self.groups)
                        .str(" groups for ")
                        .num(channels)
                        .str(" channels"),
                    help().str("the groups are those of the convolution before it"),
                ))
            }
            _ => ruled,
        }
    }
}

impl PixelShuffle {
    pub const DEFAULT: Self = PixelShuffle { factor: 0 };

    pub const NAME: &'static str = "pixel_shuffle";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let grown = match (input.dim(1), input.dim(2)) {
            (height, width) if input.rank() == 3 => Shape::new([
                Dim::Unsure,
                times(height, self.factor),
                times(width, self.factor),
            ]),
            _ => Shape::new([Dim::Unsure; 3]),
        };
        if input.rank() != 3 {
            let ruled = Ruled::gives(grown);
            if input.rank() == 0 {
                return ruled;
            }
            return ruled.faulted(Fault::new(
                fact()
                    .str("`pixel_shuffle` expects an image [C, H, W], found ")
                    .kind(&input),
                help().str("put it before `flatten`"),
            ));
        }
        let square = self.factor * self.factor;
        let window = Window::Slides {
            extent: 1,
            stride: if self.factor == 0 {
                1.0
            } else {
                1.0 / self.factor as f64
            },
        };
        let Dim::Known(channels) = input.dim(0) else {
            return Ruled::gives(grown).seeing([window; 3]);
        };
        if square > 0 && channels.is_multiple_of(square) {
            let output = grown.with_dim(0, Dim::Known(channels / square));
            return Ruled::gives(output).seeing([window; 3]);
        }
        Ruled::gives(grown).faulted(Fault::new(
            fact()
                .str("`pixel_shuffle` expects channels that `factor`² divides, found ")
                .num(channels)
                .str(" channels for a factor of ")
                .num(self.factor),
            help()
                .str("end the convolution before it in a multiple of ")
                .num(if square == 0 { 1 } else { square })
                .str(" channels"),
        ))
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
        let (height, width) = match (self.size, self.scale) {
            (Some([height, width]), _) => (Dim::Known(height), Dim::Known(width)),
            (None, Some(scale)) => (scaled(input.dim(1), scale), scaled(input.dim(2), scale)),
            (None, None) => (input.dim(1), input.dim(2)),
        };
        self.resized(input, height, width)
    }

    /// The rule with `like`: to the size of `model`.
    pub const fn rule_like(&self, input: Shape, model: Shape) -> Ruled {
        if model.rank() != 3 && model.rank() != 0 {
            return Ruled::gives(input).faulted(Fault::new(
                fact()
                    .str("`interpolate` expects `like` to name an image [C, H, W], found ")
                    .kind(&model),
                help().str("keep an image with `… as name;` and write `like = name`"),
            ));
        }
        self.resized(input, model.dim(1), model.dim(2))
    }

    const fn resized(&self, input: Shape, height: Dim, width: Dim) -> Ruled {
        if input.rank() != 3 {
            let ruled = Ruled::gives(Shape::new([input.dim(0), height, width]));
            if input.rank() == 0 {
                return ruled;
            }
            return ruled.faulted(Fault::new(
                fact()
                    .str("`interpolate` expects an image [C, H, W], found ")
                    .kind(&input),
                help().str("put it before `flatten`"),
            ));
        }
        let output = input.with_dim(1, height).with_dim(2, width);
        let mut ruled = Ruled::gives(output).seeing([
            self.window(input.dim(1), height),
            self.window(input.dim(2), width),
            Window::POINT,
        ]);
        if matches!(height, Dim::Known(0)) || matches!(width, Dim::Known(0)) {
            ruled = ruled.faulted(Fault::new(
                fact()
                    .str("`interpolate` expects a size of 1 or more, found ")
                    .shape(&output),
                help().str("give a larger `size` or `scale`"),
            ));
        }
        if self.align_corners && matches!(self.mode, InterpolateMode::Nearest) {
            ruled = ruled.faulted(Fault::new(
                fact().str("`interpolate` expects `align_corners` with `bilinear` or `bicubic`, found it with `nearest`"),
                help().str("`mode = bilinear`"),
            ));
        }
        ruled
    }

    /// Neighbours of a new position that are looked at, and how far apart new positions are.
    const fn window(&self, from: Dim, to: Dim) -> Window {
        let extent = match self.mode {
            InterpolateMode::Nearest => 1,
            InterpolateMode::Bilinear => 2,
            InterpolateMode::Bicubic => 4,
        };
        let stride = match (from, to) {
            (Dim::Known(from), Dim::Known(to)) if to > 0 => from as f64 / to as f64,
            _ => match self.scale {
                Some(scale) if scale > 0.0 => 1.0 / scale,
                _ => 1.0,
            },
        };
        Window::Slides { extent, stride }
    }
}

const fn times(dim: Dim, factor: usize) -> Dim {
    match dim {
        Dim::Known(n) => Dim::Known(n * factor),
        other => other,
    }
}

const fn scaled(dim: Dim, scale: f64) -> Dim {
    match dim {
        Dim::Known(n) => Dim::Known((n as f64 * scale) as usize),
        other => other,
    }
}

impl Scale {
    pub const DEFAULT: Self = Scale {
        factor: PerChannel::all(1.0),
        shift: PerChannel::all(0.0),
    };

    pub const NAME: &'static str = "scale";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input);
        let Dim::Known(channels) = input.dim(0) else {
            return ruled;
        };
        let numbers = if self.factor.channels() > 0 {
            self.factor.channels()
        } else {
            self.shift.channels()
        };
        let shift = self.shift.channels();
        if (numbers == 0 || numbers == channels) && (shift == 0 || shift == channels) {
            return ruled;
        }
        ruled.faulted(Fault::new(
            fact()
                .str("`scale` expects one number, or one for each of ")
                .num(channels)
                .str(" channels, found ")
                .num(if numbers == channels { shift } else { numbers }),
            help().str("give as many numbers as there are channels"),
        ))
    }
}
