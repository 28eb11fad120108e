use burn::tensor::Tolerance;

use super::super::tests::{built, values};
use super::*;
use crate::shape::spec;

fn batch_norm(spec: spec::BatchNorm, device: &Device) -> BatchNorm {
    built(Op::BatchNorm(spec), Shape::of([2]), device)
}

fn close<const R: usize>(found: Tensor<R>, expected: impl Into<burn::tensor::TensorData>) {
    found
        .into_data()
        .assert_approx_eq::<f32>(&expected.into(), Tolerance::default());
}

/// Values from PyTorch: `nn.BatchNorm1d(2)` after one batch.
#[test]
fn training_updates_the_running_statistics_as_pytorch() {
    let device = Device::default().autodiff();
    let norm = batch_norm(spec::BatchNorm::DEFAULT, &device);
    let x = Tensor::<2>::from_data([[1.0, 10.0], [3.0, 30.0], [8.0, 50.0]], &device);
    let y = norm.forward(x);
    close(
        y,
        [
            [-1.019_049_f32, -1.224_745],
            [-0.339_683, 0.0],
            [1.358_732, 1.224_745],
        ],
    );
    // A tenth of the mean, and of the unbiased variances 13 and 400.
    let (mean, variance) = norm.running().expect("it is not folded");
    close(mean.value_sync(), [0.4f32, 3.0]);
    close(variance.value_sync(), [2.2f32, 40.9]);
}

#[test]
fn inference_scales_and_shifts() {
    let device = Device::default();
    let norm = batch_norm(spec::BatchNorm::DEFAULT, &device);
    let running = |numbers: [f32; 2]| RunningState::new(Tensor::from_data(numbers, &device));
    let norm = BatchNorm {
        running_mean: Some(running([1.0, -2.0])),
        running_var: Some(running([4.0 - 1e-5, 0.25 - 1e-5])),
        gamma: norm.gamma.map(|gamma| gamma.map(|gamma| gamma * 3.0)),
        beta: norm.beta.map(|beta| beta.map(|beta| beta + 0.5)),
        ..norm
    };
    let x = Tensor::<3>::from_data([[[1.0, 5.0], [-2.0, -1.0]]], &device);
    // 3 (x − 1) / 2 + ½ and 3 (x + 2) / ½ + ½
    close(norm.forward(x), [[[0.5f32, 6.5], [0.5, 6.5]]]);
}

#[test]
fn without_scale_and_shift_it_only_normalises() {
    let spec = spec::BatchNorm {
        affine: false,
        ..spec::BatchNorm::DEFAULT
    };
    let device = Device::default().autodiff();
    let norm = batch_norm(spec, &device);
    assert_eq!(norm.num_params(), 4, "the running statistics alone");
    let x = Tensor::<2>::from_data([[1.0, -1.0], [3.0, 1.0]], &device);
    close(norm.forward(x), [[-1.0f32, -1.0], [1.0, 1.0]]);
    let x = Tensor::<2>::from_data([[0.2, 0.0]], &Device::default());
    // Means 0.2 and 0, variances 0.9 + 0.1 · 2.
    close(norm.valid().forward(x), [[0.0f32, 0.0]]);
}

#[test]
fn what_is_frozen_keeps_its_statistics() {
    let device = Device::default().autodiff();
    let norm = batch_norm(spec::BatchNorm::DEFAULT, &device).freeze();
    let x = Tensor::<2>::from_data([[4.0, 5.0]], &device);
    close(norm.forward(x.clone()), [[4.0f32, 5.0]]);
    let (mean, _) = norm.running().expect("it is not folded");
    close(mean.value_sync(), [0.0f32, 0.0]);
}

#[test]
#[should_panic(expected = "`batch_norm` expects 2 or more numbers per channel to train on")]
fn one_number_per_channel_is_nothing_to_train_on() {
    let device = Device::default().autodiff();
    batch_norm(spec::BatchNorm::DEFAULT, &device).forward(Tensor::<2>::ones([1, 2], &device));
}

#[test]
fn gradients_go_through_the_statistics() {
    let device = Device::default().autodiff();
    let norm = batch_norm(spec::BatchNorm::DEFAULT, &device);
    let x = Tensor::<2>::from_data([[1.0, 10.0], [3.0, 30.0], [8.0, 50.0]], &device).require_grad();
    let y = norm.forward(x.clone());
    let weights = Tensor::<2>::from_data([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]], &device);
    let grads = (y * weights).sum().backward();
    let gamma = norm.gamma.as_ref().expect("by default").val();
    close(
        gamma.grad(&grads).expect("trained"),
        [-1.019_049f32, 1.224_745],
    );
    // PyTorch
    close(
        x.grad(&grads).expect("asked for"),
        [
            [0.108_872_86f32, 0.010_206_205],
            [-0.152_421_77, -0.020_412_415],
            [0.043_548_886, 0.010_206_207],
        ],
    );
}

#[test]
fn layer_norm_is_over_the_channels() {
    let device = Device::default();
    let norm: LayerNorm = built(
        Op::LayerNorm(spec::LayerNorm { eps: 1e-6 }),
        Shape::of([2]),
        &device,
    );
    let x = Tensor::<2>::from_data([[1.0, 3.0], [0.0, -8.0]], &device);
    let expected = [[-1.0f32, 1.0], [1.0, -1.0]];
    close(norm.forward(x.clone()), expected);
    // The same numbers as channels of two positions.
    let positions = x.transpose().reshape([1, 2, 2, 1]);
    close(
        norm.forward(positions).reshape([2, 2]).transpose(),
        expected,
    );
}

#[test]
fn groups_and_instances_on_every_rank() {
    let device = Device::default();
    let spec = spec::GroupNorm {
        groups: 1,
        ..spec::GroupNorm::DEFAULT
    };
    let group: GroupNorm = built(Op::GroupNorm(spec), Shape::of([2]), &device);
    assert_eq!(group.num_params(), 4);
    let x = Tensor::from_data([[1.0, 3.0]], &device);
    values(Layer::forward(&group, Flow::Features(x)))
        .assert_approx_eq::<f32>(&[[-1.0f32, 1.0]].into(), Tolerance::default());

    let instance: InstanceNorm = built(
        Op::InstanceNorm(spec::InstanceNorm::DEFAULT),
        Shape::of([1, 2]),
        &device,
    );
    assert_eq!(instance.num_params(), 0);
    let x = Tensor::from_data([[[1.0, 3.0]]], &device);
    values(Layer::forward(&instance, Flow::Signal(x)))
        .assert_approx_eq::<f32>(&[[[-1.0f32, 1.0]]].into(), Tolerance::default());

    let affine = spec::InstanceNorm {
        affine: true,
        ..spec::InstanceNorm::DEFAULT
    };
    let instance: InstanceNorm = built(Op::InstanceNorm(affine), Shape::of([2, 1, 2, 1]), &device);
    assert_eq!(instance.num_params(), 4);
    let x = Tensor::from_data([[[[[1.0], [3.0]]], [[[7.0], [5.0]]]]], &device);
    values(Layer::forward(&instance, Flow::Volume(x))).assert_approx_eq::<f32>(
        &[[[[[-1.0f32], [1.0]]], [[[1.0], [-1.0]]]]].into(),
        Tolerance::default(),
    );
}
