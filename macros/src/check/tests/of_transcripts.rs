//! Statements of other libraries, and what is offered for them.

use super::{assert_faults, assert_sound, in_a_network};

/// Calls of PyTorch and Keras at the head of a statement.
#[test]
fn calls() {
    assert_faults(
        in_a_network,
        r##"
nn.ReLU(); relu;
  nn | `nn.ReLU`: expected the name of a layer or block, found a name with `.`
  help: write `relu;`
nn.Conv2d(3, 64, 3);
  nn | `nn.Conv2d`: expected the name of a layer or block, found a name with `.`
  help: write `conv2d(64, 3);`: the input channels are known
conv1: nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False);
  nn | `nn.Conv2d`: expected the name of a layer or block, found a name with `.`
  help: write `conv2d(64, 7, stride = 2, padding = 3, bias = false);`: the input channels are known
nn.Foo(3);
  nn | `nn.Foo`: expected the name of a layer or block, found a name with `.`
  help: there is no such built-in: write a layer by hand and call it by its name
nn.BatchNorm2d(self.width);
  nn | `nn.BatchNorm2d`: expected the name of a layer or block, found a name with `.`
  help: write `batch_norm;`: the input channels are known
layers.Dense(10, activation="softmax");
  layers | `layers.Dense`: expected the name of a layer or block, found a name with `.`
  help: write `linear(10); softmax;`
tf.keras.layers.MaxPooling2D((2, 2));
  tf | `tf.keras.layers.MaxPooling2D`: expected the name of a layer or block, found a name with `.`
  help: write `max_pool2d([2, 2]);`
self.conv1(x);
  self | `self.conv1`: expected the name of a layer or block, found a name with `.`
  help: write the layer itself where it is used, such as `conv1: conv2d(64, 3);`
x.view(3);
  x | `x.view`: expected the name of a layer or block, found a name with `.`
  help: write `flatten;`
torch.flatten(x, 1);
  torch | `torch.flatten`: expected the name of a layer or block, found a name with `.`
  help: write `flatten;`
torch.nn.functional.relu(x);
  torch | `torch.nn.functional.relu`: expected the name of a layer or block, found a name with `.`
  help: write `relu;`
F.max_pool2d(x, 2);
  F | `F.max_pool2d`: expected the name of a layer or block, found a name with `.`
  help: write `max_pool2d(2);`
F.dropout(x, 0.5, training=self.training);
  F | `F.dropout`: expected the name of a layer or block, found a name with `.`
  help: write `dropout(0.5);`
Dense(10)(x);
  Dense | `Dense(…)(…)`: the value flows in by itself, it is not passed
  help: write `linear(10);`
conv2d(64, 3)(x);
  conv2d | `conv2d(…)(…)`: the value flows in by itself, it is not passed
  help: write `conv2d(64, 3);`
torch.cat([a, b], dim=1);
  torch | `torch.cat`: expected the name of a layer or block, found a name with `.`
  help: write `concat { from a; from b; }`
model.add(Conv2D(64, 3));
  model | `model.add`: expected the name of a layer or block, found a name with `.`
  help: write `conv2d(64, 3);`
relu().dropout(0.5);
  relu | `relu(…).…`: expected one statement for each layer, found a chain of calls
  help: write `relu; dropout(0.5);`
conv2d(64, 3, activation = "relu");
  activation | `conv2d` has no argument `activation`
  help: remove it, and write `relu;` behind the layer
"##,
    );
}

/// What `__init__` and `forward` assign.
#[test]
fn assignments() {
    assert_faults(
        in_a_network,
        r##"
x = x.view(x.size(0), -1);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `flatten;`
x = relu(x);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `relu;`
x = nn.ReLU(x); relu;
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `relu;`
x = nn.ReLU()(x);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `relu;`
x = self.conv1(x); relu;
  x | `x = …`: the value flows by itself, it is not assigned
  help: write the layer itself where it is used, such as `conv1: conv2d(64, 3);`
x = F.relu(self.bn1(self.conv1(x)));
  x | `x = …`: the value flows by itself, it is not assigned
  help: write the layer itself where it is used, such as `conv1: conv2d(64, 3); bn1: batch_norm; relu;`
x = self.layer1(x);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write the layer itself where it is used, such as `layer1: …;`
self.conv1 = nn.Conv2d(3, 64, 3); relu;
  self | `self.conv1 = …`: a layer is stored under its label, it is not assigned
  help: write `conv1: conv2d(64, 3);`: the input channels are known
self.conv1 = conv2d(64, 3);
  self | `self.conv1 = …`: a layer is stored under its label, it is not assigned
  help: write `conv1: conv2d(64, 3);`
self.bn1 = nn.BatchNorm2d(64)
  self | `self.bn1 = …`: a layer is stored under its label, it is not assigned
  help: write `bn1: batch_norm;`: the input channels are known
conv1 = nn.Conv2d(3, 64, 3);
  conv1 | `conv1 = …`: a layer is stored under its label, it is not assigned
  help: write `conv1: conv2d(64, 3);`: the input channels are known
self.features = nn.Sequential(nn.Conv2d(3, 64, 3), nn.ReLU(inplace=True));
  self | `self.features = …`: a layer is stored under its label, it is not assigned
  help: write `features: sequential { conv2d(64, 3); relu; }`: the input channels are known
self.act = layers.Conv2D(8, 3, activation="relu");
  self | `self.act = …`: a layer is stored under its label, it is not assigned
  help: write `act: { conv2d(8, 3); relu; }`
x = Conv2D(64, 3, padding="same", activation="relu")(x);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `conv2d(64, 3, padding = same); relu;`
x = torch.cat((a, b), 1);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `concat { from a; from b; }`
x = Concatenate()([a, b]);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `concat { from a; from b; }`
x = torch.add(x, y);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `sum { from x; from y; }`
x = x + y;
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `sum { identity; from y; }`
out += identity;
  out | `out = …`: the value flows by itself, it is not assigned
  help: write `residual { … }` around the statements that the shortcut skips, or keep a value with `as y` and write `sum { identity; from y; }`
x *= gate;
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `product { identity; from gate; }`
x = x + self.conv2(x);
  x | `x = …`: the value flows by itself, it is not assigned
  help: write `sum { identity; conv2: conv2d(64, 3); }`
x = [conv2d(3, 3) for _ in range(2)];
  x | `x = …`: the value flows by itself, it is not assigned
  help: write one statement for each layer, such as `conv1: conv2d(64, 3); relu;`: the value flows by itself
c *= 2;
  c | `c = …`: what `let` binds does not change
  help: write `let c = …;` to bind the name anew
"##,
    );
}

/// Burn's configurations.
#[test]
fn burn() {
    assert_faults(
        in_a_network,
        r##"
Conv2dConfig::new([3, 64], [3, 3]).init(device);
  Conv2dConfig | `Conv2dConfig::new`: a layer is described here, it is not made
  help: write `conv2d(64, [3, 3]);`: the input channels are known
conv1: Conv2dConfig::new([3, 64], [3, 3]).with_stride([2, 2]).with_padding(PaddingConfig2d::Explicit(1, 1)).with_bias(false).init(device);
  Conv2dConfig | `Conv2dConfig::new`: a layer is described here, it is not made
  help: write `conv2d(64, [3, 3], stride = [2, 2], padding = [1, 1], bias = false);`: the input channels are known
LinearConfig::new(512, 10).init(device);
  LinearConfig | `LinearConfig::new`: a layer is described here, it is not made
  help: write `linear(10);`: the input channels are known
fc: LinearConfig::new(512, 10);
  LinearConfig | `LinearConfig::new`: a layer is described here, it is not made
  help: write `linear(10)`: the input channels are known
Relu::new();
  Relu | `Relu::new`: a layer is described here, it is not made
  help: write `relu`
self.linear.forward(x);
  self | `self.linear.forward`: expected the name of a layer or block, found a name with `.`
  help: write the layer itself where it is used, such as `linear: linear(10);`
"##,
    );
}

/// A layer that is bound as a value.
#[test]
fn bound_layers() {
    assert_faults(
        in_a_network,
        r##"
let x = conv2d(64, 3, 1);
  x | `let x`: expected a compile-time value, found a layer, which is a statement
  help: write `x: conv2d(64, 3, stride = 1);`
let conv1 = nn.Conv2d(3, 64, 3);
  conv1 | `let conv1`: expected a compile-time value, found a layer, which is a statement
  help: write `conv1: conv2d(64, 3);`: the input channels are known
let fc = LinearConfig::new(512, 10).init(device);
  fc | `let fc`: expected a compile-time value, found a layer, which is a statement
  help: write `fc: linear(10);`: the input channels are known
"##,
    );
    for own in [
        "scale(8)",
        "Linear(4)",
        "layers(3).len",
        "Width::new(3).half()",
    ] {
        assert_sound(&in_a_network(&format!("let own = {own};")));
    }
}

/// PyTorch and Burn want the input channels in front; a third number may also be a stride.
#[test]
fn input_channels() {
    assert_faults(
        in_a_network,
        r##"
conv2d(3, 64, 3);
  3 | `conv2d` takes `out` and `kernel`, found 3 in front of them
  help: `conv2d(64, 3)`: the input channels are known
conv2d(3, 64, kernel_size=3, padding=1);
  3 | `conv2d` takes `out` and `kernel`, found 3 in front of them
  help: `conv2d(64, 3, padding = 1)`: the input channels are known
conv2d(1, 6, 5);
  1 | `conv2d` takes `out` and `kernel`, found 1 in front of them
  help: `conv2d(6, 5)`: the input channels are known
linear(512, 10);
  512 | `linear` takes `out`, found 512 in front of them
  help: `linear(10)`: the input channels are known
conv2d(64, 3, 2);
  2 | `conv2d` expects 2 positional arguments, found one more
  help: `stride = 2`: what has a default is named
"##,
    );
}

/// Python's flags, one fault each, whatever is known of the argument.
#[test]
fn flags() {
    assert_faults(
        in_a_network,
        r##"
conv2d(64, 3, bias = True);
  True | `True`: expected `true` or `false`
  help: write `true`
conv2d(64, 3, bias = False);
  False | `False`: expected `true` or `false`
  help: write `false`
conv2d(64, 3, use_bias = False);
  use_bias | `conv2d` has no argument `use_bias`
  help: `bias = false`
relu(inplace = True);
  inplace | `relu` has no argument `inplace`
  help: remove it: Burn manages memory
conv2d(64, 3, padding = PaddingConfig2d::Same);
  PaddingConfig2d::Same | `conv2d` expects a number, 2 of them, or 4 for `padding`, found PaddingConfig2d::Same
  help: `padding = same`
"##,
    );
}

/// What `input` does not answer.
#[test]
fn reads() {
    assert_faults(
        in_a_network,
        r##"
conv2d(input.channel, 3);
  channel | `input.channel`: `input` is the shape that flows in, without the batch, and does not know this
  help: `input.channels`
conv2d(input.shape[1], 3);
  shape | `input.shape[…]`: `input` is the shape that flows in, without the batch, and does not know this
  help: `input.channels`, `input.height`, `input.width`, or `input.features`, `input.length`, `input.depth`
conv2d(input.size(1), 3);
  size | `input.size()`: `input` is the shape that flows in, without the batch, and does not know this
  help: `input.channels`, `input.height`, `input.width`, or `input.features`, `input.length`, `input.depth`
conv2d(input[0], 3);
  input | `input[…]`: `input` is the shape that flows in, without the batch, and does not know this
  help: `input.channels`, `input.height`, `input.width`, or `input.features`, `input.length`, `input.depth`
if input.depht > 3 { relu; }
  depht | `input.depht`: `input` is the shape that flows in, without the batch, and does not know this
  help: `input.depth`
if act == Act::Relu { relu; }
  act | `==`: enums and texts are not compared in a `const fn`
  help: `matches!(act, Act::Relu)`
if "relu" != mode { relu; }
  mode | `!=`: enums and texts are not compared in a `const fn`
  help: `!matches!(mode, "relu")`
conv2d(input.channels.max(8), 1);
  max | `max`: whole numbers have none in a `const fn`
  help: `if a > b { a } else { b }`, or a `const fn` of your own
conv2d(std::cmp::max(width, 8), 1);
  max | `max`: whole numbers have none in a `const fn`
  help: `if a > b { a } else { b }`, or a `const fn` of your own
conv2d(usize::min(width, 8), 1);
  min | `min`: whole numbers have none in a `const fn`
  help: `if a < b { a } else { b }`, or a `const fn` of your own
"##,
    );
}
