//! Pools: `[C, …]` to `[C, …]` with fewer positions.

use super::args::Padding;
use super::conv::{Slide, wrong_rank};
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// The largest number under each window.
///
/// Shapes: in `[C, …]`, out `[C, …]`; positions as for a convolution, rounded up with `ceil_mode`.
/// Same as `torch.nn.MaxPool1d`, `MaxPool2d`, `MaxPool3d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaxPool<const D: usize> {
    pub kernel: [usize; D],
    /// `None`: the kernel.
    pub stride: Option<[usize; D]>,
    pub padding: Padding<D>,
    pub dilation: [usize; D],
    pub ceil_mode: bool,
}

/// The mean of the numbers under each window.
///
/// Shapes: in `[C, …]`, out `[C, …]`. With `count_include_pad` padding counts as zeros; the padding
/// of `same` never counts. Same as `torch.nn.AvgPool1d`, `AvgPool2d`, `AvgPool3d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AvgPool<const D: usize> {
    pub kernel: [usize; D],
    /// `None`: the kernel.
    pub stride: Option<[usize; D]>,
    pub padding: Padding<D>,
    pub ceil_mode: bool,
    pub count_include_pad: bool,
}

/// Means over as many windows as it takes for `size` positions.
///
/// Shapes: in `[C, …]`, out `[C, size…]`. Same as `torch.nn.AdaptiveAvgPool1d` and siblings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaptiveAvgPool<const D: usize> {
    pub size: [usize; D],
}

/// The mean over all positions: `[C, …]` to features `[C]`, or with `keep_dims` to `[C, 1, 1]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlobalAvgPool {
    pub keep_dims: bool,
}

impl<const D: usize> MaxPool<D> {
    pub const DEFAULT: Self = MaxPool {
        kernel: [0; D],
        stride: None,
        padding: Padding::NONE,
        dilation: [1; D],
        ceil_mode: false,
    };

    pub const NAME: &'static str = ["max_pool1d", "max_pool2d", "max_pool3d"][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        slid(
            Self::NAME,
            &input,
            &self.kernel,
            match &self.stride {
                Some(stride) => stride,
                None => &self.kernel,
            },
            &self.padding,
            &self.dilation,
            self.ceil_mode,
        )
    }
}

impl<const D: usize> AvgPool<D> {
    pub const DEFAULT: Self = AvgPool {
        kernel: [0; D],
        stride: None,
        padding: Padding::NONE,
        ceil_mode: false,
        count_include_pad: true,
    };

    pub const NAME: &'static str = ["avg_pool1d", "avg_pool2d", "avg_pool3d"][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        slid(
            Self::NAME,
            &input,
            &self.kernel,
            match &self.stride {
                Some(stride) => stride,
                None => &self.kernel,
            },
            &self.padding,
            &[1; D],
            self.ceil_mode,
        )
    }
}

/// A pool over `D` axes.
const fn slid<const D: usize>(
    layer: &'static str,
    input: &Shape,
    kernel: &[usize; D],
    stride: &[usize; D],
    padding: &Padding<D>,
    dilation: &[usize; D],
    ceil_mode: bool,
) -> Ruled {
    if let Some(ruled) = wrong_rank(layer, D, input, input.channels_or_zero()) {
        return ruled;
    }
    let mut ruled = Ruled::gives(*input);
    let mut axis = 0;
    while axis < D {
        let slide = Slide {
            layer,
            kernel: kernel[axis],
            stride: stride[axis],
            dilation: dilation[axis],
            ceil_mode,
        };
        let (dim, window, fault) = slide.over(input, axis, padding);
        ruled.output = ruled.output.with_dim(axis + 1, dim);
        ruled.windows[axis] = window;
        if let Some(fault) = fault {
            ruled = ruled.faulted(fault);
        }
        if let Some(fault) = too_much_padding(layer, padding, axis, kernel[axis]) {
            ruled.output = ruled.output.with_dim(axis + 1, Dim::Unsure);
            ruled = ruled.faulted(fault);
        }
        axis += 1;
    }
    ruled
}

/// A window of nothing but padding has no largest number and no mean.
const fn too_much_padding<const D: usize>(
    layer: &'static str,
    padding: &Padding<D>,
    axis: usize,
    kernel: usize,
) -> Option<Fault> {
    let Padding::Explicit { begin, end } = padding else {
        return None;
    };
    let most = if begin[axis] > end[axis] {
        begin[axis]
    } else {
        end[axis]
    };
    if 2 * most <= kernel {
        return None;
    }
    Some(Fault::new(
        fact()
            .str("`")
            .str(layer)
            .str("` expects a `padding` of at most half its kernel of ")
            .num(kernel)
            .str(", found ")
            .num(most),
        help().str("`padding = ").num(kernel / 2).str("`"),
    ))
}

impl<const D: usize> AdaptiveAvgPool<D> {
    pub const DEFAULT: Self = AdaptiveAvgPool { size: [0; D] };

    pub const NAME: &'static str = [
        "adaptive_avg_pool1d",
        "adaptive_avg_pool2d",
        "adaptive_avg_pool3d",
    ][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        if let Some(ruled) = wrong_rank(Self::NAME, D, &input, input.channels_or_zero()) {
            return ruled;
        }
        let mut ruled = Ruled::gives(input);
        let mut axis = 0;
        while axis < D {
            let size = self.size[axis];
            if size == 0 {
                return ruled.faulted(Fault::new(
                    fact()
                        .str("`")
                        .str(Self::NAME)
                        .str("` expects a `size` of 1 or more, found 0"),
                    help().str("`global_avg_pool` pools everything"),
                ));
            }
            ruled.output = ruled.output.with_dim(axis + 1, Dim::Known(size));
            ruled.windows[axis] = match input.dim(axis + 1) {
                _ if size == 1 => Window::Global,
                Dim::Known(n) => Window::Slides {
                    extent: n.div_ceil(size) + (!n.is_multiple_of(size)) as usize,
                    stride: n as f64 / size as f64,
                },
                Dim::Any | Dim::Unsure => Window::Global,
            };
            axis += 1;
        }
        ruled
    }
}

impl GlobalAvgPool {
    pub const DEFAULT: Self = GlobalAvgPool { keep_dims: false };

    pub const NAME: &'static str = "global_avg_pool";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let mut output = if self.keep_dims {
            input
        } else {
            Shape::new([input.dim(0)])
        };
        let mut axis = 1;
        while self.keep_dims && axis < input.rank() {
            output = output.with_dim(axis, Dim::Known(1));
            axis += 1;
        }
        let ruled = Ruled::gives(output).seeing([Window::Global; 3]);
        if input.rank() != 1 {
            return ruled;
        }
        ruled.faulted(Fault::new(
            fact()
                .str("`global_avg_pool` expects a signal, an image or a volume, found ")
                .kind(&input),
            help().str("remove it: features have no positions to pool"),
        ))
    }
}
