//! Items: their names, parameters and assertions.

use super::{assert_faults, assert_sound};

/// One item of a name, beside what comes with it.
#[test]
fn names() {
    assert_faults(
        str::to_owned,
        r##"
block A() { relu; } block A() { tanh; }
  A | `A`: expected one item of this name, found a second
  help: give it another name
block A() { relu; } network A: [3] -> [3] { relu; }
  A | `A`: expected one item of this name, found a second
  help: give it another name
block A() { relu; } block A(w: usize) { tanh; } network N: [3] -> [3] { A; A(3); }
  A | `A`: expected one item of this name, found a second
  help: give it another name
block A() { relu; } block AConfig() { relu; }
  AConfig | `AConfig`: expected a name that is free, found one that comes with `A`
  help: give it another name
network N: [3] -> [3] { relu; output aux { relu; } } block NOutputs() { relu; }
  NOutputs | `NOutputs`: expected a name that is free, found one that comes with `N`
  help: give it another name
network N: [3] -> [3] taps(a) { a: relu; } block NTaps() { relu; }
  NTaps | `NTaps`: expected a name that is free, found one that comes with `N`
  help: give it another name
network N: [3] -> [3] taps(a, "a" as b, "c" as b) { a: relu; }
  b | `b`: expected one tap of this name, found a second
  help: remove it, or name its field: `"c" as b2`
"##,
    );
}

/// Names that are free.
#[test]
fn parameters() {
    assert_faults(
        str::to_owned,
        r##"
block P(w: usize, w: usize) { relu; }
  w | `w`: expected one parameter of this name, found a second
  help: give it another name
block P(init: usize) { relu; }
  init | `init`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `init_value`, say
block P(config: usize) { relu; }
  config | `config`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `config_value`, say
block P(clone: usize) { relu; }
  clone | `clone`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `clone_value`, say
block P(plan: usize) { relu; }
  plan | `plan`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `plan_value`, say
block P(trace: usize) { relu; }
  trace | `trace`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `trace_value`, say
block P(fb_x: usize) { relu; }
  fb_x | `fb_x`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `x`, say
block P(input: usize) { relu; }
  input | `input`: expected a name that is free, found one with a meaning of its own
  help: call the parameter `input_value`, say
block P(a: usize, with_a: usize) { relu; }
  with_a | `with_a`: expected a name that is free, found that of the setter of `a`
  help: call the parameter `with_a_value`, say
block P(w: int) { relu; }
  int | `w`: expected a type of Rust that is copied, found `int`
  help: `usize`
block P(p: float = 0.5) { relu; }
  float | `p`: expected a type of Rust that is copied, found `float`
  help: `f64`
block P(mode: String) { relu; }
  String | `mode`: expected a type of Rust that is copied, found `String`
  help: an enum of your own, taken apart by `match`, or `&'static str`
block P(widths: Vec<usize>) { relu; }
  Vec<usize> | `widths`: expected a type of Rust that is copied, found `Vec<usize>`
  help: `[usize; 3]`, say, or `&'static [usize]`
block P(widths: [usize]) { relu; }
  [usize] | `widths`: expected a type of Rust that is copied, found `[usize]`
  help: `[usize; 3]`, say, or `&'static [usize]`
block P(a: usize = b, b: usize = 4) { relu; }
  b | `b`: a default sees the parameters before it, and this is none of them
  help: move `b` to the front, or write a value
block P(a: usize = 2 * a) { relu; }
  a | `a`: a default sees the parameters before it, and this is none of them
  help: move `a` to the front, or write a value
block P(a: usize = input.channels) { relu; }
  input | `input`: a default does not see the shape that flows in
  help: give the parameter no default, or read `input` in the body
"##,
    );
}

/// Shapes: one to four dimensions, channels first and known.
#[test]
fn networks() {
    assert_faults(
        str::to_owned,
        r##"
network N: [_, 8, 8] -> [3, 8, 8] { relu; }
  _ | `network N`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
network N: [_] -> [3] { relu; }
  _ | `network N`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
network N: [3, 8, 8] -> [_, 8, 8] { relu; }
  _ | `network N`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
network N: [1, 2, 3, 4, 5] -> [1] { relu; }
  [1, 2, 3, 4, 5] | `network N`: expected a shape of one to four dimensions, found 5
  help: `[N]` features, `[C, L]` a signal, `[C, H, W]` an image, `[C, D, H, W]` a volume; the batch is not written
network N: [3, 0, 8] -> [1] { relu; }
  0 | `network N`: expected a dimension of 1 or more, found 0
  help: `_` leaves a dimension open until run time
network N: [3.0, 8, 8] -> [1] { relu; }
  3.0 | `network N`: expected a whole number, found 3.0
  help: `3`
network N: ["3", 8, 8] -> [1] { relu; }
  "3" | `network N`: expected a whole number, found the text "3"
  help: `3`
network N: [true, 8, 8] -> [1] { relu; }
  true | `network N`: expected a whole number, found true
  help: `[3, 224, 224]`
block B(w: usize) { relu; } network N: [3] -> [3] { B::new(4); }
  B | `B::new`: a part is described here, it is not made
  help: write `B`, with its arguments in parentheses
"##,
    );
}

/// An example asserts a block, with numbers.
#[test]
fn examples() {
    assert_faults(
        str::to_owned,
        r##"
example P(3): [3] -> [3], parms = 3;
  parms | `example` knows no count `parms`
  help: `params`
example P(3): [3] -> [3], flops = 3;
  flops | `example` knows no count `flops`
  help: `macs`
example P(3): [3] -> [3], inference_params = 3;
  inference_params | `example` knows no count `inference_params`
  help: it knows `params`, `macs`, `buffers` and `activations`
example P(3): [3] -> [3], params = 3, params = 4;
  params | `example`: expected `params` once, found it twice
  help: remove one of them
example P(3): [3] -> [3], params = 3.0;
  3.0 | `example` expects a whole number for `params`, found 3.0
  help: `3`
example P(3): [3] -> [3], params = "3";
  "3" | `example` expects a whole number for `params`, found the text "3"
  help: `3`
example P(3): [0] -> [3];
  0 | `example`: expected a dimension of 1 or more, found 0
  help: `_` leaves a dimension open until run time
example P(3): [_, 3] -> [3, 3];
  _ | `example`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
example relu: [3] -> [3];
  relu | `example` expects a block, found `relu`
  help: `example Block(64): [3, 8, 8] -> [64, 8, 8]`, with the name of a block
example Conv2d(3, 4, 5): [3, 8, 8] -> [4, 4, 4];
  Conv2d | `Conv2d` is not a block of this declaration, and built-in layers are written in snake_case
  help: `conv2d(4, 5)`: the input channels are known; an item of your own is reached by `self::Conv2d`
network N: [3] -> [3] { relu; } example N: [3] -> [3];
  N | `example` expects a block, found the network `N`
  help: `budget N: params <= …`; a network states its shapes itself
block P(w: usize) { relu; } example P: [3] -> [3];
  P | `P` needs `w`
  help: `P(w)`
block P(w: usize) { relu; } example P(1.0): [3] -> [3];
  1.0 | `w` expects a whole number (`usize`), found 1.0
  help: `1`
"##,
    );
}

/// A budget limits a network.
#[test]
fn budgets() {
    assert_faults(
        str::to_owned,
        r##"
budget N: parms <= 3;
  parms | `budget` knows no count `parms`
  help: `params`
budget N: flops <= 3;
  flops | `budget` knows no count `flops`
  help: `macs`
budget N: memory <= 3;
  memory | `budget` knows no count `memory`
  help: `peak_activations`
budget N: latency <= 3;
  latency | `budget` knows no count `latency`
  help: it knows `params`, `inference_params`, `buffers`, `macs`, `activations` and `peak_activations`
budget N: params <= 3.5;
  3.5 | `budget` expects a whole number for `params`, found 3.5
  help: `4`
budget N: params <= -3;
  -3 | `budget` expects a whole number for `params`, found -3
  help: `3`
budget N: params <= 3, params <= 4;
  params | `budget`: expected `params` once, found it twice
  help: remove one of them
budget relu: params <= 3;
  relu | `budget` expects a network, found `relu`
  help: `budget Network: params <= 12_000_000`, with the name of a network
block P() { relu; } budget P: params <= 3;
  P | `budget` expects a network, found the block `P`
  help: `example P(…): […] -> […], params = …` counts a block
"##,
    );
}

/// A part that contains itself has no end: every cycle is told once.
#[test]
fn recursion() {
    assert_faults(
        str::to_owned,
        r##"
block P() { P; }
  P | `P` contains itself: it would have no end
  help: repeat a part with `for`, and give what differs as a parameter
block P() { P; P; }
  P | `P` contains itself: it would have no end
  help: repeat a part with `for`, and give what differs as a parameter
block P(n: usize) { if n > 0 { P(n - 1); } relu; }
  P | `P` contains itself: it would have no end
  help: repeat a part with `for`, and give what differs as a parameter
block P() { Q; } block Q() { P; }
  P | `P` uses `Q`, `Q` uses `P`: they would have no end
  help: repeat a part with `for`, and give what differs as a parameter
block P() { Q; } block Q() { R; } block R() { P; }
  P | `P` uses `Q`, `Q` uses `R`, `R` uses `P`: they would have no end
  help: repeat a part with `for`, and give what differs as a parameter
network N: [3] -> [3] { N; }
  N | `N` contains itself: it would have no end
  help: repeat a part with `for`, and give what differs as a parameter
network N: [3] -> [3] { B; } block B() { N; }
  N | `N` uses `B`, `B` uses `N`: they would have no end
  help: repeat a part with `for`, and give what differs as a parameter
"##,
    );
}

/// Every form that is right.
#[test]
fn sound() {
    for source in [
        "block P() { } network N: [3, _, _] -> [3, _, _] { }",
        "network N: [3] -> [3, 4, 5] { M(); M; } network M: [3] -> [3] { Q; } block Q() { self::P; }",
        "block P(w: usize, _h: usize, relu: bool, config_of: f64) { relu; }",
        "block P(a: usize, b: usize = { let c = a; c }, d: usize = if b > a { b } else { K }) { relu; }",
        "block P(a: &'static [usize], b: Option<usize>, c: [f32; 2], d: my::Vector) { relu; }",
        "block A() { relu; } block NConfigs() { relu; } block NOutputs() { relu; } network N: [3] -> [3] { A; A; }",
        "example parts::P(3): [3, _, _] -> [3, _, _], params = N * 2, macs = 3, buffers = 0, activations = 1;",
        "budget nets::N: params <= LIMIT, inference_params <= 1, buffers <= 1, macs <= 1;",
        "budget N: activations <= 3, peak_activations <= 1_000;",
    ] {
        assert_sound(source);
    }
}
