//! Literal values.

use super::{assert_faults, assert_sound, calling_p, in_a_network};

/// Channels, groups.
#[test]
fn whole_numbers() {
    assert_faults(
        in_a_network,
        r##"
conv2d(0, 1);
  0 | `conv2d` expects a number of 1 or more for `out`, found 0
  help: `1`
conv2d(4.0, 1);
  4.0 | `conv2d` expects a whole number for `out`, found 4.0
  help: `4`
conv2d(4.5, 1);
  4.5 | `conv2d` expects a whole number for `out`, found 4.5
  help: `4` or `5`
conv2d("4", 1);
  "4" | `conv2d` expects a whole number for `out`, found the text "4"
  help: `4`
conv2d(true, 1);
  true | `conv2d` expects a whole number for `out`, found true
  help: `64`
conv2d(-4, 1);
  -4 | `conv2d` expects a number of 1 or more for `out`, found -4
  help: `4`
conv2d(-(4), 1);
  -(4) | `conv2d` expects a number of 1 or more for `out`, found -(4)
  help: `4`
conv2d((4.0), 1);
  (4.0) | `conv2d` expects a whole number for `out`, found (4.0)
  help: `4`
conv2d(0 as usize, 1);
  0 as usize | `conv2d` expects a number of 1 or more for `out`, found 0 as usize
  help: `1`
conv2d(4u32, 1);
  4u32 | `conv2d` expects a whole number (`usize`) for `out`, found 4u32
  help: `4`
conv2d(4 as u32, 1);
  4 as u32 | `conv2d` expects a whole number (`usize`) for `out`, found 4 as u32
  help: `4`
conv2d([4], 1);
  [4] | `conv2d` expects a whole number for `out`, found a list of 1
  help: `4`
conv2d((4, 4), 1);
  (4, 4) | `conv2d` expects a whole number for `out`, found (4, 4)
  help: `4`
linear(1e3);
  1e3 | `linear` expects a whole number for `out`, found 1e3
  help: `1000`
conv2d(4, 1, groups = 0);
  0 | `conv2d` expects a number of 1 or more for `groups`, found 0
  help: `groups = 1`
conv2d(4, 1, groups = "all");
  "all" | `conv2d` expects a whole number for `groups`, found the text "all"
  help: `groups = 1`
pixel_shuffle(2.0);
  2.0 | `pixel_shuffle` expects a whole number for `factor`, found 2.0
  help: `2`
local_response_norm(0);
  0 | `local_response_norm` expects a number of 1 or more for `size`, found 0
  help: `1`
"##,
    );
}

/// A number, or one for every axis.
#[test]
fn sizes() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 0);
  0 | `conv2d` expects a number of 1 or more for `kernel`, found 0
  help: `1`
conv2d(4, (3, 3));
  (3, 3) | `conv2d` expects a number or 2 of them for `kernel`, found (3, 3)
  help: `[3, 3]`
conv2d(4, [3]);
  [3] | `conv2d` expects a number or 2 of them for `kernel`, found a list of 1
  help: `3`
conv2d(4, [3, 3, 3]);
  [3, 3, 3] | `conv2d` expects a number or 2 of them for `kernel`, found a list of 3
  help: `[height, width]`
conv2d(4, [3; 3]);
  [3; 3] | `conv2d` expects a number or 2 of them for `kernel`, found a list of 3
  help: `[height, width]`
conv2d(4, []);
  [] | `conv2d` expects a number or 2 of them for `kernel`, found a list of 0
  help: `[height, width]`
conv2d(4, [3.0, 3]);
  3.0 | `conv2d` expects a whole number for `kernel`, found 3.0
  help: `3`
conv2d(4, [0, 3]);
  0 | `conv2d` expects a number of 1 or more for `kernel`, found 0
  help: `1`
conv2d(4, 1, stride = 0);
  0 | `conv2d` expects a number of 1 or more for `stride`, found 0
  help: `stride = 1`
conv2d(4, 1, stride = -1);
  -1 | `conv2d` expects a number of 1 or more for `stride`, found -1
  help: `stride = 1`
conv2d(4, 1, stride = [1, 1, 1]);
  [1, 1, 1] | `conv2d` expects a number or 2 of them for `stride`, found a list of 3
  help: `stride = [height, width]`
conv2d(4, 1, stride = "2");
  "2" | `conv2d` expects a whole number for `stride`, found the text "2"
  help: `stride = 2`
conv2d(4, 1, dilation = 0);
  0 | `conv2d` expects a number of 1 or more for `dilation`, found 0
  help: `dilation = 1`
conv1d(4, [3, 3]);
  [3, 3] | `conv1d` expects a number for `kernel`, found a list of 2
  help: `[length]`
adaptive_avg_pool2d(0);
  0 | `adaptive_avg_pool2d` expects a number of 1 or more for `size`, found 0
  help: `1`
adaptive_avg_pool2d([1, 1, 1]);
  [1, 1, 1] | `adaptive_avg_pool2d` expects a number or 2 of them for `size`, found a list of 3
  help: `[height, width]`
interpolate(size = 0);
  0 | `interpolate` expects a number of 1 or more for `size`, found 0
  help: `size = 1`
"##,
    );
}

/// Sizes, sides and `same`.
#[test]
fn paddings() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 1, padding = -1);
  -1 | `conv2d` expects a number of 0 or more for `padding`, found -1
  help: `slice`, a smaller `kernel` or a `stride` makes the result smaller
conv2d(4, 1, padding = "same");
  "same" | `conv2d` expects a number, a list or the word `same` for `padding`, found the text "same"
  help: `padding = same`
conv2d(4, 1, padding = "SAME");
  "SAME" | `conv2d` expects a number, a list or the word `same` for `padding`, found the text "SAME"
  help: `padding = same`
conv2d(4, 1, padding = "valid");
  "valid" | `conv2d` expects a number, a list or the word `same` for `padding`, found the text "valid"
  help: remove it: without padding is the default
conv2d(4, 1, padding = "1");
  "1" | `conv2d` expects a number, a list or the word `same` for `padding`, found the text "1"
  help: `padding = 1`
conv2d(4, 1, padding = "reflect");
  "reflect" | `conv2d` expects a number, a list or the word `same` for `padding`, found the text "reflect"
  help: `padding = 1`, or `padding = same`
conv2d(4, 1, padding = 1.0);
  1.0 | `conv2d` expects a whole number for `padding`, found 1.0
  help: `padding = 1`
conv2d(4, 1, padding = true);
  true | `conv2d` expects a whole number for `padding`, found true
  help: `padding = 1`
conv2d(4, 1, padding = (1, 1));
  (1, 1) | `conv2d` expects a number, 2 of them, or 4 for `padding`, found (1, 1)
  help: `padding = [1, 1]`
conv2d(4, 1, padding = [0, 0, 0]);
  [0, 0, 0] | `conv2d` expects a number, 2 of them, or 4 for `padding`, found a list of 3
  help: `padding = [top, left, bottom, right]`
conv2d(4, 1, padding = [0, 0.5]);
  0.5 | `conv2d` expects a whole number for `padding`, found 0.5
  help: `0` or `1`
conv2d(4, 1, padding = [[0, 0], [0, 0]]);
  [[0, 0], [0, 0]] | `conv2d` expects a number, 2 of them, or 4 for `padding`, found a list of 2
  help: `padding = [top, left, bottom, right]`
max_pool1d(2, padding = [1, 1, 1]);
  [1, 1, 1] | `max_pool1d` expects a number or 2 of them for `padding`, found a list of 3
  help: `padding = [left, right]`
max_pool3d(2, padding = [1, 1]);
  [1, 1] | `max_pool3d` expects a number, 3 of them, or 6 for `padding`, found a list of 2
  help: `padding = [front, top, left, back, bottom, right]`
conv_transpose2d(4, 1, padding = same);
  same | `conv_transpose2d` expects a number or 2 of them for `padding`, found same
  help: `padding = 1`
conv_transpose2d(4, 1, padding = "same");
  "same" | `conv_transpose2d` expects a number or 2 of them for `padding`, found the text "same"
  help: `padding = 1`
conv_transpose2d(4, 1, padding = [0, 0, 0, 0]);
  [0, 0, 0, 0] | `conv_transpose2d` expects a number or 2 of them for `padding`, found a list of 4
  help: `padding = [height, width]`
conv_transpose2d(4, 1, output_padding = -1);
  -1 | `conv_transpose2d` expects a number of 0 or more for `output_padding`, found -1
  help: `output_padding = 1`
"##,
    );
}

/// `true` and `false`.
#[test]
fn flags() {
    assert_faults(
        in_a_network,
        r##"
conv2d(4, 1, bias = 0);
  0 | `conv2d` expects `true` or `false` for `bias`, found 0
  help: `bias = false`
conv2d(4, 1, bias = 1);
  1 | `conv2d` expects `true` or `false` for `bias`, found 1
  help: `bias = true`
conv2d(4, 1, bias = "false");
  "false" | `conv2d` expects `true` or `false` for `bias`, found the text "false"
  help: `bias = false`
conv2d(4, 1, bias = 1.0);
  1.0 | `conv2d` expects `true` or `false` for `bias`, found 1.0
  help: `bias = true`
conv2d(4, 1, bias = [true]);
  [true] | `conv2d` expects `true` or `false` for `bias`, found a list of 1
  help: `bias = true`
"##,
    );
}

/// A number with a point, and probabilities.
#[test]
fn real_numbers() {
    assert_faults(
        in_a_network,
        r##"
dropout(p = 1);
  1 | `dropout` expects a number with a point for `p`, found 1
  help: `p = 1.0`
dropout(0);
  0 | `dropout` expects a number with a point for `p`, found 0
  help: `0.0`
dropout(p = 1.5);
  1.5 | `dropout` expects a probability from 0 to 1 for `p`, found 1.5
  help: `p = 0.5` leaves out one half
dropout(p = -0.5);
  -0.5 | `dropout` expects a probability from 0 to 1 for `p`, found -0.5
  help: `p = 0.5` leaves out one half
dropout(p = -1);
  -1 | `dropout` expects a probability from 0 to 1 for `p`, found -1
  help: `p = 0.5` leaves out one half
dropout(p = 50);
  50 | `dropout` expects a probability from 0 to 1 for `p`, found 50
  help: `p = 0.5` leaves out one half
dropout(p = (1.5));
  (1.5) | `dropout` expects a probability from 0 to 1 for `p`, found (1.5)
  help: `p = 0.5` leaves out one half
dropout(p = 1.5 as f64);
  1.5 as f64 | `dropout` expects a probability from 0 to 1 for `p`, found 1.5 as f64
  help: `p = 0.5` leaves out one half
dropout(p = "0.5");
  "0.5" | `dropout` expects a number with a point for `p`, found the text "0.5"
  help: `p = 0.5`
dropout(p = true);
  true | `dropout` expects a number with a point for `p`, found true
  help: `p = 0.5`
dropout(p = 0.5f32);
  0.5f32 | `dropout` expects a number with a point (`f64`) for `p`, found 0.5f32
  help: `p = 0.5`
stochastic_depth(2.0);
  2.0 | `stochastic_depth` expects a probability from 0 to 1 for `p`, found 2.0
  help: `p = 0.5` leaves out one half
batch_norm(eps = 1);
  1 | `batch_norm` expects a number with a point for `eps`, found 1
  help: `eps = 1.0`
scale(2);
  2 | `scale` expects a number with a point for `factor`, found 2
  help: `2.0`
scale(-2);
  -2 | `scale` expects a number with a point for `factor`, found -2
  help: `-2.0`
scale([1.0, 2]);
  2 | `scale` expects a number with a point for `factor`, found 2
  help: `2.0`
scale((1.0, 2.0));
  (1.0, 2.0) | `scale` expects a number with a point, or a list of them for `factor`, found (1.0, 2.0)
  help: `[1.0, 2.0]`
scale("x");
  "x" | `scale` expects a number with a point for `factor`, found the text "x"
  help: `0.5`
interpolate(scale = 2);
  2 | `interpolate` expects a number with a point for `scale`, found 2
  help: `scale = 2.0`
prelu(init = 1);
  1 | `prelu` expects a number with a point for `init`, found 1
  help: `init = 1.0`
"##,
    );
}

/// Words of the language are bare.
#[test]
fn words() {
    assert_faults(
        in_a_network,
        r##"
interpolate(scale = 2.0, mode = "bilinear");
  "bilinear" | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found the text "bilinear"
  help: `mode = bilinear`
interpolate(scale = 2.0, mode = linear);
  linear | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found linear
  help: `mode = bilinear`
interpolate(scale = 2.0, mode = cubic);
  cubic | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found cubic
  help: `mode = bicubic`
interpolate(scale = 2.0, mode = area);
  area | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found area
  help: the words are `nearest`, `bilinear` and `bicubic`
interpolate(scale = 2.0, mode = Bilinear);
  Bilinear | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found Bilinear
  help: `mode = bilinear`
interpolate(scale = 2.0, mode = Mode::Bilinear);
  Mode::Bilinear | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found Mode::Bilinear
  help: `mode = bilinear`
interpolate(scale = 2.0, mode = 1);
  1 | `interpolate` expects one of `nearest`, `bilinear` and `bicubic` for `mode`, found 1
  help: the words are `nearest`, `bilinear` and `bicubic`
gelu(approximate = "tanh");
  "tanh" | `gelu` expects one of `none` and `tanh` for `approximate`, found the text "tanh"
  help: `approximate = tanh`
gelu(approximate = true);
  true | `gelu` expects one of `none` and `tanh` for `approximate`, found true
  help: the words are `none` and `tanh`
linear(10, dim = "channels");
  "channels" | `linear` expects one of `features` and `channels` for `dim`, found the text "channels"
  help: `dim = channels`
linear(10, dim = channel);
  channel | `linear` expects one of `features` and `channels` for `dim`, found channel
  help: `dim = channels`
linear(10, dim = 1);
  1 | `linear` expects one of `features` and `channels` for `dim`, found 1
  help: the words are `features` and `channels`
"##,
    );
}

/// What must be seen as it is written.
#[test]
fn names_ranges_and_lists() {
    assert_faults(
        in_a_network,
        r##"
interpolate(like = 3);
  3 | `interpolate` expects the name of a kept value for `like`, found 3
  help: keep it with `… as name;` and write `like = name`
interpolate(like = "x");
  "x" | `interpolate` expects the name of a kept value for `like`, found the text "x"
  help: keep it with `… as name;` and write `like = name`
interpolate(like = nope);
  nope | no value is kept as `nope`
  help: keep a value with `… as nope;`
slice(3);
  3 | `slice` expects a range for `channels`, found 3
  help: `slice(0..3)` are the first 3 channels
slice(range);
  range | `slice` expects a range for `channels`, found range
  help: `slice(0..16)` are the first 16 channels
slice(5..2);
  5..2 | `slice` expects a range of one channel or more for `channels`, found 5..2
  help: `slice(2..5)`
slice(2..2);
  2..2 | `slice` expects a range of one channel or more for `channels`, found 2..2
  help: `slice(2..3)`
slice(0.5..2);
  0.5 | `slice` expects a whole number for `channels`, found 0.5
  help: `0` or `1`
slice(-1..2);
  -1 | `slice` expects a number of 0 or more for `channels`, found -1
  help: `1`
reshape(3);
  3 | `reshape` expects a list of dimensions for `dims`, found 3
  help: `[64, 7, 7]`
reshape(dims);
  dims | `reshape` expects a list of dimensions for `dims`, found dims
  help: `[64, 7, 7]`
reshape([]);
  [] | `reshape` expects one to four dimensions for `dims`, found a list of 0
  help: the batch is not written
reshape([1, 2, 3, 4, 5]);
  [1, 2, 3, 4, 5] | `reshape` expects one to four dimensions for `dims`, found a list of 5
  help: the batch is not written
reshape((3, 8, 8));
  (3, 8, 8) | `reshape` expects a list of dimensions for `dims`, found (3, 8, 8)
  help: `[3, 8, 8]`
reshape([2; 3]);
  [2; 3] | `reshape` expects every dimension for `dims`, found a list of 3
  help: `[2, 2, 2]`
reshape([3, 8.0]);
  8.0 | `reshape` expects a whole number for `dims`, found 8.0
  help: `8`
reshape([3, 0]);
  0 | `reshape` expects a number of 1 or more for `dims`, found 0
  help: `1`
reshape([3, -1]);
  -1 | `reshape` expects a number for every dimension for `dims`, found -1
  help: write the number, without the batch; `flatten;` makes features of any image
sum { identity; x: parameter(4); }
  4 | `parameter` expects a list of dimensions for `dims`, found 4
  help: `[64, 7, 7]`
sum { identity; x: parameter([4, 0, 1]); }
  0 | `parameter` expects a number of 1 or more for `dims`, found 0
  help: `1`
sum { identity; x: parameter([4], init = 1); }
  1 | `parameter` expects a number with a point for `init`, found 1
  help: `init = 1.0`
"##,
    );
}

/// Parameters of primitive types, and arrays of them.
#[test]
fn of_parameters() {
    assert_faults(
        calling_p,
        r##"
P(1.0, 2);
  1.0 | `w` expects a whole number (`usize`), found 1.0
  help: `1`
P(1.5, 2);
  1.5 | `w` expects a whole number (`usize`), found 1.5
  help: `1` or `2`
P(-1, 2);
  -1 | `w` expects a number of 0 or more (`usize`), found -1
  help: `1`
P("1", 2);
  "1" | `w` expects a whole number (`usize`), found the text "1"
  help: `1`
P([1, 1], 2);
  [1, 1] | `w` expects a whole number (`usize`), found a list of 2
  help: `1`
P(true, 2);
  true | `w` expects a whole number (`usize`), found true
  help: `1`
P(1u8, 2);
  1u8 | `w` expects a whole number (`usize`), found 1u8
  help: `1`
P(1, 2, f = 2);
  2 | `f` expects a number with a point (`f64`), found 2
  help: `f = 2.0`
P(1, 2, f = -2);
  -2 | `f` expects a number with a point (`f64`), found -2
  help: `f = -2.0`
P(1, 2, f = "2");
  "2" | `f` expects a number with a point (`f64`), found the text "2"
  help: `f = 2.0`
P(1, 2, f = 2.0f32);
  2.0f32 | `f` expects a number with a point (`f64`), found 2.0f32
  help: `f = 2.0`
P(1, 2, g = 2);
  2 | `g` expects a number with a point (`f32`), found 2
  help: `g = 2.0`
P(1, 2, on = 1);
  1 | `on` expects `true` or `false` (`bool`), found 1
  help: `on = true`
P(1, 2, on = "no");
  "no" | `on` expects `true` or `false` (`bool`), found the text "no"
  help: `on = false`
P(1, 2, r = 1);
  1 | `r` expects a list of 2 (`[usize; 2]`), found 1
  help: `r = [1, 1]`
P(1, 2, r = (1, 2));
  (1, 2) | `r` expects a list of 2 (`[usize; 2]`), found (1, 2)
  help: `r = [1, 2]`
P(1, 2, r = [1, 2, 3]);
  [1, 2, 3] | `r` expects a list of 2 (`[usize; 2]`), found a list of 3
  help: `r = [1, 2]`
P(1, 2, r = [1]);
  [1] | `r` expects a list of 2 (`[usize; 2]`), found a list of 1
  help: `r = [1, 1]`
P(1, 2, r = [1, 2.0]);
  2.0 | `r` expects a whole number (`usize`), found 2.0
  help: `2`
"##,
    );
}

/// A default is a value of its parameter.
#[test]
fn of_defaults() {
    assert_faults(
        str::to_owned,
        r##"
block P(w: usize = 1.0) { relu; }
  1.0 | `w` expects a whole number (`usize`), found 1.0
  help: `1`
block P(w: usize = -1) { relu; }
  -1 | `w` expects a number of 0 or more (`usize`), found -1
  help: `1`
block P(w: f64 = 1) { relu; }
  1 | `w` expects a number with a point (`f64`), found 1
  help: `1.0`
block P(w: bool = 1) { relu; }
  1 | `w` expects `true` or `false` (`bool`), found 1
  help: `true`
block P(w: [usize; 2] = 1) { relu; }
  1 | `w` expects a list of 2 (`[usize; 2]`), found 1
  help: `[1, 1]`
"##,
    );
}

/// Expressions are left to rustc and to the const rules.
#[test]
fn sound() {
    for call in [
        "conv2d(width, k(), stride = if c { 1 } else { 2 });",
        "conv2d(4usize, [3; 2], padding = [0, 1, 0, 1], bias = !true);",
        "conv2d(4.0 as usize, K, padding = same);",
        "conv2d(2 * -x, 1, padding = [1; 4], groups = true as usize);",
        "max_pool3d(2, padding = [0, 0, 0, 1, 1, 1]);",
        "dropout(p = -0.0);",
        "dropout(p = rate);",
        "batch_norm(eps = 1e-3, momentum = 1 as f64);",
        "scale([0.5, x]);",
        "slice(0..n); slice(..2); slice(2..=2); slice(2..); slice((0..n));",
        "conv2d(4, 3, padding = (same)); linear(4, dim = (channels)); gelu(approximate = (tanh));",
        "reshape([n, 8, 8]);",
    ] {
        assert_sound(&in_a_network(call));
    }
    for call in [
        "P(w, 2, f = -2.0, r = [a, 1]);",
        "P(1, 2, r = [1; 2], on = !x, g = 1.0f32);",
    ] {
        assert_sound(&calling_p(call));
    }
    assert_sound("block P(w: i32 = -1, kind: Kind = Kind::A, s: Option<usize> = None) { relu; }");
}
