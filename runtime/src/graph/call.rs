//! An operation as it is written in a declaration.

use super::Op;
use crate::shape::args::{Padding, PerChannel};
use crate::shape::spec::{self, GeluApproximation, InterpolateMode, LinearDim};

/// Arguments as they are gathered: what has its default is not written.
#[derive(Default)]
struct Written(Vec<String>);

impl Written {
    fn positional(mut self, value: impl ToString) -> Self {
        self.0.push(value.to_string());
        self
    }

    fn named<T: PartialEq>(
        mut self,
        name: &str,
        value: T,
        default: T,
        text: impl Fn(&T) -> String,
    ) -> Self {
        if value != default {
            self.0.push(format!("{name} = {}", text(&value)));
        }
        self
    }

    fn call(self, name: &str) -> String {
        if self.0.is_empty() {
            name.to_owned()
        } else {
            format!("{name}({})", self.0.join(", "))
        }
    }
}

fn text<T: ToString>(value: &T) -> String {
    value.to_string()
}

/// A real number as it is written in Rust: always with a point.
fn real(value: &f64) -> String {
    format!("{value:?}")
}

fn size<const D: usize>(size: &[usize; D]) -> String {
    if size.iter().all(|n| *n == size[0]) {
        size[0].to_string()
    } else {
        format!("{size:?}")
    }
}

fn padding<const D: usize>(padding: &Padding<D>) -> String {
    match padding {
        Padding::Same => "same".to_owned(),
        Padding::Explicit { begin, end } if begin == end => size(begin),
        Padding::Explicit { begin, end } => {
            let sides: Vec<_> = begin.iter().chain(end).collect();
            format!("{sides:?}")
        }
    }
}

fn per_channel(numbers: &PerChannel) -> String {
    match numbers.channels() {
        None => real(&f64::from(numbers.values()[0])),
        Some(_) => format!("{:?}", numbers.values()),
    }
}

fn conv<const D: usize>(conv: &spec::Conv<D>) -> String {
    let default = spec::Conv::<D>::DEFAULT;
    Written::default()
        .positional(conv.out)
        .positional(size(&conv.kernel))
        .named("stride", conv.stride, default.stride, size)
        .named("padding", conv.padding, default.padding, padding)
        .named("dilation", conv.dilation, default.dilation, size)
        .named("groups", conv.groups, default.groups, text)
        .named("bias", conv.bias, default.bias, text)
        .call(spec::Conv::<D>::NAME)
}

fn conv_transpose<const D: usize>(conv: &spec::ConvTranspose<D>) -> String {
    let default = spec::ConvTranspose::<D>::DEFAULT;
    Written::default()
        .positional(conv.out)
        .positional(size(&conv.kernel))
        .named("stride", conv.stride, default.stride, size)
        .named("padding", conv.padding, default.padding, size)
        .named(
            "output_padding",
            conv.output_padding,
            default.output_padding,
            size,
        )
        .named("dilation", conv.dilation, default.dilation, size)
        .named("groups", conv.groups, default.groups, text)
        .named("bias", conv.bias, default.bias, text)
        .call(spec::ConvTranspose::<D>::NAME)
}

fn max_pool<const D: usize>(pool: &spec::MaxPool<D>) -> String {
    let default = spec::MaxPool::<D>::DEFAULT;
    Written::default()
        .positional(size(&pool.kernel))
        .named("stride", pool.strides(), pool.kernel, size)
        .named("padding", pool.padding, default.padding, padding)
        .named("dilation", pool.dilation, default.dilation, size)
        .named("ceil_mode", pool.ceil_mode, default.ceil_mode, text)
        .call(spec::MaxPool::<D>::NAME)
}

fn avg_pool<const D: usize>(pool: &spec::AvgPool<D>) -> String {
    let default = spec::AvgPool::<D>::DEFAULT;
    Written::default()
        .positional(size(&pool.kernel))
        .named("stride", pool.strides(), pool.kernel, size)
        .named("padding", pool.padding, default.padding, padding)
        .named("ceil_mode", pool.ceil_mode, default.ceil_mode, text)
        .named(
            "count_include_pad",
            pool.count_include_pad,
            default.count_include_pad,
            text,
        )
        .call(spec::AvgPool::<D>::NAME)
}

fn interpolate(resize: &spec::Interpolate) -> String {
    let mut written = Written::default();
    if let Some(to) = resize.size {
        written.0.push(format!("size = {}", size(&to)));
    }
    if let Some(scale) = resize.scale {
        written.0.push(format!("scale = {}", real(&scale)));
    }
    if resize.like {
        written.0.push("like = …".to_owned());
    }
    let mode = match resize.mode {
        InterpolateMode::Nearest => "nearest",
        InterpolateMode::Bilinear => "bilinear",
        InterpolateMode::Bicubic => "bicubic",
    };
    written
        .named("mode", mode, "nearest", text)
        .named("align_corners", resize.align_corners, false, text)
        .call(spec::Interpolate::NAME)
}

fn norm(op: &Op) -> String {
    let written = Written::default();
    match op {
        Op::BatchNorm(norm) => written
            .named("eps", norm.eps, 1e-5, real)
            .named("momentum", norm.momentum, 0.1, real)
            .named("affine", norm.affine, true, text),
        Op::LayerNorm(norm) => written.named("eps", norm.eps, 1e-5, real),
        Op::GroupNorm(norm) => written
            .positional(norm.groups)
            .named("eps", norm.eps, 1e-5, real)
            .named("affine", norm.affine, true, text),
        Op::InstanceNorm(norm) => {
            written
                .named("eps", norm.eps, 1e-5, real)
                .named("affine", norm.affine, false, text)
        }
        Op::LocalResponseNorm(norm) => written
            .positional(norm.size)
            .named("alpha", norm.alpha, 1e-4, real)
            .named("beta", norm.beta, 0.75, real)
            .named("k", norm.k, 1.0, real),
        _ => written,
    }
    .call(op.name())
}

impl Op {
    /// The operation with its arguments, as it is written in a declaration: `conv2d(64, 7, stride = 2)`.
    /// Arguments that have their default are left out.
    pub fn call(&self) -> String {
        let written = Written::default();
        let written = match self {
            Op::Conv1d(spec) => return conv(spec),
            Op::Conv2d(spec) => return conv(spec),
            Op::Conv3d(spec) => return conv(spec),
            Op::ConvTranspose1d(spec) => return conv_transpose(spec),
            Op::ConvTranspose2d(spec) => return conv_transpose(spec),
            Op::ConvTranspose3d(spec) => return conv_transpose(spec),
            Op::MaxPool1d(spec) => return max_pool(spec),
            Op::MaxPool2d(spec) => return max_pool(spec),
            Op::MaxPool3d(spec) => return max_pool(spec),
            Op::AvgPool1d(spec) => return avg_pool(spec),
            Op::AvgPool2d(spec) => return avg_pool(spec),
            Op::AvgPool3d(spec) => return avg_pool(spec),
            Op::Interpolate(spec) => return interpolate(spec),
            Op::BatchNorm(_)
            | Op::LayerNorm(_)
            | Op::GroupNorm(_)
            | Op::InstanceNorm(_)
            | Op::LocalResponseNorm(_) => return norm(self),
            Op::Linear(spec) => written
                .positional(spec.out)
                .named("bias", spec.bias, true, text)
                .named("dim", spec.dim, LinearDim::Features, |_| {
                    "channels".to_owned()
                }),
            Op::AdaptiveAvgPool1d(spec) => written.positional(size(&spec.size)),
            Op::AdaptiveAvgPool2d(spec) => written.positional(size(&spec.size)),
            Op::AdaptiveAvgPool3d(spec) => written.positional(size(&spec.size)),
            Op::GlobalAvgPool(spec) => written.named("keep_dims", spec.keep_dims, false, text),
            Op::LeakyRelu(spec) => written.named("negative_slope", spec.negative_slope, 0.01, real),
            Op::PRelu(spec) => written
                .named("num_parameters", spec.num_parameters, 1, text)
                .named("init", spec.init, 0.25, real),
            Op::Elu(spec) => written.named("alpha", spec.alpha, 1.0, real),
            Op::Gelu(spec) => written.named(
                "approximate",
                spec.approximate,
                GeluApproximation::None,
                |_| "tanh".to_owned(),
            ),
            Op::Reshape(spec) => written.positional(format!("{:?}", spec.dims.numbers())),
            Op::Slice(spec) if spec.end == usize::MAX => {
                written.positional(format!("{}..", spec.start))
            }
            Op::Slice(spec) => written.positional(format!("{}..{}", spec.start, spec.end)),
            Op::ChannelShuffle(spec) => written.positional(spec.groups),
            Op::PixelShuffle(spec) => written.positional(spec.factor),
            Op::Scale(spec) => written.positional(per_channel(&spec.factor)).named(
                "shift",
                spec.shift,
                PerChannel::all(0.0),
                per_channel,
            ),
            Op::Dropout(spec) => written.named("p", spec.p, 0.5, real),
            Op::StochasticDepth(spec) => written.positional(real(&spec.p)),
            Op::Parameter(spec) => written
                .positional(format!("{:?}", spec.dims.numbers()))
                .named("init", spec.init, 0.0, real),
            Op::Output { name } => return format!("output {name}"),
            Op::Custom(custom) => return format!("{custom:?}"),
            _ => written,
        };
        written.call(self.name())
    }
}
