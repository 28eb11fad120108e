//! Quicker ways to the same numbers on Burn's CPU backends: other operations of Burn's, where its own take longer.
//!
//! For inference in single precision; where gradients are recorded, and on GPUs, Burn's own are used. The
//! bounds are measured: `cargo bench -p firebrick-benches --features ndarray --bench ways` shows both sides of
//! each, and `benches/RESULTS.md` what they are worth to whole networks.

use burn::tensor::ops::{AvgPoolOptions, ConvOptions, MaxPoolOptions};
use burn::tensor::{DType, Tensor, module as ops, s};

use crate::backend::Cpu;

/// The backend that computes `x`, where this file knows one better.
fn cpu_of(x: &Tensor<4>) -> Option<Cpu> {
    match x.dtype() {
        DType::F32 => Cpu::of(&x.device()),
        _ => None,
    }
}

/// The same as Burn's `conv2d`.
pub(super) fn conv2d(
    x: Tensor<4>,
    weight: Tensor<4>,
    bias: Option<Tensor<1>>,
    options: ConvOptions<2>,
) -> Tensor<4> {
    let Some(cpu) = cpu_of(&x).filter(|_| options.groups == 1) else {
        return ops::conv2d(x, weight, bias, options);
    };
    let [_, _, height, width] = weight.dims();
    let pointwise = [height, width] == [1, 1] && options.padding == [(0, 0); 2];
    let windows = Windows::of(&x, [height, width], &options);
    if pointwise {
        let x = match options.stride {
            [1, 1] => x,
            _ => windows.at(&x, [0, 0]),
        };
        match cpu {
            // Flex multiplies where the positions lie side by side; else it would first move the channels.
            Cpu::Flex => ops::conv2d(x, weight, bias, ConvOptions::new([1; 2], [0; 2], [1; 2], 1)),
            // NdArray has no product in its convolutions: it takes up to a hundred times as long.
            Cpu::NdArray => product(x, weight, bias),
        }
    } else if windows.are_few(cpu) {
        product(windows.columns(x), weight, bias)
    } else {
        ops::conv2d(x, weight, bias, options)
    }
}

/// Where a kernel looks.
struct Windows {
    kernel: [usize; 2],
    padding: [(usize, usize); 2],
    stride: [usize; 2],
    dilation: [usize; 2],
    rows: usize,
    /// How many there are along both axes.
    positions: [usize; 2],
}

impl Windows {
    fn of(x: &Tensor<4>, kernel: [usize; 2], options: &ConvOptions<2>) -> Self {
        let [rows, _, height, width] = x.dims();
        let ConvOptions {
            padding,
            stride,
            dilation,
            ..
        } = *options;
        let input = [height, width];
        let positions = std::array::from_fn(|axis| {
            let (begin, end) = padding[axis];
            let extent = dilation[axis] * (kernel[axis] - 1) + 1;
            (begin + input[axis] + end - extent) / stride[axis] + 1
        });
        Windows {
            kernel,
            padding,
            stride,
            dilation,
            rows,
            positions,
        }
    }

    /// Whether one product with everything that the windows show is quicker than Burn's convolution.
    ///
    /// Flex turns the weights round in every forward, which is worth it if they meet many positions; NdArray's
    /// convolution falls out of the caches with many channels, which come with few positions.
    fn are_few(&self, cpu: Cpu) -> bool {
        let positions = self.positions.iter().product::<usize>();
        match cpu {
            Cpu::Flex => self.rows * positions <= 512,
            Cpu::NdArray => positions <= 512,
        }
    }

    /// What every window shows, at every position: `[batch, channels · kernel, h', w']`.
    fn columns(&self, x: Tensor<4>) -> Tensor<4> {
        let x = match self.padding {
            [(0, 0), (0, 0)] => x,
            padding => x.pad(padding, 0.0),
        };
        let [rows, channels, _, _] = x.dims();
        let [height, width] = self.kernel;
        let places = (0..height).flat_map(|row| (0..width).map(move |column| [row, column]));
        let shown = places.map(|place| self.at(&x, place)).collect();
        let [high, wide] = self.positions;
        Tensor::stack::<5>(shown, 2).reshape([rows, channels * height * width, high, wide])
    }

    /// What every window shows at one place of the kernel: `[batch, channels, h', w']`.
    fn at(&self, x: &Tensor<4>, place: [usize; 2]) -> Tensor<4> {
        let [rows, columns] = std::array::from_fn(|axis| {
            let first = place[axis] * self.dilation[axis];
            first..first + (self.positions[axis] - 1) * self.stride[axis] + 1
        });
        let [down, right] = self.stride.map(|stride| stride as isize);
        x.clone().slice(s![.., .., rows;down, columns;right])
    }
}

/// A matrix product with every position: `x` is `[batch, n, h, w]`, the weight holds `[out, n]`.
fn product(x: Tensor<4>, weight: Tensor<4>, bias: Option<Tensor<1>>) -> Tensor<4> {
    let ([rows, n, height, width], out) = (x.dims(), weight.dims()[0]);
    let x = x.reshape([rows, n, height * width]);
    let y = weight.reshape([1, out, n]).matmul(x);
    match bias {
        Some(bias) => y + bias.reshape([1, out, 1]),
        None => y,
    }
    .reshape([rows, out, height, width])
}

/// The same as Burn's `max_pool2d`.
pub(super) fn max_pool2d(x: Tensor<4>, options: MaxPoolOptions<2>) -> Tensor<4> {
    let plain = options.dilation == [1; 2] && !options.ceil_mode;
    if !plain || !matches!(cpu_of(&x), Some(Cpu::Flex)) {
        return ops::max_pool2d(x, options);
    }
    let x = match options.padding {
        [(0, 0), (0, 0)] => x,
        padding => x.pad(padding, f32::NEG_INFINITY),
    };
    // Some channels at a time: what their windows show is written out, and is to stay in the cache.
    let [rows, channels, height, width] = x.dims();
    let shown = rows * height * width * options.kernel_size[0] / options.stride[0];
    let together = (IN_CACHE / shown.max(1)).clamp(1, channels);
    let parts = x.split(together, 1).into_iter();
    Tensor::cat(parts.map(|part| max_by_axes(part, &options)).collect(), 1)
}

/// So many numbers that are written and read again stay in the second cache.
const IN_CACHE: usize = 1 << 18;

/// The largest number of each axis by itself; Burn's looks at every number of the window, and where it was.
fn max_by_axes(x: Tensor<4>, options: &MaxPoolOptions<2>) -> Tensor<4> {
    let [height, width] = options.kernel_size;
    let [down, right] = options.stride;
    let rows: Tensor<5> = x.unfold(2, height, down);
    let rows: Tensor<4> = rows.max_dim(4).squeeze_dim(4);
    let columns: Tensor<5> = rows.unfold(3, width, right);
    columns.max_dim(4).squeeze_dim(4)
}

/// The same as Burn's `avg_pool2d`.
pub(super) fn avg_pool2d(x: Tensor<4>, options: AvgPoolOptions<2>) -> Tensor<4> {
    let AvgPoolOptions {
        kernel_size,
        stride,
        padding,
        count_include_pad,
        ceil_mode,
    } = options;
    let one_divisor = !ceil_mode && (count_include_pad || padding == [(0, 0); 2]);
    if !one_divisor || cpu_of(&x).is_none() {
        return ops::avg_pool2d(x, options);
    }
    // A convolution of each channel by itself is vectorised, the pool is not.
    let channels = x.dims()[1];
    let [height, width] = kernel_size;
    let share = 1.0 / (height * width) as f64;
    let weight = Tensor::full([channels, 1, height, width], share, &x.device());
    let options = ConvOptions::new_with_padding(stride, padding, [1; 2], channels);
    ops::conv2d(x, weight, None, options)
}

#[cfg(test)]
mod tests;
