//! MobileNetV2 of torchvision (Sandler et al. 2018).

use burn::config::Config;
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{AdaptiveAvgPool2d, AdaptiveAvgPool2dConfig};
use burn::nn::{
    BatchNorm, BatchNormConfig, Dropout, DropoutConfig, Linear, LinearConfig, PaddingConfig2d,
};
use burn::tensor::{Device, Tensor};
use firebrick::burn;

/// Convolution, norm, and ReLU6 where it is asked for.
#[derive(Module, Debug)]
pub struct ConvNorm {
    conv: Conv2d,
    norm: BatchNorm,
    relu6: bool,
}

#[derive(Config, Debug)]
pub struct ConvNormConfig {
    channels: [usize; 2],
    kernel: usize,
    #[config(default = 1)]
    stride: usize,
    #[config(default = 1)]
    groups: usize,
    #[config(default = true)]
    relu6: bool,
}

impl ConvNormConfig {
    pub fn init(&self, device: &Device) -> ConvNorm {
        let padding = self.kernel / 2;
        ConvNorm {
            conv: Conv2dConfig::new(self.channels, [self.kernel, self.kernel])
                .with_stride([self.stride, self.stride])
                .with_padding(PaddingConfig2d::Explicit(
                    padding, padding, padding, padding,
                ))
                .with_groups(self.groups)
                .with_bias(false)
                .init(device),
            norm: BatchNormConfig::new(self.channels[1]).init(device),
            relu6: self.relu6,
        }
    }
}

impl ConvNorm {
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let x = self.norm.forward(self.conv.forward(x));
        if self.relu6 { x.clamp(0.0, 6.0) } else { x }
    }
}

/// Widens, filters each channel, narrows; with a shortcut where the shape stays.
#[derive(Module, Debug)]
pub struct InvertedResidual {
    layers: Vec<ConvNorm>,
    shortcut: bool,
}

#[derive(Config, Debug)]
pub struct InvertedResidualConfig {
    channels: [usize; 2],
    expand: usize,
    stride: usize,
}

impl InvertedResidualConfig {
    pub fn init(&self, device: &Device) -> InvertedResidual {
        let [channels, out] = self.channels;
        let hidden = self.expand * channels;
        let widen = (self.expand != 1).then(|| ConvNormConfig::new([channels, hidden], 1));
        let filter = ConvNormConfig::new([hidden, hidden], 3)
            .with_stride(self.stride)
            .with_groups(hidden);
        let narrow = ConvNormConfig::new([hidden, out], 1).with_relu6(false);
        InvertedResidual {
            layers: widen
                .into_iter()
                .chain([filter, narrow])
                .map(|config| config.init(device))
                .collect(),
            shortcut: self.stride == 1 && channels == out,
        }
    }
}

impl InvertedResidual {
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let shortcut = self.shortcut.then(|| x.clone());
        let y = self.layers.iter().fold(x, |x, layer| layer.forward(x));
        match shortcut {
            Some(x) => y + x,
            None => y,
        }
    }
}

/// The network for images `[batch, 3, 224, 224]`.
#[derive(Module, Debug)]
pub struct MobileNetV2 {
    stem: ConvNorm,
    blocks: Vec<InvertedResidual>,
    head: ConvNorm,
    pool: AdaptiveAvgPool2d,
    dropout: Dropout,
    classifier: Linear,
}

#[derive(Config, Debug)]
pub struct MobileNetV2Config {
    #[config(default = 1000)]
    classes: usize,
    #[config(default = 0.2)]
    dropout: f64,
}

/// Expansion, channels, blocks, stride of the first block: table 2 of the paper.
const STAGES: [(usize, usize, usize, usize); 7] = [
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
];

impl MobileNetV2Config {
    pub fn init(&self, device: &Device) -> MobileNetV2 {
        let mut channels = 32;
        let mut blocks = Vec::new();
        for (expand, out, count, stride) in STAGES {
            for round in 0..count {
                let stride = if round == 0 { stride } else { 1 };
                let block = InvertedResidualConfig::new([channels, out], expand, stride);
                blocks.push(block.init(device));
                channels = out;
            }
        }
        MobileNetV2 {
            stem: ConvNormConfig::new([3, 32], 3).with_stride(2).init(device),
            blocks,
            head: ConvNormConfig::new([channels, 1280], 1).init(device),
            pool: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            dropout: DropoutConfig::new(self.dropout).init(),
            classifier: LinearConfig::new(1280, self.classes).init(device),
        }
    }
}

impl MobileNetV2 {
    /// Shapes: in `[batch, 3, 224, 224]`, out `[batch, classes]`.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let x = self.stem.forward(images);
        let x = self.blocks.iter().fold(x, |x, block| block.forward(x));
        let x = self.pool.forward(self.head.forward(x));
        self.classifier
            .forward(self.dropout.forward(x.flatten(1, 3)))
    }
}

pub fn mobilenet_v2(device: &Device) -> MobileNetV2 {
    MobileNetV2Config::new().init(device)
}
