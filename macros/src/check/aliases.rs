//! Names that other libraries give to arguments.

/// The short names that an argument of PyTorch, Keras or Burn may have here.
pub fn argument(foreign: &str) -> impl Iterator<Item = &'static str> {
    ARGUMENTS
        .iter()
        .filter(move |(names, _)| names.contains(&foreign))
        .map(|(_, ours)| *ours)
}

const ARGUMENTS: &[(&[&str], &str)] = &[
    (
        &[
            "out_channels",
            "out_features",
            "filters",
            "units",
            "channels_out",
            "d_output",
            "num_filters",
        ],
        "out",
    ),
    (
        &["kernel_size", "pool_size", "ksize", "filter_size", "window"],
        "kernel",
    ),
    (&["strides"], "stride"),
    (&["pad", "pads", "paddings"], "padding"),
    (&["dilation_rate", "dilations"], "dilation"),
    (&["use_bias"], "bias"),
    (&["epsilon"], "eps"),
    (&["num_groups", "group", "n_groups"], "groups"),
    (
        &["rate", "prob", "drop_prob", "drop_rate", "probability"],
        "p",
    ),
    (&["output_size", "kernel_size", "out_size"], "size"),
    (&["target_shape", "shape"], "dims"),
    (&["scale_factor", "scale_factors"], "scale"),
    (&["upscale_factor", "block_size", "scale_factor"], "factor"),
    (&["slope", "alpha"], "negative_slope"),
    (&["negative_slope"], "alpha"),
    (&["elementwise_affine"], "affine"),
    (&["interpolation"], "mode"),
    (&["keepdim", "keepdims"], "keep_dims"),
];

/// Arguments of others that have no place here, and why.
pub fn needless(foreign: &str) -> Option<&'static str> {
    Some(match foreign {
        "in_channels" | "in_features" | "num_features" | "input_shape" | "input_dim"
        | "num_channels" | "input_channels" | "d_input" | "d_model" | "normalized_shape" => {
            "remove it: the input's channels are known"
        }
        "inplace" => "remove it: Burn manages memory",
        "activation" => "remove it, and write the activation as a statement of its own",
        "padding_mode" => "remove it: padding is zeros",
        "device" | "dtype" => "remove it: the backend is the network's type parameter",
        "name" => "remove it, and write the name as a label: `name: …;`",
        "data_format" | "axis" | "dim" => "remove it: channels come first",
        "start_dim" | "end_dim" => "remove it: all but the batch is flattened",
        "training" => {
            "remove it: a network trains on an autodiff device, and `valid()` of it does not"
        }
        "track_running_stats" => "remove it: running statistics are always tracked",
        "kernel_initializer" | "bias_initializer" | "initializer" => {
            "remove it: `init_with` of the network takes an initializer"
        }
        _ => return None,
    })
}
