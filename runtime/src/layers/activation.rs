//! Activations, value by value.

use burn::tensor::{DType, Tensor, activation};

use super::plain;
use crate::flow::each_rank;
use crate::shape::spec::GeluApproximation;

plain!(Relu; _spec, x => each_rank!(x, t => activation::relu(t)));
plain!(Relu6; _spec, x => each_rank!(x, t => relu6(t)));
plain!(LeakyRelu; spec, x => each_rank!(x, t => activation::leaky_relu(t, spec.negative_slope)));
plain!(Elu; spec, x => each_rank!(x, t => elu(t, spec.alpha)));
plain!(Gelu; spec, x => match spec.approximate {
    GeluApproximation::None => each_rank!(x, t => activation::gelu(t)),
    GeluApproximation::Tanh => each_rank!(x, t => activation::gelu_approximate(t)),
});
plain!(Silu; _spec, x => each_rank!(x, t => activation::silu(t)));
plain!(Mish; _spec, x => each_rank!(x, t => mish(t)));
plain!(Sigmoid; _spec, x => each_rank!(x, t => activation::sigmoid(t)));
plain!(HardSigmoid; _spec, x => each_rank!(x, t => activation::hard_sigmoid(t, 1.0 / 6.0, 0.5)));
plain!(HardSwish; _spec, x => each_rank!(x, t => activation::hard_swish(t)));
plain!(Tanh; _spec, x => each_rank!(x, t => activation::tanh(t)));
plain!(Softmax; _spec, x => each_rank!(x, t => activation::softmax(t, 1)));

/// PyTorch's gradient at 0 is that of `relu`, 0; that of Burn's `clamp` is 1, which would train on a black
/// background. The two passes take a third of the time of a `clamp` on Flex, which is not vectorised.
fn relu6<const R: usize>(x: Tensor<R>) -> Tensor<R> {
    activation::relu(x).clamp_max(6.0)
}

/// Burn's takes `eˣ` of large numbers as well, and its gradient is then ∞ · 0.
fn elu<const R: usize>(x: Tensor<R>, alpha: f64) -> Tensor<R> {
    let below = x.clone().clamp_max(0.0).exp() - 1.0;
    let below = if alpha == 1.0 { below } else { below * alpha };
    activation::relu(x) + below
}

/// `tanh(ln(1 + e))` with `e = eˣ` is `n / (n + 2)` with `n = e · (e + 2)`: a fifth of the time of
/// Burn's, which takes the logarithm and the tangent.
fn mish<const R: usize>(x: Tensor<R>) -> Tensor<R> {
    // From here on the fraction is 1 in the precision of the type, and `e²` is still finite.
    let most = match x.dtype() {
        DType::F16 => 5.0,
        _ => 20.0,
    };
    let e = x.clone().clamp_max(most).exp();
    let n = (e.clone() + 2.0) * e;
    x * (n.clone() / (n + 2.0))
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::super::tests::{assert_values, tensor};
    use super::*;
    use crate::flow::Flow;
    use crate::part::Layer;
    use crate::shape::spec::*;

    const X: [f32; 7] = [-30.0, -4.0, -1.0, 0.0, 0.5, 3.0, 100.0];

    #[track_caller]
    fn assert_maps(layer: impl Layer, y: [f32; 7]) {
        assert_values(
            layer.forward(Flow::Features(tensor([1, 7], &X))),
            [1, 7],
            &y,
        );
    }

    /// What PyTorch gives for the same numbers.
    #[test]
    fn numbers_as_in_pytorch() {
        assert_maps(Relu {}, [0.0, 0.0, 0.0, 0.0, 0.5, 3.0, 100.0]);
        assert_maps(Relu6 {}, [0.0, 0.0, 0.0, 0.0, 0.5, 3.0, 6.0]);
        assert_maps(
            LeakyRelu::DEFAULT,
            [-0.3, -0.04, -0.01, 0.0, 0.5, 3.0, 100.0],
        );
        assert_maps(
            Elu::DEFAULT,
            [-1.0, -0.98168, -0.63212, 0.0, 0.5, 3.0, 100.0],
        );
        assert_maps(
            Elu { alpha: 2.0 },
            [-2.0, -1.96337, -1.26424, 0.0, 0.5, 3.0, 100.0],
        );
        assert_maps(
            Gelu::DEFAULT,
            [0.0, -0.00013, -0.15866, 0.0, 0.34573, 2.99595, 100.0],
        );
        let approximate = GeluApproximation::Tanh;
        assert_maps(
            Gelu { approximate },
            [0.0, -0.00007, -0.15881, 0.0, 0.34571, 2.99636, 100.0],
        );
        assert_maps(
            Silu {},
            [0.0, -0.07194, -0.26894, 0.0, 0.31123, 2.85772, 100.0],
        );
        assert_maps(
            Mish {},
            [0.0, -0.07259, -0.3034, 0.0, 0.37525, 2.98654, 100.0],
        );
        assert_maps(HardSigmoid {}, [0.0, 0.0, 0.33333, 0.5, 0.58333, 1.0, 1.0]);
        assert_maps(HardSwish {}, [0.0, 0.0, -0.33333, 0.0, 0.29167, 3.0, 100.0]);
        assert_maps(
            Sigmoid {},
            [0.0, 0.01799, 0.26894, 0.5, 0.62246, 0.95257, 1.0],
        );
        assert_maps(
            Tanh {},
            [-1.0, -0.99933, -0.76159, 0.0, 0.46212, 0.99505, 1.0],
        );
    }

    #[test]
    fn softmax_is_over_the_channels() {
        let x = Flow::Signal(tensor([1, 3, 2], &[0.0, 1.0, 1.0, 1.0, 2.0, 1.0]));
        let third = 0.333_333;
        assert_values(
            Softmax {}.forward(x),
            [1, 3, 2],
            &[0.09003, third, 0.24473, third, 0.66524, third],
        );
    }

    #[track_caller]
    fn assert_slopes(layer: impl Layer, slopes: [f32; 7]) {
        let x = Tensor::<2>::from_data([X], &Device::default().autodiff()).require_grad();
        let Flow::Features(y) = layer.forward(Flow::Features(x.clone())) else {
            panic!("features stay features");
        };
        let grads = y.sum().backward();
        assert_values(Flow::Features(x.grad(&grads).unwrap()), [1, 7], &slopes);
    }

    /// At 0 and far from it, where Burn's own have other gradients, or none.
    #[test]
    fn slopes_as_in_pytorch() {
        assert_slopes(Relu6 {}, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]);
        assert_slopes(Elu::DEFAULT, [0.0, 0.01832, 0.36788, 1.0, 1.0, 1.0, 1.0]);
        assert_slopes(
            Mish {},
            [0.0, -0.05377, 0.05922, 0.6, 0.88642, 1.02111, 1.0],
        );
        assert_slopes(Silu {}, [0.0, -0.05266, 0.07233, 0.5, 0.73996, 1.0881, 1.0]);
    }
}
