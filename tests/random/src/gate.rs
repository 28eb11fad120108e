//! A required argument, a rule that looks at the channels, a module with parts.

use firebrick::burn;
use firebrick::burn::module::Module;
use firebrick::burn::nn::{Linear, LinearConfig};
use firebrick::burn::tensor::activation::{relu, sigmoid};
use firebrick::burn::tensor::{Device, Tensor};
use firebrick::shape::{Counts, Fault};
use firebrick::{Dim, Shape};

/// A gate for each channel from its mean (Hu et al. 2017): `[batch, C, H, W]` to the same.
#[derive(Module, Debug)]
pub struct Gate {
    fc1: Linear,
    fc2: Linear,
}

#[derive(Clone, Copy, Debug)]
pub struct GateConfig {
    ratio: usize,
}

firebrick::layer!(Gate, GateConfig(ratio: usize));

impl Gate {
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let [rows, channels, _, _] = x.dims();
        let means = x.clone().mean_dims(&[2, 3]).reshape([rows, channels]);
        let gates = sigmoid(self.fc2.forward(relu(self.fc1.forward(means))));
        x * gates.reshape([rows, channels, 1, 1])
    }
}

impl GateConfig {
    /// The channels, and those between the two matrices; none where it is no image with such channels.
    const fn channels(&self, input: Shape) -> Option<(usize, usize)> {
        match input.dims() {
            [Dim::Known(channels), _, _] if channels.is_multiple_of(self.ratio) => {
                Some((*channels, *channels / self.ratio))
            }
            _ => None,
        }
    }

    pub const fn output(&self, input: Shape) -> Result<Shape, Fault> {
        if self.channels(input).is_some() {
            return Ok(input);
        }
        Err(
            Fault::say("`Gate` expects an image whose channels the ratio ")
                .number(self.ratio)
                .text(" divides, found ")
                .shape(&input)
                .help("`Gate(1)`"),
        )
    }

    pub const fn counts(&self, input: Shape) -> Counts {
        let Some((channels, hidden)) = self.channels(input) else {
            return Counts::NONE;
        };
        let weights = 2 * channels * hidden;
        Counts {
            params: weights + hidden + channels,
            buffers: 0,
            macs: Some(weights as u64),
        }
    }

    pub fn init(&self, input: Shape, device: &Device) -> Gate {
        let (channels, hidden) = self.channels(input).expect("the rule has looked");
        Gate {
            fc1: LinearConfig::new(channels, hidden).init(device),
            fc2: LinearConfig::new(hidden, channels).init(device),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    firebrick::network! {
        block Spliced() { _: Gate(2); relu; _: Gate(1); }
        block Within() { within: for _ in 0..1 { Rounds(); } }
        block Rounds() { for i in 0..2 { "round{i}": relu; Gate(2); } }
        block Apart() { _: Gate(2); second: Gate(2); for _ in 0..2 { Gate(2); } }
    }

    /// Their tensors would have equal names, which no label shows.
    #[test]
    fn two_under_one_path_are_refused() {
        let told =
            |plan: Result<_, firebrick::PlanError>| plan.map(|_| ()).unwrap_err().to_string();
        assert_eq!(
            told(Spliced::config().plan([4, 2, 2])),
            "`Gate` expects a path of its own, found another one that has none either\n\
             help: give it a label of its own, in a loop one with a hole: `\"name{i}\": Gate(…)`"
        );
        assert_eq!(
            told(Within::config().plan([4, 2, 2])),
            "`Gate` expects a path of its own, found another one under `within.0`\n\
             help: give it a label of its own, in a loop one with a hole: `\"name{i}\": Gate(…)`"
        );
        assert!(Apart::config().plan([4, 2, 2]).is_ok());
    }
}
