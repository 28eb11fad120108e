//! The PyTorch twin of a network: its plan, operation by operation, as Python.
//!
//! `tests/reference/generate/random_networks.py` runs it; what PyTorch has no layer for is a helper there
//! or in `layers.py` beside it.

use std::fmt::Write;

use crate::plan::{Node, Op, Plan};
use crate::shape::{Concrete, Padding, Shape, Size, numbers_of};
use crate::tree::Join;

/// `class Twin<seed>(Twin): …`
pub fn twin(plan: &Plan, seed: u64) -> String {
    let mut held = String::new();
    let mut steps = String::new();
    for (at, node) in plan.nodes.iter().enumerate() {
        let Some(value) = value(plan, node, &mut held) else {
            continue;
        };
        let _ = writeln!(steps, "        v{at} = {value}");
    }
    let named = |name: &str, node: usize| format!("{name:?}: v{node}");
    let heads = plan.heads.iter().map(|(name, node)| named(name, *node));
    let taps = plan.taps.iter().map(|(tap, node)| named(&tap.name, *node));
    let output = plan.output;
    let (heads, taps) = (
        heads.collect::<Vec<_>>().join(", "),
        taps.collect::<Vec<_>>().join(", "),
    );
    format!(
        "class Twin{seed}(Twin):\n    def __init__(self):\n        super().__init__()\n{held}\n    \
         def forward(self, v0):\n{steps}        return v{output}, {{{heads}}}, {{{taps}}}\n"
    )
}

/// The expression for a node; what it holds goes to `held`. `None` for the input.
fn value(plan: &Plan, node: &Node, held: &mut String) -> Option<String> {
    let inputs: Vec<_> = node
        .inputs
        .iter()
        .map(|input| format!("v{input}"))
        .collect();
    let layer = match &node.op {
        Op::Input => return None,
        Op::Identity => return Some(inputs[0].clone()),
        Op::Join(Join::Sum) => return Some(inputs.join(" + ")),
        Op::Join(Join::Product) => return Some(inputs.join(" * ")),
        Op::Join(Join::Concat) => return Some(format!("torch.cat([{}], 1)", inputs.join(", "))),
        Op::Layer(layer) => layer,
    };
    let (x, path) = (&inputs[0], &node.path);
    let shape = &plan.nodes[node.inputs[0]].shape;
    if layer.name == "parameter" {
        let dims = tuple(&numbers_of(&node.shape));
        let _ = writeln!(
            held,
            "        self.hold({path:?}, nn.Parameter(torch.zeros({dims})))"
        );
        return Some(format!("self.held({path:?}).expand(len({x}), *{dims})"));
    }
    if let Some((function, parts)) = custom(layer, shape[0].number()) {
        let mut arguments = vec![x.clone()];
        for (name, part) in parts {
            let path = match path.is_empty() {
                true => name.to_owned(),
                false => format!("{path}.{name}"),
            };
            let _ = writeln!(held, "        self.hold({path:?}, {part})");
            arguments.push(format!("self.held({path:?})"));
        }
        return Some(format!("{function}({})", arguments.join(", ")));
    }
    let module = module(layer, shape, &node.shape);
    let x = match before(layer) {
        Some(pad) => format!("{pad}({x})"),
        None => x.clone(),
    };
    if layer.state(shape).is_empty() {
        return Some(format!("{module}({x})"));
    }
    let _ = writeln!(held, "        self.hold({path:?}, {module})");
    Some(format!("self.held({path:?})({x})"))
}

/// A hand-written layer with state: the function in `random_networks.py` that it is, and the parts that it
/// computes with. They stand beside whatever else has the layer's path.
fn custom(layer: &Concrete, channels: usize) -> Option<(String, Vec<(&'static str, String)>)> {
    match layer.name {
        "Maxout" => {
            let (out, pieces) = (layer.count("out", 0), layer.count("pieces", 2));
            let bias = python(layer.flag("bias", true));
            let linear = format!("nn.Linear({channels}, {}, {bias})", out * pieces);
            Some((format!("maxout({pieces})"), vec![("linear", linear)]))
        }
        "Gate" => {
            let hidden = channels / layer.count("ratio", 1);
            let linear = |from, to| format!("nn.Linear({from}, {to})");
            let (fc1, fc2) = (linear(channels, hidden), linear(hidden, channels));
            Some(("gate".to_owned(), vec![("fc1", fc1), ("fc2", fc2)]))
        }
        _ => None,
    }
}

/// Padding that PyTorch's layers do not take.
fn before(layer: &Concrete) -> Option<String> {
    let filler = match layer.family() {
        "max_pool" => "-torch.inf",
        "conv" | "avg_pool" => "0.0",
        _ => return None,
    };
    match layer.padding() {
        Padding::Same if layer.family() == "avg_pool" => None,
        Padding::Same => Some(format!(
            "same({}, {}, {}, {filler})",
            tuple(&layer.sizes("kernel", 1)),
            tuple(&layer.stride()),
            tuple(&layer.sizes("dilation", 1))
        )),
        Padding::Sides(begin, end) if begin != end => {
            let sides = begin
                .iter()
                .zip(&end)
                .rev()
                .flat_map(|(begin, end)| [*begin, *end]);
            Some(format!(
                "sided({}, {filler})",
                tuple(&sides.collect::<Vec<_>>())
            ))
        }
        Padding::Sides(..) => None,
    }
}

/// The padding that PyTorch's layer takes itself.
fn even(layer: &Concrete) -> String {
    match layer.padding() {
        Padding::Sides(begin, end) if begin == end => tuple(&begin),
        _ => "0".to_owned(),
    }
}

/// An expression that is called with the value.
fn module(layer: &Concrete, input: &Shape, output: &Shape) -> String {
    let (axes, channels) = (layer.axes(), input[0].number());
    let rank = input.len();
    let sizes = |name, default| tuple(&layer.sizes(name, default));
    let flag = |name, default| python(layer.flag(name, default));
    let real = |name, default| format!("{:?}", layer.real(name, default));
    let (kernel, stride) = (sizes("kernel", 1), tuple(&layer.stride()));
    match layer.family() {
        "conv" => format!(
            "nn.Conv{axes}d({channels}, {}, {kernel}, {stride}, {}, {}, {}, {})",
            layer.count("out", 0),
            even(layer),
            sizes("dilation", 1),
            layer.count("groups", 1),
            flag("bias", true)
        ),
        "conv_transpose" => format!(
            "nn.ConvTranspose{axes}d({channels}, {}, {kernel}, {stride}, {}, {}, {}, {}, {})",
            layer.count("out", 0),
            sizes("padding", 0),
            sizes("output_padding", 0),
            layer.count("groups", 1),
            flag("bias", true),
            sizes("dilation", 1)
        ),
        "linear" => {
            let class = if rank == 1 {
                "nn.Linear"
            } else {
                "ChannelLinear"
            };
            format!(
                "{class}({channels}, {}, {})",
                layer.count("out", 0),
                flag("bias", true)
            )
        }
        "max_pool" => format!(
            "nn.MaxPool{axes}d({kernel}, {stride}, {}, {}, ceil_mode={})",
            even(layer),
            sizes("dilation", 1),
            flag("ceil_mode", false)
        ),
        "avg_pool" if matches!(layer.padding(), Padding::Same) => {
            format!("CountedMean(same({kernel}, {stride}), nn.AvgPool{axes}d({kernel}, {stride}))")
        }
        "avg_pool" if axes == 3 && exceeds(&layer.sizes("kernel", 1), &input[1..]) => format!(
            "mean3d({kernel}, {stride}, {}, {}, {})",
            even(layer),
            flag("count_include_pad", true),
            tuple(&numbers_of(&output[1..]))
        ),
        "avg_pool" => format!(
            "nn.AvgPool{axes}d({kernel}, {stride}, {}, {}, {})",
            even(layer),
            flag("ceil_mode", false),
            flag("count_include_pad", true)
        ),
        "adaptive_avg_pool" => format!("nn.AdaptiveAvgPool{axes}d({})", sizes("size", 1)),
        "global_avg_pool" => {
            let keeps = flag("keep_dims", false);
            does(&format!("x.mean(over({}), keepdim={keeps})", rank - 1))
        }
        "batch_norm" => {
            let (eps, affine) = (real("eps", 1e-5), flag("affine", true));
            let axes = (rank - 1).max(1);
            format!("nn.BatchNorm{axes}d({channels}, eps={eps}, affine={affine})")
        }
        "layer_norm" => format!("ChannelNorm({channels}, eps={})", real("eps", 1e-5)),
        "group_norm" => format!(
            "nn.GroupNorm({}, {channels}, {}, {})",
            layer.count("groups", 1),
            real("eps", 1e-5),
            flag("affine", true)
        ),
        "instance_norm" => format!(
            "nn.InstanceNorm{}d({channels}, eps={}, affine={})",
            rank - 1,
            real("eps", 1e-5),
            flag("affine", false)
        ),
        "local_response_norm" => format!(
            "nn.LocalResponseNorm({}, {}, {}, {})",
            layer.count("size", 1),
            real("alpha", 1e-4),
            real("beta", 0.75),
            real("k", 1.0)
        ),
        "leaky_relu" => format!("nn.LeakyReLU({})", real("negative_slope", 0.01)),
        "prelu" => format!("nn.PReLU({})", layer.count("num_parameters", 1)),
        "elu" => format!("nn.ELU({})", real("alpha", 1.0)),
        "gelu" => format!("nn.GELU({:?})", layer.word("approximate", "none")),
        "relu" => "nn.ReLU()".to_owned(),
        "relu6" => "nn.ReLU6()".to_owned(),
        "silu" => "nn.SiLU()".to_owned(),
        "mish" => "nn.Mish()".to_owned(),
        "sigmoid" => "nn.Sigmoid()".to_owned(),
        "hard_sigmoid" => "nn.Hardsigmoid()".to_owned(),
        "hard_swish" => "nn.Hardswish()".to_owned(),
        "tanh" => "nn.Tanh()".to_owned(),
        "softmax" => "nn.Softmax(1)".to_owned(),
        "flatten" => "nn.Flatten()".to_owned(),
        "reshape" => does(&format!(
            "x.reshape(len(x), *{})",
            tuple(&numbers_of(output))
        )),
        "slice" => {
            let (start, end) = layer.range("channels", channels);
            does(&format!("x[:, {start}:{end}]"))
        }
        "channel_shuffle" => does(&format!("shuffle(x, {})", layer.count("groups", 1))),
        "pixel_shuffle" => format!("nn.PixelShuffle({})", layer.count("factor", 1)),
        "Unshuffle" => format!("nn.PixelUnshuffle({})", layer.count("factor", 2)),
        "interpolate" => interpolate(layer, output),
        "scale" => {
            let (factor, shift) = (layer.reals("factor", 1.0), layer.reals("shift", 0.0));
            does(&format!("x * each({factor:?}, x) + each({shift:?}, x)"))
        }
        // Evaluation passes them.
        "dropout" | "stochastic_depth" => "nn.Identity()".to_owned(),
        other => unreachable!("`{other}` is no layer"),
    }
}

/// Whether a kernel is larger than what it slides over.
fn exceeds(kernel: &[usize], positions: &[Size]) -> bool {
    kernel
        .iter()
        .zip(positions)
        .any(|(kernel, size)| *kernel > size.number())
}

fn interpolate(layer: &Concrete, output: &Shape) -> String {
    let mode = layer.word("mode", "nearest");
    let corners = match mode {
        "nearest" => String::new(),
        _ => format!(
            ", align_corners={}",
            python(layer.flag("align_corners", false))
        ),
    };
    let to = match layer.has("scale") {
        true => format!("scale_factor={:?}", layer.real("scale", 1.0)),
        false => format!("size={}", tuple(&numbers_of(&output[1..]))),
    };
    does(&format!(
        "functional.interpolate(x, {to}, mode={mode:?}{corners})"
    ))
}

fn does(function: &str) -> String {
    format!("Does(lambda x: {function})")
}

fn tuple(numbers: &[usize]) -> String {
    let numbers: String = numbers.iter().map(|number| format!("{number}, ")).collect();
    format!("({numbers})")
}

fn python(flag: bool) -> &'static str {
    if flag { "True" } else { "False" }
}
