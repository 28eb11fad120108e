//! Layers with arguments that are likely to fit.

use crate::grow::Grower;
use crate::plan::Env;
use crate::shape::{Shape, numbers_of};
use crate::tree::{Argument, Expr, Layer, Value};

/// A hand-written layer for this value, where there is one for its rank.
pub fn custom(grower: &mut Grower<'_>, env: &Env, input: &Shape) -> Option<Layer> {
    let name = match input.len() {
        1 => "Maxout",
        3 => *grower.choices.pick(&["Gate", "Unshuffle"]),
        _ => return None,
    };
    Some(written(name, grower, env, input, &[]))
}

/// A built-in layer for this value, with arguments; `kept` are the images that `like` can name.
pub fn propose(grower: &mut Grower<'_>, env: &Env, input: &Shape, kept: &[String]) -> Layer {
    let names: &[&[&'static str]] = match input.len() {
        1 => &[&["linear"; 6], NORMS, ACTIVATIONS, FORMS],
        2 => &[
            &SIGNALS,
            &SIGNALS,
            NORMS,
            LOCAL_NORMS,
            ACTIVATIONS,
            FORMS,
            WHOLE,
        ],
        3 => &[
            &IMAGES,
            &IMAGES,
            NORMS,
            LOCAL_NORMS,
            ACTIVATIONS,
            FORMS,
            WHOLE,
            RESIZES,
        ],
        _ => &[
            &VOLUMES,
            &VOLUMES,
            NORMS,
            LOCAL_NORMS,
            ACTIVATIONS,
            FORMS,
            WHOLE,
        ],
    };
    let name = *grower.choices.pick(&names.concat());
    written(name, grower, env, input, kept)
}

fn written(
    name: &'static str,
    grower: &mut Grower<'_>,
    env: &Env,
    input: &Shape,
    kept: &[String],
) -> Layer {
    let mut writer = Writer {
        grower,
        env,
        input,
        layer: plain(name),
    };
    writer.arguments(kept);
    writer.layer
}

const SIGNALS: [&str; 8] = [
    "conv1d",
    "conv1d",
    "conv1d",
    "conv_transpose1d",
    "max_pool1d",
    "avg_pool1d",
    "adaptive_avg_pool1d",
    "linear",
];
const IMAGES: [&str; 8] = [
    "conv2d",
    "conv2d",
    "conv2d",
    "conv_transpose2d",
    "max_pool2d",
    "avg_pool2d",
    "adaptive_avg_pool2d",
    "linear",
];
const VOLUMES: [&str; 8] = [
    "conv3d",
    "conv3d",
    "conv3d",
    "conv_transpose3d",
    "max_pool3d",
    "avg_pool3d",
    "adaptive_avg_pool3d",
    "linear",
];
const NORMS: &[&str] = &["batch_norm", "layer_norm", "group_norm"];
const LOCAL_NORMS: &[&str] = &["instance_norm", "local_response_norm"];
const ACTIVATIONS: &[&str] = &[
    "relu",
    "relu6",
    "leaky_relu",
    "prelu",
    "elu",
    "gelu",
    "silu",
    "mish",
    "sigmoid",
    "hard_sigmoid",
    "hard_swish",
    "tanh",
    "softmax",
];
const FORMS: &[&str] = &[
    "reshape",
    "slice",
    "channel_shuffle",
    "scale",
    "dropout",
    "stochastic_depth",
];
const WHOLE: &[&str] = &["global_avg_pool", "flatten"];
const RESIZES: &[&str] = &["pixel_shuffle", "interpolate", "interpolate"];

pub fn plain(name: &'static str) -> Layer {
    Layer {
        name,
        args: Vec::new(),
    }
}

/// `linear(10)`
pub fn counted(name: &'static str, out: usize) -> Layer {
    with(name, "out", Value::Count(Expr::Number(out)))
}

/// `reshape([2, 3])`, `parameter([2, 3])`
pub fn listed(name: &'static str, dims: &[usize]) -> Layer {
    with(name, "dims", list(dims))
}

/// A mean pool to these positions.
pub fn pooled_to(positions: &[usize]) -> Layer {
    let name = [
        "adaptive_avg_pool1d",
        "adaptive_avg_pool2d",
        "adaptive_avg_pool3d",
    ];
    with(name[positions.len() - 1], "size", list(positions))
}

/// The same matrix at every position.
pub fn pointwise(out: usize, axes: usize) -> Layer {
    let mut layer = counted(["linear", "conv1d", "conv2d", "conv3d"][axes], out);
    if axes > 0 {
        layer.args.push(Argument {
            name: "kernel",
            by_position: true,
            value: Value::Count(Expr::Number(1)),
        });
    }
    layer
}

fn with(name: &'static str, arg: &'static str, value: Value) -> Layer {
    let args = vec![Argument {
        name: arg,
        by_position: true,
        value,
    }];
    Layer { name, args }
}

fn list(numbers: &[usize]) -> Value {
    Value::List(numbers.iter().copied().map(Expr::Number).collect())
}

struct Writer<'w, 'c> {
    grower: &'w mut Grower<'c>,
    env: &'w Env,
    input: &'w Shape,
    layer: Layer,
}

impl Writer<'_, '_> {
    fn arguments(&mut self, kept: &[String]) {
        let axes = self.input.len() - 1;
        match self.layer.name.trim_end_matches(['1', '2', '3', 'd']) {
            "conv" => self.conv(axes),
            "conv_transpose" => self.conv_transpose(axes),
            "max_pool" | "avg_pool" => self.pool(axes),
            "adaptive_avg_pool" => {
                let size = self.sizes(axes, &[2, 1, 3, 4, 6]);
                self.required("size", size);
            }
            "global_avg_pool" => self.maybe_flag("keep_dims", 2, true),
            "linear" => self.linear(axes),
            "batch_norm" => {
                self.maybe_real("eps", 1e-3);
                self.maybe_real("momentum", 0.2);
                self.maybe_flag("affine", 6, false);
            }
            "layer_norm" => self.maybe_real("eps", 1e-3),
            "group_norm" => {
                let groups = self.divisor();
                self.required("groups", groups);
                self.maybe_real("eps", 1e-3);
                self.maybe_flag("affine", 6, false);
            }
            "instance_norm" => {
                self.maybe_real("eps", 1e-2);
                self.maybe_flag("affine", 2, true);
            }
            "local_response_norm" => {
                let size = self.one_of(&[3, 2, 5]);
                self.required("size", size);
                self.maybe_real("alpha", 0.1);
                self.maybe_real("beta", 0.5);
                self.maybe_real("k", 1.5);
            }
            "leaky_relu" => self.maybe_real("negative_slope", 0.2),
            "prelu" => {
                if self.grower.choices.once_in(2) {
                    let slopes = Value::Count(self.expr(self.input[0].number()));
                    self.optional("num_parameters", slopes);
                }
                self.maybe_real("init", 0.1);
            }
            "elu" => self.maybe_real("alpha", 0.5),
            "gelu" if self.grower.choices.once_in(2) => {
                self.optional("approximate", Value::Word("tanh".to_owned()));
            }
            "reshape" => self.reshape(),
            "slice" => self.slice(),
            "channel_shuffle" => {
                let groups = self.divisor();
                self.required("groups", groups);
            }
            "pixel_shuffle" => self.required("factor", Value::Count(Expr::Number(2))),
            "interpolate" => self.interpolate(kept),
            "scale" => self.scale(),
            "dropout" if self.grower.choices.once_in(2) => {
                let by_position = self.grower.choices.once_in(2);
                self.push("p", by_position, Value::Real(0.2));
            }
            "stochastic_depth" => self.required("p", Value::Real(0.25)),
            "Maxout" => {
                let out = self.grower.channels(self.env, self.input);
                self.required("out", Value::Count(out));
                self.maybe_count("pieces", &[3, 1]);
                self.maybe_flag("bias", 3, false);
            }
            "Gate" => {
                let ratio = self.divisor();
                self.required("ratio", ratio);
            }
            "Unshuffle" => self.maybe_count("factor", &[3, 1, 2]),
            _ => {}
        }
    }

    fn conv(&mut self, axes: usize) {
        let groups = self.channels_out();
        let kernel = self.sizes(axes, &[1, 3, 2, 5]);
        self.required("kernel", kernel);
        self.maybe_sizes("stride", axes, &[2, 1, 3], 3);
        self.maybe_padding(axes);
        self.maybe_sizes("dilation", axes, &[2, 1], 8);
        if let Some(groups) = groups {
            self.optional("groups", groups);
        }
        self.maybe_flag("bias", 2, false);
    }

    fn conv_transpose(&mut self, axes: usize) {
        let groups = self.channels_out();
        let kernel = self.sizes(axes, &[2, 3]);
        self.required("kernel", kernel);
        self.maybe_sizes("stride", axes, &[2, 1], 2);
        self.maybe_sizes("padding", axes, &[1], 3);
        self.maybe_sizes("output_padding", axes, &[1], 4);
        self.maybe_sizes("dilation", axes, &[2, 1], 8);
        if let Some(groups) = groups {
            self.optional("groups", groups);
        }
        self.maybe_flag("bias", 4, false);
    }

    /// `out`, and groups that divide both sides.
    fn channels_out(&mut self) -> Option<Value> {
        if !self.grower.choices.once_in(4) {
            let out = self.grower.channels(self.env, self.input);
            self.required("out", Value::Count(out));
            return None;
        }
        let channels = self.input[0].number();
        let groups = *self.grower.choices.pick(&divisors(channels));
        let out = groups * self.grower.choices.between(1, 3);
        let out = self.expr(out);
        self.required("out", Value::Count(out));
        Some(Value::Count(self.expr(groups)))
    }

    fn pool(&mut self, axes: usize) {
        let kernel = self.sizes(axes, &[2, 3]);
        self.required("kernel", kernel);
        self.maybe_sizes("stride", axes, &[1, 2], 2);
        self.maybe_padding(axes);
        if self.layer.name.starts_with("max") {
            self.maybe_sizes("dilation", axes, &[2], 8);
        }
        // PyTorch has no rounding up with padding that differs by side.
        let even = match self.layer.args.iter().find(|arg| arg.name == "padding") {
            None => true,
            Some(arg) => {
                !matches!(&arg.value, Value::Word(_))
                    && !matches!(&arg.value, Value::List(sides) if sides.len() == 2 * axes)
            }
        };
        if even {
            self.maybe_flag("ceil_mode", 4, true);
            if self.layer.name.starts_with("avg") {
                self.maybe_flag("count_include_pad", 4, false);
            }
        }
    }

    fn linear(&mut self, axes: usize) {
        let out = self.grower.channels(self.env, self.input);
        self.required("out", Value::Count(out));
        self.maybe_flag("bias", 4, false);
        if axes > 0 || self.grower.choices.once_in(6) {
            self.optional("dim", Value::Word("channels".to_owned()));
        }
    }

    /// The same numbers with one dimension divided and another multiplied, one more or one fewer.
    fn reshape(&mut self) {
        let mut dims = numbers_of(self.input);
        let at = self.grower.choices.below(dims.len());
        let factor = *self.grower.choices.pick(&divisors(dims[at]));
        dims[at] /= factor;
        if dims.len() < 4 && self.grower.choices.once_in(2) {
            dims.push(factor);
        } else {
            let to = self.grower.choices.below(dims.len());
            dims[to] *= factor;
        }
        if dims.len() > 1 && self.grower.choices.once_in(3) {
            let last = dims.pop().unwrap_or(1);
            dims[0] *= last;
        }
        let dims: Vec<_> = dims.into_iter().map(|dim| self.expr(dim)).collect();
        self.required("dims", Value::List(dims));
    }

    fn slice(&mut self) {
        let channels = self.input[0].number();
        let start = self.grower.choices.below(channels);
        let end = self.grower.choices.between(start + 1, channels);
        let (start, end) = (self.expr(start), self.expr(end));
        let open = self.grower.choices.once_in(4);
        self.required("channels", Value::Range(start, (!open).then_some(end)));
    }

    fn interpolate(&mut self, kept: &[String]) {
        match self.grower.choices.below(3) {
            0 if !kept.is_empty() => {
                let like = self.grower.choices.pick(kept).clone();
                self.optional("like", Value::Word(like));
            }
            1 => {
                let scale = *self.grower.choices.pick(&[2.0, 0.5]);
                self.optional("scale", Value::Real(scale));
            }
            _ => {
                let size = self.sizes(2, &[4, 6, 9, 12]);
                self.optional("size", size);
            }
        }
        let mode = *self
            .grower
            .choices
            .pick(&["nearest", "bilinear", "bicubic"]);
        if mode != "nearest" {
            self.optional("mode", Value::Word(mode.to_owned()));
            self.maybe_flag("align_corners", 3, true);
        }
    }

    fn scale(&mut self) {
        let channels = self.input[0].number();
        let each = |at: usize| 0.5 + 0.25 * at as f64;
        if channels <= 16 && self.grower.choices.once_in(3) {
            self.required("factor", Value::Reals((0..channels).map(each).collect()));
        } else {
            self.required("factor", Value::Real(2.0));
        }
        self.maybe_real("shift", -0.5);
    }

    fn divisor(&mut self) -> Value {
        let divisor = *self.grower.choices.pick(&divisors(self.input[0].number()));
        Value::Count(self.expr(divisor))
    }

    /// A number for every axis, or one for each.
    fn sizes(&mut self, axes: usize, options: &[usize]) -> Value {
        if axes > 1 && self.grower.choices.once_in(5) {
            let sizes: Vec<_> = (0..axes)
                .map(|_| *self.grower.choices.pick(options))
                .collect();
            return list(&sizes);
        }
        let named = self
            .env
            .names
            .iter()
            .filter_map(|(name, value)| match value {
                crate::plan::Constant::Number(1..=3) => Some(Expr::Name(name.clone())),
                _ => None,
            });
        let named: Vec<_> = named.collect();
        if !named.is_empty() && self.grower.choices.once_in(3) {
            return Value::Count(self.grower.choices.pick(&named).clone());
        }
        let size = *self.grower.choices.pick(options);
        Value::Count(self.expr(size))
    }

    fn one_of(&mut self, options: &[usize]) -> Value {
        let number = *self.grower.choices.pick(options);
        Value::Count(self.expr(number))
    }

    fn expr(&mut self, number: usize) -> Expr {
        self.grower.expr(number, self.env, self.input)
    }

    fn maybe_sizes(&mut self, name: &'static str, axes: usize, options: &[usize], one_in: usize) {
        if self.grower.choices.once_in(one_in) {
            let sizes = self.sizes(axes, options);
            self.optional(name, sizes);
        }
    }

    fn maybe_padding(&mut self, axes: usize) {
        let padding = match self.grower.choices.below(8) {
            0..3 => return,
            3 => Value::Word("same".to_owned()),
            4 => {
                let sides: Vec<_> = (0..2 * axes)
                    .map(|_| self.grower.choices.below(2))
                    .collect();
                list(&sides)
            }
            _ => self.sizes(axes, &[1, 0, 2]),
        };
        self.optional("padding", padding);
    }

    fn maybe_count(&mut self, name: &'static str, options: &[usize]) {
        if self.grower.choices.once_in(2) {
            let number = self.one_of(options);
            self.optional(name, number);
        }
    }

    fn maybe_flag(&mut self, name: &'static str, one_in: usize, flag: bool) {
        if self.grower.choices.once_in(one_in) {
            self.optional(name, Value::Flag(flag));
        }
    }

    fn maybe_real(&mut self, name: &'static str, number: f64) {
        if self.grower.choices.once_in(4) {
            self.optional(name, Value::Real(number));
        }
    }

    /// By position as long as everything before it is, and mostly.
    fn required(&mut self, name: &'static str, value: Value) {
        let before = self.layer.args.iter().all(|arg| arg.by_position);
        let by_position = before && !self.grower.choices.once_in(10);
        self.push(name, by_position, value);
    }

    fn optional(&mut self, name: &'static str, value: Value) {
        self.push(name, false, value);
    }

    fn push(&mut self, name: &'static str, by_position: bool, value: Value) {
        self.layer.args.push(Argument {
            name,
            by_position,
            value,
        });
    }
}

fn divisors(number: usize) -> Vec<usize> {
    (1..=number.max(1))
        .filter(|divisor| number.is_multiple_of(*divisor))
        .collect()
}
