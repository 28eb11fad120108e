//! `prelu`: Burn's module, which computes and trains as PyTorch's.

use burn::nn::{PRelu, PReluConfig};
use burn::tensor::Device;

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

#[cfg(test)]
mod tests {
    use burn::tensor::Tensor;

    use super::super::tests::{built, values};
    use super::*;
    use crate::shape::spec;

    fn slopes(num_parameters: usize, init: f64, device: &Device) -> PRelu {
        let spec = spec::PRelu {
            num_parameters,
            init,
        };
        built(Op::PRelu(spec), Shape::of([2, 2]), device)
    }

    #[test]
    fn one_slope_for_everything() {
        let device = Device::default();
        let x = Tensor::<2>::from_data([[-4.0, 2.0]], &device);
        let y = Layer::forward(&slopes(1, 0.25, &device), Flow::Features(x));
        values(y).assert_eq(&[[-1.0f32, 2.0]].into(), true);
    }

    #[test]
    fn a_slope_for_each_channel_is_trained() {
        let device = Device::default().autodiff();
        let prelu = slopes(2, 0.5, &device);
        let x = Tensor::<3>::from_data([[[-4.0, 2.0], [-1.0, -3.0]]], &device);
        let Flow::Signal(y) = Layer::forward(&prelu, Flow::Signal(x)) else {
            unreachable!("a signal stays one");
        };
        y.to_data()
            .assert_eq(&[[[-2.0f32, 2.0], [-0.5, -1.5]]].into(), true);
        let alpha = prelu.alpha.val().grad(&y.sum().backward());
        alpha
            .expect("the slopes are trained")
            .into_data()
            .assert_eq(&[-4.0f32, -4.0].into(), true);
    }
}
