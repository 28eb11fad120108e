//! Trained tensors outside of layers: `prelu`'s slopes and `parameter`.

use burn::module::Param;
use burn::nn::{Initializer, PRelu, PReluConfig};
use burn::tensor::{Device, Tensor};

use super::misplaced;
use crate::flow::{Flow, each_rank};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

impl Layer for PRelu {
    fn build(op: &Op, _: &Shape, device: &Device) -> Self {
        let Op::PRelu(spec) = op else {
            misplaced("PRelu", op)
        };
        PReluConfig::new()
            .with_num_parameters(spec.num_parameters)
            .with_alpha(spec.init)
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}

/// A `parameter` is Burn's `Param` itself, so its key is the label and nothing more.
macro_rules! parameters {
    ($($rank:literal = $Flow:ident),*) => {$(
        impl Layer for Param<Tensor<$rank>> {
            fn build(op: &Op, _: &Shape, device: &Device) -> Self {
                let Op::Parameter(spec) = op else {
                    misplaced("Parameter", op)
                };
                let mut dims = [1; $rank];
                dims.copy_from_slice(spec.dims.numbers());
                Initializer::Constant { value: spec.init }.init(dims, device)
            }

            fn forward(&self, x: Flow) -> Flow {
                let rows = x.dims()[0];
                let row = self.val().unsqueeze::<{ $rank + 1 }>();
                let mut dims = row.dims();
                dims[0] = rows;
                Flow::$Flow(row.expand(dims))
            }
        }
    )*};
}

parameters!(1 = Features, 2 = Signal, 3 = Image, 4 = Volume);
