//! Convolutions: `[C, …]` to `[out, …]`, over one, two or three axes.

use super::args::Padding;
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// Slides a kernel over a signal, an image or a volume: `y[o] = Σᵢ w[o, i] ⋆ x[i] + b[o]`
/// (cross-correlation, no flip).
///
/// Shapes: in `[C, …]`, out `[out, …]` with `⌊(n + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`
/// positions per axis. Parameters: `out · C / groups · kernel` and `out` for the bias. Multiply-adds:
/// output positions × weight elements. Same as `torch.nn.Conv1d`, `Conv2d`, `Conv3d`.
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
/// Multiply-adds: input positions × weight elements. Same as `torch.nn.ConvTranspose1d` and siblings.
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
        let mut ruled = Ruled::gives(input.with_dim(0, Dim::Known(self.out)));
        let mut axis = 0;
        while axis < D {
            let slide = Slide {
                layer: Self::NAME,
                kernel: self.kernel[axis],
                stride: self.stride[axis],
                dilation: self.dilation[axis],
                ceil_mode: false,
            };
            let (dim, window, fault) = slide.over(&input, axis, &self.padding);
            ruled.output = ruled.output.with_dim(axis + 1, dim);
            ruled.windows[axis] = window;
            if let Some(fault) = fault {
                ruled = ruled.faulted(fault);
            }
            axis += 1;
        }
        if let Some(fault) = wrong_channels(Self::NAME, self.out, self.groups, &input) {
            ruled = ruled.faulted(fault);
        }
        let weights = weights(self.out, &input, self.groups, &self.kernel);
        let macs = match ruled.output.positions() {
            Some(positions) => Some(positions * weights as u64),
            None => None,
        };
        ruled.counting(weights + if self.bias { self.out } else { 0 }, 0, macs)
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
        let mut ruled = Ruled::gives(input.with_dim(0, Dim::Known(self.out)));
        let mut axis = 0;
        while axis < D {
            let (dim, window, fault) = self.enlarged(&input, axis);
            ruled.output = ruled.output.with_dim(axis + 1, dim);
            ruled.windows[axis] = window;
            if let Some(fault) = fault {
                ruled = ruled.faulted(fault);
            }
            axis += 1;
        }
        if let Some(fault) = wrong_channels(Self::NAME, self.out, self.groups, &input) {
            ruled = ruled.faulted(fault);
        }
        let weights = weights(self.out, &input, self.groups, &self.kernel);
        let macs = match input.positions() {
            Some(positions) => Some(positions * weights as u64),
            None => None,
        };
        ruled.counting(weights + if self.bias { self.out } else { 0 }, 0, macs)
    }

    /// The positions along one axis of the output, and what each of them sees.
    const fn enlarged(&self, input: &Shape, axis: usize) -> (Dim, Window, Option<Fault>) {
        let (kernel, stride) = (self.kernel[axis], self.stride[axis]);
        if kernel == 0 || stride == 0 || self.dilation[axis] == 0 {
            let fault = zero_argument(Self::NAME, kernel, stride);
            return (Dim::Unsure, Window::POINT, Some(fault));
        }
        let extent = self.dilation[axis] * (kernel - 1) + 1;
        let window = Window::Slides {
            extent: extent.div_ceil(stride),
            stride: 1.0 / stride as f64,
        };
        if self.output_padding[axis] >= stride && self.output_padding[axis] >= self.dilation[axis] {
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(Self::NAME)
                    .str(
                        "` expects an `output_padding` smaller than `stride` or `dilation`, found ",
                    )
                    .num(self.output_padding[axis]),
                help().str("`output_padding = ").num(stride - 1).str("`"),
            );
            return (Dim::Unsure, window, Some(fault));
        }
        let Dim::Known(n) = input.dim(axis + 1) else {
            return (input.dim(axis + 1), window, None);
        };
        let whole = n.saturating_sub(1) * stride + extent + self.output_padding[axis];
        if whole <= 2 * self.padding[axis] {
            let fault = Fault::new(
                fact()
                    .str("`")
                    .str(Self::NAME)
                    .str("` expects a `padding` that leaves something of ")
                    .num(whole)
                    .str(" positions, found ")
                    .num(self.padding[axis])
                    .str(" on both sides"),
                help()
                    .str("`padding = ")
                    .num(whole.saturating_sub(1) / 2)
                    .str("`"),
            );
            return (Dim::Unsure, window, Some(fault));
        }
        (Dim::Known(whole - 2 * self.padding[axis]), window, None)
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
        if self.kernel == 0 || self.stride == 0 || self.dilation == 0 {
            let fault = zero_argument(self.layer, self.kernel, self.stride);
            return (Dim::Unsure, Window::POINT, Some(fault));
        }
        let extent = self.dilation * (self.kernel - 1) + 1;
        let window = Window::Slides {
            extent,
            stride: self.stride as f64,
        };
        let Dim::Known(n) = input.dim(axis + 1) else {
            return (input.dim(axis + 1), window, None);
        };
        let (begin, end) = padding.around(axis, n, extent, self.stride);
        let padded = n + begin + end;
        if padded < extent {
            let fault = self.too_large(input, axis, extent, padded);
            return (Dim::Unsure, window, Some(fault));
        }
        let mut positions = (padded - extent) / self.stride + 1;
        let rest = !(padded - extent).is_multiple_of(self.stride);
        if self.ceil_mode && rest && positions * self.stride < n + begin {
            positions += 1;
        }
        (Dim::Known(positions), window, None)
    }

    const fn too_large(self, input: &Shape, axis: usize, extent: usize, padded: usize) -> Fault {
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
        fact = fact
            .str(", found ")
            .num(padded)
            .str(" along ")
            .str(axis_name(axis, input.rank()))
            .str(" of ")
            .kind(input);
        let missing = (extent - padded).div_ceil(2);
        Fault::new(
            fact,
            help()
                .str("`padding = ")
                .num(missing)
                .str("` more on each side, a smaller `kernel`, or fewer strides before it"),
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

/// A size of 0 covers nothing and goes nowhere.
const fn zero_argument(layer: &'static str, kernel: usize, stride: usize) -> Fault {
    let (argument, mend) = if kernel == 0 {
        ("kernel", "`kernel = 1` looks at each position alone")
    } else if stride == 0 {
        ("stride", "`stride = 1` keeps every position")
    } else {
        ("dilation", "`dilation = 1` is the plain kernel")
    };
    Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects a `")
            .str(argument)
            .str("` of 1 or more, found 0"),
        help().str(mend),
    )
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
            help().str("`out` is the number of filters"),
        ));
    }
    let Dim::Known(channels) = input.dim(0) else {
        return None;
    };
    if groups > 0 && channels % groups == 0 && out.is_multiple_of(groups) {
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
            .num(common_divisor(channels, out, groups))
            .str("`"),
    ))
}

/// The largest divisor of both up to `most`.
const fn common_divisor(a: usize, b: usize, most: usize) -> usize {
    let mut divisor = if most < a { most } else { a };
    while divisor > 1 {
        if a.is_multiple_of(divisor) && b.is_multiple_of(divisor) {
            return divisor;
        }
        divisor -= 1;
    }
    1
}

const fn weights<const D: usize>(
    out: usize,
    input: &Shape,
    groups: usize,
    kernel: &[usize; D],
) -> usize {
    let groups = if groups == 0 { 1 } else { groups };
    let mut weights = out * (input.channels_or_zero() / groups);
    let mut axis = 0;
    while axis < D {
        weights *= kernel[axis];
        axis += 1;
    }
    weights
}
