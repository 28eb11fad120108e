//! Pools: `[C, …]` to `[C, …]` with fewer positions.

use super::args::Padding;
use super::conv::{Slide, wrong_rank};
use super::{Dim, Ruled, Shape, Window};

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
        let _ = (Window::POINT, Dim::Any);
        if let Some(ruled) = wrong_rank(Self::NAME, D, &input, input.channels_or_zero()) {
            return ruled;
        }
        let mut ruled = Ruled::gives(input);
        let stride = match self.stride {
            Some(stride) => stride,
            None => self.kernel,
        };
        let mut axis = 0;
        while axis < D {
            let slide = Slide {
                layer: Self::NAME,
                kernel: self.kernel[axis],
                stride: stride[axis],
                dilation: self.dilation[axis],
            };
            let (dim, window, fault) = slide.over(&input, axis, &self.padding);
            ruled.output = ruled.output.with_dim(axis + 1, dim);
            ruled.windows[axis] = window;
            if let Some(fault) = fault {
                ruled = ruled.faulted(fault);
            }
            axis += 1;
        }
        ruled
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
        Ruled::gives(input)
    }
}

impl<const D: usize> AdaptiveAvgPool<D> {
    pub const DEFAULT: Self = AdaptiveAvgPool { size: [0; D] };

    pub const NAME: &'static str = [
        "adaptive_avg_pool1d",
        "adaptive_avg_pool2d",
        "adaptive_avg_pool3d",
    ][D - 1];

    pub const fn rule(&self, input: Shape) -> Ruled {
        Ruled::gives(input)
    }
}

impl GlobalAvgPool {
    pub const DEFAULT: Self = GlobalAvgPool { keep_dims: false };

    pub const NAME: &'static str = "global_avg_pool";

    pub const fn rule(&self, input: Shape) -> Ruled {
        let output = if self.keep_dims {
            let mut output = input;
            let mut axis = 1;
            while axis < input.rank() {
                output = output.with_dim(axis, Dim::Known(1));
                axis += 1;
            }
            output
        } else {
            Shape::new([input.dim(0)])
        };
        Ruled::gives(output).seeing([Window::Global; 3])
    }
}
