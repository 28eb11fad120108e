//! Every built-in layer and its options against PyTorch: shape, parameters, names, values.
//!
//! The figures are in `reference/layer_parity.json`; `reference/generate/layers.py` makes them, and the
//! declarations of `cases.rs` with them.

use std::collections::HashMap;
use std::sync::LazyLock;

use firebrick::graph::Graph;
use firebrick_tests::scheme;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    statement: String,
    input: Vec<usize>,
    output: Vec<usize>,
    params: usize,
    buffers: usize,
    state: Vec<(String, Vec<usize>)>,
    values: Vec<f64>,
}

static CASES: LazyLock<HashMap<String, Case>> = LazyLock::new(|| {
    let text = include_str!("../../reference/layer_parity.json");
    let cases: Vec<Case> = serde_json::from_str(text).expect("the figures are JSON");
    cases
        .into_iter()
        .map(|case| (case.name.clone(), case))
        .collect()
});

const BATCH: usize = 2;

impl Case {
    fn check_plan(&self, graph: &Graph<'_>) {
        let output: Vec<_> = graph
            .output()
            .dims()
            .iter()
            .map(|dim| dim.known().unwrap())
            .collect();
        assert_eq!(output, self.output, "shape of `{}`", self.statement);
        assert_eq!(
            graph.params(),
            self.params,
            "parameters of `{}`",
            self.statement
        );
        assert_eq!(
            graph.buffers(),
            self.buffers,
            "buffers of `{}`",
            self.statement
        );
    }

    fn check_state(&self, state: &[scheme::Entry]) {
        let found: Vec<_> = state
            .iter()
            .map(|entry| (entry.name.clone(), entry.shape.clone()))
            .collect();
        assert_eq!(
            found, self.state,
            "names and shapes of `{}`",
            self.statement
        );
    }

    fn check_values(&self, dims: &[usize], found: &[f32]) {
        assert_eq!(
            dims[1..],
            self.output,
            "shape that flows out of `{}`",
            self.statement
        );
        let largest = self
            .values
            .iter()
            .fold(1e-3_f64, |most, value| most.max(value.abs()));
        for (at, (expected, found)) in self.values.iter().zip(found).enumerate() {
            let error = (expected - f64::from(*found)).abs() / largest;
            assert!(
                error < 1e-5,
                "`{}` at {at}: expected {expected}, found {found}",
                self.statement
            );
        }
        assert_eq!(self.values.len(), found.len());
    }
}

macro_rules! cases {
    ($($name:ident: [$($input:tt)*] -> [$($output:tt)*] { $($body:tt)* })*) => {
        $(
            #[test]
            fn $name() {
                firebrick::network! {
                    network Case: [$($input)*] -> [$($output)*] { $($body)* }
                }
                type Net = Case<firebrick::backend::Flex>;
                let case = &CASES[stringify!($name)];
                case.check_plan(Net::GRAPH);
                let device = firebrick::backend::Flex::device().unwrap();
                let net = scheme::filled(Net::init(&device), 4.0);
                case.check_state(&scheme::state(&net));
                let shape: Vec<usize> = std::iter::once(BATCH).chain(case.input.iter().copied()).collect();
                let input = firebrick::burn::tensor::TensorData::from(scheme::input(&shape));
                let mut seen = None;
                net.observe(from_data(input, &device), |_, value| seen = Some(value.clone()));
                let seen = seen.expect("a layer has a value");
                case.check_values(&seen.dims(), &numbers(seen));
            }
        )*

        #[test]
        fn every_figure_has_its_declaration() {
            let declared = [$(stringify!($name)),*];
            assert_eq!(declared.len(), CASES.len());
        }
    };
}

/// The input type of a case is known to its network alone.
fn from_data<T>(
    data: firebrick::burn::tensor::TensorData,
    device: &firebrick::burn::tensor::Device,
) -> T
where
    T: FromData,
{
    T::from_data(data, device)
}

trait FromData {
    fn from_data(
        data: firebrick::burn::tensor::TensorData,
        device: &firebrick::burn::tensor::Device,
    ) -> Self;
}

macro_rules! from_data {
    ($($Type:ident<$($dim:ident),*>)*) => {$(
        impl<B: firebrick::backend::Backend, $(const $dim: usize),*> FromData for firebrick::$Type<B, $($dim),*> {
            fn from_data(
                data: firebrick::burn::tensor::TensorData,
                device: &firebrick::burn::tensor::Device,
            ) -> Self {
                Self::from_data(data, device).unwrap()
            }
        }
    )*};
}

from_data! { Features<N> Signal<C, L> Image<C, H, W> Volume<C, D, H, W> }

fn numbers(value: firebrick::Flow) -> Vec<f32> {
    use firebrick::Flow;
    let data = match value {
        Flow::Features(tensor) => tensor.into_data(),
        Flow::Signal(tensor) => tensor.into_data(),
        Flow::Image(tensor) => tensor.into_data(),
        Flow::Volume(tensor) => tensor.into_data(),
    };
    data.convert::<f32>().try_to_vec::<f32>().unwrap()
}

include!("cases.rs");
