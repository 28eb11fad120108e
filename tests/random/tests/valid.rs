//! Random networks that hold: they compile and run, and are what the generator's own model says.
//!
//! `build.rs` writes their declarations; `firebrick_generator` grows and models them. To see the network
//! of a failing test `n17`: `cargo run -p firebrick-generator -- rust 17`. Some are compared with their
//! PyTorch twins: `tests/reference/generate/random_networks.py` makes the figures.

use std::collections::HashMap;
use std::sync::LazyLock;

use firebrick::Flow;
use firebrick::backend::{Backend, Flex};
use firebrick::burn::module::Module;
use firebrick::burn::tensor::{Device, TensorData};
use firebrick::graph::Graph;
use firebrick_generator::{Choices, Plan, Shape, declared_input, grow, numbers_of, print};
use firebrick_tests::scheme;
use serde::Deserialize;

const BATCH: usize = 2;

/// A network as the generator has it.
struct Case {
    text: String,
    plan: Plan,
    input: Vec<usize>,
}

/// What PyTorch says of a network.
#[derive(Deserialize)]
struct Figures {
    seed: u64,
    source: String,
    output: Values,
    heads: HashMap<String, Values>,
    taps: HashMap<String, Values>,
}

#[derive(Deserialize)]
struct Values {
    /// The batch first.
    shape: Vec<usize>,
    /// Evenly spread over all of them.
    values: Vec<f64>,
}

static FIGURES: LazyLock<HashMap<u64, Figures>> = LazyLock::new(|| {
    let text = include_str!("../../reference/random_networks.json");
    let figures: Vec<Figures> = serde_json::from_str(text).expect("the figures are JSON");
    figures
        .into_iter()
        .map(|figures| (figures.seed, figures))
        .collect()
});

/// The dimensions, the batch first, and the numbers of a value.
type Found = (Vec<usize>, Vec<f32>);

/// A value that flows, with the path of its node.
type Seen = (String, Found);

impl Case {
    fn of(seed: u64) -> Self {
        let (declaration, plan) = grow(&mut Choices::seeded(seed));
        let input = numbers_of(&declared_input(declaration.network()));
        Case {
            text: print(&declaration).text,
            plan,
            input: [vec![BATCH], input].concat(),
        }
    }

    /// The plan that the compiler made is the generator's: layers in order, shapes, counts.
    fn check_graph(&self, graph: &Graph<'_>) {
        let text = &self.text;
        let layers: Vec<_> = self.plan.layers().collect();
        let is_layer = |name: &str| layers.iter().any(|(layer, _)| *layer == name);
        let found: Vec<_> = graph
            .nodes()
            .iter()
            .filter(|node| is_layer(node.op().name()))
            .collect();
        assert_eq!(found.len(), layers.len(), "layers of\n{text}");
        for (node, (name, shape)) in found.into_iter().zip(&layers) {
            assert_eq!(node.op().name(), *name, "in\n{text}");
            assert_fits(node.shape(), shape, text);
        }
        assert_fits(graph.output(), &numbers_of(self.plan.output_shape()), text);
        assert_eq!(graph.params(), self.plan.params, "params of\n{text}");
        assert_eq!(graph.buffers(), self.plan.buffers, "buffers of\n{text}");
    }

    /// The module holds what the plans count, under PyTorch's names.
    fn check_module<M: Module>(&self, module: &M) {
        let text = &self.text;
        let count = self.plan.params + self.plan.buffers;
        assert_eq!(module.num_params(), count, "numbers held by\n{text}");
        let found = scheme::state(module).into_iter();
        let mut found: Vec<_> = found.map(|entry| (entry.name, entry.shape)).collect();
        let mut expected = self.plan.state.clone();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "names and shapes in\n{text}");
    }

    /// Every value that flowed has the path and the shape that the graph and the generator's plan say.
    fn check_flow(&self, graph: &Graph<'_>, seen: &[Seen]) {
        let text = &self.text;
        let nodes: Vec<_> = graph.nodes()[1..]
            .iter()
            .filter(|node| !node.is_side())
            .collect();
        assert_eq!(nodes.len(), seen.len(), "values in\n{text}");
        for (node, (path, (dims, _))) in nodes.into_iter().zip(seen) {
            assert_eq!(graph.path(node), *path, "in\n{text}");
            assert_fits(node.shape(), &dims[1..], text);
        }
        let planned = self.plan.nodes[1..].iter().filter(|node| !node.is_side);
        let planned: Vec<_> = planned
            .map(|node| (node.path.clone(), self.dims(&node.shape)))
            .collect();
        let seen: Vec<_> = seen
            .iter()
            .map(|(path, (dims, _))| (path.clone(), dims.clone()))
            .collect();
        assert_eq!(seen, planned, "paths and shapes in\n{text}");
    }

    /// Every tap is the value of the node that the generator's plan says; `features` gives the same.
    fn check_taps(&self, taps: &[Found], features: &[Found], seen: &[Seen]) {
        let text = &self.text;
        let nodes = &self.plan.nodes;
        assert_eq!(taps.len(), self.plan.taps.len(), "taps of\n{text}");
        assert_eq!(taps, features, "taps and features of\n{text}");
        for (found, (tap, node)) in taps.iter().zip(&self.plan.taps) {
            // The input flows too, and nobody sees it.
            let at = nodes[1..*node].iter().filter(|node| !node.is_side).count();
            let (dims, _) = found;
            assert_eq!(
                *dims,
                self.dims(&nodes[*node].shape),
                "`{}` of\n{text}",
                tap.path
            );
            assert_eq!(*found, seen[at].1, "`{}` of\n{text}", tap.path);
        }
    }

    /// The paths of the taps.
    fn tapped(&self) -> Vec<&str> {
        let taps = self.plan.taps.iter();
        taps.map(|(tap, _)| tap.path.as_str()).collect()
    }

    /// The dimensions of a value, the batch first.
    fn dims(&self, shape: &Shape) -> Vec<usize> {
        [vec![BATCH], numbers_of(shape)].concat()
    }

    /// The output, the side heads and the taps are PyTorch's.
    fn check_values(&self, seed: u64, output: Found, heads: &[(&str, Found)], taps: &[Found]) {
        let figures = &FIGURES[&seed];
        assert_eq!(
            figures.source, self.text,
            "the figures are those of another network: make them again, as `reference/README.md` says"
        );
        self.compare("the output", &figures.output, output);
        assert_eq!(figures.heads.len(), heads.len(), "heads of\n{}", self.text);
        for (name, head) in heads {
            self.compare(name, &figures.heads[*name], head.clone());
        }
        assert_eq!(figures.taps.len(), taps.len(), "taps of\n{}", self.text);
        for (found, (tap, _)) in taps.iter().zip(&self.plan.taps) {
            self.compare(&tap.path, &figures.taps[&tap.name], found.clone());
        }
    }

    fn compare(&self, what: &str, expected: &Values, (shape, numbers): Found) {
        assert_eq!(shape, expected.shape, "{what} of\n{}", self.text);
        let step = numbers.len().div_ceil(MOST_VALUES);
        let found: Vec<_> = numbers.into_iter().step_by(step).collect();
        assert_eq!(found.len(), expected.values.len());
        let sizes = expected.values.iter().map(|value| value.abs());
        let tolerance = (1e-4 * sizes.fold(0.0, f64::max)).max(AMPLIFIED_ROUNDING);
        for (expected, found) in expected.values.iter().zip(found) {
            let error = (expected - f64::from(found)).abs();
            assert!(
                error < tolerance,
                "{what}: expected {expected}, found {found} in\n{}",
                self.text
            );
        }
    }
}

/// As many numbers of a value as the figures have at most.
const MOST_VALUES: usize = 96;

/// A norm of a constant is 0, and of numbers around 1 with the rounding of `f32`, half of 2⁻²³, it is that
/// rounding divided by √eps, eps = 1e-5.
const AMPLIFIED_ROUNDING: f64 = 316.3 * f32::EPSILON as f64 / 2.0;

/// A figure that is the same whatever went in shows nothing: most of them vary.
#[test]
fn the_figures_vary() {
    let varies = |figures: &&Figures| {
        let values = &figures.output.values;
        values.iter().any(|value| (value - values[0]).abs() > 1e-3)
    };
    let count = FIGURES.values().filter(varies).count();
    assert!(count >= 48, "{count} of {}", FIGURES.len());
}

/// A shape of the plan and the numbers that there really are.
fn assert_fits(shape: firebrick::Shape, numbers: &[usize], text: &str) {
    let dims = shape.dims();
    let fits = dims.len() == numbers.len()
        && dims
            .iter()
            .zip(numbers)
            .all(|(dim, number)| dim.known().is_none_or(|known| known == *number));
    assert!(fits, "{shape} and {numbers:?} in\n{text}");
}

/// The typed tensors at the boundary.
trait Boundary {
    fn from_data(data: TensorData, device: &Device) -> Self;
    fn found(self) -> Found;
}

macro_rules! boundaries {
    ($($Type:ident<$($dim:ident),*>)*) => {$(
        impl<B: Backend, $(const $dim: usize),*> Boundary for firebrick::$Type<B, $($dim),*> {
            fn from_data(data: TensorData, device: &Device) -> Self {
                Self::from_data(data, device).unwrap()
            }

            fn found(self) -> Found {
                found(Flow::$Type(self.into_tensor()))
            }
        }
    )*};
}

boundaries! { Features<N> Signal<C, L> Image<C, H, W> Volume<C, D, H, W> }

fn found(value: Flow) -> Found {
    let data = match value {
        Flow::Features(tensor) => tensor.into_data(),
        Flow::Signal(tensor) => tensor.into_data(),
        Flow::Image(tensor) => tensor.into_data(),
        Flow::Volume(tensor) => tensor.into_data(),
    };
    let dims = data.shape().to_vec();
    (dims, data.convert::<f32>().try_to_vec().unwrap())
}

macro_rules! networks {
    ($($name:ident: $seed:literal $(compared [$forward:ident $(.$main:ident)?; $($head:ident)*])?
        taps [$($tap:ident: $Type:ident<$($dim:tt),*>),*] { $($declaration:tt)* })*) => {$(
        mod $name {
            firebrick::network! { $($declaration)* }
        }

        #[test]
        fn $name() {
            type Net = $name::Net<Flex>;
            let case = Case::of($seed);
            case.check_graph(Net::GRAPH);
            assert_eq!(Net::PARAMS, case.plan.params);
            let device = Flex::device().unwrap();
            let net = scheme::filled(Net::init(&device), 4.0);
            case.check_module(&net);
            let mut seen = Vec::new();
            let input = || Boundary::from_data(scheme::input(&case.input), &device);
            net.observe(input(), |path, value: &Flow| seen.push((path.to_owned(), found(value.clone()))));
            case.check_flow(Net::GRAPH, &seen);
            // A field of another type than that of the generator's shape does not compile.
            let taps = [$({
                let tap: firebrick::$Type<Flex, $($dim),*> = net.taps(input()).$tap;
                tap.found()
            }),*];
            let features = net.features(input(), case.tapped()).unwrap();
            let features: Vec<_> = features.into_iter().map(found).collect();
            case.check_taps(&taps, &features, &seen);
            $(
                let all = net.$forward(input());
                let heads = [$((stringify!($head), all.$head.found())),*];
                case.check_values($seed, all$(.$main)?.found(), &heads, &taps);
            )?
        }
    )*};
}

include!(concat!(env!("OUT_DIR"), "/valid.rs"));
