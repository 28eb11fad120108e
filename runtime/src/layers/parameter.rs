//! A trained tensor by itself.

use burn::module::Param;
use burn::nn::Initializer;
use burn::tensor::{Device, Tensor};

use super::misplaced;
use crate::flow::Flow;
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

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

            /// The same tensor for every row of what flows in, without copies.
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

#[cfg(test)]
mod tests {
    use super::super::tests::{built, values};
    use super::*;
    use crate::shape::args::List;
    use crate::shape::spec;

    const SCALE: spec::Parameter = spec::Parameter {
        dims: List::of([2, 1, 1]),
        init: 1e-6,
    };

    #[test]
    fn it_is_there_for_every_row() {
        let device = Device::default();
        let scale: Param<Tensor<3>> = built(Op::Parameter(SCALE), Shape::of([7]), &device);
        let x = Tensor::zeros([3, 7], &device);
        let y = values(Layer::forward(&scale, Flow::Features(x)));
        y.assert_eq(&[[[[1e-6f32]], [[1e-6]]]; 3].into(), true);
    }

    #[test]
    fn its_gradient_sums_over_the_rows() {
        let device = Device::default().autodiff();
        let scale: Param<Tensor<3>> = built(Op::Parameter(SCALE), Shape::of([7]), &device);
        let x = Tensor::zeros([3, 7], &device);
        let Flow::Image(y) = Layer::forward(&scale, Flow::Features(x)) else {
            unreachable!("three dimensions are an image");
        };
        let grad = scale.val().grad(&y.sum().backward());
        grad.expect("it is trained")
            .into_data()
            .assert_eq(&[[[3.0f32]], [[3.0]]].into(), true);
    }
}
