//! What the user may have meant.

/// The candidate that is nearest to what was written, if it is near enough to be meant.
pub fn nearest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(1))
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to make `b` of
/// `a`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        rows[i][0] = i;
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

/// `` `a`, `b` and `c` ``
pub fn listed<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The built-in that a class or function of PyTorch, Keras or Burn is called here.
pub fn built_in(foreign: &str) -> Option<&'static str> {
    let plain: String = foreign
        .chars()
        .filter(|char| *char != '_')
        .map(|char| char.to_ascii_lowercase())
        .collect();
    FOREIGN
        .iter()
        .find(|(names, _)| names.contains(&plain.as_str()))
        .map(|(_, ours)| *ours)
}

/// Names in lower case and without `_`, and what stands for them in a declaration.
const FOREIGN: &[(&[&str], &str)] = &[
    (&["conv1d", "convolution1d"], "conv1d"),
    (
        &["conv2d", "convolution2d", "conv", "convolution"],
        "conv2d",
    ),
    (&["conv3d", "convolution3d"], "conv3d"),
    (&["convtranspose1d", "conv1dtranspose"], "conv_transpose1d"),
    (
        &[
            "convtranspose2d",
            "conv2dtranspose",
            "deconv2d",
            "deconvolution2d",
        ],
        "conv_transpose2d",
    ),
    (&["convtranspose3d", "conv3dtranspose"], "conv_transpose3d"),
    (
        &["depthwiseconv2d", "depthwiseconv"],
        "conv2d(input.channels, 3, groups = input.channels)",
    ),
    (
        &["separableconv2d", "separableconv"],
        "conv2d(input.channels, 3, groups = input.channels); conv2d(64, 1)",
    ),
    (&["linear", "dense", "fc", "fullyconnected"], "linear"),
    (&["maxpool1d", "maxpooling1d"], "max_pool1d"),
    (
        &["maxpool2d", "maxpooling2d", "maxpool", "maxpooling"],
        "max_pool2d",
    ),
    (&["maxpool3d", "maxpooling3d"], "max_pool3d"),
    (&["avgpool1d", "averagepooling1d"], "avg_pool1d"),
    (
        &[
            "avgpool2d",
            "averagepooling2d",
            "avgpool",
            "averagepool",
            "meanpool",
        ],
        "avg_pool2d",
    ),
    (&["avgpool3d", "averagepooling3d"], "avg_pool3d"),
    (&["adaptiveavgpool1d"], "adaptive_avg_pool1d"),
    (
        &["adaptiveavgpool2d", "adaptiveavgpool"],
        "adaptive_avg_pool2d",
    ),
    (&["adaptiveavgpool3d"], "adaptive_avg_pool3d"),
    (
        &[
            "globalaveragepooling1d",
            "globalaveragepooling2d",
            "globalaveragepooling3d",
            "globalavgpool2d",
            "gap",
        ],
        "global_avg_pool",
    ),
    (
        &[
            "batchnorm1d",
            "batchnorm2d",
            "batchnorm3d",
            "batchnormalization",
            "batchnorm",
            "bn",
        ],
        "batch_norm",
    ),
    (
        &["layernorm", "layernorm2d", "layernormalization"],
        "layer_norm",
    ),
    (&["groupnorm", "groupnormalization"], "group_norm"),
    (
        &[
            "instancenorm",
            "instancenorm1d",
            "instancenorm2d",
            "instancenorm3d",
        ],
        "instance_norm",
    ),
    (&["localresponsenorm", "lrn"], "local_response_norm"),
    (&["relu"], "relu"),
    (&["relu6"], "relu6"),
    (&["leakyrelu"], "leaky_relu"),
    (&["prelu"], "prelu"),
    (&["elu"], "elu"),
    (&["gelu"], "gelu"),
    (&["silu", "swish"], "silu"),
    (&["mish"], "mish"),
    (&["sigmoid"], "sigmoid"),
    (&["hardsigmoid"], "hard_sigmoid"),
    (&["hardswish"], "hard_swish"),
    (&["tanh"], "tanh"),
    (&["softmax", "softmax2d"], "softmax"),
    (&["flatten"], "flatten"),
    (&["reshape", "view", "unflatten"], "reshape"),
    (&["channelshuffle"], "channel_shuffle"),
    (&["pixelshuffle", "depthtospace"], "pixel_shuffle"),
    (
        &[
            "upsample",
            "upsampling2d",
            "upsamplingbilinear2d",
            "resize",
            "resizing",
            "interpolate2d",
        ],
        "interpolate",
    ),
    (&["rescaling", "normalize", "normalization"], "scale"),
    (
        &[
            "dropout",
            "dropout1d",
            "dropout2d",
            "dropout3d",
            "spatialdropout2d",
        ],
        "dropout",
    ),
    (&["stochasticdepth", "droppath"], "stochastic_depth"),
    (&["identity"], "identity"),
    (&["sequential", "modulelist"], "sequential { … }"),
    (&["add", "addition"], "sum { … }"),
    (&["concatenate", "cat"], "concat { … }"),
    (&["multiply", "mul"], "product { … }"),
];

/// The short name of an argument that PyTorch, Keras or Burn calls otherwise.
pub fn argument(foreign: &str) -> Option<&'static str> {
    ARGUMENTS
        .iter()
        .find(|(names, _)| names.contains(&foreign))
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
        ],
        "out",
    ),
    (&["kernel_size", "pool_size", "ksize"], "kernel"),
    (&["strides"], "stride"),
    (&["pad", "paddings"], "padding"),
    (&["dilation_rate", "dilations"], "dilation"),
    (&["use_bias"], "bias"),
    (&["epsilon"], "eps"),
    (&["num_groups", "group"], "groups"),
    (&["rate", "prob", "drop_prob", "probability"], "p"),
    (&["output_size"], "size"),
    (&["scale_factor"], "scale"),
    (&["upscale_factor", "block_size"], "factor"),
    (&["slope", "alpha"], "negative_slope"),
    (&["elementwise_affine"], "affine"),
    (&["keepdim", "keepdims"], "keep_dims"),
];

/// Arguments of others that have no place here, and why.
pub fn needless(foreign: &str) -> Option<&'static str> {
    Some(match foreign {
        "in_channels" | "in_features" | "num_features" | "input_shape" | "input_dim"
        | "num_channels" => "remove it: the input's shape is known",
        "inplace" => "remove it: memory is reused where it can be",
        "activation" => "remove it, and write the activation as a statement of its own",
        "padding_mode" => "remove it: padding is zeros",
        "device" | "dtype" => "remove it: the backend is the network's type parameter",
        "name" => "remove it, and write the name as a label: `name: …;`",
        _ => return None,
    })
}
