//! The faults of statements, one by one.
//!
//! A row is a text, the blamed token with what was expected, and the help.

use super::faults::assert_faults;

fn in_body(source: &str) -> String {
    format!("block B() {{ {source} }}")
}

/// A keyword names no argument: it could be no field of a block's configuration.
#[test]
fn keywords_as_arguments() {
    assert_faults(
        in_body,
        r##"
Block(64, static = 2);
  static | `static`: expected the name of an argument, found a keyword of Rust
  help: write the name that `Block` declares
parts::Block(_ = 2);
  _ | `_`: expected the name of an argument, found a keyword of Rust
  help: write the name that `parts::Block` declares
"##,
    );
}

/// The end of a statement.
#[test]
fn ends() {
    assert_faults(
        in_body,
        r##"
conv2d(64, 3) relu;
  ) | `conv2d`: expected `;` at the end of the statement, found `relu`
  help: write `;` here
relu bn: batch_norm;
  relu | `relu`: expected `;` at the end of the statement, found `bn`
  help: write `;` here
relu sum { identity; }
  relu | `relu`: expected `;` at the end of the statement, found `sum`
  help: write `;` here
conv2d(64, 3)
  ) | `conv2d`: expected `;` at the end of the statement, found the end
  help: write `;` here
relu, gelu;
  , | `relu`: expected `;` at the end of the statement, found `,`
  help: write `;` in its place
let a = 3 relu;
  3 | `let`: expected `;` at the end of the statement, found `relu`
  help: write `;` here
let a = if c { 1 } else { 2 } relu;
  } | `let`: expected `;` at the end of the statement, found `relu`
  help: write `;` here
relu { gelu; }
  relu | `relu`: expected `;` at the end of the statement, found `{ … }`
  help: write `;` here
identity x;
  identity | `identity`: expected `;` at the end of the statement, found `x`
  help: write `;` here
layer1
  layer1 | `layer1`: expected `;` at the end of the statement, found the end
  help: write `;` here
relu as x
  x | `relu`: expected `;` at the end of the statement, found the end
  help: write `;` here
relu as x gelu;
  x | `relu`: expected `;` at the end of the statement, found `gelu`
  help: write `;` here
from x
  x | `from x`: expected `;` at the end of the statement, found the end
  help: write `;` here
relu + gelu;
  + | `relu`: expected `;` at the end of the statement, found `+`
  help: write `sum { … }` for a sum, one statement for each branch
relu -> gelu;
  - | `relu`: expected `;` at the end of the statement, found `->`
  help: write `;` in its place: the value flows to the next statement
let a = input channels * 2;
  channels | `let`: expected `;` at the end of the statement, found `channels`
  help: end the statement with `;`
+ relu;
  + | expected a statement, found `+`
  help: a statement is a layer, a block, `sum { … }`, `for`, `if`, `match` or `let`
(relu);
  (relu) | expected a statement, found `(…)`
  help: a statement is a layer, a block, `sum { … }`, `for`, `if`, `match` or `let`
0;
  0 | expected a statement, found `0`
  help: a statement is a layer, a block, `sum { … }`, `for`, `if`, `match` or `let`
"##,
    );
}

/// Labels.
#[test]
fn labels() {
    assert_faults(
        in_body,
        r##"
conv1 = conv2d(64, 3);
  conv1 | `conv1`: expected `:` after the label, found `=`
  help: write `conv1: conv2d(…)`
conv1 conv2d(64, 3);
  conv1 | `conv1`: expected `:` after the label, found `conv2d`
  help: write `conv1: conv2d(…)`
0 conv2d(64, 3);
  0 | `0`: expected `:` after the label, found `conv2d`
  help: write `0: conv2d(…)`
type relu;
  type | `type`: expected `:` after the label, found `relu`
  help: write `type: relu`
a: b: relu;
  b | `b:`: a statement has one label
  help: write `a: { b: … }` for two segments of the path
a: b: c: relu;
  b | `b:`: a statement has one label
  help: write `a: { b: … }` for two segments of the path
layer1:
  : | `layer1:`: expected a statement after the label, found the end
  help: write what it labels, such as `layer1: conv2d(64, 3);`
layer1: ;
  : | `layer1:`: expected a statement after the label, found `;`
  help: write what it labels, such as `layer1: conv2d(64, 3);`
layer1.0: relu;
  layer1 | `layer1.0:`: a label is one segment of the path, it has no `.`
  help: write `layer1: { 0: … }`
layer1.0.conv1: relu;
  layer1 | `layer1.0.conv1:`: a label is one segment of the path, it has no `.`
  help: write `layer1: { 0: { conv1: … } }`
conv-1: relu;
  conv | `conv-1:`: expected a name, a number or a text as a label
  help: write `"conv-1":`
1.5: relu;
  1.5 | `1.5`: expected a name, a number or a text as a label
  help: write `conv1:`, `0:` or `"block{i}":`
007: relu;
  007 | `007`: expected a plain number as a label
  help: write `"007":` for a segment of these characters
'c': relu;
  'c' | `'c'`: expected a name, a number or a text as a label
  help: write `conv1:`, `0:` or `"block{i}":`
"": relu;
  "" | `""`: expected a name in the label
  help: write a name, such as `conv1:`, or no label
"a.b": relu;
  "a.b" | `"a.b"`: a label is one segment of the path, it has no `.`
  help: write `"a": { "b": … }`
"a{": relu;
  "a{" | `"a{"`: expected `}` after the hole
  help: write `{{` for a brace in the name
"a}": relu;
  "a}" | `"a}"`: expected `{` before `}` in the label
  help: write `}}` for a brace in the name
"a{}": relu;
  "a{}" | `{}`: expected a value in the hole of the label
  help: a hole holds a compile-time value, such as `{i + 1}`
"a{i:02}": relu;
  "a{i:02}" | `{i:02}`: expected a value in the hole of the label
  help: write `{i}`, a number is printed plainly
"a{i j}": relu;
  "a{i j}" | `{i j}`: expected a value in the hole of the label
  help: a hole holds a compile-time value, such as `{i + 1}`
"a{(}": relu;
  "a{(}" | `{(}`: expected a value in the hole of the label
  help: a hole holds a compile-time value, such as `{i + 1}`
"##,
    );
}

/// Arguments and what stands in their place.
#[test]
fn arguments() {
    assert_faults(
        in_body,
        r##"
conv2d(64, kernel: 3);
  kernel | `kernel`: expected `=` after the argument's name, found `:`
  help: write `kernel = 3`
conv2d(64, kernel => 3);
  kernel | `kernel`: expected `=` after the argument's name, found `=>`
  help: write `kernel = 3`
conv2d(64, kernel := 3);
  kernel | `kernel`: expected `=` after the argument's name, found `:=`
  help: write `kernel = 3`
conv2d[64, 3];
  [64, 3] | `conv2d`: expected its arguments in parentheses, found `[…]`
  help: write `conv2d(64, 3)`
conv2d!(64, 3);
  ! | `conv2d!`: a layer or block is called without `!`
  help: write `conv2d(…)`
parts::Block(64)(x);
  (x) | `parts::Block(…)(…)`: the value flows in by itself, it is not passed
  help: write `parts::Block(…);`
Block<3>(x);
  < | `Block<…>`: a layer or block has no generic arguments
  help: write them as arguments: `Block(…)`
Block::<3>(x);
  < | `Block<…>`: a layer or block has no generic arguments
  help: write them as arguments: `Block(…)`
path::;
  : | `path::`: expected a name, found `;`
  help: write `path::Block`
path::{ a };
  : | `path::`: expected a name, found `{ … }`
  help: write `path::Block`
conv2d(64,, 3);
  , | `conv2d`: expected an argument, found `,`
  help: remove the `,`
conv2d(, 3);
  , | `conv2d`: expected an argument, found `,`
  help: remove the `,`
conv2d(64 3);
  3 | `conv2d`: expected `,`, found `3`
  help: write `,` before it, or remove it
conv2d(64, 3, stride 2);
  2 | `stride`: expected `=` or `,`, found `2`
  help: write `stride = 2`
conv2d(64, 3, stride =);
  = | `stride`: expected a value, found the end
  help: write `stride = …`, or leave the argument out
conv2d(64, 3, stride = , padding = 1);
  = | `stride`: expected a value, found `,`
  help: write `stride = …`, or leave the argument out
conv2d(64; 3);
  ; | `conv2d`: expected `,`, found `;`
  help: write `,` before it, or remove it
conv2d(64 +, 3);
  , | `conv2d`: expected a value, found `,`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
conv2d(64 +);
  + | `conv2d`: expected a value after `+`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
conv2d((64 + 2 *), 3);
  ) | `conv2d`: expected a value before `)`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
conv2d(in, 3);
  in | `conv2d`: expected a value, found `in`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
conv2d(f(a b), 3);
  b | `conv2d`: expected `,`, found `b`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
conv2d([1 2], 3);
  2 | `conv2d`: expected `,` or `;`, found `2`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
BasicBlock { width: 64 }
  BasicBlock | `BasicBlock`: expected its arguments in parentheses, found `{ … }`
  help: write `BasicBlock(…);`
identity(3);
  (3) | `identity`: expected no arguments, found `(…)`
  help: write `identity;`
mod::x;
  mod | `mod`: expected the name of a layer or block
  help: write a name that is no keyword of Rust
"##,
    );
}

/// What comes from Python.
#[test]
fn habits() {
    assert_faults(
        in_body,
        r##"
conv2d(64, 3, padding = None);
  None | `padding`: expected a value, found `None`
  help: leave the argument out, its default holds then
conv2d(2 ** n, 3);
  * | `**`: expected an operator of Rust
  help: write `2_usize.pow(n)` for `2 ** n`
conv2d(*args, **kwargs);
  * | `**`: expected a value
  help: write the arguments one by one
conv2d(self.width, 3);
  self | `self`: a parameter is used by its name alone
  help: write `width`
conv2d(3 if c else 4, 3);
  if | `if`: expected the condition before the value
  help: write `if c { a } else { b }` for `a if c else b`
for i in range(3) { relu; }
  range | `range`: expected a range or a list
  help: write `0..3`
for i in range(1, 3) { relu; }
  range | `range`: expected a range or a list
  help: write `1..3`
for i, x in enumerate(y) { relu; }
  i | `for`: expected `in` after the pattern, found `,`
  help: write a tuple: `for (a, b) in [(1, 2), (3, 4)] { … }`
for i in 0..3: relu;
  : | `for`: expected `{`, found `:`
  help: write `{ … }` around its statements
if x: relu;
  : | `if`: expected `{`, found `:`
  help: write `{ … }` around its statements
if a and b { relu; }
  and | `and`: expected an operator of Rust
  help: write `&&`
if not a { relu; }
  not | `not`: expected an operator of Rust
  help: write `!`
if (a or b) { relu; }
  or | `or`: expected an operator of Rust
  help: write `||`
if x { relu; } elif y { gelu; } else { silu; }
  elif | `elif`: expected `else if`
  help: write `else if`
elif x { relu; }
  elif | `elif` begins no statement
  help: write `else if`, directly after the braces of the `if`
for w in [1, 4].iter() { relu; }
  iter | `iter`: expected a range or a list, found an iterator
  help: write `[1 , 4]`
for i in (0..4).rev() { relu; }
  rev | `rev`: expected a range or a list, found an iterator
  help: count up and turn it round: `for i in 0..n { let i = n - 1 - i; … }`
for w in vec![1, 4] { relu; }
  vec | `vec!`: expected a range or a list, whose length is known at compile time
  help: write `[1 , 4]`
for i in 3 { relu; }
  3 | `for`: expected a range or a list, found 3
  help: write `0..3`
for i in 0:3 { relu; }
  : | `for`: expected a range, found `:` between its ends
  help: write `..` in its place: `0..n`
repeat 3 { relu; }
  repeat | `repeat` begins no statement
  help: write `for i in 0..n { … }`, a number of rounds known at compile time
switch n { case 3: relu; }
  switch | `switch` begins no statement
  help: write `match x { A => { … } _ => { … } }`
relu; println!("{:?}", input);
  println | `println!`: a macro of Rust is no statement of a body
  help: `Net::summary()` shows every shape, `check [C, H, W];` asserts one here
assert!(input.channels == 3);
  assert | `assert!`: a macro of Rust is no statement of a body
  help: `check [C, H, W];` asserts the shape here
Sequential { relu; tanh; }
  Sequential | `Sequential { … }`: expected a word of the language before the braces
  help: write `sequential { … }`
cat { relu; tanh; }
  cat | `cat { … }`: expected a word of the language before the braces
  help: write `concat { … }`
let x = self.conv1.forward(x);
  self | `self.conv1`: expected a compile-time value, found a layer, which is a statement
  help: write the layer itself where it is used, such as `conv1: conv2d(64, 3);`
"##,
    );
}

/// `for`, `if`, `let` and their relatives.
#[test]
fn control() {
    assert_faults(
        in_body,
        r##"
for i in 0.. { relu; }
  0 | `for`: expected a range with an end
  help: write `0..n`, the number of rounds is known at compile time
for i in ..3 { relu; }
  . | `for`: expected a range with a start
  help: write `0..n`
for i range(3) { relu; }
  i | `for`: expected `in` after the pattern, found `range`
  help: write `for i in 0..n { … }`
for i = 0..3 { relu; }
  i | `for`: expected `in` after the pattern, found `=`
  help: write `for i in 0..n { … }`
for 0..3 { relu; }
  3 | `for`: expected `in` after the pattern, found `{ … }`
  help: write `for i in 0..n { … }`
for i { relu; }
  i | `for`: expected `in` after the pattern, found `{ … }`
  help: write `for i in 0..n { … }`
for in 0..3 { relu; }
  for | `for`: expected a pattern, found `in`
  help: write `for i in 0..n { … }`, or `for _ in 0..n { … }`
for i in { relu; }
  in | `in`: expected a range or a list, found `{ … }`
  help: write `for i in 0..n { … }`
for i in
  in | `in`: expected a range or a list, found the end
  help: write `for i in 0..n { … }`
for i in 0..3
  3 | `for`: expected `{`, found the end
  help: write `{ … }` around its statements
for i in 0..3 relu;
  relu | `for`: expected `{`, found `relu`
  help: write `{ … }` around its statements
for
  for | `for`: expected a pattern, found the end
  help: write `for i in 0..n { … }`, or `for _ in 0..n { … }`
for i
  i | `for`: expected `in` after the pattern, found the end
  help: write `for i in 0..n { … }`
i in 0..n { relu; }
  i | `i in`: expected `for` before the pattern
  help: write `for i in 0..n { … }`
if x
  x | `if`: expected `{`, found the end
  help: write `{ … }` around its statements
if
  if | `if`: expected a condition, found the end
  help: write `if stride != 1 { … }`
if { relu; }
  if | `if`: expected a condition, found `{ … }`
  help: write `if stride != 1 { … }`
if x = 3 { relu; }
  x | `if`: expected a condition, found an assignment
  help: write `==` to compare
if let A = x { relu; }
  let | `if`: expected a condition, found `let`
  help: write `match x { pattern => { … } _ => { … } }`
if a == { relu; }
  = | `if`: expected a value after `==`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
if x { relu; } else if { gelu; }
  if | `if`: expected a condition, found `{ … }`
  help: write `if stride != 1 { … }`
if x { relu; } else gelu;
  else | `else`: expected `{`, found `gelu`
  help: write `{ … }` around its statements
else { relu; }
  else | `else` begins no statement
  help: an `else` follows the braces of its `if` directly
if x { relu; }; else { gelu; }
  else | `else` begins no statement
  help: an `else` follows the braces of its `if` directly
while x { relu; }
  while | `while` begins no statement
  help: write `for i in 0..n { … }`, a number of rounds known at compile time
return x;
  return | `return` begins no statement
  help: remove it, the last statement leaves the result
let a;
  a | `let`: expected `=` and a value, found `;`
  help: write `let name = value;`
let a
  a | `let`: expected `=` and a value, found the end
  help: write `let name = value;`
let
  let | `let`: expected a name, found the end
  help: write `let name = value;`
let a =
  = | `let`: expected a value, found the end
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
let a = ;
  = | `let`: expected a value, found `;`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
let a 3;
  a | `let`: expected `=` and a value, found `3`
  help: write `let name = value;`
let a: = 3;
  = | `let`: expected a type, found `=`
  help: a type is one of Rust's, such as `usize`, `bool` or `[usize; 3]`
let = 3;
  = | `let`: expected a pattern, found `=`
  help: a pattern is a name or a tuple of names, such as `i` or `(width, n)`
let a = 3 + ;
  + | `let`: expected a value after `+`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
const A: usize = 3;
  const | `const` begins no statement
  help: write `let name = value;`, a compile-time value
fn f() {}
  fn | `fn` begins no statement
  help: write it outside of `network!`
"##,
    );
}

/// The words of the language.
#[test]
fn words() {
    assert_faults(
        in_body,
        r##"
sum(relu, gelu);
  sum | `sum`: expected its statements in braces, found `(…)`
  help: write `sum { … }`, each statement in it is a branch
sum;
  sum | `sum`: expected its statements in braces, found `;`
  help: write `sum { … }`, each statement in it is a branch
sum
  sum | `sum`: expected its statements in braces, found the end
  help: write `sum { … }`, each statement in it is a branch
sum relu;
  sum | `sum`: expected its statements in braces, found `relu`
  help: write `sum { … }`, each statement in it is a branch
residual(relu);
  residual | `residual`: expected its statements in braces, found `(…)`
  help: write `residual { … }`, it adds what flows in to what the statements leave
residual;
  residual | `residual`: expected its statements in braces, found `;`
  help: write `residual { … }`, it adds what flows in to what the statements leave
residual if { relu; }
  if | `residual if`: expected a condition, found `{ … }`
  help: write `if stride != 1 { … }`
residual if x relu;
  relu | `residual if`: expected `{`, found `relu`
  help: write `{ … }` around its statements
sequential(relu, gelu) { relu; }
  sequential | `sequential`: expected its statements in braces, found `(…)`
  help: write `sequential { conv2d(64, 3); relu; }`
relu as;
  as | `as`: expected a name for the kept value, found `;`
  help: write `as x`, and later `from x;`
relu as
  as | `as`: expected a name for the kept value, found the end
  help: write `as x`, and later `from x;`
relu as type;
  as | `as`: expected a name for the kept value, found `type`
  help: write `as x`, and later `from x;`
relu as x as y;
  as | `relu`: expected `;` at the end of the statement, found `as`
  help: write one `as`; `identity as y;` keeps the value under a second name
sum { relu; } as
  as | `as`: expected a name for the kept value, found the end
  help: write `as x`, and later `from x;`
from;
  from | `from`: expected the name of a kept value, found `;`
  help: write `from x;`, where an earlier statement ends in `as x;`
from
  from | `from`: expected the name of a kept value, found the end
  help: write `from x;`, where an earlier statement ends in `as x;`
from(x);
  from | `from`: expected the name of a kept value, found `(…)`
  help: write `from x;`
from 3;
  from | `from`: expected the name of a kept value, found `3`
  help: write `from x;`, where an earlier statement ends in `as x;`
check;
  ; | `check`: expected a shape in brackets, found `;`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
check
  check | `check`: expected a shape in brackets, found the end
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
check 3;
  3 | `check`: expected a shape in brackets, found `3`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
check (3, 4);
  (3, 4) | `check`: expected a shape in brackets, found `(…)`
  help: write `[3, 4]`
check [];
  [] | `check`: expected at least one dimension, found `[]`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
check [3 4];
  4 | `check`: expected `,`, found `4`
  help: write `,` before it, or remove it
check [3, ?];
  ? | `?`: expected a dimension of at least 1, or `_`
  help: write `_` for a size that is known at run time
check [3, -1];
  - | `-1`: expected a dimension of at least 1, or `_`
  help: write `_` for a size that is known at run time
check [None, 4];
  None | `None`: expected a dimension of at least 1, or `_`
  help: remove it if it is the batch, which is not a part of a shape; channels are a number
check [3,, 4];
  , | `check`: expected a value, found `,`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
output { relu; }
  output | `output`: expected a name, found `{ … }`
  help: write `output aux { … }`
output;
  output | `output`: expected a name, found `;`
  help: write `output aux { … }`
output aux
  aux | `output aux`: expected `{`, found the end
  help: write `{ … }` around its statements
output aux: { relu; }
  : | `output aux`: expected a shape in brackets, found `{ … }`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
output aux [10] { relu; }
  aux | `output aux`: expected `:` before the shape, found `[…]`
  help: write `output aux: […] { … }`
output aux: (10) { relu; }
  (10) | `output aux`: expected a shape in brackets, found `(…)`
  help: write `[10]`
output aux relu;
  aux | `output aux`: expected `{`, found `relu`
  help: write `{ … }` around its statements
#[cfg(x)] relu;
  [cfg(x)] | `#[…]`: an attribute belongs on a block or a network
  help: remove it
block X() { relu; } gelu;
  block | `block` begins no statement
  help: items stand side by side, write it before or behind this one
pub relu;
  pub | `pub` begins no statement
  help: items stand side by side, write it before or behind this one
type(3);
  type | `type` begins no statement
  help: a statement is a layer, a block, `sum { … }`, `for`, `if`, `match` or `let`
concat { from x, y; }
  , | `from x`: expected one kept value, found `, y`
  help: write `from x; from y;`, each as a branch
relu as "x"; from x;
  as | `as`: expected a name for the kept value, found `"x"`
  help: write `as x`, and later `from x;`
"##,
    );
}

/// `match` and its arms.
#[test]
fn matches() {
    assert_faults(
        in_body,
        r##"
match x { A { relu; } B => { gelu; } }
  A | `match`: expected `=>` after the pattern, found `{ … }`
  help: write `A => { … }`
match x { A => , B => relu }
  > | `=>`: expected `{ … }`, found `,`
  help: write `{ … }`; `{ identity; }` does nothing
match x { => relu }
  = | `match`: expected a pattern, found `=>`
  help: write `A => { … }`
match { A => relu }
  match | `match`: expected a value, found `{ … }`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
match x
  x | `match`: expected `{`, found the end
  help: write `match x { A => { … } _ => { … } }`
match x { A if => relu, _ => gelu }
  if | `if`: expected a value, found `=>`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
match x { A = relu }
  A | `match`: expected `=>` after the pattern, found `=`
  help: write `A => { … }`
match x { A => relu B => gelu }
  relu | `relu`: expected `,` at the end of the statement, found `B`
  help: write `,` here
match n { 3: { relu; } _ => {} }
  : | `match`: expected `=>` after the pattern, found `:`
  help: write `A => { … }`
"##,
    );
}
