//! Random networks that hold: they compile and run, and are what the generator's own model says.
//!
//! `build.rs` writes their declarations; `firebrick_generator` grows and models them. To see the network
//! of a failing test `n17`: `cargo run -p firebrick-generator -- rust 17`.

use firebrick::Flow;
use firebrick::backend::{Backend, Flex};
use firebrick::burn::module::Module;
use firebrick::burn::tensor::{Device, TensorData};
use firebrick::graph::Graph;
use firebrick_generator::{Choices, OPEN, Plan, declared_input, grow, numbers_of, print};
use firebrick_tests::scheme;

const BATCH: usize = 2;

/// A network as the generator has it.
struct Case {
    text: String,
    plan: Plan,
    input: Vec<usize>,
}

/// A value that flows: the path of its node and its dimensions, the batch first.
type Seen = (String, Vec<usize>);

impl Case {
    fn of(seed: u64) -> Self {
        let (declaration, plan) = grow(&mut Choices::seeded(seed));
        let input = numbers_of(&declared_input(declaration.network(), OPEN));
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
        let found: Vec<_> = graph.nodes().iter().filter(|node| is_layer(node.op().name())).collect();
        assert_eq!(found.len(), layers.len(), "layers of\n{text}");
        for (node, (name, shape)) in found.into_iter().zip(&layers) {
            assert_eq!(node.op().name(), *name, "in\n{text}");
            assert_fits(graph, node.shape(), shape, text);
        }
        assert_fits(graph, graph.output(), &numbers_of(self.plan.output_shape()), text);
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

    /// Every value that flowed has the shape that the graph says.
    fn check_flow(&self, graph: &Graph<'_>, seen: &[Seen]) {
        let nodes: Vec<_> = graph.nodes()[1..].iter().filter(|node| !node.is_side()).collect();
        assert_eq!(nodes.len(), seen.len(), "values in\n{}", self.text);
        for (node, (path, dims)) in nodes.into_iter().zip(seen) {
            assert_eq!(graph.path(node), *path, "in\n{}", self.text);
            assert_fits(graph, node.shape(), &dims[1..], &self.text);
        }
    }
}

/// A shape of the plan and the numbers that there really are.
fn assert_fits(_: &Graph<'_>, shape: firebrick::Shape, numbers: &[usize], text: &str) {
    let dims = shape.dims();
    let fits = dims.len() == numbers.len()
        && dims.iter().zip(numbers).all(|(dim, number)| dim.known().is_none_or(|known| known == *number));
    assert!(fits, "{shape} and {numbers:?} in\n{text}");
}

/// The typed tensors at the boundary.
trait Boundary {
    fn from_data(data: TensorData, device: &Device) -> Self;
}

macro_rules! boundaries {
    ($($Type:ident<$($dim:ident),*>)*) => {$(
        impl<B: Backend, $(const $dim: usize),*> Boundary for firebrick::$Type<B, $($dim),*> {
            fn from_data(data: TensorData, device: &Device) -> Self {
                Self::from_data(data, device).unwrap()
            }
        }
    )*};
}

boundaries! { Features<N> Signal<C, L> Image<C, H, W> Volume<C, D, H, W> }

macro_rules! networks {
    ($($name:ident: $seed:literal [$($head:ident)*] { $($declaration:tt)* })*) => {$(
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
            net.observe(input(), |path, value: &Flow| seen.push((path.to_owned(), value.dims())));
            case.check_flow(Net::GRAPH, &seen);
        }
    )*};
}

include!(concat!(env!("OUT_DIR"), "/valid.rs"));
