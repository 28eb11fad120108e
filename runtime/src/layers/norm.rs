//! Normalisations: PyTorch's arithmetic, in training too.

use burn::module::{Flag, Module, Param, RunningState};
use burn::nn::{GroupNorm, GroupNormConfig, Initializer, InstanceNorm, InstanceNormConfig};
use burn::tensor::{Device, Tensor, module as ops};

use super::misplaced;
use crate::flow::{Flow, each_rank};
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

/// See [`spec::BatchNorm`](crate::shape::spec::BatchNorm).
///
/// Unlike Burn's own it updates `running_var` with the unbiased variance, as PyTorch does, and can do
/// without scale and shift.
#[derive(Module, Debug)]
pub struct BatchNorm {
    /// The scale, `[channels]`.
    pub gamma: Option<Param<Tensor<1>>>,
    /// The shift, `[channels]`.
    pub beta: Option<Param<Tensor<1>>>,
    /// Whether the layer takes part in training.
    pub training: Param<Flag>,
    /// `[channels]`
    pub running_mean: RunningState<Tensor<1>>,
    /// `[channels]`
    pub running_var: RunningState<Tensor<1>>,
    momentum: f64,
    epsilon: f64,
}

impl BatchNorm {
    /// Shapes: in and out `[batch, channels, …]`. On a device with autodiff it normalises by the
    /// statistics of the batch and updates the running ones.
    pub fn forward<const R: usize>(&self, x: Tensor<R>) -> Tensor<R> {
        if x.device().is_autodiff() && self.training.is_enabled() {
            return self.forward_training(x);
        }
        let device = x.device();
        let mean = self.running_mean.value().to_device(&device);
        let variance = self.running_var.value().to_device(&device);
        let (gamma, beta) = self.affine(&mean);
        ops::batch_norm(x, gamma, beta, mean, variance, self.epsilon)
    }

    fn forward_training<const R: usize>(&self, x: Tensor<R>) -> Tensor<R> {
        let device = x.device();
        let dims = x.dims();
        let count = dims.iter().product::<usize>() / dims[1];
        let mean = self.running_mean.value_sync().to_device(&device);
        let variance = self.running_var.value_sync().to_device(&device);
        let (gamma, beta) = self.affine(&mean);
        let batch = ops::batch_norm_train(x, gamma, beta, self.epsilon);
        let unbiased = count as f64 / (count.max(2) - 1) as f64;
        self.running_mean
            .update(self.moved(mean, batch.mean.detach()));
        self.running_var
            .update(self.moved(variance, batch.variance.detach() * unbiased));
        batch.output
    }

    fn moved(&self, running: Tensor<1>, batch: Tensor<1>) -> Tensor<1> {
        (running * (1.0 - self.momentum) + batch * self.momentum).detach()
    }

    fn affine(&self, like: &Tensor<1>) -> (Tensor<1>, Tensor<1>) {
        let gamma = self.gamma.as_ref().map(Param::val);
        let beta = self.beta.as_ref().map(Param::val);
        (
            gamma.unwrap_or_else(|| like.ones_like()),
            beta.unwrap_or_else(|| like.zeros_like()),
        )
    }
}

impl Layer for BatchNorm {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::BatchNorm(spec) = op else {
            misplaced("BatchNorm", op)
        };
        let channels = [input.channels_or_zero()];
        BatchNorm {
            gamma: spec
                .affine
                .then(|| Initializer::Ones.init(channels, device)),
            beta: spec
                .affine
                .then(|| Initializer::Zeros.init(channels, device)),
            training: Param::from_bool(true),
            running_mean: RunningState::new(Tensor::zeros(channels, device)),
            running_var: RunningState::new(Tensor::ones(channels, device)),
            momentum: spec.momentum,
            epsilon: spec.eps,
        }
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}

/// See [`spec::LayerNorm`](crate::shape::spec::LayerNorm).
#[derive(Module, Debug)]
pub struct LayerNorm {
    /// The scale, `[channels]`.
    pub gamma: Param<Tensor<1>>,
    /// The shift, `[channels]`.
    pub beta: Param<Tensor<1>>,
    epsilon: f64,
}

impl LayerNorm {
    /// Shapes: in and out `[batch, channels, …]`; every position is normalised over its channels.
    pub fn forward<const R: usize>(&self, x: Tensor<R>) -> Tensor<R> {
        let mut shape = [1; R];
        shape[1] = x.dims()[1];
        let mean = x.clone().mean_dim(1);
        let centred = x - mean;
        let variance = centred.clone().powi_scalar(2).mean_dim(1);
        let normal = centred / (variance + self.epsilon).sqrt();
        normal * self.gamma.val().reshape(shape) + self.beta.val().reshape(shape)
    }
}

impl Layer for LayerNorm {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::LayerNorm(spec) = op else {
            misplaced("LayerNorm", op)
        };
        let channels = [input.channels_or_zero()];
        LayerNorm {
            gamma: Initializer::Ones.init(channels, device),
            beta: Initializer::Zeros.init(channels, device),
            epsilon: spec.eps,
        }
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}

impl Layer for GroupNorm {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::GroupNorm(spec) = op else {
            misplaced("GroupNorm", op)
        };
        GroupNormConfig::new(spec.groups, input.channels_or_zero())
            .with_epsilon(spec.eps)
            .with_affine(spec.affine)
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}

impl Layer for InstanceNorm {
    fn build(op: &Op, input: &Shape, device: &Device) -> Self {
        let Op::InstanceNorm(spec) = op else {
            misplaced("InstanceNorm", op)
        };
        InstanceNormConfig::new(input.channels_or_zero())
            .with_epsilon(spec.eps)
            .with_affine(spec.affine)
            .init(device)
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }
}
