//! Layers that act in training only: on a device with autodiff, as Burn's own dropout.

use burn::tensor::{Distribution, Tensor};

use super::plain;
use crate::flow::each_rank;

plain!(Dropout; spec, x => each_rank!(x, t => {
    let one_each = t.dims();
    thinned(t, one_each, spec.p)
}));

plain!(StochasticDepth; spec, x => each_rank!(x, t => {
    let mut one_a_row = t.dims();
    one_a_row[1..].fill(1);
    thinned(t, one_a_row, spec.p)
}));

/// Sets numbers to 0 with probability `p`, one draw for each number of `mask`, and scales the rest so
/// that the mean stays.
fn thinned<const R: usize>(x: Tensor<R>, mask: [usize; R], p: f64) -> Tensor<R> {
    if p == 0.0 || !x.is_autodiff() {
        return x;
    }
    if p >= 1.0 {
        return x * 0.0;
    }
    let keep = 1.0 - p;
    let options = (&x.device(), x.dtype());
    let kept = Tensor::<R>::random(mask, Distribution::Bernoulli(keep), options);
    x * (kept * (1.0 / keep))
}

#[cfg(test)]
mod tests {
    use burn::tensor::{DType, Device};

    use super::super::tests::values;
    use super::*;
    use crate::flow::Flow;
    use crate::part::Layer;
    use crate::shape::spec;

    const DIMS: [usize; 3] = [400, 5, 8];

    fn ones(device: &Device) -> Tensor<3> {
        Tensor::ones(DIMS, device)
    }

    fn numbers(layer: impl Layer, x: Tensor<3>) -> Vec<f32> {
        let y = layer.forward(Flow::Signal(x));
        values(y).try_to_vec().unwrap()
    }

    #[test]
    fn outside_of_training_the_value_passes() {
        let device = Device::default();
        for y in [
            numbers(spec::Dropout { p: 0.9 }, ones(&device)),
            numbers(spec::StochasticDepth { p: 0.9 }, ones(&device)),
        ] {
            assert!(y.iter().all(|y| *y == 1.0));
        }
    }

    #[test]
    fn the_mean_stays() {
        let training = Device::default().autodiff();
        training.seed(7);
        let y = numbers(spec::Dropout { p: 0.2 }, ones(&training));
        assert!(y.iter().all(|y| *y == 0.0 || *y == 1.25));
        let mean = y.iter().sum::<f32>() / y.len() as f32;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
    }

    #[test]
    fn a_row_is_left_out_as_a_whole() {
        let training = Device::default().autodiff();
        training.seed(7);
        let y = numbers(spec::StochasticDepth { p: 0.5 }, ones(&training));
        let rows: Vec<_> = y.chunks(40).collect();
        assert!(rows.iter().all(|row| row.iter().all(|y| *y == row[0])));
        let kept = rows.iter().filter(|row| row[0] == 2.0).count();
        let left_out = rows.iter().filter(|row| row[0] == 0.0).count();
        assert_eq!(kept + left_out, 400);
        assert!((150..250).contains(&kept), "{kept} of 400 rows");
    }

    #[test]
    fn the_ends_of_the_range() {
        let training = Device::default().autodiff();
        let all = numbers(spec::StochasticDepth { p: 1.0 }, ones(&training));
        assert!(all.iter().all(|y| *y == 0.0));
        let none = numbers(spec::Dropout { p: 0.0 }, ones(&training));
        assert!(none.iter().all(|y| *y == 1.0));
    }

    #[test]
    fn gradients_flow_through_what_is_kept() {
        let x = ones(&Device::default().autodiff()).require_grad();
        let Flow::Signal(y) = spec::Dropout { p: 0.5 }.forward(Flow::Signal(x.clone())) else {
            panic!("a signal stays one");
        };
        let grads = y.clone().sum().backward();
        x.grad(&grads)
            .unwrap()
            .into_data()
            .assert_eq(&y.into_data(), true);
    }

    #[test]
    fn the_precision_stays() {
        let x = ones(&Device::default().autodiff()).cast(DType::F16);
        let Flow::Signal(y) = spec::StochasticDepth { p: 0.5 }.forward(Flow::Signal(x)) else {
            panic!("a signal stays one");
        };
        assert_eq!(y.dtype(), DType::F16);
    }
}
