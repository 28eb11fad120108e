//! Pools: `[C, …]` to `[C, …]` with fewer positions.

use super::args::Padding;
use super::conv::{Slide, axis_name, wrong_rank};
use super::numbers::{common_divisor, extent};
use super::text::Text;
use super::{Dim, Fault, Ruled, Shape, Window, fact, help};

/// The largest number under each window: `y[i] = maxⱼ x[i·stride + j·dilation − padding]`.
///
/// Shapes: in `[C, …]`, out `[C, …]` with `⌊(n + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`
/// positions per axis; with `ceil_mode` rounded up, as long as the last window begins in the input or in
/// front of it; with `same` `⌈n / stride⌉`. Padding is −∞: it never wins.
/// Errors (compile time): a kernel larger than the padded input; padding of more than half the kernel
/// (where the sides differ: of the whole kernel), for a window of nothing but padding has no maximum.
/// Parameters: none. Same as `torch.nn.MaxPool1d`, `MaxPool2d`, `MaxPool3d`; padding that differs by side
/// and `same` are TensorFlow's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaxPool<const D: usize> {
    pub kernel: [usize; D],
    /// `None`: the kernel.
    pub stride: Option<[usize; D]>,
    pub padding: Padding<D>,
    pub dilation: [usize; D],
    pub ceil_mode: bool,
}

/// The mean of the numbers under each window: `y[i] = 1 / n · Σⱼ x[i·stride + j − padding]`.
///
/// Shapes and errors: as for [`MaxPool`], without dilation. `n` is the size of the kernel with its
/// padding (`count_include_pad`), else the number of positions inside the input; what `ceil_mode` adds
/// behind the padding never counts, and neither does the padding of `same`.
/// Parameters: none. Same as `torch.nn.AvgPool1d`, `AvgPool2d`, `AvgPool3d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AvgPool<const D: usize> {
    pub kernel: [usize; D],
    /// `None`: the kernel.
    pub stride: Option<[usize; D]>,
    pub padding: Padding<D>,
    pub ceil_mode: bool,
    pub count_include_pad: bool,
}

/// Means over as many windows as it takes for `size` positions: position `i` is the mean of
/// `⌊i·n / size⌋ .. ⌈(i + 1)·n / size⌉`.
///
/// Shapes: in `[C, …]`, out `[C, size…]`, also where the size that flows in is open (`_`).
/// Errors (compile time): a `size` of 0. Parameters: none.
/// Same as `torch.nn.AdaptiveAvgPool1d`, `AdaptiveAvgPool2d`, `AdaptiveAvgPool3d`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaptiveAvgPool<const D: usize> {
    pub size: [usize; D],
}

/// The mean over all positions of a channel.
///
/// Shapes: in a signal, an image or a volume `[C, …]`, also of open size; out features `[C]`, or with
/// `keep_dims` `[C, 1, …]`.
/// Errors (compile time): features, which have no positions. Parameters: none.
/// Same as `torch.nn.AdaptiveAvgPool2d(1)` with and without `flatten`; Keras' `GlobalAveragePooling2D`.
/// Source: Lin et al. 2013, "Network in network", arXiv:1312.4400.
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
        let pool = Pool {
            layer: Self::NAME,
            kernel: self.kernel,
            stride: self.strides(),
            padding: self.padding,
            dilation: self.dilation,
            ceil_mode: self.ceil_mode,
        };
        pool.rule(&input)
    }

    /// The stride, which is the kernel unless it is given.
    pub(crate) const fn strides(&self) -> [usize; D] {
        or_kernel(self.stride, self.kernel)
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
        let pool = Pool {
            layer: Self::NAME,
            kernel: self.kernel,
            stride: self.strides(),
            padding: self.padding,
            dilation: [1; D],
            ceil_mode: self.ceil_mode,
        };
        pool.rule(&input)
    }

    /// The stride, which is the kernel unless it is given.
    pub(crate) const fn strides(&self) -> [usize; D] {
        or_kernel(self.stride, self.kernel)
    }
}

const fn or_kernel<const D: usize>(stride: Option<[usize; D]>, kernel: [usize; D]) -> [usize; D] {
    match stride {
        Some(stride) => stride,
        None => kernel,
    }
}

/// What the two pools with a kernel have in common.
struct Pool<const D: usize> {
    layer: &'static str,
    kernel: [usize; D],
    stride: [usize; D],
    padding: Padding<D>,
    dilation: [usize; D],
    ceil_mode: bool,
}

impl<const D: usize> Pool<D> {
    const fn rule(&self, input: &Shape) -> Ruled {
        if let Some(ruled) = wrong_rank(self.layer, D, input, input.channels_or_zero()) {
            return ruled;
        }
        let mut ruled = Ruled::gives(*input);
        let mut axis = 0;
        while axis < D {
            let slide = Slide {
                layer: self.layer,
                kernel: self.kernel[axis],
                stride: self.stride[axis],
                dilation: self.dilation[axis],
                ceil_mode: self.ceil_mode,
            };
            let (mut dim, window, mut fault) = slide.over(input, axis, &self.padding);
            if fault.is_none() && self.excess(axis) > 0 {
                dim = Dim::Unsure;
                fault = Some(self.too_much_padding(axis, input.rank()));
            }
            ruled.along(axis, (dim, window, fault));
            axis += 1;
        }
        ruled
    }

    /// The most padding on one side of an axis, so that no window is nothing but padding.
    const fn most(&self, axis: usize) -> usize {
        let extent = extent(self.kernel[axis], self.dilation[axis]);
        if self.is_even(axis) {
            extent / 2
        } else {
            extent - 1
        }
    }

    /// As PyTorch has it: the same padding in front and behind.
    const fn is_even(&self, axis: usize) -> bool {
        matches!(self.padding, Padding::Explicit { begin, end } if begin[axis] == end[axis])
    }

    /// How much padding is over that.
    const fn excess(&self, axis: usize) -> usize {
        match self.padding {
            Padding::Explicit { begin, end } => {
                larger(begin[axis], end[axis]).saturating_sub(self.most(axis))
            }
            Padding::Same => 0,
        }
    }

    const fn too_much_padding(&self, axis: usize, rank: usize) -> Fault {
        let most = self.most(axis);
        let mut fact = fact()
            .str("`")
            .str(self.layer)
            .str("` expects a `padding` of at most ")
            .num(most)
            .str(if self.is_even(axis) {
                ", half "
            } else {
                ", less than "
            });
        fact = match self.dilation[axis] {
            1 => fact.str("its kernel of ").num(self.kernel[axis]),
            dilation => fact
                .str("the ")
                .num(extent(self.kernel[axis], dilation))
                .str(" positions under its kernel"),
        };
        if D > 1 {
            fact = fact.str(" along ").str(axis_name(axis, rank));
        }
        fact = fact.str(", found ").num(most + self.excess(axis));
        Fault::new(fact, self.less_padding())
    }

    /// The padding with every side cut to what is allowed, as it is written.
    const fn less_padding(&self) -> Text<256> {
        let Padding::Explicit { begin, end } = &self.padding else {
            return help();
        };
        // In the order of the language: `[top, left, bottom, right]`.
        let mut sides = [0; 6];
        let mut even = true;
        let mut axis = 0;
        while axis < D {
            sides[axis] = smaller(begin[axis], self.most(axis));
            sides[D + axis] = smaller(end[axis], self.most(axis));
            even &= sides[axis] == sides[D + axis];
            axis += 1;
        }
        let text = help().str("`padding = ");
        let text = if even {
            text.size(sides.split_at(D).0)
        } else {
            text.list(sides.split_at(2 * D).0)
        };
        text.str("`")
    }
}

const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

const fn smaller(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
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
            ruled.windows[axis] = window_of_share(input.dim(axis + 1), size);
            if size == 0 {
                ruled.output = ruled.output.with_dim(axis + 1, Dim::Unsure);
                ruled = ruled.faulted(Fault::new(
                    fact()
                        .str("`")
                        .str(Self::NAME)
                        .str("` expects a `size` of 1 or more, found ")
                        .size(&self.size),
                    help().str("`size = 1` is the mean over all positions"),
                ));
            } else {
                ruled.output = ruled.output.with_dim(axis + 1, Dim::Known(size));
            }
            axis += 1;
        }
        ruled.bounded(Self::NAME)
    }
}

/// What one of `size` positions sees: the largest of `⌊i·n / size⌋ .. ⌈(i + 1)·n / size⌉`.
const fn window_of_share(input: Dim, size: usize) -> Window {
    match input {
        // i·n leaves at most `size − gcd(n, size)` when it is divided by `size`.
        Dim::Known(n) if size > 1 => Window::Slides {
            extent: n
                .saturating_add(size - common_divisor(n, size))
                .div_ceil(size),
            stride: n as f64 / size as f64,
        },
        // Everything, or a share of a size that is known at run time only.
        _ => Window::Global,
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

#[cfg(test)]
mod tests;
