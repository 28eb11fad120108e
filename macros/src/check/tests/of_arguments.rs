//! Which arguments a call has.

use super::{assert_faults, assert_sound, calling_p, in_a_network};

/// What has no default is positional or named; what has one is named.
#[test]
fn in_their_place() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 3, 1);
  1 | `conv2d` expects 2 positional arguments, found one more
  help: `stride = 1`: what has a default is named
conv2d(4, 3, 2, 1);
  2 | `conv2d` expects 2 positional arguments, found 2 more
  help: `stride = 2, padding = 1`: what has a default is named
conv2d(out = 4, 1);
  1 | `conv2d`: expected named arguments after the first named one, found a positional one
  help: `kernel = 1`, or put it in front
conv2d(kernel = 1, 4);
  4 | `conv2d`: expected named arguments after the first named one, found a positional one
  help: `out = 4`, or put it in front
linear(10, false);
  false | `linear` expects 1 positional argument, found one more
  help: `bias = false`: what has a default is named
max_pool2d(3, 2);
  2 | `max_pool2d` expects 1 positional argument, found one more
  help: `stride = 2`: what has a default is named
leaky_relu(0.2);
  0.2 | `leaky_relu` expects no positional argument, found one more
  help: `negative_slope = 0.2`: what has a default is named
elu(1);
  1 | `elu` expects no positional argument, found one more
  help: `alpha = 1.0`: what has a default is named
interpolate([4, 4]);
  [4, 4] | `interpolate` expects no positional argument, found one more
  help: `size = [4, 4]`: what has a default is named
gelu("tanh");
  "tanh" | `gelu` expects no positional argument, found one more
  help: `approximate = tanh`: what has a default is named
relu(1);
  1 | `relu` expects no positional argument, found one more
  help: `relu;`
flatten(1);
  1 | `flatten` expects no positional argument, found one more
  help: `flatten;`
reshape(3, 8, 8);
  3 | `reshape` expects a list of dimensions for `dims`, found 3 numbers
  help: `reshape([3, 8, 8])`
slice(0, 2);
  0 | `slice` expects a range for `channels`, found 2 numbers
  help: `slice(0..2)`
adaptive_avg_pool2d(7, 7);
  7 | `adaptive_avg_pool2d` expects 1 positional argument, found one more
  help: `adaptive_avg_pool2d([7, 7])`
batch_norm(64);
  64 | `batch_norm` expects no positional argument, found one more
  help: remove it: the input's channels are known
batch_norm(width);
  width | `batch_norm` expects no positional argument, found one more
  help: remove it: the input's channels are known
batch_norm(0.001);
  0.001 | `batch_norm` expects no positional argument, found one more
  help: `eps = 0.001`: what has a default is named
layer_norm(64);
  64 | `layer_norm` expects no positional argument, found one more
  help: remove it: the input's channels are known
group_norm(8, 64);
  64 | `group_norm` expects 1 positional argument, found one more
  help: remove it: the input's channels are known
channel_shuffle(2, 3);
  3 | `channel_shuffle` expects 1 positional argument, found one more
  help: it takes `groups`
"##,
    );
}

/// A required argument.
#[test]
fn missing() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4);
  conv2d | `conv2d` needs `kernel`
  help: `conv2d(out, kernel)`
conv2d;
  conv2d | `conv2d` needs `out` and `kernel`
  help: `conv2d(out, kernel)`
conv2d();
  conv2d | `conv2d` needs `out` and `kernel`
  help: `conv2d(out, kernel)`
conv2d(kernel = 3);
  conv2d | `conv2d` needs `out`
  help: `conv2d(out, kernel)`
stochastic_depth;
  stochastic_depth | `stochastic_depth` needs `p`
  help: `stochastic_depth(p)`
adaptive_avg_pool2d;
  adaptive_avg_pool2d | `adaptive_avg_pool2d` needs `size`
  help: `adaptive_avg_pool2d(size)`
channel_shuffle();
  channel_shuffle | `channel_shuffle` needs `groups`
  help: `channel_shuffle(groups)`
interpolate;
  interpolate | `interpolate` expects one of `size`, `scale` and `like`, found 0 of them
  help: `scale = 2.0` doubles the height and the width
interpolate(mode = bilinear);
  interpolate | `interpolate` expects one of `size`, `scale` and `like`, found 0 of them
  help: `scale = 2.0` doubles the height and the width
interpolate(size = 4, scale = 2.0);
  interpolate | `interpolate` expects one of `size`, `scale` and `like`, found 2 of them
  help: remove all but one of them
"##,
    );
}

/// One argument, two values.
#[test]
fn twice() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 1, stride = 1, stride = 1);
  stride | `conv2d`: expected `stride` once, found it twice
  help: remove one of them
conv2d(4, 1, out = 4);
  out | `conv2d`: expected `out` once, found it twice
  help: remove one of them
conv2d(4, 1, kernel_size = 1);
  kernel_size | `conv2d` has no argument `kernel_size`
  help: remove it: `kernel` is given already
Elsewhere(a = 1, a = 2);
  a | `Elsewhere`: expected `a` once, found it twice
  help: remove one of them
"##,
    );
}

/// A misspelt argument.
#[test]
fn unknown() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 1, strid = 1);
  strid | `conv2d` has no argument `strid`
  help: `stride = 1`
conv2d(4, 1, gruops = 1);
  gruops | `conv2d` has no argument `gruops`
  help: `groups = 1`
max_pool2d(3, ceil = true);
  ceil | `max_pool2d` has no argument `ceil`
  help: it takes `kernel`, `stride`, `padding`, `dilation` and `ceil_mode`
max_pool2d(3, return_indices = true);
  return_indices | `max_pool2d` has no argument `return_indices`
  help: it takes `kernel`, `stride`, `padding`, `dilation` and `ceil_mode`
relu(slope = 1);
  slope | `relu` has no argument `slope`
  help: `relu;`
"##,
    );
}

/// Long names have short ones here; what is known here is removed.
#[test]
fn of_other_libraries() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, kernel_size = 1);
  kernel_size | `conv2d` has no argument `kernel_size`
  help: `kernel = 1`
conv2d(out_channels = 4, kernel = 1);
  out_channels | `conv2d` has no argument `out_channels`
  help: `out = 4`
conv2d(filters = 4, kernel = 1);
  filters | `conv2d` has no argument `filters`
  help: `out = 4`
linear(out_features = 4);
  out_features | `linear` has no argument `out_features`
  help: `out = 4`
linear(units = 4);
  units | `linear` has no argument `units`
  help: `out = 4`
conv2d(4, 1, strides = 1);
  strides | `conv2d` has no argument `strides`
  help: `stride = 1`
conv2d(4, 1, use_bias = false);
  use_bias | `conv2d` has no argument `use_bias`
  help: `bias = false`
conv2d(4, 1, dilation_rate = 1);
  dilation_rate | `conv2d` has no argument `dilation_rate`
  help: `dilation = 1`
max_pool2d(pool_size = 3);
  pool_size | `max_pool2d` has no argument `pool_size`
  help: `kernel = 3`
adaptive_avg_pool2d(output_size = 1);
  output_size | `adaptive_avg_pool2d` has no argument `output_size`
  help: `size = 1`
dropout(rate = 0.5);
  rate | `dropout` has no argument `rate`
  help: `p = 0.5`
batch_norm(epsilon = 0.001);
  epsilon | `batch_norm` has no argument `epsilon`
  help: `eps = 0.001`
leaky_relu(alpha = 0.2);
  alpha | `leaky_relu` has no argument `alpha`
  help: `negative_slope = 0.2`
elu(negative_slope = 0.2);
  negative_slope | `elu` has no argument `negative_slope`
  help: `alpha = 0.2`
interpolate(scale_factor = 2.0);
  scale_factor | `interpolate` has no argument `scale_factor`
  help: `scale = 2.0`
pixel_shuffle(upscale_factor = 2);
  upscale_factor | `pixel_shuffle` has no argument `upscale_factor`
  help: `factor = 2`
group_norm(num_groups = 8);
  num_groups | `group_norm` has no argument `num_groups`
  help: `groups = 8`
global_avg_pool(keepdim = true);
  keepdim | `global_avg_pool` has no argument `keepdim`
  help: `keep_dims = true`
conv2d(4, 1, in_channels = 3);
  in_channels | `conv2d` has no argument `in_channels`
  help: remove it: the input's channels are known
batch_norm(num_features = 3);
  num_features | `batch_norm` has no argument `num_features`
  help: remove it: the input's channels are known
layer_norm(normalized_shape = 3);
  normalized_shape | `layer_norm` has no argument `normalized_shape`
  help: remove it: the input's channels are known
relu(inplace = true);
  inplace | `relu` has no argument `inplace`
  help: remove it: Burn manages memory
conv2d(4, 1, padding_mode = zeros);
  padding_mode | `conv2d` has no argument `padding_mode`
  help: remove it: padding is zeros
conv2d(4, 1, activation = relu);
  activation | `conv2d` has no argument `activation`
  help: remove it, and write `relu;` behind the layer
conv2d(4, 1, name = "conv");
  name | `conv2d` has no argument `name`
  help: remove it, and write the name as a label: `name: …;`
softmax(dim = 1);
  dim | `softmax` has no argument `dim`
  help: remove it: channels come first
flatten(start_dim = 1);
  start_dim | `flatten` has no argument `start_dim`
  help: remove it: all but the batch is flattened
batch_norm(track_running_stats = false);
  track_running_stats | `batch_norm` has no argument `track_running_stats`
  help: remove it: running statistics are always tracked
"##,
    );
}

/// The arguments of a block of the same invocation.
#[test]
fn of_blocks() {
    assert_faults(
        calling_p,
        r##"
P(1);
  P | `P` needs `k`
  help: `P(w, k)`
P;
  P | `P` needs `w` and `k`
  help: `P(w, k)`
P(1, 2, 3);
  3 | `P` expects 2 positional arguments, found one more
  help: `s = 3`: what has a default is named
P(1, 2, 3, 4.0);
  3 | `P` expects 2 positional arguments, found 2 more
  help: `s = 3, f = 4.0`: what has a default is named
P(1, w = 2, k = 3);
  w | `P`: expected `w` once, found it twice
  help: remove one of them
P(w = 2, 3);
  3 | `P`: expected named arguments after the first named one, found a positional one
  help: `k = 3`, or put it in front
P(1, 2, ss = 3);
  ss | `P` has no argument `ss`
  help: `s = 3`
P(1, 2, stride = 3);
  stride | `P` has no argument `stride`
  help: it takes `w`, `k`, `s`, `f`, `on`, `r` and `g`
P(1, 2, name = 3);
  name | `P` has no argument `name`
  help: it takes `w`, `k`, `s`, `f`, `on`, `r` and `g`
"##,
    );
}

/// Networks take none; of items from elsewhere only the order is known.
#[test]
fn of_other_items() {
    assert_faults(
        str::to_owned,
        r##"
block P() { relu; } network N: [3] -> [3] { P(1); }
  1 | `P` expects no positional argument, found one more
  help: `P;`
block P() { relu; } network N: [3] -> [3] { P(w = 1); }
  w | `P` has no argument `w`
  help: `P;`
network M: [3] -> [3] { relu; } network N: [3] -> [3] { M(1, 2); }
  1 | `M` is a network: as a part it takes no arguments
  help: `M;`
network M: [3] -> [3] { relu; } network N: [3] -> [3] { M(w = 1); }
  w | `M` is a network: as a part it takes no arguments
  help: `M;`
network N: [3] -> [3] { other::P(a = 1, 2, 3); }
  2 | `P`: expected named arguments after the first named one, found a positional one
  help: put it in front, or give it its name
network N: [3] -> [3] { Elsewhere(a = 1, 2); }
  2 | `Elsewhere`: expected named arguments after the first named one, found a positional one
  help: put it in front, or give it its name
"##,
    );
}

/// Every form that is right.
#[test]
fn sound() {
    for call in [
        "conv2d(out = 4, kernel = 1);",
        "conv2d(4, kernel = 1, stride = 1);",
        "conv2d(kernel = 1, out = 4);",
        "relu();",
        "dropout;",
        "dropout(0.2);",
        "dropout(p = 0.2);",
        "interpolate(size = [4, 4], mode = bilinear);",
        "other::P(1, 2, a = 3);",
    ] {
        assert_sound(&in_a_network(call));
    }
    for call in [
        "P(1, 2);",
        "P(w = 1, k = 2);",
        "P(1, k = 2, s = 3);",
        "P(k = 1, w = 2, on = false);",
    ] {
        assert_sound(&calling_p(call));
    }
}
