//! The constructs of the language, one by one: what they mean for paths, shapes, counts and values.

use std::collections::BTreeSet;

use firebrick::backend::Flex;
use firebrick::blocks::BasicBlock;
use firebrick::burn::module::{Module, ModuleVisitor, Param};
use firebrick::burn::tensor::Tensor;
use firebrick::graph::Graph;
use firebrick::models::{MobileNetV2, ResNet18};
use firebrick::{Flow, Image, Shape, network};

/// The paths of a module's parameters, in the order in which Burn visits them.
fn paths<M: Module>(module: &M) -> Vec<String> {
    #[derive(Default)]
    struct Paths {
        at: Vec<String>,
        found: Vec<String>,
    }
    impl ModuleVisitor for Paths {
        fn enter_module(&mut self, name: &str, _: &str) {
            self.at.push(name.to_owned());
        }
        fn exit_module(&mut self, name: &str, _: &str) {
            assert_eq!(
                self.at.pop().as_deref(),
                Some(name),
                "segments are left as they are entered"
            );
        }
        fn visit_float<const D: usize>(&mut self, _: &Param<Tensor<D>>) {
            self.found.push(self.at.join("."));
        }
    }
    let mut paths = Paths::default();
    module.visit(&mut paths);
    paths.found
}

/// The paths of the layers that hold parameters, each once.
fn layers<M: Module>(module: &M) -> BTreeSet<String> {
    paths(module)
        .iter()
        .filter_map(|path| path.rsplit_once('.'))
        .map(|(layer, _)| layer.to_owned())
        .collect()
}

/// Every value that flows has the shape that the graph says.
fn assert_shapes(graph: &Graph<'_>, seen: &[(String, Vec<usize>)]) {
    let nodes: Vec<_> = graph.nodes()[1..]
        .iter()
        .filter(|node| !node.is_side())
        .collect();
    assert_eq!(nodes.len(), seen.len(), "as many values as nodes");
    for (node, (path, dims)) in nodes.iter().zip(seen) {
        assert_eq!(graph.path(node), *path);
        let shape = node.shape();
        let known = shape.dims().iter().map(|dim| dim.known());
        assert_eq!(known.len(), dims.len() - 1, "{path}");
        for (known, found) in known.zip(&dims[1..]) {
            assert!(
                known.is_none_or(|known| known == *found),
                "{path}: {} and {dims:?}",
                node.shape()
            );
        }
    }
}

/// Initialises the network, runs it, compares every shape and every count with the plan.
macro_rules! assert_network {
    ($Net:ident, $input:expr) => {{
        let device = Flex::device().unwrap();
        let net = $Net::<Flex>::init(&device);
        let mut seen = Vec::new();
        let output = net.observe($input(&device), |path: &str, value: &Flow| {
            seen.push((path.to_owned(), value.dims()));
        });
        assert_shapes($Net::<Flex>::GRAPH, &seen);
        assert_eq!(
            Module::num_params(&net),
            $Net::<Flex>::PARAMS + $Net::<Flex>::BUFFERS
        );
        let moved = net.clone().map(&mut Unchanged);
        assert_eq!(paths(&moved), paths(&net));
        (net, output)
    }};
}

struct Unchanged;
impl firebrick::burn::module::ModuleMapper for Unchanged {}

macro_rules! images {
    ($c:literal, $h:literal, $w:literal) => {
        |device| Image::<Flex, $c, $h, $w>::random(2, device).unwrap()
    };
}

network! {
    example BasicBlock(128, stride = 2): [64, 56, 56] -> [128, 28, 28], params = 230_144;
    budget ResNet18: params <= 12_000_000, macs <= 2_000_000_000;
}

const _: () = assert!(ResNet18::<Flex>::PARAMS == 11_689_512);
const _: () = assert!(ResNet18::<Flex>::MACS == 1_814_073_344);

#[test]
fn a_residual_network_has_the_paths_of_torchvision() {
    let (net, _) = assert_network!(ResNet18, images!(3, 224, 224));
    let layers = layers(&net);
    for path in [
        "conv1",
        "bn1",
        "layer1.0.conv1",
        "layer4.1.bn2",
        "layer2.0.downsample.0",
        "fc",
    ] {
        assert!(layers.contains(path), "{path} in {layers:?}");
    }
    assert!(
        !layers
            .iter()
            .any(|path| path.starts_with("layer1.0.downsample"))
    );
    assert_eq!(
        paths(&net)[0],
        "conv1.weight",
        "paths come in the order of the declaration"
    );
}

network! {
    network Vgg: [3, 32, 32] -> [10] {
        features: sequential {
            for (width, convs) in [(8, 2), (16, 1), (16, 2)] {
                for _ in 0..convs { conv2d(width, 3, padding = 1); relu; }
                max_pool2d(2);
            }
        }
        adaptive_avg_pool2d(2);
        flatten;
        classifier: sequential { linear(12); relu; dropout; linear(10); }
    }
}

#[test]
fn a_sequential_numbers_every_layer_through_loops() {
    let (net, _) = assert_network!(Vgg, images!(3, 32, 32));
    let expected = [
        "classifier.0",
        "classifier.3",
        "features.0",
        "features.10",
        "features.2",
        "features.5",
        "features.8",
    ];
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

const _: () = assert!(MobileNetV2::<Flex>::PARAMS == 3_504_872);
const _: () = assert!(MobileNetV2::<Flex>::BUFFERS == 34_112);
const _: () = assert!(MobileNetV2::<Flex>::MACS == 300_774_272);

#[test]
fn an_inverted_residual_network_has_the_paths_of_torchvision() {
    let (net, _) = assert_network!(MobileNetV2, images!(3, 224, 224));
    let layers = layers(&net);
    for path in [
        "features.0.0",
        "features.1.conv.0.0",
        "features.1.conv.1",
        "features.2.conv.0.0",
        "features.2.conv.3",
        "features.17.conv.2",
        "features.18.1",
        "classifier.1",
    ] {
        assert!(layers.contains(path), "{path} in {layers:?}");
    }
    assert_eq!(layers.len(), 52 * 2 + 1);
}

network! {
    block DenseLayer(growth: usize) {
        identity as before;
        norm: batch_norm;
        relu;
        conv: conv2d(growth, 3, padding = 1, bias = false);
        concat { from before; identity; }
    }

    network Holes: [3, 8, 8] -> [9, 8, 8] {
        block: for i in 0..2 { "denselayer{i + 1}": DenseLayer(3); }
    }

    network FlatHoles: [3, 8, 8] -> [9, 8, 8] {
        for i in 0..2 { "denselayer{i + 1}": DenseLayer(3); }
    }
}

#[test]
fn labels_with_holes_stand_beside_an_unlabelled_loop() {
    let (net, _) = assert_network!(FlatHoles, images!(3, 8, 8));
    let expected = [
        "denselayer1.conv",
        "denselayer1.norm",
        "denselayer2.conv",
        "denselayer2.norm",
    ];
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
    let (net, _) = assert_network!(Holes, images!(3, 8, 8));
    assert!(
        layers(&net).contains("block.0.denselayer1.conv"),
        "{:?}",
        layers(&net)
    );
}

network! {
    network Branches: [4, 8, 8] -> [4, 8, 8] {
        concat {
            a: conv2d(2, 1);
            { b1: conv2d(2, [1, 3], padding = [0, 1]); b2: conv2d(2, [3, 1], padding = [1, 0]); }
            { avg_pool2d(3, stride = 1, padding = 1); c: conv2d(4, 1); }
            for _ in 0..2 { conv2d(4, 1); }
        }
        product {
            identity;
            gate: { global_avg_pool(keep_dims = true); fc: conv2d(12, 1); sigmoid; }
        }
        conv2d(4, 1);
        conv2d(4, 1);
        residual { conv2d(4, 3, padding = 1); relu; }
    }
}

#[test]
fn unlabelled_layers_and_loops_are_numbered_by_kind() {
    let (net, _) = assert_network!(Branches, images!(4, 8, 8));
    let expected = [
        "a",
        "b1",
        "b2",
        "c",
        "conv2d_0",
        "conv2d_1",
        "conv2d_2",
        "gate.fc",
        "loop_0.0.conv2d_0",
        "loop_0.1.conv2d_0",
    ];
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

/// A user's own enum and const fn.
#[derive(Clone, Copy)]
pub enum Act {
    Relu,
    Silu,
}

const fn doubled(n: usize) -> usize {
    2 * n
}

network! {
    block Act1(act: Act, out: usize = doubled(input_default()), again: usize = out + 1) {
        match act {
            Act::Relu => { relu; }
            Act::Silu => { silu; }
        }
        conv2d(out, 1);
        conv2d(again, 1);
    }

    network Defaults: [3, 4, 4] -> [9, 4, 4] {
        Act1(Act::Relu);
        Act1(Act::Silu, out = 5);
        Act1(act = Act::Relu, again = 9);
    }
}

const fn input_default() -> usize {
    2
}

#[test]
fn a_default_sees_the_final_values_of_the_parameters_before_it() {
    let (net, _) = assert_network!(Defaults, images!(3, 4, 4));
    let outs: Vec<_> = Defaults::<Flex>::GRAPH
        .nodes()
        .iter()
        .filter(|node| node.op().name() == "conv2d")
        .map(|node| node.shape().dims()[0].known().unwrap())
        .collect();
    assert_eq!(outs, [4, 5, 5, 6, 4, 9]);
    let _ = net;
}

network! {
    network Heads: [3, 16, 16] -> [10] {
        stem: conv2d(8, 3, stride = 2, padding = 1);
        relu as low;
        output aux { global_avg_pool; aux: linear(5); }
        output map: [2, 8, 8] { from low; head: conv2d(2, 1); }
        deep: conv2d(16, 3, padding = 1);
        global_avg_pool;
        fc: linear(10);
    }

    network Outer: [3, 16, 16] -> [4] {
        backbone: Heads;
        fc: linear(4);
    }
}

#[test]
fn side_heads_are_stored_and_computed_on_demand() {
    let (net, output) = assert_network!(Heads, images!(3, 16, 16));
    assert_eq!(output.tensor().dims(), [2, 10]);
    let device = Flex::device().unwrap();
    let all = net.forward_all(Image::random(2, &device).unwrap());
    let _: firebrick::Features<Flex, 5> = all.aux;
    let _: Image<Flex, 2, 8, 8> = all.map;
    assert_eq!(all.main.tensor().dims(), [2, 10]);
    let side = 8 * 5 + 5 + 8 * 2 + 2;
    assert_eq!(
        Heads::<Flex>::PARAMS - Heads::<Flex>::INFERENCE_PARAMS,
        side
    );
}

#[test]
fn a_network_as_a_part_leaves_its_side_heads_out() {
    let (net, _) = assert_network!(Outer, images!(3, 16, 16));
    let expected = ["backbone.deep", "backbone.fc", "backbone.stem", "fc"];
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(Outer::<Flex>::PARAMS, Heads::<Flex>::INFERENCE_PARAMS + 44);
}

network! {
    network Open: [3, _, _] -> [8, _, _] {
        conv: conv2d(8, 3, stride = 2, padding = 1) as half;
        max_pool2d(2);
        conv2d(8, 3, padding = same);
        interpolate(like = half, mode = bilinear);
        sum { identity; from half; }
    }
}

const _: () =
    assert!(Open::<Flex>::graph_for([3, 32, 32]).macs() == 16 * 16 * 8 * 27 + 8 * 8 * 8 * 72);

#[test]
fn open_sizes_flow_and_are_planned_for_any_size() {
    let (net, output) = assert_network!(Open, |device| {
        Image::<Flex, 3, 32, 24>::random(2, device)
            .unwrap()
            .any_size()
    });
    assert_eq!(output.tensor().dims(), [2, 8, 16, 12]);
    assert_eq!(
        Open::<Flex>::graph_for([3, 32, 24]).output(),
        Shape::of([8, 16, 12])
    );
    assert_eq!(Open::<Flex>::OUTPUT.to_string(), "[8, _, _]");
    let _ = net;
}

/// Of other channels the first layer would have other weights.
#[test]
fn a_plan_for_another_size_is_that_of_the_same_weights() {
    let refused = Open::<Flex>::plan_for([1, 32, 32]).unwrap_err().to_string();
    assert!(
        refused.contains("`conv2d` has 224 parameters there, 80 here"),
        "{refused}"
    );
    let plan = Open::<Flex>::plan_for([3, 16, 16]).unwrap();
    assert_eq!(plan.graph().params(), Open::<Flex>::PARAMS);
}

network! {
    network Checked: [3, 8, 8] -> [6, 8, 8] {
        conv2d(2 * input.channels, 1);
        check [input.channels, if input.channels == 6 { 8 } else { 4 }, input.width];
    }
}

#[test]
fn a_check_reads_the_shape_that_enters_it() {
    assert_network!(Checked, images!(3, 8, 8));
}

network! {
    block Trunk(width: usize) { conv1: conv2d(width, 1); conv2: conv2d(width, 1); }
    network Spliced: [3, 4, 4] -> [4, 4, 4] {
        _: Trunk(4);
        head: conv2d(4, 1);
    }
    network Scaled: [3, 4, 4] -> [3, 4, 4] {
        scale([0.5, 1.0, 2.0], shift = 1.0);
        product { identity; gamma: parameter([3, 1, 1], init = 2.0); }
        r#type: conv2d(3, 1);
        for: for _ in 0..1 { conv2d(3, 1); }
    }
}

#[test]
fn a_spliced_block_adds_its_paths_to_those_around_it() {
    let (net, _) = assert_network!(Spliced, images!(3, 4, 4));
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        ["conv1", "conv2", "head"]
    );
}

#[test]
fn a_parameter_has_its_label_as_its_key() {
    let (net, _) = assert_network!(Scaled, images!(3, 4, 4));
    assert_eq!(
        paths(&net),
        [
            "gamma",
            "type.weight",
            "type.bias",
            "for.0.conv2d_0.weight",
            "for.0.conv2d_0.bias"
        ]
    );
}

#[test]
fn a_block_is_used_by_hand_like_any_layer() {
    let device = Flex::device().unwrap();
    let block = BasicBlock::config(8)
        .with_stride(2)
        .init([4, 8, 8], &device)
        .unwrap();
    let y: Tensor<4> = block.forward(Tensor::<4>::ones([1, 4, 8, 8], &device));
    assert_eq!(y.dims(), [1, 8, 4, 4]);
    let misfit = BasicBlock::config(8).init([4], &device).unwrap_err();
    assert!(
        misfit
            .to_string()
            .starts_with("`conv2d` expects an image [C, H, W], found features [4]"),
        "{misfit}"
    );
}

const FIRST: usize = 1;

network! {
    network BracedStart: [1, 4, 4] -> [3, 4, 4] {
        for i in {FIRST}..4 { "layer{i}": conv2d(i, 1); }
    }
}

#[test]
fn a_range_may_begin_with_braces() {
    let (net, _) = assert_network!(BracedStart, images!(1, 4, 4));
    assert_eq!(
        layers(&net).iter().map(String::as_str).collect::<Vec<_>>(),
        ["layer1", "layer2", "layer3"]
    );
}

const WIDTHS: [usize; 2] = [2, 3];
const WIDTHS_ELSEWHERE: &[usize; 2] = &WIDTHS;
const MORE_WIDTHS: &[usize] = &[4, 5, 6];

network! {
    block Widths(widths: [usize; 2], more: &'static [usize]) {
        for w in widths { conv2d(w, 1); }
        for w in more { conv2d(w, 1); }
        for w in [input.channels, widths[0]] { conv2d(w, 1); }
    }

    network ListsOfEveryKind: [1, 4, 4] -> [7, 4, 4] {
        sequential {
            for w in WIDTHS { conv2d(w, 1); }
            for w in &WIDTHS { conv2d(w, 1); }
            for w in WIDTHS_ELSEWHERE { conv2d(w, 1); }
            for w in MORE_WIDTHS { conv2d(w, 1); }
            for (w, k) in &[(6, [1, 1])] { conv2d(w, k); }
            let list = [1; 2];
            for w in list { conv2d(w, 1); }
            for w in list { conv2d(w, 1); }
        }
        last: Widths([7, 8], &[7]);
        conv2d(7, 1);
    }
}

#[test]
fn a_loop_runs_over_lists_and_references_to_lists() {
    let (net, _) = assert_network!(ListsOfEveryKind, images!(1, 4, 4));
    assert_eq!(
        layers(&net).len(),
        2 + 2 + 2 + 3 + 1 + 2 + 2 + (2 + 1 + 2) + 1
    );
}

network! {
    block Linear(features: usize) {
        product { identity; weight: parameter([features, 1], init = 2.0); }
    }

    network LikeBurn: [4, 8] -> [4, 8] { gate: Linear(4); }
}

/// Burn's adapters for PyTorch turn the weights of what is called `Linear` over: not those of a block.
#[test]
fn a_block_with_the_name_of_a_layer_keeps_its_tensors() {
    let device = Flex::device().unwrap();
    let net = LikeBurn::<Flex>::init(&device);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("like_burn.safetensors");
    net.save_weights(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let header = String::from_utf8_lossy(&bytes);
    assert!(header.contains(r#""shape":[4,1]"#), "{}", &header[..200]);
    LikeBurn::<Flex>::init(&device).load_weights(&path).unwrap();
}

network! {
    network OpenSum: [3, _, _] -> [3, _, _] {
        sum { down: conv2d(3, 3, stride = 2, padding = 1); { half: conv2d(3, 2, stride = 2); } }
    }
}

fn through_open_sum<const H: usize, const W: usize>() -> Vec<usize> {
    let device = Flex::device().unwrap();
    let input = Image::<Flex, 3, H, W>::random(1, &device).unwrap();
    let output = OpenSum::<Flex>::init(&device).forward(input.any_size());
    output.tensor().dims().to_vec()
}

#[test]
fn an_open_size_that_fits_flows() {
    assert_eq!(through_open_sum::<8, 8>(), [1, 3, 4, 4]);
}

#[test]
#[should_panic(
    expected = "the branches end in different shapes: [3, 4, 4] and [3, 3, 4]\n\
    shapes: `input` [3, 7, 8] → `down` [3, 4, 4]\n\
    shapes: `input` [3, 7, 8] → `half` [3, 3, 4]"
)]
fn a_misfit_of_an_open_size_is_told_with_its_paths() {
    through_open_sum::<7, 8>();
}
