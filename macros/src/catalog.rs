//! The one table of built-in layers: name, arguments, defaults, runtime type.
//!
//! A row here, a shape rule and a module in `runtime/src/layers`, a fault in `tests/ui/shape` and a
//! case in `tests/reference/layer_parity.json` make a layer; a test walks this table and fails while
//! any of them is missing.

/// A built-in layer.
pub struct Layer {
    /// As it is written in a declaration, and as its description is called in the runtime,
    /// `private::spec::…`: shape rule, counts, attributes.
    pub name: &'static str,
    /// What a module keeps of it.
    pub state: State,
    pub ranks: Ranks,
    /// In the order of positional arguments: required ones first.
    pub args: &'static [Argument],
}

/// What the module struct holds for a layer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Parameters or buffers, in a module `private::nn::…`.
    Module(&'static str),
    /// Nothing that is trained or stored, but arguments: the description itself.
    Spec,
}

/// How a layer changes the rank (the batch counted).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ranks {
    /// Any rank, left as it is.
    Same,
    /// This rank, left as it is.
    Only(usize),
    /// Any rank, to features.
    ToFeatures,
    /// `global_avg_pool`: to features, or with `keep_dims = true` as it is.
    Pooled,
    /// `linear`: features to features, or with `dim = channels` any rank as it is.
    Linear,
    /// `reshape`, `parameter`: one more than the numbers in the list.
    Listed,
}

pub struct Argument {
    pub name: &'static str,
    pub kind: ArgKind,
    /// As the documentation prints it; `None` for a required argument.
    pub default: Option<&'static str>,
    /// It may be given without its name.
    pub by_position: bool,
}

/// What an argument takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgKind {
    /// A whole number: channels, groups.
    Count,
    /// A number for every axis, or one for each of so many: `3`, `[1, 7]`.
    Size(usize),
    /// A size, both sides of every axis (`[top, left, bottom, right]`), or `same`.
    Padding(usize),
    /// `true`, `false`
    Flag,
    /// A real number.
    Number,
    /// A real number, or one for each channel.
    PerChannel,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A kept value.
    Kept,
    /// A range of channels: `a..b`.
    Range,
    /// `[C, H, W]`: numbers in a list.
    List,
}

impl Layer {
    pub fn find(name: &str) -> Option<&'static Layer> {
        LAYERS.iter().find(|layer| layer.name == name)
    }

    pub fn holds_state(&self) -> bool {
        matches!(self.state, State::Module(_))
    }

    pub fn arg(&self, name: &str) -> Option<&'static Argument> {
        self.args.iter().find(|arg| arg.name == name)
    }
}

const fn required(name: &'static str, kind: ArgKind) -> Argument {
    Argument {
        name,
        kind,
        default: None,
        by_position: true,
    }
}

const fn optional(name: &'static str, kind: ArgKind, default: &'static str) -> Argument {
    Argument {
        name,
        kind,
        default: Some(default),
        by_position: false,
    }
}

/// One with a default that is commonly written without its name all the same: `dropout(0.2)`.
const fn leading(name: &'static str, kind: ArgKind, default: &'static str) -> Argument {
    Argument {
        name,
        kind,
        default: Some(default),
        by_position: true,
    }
}

const fn module(
    name: &'static str,
    module: &'static str,
    ranks: Ranks,
    args: &'static [Argument],
) -> Layer {
    Layer {
        name,
        state: State::Module(module),
        ranks,
        args,
    }
}

const fn plain(name: &'static str, ranks: Ranks, args: &'static [Argument]) -> Layer {
    Layer {
        name,
        state: State::Spec,
        ranks,
        args,
    }
}

use ArgKind::*;

macro_rules! conv {
    ($axes:literal) => {
        &[
            required("out", Count),
            required("kernel", Size($axes)),
            optional("stride", Size($axes), "1"),
            optional("padding", Padding($axes), "0"),
            optional("dilation", Size($axes), "1"),
            optional("groups", Count, "1"),
            optional("bias", Flag, "true"),
        ]
    };
}

macro_rules! conv_transpose {
    ($axes:literal) => {
        &[
            required("out", Count),
            required("kernel", Size($axes)),
            optional("stride", Size($axes), "1"),
            optional("padding", Size($axes), "0"),
            optional("output_padding", Size($axes), "0"),
            optional("dilation", Size($axes), "1"),
            optional("groups", Count, "1"),
            optional("bias", Flag, "true"),
        ]
    };
}

macro_rules! max_pool {
    ($axes:literal) => {
        &[
            required("kernel", Size($axes)),
            optional("stride", Size($axes), "kernel"),
            optional("padding", Padding($axes), "0"),
            optional("dilation", Size($axes), "1"),
            optional("ceil_mode", Flag, "false"),
        ]
    };
}

macro_rules! avg_pool {
    ($axes:literal) => {
        &[
            required("kernel", Size($axes)),
            optional("stride", Size($axes), "kernel"),
            optional("padding", Padding($axes), "0"),
            optional("ceil_mode", Flag, "false"),
            optional("count_include_pad", Flag, "true"),
        ]
    };
}

const EPS: Argument = optional("eps", Number, "1e-5");

pub static LAYERS: &[Layer] = &[
    // Convolutions.
    module("conv1d", "Conv1d", Ranks::Only(3), conv!(1)),
    module("conv2d", "Conv2d", Ranks::Only(4), conv!(2)),
    module("conv3d", "Conv3d", Ranks::Only(5), conv!(3)),
    module(
        "conv_transpose1d",
        "ConvTranspose1d",
        Ranks::Only(3),
        conv_transpose!(1),
    ),
    module(
        "conv_transpose2d",
        "ConvTranspose2d",
        Ranks::Only(4),
        conv_transpose!(2),
    ),
    module(
        "conv_transpose3d",
        "ConvTranspose3d",
        Ranks::Only(5),
        conv_transpose!(3),
    ),
    module(
        "linear",
        "Linear",
        Ranks::Linear,
        &[
            required("out", Count),
            optional("bias", Flag, "true"),
            optional("dim", Word(&["features", "channels"]), "features"),
        ],
    ),
    // Pools.
    plain("max_pool1d", Ranks::Only(3), max_pool!(1)),
    plain("max_pool2d", Ranks::Only(4), max_pool!(2)),
    plain("max_pool3d", Ranks::Only(5), max_pool!(3)),
    plain("avg_pool1d", Ranks::Only(3), avg_pool!(1)),
    plain("avg_pool2d", Ranks::Only(4), avg_pool!(2)),
    plain("avg_pool3d", Ranks::Only(5), avg_pool!(3)),
    plain(
        "adaptive_avg_pool1d",
        Ranks::Only(3),
        &[required("size", Size(1))],
    ),
    plain(
        "adaptive_avg_pool2d",
        Ranks::Only(4),
        &[required("size", Size(2))],
    ),
    plain(
        "adaptive_avg_pool3d",
        Ranks::Only(5),
        &[required("size", Size(3))],
    ),
    plain(
        "global_avg_pool",
        Ranks::Pooled,
        &[optional("keep_dims", Flag, "false")],
    ),
    // Norms.
    module(
        "batch_norm",
        "BatchNorm",
        Ranks::Same,
        &[
            EPS,
            optional("momentum", Number, "0.1"),
            optional("affine", Flag, "true"),
        ],
    ),
    module("layer_norm", "LayerNorm", Ranks::Same, &[EPS]),
    module(
        "group_norm",
        "GroupNorm",
        Ranks::Same,
        &[
            required("groups", Count),
            EPS,
            optional("affine", Flag, "true"),
        ],
    ),
    module(
        "instance_norm",
        "InstanceNorm",
        Ranks::Same,
        &[EPS, optional("affine", Flag, "false")],
    ),
    plain(
        "local_response_norm",
        Ranks::Same,
        &[
            required("size", Count),
            optional("alpha", Number, "1e-4"),
            optional("beta", Number, "0.75"),
            optional("k", Number, "1.0"),
        ],
    ),
    // Activations.
    plain("relu", Ranks::Same, &[]),
    plain("relu6", Ranks::Same, &[]),
    plain(
        "leaky_relu",
        Ranks::Same,
        &[optional("negative_slope", Number, "0.01")],
    ),
    module(
        "prelu",
        "PRelu",
        Ranks::Same,
        &[
            optional("num_parameters", Count, "1"),
            optional("init", Number, "0.25"),
        ],
    ),
    plain("elu", Ranks::Same, &[optional("alpha", Number, "1.0")]),
    plain(
        "gelu",
        Ranks::Same,
        &[optional("approximate", Word(&["none", "tanh"]), "none")],
    ),
    plain("silu", Ranks::Same, &[]),
    plain("mish", Ranks::Same, &[]),
    plain("sigmoid", Ranks::Same, &[]),
    plain("hard_sigmoid", Ranks::Same, &[]),
    plain("hard_swish", Ranks::Same, &[]),
    plain("tanh", Ranks::Same, &[]),
    plain("softmax", Ranks::Same, &[]),
    // Form.
    plain("flatten", Ranks::ToFeatures, &[]),
    plain("reshape", Ranks::Listed, &[required("dims", List)]),
    plain("slice", Ranks::Same, &[required("channels", Range)]),
    plain("channel_shuffle", Ranks::Same, &[required("groups", Count)]),
    plain(
        "pixel_shuffle",
        Ranks::Only(4),
        &[required("factor", Count)],
    ),
    plain(
        "interpolate",
        Ranks::Only(4),
        &[
            optional("size", Size(2), "none"),
            optional("scale", Number, "none"),
            optional("like", Kept, "none"),
            optional("mode", Word(&["nearest", "bilinear", "bicubic"]), "nearest"),
            optional("align_corners", Flag, "false"),
        ],
    ),
    plain(
        "scale",
        Ranks::Same,
        &[
            required("factor", PerChannel),
            optional("shift", PerChannel, "0.0"),
        ],
    ),
    // Noise.
    plain("dropout", Ranks::Same, &[leading("p", Number, "0.5")]),
    plain("stochastic_depth", Ranks::Same, &[required("p", Number)]),
    // A trained tensor.
    module(
        "parameter",
        "Parameter",
        Ranks::Listed,
        &[required("dims", List), optional("init", Number, "0.0")],
    ),
];

/// The lints, as the runtime names them.
pub const LINTS: [&str; 8] = [
    "bias_before_norm",
    "dropped_pixels",
    "narrow_receptive_field",
    "wide_receptive_field",
    "unused_kept_value",
    "consecutive_activations",
    "dropout_before_norm",
    "heavy_linear",
];

/// The name of all lints together.
pub const ALL_LINTS: &str = "all";
