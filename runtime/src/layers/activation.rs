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
/// background.
fn relu6<const R: usize>(x: Tensor<R>) -> Tensor<R> {
    if x.is_autodiff() {
        activation::relu(x).clamp_max(6.0)
    } else {
        x.clamp(0.0, 6.0)
    }
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
