//! What is called.

use super::{assert_faults, assert_helps, assert_sound, in_a_network};

/// Classes of PyTorch and Burn, with arguments where they can be carried over.
#[test]
fn classes_of_pytorch() {
    assert_helps(
        r##"
Conv1d(3, 64, 3) => `conv1d(64, 3)`: the input channels are known
Conv2d => `conv2d`
Conv2d(3, 64, 3) => `conv2d(64, 3)`: the input channels are known
Conv2d(width, 64, 3) => `conv2d(64, 3)`: the input channels are known
Conv2d(3, 64, 3, 2, 1) => `conv2d(64, 3, stride = 2, padding = 1)`: the input channels are known
Conv2d(3, 64, (3, 3)) => `conv2d(64, [3, 3])`: the input channels are known
Conv2d(3, 64, kernel_size = 3, stride = 2, padding = 1, bias = false) => `conv2d(64, 3, stride = 2, padding = 1, bias = false)`: the input channels are known
Conv2d(3, 64, 3, padding = "same") => `conv2d(64, 3, padding = same)`: the input channels are known
Conv2d(3, 64, 3, padding_mode = reflect) => `conv2d`
Conv2d(3, 64, f(3)) => `conv2d(64, f(3))`: the input channels are known
Conv2d(3, 64, 3, bias = False) => `conv2d(64, 3, bias = false)`: the input channels are known
Conv2d(3, 64, 3, padding = None) => `conv2d(64, 3)`: the input channels are known
Conv3d(3, 64, 3) => `conv3d(64, 3)`: the input channels are known
ConvTranspose2d(64, 32, 2, stride = 2) => `conv_transpose2d(32, 2, stride = 2)`: the input channels are known
Linear(512, 10) => `linear(10)`: the input channels are known
Linear(in_features = 512, out_features = 10) => `linear(10)`: the input channels are known
MaxPool2d(3, 2, 1) => `max_pool2d(3, stride = 2, padding = 1)`
AvgPool2d(2) => `avg_pool2d(2)`
AdaptiveAvgPool2d(1) => `adaptive_avg_pool2d(1)`
AdaptiveAvgPool2d((1, 1)) => `adaptive_avg_pool2d([1, 1])`
BatchNorm1d(64) => `batch_norm`: the input channels are known
BatchNorm2d(64) => `batch_norm`: the input channels are known
BatchNorm2d(64, eps = 0.001) => `batch_norm(eps = 0.001)`: the input channels are known
LayerNorm(64) => `layer_norm`: the input channels are known
GroupNorm(32, 64) => `group_norm(32)`: the input channels are known
InstanceNorm2d(64) => `instance_norm`: the input channels are known
LocalResponseNorm(5) => `local_response_norm(5)`
ReLU => `relu`
ReLU(inplace = true) => `relu`
ReLU6 => `relu6`
LeakyReLU(0.2) => `leaky_relu(negative_slope = 0.2)`
PReLU => `prelu`
ELU => `elu`
GELU => `gelu`
Gelu => `gelu`
SiLU => `silu`
Mish => `mish`
Sigmoid => `sigmoid`
Hardsigmoid => `hard_sigmoid`
Hardswish => `hard_swish`
HardSwish => `hard_swish`
Tanh => `tanh`
Softmax(dim = 1) => `softmax`
Flatten => `flatten`
Unflatten => `reshape`
Identity => `identity`
Sequential => `sequential { … }`
Sequential(conv2d(64, 3), relu) => `sequential { conv2d(64, 3); relu; }`
Sequential([Dense(64, activation = "relu"), Dense(10)]) => `sequential { linear(64); relu; linear(10); }`
ModuleList => `sequential { … }`
Dropout(0.2) => `dropout(0.2)`
Dropout2d(1) => `dropout(1.0)`
StochasticDepth(0.2) => `stochastic_depth(0.2)`
PixelShuffle(2) => `pixel_shuffle(2)`
ChannelShuffle(2) => `channel_shuffle(2)`
Upsample(scale_factor = 2) => `interpolate(scale = 2.0)`
ZeroPad2d(1) => remove it, and give the next convolution or pool `padding = 1`, or `padding = [top, left, bottom, right]`
"##,
    );
}

/// Classes of Keras.
#[test]
fn classes_of_keras() {
    assert_helps(
        r##"
Conv2D(64, 3) => `conv2d(64, 3)`
Conv2D(filters = 64, kernel_size = 3, strides = 2, padding = "same") => `conv2d(64, 3, stride = 2, padding = same)`
Conv2D(64, 3, activation = "relu") => `conv2d(64, 3); relu`
Dense(10, activation = "softmax") => `linear(10); softmax`
Convolution2D(64, (3, 3)) => `conv2d(64, [3, 3])`
Conv2DTranspose(64, 2) => `conv_transpose2d(64, 2)`
DepthwiseConv2D(3) => `conv2d(input.channels, 3, groups = input.channels)`
SeparableConv2D(64, 3) => `conv2d(input.channels, 3, groups = input.channels); conv2d(64, 1)`
Dense(10) => `linear(10)`
MaxPooling2D(2) => `max_pool2d(2)`
AveragePooling2D(2) => `avg_pool2d(2)`
GlobalAveragePooling2D => `global_avg_pool`
BatchNormalization => `batch_norm`
LayerNormalization => `layer_norm`
GroupNormalization(32) => `group_norm(32)`
Swish => `silu`
Activation("relu") => write the activation itself: `relu;`, `gelu;`, `sigmoid;`
Softmax => `softmax`
SpatialDropout2D(0.2) => `dropout(0.2)`
ZeroPadding2D(1) => remove it, and give the next convolution or pool `padding = 1`, or `padding = [top, left, bottom, right]`
UpSampling2D(2) => `interpolate(scale = 2.0)`
Reshape => `reshape`
Rescaling(0.5) => `scale(0.5)`
Add => `sum { … }`
Concatenate => `concat { … }`
Multiply => `product { … }`
InputLayer => remove it: the input's shape stands in the network's first line
"##,
    );
}

/// The same in lower case, and what people call them.
#[test]
fn spellings_in_lower_case() {
    assert_helps(
        r##"
conv2D(64, 3) => `conv2d(64, 3)`
conv => `conv2d`
conv_transpose => `conv_transpose2d`
deconv2d(64, 3) => `conv_transpose2d`
depthwise_conv2d(3) => `conv2d(input.channels, 3, groups = input.channels)`
separable_conv2d(64, 3) => `conv2d(input.channels, 3, groups = input.channels); conv2d(64, 1)`
dense(10) => `linear(10)`
fc(10) => `linear(10)`
maxpool2d(2) => `max_pool2d(2)`
max_pool(2) => `max_pool2d(2)`
avgpool(2) => `avg_pool2d(2)`
adaptive_avgpool2d(1) => `adaptive_avg_pool2d(1)`
global_average_pooling2d => `global_avg_pool`
gap => `global_avg_pool`
batchnorm2d => `batch_norm`
bn => `batch_norm`
layer_norm2d => `layer_norm`
lrn(5) => `local_response_norm(5)`
leakyrelu(0.2) => `leaky_relu(negative_slope = 0.2)`
hswish => `hard_swish`
swish => `silu`
drop_path(0.1) => `stochastic_depth(0.1)`
upsample(2) => `interpolate(scale = 2.0)`
view => `reshape`
skip => `identity`
cat => `concat { … }`
add => `sum { … }`
mul => `product { … }`
pad(1) => remove it, and give the next convolution or pool `padding = 1`, or `padding = [top, left, bottom, right]`
"##,
    );
}

/// A lone lower-case word is a built-in.
#[test]
fn unknown_words() {
    assert_faults(
        in_a_network,
        r##"
conv2(4, 1);
  conv2 | unknown layer `conv2`
  help: `conv2d`
con2d(4, 1);
  con2d | unknown layer `con2d`
  help: `conv2d`
relus;
  relus | unknown layer `relus`
  help: `relu`
identit;
  identit | unknown layer `identit`
  help: `identity`
my_layer(3);
  my_layer | unknown layer `my_layer`
  help: a block's name begins with a capital letter; a function of yours is called in an expression
global_max_pool;
  global_max_pool | unknown layer `global_max_pool`
  help: there is no such built-in: write a layer by hand and call it by its name
lstm(64);
  lstm | unknown layer `lstm`
  help: there is no such built-in: write a layer by hand and call it by its name
bn1;
  bn1 | unknown layer `bn1`
  help: write the layer itself, such as `bn1: batch_norm`
conv3x3(64, 64);
  conv3x3 | unknown layer `conv3x3`
  help: `conv2d(64, 3, padding = 1, bias = false)`
"##,
    );
}

/// An item is written with a capital letter, or with its path.
#[test]
fn words_for_items() {
    assert_faults(
        str::to_owned,
        r##"
block B(w: usize) { relu; } network N: [3] -> [3] { b(3); }
  b | unknown layer `b`
  help: `B`
block BasicBlock(w: usize) { relu; } network N: [3] -> [3] { basic_block(3); }
  basic_block | unknown layer `basic_block`
  help: `BasicBlock`
block my_part(w: usize) { relu; } network N: [3] -> [3] { my_part(3); }
  my_part | `my_part`: expected a built-in, as a lone lower-case name is one, found an item of this declaration
  help: `self::my_part`, or give the item a name that begins with a capital letter
network N: [3] -> [3] { relu; } network M: [3] -> [3] { n; }
  n | unknown layer `n`
  help: `N`
"##,
    );
}

/// Whoever declares a class of that name, or writes its path, has an item.
#[test]
fn items_of_any_name() {
    for source in [
        "block Conv2d(w: usize) { conv2d(w, 1); } network N: [3] -> [3] { Conv2d(3); }",
        "block relu() { tanh; } network N: [3] -> [3] { relu; self::relu; }",
        "network N: [3] -> [3] { self::Conv2d(3); nn::Conv2d(3, 64, 3); Elsewhere(1); }",
    ] {
        assert_sound(source);
    }
}

/// What is not a class of another library may be an item from elsewhere: rustc knows.
#[test]
fn items_from_elsewhere() {
    for call in [
        "MyLayer(3)",
        "Embedding(10)",
        "SELU",
        "a::b::C(w = 1)",
        "Conv2dNormAct(3)",
    ] {
        assert_sound(&in_a_network(&format!("{call};")));
    }
}
