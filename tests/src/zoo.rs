//! The networks of `firebrick::models`, as the tests see them.

use std::path::Path;

use firebrick::Image;
use firebrick::backend::Flex;
use firebrick::burn::tensor::{Tensor, TensorData};
use firebrick::graph::Graph;

use crate::scheme::{self, Entry, Filling};

/// A network of the zoo on [`Flex`].
pub trait Published: Sized {
    /// Its name in `each_model!`.
    const NAME: &'static str;
    /// Its name in Rust.
    const TYPE: &'static str;
    /// The input that its weights were trained for, `[C, H, W]`.
    const INPUT: [usize; 3];
    const PARAMS: usize;
    const INFERENCE_PARAMS: usize;
    const BUFFERS: usize;

    /// Multiply-adds at [`Published::INPUT`].
    fn macs() -> u64;

    /// The layers that run on an input of this size, side heads included.
    fn rows(input: [usize; 3]) -> Vec<Row>;

    /// With weights by the scheme.
    fn filled(filling: &Filling) -> Self;

    /// The names and shapes of the tensors.
    fn state(&self) -> Vec<Entry>;

    /// Writes the weights, for PyTorch.
    ///
    /// # Panics
    /// Where the file cannot be written.
    fn save(&self, file: &Path);

    /// The numbers of `forward` for the scheme's input, and their shape with the batch.
    fn logits(&self, input: [usize; 3]) -> (Vec<f32>, Vec<usize>);
}

/// One layer of a plan.
#[derive(Debug)]
pub struct Row {
    pub path: String,
    pub kind: &'static str,
    pub dims: Vec<usize>,
    pub has_state: bool,
}

/// The nodes of a plan whose sizes are all known.
pub fn rows(graph: Graph<'_>) -> Vec<Row> {
    let dims = |node: &firebrick::graph::Node| {
        let shape = node.shape();
        let known = shape
            .dims()
            .iter()
            .map(|dim| dim.known().expect("a known size"));
        known.collect()
    };
    let nodes = graph.nodes().iter();
    nodes
        .map(|node| Row {
            path: graph.path(node),
            kind: node.op().name(),
            dims: dims(node),
            has_state: node.counts().params > 0,
        })
        .collect()
}

/// The numbers of a tensor and its shape.
pub fn numbers<const D: usize>(tensor: Tensor<D>) -> (Vec<f32>, Vec<usize>) {
    let dims = tensor.dims().to_vec();
    let data = tensor.into_data().convert::<f32>();
    (data.try_to_vec().expect("they are f32"), dims)
}

/// The scheme's input, at a batch of one.
pub fn input([channels, height, width]: [usize; 3]) -> TensorData {
    scheme::input(&[1, channels, height, width])
}

macro_rules! published {
    ($($name:ident: $Net:ident, $input:expr;)*) => {$(
        impl Published for firebrick::models::$Net<Flex> {
            const NAME: &'static str = stringify!($name);
            const TYPE: &'static str = stringify!($Net);
            const INPUT: [usize; 3] = $input;
            const PARAMS: usize = Self::PARAMS;
            const INFERENCE_PARAMS: usize = Self::INFERENCE_PARAMS;
            const BUFFERS: usize = Self::BUFFERS;

            fn macs() -> u64 {
                Self::graph_for($input).macs()
            }

            fn rows(input: [usize; 3]) -> Vec<Row> {
                rows(Self::graph_for(input).graph())
            }

            fn filled(filling: &Filling) -> Self {
                let device = Flex::device().expect("a processor");
                scheme::fill(Self::init(&device), filling)
            }

            fn state(&self) -> Vec<Entry> {
                scheme::state(self)
            }

            fn save(&self, file: &Path) {
                self.save_weights(file).expect("a file that can be written");
            }

            fn logits(&self, size: [usize; 3]) -> (Vec<f32>, Vec<usize>) {
                let device = Flex::device().expect("a processor");
                let images = Image::from_data(input(size), &device).expect("the shape it takes");
                numbers(self.forward(images).into_tensor())
            }
        }
    )*};
}

firebrick::each_model!(published);
