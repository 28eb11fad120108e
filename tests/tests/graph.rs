//! The graph is complete: from it and the named weights alone a network is run, with the same result.

use std::collections::HashMap;

use firebrick::backend::Flex;
use firebrick::burn::module::{Module, ModuleVisitor, Param};
use firebrick::burn::tensor::ops::{ConvOptions, MaxPoolOptions};
use firebrick::burn::tensor::{Tensor, activation, module as ops};
use firebrick::graph::{Graph, Node, Op};
use firebrick::models;
use firebrick::shape::args::Padding;
use firebrick::{Image, network};
use firebrick_tests::scheme;

/// The tensors of a module by their paths.
#[derive(Default)]
struct Weights {
    at: Vec<String>,
    vectors: HashMap<String, Tensor<1>>,
    matrices: HashMap<String, Tensor<2>>,
    kernels: HashMap<String, Tensor<4>>,
}

impl ModuleVisitor for Weights {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.at.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.at.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let (path, tensor) = (self.at.join("."), param.val());
        let dims = tensor.dims();
        match D {
            1 => drop(self.vectors.insert(path, tensor.reshape([dims[0]]))),
            2 => drop(
                self.matrices
                    .insert(path, tensor.reshape([dims[0], dims[1]])),
            ),
            4 => drop(
                self.kernels
                    .insert(path, tensor.reshape([dims[0], dims[1], dims[2], dims[3]])),
            ),
            _ => panic!("no tensor of rank {D} in these networks"),
        }
    }
}

/// A value: images, or features as images of one position.
type Value = Tensor<4>;

fn run(graph: &Graph<'_>, weights: &Weights, input: Value) -> Value {
    let mut values: Vec<Value> = vec![input];
    for node in &graph.nodes()[1..] {
        let inputs: Vec<Value> = graph
            .inputs(node)
            .iter()
            .map(|&at| values[at as usize].clone())
            .collect();
        values.push(step(node, &graph.path(node), inputs, weights));
    }
    values.swap_remove(graph.output_node())
}

fn step(node: &Node, path: &str, inputs: Vec<Value>, weights: &Weights) -> Value {
    let x = inputs[0].clone();
    let vector = |name: &str| weights.vectors.get(&format!("{path}.{name}")).cloned();
    let per_channel = |name: &str| vector(name).unwrap().reshape([1, -1, 1, 1]);
    match node.op() {
        Op::Conv2d(spec) => {
            let Padding::Explicit { begin, .. } = spec.padding else {
                panic!("no `same` in these networks")
            };
            let options = ConvOptions::new(spec.stride, begin, spec.dilation, spec.groups);
            let kernel = weights.kernels[&format!("{path}.weight")].clone();
            ops::conv2d(x, kernel, vector("bias"), options)
        }
        Op::BatchNorm(spec) => {
            let deviation = (per_channel("running_var") + spec.eps).sqrt();
            (x - per_channel("running_mean")) / deviation * per_channel("gamma")
                + per_channel("beta")
        }
        Op::Linear(_) => {
            let [rows, features, _, _] = x.dims();
            let matrix = weights.matrices[&format!("{path}.weight")].clone();
            let y =
                x.reshape([rows, features]).matmul(matrix) + vector("bias").unwrap().unsqueeze();
            y.reshape([rows as isize, -1, 1, 1])
        }
        Op::MaxPool2d(spec) => {
            let Padding::Explicit { begin, end } = spec.padding else {
                panic!("no `same` in these networks")
            };
            let mut options = MaxPoolOptions::new(spec.kernel);
            options.stride = spec.stride.unwrap_or(spec.kernel);
            options.padding = [(begin[0], end[0]), (begin[1], end[1])];
            options.ceil_mode = spec.ceil_mode;
            ops::max_pool2d(x, options)
        }
        Op::GlobalAvgPool(_) => ops::adaptive_avg_pool2d(x, [1, 1]),
        Op::Relu(_) => activation::relu(x),
        Op::Relu6(_) => x.clamp(0.0, 6.0),
        Op::Identity(_) | Op::Dropout(_) | Op::Output { .. } => x,
        Op::Sum => inputs.into_iter().reduce(|a, b| a + b).unwrap(),
        Op::Concat => Tensor::cat(inputs, 1),
        other => panic!("`{}` is in none of these networks", other.name()),
    }
}

macro_rules! assert_walks {
    ($Net:ty, $side:literal) => {{
        let device = Flex::device().unwrap();
        let net = scheme::filled(<$Net>::init(&device), 4.0);
        let mut weights = Weights::default();
        net.visit(&mut weights);
        let input = Tensor::<4>::from_data(scheme::input(&[1, 3, $side, $side]), &device);
        let walked = run(<$Net>::GRAPH, &weights, input.clone());
        let flowed = net.forward(Image::try_from(input).unwrap()).into_tensor();
        let expected = flowed
            .into_data()
            .convert::<f32>()
            .try_to_vec::<f32>()
            .unwrap();
        let found = walked
            .into_data()
            .convert::<f32>()
            .try_to_vec::<f32>()
            .unwrap();
        let largest = expected
            .iter()
            .fold(0.0_f32, |most, value| most.max(value.abs()));
        assert_eq!(expected.len(), found.len());
        for (expected, found) in expected.iter().zip(&found) {
            assert!(
                (expected - found).abs() < 1e-5 * largest,
                "{expected} and {found}"
            );
        }
    }};
}

network! {
    network Branched: [3, 16, 16] -> [6] {
        conv: conv2d(4, 3, padding = 1) as low;
        output aux { global_avg_pool; aux: linear(2); }
        concat { identity; from low; { deep: conv2d(4, 1); relu; } }
        residual { mix: conv2d(12, 1); }
        global_avg_pool;
        fc: linear(6);
    }
}

#[test]
fn a_walk_over_the_graph_gives_what_forward_gives() {
    assert_walks!(Branched<Flex>, 16);
    assert_walks!(models::ResNet18<Flex>, 224);
    assert_walks!(models::MobileNetV2<Flex>, 224);
    assert_walks!(models::SqueezeNet1_1<Flex>, 224);
}

#[test]
fn every_node_knows_how_much_it_sees() {
    let graph = models::ResNet18::<Flex>::GRAPH;
    let seen = |path: &str| {
        let node = graph
            .nodes()
            .iter()
            .find(|node| graph.path(node) == path)
            .unwrap();
        node.receptive()
            .axis(0)
            .map(|field| (field.size, field.stride))
    };
    assert_eq!(seen("conv1"), Some((7, 2.0)));
    assert_eq!(seen("layer1.0.conv1"), Some((19, 4.0)));
    assert_eq!(seen("layer4.1.bn2"), Some((435, 32.0)));
    assert_eq!(seen("fc"), None);
}
