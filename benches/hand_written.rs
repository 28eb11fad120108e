//! ResNet-152 as one writes it by hand for Burn: the other side of `compile_time.py`.

use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{AdaptiveAvgPool2d, AdaptiveAvgPool2dConfig, MaxPool2d, MaxPool2dConfig};
use burn::nn::{BatchNorm, BatchNormConfig, Linear, LinearConfig, PaddingConfig2d, Relu};
use burn::tensor::{Device, Tensor};
use firebrick::burn;

#[derive(Module, Debug)]
pub struct Downsample {
    conv: Conv2d,
    bn: BatchNorm,
}

#[derive(Module, Debug)]
pub struct Bottleneck {
    conv1: Conv2d,
    bn1: BatchNorm,
    conv2: Conv2d,
    bn2: BatchNorm,
    conv3: Conv2d,
    bn3: BatchNorm,
    relu: Relu,
    downsample: Option<Downsample>,
}

fn conv(
    input: usize,
    output: usize,
    kernel: usize,
    stride: usize,
    padding: usize,
    device: &Device,
) -> Conv2d {
    Conv2dConfig::new([input, output], [kernel, kernel])
        .with_stride([stride, stride])
        .with_padding(PaddingConfig2d::Explicit(
            padding, padding, padding, padding,
        ))
        .with_bias(false)
        .init(device)
}

impl Bottleneck {
    fn new(input: usize, width: usize, stride: usize, device: &Device) -> Self {
        let output = 4 * width;
        let downsample = (stride != 1 || input != output).then(|| Downsample {
            conv: conv(input, output, 1, stride, 0, device),
            bn: BatchNormConfig::new(output).init(device),
        });
        Bottleneck {
            conv1: conv(input, width, 1, 1, 0, device),
            bn1: BatchNormConfig::new(width).init(device),
            conv2: conv(width, width, 3, stride, 1, device),
            bn2: BatchNormConfig::new(width).init(device),
            conv3: conv(width, output, 1, 1, 0, device),
            bn3: BatchNormConfig::new(output).init(device),
            relu: Relu::new(),
            downsample,
        }
    }

    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let shortcut = match &self.downsample {
            Some(downsample) => downsample.bn.forward(downsample.conv.forward(x.clone())),
            None => x.clone(),
        };
        let x = self.relu.forward(self.bn1.forward(self.conv1.forward(x)));
        let x = self.relu.forward(self.bn2.forward(self.conv2.forward(x)));
        let x = self.bn3.forward(self.conv3.forward(x));
        self.relu.forward(x + shortcut)
    }
}

#[derive(Module, Debug)]
pub struct ResNet152 {
    conv1: Conv2d,
    bn1: BatchNorm,
    relu: Relu,
    max_pool: MaxPool2d,
    layers: Vec<Vec<Bottleneck>>,
    avg_pool: AdaptiveAvgPool2d,
    fc: Linear,
}

impl ResNet152 {
    pub fn new(device: &Device) -> Self {
        let mut input = 64;
        let layers = [(64, 3), (128, 8), (256, 36), (512, 3)]
            .into_iter()
            .enumerate();
        let layers = layers.map(|(at, (width, count))| {
            (0..count)
                .map(|round| {
                    let stride = if at > 0 && round == 0 { 2 } else { 1 };
                    let block = Bottleneck::new(input, width, stride, device);
                    input = 4 * width;
                    block
                })
                .collect()
        });
        let layers = layers.collect();
        ResNet152 {
            conv1: conv(3, 64, 7, 2, 3, device),
            bn1: BatchNormConfig::new(64).init(device),
            relu: Relu::new(),
            max_pool: MaxPool2dConfig::new([3, 3])
                .with_strides([2, 2])
                .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
                .init(),
            layers,
            avg_pool: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            fc: LinearConfig::new(2048, 1000).init(device),
        }
    }

    pub fn forward(&self, x: Tensor<4>) -> Tensor<2> {
        let x = self.relu.forward(self.bn1.forward(self.conv1.forward(x)));
        let x = self.max_pool.forward(x);
        let x = self
            .layers
            .iter()
            .flatten()
            .fold(x, |x, block| block.forward(x));
        self.fc.forward(self.avg_pool.forward(x).flatten(1, 3))
    }
}
