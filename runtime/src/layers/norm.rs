//! Normalisations: PyTorch's arithmetic, in training too.

use burn::module::{Content, DisplaySettings, Flag, Module, ModuleDisplay, Param, RunningState};
use burn::nn::{GroupNorm, GroupNormConfig, Initializer, InstanceNorm, InstanceNormConfig};
use burn::tensor::{Device, Tensor, module as ops};

use super::{misplaced, single_line};
use crate::flow::{Flow, each_rank};
use crate::fold::LayerMut;
use crate::graph::Op;
use crate::part::Layer;
use crate::shape::Shape;

/// What training moves and inference uses.
type Running = RunningState<Tensor<1>>;

/// See [`spec::BatchNorm`](crate::shape::spec::BatchNorm).
///
/// Unlike Burn's own it updates `running_var` with the unbiased variance, as PyTorch does, and can do
/// without scale and shift. Clones share the running statistics, as Burn's do.
///
/// `Net::fold_batch_norms` takes the tensors out of it, all four; what is left passes values on.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct BatchNorm {
    /// The scale, `[channels]`; ones at first.
    pub gamma: Option<Param<Tensor<1>>>,
    /// The shift, `[channels]`; zeros at first.
    pub beta: Option<Param<Tensor<1>>>,
    /// Whether the layer takes part in training.
    pub training: Param<Flag>,
    /// `[channels]`; zeros at first. None in a norm that is folded.
    pub running_mean: Option<RunningState<Tensor<1>>>,
    /// `[channels]`; ones at first. None in a norm that is folded.
    pub running_var: Option<RunningState<Tensor<1>>>,
    /// The weight of a new batch in the running statistics.
    pub momentum: f64,
    /// Added to the variance.
    pub epsilon: f64,
}

impl BatchNorm {
    /// Shapes: in and out `[batch, channels, …]`. On a device with autodiff it normalises by the
    /// statistics of the batch and updates the running ones, unless it is frozen.
    ///
    /// # Panics
    /// Where a batch to train on holds one number per channel, as PyTorch: it has no variance. Where it
    /// would train and is folded.
    #[track_caller]
    pub fn forward<const R: usize>(&self, x: Tensor<R>) -> Tensor<R> {
        let trains = x.device().is_autodiff() && self.training.is_enabled();
        let Some((mean, variance)) = self.running() else {
            assert!(
                !trains,
                "`batch_norm`: expected a norm to train, found one that is folded into the layer in front \
                 of it\nhelp: train the network first, and fold it then; `freeze` keeps norms as they are"
            );
            return x;
        };
        if trains {
            return self.forward_training(x, mean, variance);
        }
        let device = x.device();
        let (scale, shift) = self.scale_and_shift(
            mean.value().to_device(&device),
            variance.value().to_device(&device),
        );
        let shape = along_channels(&scale);
        assert_eq!(
            x.dims()[1],
            shape[1],
            "`batch_norm`: another number of channels"
        );
        x * scale.reshape(shape) + shift.reshape(shape)
    }

    /// The mean and the variance, unless it is folded.
    fn running(&self) -> Option<(&Running, &Running)> {
        self.running_mean.as_ref().zip(self.running_var.as_ref())
    }

    /// What inference does to each channel, `x · scale + shift`, from the four vectors: two passes over
    /// the value. A convolution in front can take both into its weights.
    fn scale_and_shift(&self, mean: Tensor<1>, variance: Tensor<1>) -> (Tensor<1>, Tensor<1>) {
        let inverse = (variance + self.epsilon).sqrt().recip();
        let scale = match &self.gamma {
            Some(gamma) => gamma.val() * inverse,
            None => inverse,
        };
        let moved = mean * scale.clone();
        let shift = match &self.beta {
            Some(beta) => beta.val() - moved,
            None => -moved,
        };
        (scale, shift)
    }

    /// From now on it passes values on: the scale and the shift are those that somebody else has to
    /// apply. None where it was folded before.
    pub(crate) fn fold(&mut self) -> Option<(Tensor<1>, Tensor<1>)> {
        let (mean, variance) = self.running()?;
        let taken = self.scale_and_shift(mean.value(), variance.value());
        (self.gamma, self.beta) = (None, None);
        (self.running_mean, self.running_var) = (None, None);
        Some(taken)
    }

    #[track_caller]
    fn forward_training<const R: usize>(
        &self,
        x: Tensor<R>,
        running_mean: &Running,
        running_var: &Running,
    ) -> Tensor<R> {
        let device = x.device();
        let dims = x.dims();
        let count = dims.iter().product::<usize>() / dims[1];
        assert!(
            count > 1,
            "`batch_norm` expects 2 or more numbers per channel to train on, found 1 in a batch of shape \
             {dims:?}\nhelp: train on larger batches, or freeze the layer"
        );
        let mean = running_mean.value_sync().to_device(&device);
        let variance = running_var.value_sync().to_device(&device);
        let (gamma, beta) = self.affine(&mean);
        let batch = ops::batch_norm_train(x, gamma, beta, self.epsilon);
        let unbiased = count as f64 / (count - 1) as f64;
        running_mean.update(self.moved(mean, batch.mean.detach()));
        running_var.update(self.moved(variance, batch.variance.detach() * unbiased));
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

/// `[1, channels, 1, …]`
fn along_channels<const R: usize>(vector: &Tensor<1>) -> [usize; R] {
    let mut shape = [1; R];
    shape[1] = vector.dims()[0];
    shape
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
            running_mean: Some(RunningState::new(Tensor::zeros(channels, device))),
            running_var: Some(RunningState::new(Tensor::ones(channels, device))),
            momentum: spec.momentum,
            epsilon: spec.eps,
        }
    }

    fn forward(&self, x: Flow) -> Flow {
        each_rank!(x, t => self.forward(t))
    }

    fn as_mut(&mut self) -> LayerMut<'_> {
        LayerMut::BatchNorm(self)
    }
}

impl ModuleDisplay for BatchNorm {
    fn custom_settings(&self) -> Option<DisplaySettings> {
        single_line()
    }

    fn custom_content(&self, content: Content) -> Option<Content> {
        let Some(mean) = &self.running_mean else {
            return content.add_formatted(&"folded").optional();
        };
        content
            .add("channels", &mean.value().dims()[0])
            .add("eps", &self.epsilon)
            .add("momentum", &self.momentum)
            .add("affine", &self.gamma.is_some())
            .optional()
    }
}

/// See [`spec::LayerNorm`](crate::shape::spec::LayerNorm).
///
/// Burn's own acts on the last axis, which is that of the channels in features only.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct LayerNorm {
    /// The scale, `[channels]`; ones at first.
    pub gamma: Param<Tensor<1>>,
    /// The shift, `[channels]`; zeros at first.
    pub beta: Param<Tensor<1>>,
    /// Added to the variance.
    pub epsilon: f64,
}

impl LayerNorm {
    /// Shapes: in and out `[batch, channels, …]`; every position is normalised over its channels.
    #[track_caller]
    pub fn forward<const R: usize>(&self, x: Tensor<R>) -> Tensor<R> {
        let (gamma, beta) = (self.gamma.val(), self.beta.val());
        let shape = along_channels(&gamma);
        assert_eq!(
            x.dims()[1],
            shape[1],
            "`layer_norm`: another number of channels"
        );
        if R == 2 {
            return ops::layer_norm(x, gamma, Some(beta), self.epsilon);
        }
        let mean = x.clone().mean_dim(1);
        let centred = x - mean;
        let variance = centred.clone().square().mean_dim(1);
        let normal = centred * (variance + self.epsilon).sqrt().recip();
        normal * gamma.reshape(shape) + beta.reshape(shape)
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

impl ModuleDisplay for LayerNorm {
    fn custom_settings(&self) -> Option<DisplaySettings> {
        single_line()
    }

    fn custom_content(&self, content: Content) -> Option<Content> {
        content
            .add("channels", &self.gamma.lazy_shape().dims::<1>()[0])
            .add("eps", &self.epsilon)
            .optional()
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
        each_rank!(x, t => by_rows(t, |t| self.forward(t)))
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
        each_rank!(x, t => by_rows(t, |t| self.forward(t)))
    }
}

/// Burn's group norm refuses a tensor of two numbers or fewer. Rows do not see each other, so more of
/// the same change nothing.
fn by_rows<const R: usize>(x: Tensor<R>, norm: impl Fn(Tensor<R>) -> Tensor<R>) -> Tensor<R> {
    if x.shape().num_elements() > 2 {
        return norm(x);
    }
    let rows = x.dims()[0];
    norm(x.repeat_dim(0, 3)).narrow(0, 0, rows)
}

#[cfg(test)]
mod tests;
