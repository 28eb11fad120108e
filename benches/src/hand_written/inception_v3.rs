//! InceptionV3 of torchvision (Szegedy et al. 2015), with its side head.

use burn::config::Config;
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{
    AdaptiveAvgPool2d, AdaptiveAvgPool2dConfig, AvgPool2d, AvgPool2dConfig, MaxPool2d,
    MaxPool2dConfig,
};
use burn::nn::{
    BatchNorm, BatchNormConfig, Dropout, DropoutConfig, Linear, LinearConfig, PaddingConfig2d, Relu,
};
use burn::tensor::{Device, Tensor};
use firebrick::burn;

/// Convolution, norm, ReLU.
#[derive(Module, Debug)]
pub struct BasicConv {
    conv: Conv2d,
    bn: BatchNorm,
    relu: Relu,
}

#[derive(Config, Debug)]
pub struct BasicConvConfig {
    channels: [usize; 2],
    kernel: [usize; 2],
    #[config(default = 1)]
    stride: usize,
    #[config(default = "[0, 0]")]
    padding: [usize; 2],
}

impl BasicConvConfig {
    pub fn init(&self, device: &Device) -> BasicConv {
        let [height, width] = self.padding;
        BasicConv {
            conv: Conv2dConfig::new(self.channels, self.kernel)
                .with_stride([self.stride, self.stride])
                .with_padding(PaddingConfig2d::Explicit(height, width, height, width))
                .with_bias(false)
                .init(device),
            bn: BatchNormConfig::new(self.channels[1])
                .with_epsilon(1e-3)
                .init(device),
            relu: Relu::new(),
        }
    }
}

impl BasicConv {
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        self.relu.forward(self.bn.forward(self.conv.forward(x)))
    }
}

/// Every position by itself.
fn pointwise(channels: usize, out: usize, device: &Device) -> BasicConv {
    BasicConvConfig::new([channels, out], [1, 1]).init(device)
}

/// An odd kernel that keeps the size.
fn same(channels: usize, out: usize, kernel: [usize; 2], device: &Device) -> BasicConv {
    BasicConvConfig::new([channels, out], kernel)
        .with_padding(kernel.map(|size| size / 2))
        .init(device)
}

/// A 3×3 kernel that halves the size.
fn halving(channels: usize, out: usize, device: &Device) -> BasicConv {
    BasicConvConfig::new([channels, out], [3, 3])
        .with_stride(2)
        .init(device)
}

/// The 3×3 mean that keeps the size.
fn mean_pool() -> AvgPool2d {
    AvgPool2dConfig::new([3, 3])
        .with_strides([1, 1])
        .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
        .init()
}

/// The 3×3 maximum that halves the size.
fn max_pool() -> MaxPool2d {
    MaxPool2dConfig::new([3, 3]).with_strides([2, 2]).init()
}

/// Figure 5 of the paper, for 35 × 35 positions.
#[derive(Module, Debug)]
pub struct InceptionA {
    branch1x1: BasicConv,
    branch5x5_1: BasicConv,
    branch5x5_2: BasicConv,
    branch3x3dbl_1: BasicConv,
    branch3x3dbl_2: BasicConv,
    branch3x3dbl_3: BasicConv,
    pool: AvgPool2d,
    branch_pool: BasicConv,
}

impl InceptionA {
    fn new(channels: usize, pooled: usize, device: &Device) -> Self {
        InceptionA {
            branch1x1: pointwise(channels, 64, device),
            branch5x5_1: pointwise(channels, 48, device),
            branch5x5_2: same(48, 64, [5, 5], device),
            branch3x3dbl_1: pointwise(channels, 64, device),
            branch3x3dbl_2: same(64, 96, [3, 3], device),
            branch3x3dbl_3: same(96, 96, [3, 3], device),
            pool: mean_pool(),
            branch_pool: pointwise(channels, pooled, device),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let branch1x1 = self.branch1x1.forward(x.clone());
        let branch5x5 = self.branch5x5_1.forward(x.clone());
        let branch5x5 = self.branch5x5_2.forward(branch5x5);
        let branch3x3 = self.branch3x3dbl_1.forward(x.clone());
        let branch3x3 = self.branch3x3dbl_2.forward(branch3x3);
        let branch3x3 = self.branch3x3dbl_3.forward(branch3x3);
        let pooled = self.branch_pool.forward(self.pool.forward(x));
        Tensor::cat(vec![branch1x1, branch5x5, branch3x3, pooled], 1)
    }
}

/// From 35 × 35 to 17 × 17 positions.
#[derive(Module, Debug)]
pub struct InceptionB {
    branch3x3: BasicConv,
    branch3x3dbl_1: BasicConv,
    branch3x3dbl_2: BasicConv,
    branch3x3dbl_3: BasicConv,
    pool: MaxPool2d,
}

impl InceptionB {
    fn new(channels: usize, device: &Device) -> Self {
        InceptionB {
            branch3x3: halving(channels, 384, device),
            branch3x3dbl_1: pointwise(channels, 64, device),
            branch3x3dbl_2: same(64, 96, [3, 3], device),
            branch3x3dbl_3: halving(96, 96, device),
            pool: max_pool(),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let branch3x3 = self.branch3x3.forward(x.clone());
        let double = self.branch3x3dbl_1.forward(x.clone());
        let double = self.branch3x3dbl_2.forward(double);
        let double = self.branch3x3dbl_3.forward(double);
        Tensor::cat(vec![branch3x3, double, self.pool.forward(x)], 1)
    }
}

/// Figure 6: 7×7 factorised into 1×7 and 7×1, for 17 × 17 positions.
#[derive(Module, Debug)]
pub struct InceptionC {
    branch1x1: BasicConv,
    branch7x7_1: BasicConv,
    branch7x7_2: BasicConv,
    branch7x7_3: BasicConv,
    branch7x7dbl_1: BasicConv,
    branch7x7dbl_2: BasicConv,
    branch7x7dbl_3: BasicConv,
    branch7x7dbl_4: BasicConv,
    branch7x7dbl_5: BasicConv,
    pool: AvgPool2d,
    branch_pool: BasicConv,
}

impl InceptionC {
    fn new(width: usize, device: &Device) -> Self {
        InceptionC {
            branch1x1: pointwise(768, 192, device),
            branch7x7_1: pointwise(768, width, device),
            branch7x7_2: same(width, width, [1, 7], device),
            branch7x7_3: same(width, 192, [7, 1], device),
            branch7x7dbl_1: pointwise(768, width, device),
            branch7x7dbl_2: same(width, width, [7, 1], device),
            branch7x7dbl_3: same(width, width, [1, 7], device),
            branch7x7dbl_4: same(width, width, [7, 1], device),
            branch7x7dbl_5: same(width, 192, [1, 7], device),
            pool: mean_pool(),
            branch_pool: pointwise(768, 192, device),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let branch1x1 = self.branch1x1.forward(x.clone());
        let branch7x7 = self.branch7x7_1.forward(x.clone());
        let branch7x7 = self.branch7x7_2.forward(branch7x7);
        let branch7x7 = self.branch7x7_3.forward(branch7x7);
        let double = self.branch7x7dbl_1.forward(x.clone());
        let double = self.branch7x7dbl_2.forward(double);
        let double = self.branch7x7dbl_3.forward(double);
        let double = self.branch7x7dbl_4.forward(double);
        let double = self.branch7x7dbl_5.forward(double);
        let pooled = self.branch_pool.forward(self.pool.forward(x));
        Tensor::cat(vec![branch1x1, branch7x7, double, pooled], 1)
    }
}

/// From 17 × 17 to 8 × 8 positions.
#[derive(Module, Debug)]
pub struct InceptionD {
    branch3x3_1: BasicConv,
    branch3x3_2: BasicConv,
    branch7x7x3_1: BasicConv,
    branch7x7x3_2: BasicConv,
    branch7x7x3_3: BasicConv,
    branch7x7x3_4: BasicConv,
    pool: MaxPool2d,
}

impl InceptionD {
    fn new(device: &Device) -> Self {
        InceptionD {
            branch3x3_1: pointwise(768, 192, device),
            branch3x3_2: halving(192, 320, device),
            branch7x7x3_1: pointwise(768, 192, device),
            branch7x7x3_2: same(192, 192, [1, 7], device),
            branch7x7x3_3: same(192, 192, [7, 1], device),
            branch7x7x3_4: halving(192, 192, device),
            pool: max_pool(),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let branch3x3 = self.branch3x3_1.forward(x.clone());
        let branch3x3 = self.branch3x3_2.forward(branch3x3);
        let branch7x7 = self.branch7x7x3_1.forward(x.clone());
        let branch7x7 = self.branch7x7x3_2.forward(branch7x7);
        let branch7x7 = self.branch7x7x3_3.forward(branch7x7);
        let branch7x7 = self.branch7x7x3_4.forward(branch7x7);
        Tensor::cat(vec![branch3x3, branch7x7, self.pool.forward(x)], 1)
    }
}

/// Figure 7: wide, for 8 × 8 positions.
#[derive(Module, Debug)]
pub struct InceptionE {
    branch1x1: BasicConv,
    branch3x3_1: BasicConv,
    branch3x3_2a: BasicConv,
    branch3x3_2b: BasicConv,
    branch3x3dbl_1: BasicConv,
    branch3x3dbl_2: BasicConv,
    branch3x3dbl_3a: BasicConv,
    branch3x3dbl_3b: BasicConv,
    pool: AvgPool2d,
    branch_pool: BasicConv,
}

impl InceptionE {
    fn new(channels: usize, device: &Device) -> Self {
        InceptionE {
            branch1x1: pointwise(channels, 320, device),
            branch3x3_1: pointwise(channels, 384, device),
            branch3x3_2a: same(384, 384, [1, 3], device),
            branch3x3_2b: same(384, 384, [3, 1], device),
            branch3x3dbl_1: pointwise(channels, 448, device),
            branch3x3dbl_2: same(448, 384, [3, 3], device),
            branch3x3dbl_3a: same(384, 384, [1, 3], device),
            branch3x3dbl_3b: same(384, 384, [3, 1], device),
            pool: mean_pool(),
            branch_pool: pointwise(channels, 192, device),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let branch1x1 = self.branch1x1.forward(x.clone());
        let branch3x3 = self.branch3x3_1.forward(x.clone());
        let (wide, tall) = (&self.branch3x3_2a, &self.branch3x3_2b);
        let branch3x3 = [wide.forward(branch3x3.clone()), tall.forward(branch3x3)];
        let double = self.branch3x3dbl_1.forward(x.clone());
        let double = self.branch3x3dbl_2.forward(double);
        let (wide, tall) = (&self.branch3x3dbl_3a, &self.branch3x3dbl_3b);
        let double = [wide.forward(double.clone()), tall.forward(double)];
        let pooled = self.branch_pool.forward(self.pool.forward(x));
        let branches = [branch1x1].into_iter().chain(branch3x3).chain(double);
        Tensor::cat(branches.chain([pooled]).collect(), 1)
    }
}

/// The side head, which training uses.
#[derive(Module, Debug)]
pub struct InceptionAux {
    pool: AvgPool2d,
    conv0: BasicConv,
    conv1: BasicConv,
    mean: AdaptiveAvgPool2d,
    fc: Linear,
}

impl InceptionAux {
    fn new(channels: usize, classes: usize, device: &Device) -> Self {
        InceptionAux {
            pool: AvgPool2dConfig::new([5, 5]).with_strides([3, 3]).init(),
            conv0: pointwise(channels, 128, device),
            conv1: BasicConvConfig::new([128, 768], [5, 5]).init(device),
            mean: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            fc: LinearConfig::new(768, classes).init(device),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<2> {
        let x = self.conv0.forward(self.pool.forward(x));
        let x = self.mean.forward(self.conv1.forward(x));
        self.fc.forward(x.flatten(1, 3))
    }
}

/// The network for images `[batch, 3, 299, 299]`.
#[derive(Module, Debug)]
pub struct InceptionV3 {
    conv1a: BasicConv,
    conv2a: BasicConv,
    conv2b: BasicConv,
    maxpool1: MaxPool2d,
    conv3b: BasicConv,
    conv4a: BasicConv,
    maxpool2: MaxPool2d,
    mixed5: Vec<InceptionA>,
    mixed6a: InceptionB,
    mixed6: Vec<InceptionC>,
    aux: InceptionAux,
    mixed7a: InceptionD,
    mixed7: Vec<InceptionE>,
    avgpool: AdaptiveAvgPool2d,
    dropout: Dropout,
    fc: Linear,
}

#[derive(Config, Debug)]
pub struct InceptionV3Config {
    #[config(default = 1000)]
    classes: usize,
    #[config(default = 0.5)]
    dropout: f64,
}

/// What leaves the network in training.
pub struct WithAux {
    pub main: Tensor<2>,
    pub aux: Tensor<2>,
}

impl InceptionV3Config {
    pub fn init(&self, device: &Device) -> InceptionV3 {
        let plain = |channels, out| BasicConvConfig::new([channels, out], [3, 3]);
        InceptionV3 {
            conv1a: halving(3, 32, device),
            conv2a: plain(32, 32).init(device),
            conv2b: same(32, 64, [3, 3], device),
            maxpool1: max_pool(),
            conv3b: pointwise(64, 80, device),
            conv4a: plain(80, 192).init(device),
            maxpool2: max_pool(),
            mixed5: [(192, 32), (256, 64), (288, 64)]
                .map(|(channels, pooled)| InceptionA::new(channels, pooled, device))
                .into(),
            mixed6a: InceptionB::new(288, device),
            mixed6: [128, 160, 160, 192]
                .map(|width| InceptionC::new(width, device))
                .into(),
            aux: InceptionAux::new(768, self.classes, device),
            mixed7a: InceptionD::new(device),
            mixed7: [1280, 2048]
                .map(|channels| InceptionE::new(channels, device))
                .into(),
            avgpool: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            dropout: DropoutConfig::new(self.dropout).init(),
            fc: LinearConfig::new(2048, self.classes).init(device),
        }
    }
}

impl InceptionV3 {
    /// Shapes: in `[batch, 3, 299, 299]`, out `[batch, classes]`.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        self.after_mixed6(self.until_mixed6(images))
    }

    /// The same with the scores of the side head.
    pub fn forward_all(&self, images: Tensor<4>) -> WithAux {
        let x = self.until_mixed6(images);
        WithAux {
            aux: self.aux.forward(x.clone()),
            main: self.after_mixed6(x),
        }
    }

    fn until_mixed6(&self, images: Tensor<4>) -> Tensor<4> {
        let x = self.conv2a.forward(self.conv1a.forward(images));
        let x = self.maxpool1.forward(self.conv2b.forward(x));
        let x = self.conv4a.forward(self.conv3b.forward(x));
        let x = self.maxpool2.forward(x);
        let x = self.mixed5.iter().fold(x, |x, mixed| mixed.forward(x));
        let x = self.mixed6a.forward(x);
        self.mixed6.iter().fold(x, |x, mixed| mixed.forward(x))
    }

    fn after_mixed6(&self, x: Tensor<4>) -> Tensor<2> {
        let x = self.mixed7a.forward(x);
        let x = self.mixed7.iter().fold(x, |x, mixed| mixed.forward(x));
        let x = self.dropout.forward(self.avgpool.forward(x));
        self.fc.forward(x.flatten(1, 3))
    }
}

pub fn inception_v3(device: &Device) -> InceptionV3 {
    InceptionV3Config::new().init(device)
}
