//! Layers under the names that PyTorch, Keras and Burn give them.

use std::fmt::{self, Display, Formatter};

use syn::Expr;

use super::aliases::{argument, needless};
use super::literal::{Literal, flag, shown};
use super::transcribe::sequential_of;
use crate::ast::{Arg, Call};
use crate::catalog::{ArgKind, Layer};

/// What a layer of another library is here.
pub struct Counterpart {
    /// Its names, in lower case and without `_`; or as they are, where case tells libraries apart.
    names: &'static [&'static str],
    here: Here,
}

enum Here {
    /// A built-in, and the other library's positional arguments, by our names where there is one.
    BuiltIn(&'static str, &'static [&'static str]),
    /// Something else of the language.
    Written(&'static str),
    /// Two convolutions: of every channel alone, and across them.
    Separable,
    /// A convolution of every channel alone.
    Depthwise,
    /// Nothing to write: advice.
    Advice(&'static str),
}

/// The counterpart of a layer's name, if there is one.
pub fn counterpart(name: &str) -> Option<&'static Counterpart> {
    let plain: String = name
        .chars()
        .filter(|char| *char != '_')
        .map(|char| char.to_ascii_lowercase())
        .collect();
    let called = |name: &str| {
        let mut counterparts = COUNTERPARTS.iter();
        counterparts.find(|counterpart| counterpart.names.contains(&name))
    };
    // Burn's configurations are called as their layers.
    let layer = plain.strip_suffix("config").unwrap_or(&plain);
    called(name).or_else(|| called(layer))
}

/// A layer that other libraries have and this language has not.
pub fn is_absent(name: &str) -> bool {
    ABSENT.contains(&name)
}

impl Counterpart {
    /// What to write in place of the call: with its arguments, where all of them have a counterpart.
    pub fn mended(&self, call: &Call) -> Mend {
        let arg = |at: usize, default: &str| {
            let given = call.args().get(at).map(|arg| shown(&arg.value));
            given.unwrap_or_else(|| default.to_owned())
        };
        match self.here {
            Here::BuiltIn(ours, positional) => {
                let layer = Layer::find(ours).filter(|_| !call.args().is_empty());
                let translated = layer.and_then(|layer| translation(layer, call, positional));
                translated.unwrap_or_else(|| Mend::code(ours.to_owned()))
            }
            Here::Written(ours) => {
                let inside = (ours == SEQUENTIAL).then(|| sequential_of(call)).flatten();
                Mend::code(inside.unwrap_or_else(|| ours.to_owned()))
            }
            Here::Separable => Mend::code(format!(
                "conv2d(input.channels, {}, groups = input.channels); conv2d({}, 1)",
                arg(1, "3"),
                arg(0, "64"),
            )),
            Here::Depthwise => Mend::code(format!(
                "conv2d(input.channels, {}, groups = input.channels)",
                arg(0, "3"),
            )),
            Here::Advice(advice) => Mend::Advice(advice),
        }
    }
}

/// What to do about a call of another library's.
pub enum Mend {
    Code {
        text: String,
        /// The call gave the input's channels, which are known here.
        drops: bool,
    },
    Advice(&'static str),
}

impl Mend {
    fn code(text: String) -> Mend {
        Mend::Code { text, drops: false }
    }
}

/// Why the input's channels are missing in a help.
pub const KNOWN: &str = "the input channels are known";

impl Display for Mend {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Mend::Code { text, drops: true } => write!(f, "`{text}`: {KNOWN}"),
            Mend::Code { text, drops: false } => write!(f, "`{text}`"),
            Mend::Advice(advice) => f.write_str(advice),
        }
    }
}

/// A call of another library's, in our words, an activation behind it as a statement of its own.
///
/// `None` where an argument has no counterpart: half a translation would mislead.
pub fn translation(layer: &Layer, call: &Call, positional: &[&str]) -> Option<Mend> {
    let mut given: Vec<(&str, String)> = Vec::new();
    let mut drops = false;
    let mut activation = None;
    for (position, arg) in call.args().iter().enumerate() {
        let theirs = match &arg.name {
            Some(name) => name.to_string(),
            None => (*positional.get(position)?).to_owned(),
        };
        match ours(layer, &theirs) {
            _ if is_none(&arg.value) => {}
            Some((_, ArgKind::Kept)) => return None,
            Some((name, kind)) => given.push((name, value(arg, kind)?)),
            None if theirs == "activation" => activation = Some(activation_layer(&arg.value)?),
            // To remove it would change what is computed.
            None if theirs == "padding_mode" => return None,
            None => drops |= needless(&theirs)?.contains("channels are known"),
        }
    }
    let mut list = Vec::new();
    for argument in layer.args {
        let value = given.iter().find(|(name, _)| *name == argument.name);
        match value {
            Some((_, value)) if argument.by_position => list.push(value.clone()),
            Some((name, value)) => list.push(format!("{name} = {value}")),
            None if argument.default.is_none() => return None,
            None => {}
        }
    }
    let mut text = match list.as_slice() {
        [] => layer.name.to_owned(),
        list => format!("{}({})", layer.name, list.join(", ")),
    };
    if let Some(activation) = activation {
        text = format!("{text}; {activation}");
    }
    Some(Mend::Code { text, drops })
}

/// The layer that `activation = "relu"` means.
pub fn activation_layer(value: &Expr) -> Option<&'static str> {
    let name = match Literal::of(value) {
        Literal::Text(text) => text,
        Literal::Word(word) => word.to_string(),
        _ => return None,
    };
    match counterpart(&name)?.here {
        Here::BuiltIn(ours, _) => Some(ours),
        _ => None,
    }
}

/// `None` of Python: the default.
fn is_none(value: &Expr) -> bool {
    matches!(Literal::of(value), Literal::Word(word) if word == "None")
}

/// The argument of the layer that another library calls so.
fn ours(layer: &Layer, theirs: &str) -> Option<(&'static str, ArgKind)> {
    let arg = layer
        .arg(theirs)
        .or_else(|| argument(theirs).find_map(|ours| layer.arg(ours)))?;
    Some((arg.name, arg.kind))
}

/// A value in our words: literals and plain names.
fn value(arg: &Arg, kind: ArgKind) -> Option<String> {
    let value = &arg.value;
    Some(match (Literal::of(value), kind) {
        (Literal::Whole(number, _), ArgKind::Number | ArgKind::PerChannel) => format!("{number}.0"),
        (Literal::Text(text), ArgKind::Padding(_)) if text.eq_ignore_ascii_case("same") => {
            "same".to_owned()
        }
        (Literal::Text(text), ArgKind::Padding(_)) if text.eq_ignore_ascii_case("valid") => {
            "0".to_owned()
        }
        (Literal::Text(text), ArgKind::Word(words)) if words.contains(&text.as_str()) => text,
        (Literal::Tuple(elements), ArgKind::Size(_) | ArgKind::Padding(_) | ArgKind::List) => {
            let elements: Vec<_> = elements.iter().map(shown).collect();
            format!("[{}]", elements.join(", "))
        }
        (Literal::Other, ArgKind::Padding(_)) if is_burn_padding(value) => burn_padding(value)?,
        (Literal::Text(_) | Literal::Tuple(_), _) => return None,
        (Literal::Word(word), _) if flag(word).is_some() => word.to_string().to_lowercase(),
        _ => shown(value).replace("self.", ""),
    })
}

/// `PaddingConfig2d::Same`
pub fn is_burn_padding(value: &Expr) -> bool {
    shown(value).starts_with("PaddingConfig")
}

/// What stands for a padding of Burn's: `same`, `0`, `[1, 1]`.
pub fn burn_padding(value: &Expr) -> Option<String> {
    let text = shown(value);
    let (_, variant) = text.split_once("::")?;
    match variant.split_once('(') {
        None if variant == "Same" => Some("same".to_owned()),
        None if variant == "Valid" => Some("0".to_owned()),
        Some(("Explicit", sides)) => Some(format!("[{}]", sides.trim_end_matches(')'))),
        _ => None,
    }
}

const fn built_in(
    names: &'static [&'static str],
    ours: &'static str,
    positional: &'static [&'static str],
) -> Counterpart {
    Counterpart {
        names,
        here: Here::BuiltIn(ours, positional),
    }
}

const fn other(names: &'static [&'static str], here: Here) -> Counterpart {
    Counterpart { names, here }
}

/// Positional arguments of PyTorch's convolutions.
const CONV: &[&str] = &[
    "in_channels",
    "out",
    "kernel",
    "stride",
    "padding",
    "dilation",
    "groups",
    "bias",
];
const KERAS_CONV: &[&str] = &["out", "kernel", "stride", "padding"];
const CONV_TRANSPOSE: &[&str] = &[
    "in_channels",
    "out",
    "kernel",
    "stride",
    "padding",
    "output_padding",
    "groups",
    "bias",
    "dilation",
];
const MAX_POOL: &[&str] = &["kernel", "stride", "padding", "dilation"];
const AVG_POOL: &[&str] = &["kernel", "stride", "padding", "ceil_mode"];
const BATCH_NORM: &[&str] = &["num_features", "eps", "momentum", "affine"];
const SIZE: &[&str] = &["size"];

const SEQUENTIAL: &str = "sequential { … }";

/// Names in lower case and without `_`, and what stands for them in a declaration.
const COUNTERPARTS: &[Counterpart] = &[
    built_in(&["conv1d"], "conv1d", CONV),
    built_in(&["conv2d", "conv", "convolution"], "conv2d", CONV),
    built_in(&["conv3d"], "conv3d", CONV),
    built_in(&["Conv1D", "convolution1d"], "conv1d", KERAS_CONV),
    built_in(&["Conv2D", "conv2D", "convolution2d"], "conv2d", KERAS_CONV),
    built_in(&["Conv3D", "convolution3d"], "conv3d", KERAS_CONV),
    built_in(&["convtranspose1d"], "conv_transpose1d", CONV_TRANSPOSE),
    built_in(
        &["convtranspose2d", "convtranspose", "deconv", "deconv2d"],
        "conv_transpose2d",
        CONV_TRANSPOSE,
    ),
    built_in(&["convtranspose3d"], "conv_transpose3d", CONV_TRANSPOSE),
    built_in(&["conv1dtranspose"], "conv_transpose1d", KERAS_CONV),
    built_in(
        &["conv2dtranspose", "deconvolution2d"],
        "conv_transpose2d",
        KERAS_CONV,
    ),
    built_in(&["conv3dtranspose"], "conv_transpose3d", KERAS_CONV),
    other(
        &["depthwiseconv2d", "depthwiseconv", "depthwise"],
        Here::Depthwise,
    ),
    other(
        &["separableconv2d", "separable_conv", "separable"],
        Here::Separable,
    ),
    built_in(&["linear"], "linear", &["in_features", "out", "bias"]),
    built_in(&["dense", "fc", "fullyconnected"], "linear", &["out"]),
    built_in(&["lazylinear"], "linear", &["out", "bias"]),
    built_in(&["lazyconv2d"], "conv2d", &["out", "kernel"]),
    built_in(&["maxpool1d", "maxpooling1d"], "max_pool1d", MAX_POOL),
    built_in(
        &["maxpool2d", "maxpooling2d", "maxpool", "maxpooling"],
        "max_pool2d",
        MAX_POOL,
    ),
    built_in(&["maxpool3d", "maxpooling3d"], "max_pool3d", MAX_POOL),
    built_in(&["avgpool1d", "averagepooling1d"], "avg_pool1d", AVG_POOL),
    built_in(
        &[
            "avgpool2d",
            "averagepooling2d",
            "avgpool",
            "averagepool",
            "averagepooling",
            "meanpool",
        ],
        "avg_pool2d",
        AVG_POOL,
    ),
    built_in(&["avgpool3d", "averagepooling3d"], "avg_pool3d", AVG_POOL),
    built_in(&["adaptiveavgpool1d"], "adaptive_avg_pool1d", SIZE),
    built_in(
        &["adaptiveavgpool2d", "adaptiveavgpool"],
        "adaptive_avg_pool2d",
        SIZE,
    ),
    built_in(&["adaptiveavgpool3d"], "adaptive_avg_pool3d", SIZE),
    built_in(
        &[
            "globalaveragepooling1d",
            "globalaveragepooling2d",
            "globalaveragepooling3d",
            "globalaveragepool",
            "globalaveragepooling",
            "globalavgpool2d",
            "gap",
        ],
        "global_avg_pool",
        &[],
    ),
    built_in(
        &[
            "batchnorm1d",
            "batchnorm2d",
            "batchnorm3d",
            "batchnorm",
            "bn",
            "bn2d",
        ],
        "batch_norm",
        BATCH_NORM,
    ),
    built_in(&["batchnormalization"], "batch_norm", &[]),
    built_in(
        &["layernorm", "layernorm2d"],
        "layer_norm",
        &["normalized_shape", "eps"],
    ),
    built_in(&["layernormalization"], "layer_norm", &[]),
    built_in(
        &["groupnorm"],
        "group_norm",
        &["groups", "num_channels", "eps", "affine"],
    ),
    built_in(&["groupnormalization"], "group_norm", &["groups"]),
    built_in(
        &[
            "instancenorm",
            "instancenorm1d",
            "instancenorm2d",
            "instancenorm3d",
        ],
        "instance_norm",
        &["num_features", "eps"],
    ),
    built_in(
        &["localresponsenorm", "lrn", "crossmaplrn2d"],
        "local_response_norm",
        &["size", "alpha", "beta", "k"],
    ),
    built_in(&["relu"], "relu", &["inplace"]),
    built_in(&["relu6"], "relu6", &["inplace"]),
    built_in(
        &["leakyrelu", "lrelu"],
        "leaky_relu",
        &["negative_slope", "inplace"],
    ),
    built_in(&["prelu"], "prelu", &["num_parameters", "init"]),
    built_in(&["elu"], "elu", &["alpha", "inplace"]),
    built_in(&["gelu"], "gelu", &["approximate"]),
    built_in(&["silu", "swish"], "silu", &["inplace"]),
    built_in(&["mish"], "mish", &["inplace"]),
    built_in(&["sigmoid"], "sigmoid", &[]),
    built_in(&["hardsigmoid", "hsigmoid"], "hard_sigmoid", &["inplace"]),
    built_in(&["hardswish", "hswish"], "hard_swish", &["inplace"]),
    built_in(&["tanh"], "tanh", &[]),
    built_in(&["softmax", "softmax2d"], "softmax", &["dim"]),
    other(
        &["activation"],
        Here::Advice("write the activation itself: `relu;`, `gelu;`, `sigmoid;`"),
    ),
    built_in(&["flatten"], "flatten", &["start_dim", "end_dim"]),
    other(
        &["conv3x3"],
        Here::Written("conv2d(64, 3, padding = 1, bias = false)"),
    ),
    other(&["conv1x1"], Here::Written("conv2d(64, 1, bias = false)")),
    other(
        &["squeeze"],
        Here::Advice("`flatten` makes features of an image of one pixel"),
    ),
    other(
        &["unsqueeze", "expanddims"],
        Here::Advice("`reshape([C, 1, 1])` makes an image of features"),
    ),
    built_in(&["reshape", "view", "unflatten"], "reshape", &["dims"]),
    built_in(&["channelshuffle"], "channel_shuffle", &["groups"]),
    built_in(
        &["pixelshuffle", "depthtospace"],
        "pixel_shuffle",
        &["factor"],
    ),
    built_in(
        &["Upsample", "resize", "resizing", "interpolate2d"],
        "interpolate",
        &["size", "scale", "mode", "align_corners"],
    ),
    built_in(&["upsampling2d", "upsample"], "interpolate", &["scale"]),
    other(
        &["upsamplingbilinear2d"],
        Here::Written("interpolate(scale = 2.0, mode = bilinear, align_corners = true)"),
    ),
    other(
        &["upsamplingnearest2d"],
        Here::Written("interpolate(scale = 2.0)"),
    ),
    built_in(&["rescaling"], "scale", &["factor", "shift"]),
    built_in(&["normalize", "normalization"], "scale", &[]),
    built_in(
        &[
            "dropout",
            "dropout1d",
            "dropout2d",
            "dropout3d",
            "spatialdropout1d",
            "spatialdropout2d",
            "spatialdropout3d",
        ],
        "dropout",
        &["p", "inplace"],
    ),
    built_in(&["stochasticdepth", "droppath"], "stochastic_depth", &["p"]),
    other(
        &[
            "zeropadding1d",
            "zeropadding2d",
            "zeropadding3d",
            "zeropad1d",
            "zeropad2d",
            "zeropad3d",
            "constantpad1d",
            "constantpad2d",
            "constantpad3d",
            "zeropad",
            "zeropadding",
            "pad",
            "padding",
        ],
        Here::Advice(
            "remove it, and give the next convolution or pool `padding = 1`, or `padding = [top, left, bottom, right]`",
        ),
    ),
    other(
        &["input", "inputlayer"],
        Here::Advice("remove it: the input's shape stands in the network's first line"),
    ),
    other(
        &["identity", "skip", "shortcut", "noop", "passthrough"],
        Here::Written("identity"),
    ),
    other(&["sequential", "modulelist"], Here::Written(SEQUENTIAL)),
    other(&["add", "addition"], Here::Written("sum { … }")),
    other(&["concatenate", "cat"], Here::Written("concat { … }")),
    other(&["multiply", "mul"], Here::Written("product { … }")),
];

/// Lower-case names without a counterpart whose nearest built-in computes something else.
const ABSENT: &[&str] = &[
    "adaptive_max_pool1d",
    "adaptive_max_pool2d",
    "adaptive_max_pool3d",
    "attention",
    "celu",
    "chunk",
    "embedding",
    "global_max_pool",
    "glu",
    "gru",
    "log_softmax",
    "lstm",
    "multi_head_attention",
    "permute",
    "pixel_unshuffle",
    "rms_norm",
    "rnn",
    "selu",
    "softplus",
    "softsign",
    "split",
    "subtract",
    "transpose",
    "weight_norm",
];
