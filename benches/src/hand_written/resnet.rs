//! The residual networks of torchvision (He et al. 2015; the stride of a bottleneck on its 3×3).

use burn::config::Config;
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{AdaptiveAvgPool2d, AdaptiveAvgPool2dConfig, MaxPool2d, MaxPool2dConfig};
use burn::nn::{BatchNorm, BatchNormConfig, Linear, LinearConfig, PaddingConfig2d, Relu};
use burn::tensor::{Device, Tensor};
use firebrick::burn;

/// A convolution without bias that keeps the size, apart from its stride.
fn conv(channels: [usize; 2], kernel: usize, stride: usize, device: &Device) -> Conv2d {
    let padding = kernel / 2;
    Conv2dConfig::new(channels, [kernel, kernel])
        .with_stride([stride, stride])
        .with_padding(PaddingConfig2d::Explicit(
            padding, padding, padding, padding,
        ))
        .with_bias(false)
        .init(device)
}

/// The shortcut where the shape changes: a 1×1 convolution.
#[derive(Module, Debug)]
pub struct Downsample {
    conv: Conv2d,
    bn: BatchNorm,
}

impl Downsample {
    fn new(channels: [usize; 2], stride: usize, device: &Device) -> Self {
        Downsample {
            conv: conv(channels, 1, stride, device),
            bn: BatchNormConfig::new(channels[1]).init(device),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        self.bn.forward(self.conv.forward(x))
    }
}

/// The shortcut of a block: the value itself, or through [`Downsample`].
fn shortcut(downsample: &Option<Downsample>, x: Tensor<4>) -> Tensor<4> {
    match downsample {
        Some(downsample) => downsample.forward(x),
        None => x,
    }
}

/// Two 3×3 convolutions.
#[derive(Module, Debug)]
pub struct BasicBlock {
    conv1: Conv2d,
    bn1: BatchNorm,
    conv2: Conv2d,
    bn2: BatchNorm,
    downsample: Option<Downsample>,
    relu: Relu,
}

/// 1×1, 3×3, 1×1.
#[derive(Module, Debug)]
pub struct Bottleneck {
    conv1: Conv2d,
    bn1: BatchNorm,
    conv2: Conv2d,
    bn2: BatchNorm,
    conv3: Conv2d,
    bn3: BatchNorm,
    downsample: Option<Downsample>,
    relu: Relu,
}

/// A residual block, from `channels` to `width` times what the kind of block expands by.
#[derive(Config, Debug)]
pub struct BlockConfig {
    channels: usize,
    width: usize,
    #[config(default = 1)]
    stride: usize,
}

impl BlockConfig {
    fn downsample(&self, out: usize, device: &Device) -> Option<Downsample> {
        (self.stride != 1 || self.channels != out)
            .then(|| Downsample::new([self.channels, out], self.stride, device))
    }
}

/// What the two kinds of block have in common.
pub trait Block: Module {
    /// Channels that leave a block of width 1.
    const EXPANSION: usize;

    fn new(config: &BlockConfig, device: &Device) -> Self;

    /// Shapes: in `[batch, channels, h, w]`, out `[batch, EXPANSION · width, h / stride, w / stride]`.
    fn forward(&self, x: Tensor<4>) -> Tensor<4>;
}

impl Block for BasicBlock {
    const EXPANSION: usize = 1;

    fn new(config: &BlockConfig, device: &Device) -> Self {
        let width = config.width;
        BasicBlock {
            conv1: conv([config.channels, width], 3, config.stride, device),
            bn1: BatchNormConfig::new(width).init(device),
            conv2: conv([width, width], 3, 1, device),
            bn2: BatchNormConfig::new(width).init(device),
            downsample: config.downsample(width, device),
            relu: Relu::new(),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let y = self.conv1.forward(x.clone());
        let y = self.relu.forward(self.bn1.forward(y));
        let y = self.bn2.forward(self.conv2.forward(y));
        self.relu.forward(y + shortcut(&self.downsample, x))
    }
}

impl Block for Bottleneck {
    const EXPANSION: usize = 4;

    fn new(config: &BlockConfig, device: &Device) -> Self {
        let (width, out) = (config.width, Self::EXPANSION * config.width);
        Bottleneck {
            conv1: conv([config.channels, width], 1, 1, device),
            bn1: BatchNormConfig::new(width).init(device),
            conv2: conv([width, width], 3, config.stride, device),
            bn2: BatchNormConfig::new(width).init(device),
            conv3: conv([width, out], 1, 1, device),
            bn3: BatchNormConfig::new(out).init(device),
            downsample: config.downsample(out, device),
            relu: Relu::new(),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let y = self.conv1.forward(x.clone());
        let y = self.relu.forward(self.bn1.forward(y));
        let y = self.relu.forward(self.bn2.forward(self.conv2.forward(y)));
        let y = self.bn3.forward(self.conv3.forward(y));
        self.relu.forward(y + shortcut(&self.downsample, x))
    }
}

/// A residual network for images `[batch, 3, 224, 224]`.
#[derive(Module, Debug)]
pub struct ResNet<B: Block> {
    conv1: Conv2d,
    bn1: BatchNorm,
    relu: Relu,
    maxpool: MaxPool2d,
    layer1: Vec<B>,
    layer2: Vec<B>,
    layer3: Vec<B>,
    layer4: Vec<B>,
    avgpool: AdaptiveAvgPool2d,
    fc: Linear,
}

/// How many blocks each of the four stages has.
#[derive(Config, Debug)]
pub struct ResNetConfig {
    blocks: [usize; 4],
    #[config(default = 1000)]
    classes: usize,
}

impl ResNetConfig {
    pub fn init<B: Block>(&self, device: &Device) -> ResNet<B> {
        let stage = |number: usize| {
            let width = 64 << number;
            let channels = match number {
                0 => 64,
                _ => B::EXPANSION * width / 2,
            };
            let first = BlockConfig::new(channels, width).with_stride(1 + usize::from(number > 0));
            let others = BlockConfig::new(B::EXPANSION * width, width);
            std::iter::once(&first)
                .chain(std::iter::repeat(&others))
                .take(self.blocks[number])
                .map(|config| B::new(config, device))
                .collect()
        };
        ResNet {
            conv1: conv([3, 64], 7, 2, device),
            bn1: BatchNormConfig::new(64).init(device),
            relu: Relu::new(),
            maxpool: MaxPool2dConfig::new([3, 3])
                .with_strides([2, 2])
                .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
                .init(),
            layer1: stage(0),
            layer2: stage(1),
            layer3: stage(2),
            layer4: stage(3),
            avgpool: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            fc: LinearConfig::new(512 * B::EXPANSION, self.classes).init(device),
        }
    }
}

impl<B: Block> ResNet<B> {
    /// Shapes: in `[batch, 3, 224, 224]`, out `[batch, classes]`.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let x = self.bn1.forward(self.conv1.forward(images));
        let x = self.maxpool.forward(self.relu.forward(x));
        let x = [&self.layer1, &self.layer2, &self.layer3, &self.layer4]
            .into_iter()
            .flatten()
            .fold(x, |x, block| block.forward(x));
        self.fc.forward(self.avgpool.forward(x).flatten(1, 3))
    }
}

pub fn resnet18(device: &Device) -> ResNet<BasicBlock> {
    ResNetConfig::new([2, 2, 2, 2]).init(device)
}

pub fn resnet50(device: &Device) -> ResNet<Bottleneck> {
    ResNetConfig::new([3, 4, 6, 3]).init(device)
}

pub fn resnet152(device: &Device) -> ResNet<Bottleneck> {
    ResNetConfig::new([3, 8, 36, 3]).init(device)
}
