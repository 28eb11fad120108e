//! Convolutions: `[C, …]` to `[out, …]`, over one, two or three axes.

use super::args::Padding;
use super::numbers::{common_divisor, extent, largest_divisor, positions, times};
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// Slides a kernel over a signal, an image or a volume: `y[o] = Σᵢ w[o, i] ⋆ x[i] + b[o]`
/// (cross-correlation, no flip).
///
/// Shapes: in `[C, …]`, out `[out, …]` with `⌊(n + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`
/// positions per axis. Parameters: `out · C / groups · kernel` and `out` for the bias. Multiply-adds:
/// output positions × weight elements. Errors: another rank; a kernel larger than the padded input;
/// `groups` that do not divide both channels. Same as `torch.nn.Conv1d`, `Conv2d`, `Conv3d`.
/// Source: Dumoulin & Visin, "A guide to convolution arithmetic", arXiv:1603.07285.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conv<const D: usize> {
    pub out: usize,
    pub kernel: [usize; D],
    pub stride: [usize; D],
    pub padding: Padding<D>,
    pub dilation: [usize; D],
    pub groups: usize,
    pub bias: bool,
}

/// The gradient of a convolution as a layer: it enlarges by its stride.
///
/// Shapes: in `[C, …]`, out `[out, …]` with
/// `(n − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1` positions per axis.
/// Parameters: `C · out / groups · kernel` and `out` for the bias. Multiply-adds: input positions × weight
/// elements. Errors: as for a convolution; a `padding` that leaves nothing; an `output_padding` as large as
/// both `stride` and `dilation`. Same as `torch.nn.ConvTranspose1d` and siblings.
/// Source: Dumoulin & Visin, "A guide to convolution arithmetic", arXiv:1603.07285.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvTranspose<const D: usize> {
    pub out: usize,
    pub kernel: [usize; D],
    pub stride: [usize; D],
    pub padding: [usize; D],
    pub output_padding: [usize; D],
    pub dilation: [usize; D],
    pub groups: usize,
    pub bias: bool,
}

impl<const D: usize> Conv<D> {
    pub const DEFAULT: Self = Conv {
        out: 0,
        kernel: [0; D],
        stride: [1; D],
        padding: Padding::NONE,
        dilation: [1; D],
        groups: 1,
        bias: true,
    };

    pub const NAME: &'static str = ["conv1d", "conv2d", "conv3d"][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        if let Some(ruled) = wrong_rank(Self::NAME, D, &input, self.out) {
            return ruled;
        }
        let mut ruled = Ruled::gives(input.with_dim(0, decided(self.out)));
        let mut axis = 0;
        while axis < D {
            let slide = Slide {
                layer: Self::NAME,
                kernel: self.kernel[axis],
                stride: self.stride[axis],
                dilation: self.dilation[axis],
                ceil_mode: false,
            };
            ruled.along(axis, slide.over(&input, axis, &self.padding));
            axis += 1;
        }
        if let Some(fault) = wrong_channels(Self::NAME, self.out, self.groups, &input) {
            ruled = ruled.faulted(fault);
        }
        ruled = ruled.bounded(Self::NAME);
        let positions = ruled.output.positions();
        let bias = if self.bias { self.out as u64 } else { 0 };
        let weights = weights(self.out, &input, self.groups, &self.kernel);
        ruled.weighing(Self::NAME, weights, bias, positions)
    }
}

impl<const D: usize> ConvTranspose<D> {
    pub const DEFAULT: Self = ConvTranspose {
        out: 0,
        kernel: [0; D],
        stride: [1; D],
        padding: [0; D],
        output_padding: [0; D],
        dilation: [1; D],
        groups: 1,
        bias: true,
    };

    pub const NAME: &'static str =
        ["conv_transpose1d", "conv_transpose2d", "conv_transpose3d"][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        if let Some(ruled) = wrong_rank(Self::NAME, D, &input, self.out) {
            return ruled;
        }
        let mut ruled = Ruled::gives(input.with_dim(0, decided(self.out)));
        let mut axis = 0;
        while axis < D {
            ruled.along(axis, self.enlarged(&input, axis));
            axis += 1;
        }
        if let Some(fault) = wrong_channels(Self::NAME, self.out, self.groups, &input) {
            ruled = ruled.faulted(fault);
        }
        let bias = if self.bias { self.out as u64 } else { 0 };
        let weights = weights(self.out, &input, self.groups, &self.kernel);
        ruled
            .bounded(Self::NAME)
            .weighing(Self::NAME, weights, bias, input.positions())
    }

    /// The positions along one axis of the output, what each of them sees, and what does not fit.
    const fn enlarged(&self, input: &Shape, axis: usize) -> (Dim, Window, Option<Fault>) {
        let (stride, dilation) = (self.stride[axis], self.dilation[axis]);
        let kernel = self.kernel[axis];
        let extent = extent(kernel, dilation);
        if let Some(fault) = wrong_window(Self::NAME, kernel, stride, dilation, extent) {
            return (Dim::Unsure, Window::POINT, Some(fault));
        }
        let window = Window::Slides {
            extent: extent.div_ceil(stride),
            stride: 1.0 / stride as f64,
        };
        let longest = if stride > dilation { stride } else { dilation };
        if self.output_padding[axis] >= longest {
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(Self::NAME)
                    .str("` expects an `output_padding` below its `stride` or `dilation`, at most ")
                    .num(longest - 1)
                    .str(", found ")
                    .num(self.output_padding[axis]),
                help().str("`output_padding = ").num(longest - 1).str("`"),
            );
            return (Dim::Unsure, window, Some(fault));
        }
        let Dim::Known(n) = input.dim(axis + 1) else {
            return (input.dim(axis + 1), window, None);
        };
        let whole = n
            .saturating_sub(1)
            .saturating_mul(stride)
            .saturating_add(extent)
            .saturating_add(self.output_padding[axis]);
        let cut = self.padding[axis].saturating_mul(2);
        if whole <= cut {
            let most = whole.saturating_sub(1) / 2;
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(Self::NAME)
                    .str("` expects a `padding` of at most ")
                    .num(most)
                    .str(", found ")
                    .num(self.padding[axis])
                    .str(": it is cut from both ends of the ")
                    .num(whole)
                    .str(" positions along ")
                    .str(axis_name(axis, input.rank())),
                help().str("`padding = ").num(most).str("`"),
            );
            return (Dim::Unsure, window, Some(fault));
        }
        (Dim::Known(whole - cut), window, None)
    }
}

/// A window that slides along one axis.
#[derive(Clone, Copy)]
pub(super) struct Slide {
    pub layer: &'static str,
    pub kernel: usize,
    pub stride: usize,
    pub dilation: usize,
    /// A last window that begins inside the input counts, though it ends outside.
    pub ceil_mode: bool,
}

impl Slide {
    /// The positions along `axis` of the output, what each of them sees, and what does not fit.
    pub const fn over<const D: usize>(
        self,
        input: &Shape,
        axis: usize,
        padding: &Padding<D>,
    ) -> (Dim, Window, Option<Fault>) {
        let extent = extent(self.kernel, self.dilation);
        if let Some(fault) =
            wrong_window(self.layer, self.kernel, self.stride, self.dilation, extent)
        {
            return (Dim::Unsure, Window::POINT, Some(fault));
        }
        let window = Window::Slides {
            extent,
            stride: self.stride as f64,
        };
        let Dim::Known(n) = input.dim(axis + 1) else {
            return (input.dim(axis + 1), window, None);
        };
        let sides = padding.around(axis, n, extent, self.stride);
        match positions(n, sides, extent, self.stride, self.ceil_mode) {
            Some(positions) => (Dim::Known(positions), window, None),
            None => {
                let padded = n.saturating_add(sides.0).saturating_add(sides.1);
                let fault = self.too_large(input, axis, n, padded);
                (Dim::Unsure, window, Some(fault))
            }
        }
    }

    const fn too_large(self, input: &Shape, axis: usize, n: usize, padded: usize) -> Fault {
        let extent = extent(self.kernel, self.dilation);
        let mut fact = fact()
            .str("`")
            .str(self.layer)
            .str("` expects at least ")
            .num(extent)
            .str(" positions under its kernel of ")
            .num(self.kernel);
        if self.dilation > 1 {
            fact = fact.str(" (dilation ").num(self.dilation).str(")");
        }
        fact = fact.str(", found ").num(padded);
        if padded > n {
            fact = fact.str(" with the padding");
        }
        fact = fact
            .str(" along ")
            .str(axis_name(axis, input.rank()))
            .str(" of ")
            .kind(input);
        let padding = (extent - n).div_ceil(2);
        let mut help = help();
        if padding <= self.kernel / 2 {
            help = help.str("`padding = ").num(padding).str("`, ");
        }
        Fault::new(
            fact,
            help.str(if self.dilation > 1 {
                "a smaller `dilation`, or fewer strides before it"
            } else {
                "a smaller `kernel`, or fewer strides before it"
            }),
        )
    }
}

/// `height` of an image, and so on.
pub(super) const fn axis_name(axis: usize, rank: usize) -> &'static str {
    match (rank, axis) {
        (2, _) => "the length",
        (3, 0) | (4, 1) => "the height",
        (4, 0) => "the depth",
        _ => "the width",
    }
}

/// A layer over `axes` axes met something else; the output keeps what the layer decides.
pub(super) const fn wrong_rank(
    layer: &'static str,
    axes: usize,
    input: &Shape,
    channels: usize,
) -> Option<Ruled> {
    if input.rank() == axes + 1 {
        return None;
    }
    let mut output = match axes {
        1 => Shape::new([Dim::Unsure; 2]),
        2 => Shape::new([Dim::Unsure; 3]),
        _ => Shape::new([Dim::Unsure; 4]),
    };
    if channels > 0 {
        output = output.with_dim(0, Dim::Known(channels));
    }
    let ruled = Ruled::gives(output);
    if input.rank() == 0 {
        return Some(ruled);
    }
    let expected = match axes {
        1 => "` expects a signal [C, L], found ",
        2 => "` expects an image [C, H, W], found ",
        _ => "` expects a volume [C, D, H, W], found ",
    };
    let fact = fact().str("`").str(layer).str(expected).kind(input);
    let help = match (axes, input.rank()) {
        (_, 1) => {
            help().str("put it before `flatten` or `global_avg_pool`, or `reshape` the features")
        }
        // One more dimension than wanted, and that of a single thing: the batch of PyTorch's shapes.
        (axes, rank) if rank == axes + 2 && matches!(input.dim(0), Dim::Known(1)) => {
            help().str("leave the batch out of the shape, its first dimension are the channels")
        }
        (_, rank) => help()
            .str("`")
            .str(layer.split_at(layer.len() - 2).0)
            .num(rank - 1)
            .str("d` slides over ")
            .str(match rank {
                2 => "a signal",
                3 => "an image",
                _ => "a volume",
            }),
    };
    Some(ruled.faulted(Fault::new(fact, help)))
}

/// The most positions that a kernel may cover.
const MOST_COVERED: usize = 1 << 30;

/// A size of 0 covers nothing and goes nowhere; one with too many digits is no size.
const fn wrong_window(
    layer: &'static str,
    kernel: usize,
    stride: usize,
    dilation: usize,
    extent: usize,
) -> Option<Fault> {
    let (argument, mend) = if kernel == 0 {
        ("kernel", "`kernel = 1` looks at each position alone")
    } else if stride == 0 {
        ("stride", "`stride = 1` keeps every position")
    } else if dilation == 0 {
        ("dilation", "`dilation = 1` is a kernel without gaps")
    } else if extent > MOST_COVERED {
        return Some(Fault::new(
            fact()
                .str("`")
                .str(layer)
                .str("` expects a kernel over at most ")
                .num(MOST_COVERED)
                .str(" positions, found `kernel = ")
                .num(kernel)
                .str("` with `dilation = ")
                .num(dilation)
                .str("`"),
            help().str("a smaller `kernel` or `dilation`"),
        ));
    } else {
        return None;
    };
    Some(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects a `")
            .str(argument)
            .str("` of 1 or more, found 0"),
        help().str(mend),
    ))
}

/// The channels that a layer makes: undecided where it is told to make none.
const fn decided(out: usize) -> Dim {
    if out == 0 {
        Dim::Unsure
    } else {
        Dim::Known(out)
    }
}

/// Groups divide the channels on both sides, and there are channels at all.
const fn wrong_channels(
    layer: &'static str,
    out: usize,
    groups: usize,
    input: &Shape,
) -> Option<Fault> {
    if out == 0 {
        return Some(Fault::new(
            fact()
                .str("`")
                .str(layer)
                .str("` expects 1 or more channels `out`, found 0"),
            help().str("`out = 1` or more: the number of its filters"),
        ));
    }
    if groups == 0 {
        return Some(Fault::new(
            fact()
                .str("`")
                .str(layer)
                .str("` expects 1 or more `groups`, found 0"),
            help().str("`groups = 1` joins every channel with every other one"),
        ));
    }
    let Dim::Known(channels) = input.dim(0) else {
        return None;
    };
    if channels.is_multiple_of(groups) && out.is_multiple_of(groups) {
        return None;
    }
    Some(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects `groups` that divide the channels in and out, found `groups = ")
            .num(groups)
            .str("` for ")
            .num(channels)
            .str(" in and ")
            .num(out)
            .str(" out"),
        help()
            .str("`groups = ")
            .num(largest_divisor(common_divisor(channels, out), groups))
            .str("`"),
    ))
}

const fn weights<const D: usize>(
    out: usize,
    input: &Shape,
    groups: usize,
    kernel: &[usize; D],
) -> u64 {
    let groups = if groups == 0 { 1 } else { groups };
    let mut weights = times(out as u64, (input.channels_or_zero() / groups) as u64);
    let mut axis = 0;
    while axis < D {
        weights = times(weights, kernel[axis] as u64);
        axis += 1;
    }
    weights
}

#[cfg(test)]
mod tests;
