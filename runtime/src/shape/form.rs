//! Layers that change the form of a value and train nothing.

use super::args::{List, PerChannel};
use super::numbers::largest_divisor;
use super::text::Text;
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// Passes the value: `y = x`.
///
/// Shapes: any, left as it is. Errors: none. Parameters: none. Same as `torch.nn.Identity`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Identity {}

/// The numbers of a value as features, channel after channel, row after row.
///
/// Shapes: in `[C, …]`, out `[C · …]`; features pass. Errors (compile time): a size that is open (`_`),
/// for the number of features is then unknown. Parameters: none. Same as `torch.nn.Flatten`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flatten {}

/// The same numbers, in the same order, in another shape.
///
/// Shapes: in any, out `dims` (the batch is not written). Errors (compile time): another number of
/// numbers; a size that is open (`_`). Parameters: none. Same as `torch.nn.Unflatten(1, dims)` and
/// `Tensor.reshape`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reshape {
    pub dims: List,
}

/// The channels (features) `start..end`.
///
/// Shapes: in `[C, …]`, out `[end − start, …]`. Errors (compile time): a range that is empty or reaches
/// over the last channel. Parameters: none. Same as `x[:, start:end]` in PyTorch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    pub start: usize,
    /// `usize::MAX`: to the last channel.
    pub end: usize,
}

/// Deals the channels of `groups` groups out in turn, so that the next grouped convolution sees all of
/// them: `y[i · groups + g] = x[g · C / groups + i]`.
///
/// Shapes: in `[C, …]` with `groups` dividing C, left as it is. Errors (compile time): `groups` that do
/// not divide the channels. Parameters: none. Same as `torch.nn.ChannelShuffle`.
/// Source: Zhang et al. 2017, "ShuffleNet", arXiv:1707.01083.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChannelShuffle {
    pub groups: usize,
}

/// Lays channels out as pixels: `y[c, h · r + i, w · r + j] = x[c · r² + i · r + j, h, w]` with
/// `r = factor`.
///
/// Shapes: in `[C · factor², H, W]`, out `[C, H · factor, W · factor]`. Errors (compile time): channels
/// that `factor²` does not divide; anything but an image. Parameters: none. Same as
/// `torch.nn.PixelShuffle`. Source: Shi et al. 2016, arXiv:1609.05158.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PixelShuffle {
    pub factor: usize,
}

/// Resizes an image to `size`, by `scale`, or to the size of a kept value (`like`).
///
/// Shapes: in `[C, H, W]`, out `[C, size…]`, `[C, ⌊H · scale⌋, ⌊W · scale⌋]`, or the height and width of
/// the kept value; open sizes (`_`) stay open. With `align_corners` the corners of both images are the
/// same points, else their borders are. As in PyTorch new positions are `1 / scale` apart, also where
/// `H · scale` is no whole number, and nothing is smoothed when an image gets smaller.
/// Errors (compile time): not exactly one of `size`, `scale` and `like`; a `scale` of 0 or less; a result
/// without positions; `align_corners` with `nearest`; anything but an image (a signal can be reshaped to
/// an image of one row). Parameters: none. Same as `torch.nn.functional.interpolate`, `Upsample`.
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
    /// The one in front of it.
    Nearest,
    /// Between the two neighbours along each axis.
    Bilinear,
    /// A cubic through four neighbours along each axis (a = −0.75).
    Bicubic,
}

/// `x · factor + shift`, not trained: an input normalisation, say.
///
/// Shapes: any, left as it is. Errors (compile time): as many numbers as there are not channels; more
/// than [`PerChannel::MOST`] of them. Parameters: none. Same as `torchvision.transforms.Normalize(mean,
/// std)` with `factor = 1 / std` and `shift = −mean / std`; Keras' `Rescaling`.
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
        if let Some(elements) = input.elements() {
            return Ruled::gives(Shape::of([elements as usize])).seeing([Window::Global; 3]);
        }
        let ruled = Ruled::gives(Shape::new([Dim::Unsure])).seeing([Window::Global; 3]);
        if input.is_unsure() {
            return ruled;
        }
        ruled.faulted(open(
            Self::NAME,
            &input,
            ", or `global_avg_pool;` in its place",
        ))
    }
}

/// Every number has its place in what these layers make: an open size has too many or too few.
const fn open(layer: &'static str, input: &Shape, otherwise: &'static str) -> Fault {
    let pool = match input.rank() {
        2 => "`adaptive_avg_pool1d(7);`",
        3 => "`adaptive_avg_pool2d(7);`",
        _ => "`adaptive_avg_pool3d(7);`",
    };
    Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects a size that is known at compile time, found ")
            .kind(input)
            .str(", where `_` is known at run time only"),
        help()
            .str("put ")
            .str(pool)
            .str(" before it for a fixed size")
            .str(otherwise),
    )
}

impl Reshape {
    pub const DEFAULT: Self = Reshape { dims: List::EMPTY };

    pub const NAME: &'static str = "reshape";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let numbers = self.dims.numbers();
        let mut output = self.dims.shape();
        let mut empty = numbers.is_empty();
        let mut axis = 0;
        while axis < numbers.len() {
            if numbers[axis] == 0 {
                output = output.with_dim(axis, Dim::Unsure);
                empty = true;
            }
            axis += 1;
        }
        let ruled = Ruled::gives(output).seeing([Window::Global; 3]);
        if empty {
            return ruled.faulted(Fault::new(
                fact()
                    .str("`reshape` expects one to four dimensions of 1 or more, found ")
                    .list(numbers),
                help().str("`reshape([64, 7, 7])` makes an image of 64 channels"),
            ));
        }
        if input.is_unsure() {
            return ruled;
        }
        if input.is_open() {
            return ruled.faulted(open(Self::NAME, &input, ""));
        }
        match (input.elements(), output.elements()) {
            (Some(found), Some(expected)) if found != expected => ruled.faulted(Fault::new(
                fact()
                    .str("`reshape` expects ")
                    .num(expected as usize)
                    .str(" numbers for ")
                    .shape(&output)
                    .str(", found ")
                    .num(found as usize)
                    .str(" in ")
                    .kind(&input),
                fitting(found as usize, numbers),
            )),
            _ => ruled,
        }
    }
}

/// The list with the first dimension changed that can make up for the rest.
const fn fitting(found: usize, dims: &[usize]) -> Text<256> {
    let mut list = [1; 4];
    list.split_at_mut(dims.len()).0.copy_from_slice(dims);
    let mut axis = 0;
    while axis < dims.len() {
        let mut others: usize = 1;
        let mut at = 0;
        while at < dims.len() {
            if at != axis {
                others = others.saturating_mul(dims[at]);
            }
            at += 1;
        }
        if found > 0 && found.is_multiple_of(others) {
            list[axis] = found / others;
            return help()
                .str("`reshape(")
                .list(list.split_at(dims.len()).0)
                .str(")` fits");
        }
        axis += 1;
    }
    help()
        .str("`reshape([")
        .num(found)
        .str("])` fits, and every list whose product it is")
}

impl Slice {
    pub const DEFAULT: Self = Slice { start: 0, end: 0 };

    pub const NAME: &'static str = "slice";

    pub const fn rule(&self, input: Shape) -> Ruled {
        if input.rank() == 0 {
            return Ruled::gives(input);
        }
        let (start, open_end) = (self.start, self.end == usize::MAX);
        let end = match input.dim(0) {
            Dim::Known(channels) if open_end => channels,
            _ => self.end,
        };
        let length = if start < end && end < usize::MAX {
            Dim::Known(end - start)
        } else {
            Dim::Unsure
        };
        let ruled = Ruled::gives(input.with_dim(0, length));
        if start >= end && !open_end {
            return ruled.faulted(Fault::new(
                range(
                    fact().str("`slice` expects a range of one channel or more, found "),
                    start,
                    end,
                ),
                range(help().str("`slice("), start, start.saturating_add(1))
                    .str(")` is one channel"),
            ));
        }
        match input.dim(0) {
            Dim::Known(channels) if start >= channels || end > channels => {
                let found = range(
                    fact()
                        .str("`slice` expects a range within 0..")
                        .num(channels)
                        .str(", found "),
                    start,
                    if open_end { usize::MAX } else { end },
                );
                let first = if start < channels { start } else { 0 };
                Ruled::gives(input.with_dim(0, Dim::Unsure)).faulted(Fault::new(
                    found.str(" of ").kind(&input),
                    range(help().str("`slice("), first, channels)
                        .str(")` ends with the last channel"),
                ))
            }
            _ => ruled,
        }
    }
}

/// `16..32`, `16..`
const fn range<const N: usize>(text: Text<N>, start: usize, end: usize) -> Text<N> {
    let text = text.num(start).str("..");
    if end == usize::MAX {
        text
    } else {
        text.num(end)
    }
}

impl ChannelShuffle {
    pub const DEFAULT: Self = ChannelShuffle { groups: 0 };

    pub const NAME: &'static str = "channel_shuffle";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let ruled = Ruled::gives(input);
        if self.groups == 0 {
            return ruled.faulted(Fault::new(
                fact().str("`channel_shuffle` expects 1 or more `groups`, found 0"),
                help().str("`groups` is that of the convolution before it"),
            ));
        }
        match input.dim(0) {
            Dim::Known(channels) if !channels.is_multiple_of(self.groups) => {
                ruled.faulted(Fault::new(
                    fact()
                        .str("`channel_shuffle` expects `groups` that divide the channels, found `groups = ")
                        .num(self.groups)
                        .str("` for ")
                        .num(channels)
                        .str(" channels"),
                    help()
                        .str("`groups = ")
                        .num(largest_divisor(channels, self.groups))
                        .str("`"),
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
        if let Some(ruled) = only_images(
            Self::NAME,
            &input,
            Shape::new([Dim::Unsure; 3]),
            "only the channels of an image become pixels",
        ) {
            return ruled;
        }
        if self.factor == 0 {
            return Ruled::gives(Shape::new([Dim::Unsure; 3])).faulted(Fault::new(
                fact().str("`pixel_shuffle` expects a `factor` of 1 or more, found 0"),
                help().str("`factor = 2` doubles height and width"),
            ));
        }
        let grown = Shape::new([
            Dim::Unsure,
            times(input.dim(1), self.factor),
            times(input.dim(2), self.factor),
        ]);
        let window = Window::Slides {
            extent: 1,
            stride: 1.0 / self.factor as f64,
        };
        let ruled = Ruled::gives(grown).seeing([window, window, Window::POINT]);
        let Dim::Known(channels) = input.dim(0) else {
            return ruled;
        };
        let square = self.factor.saturating_mul(self.factor);
        if channels.is_multiple_of(square) {
            let output = grown.with_dim(0, Dim::Known(channels / square));
            return Ruled { output, ..ruled };
        }
        ruled.faulted(Fault::new(
            fact()
                .str("`pixel_shuffle` expects channels that are a multiple of ")
                .num(square)
                .str(" (`factor` times itself), found ")
                .num(channels)
                .str(" in ")
                .kind(&input),
            help()
                .str("end what is before it in ")
                .num(channels.div_ceil(square).saturating_mul(square))
                .str(" channels"),
        ))
    }
}

/// A layer for images met something else; `decided` is what it still gives.
const fn only_images(
    layer: &'static str,
    input: &Shape,
    decided: Shape,
    otherwise: &'static str,
) -> Option<Ruled> {
    let help = match input.rank() {
        3 => return None,
        0 => return Some(Ruled::gives(decided)),
        1 => help().str("put it before `flatten` or `global_avg_pool`, or `reshape` the features"),
        2 => match (input.dim(0), input.dim(1)) {
            (Dim::Known(channels), Dim::Known(length)) => help()
                .str("`reshape([")
                .num(channels)
                .str(", 1, ")
                .num(length)
                .str("]);` before it makes an image of one row"),
            _ => help().str(otherwise),
        },
        _ => help().str(otherwise),
    };
    let fact = fact()
        .str("`")
        .str(layer)
        .str("` expects an image [C, H, W], found ")
        .kind(input);
    Some(Ruled::gives(decided).faulted(Fault::new(fact, help)))
}

const fn times(dim: Dim, factor: usize) -> Dim {
    match dim {
        Dim::Known(n) => Dim::Known(n.saturating_mul(factor)),
        other => other,
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
            (Some([height, width]), None) => (Dim::Known(height), Dim::Known(width)),
            (None, Some(scale)) if input.rank() == 3 => {
                (scaled(input.dim(1), scale), scaled(input.dim(2), scale))
            }
            _ => (Dim::Unsure, Dim::Unsure),
        };
        self.resized(input, height, width)
    }

    /// The rule with `like`: to the size of `model`.
    pub const fn rule_like(&self, input: Shape, model: Shape) -> Ruled {
        if model.rank() == 3 || model.rank() == 0 {
            return self.resized(input, model.dim(1), model.dim(2));
        }
        self.resized(input, Dim::Unsure, Dim::Unsure)
            .faulted(Fault::new(
                fact()
                    .str("`interpolate` expects `like` to name an image [C, H, W], found ")
                    .kind(&model),
                help().str("keep an image with `… as name;` and write `like = name`"),
            ))
    }

    const fn resized(&self, input: Shape, height: Dim, width: Dim) -> Ruled {
        let decided = Shape::new([input.dim(0), positive(height), positive(width)]);
        if let Some(ruled) = only_images(
            Self::NAME,
            &input,
            if input.rank() == 3 {
                decided
            } else {
                decided.with_dim(0, Dim::Unsure)
            },
            "only images are resized",
        ) {
            return ruled;
        }
        let ruled = Ruled::gives(decided).seeing([
            self.window(input.dim(1), height),
            self.window(input.dim(2), width),
            Window::POINT,
        ]);
        if let Some(fault) = self.wrong_arguments(&input, height, width) {
            return ruled.faulted(fault);
        }
        ruled.bounded(Self::NAME)
    }

    const fn wrong_arguments(&self, input: &Shape, height: Dim, width: Dim) -> Option<Fault> {
        if self.size.is_some() as u8 + self.scale.is_some() as u8 + self.like as u8 != 1 {
            return Some(self.not_one_size());
        }
        if let Some(scale) = self.scale
            && !(scale > 0.0 && scale.is_finite())
        {
            return Some(Fault::new(
                fact()
                    .str("`interpolate` expects a `scale` above 0, found ")
                    .float(scale),
                help().str("`scale = 2.0` doubles height and width"),
            ));
        }
        if matches!(height, Dim::Known(0)) || matches!(width, Dim::Known(0)) {
            return Some(self.no_positions(input));
        }
        if self.align_corners && matches!(self.mode, InterpolateMode::Nearest) {
            return Some(Fault::new(
                fact().str(
                    "`interpolate` expects `align_corners` with `bilinear` or `bicubic` only, found \
                     `mode = nearest`",
                ),
                help().str("`mode = bilinear`, or remove `align_corners`"),
            ));
        }
        None
    }

    const fn not_one_size(&self) -> Fault {
        let fact = fact().str("`interpolate` expects one of `size`, `scale` and `like`, found ");
        match (self.size, self.scale, self.like) {
            (None, None, _) => Fault::new(
                fact.str("none"),
                help().str("`scale = 2.0` doubles height and width"),
            ),
            (Some(_), Some(_), false) => {
                Fault::new(fact.str("`size` and `scale`"), help().str("remove `scale`"))
            }
            (Some(_), None, _) => {
                Fault::new(fact.str("`size` and `like`"), help().str("remove `size`"))
            }
            (None, Some(_), _) => {
                Fault::new(fact.str("`scale` and `like`"), help().str("remove `scale`"))
            }
            (Some(_), Some(_), true) => Fault::new(
                fact.str("all of them"),
                help().str("remove `size` and `scale`"),
            ),
        }
    }

    const fn no_positions(&self, input: &Shape) -> Fault {
        let fact = fact().str("`interpolate` expects a result of 1 or more positions, found ");
        let fact = match (self.size, self.scale) {
            (Some(size), _) => fact.str("`size = ").size(&size),
            (None, Some(scale)) => fact.str("`scale = ").float(scale),
            (None, None) => fact.str("`like"),
        };
        Fault::new(
            fact.str("` for ").kind(input),
            help().str("`size = 1` is the smallest"),
        )
    }

    /// The neighbours of a new position that are looked at, and how far apart new positions are.
    const fn window(&self, from: Dim, to: Dim) -> Window {
        let most = match self.mode {
            InterpolateMode::Nearest => 1,
            InterpolateMode::Bilinear => 2,
            InterpolateMode::Bicubic => 4,
        };
        match (from, to) {
            (Dim::Known(from), Dim::Known(to)) if self.passes(from, to) => Window::POINT,
            (Dim::Known(from), Dim::Known(to)) => Window::Slides {
                extent: if from < most { from } else { most },
                stride: self.step(from, to),
            },
            _ => Window::Slides {
                extent: most,
                stride: match self.scale {
                    Some(scale) if scale > 0.0 => 1.0 / scale,
                    _ => 1.0,
                },
            },
        }
    }

    /// How far apart two neighbours of the `to` new positions are among the `from` old ones.
    pub(crate) const fn step(&self, from: usize, to: usize) -> f64 {
        if self.align_corners && to > 1 {
            return (from as f64 - 1.0) / (to as f64 - 1.0);
        }
        match self.scale {
            Some(scale) if scale > 0.0 => 1.0 / scale,
            _ if to == 0 => 1.0,
            _ => from as f64 / to as f64,
        }
    }

    /// Whether every new position is an old one.
    pub(crate) const fn passes(&self, from: usize, to: usize) -> bool {
        from == to && (from == 1 || self.step(from, to) == 1.0)
    }
}

/// The size by `scale`, rounded down.
pub(crate) const fn scaled_size(n: usize, scale: f64) -> usize {
    (n as f64 * scale) as usize
}

const fn scaled(dim: Dim, scale: f64) -> Dim {
    match dim {
        Dim::Known(_) if !(scale > 0.0 && scale.is_finite()) => Dim::Unsure,
        Dim::Known(n) => Dim::Known(scaled_size(n, scale)),
        other => other,
    }
}

const fn positive(dim: Dim) -> Dim {
    match dim {
        Dim::Known(0) => Dim::Unsure,
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
        if let Some(fault) = wrong_count("factor", &self.factor, &input) {
            return ruled.faulted(fault);
        }
        match wrong_count("shift", &self.shift, &input) {
            Some(fault) => ruled.faulted(fault),
            None => ruled,
        }
    }
}

/// One number, or as many as there are channels, and not more than a plan has room for.
const fn wrong_count(argument: &'static str, numbers: &PerChannel, input: &Shape) -> Option<Fault> {
    let Some(found) = numbers.channels() else {
        return None;
    };
    let fact = fact()
        .str("`scale` expects one number for `")
        .str(argument)
        .str("`, or one for each of ");
    match input.dim(0) {
        Dim::Known(channels) if found != channels => Some(Fault::new(
            fact.num(channels)
                .str(" channels, found ")
                .num(found)
                .str(" for ")
                .kind(input),
            if channels > PerChannel::MOST {
                help().str("give one number for all channels")
            } else {
                help()
                    .str("give ")
                    .num(channels)
                    .str(" numbers, or one for all channels")
            },
        )),
        _ if found > PerChannel::MOST => Some(Fault::new(
            fact.str("at most ")
                .num(PerChannel::MOST)
                .str(" channels, found ")
                .num(found),
            help().str("a `product` with a labelled `parameter` scales any number of channels"),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
