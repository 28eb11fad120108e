//! What may stand where.

use super::{assert_faults, assert_sound, in_a_network};

/// Branch lists have branches, and loops something to repeat.
#[test]
fn branches() {
    assert_faults(
        in_a_network,
        r##"
sum { }
  sum | `sum` expects two branches or more, found none
  help: each statement in the braces is a branch; `{ … }` makes one of several
sum { relu; }
  sum | `sum` expects two branches or more, found one
  help: each statement in the braces is a branch; `{ … }` makes one of several
sum { let a = 1; }
  sum | `sum` expects two branches or more, found none
  help: each statement in the braces is a branch; `{ … }` makes one of several
sum { let a = 1; relu; }
  sum | `sum` expects two branches or more, found one
  help: each statement in the braces is a branch; `{ … }` makes one of several
sum { { relu; tanh; } }
  sum | `sum` expects two branches or more, found one
  help: each statement in the braces is a branch; `{ … }` makes one of several
concat { if true { relu; } }
  concat | `concat` expects two branches or more, found one
  help: each statement in the braces is a branch; `{ … }` makes one of several
product { for i in 0..3 { relu; } }
  product | `product` expects two branches or more, found one
  help: each statement in the braces is a branch; `{ … }` makes one of several
residual { }
  residual | `residual` expects statements beside the shortcut, found none
  help: `residual { conv2d(64, 3, padding = 1); relu; }`
residual { let a = 1; }
  residual | `residual` expects statements beside the shortcut, found none
  help: `residual { conv2d(64, 3, padding = 1); relu; }`
residual if true { }
  residual | `residual` expects statements beside the shortcut, found none
  help: `residual { conv2d(64, 3, padding = 1); relu; }`
for i in 0..3 { }
  for | `for` expects statements to repeat, found none
  help: remove the loop
for i in 0..3 { let a = i; }
  for | `for` expects statements to repeat, found none
  help: remove the loop
"##,
    );
}

/// A kept name is visible to the end of its round, arm or body.
#[test]
fn reading_kept_values() {
    assert_faults(
        in_a_network,
        r##"
relu as x; from y;
  y | no value is kept as `y`
  help: `x`
relu as trunk; sum { identity; from trnk; }
  trnk | no value is kept as `trnk`
  help: `trunk`
relu as trunk; for i in 0..2 { from trunc; relu; }
  trunc | no value is kept as `trunc`
  help: `trunk`
from x as y;
  x | no value is kept as `x`
  help: keep a value with `… as x;`
sum { identity; from x; } relu as x;
  x | `x` is not kept yet: it is kept later
  help: keep the value before this statement: `… as x;`
for i in 0..2 { relu as x; } from x;
  x | `x` is not kept here: its round, arm or head has ended
  help: keep the value outside of it: `… as x;`
if true { relu as x; } from x;
  x | `x` is not kept here: its round, arm or head has ended
  help: keep the value outside of it: `… as x;`
if true { relu as x; } else { from x; }
  x | `x` is not kept here: its round, arm or head has ended
  help: keep the value outside of it: `… as x;`
match 1 { 1 => { relu as x; } _ => { from x; } }
  x | `x` is not kept here: its round, arm or head has ended
  help: keep the value outside of it: `… as x;`
output aux { relu as x; } from x;
  x | `x` is not kept here: its round, arm or head has ended
  help: keep the value outside of it: `… as x;`
identity as feature; interpolate(like = features);
  features | no value is kept as `features`
  help: `feature`
interpolate(like = x); relu as x;
  x | `x` is not kept yet: it is kept later
  help: keep the value before this statement: `… as x;`
relu as x; tanh as y; sum { from x; y; }
  y | `y`: expected a layer or block, found the name of a kept value
  help: write `from y;`
act: relu; sum { identity; from act; }
  act | no value is kept as `act`
  help: a label names weights: keep the value too, `act: … as act;`
relu; sum { identity; from input; }
  input | no value is kept as `input`
  help: begin the body with `identity as start;`, and write `start` here
"##,
    );
}

/// A value is kept once in its scope, and is there.
#[test]
fn keeping_values() {
    assert_faults(
        in_a_network,
        r##"
relu as x; relu as x;
  x | `x`: expected a name that is not kept yet, found it a second time
  help: keep this value as `x2`, say
relu as x; sum { relu as x; identity; }
  x | `x`: expected a name that is not kept yet, found it a second time
  help: keep this value as `x2`, say
sum { relu as x; tanh as x; }
  x | `x`: expected a name that is not kept yet, found it a second time
  help: keep this value as `x2`, say
let a = 3 as b;
  b | `as b`: expected a statement that leaves a value, found one that leaves none
  help: keep the value of the statement before it
check [3, 8, 8] as x;
  x | `as x`: expected a statement that leaves a value, found one that leaves none
  help: keep the value of the statement before it
output aux { relu; } as x;
  x | `as x`: expected a statement that leaves a value, found one that leaves none
  help: keep the value of the statement before it
"##,
    );
}

/// A branch begins with `from`, for what came before would be lost.
#[test]
fn continuing_from_kept_values() {
    assert_faults(
        in_a_network,
        r##"
relu as x; sum { identity; { tanh; from x; } }
  from | `from x`: expected it alone or first in its branch, found statements before it, whose value it would leave behind
  help: move `from x;` to the front, or remove what is before it
relu as x; concat { { tanh; { from x; } } identity; }
  from | `from x`: expected it alone or first in its branch, found statements before it, whose value it would leave behind
  help: move `from x;` to the front, or remove what is before it
relu as x; residual { tanh; from x; }
  from | `from x`: expected it alone or first in its branch, found statements before it, whose value it would leave behind
  help: move `from x;` to the front, or remove what is before it
relu as x; output aux { relu; from x; }
  from | `from x`: expected it alone or first in its branch, found statements before it, whose value it would leave behind
  help: move `from x;` to the front, or remove what is before it
"##,
    );
}

/// A head stands in a network's own body or groups.
#[test]
fn outputs() {
    assert_faults(
        in_a_network,
        r##"
output aux { }
  aux | `output aux` expects the statements of the head, found none
  help: `output aux { global_avg_pool; linear(10); }`
output aux { let a = 1; }
  aux | `output aux` expects the statements of the head, found none
  help: `output aux { global_avg_pool; linear(10); }`
output main { relu; }
  main | `output main`: expected a name of its own, found that of the declared output
  help: `output aux`
output aux { relu; } output aux { tanh; }
  aux | `output aux`: expected one output of this name, found a second
  help: give it another name
for i in 0..2 { relu; output aux { relu; } }
  output | `output aux` expects to stand in a network's own body or groups, found it in a loop
  help: keep the value with `… as name;` and begin the output with `from name;`
if true { output aux { relu; } }
  output | `output aux` expects to stand in a network's own body or groups, found it in an arm
  help: keep the value with `… as name;` and begin the output with `from name;`
match 1 { _ => { output aux { relu; } } }
  output | `output aux` expects to stand in a network's own body or groups, found it in an arm
  help: keep the value with `… as name;` and begin the output with `from name;`
sum { output aux { relu; } relu; }
  output | `output aux` expects to stand in a network's own body or groups, found it in a branch
  help: keep the value with `… as name;` and begin the output with `from name;`
residual { relu; output aux { relu; } }
  output | `output aux` expects to stand in a network's own body or groups, found it in a branch
  help: keep the value with `… as name;` and begin the output with `from name;`
output a { relu; output b { relu; } }
  output | `output b` expects to stand in a network's own body or groups, found it in an output
  help: keep the value with `… as name;` and begin the output with `from name;`
output aux: [0] { relu; }
  0 | `output aux`: expected a dimension of 1 or more, found 0
  help: `_` leaves a dimension open until run time
output aux: [_] { relu; }
  _ | `output aux`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
output aux: [1, 2, 3, 4, 5] { relu; }
  [1, 2, 3, 4, 5] | `output aux`: expected a shape of one to four dimensions, found 5
  help: `[N]` features, `[C, L]` a signal, `[C, H, W]` an image, `[C, D, H, W]` a volume; the batch is not written
"##,
    );
}

/// A block has none.
#[test]
fn outputs_of_blocks() {
    assert_faults(
        str::to_owned,
        r##"
block B() { relu; output aux { relu; } }
  output | `output aux` expects to stand in a network's own body or groups, found it in a block
  help: declare the head in the network that uses the block
block B() { { relu; output aux { relu; } } }
  output | `output aux` expects to stand in a network's own body or groups, found it in a block
  help: declare the head in the network that uses the block
"##,
    );
}

/// A trained tensor begins a branch, under a label.
#[test]
fn parameters() {
    assert_faults(
        in_a_network,
        r##"
parameter([4]);
  parameter | `parameter` expects to begin a branch: it does not look at what flows in
  help: `product { identity; scale: parameter([64, 1, 1]); }`
x: parameter([4]);
  parameter | `parameter` expects to begin a branch: it does not look at what flows in
  help: `product { identity; scale: parameter([64, 1, 1]); }`
sum { identity; parameter([4]); }
  parameter | `parameter` expects a label: it is the key of its weights
  help: `scale: parameter(…)`
sum { identity; { relu; x: parameter([4]); } }
  parameter | `parameter` expects to begin a branch: it does not look at what flows in
  help: `product { identity; scale: parameter([64, 1, 1]); }`
sum { identity; x: { parameter([4]); relu; } }
  parameter | `parameter` expects a label: it is the key of its weights
  help: `scale: parameter(…)`
sum { identity; for i in 0..2 { x: parameter([4]); } }
  parameter | `parameter` expects to begin a branch: it does not look at what flows in
  help: `product { identity; scale: parameter([64, 1, 1]); }`
if true { x: parameter([4]); }
  parameter | `parameter` expects to begin a branch: it does not look at what flows in
  help: `product { identity; scale: parameter([64, 1, 1]); }`
"##,
    );
}

/// A label names what holds state, and `_` splices a block.
#[test]
fn labels() {
    assert_faults(
        in_a_network,
        r##"
a: let x = 1;
  a | a label names what holds state, found one on a `let`
  help: remove the label
a: check [3, 8, 8];
  a | a label names what holds state, found one on a `check`
  help: remove the label
relu as x; a: from x;
  a | a label names what holds state, found one on a `from`
  help: remove the label
a: output b { relu; }
  a | a label names what holds state, found one on an `output`, which has its own name
  help: remove the label
_: let a = 1;
  _ | a label names what holds state, found one on a `let`
  help: remove the label
_: relu;
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it, or give the layer a name
_: conv2d(4, 1);
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it, or give the layer a name
_: { relu; }
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it: an unlabelled statement adds no path by itself
_: sum { relu; tanh; }
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it: an unlabelled statement adds no path by itself
_: for i in 0..2 { relu; }
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it: an unlabelled statement adds no path by itself
_: identity;
  _ | `_:` expects a block whose paths it splices into the surrounding scope
  help: remove it: an unlabelled statement adds no path by itself
"##,
    );
}

/// One to four dimensions, channels first and known.
#[test]
fn shapes() {
    assert_faults(
        in_a_network,
        r##"
check [0, 8, 8];
  0 | `check`: expected a dimension of 1 or more, found 0
  help: `_` leaves a dimension open until run time
check [_, 8, 8];
  _ | `check`: channels must be known, expected a number, found `_`
  help: write the number; only the dimensions after the first may be left open
check [3, 8.0];
  8.0 | `check`: expected a whole number, found 8.0
  help: `8`
check [1, 2, 3, 4, 5];
  [1, 2, 3, 4, 5] | `check`: expected a shape of one to four dimensions, found 5
  help: `[N]` features, `[C, L]` a signal, `[C, H, W]` an image, `[C, D, H, W]` a volume; the batch is not written
"##,
    );
}

/// `input` is the shape that flows in.
#[test]
fn bindings() {
    assert_faults(
        in_a_network,
        r##"
let input = 3;
  input | `input`: expected a name that is free, found that of the shape that flows in
  help: call the value `input_value`, say
let (a, input) = (1, 2);
  input | `input`: expected a name that is free, found that of the shape that flows in
  help: call the value `input_value`, say
for input in 0..3 { relu; }
  input | `input`: expected a name that is free, found that of the shape that flows in
  help: call the value `input_value`, say
match 1 { input => { relu; } }
  input | `input`: expected a name that is free, found that of the shape that flows in
  help: call the value `input_value`, say
for (w, n) in [(4, 1), (8, 1, 2)] { conv2d(w, n); }
  (8, 1, 2) | `for`: expected 2 values for `(w, n)`, found 3
  help: give each round as many values as the pattern has names
"##,
    );
}

/// Every form that is right.
#[test]
fn sound() {
    for body in [
        "if true { } else { relu; }",
        "{ } sequential { } a: { }",
        "sum { identity; { } } residual { sum { relu; tanh; } }",
        "{ relu as x; } from x; sum { from x; { from x; tanh; } }",
        "sum { { relu as x; tanh; } { let a = 1; from x; relu; } }",
        "residual { relu as x; } from x as y; from y;",
        "relu as x; tanh; from x; for i in 0..2 { relu as x; tanh; from x; }",
        "relu as x; sum { identity; if true { from x; } else { tanh; } }",
        "relu as x; output aux: [3, _, _] { from x; relu; }",
        "{ relu; output aux { relu; } } sequential { relu; output head { relu; } }",
        "sum { identity; x: parameter([4]); } residual { x2: parameter([4]); relu; }",
        "sum { identity; { let a = 1; y: parameter([a]); relu; } }",
        "sum { identity; if true { x: parameter([4]); } else { tanh; } }",
        "_: Part(3); _: parts::Part(3); a: identity; b: relu; let c = 3 as usize;",
        "identity as features; a: { global_avg_pool(keep_dims = true); interpolate(like = features); }",
        "if act as usize == Act::Relu as usize || mode == LIMIT || a == own::LIMIT { relu; }",
        "let a = own::cmp::max(3, 4); let b = max(a, 4); let c = 2.0_f64.max(p); let d = width.min(8);",
        "for (a, ..) in [(1, 2), (3, 4)] { \"c{a}\": relu; } for pair in [(1, 2)] { let (a, _) = pair; relu; }",
        "relu as x; x: relu; sum { from x; self::x; }",
        "check [3, _, 8]; check [n]; sum { check [3, 8, 8]; relu; }",
    ] {
        assert_sound(&in_a_network(body));
    }
}
