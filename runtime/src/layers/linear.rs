//! Matrix products: Burn's module, whose weight `[in, out]` is stored as PyTorch's `[out, in]`.

use burn::module::Param;
use burn::nn::{Linear, LinearConfig};
use burn::tensor::{Device, Tensor};

use super::conv::pytorch_default;
use super::misplaced;
use crate::flow::{Flow, each_rank};
use crate::fold::{Affine, LayerMut, moved_bias};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

impl Layer for Linear {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::Linear(spec) = op else {
            misplaced("Linear", op)
        };
        LinearConfig::new(input.channels_or_zero(), spec.out)
            .with_bias(spec.bias)
            .with_initializer(pytorch_default())
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        match x {
            Flow::Features(t) => Flow::Features(self.forward(t)),
            x => each_rank!(x, t => at_every_position(self, t)),
        }
    }

    fn as_mut(&mut self) -> LayerMut<'_> {
        LayerMut::Affine(self)
    }
}

impl Affine for Linear {
    fn take_in(&mut self, scale: Tensor<1>, shift: Tensor<1>) {
        let by = scale.clone().unsqueeze();
        self.weight = self.weight.clone().map(|weight| weight * by);
        self.bias = Some(moved_bias(self.bias.take(), scale, shift));
    }
}

/// From so many positions on a product for each row is the quicker way (measured on Flex: half the time
/// for 56 × 56 positions; for 7 × 7 one product over everything takes two thirds of the other way's time).
const MANY: usize = 128;

/// `dim = channels`.
///
/// Shapes: in `[batch, channels, …]`, out `[batch, out, …]`.
fn at_every_position<const R: usize>(linear: &Linear, x: Tensor<R>) -> Tensor<R> {
    if x.dims()[2..].iter().product::<usize>() < MANY {
        there_and_back(linear, x)
    } else {
        row_by_row(linear, x)
    }
}

/// One product over all positions of all rows: the channels are moved to the last axis and back.
fn there_and_back<const R: usize>(linear: &Linear, x: Tensor<R>) -> Tensor<R> {
    linear.forward(x.swap_dims(1, R - 1)).swap_dims(1, R - 1)
}

/// A product `Wᵀ x` for each row of the batch: the channels stay where they are.
fn row_by_row<const R: usize>(linear: &Linear, x: Tensor<R>) -> Tensor<R> {
    let weight = linear.weight.val();
    let [channels, out] = weight.dims();
    let mut dims = x.dims();
    let positions = dims[2..].iter().product::<usize>();
    let x = x.reshape([dims[0], channels, positions]);
    let y = weight.transpose().unsqueeze::<3>().matmul(x);
    dims[1] = out;
    match linear.bias.as_ref().map(Param::val) {
        Some(bias) => y + bias.reshape([1, out, 1]),
        None => y,
    }
    .reshape(dims)
}

#[cfg(test)]
mod tests {
    use burn::tensor::Tolerance;

    use super::super::tests::{built, values};
    use super::*;
    use crate::shape::spec::{self, LinearDim};

    const EVERYWHERE: spec::Linear = spec::Linear {
        out: 3,
        bias: true,
        dim: LinearDim::Channels,
    };

    #[test]
    fn every_position_is_multiplied_alone() {
        let device = Device::default();
        let linear: Linear = built(Op::Linear(EVERYWHERE), Shape::of([2, 2, 2]), &device);
        let x = Tensor::<4>::from_data(
            [
                [[[1.0, 2.0], [3.0, 4.0]], [[-1.0, 0.5], [0.0, 2.0]]],
                [[[0.0, 1.0], [1.0, 0.0]], [[5.0, 6.0], [7.0, 8.0]]],
            ],
            &device,
        );
        let y = values(Layer::forward(&linear, Flow::Image(x.clone())));
        assert_eq!(y.shape(), &[2, 3, 2, 2].into());
        // Burn's product over the last axis is another way to the same numbers.
        let last = linear
            .forward(x.clone().permute([0, 2, 3, 1]))
            .permute([0, 3, 1, 2]);
        for way in [last, row_by_row(&linear, x)] {
            way.into_data()
                .assert_approx_eq::<f32>(&y, Tolerance::default());
        }
    }

    #[test]
    fn gradients_sum_over_rows_and_positions() {
        let device = Device::default().autodiff();
        let linear: Linear = built(Op::Linear(EVERYWHERE), Shape::of([2, MANY]), &device);
        let x = Tensor::<3>::ones([5, 2, MANY], &device).require_grad();
        let Flow::Signal(y) = Layer::forward(&linear, Flow::Signal(x.clone())) else {
            unreachable!("a signal stays one");
        };
        let grads = y.sum().backward();
        let sum = (5 * MANY) as f32;
        let weight = linear
            .weight
            .val()
            .grad(&grads)
            .expect("the weight is trained");
        let bias = linear.bias.as_ref().map(Param::val).expect("it has a bias");
        let expected = Tensor::<2>::full([2, 3], sum, &device.clone().inner());
        weight.into_data().assert_eq(&expected.into_data(), true);
        bias.grad(&grads)
            .expect("the bias is trained")
            .into_data()
            .assert_eq(&[sum; 3].into(), true);
        let sums = linear.weight.val().sum_dim(1).into_data();
        x.grad(&grads)
            .expect("the input asks for it")
            .slice([0..1, 0..2, 0..1])
            .reshape([2, 1])
            .into_data()
            .assert_approx_eq::<f32>(&sums, Tolerance::default());
    }

    #[test]
    fn the_first_numbers_are_pytorchs() {
        let spec = spec::Linear {
            out: 300,
            ..spec::Linear::DEFAULT
        };
        let linear: Linear = built(Op::Linear(spec), Shape::of([100]), &Device::default());
        super::super::tests::assert_uniform(linear.weight.val(), 0.1);
        super::super::tests::assert_uniform(linear.bias.expect("by default").val(), 0.1);
    }
}
