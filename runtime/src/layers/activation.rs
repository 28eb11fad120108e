//! Activations, value by value.

use burn::tensor::activation;

use super::plain;
use crate::flow::each_rank;
use crate::shape::spec::GeluApproximation;

plain!(Relu; _spec, x => each_rank!(x, t => activation::relu(t)));
plain!(Relu6; _spec, x => each_rank!(x, t => t.clamp(0.0, 6.0)));
plain!(LeakyRelu; spec, x => each_rank!(x, t => activation::leaky_relu(t, spec.negative_slope)));
plain!(Elu; spec, x => each_rank!(x, t => activation::elu(t, spec.alpha)));
plain!(Gelu; spec, x => match spec.approximate {
    GeluApproximation::None => each_rank!(x, t => activation::gelu(t)),
    GeluApproximation::Tanh => each_rank!(x, t => activation::gelu_approximate(t)),
});
plain!(Silu; _spec, x => each_rank!(x, t => activation::silu(t)));
plain!(Mish; _spec, x => each_rank!(x, t => activation::mish(t)));
plain!(Sigmoid; _spec, x => each_rank!(x, t => activation::sigmoid(t)));
plain!(HardSigmoid; _spec, x => each_rank!(x, t => activation::hard_sigmoid(t, 1.0 / 6.0, 0.5)));
plain!(HardSwish; _spec, x => each_rank!(x, t => t.clone() * activation::hard_sigmoid(t, 1.0 / 6.0, 0.5)));
plain!(Tanh; _spec, x => each_rank!(x, t => activation::tanh(t)));
plain!(Softmax; _spec, x => each_rank!(x, t => activation::softmax(t, 1)));
