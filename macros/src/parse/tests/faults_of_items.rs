//! The faults of items, one by one.
//!
//! A row is a text, the blamed token with what was expected, and the help.

use super::faults::assert_faults;

/// The head of a block.
#[test]
fn blocks() {
    assert_faults(
        str::to_owned,
        r##"
block B { relu; }
  B | `block B`: expected its parameters in `(…)`, found `{ … }`
  help: write `block B() { … }`
block B(w) { relu; }
  w | `w`: expected `:` and a type, found the end
  help: write `w: usize`
block B(w = 64) { relu; }
  w | `w`: expected `:` and a type, found `=`
  help: write `w: usize = …`
block B(w: ) { relu; }
  w | `w`: expected a type, found the end
  help: write `w: usize`
block B(w: usize = ) { relu; }
  = | `w`: expected a value, found the end
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
block B(w: usize h: usize) { relu; }
  h | `w`: expected `,`, found `h`
  help: write `,` before it, or remove it
block B(w: usize,, h: usize) { relu; }
  , | `,`: expected the name of a parameter
  help: write `width: usize`
block B(w: usize = 1, h: usize) { relu; }
  h | `h`: expected a default, as `w` before it has one
  help: move `h` to the front, or write `h: … = …`
block B(self, w: usize) { relu; }
  self | `self`: expected the name of a parameter
  help: write `width: usize`
block B(w: usize)
  ) | `block B`: expected `{`, found the end
  help: write `{ … }` around its statements
block B(w: usize);
  ) | `block B`: expected `{`, found `;`
  help: write `{ … }` around its statements
block B(w: usize) relu;
  relu | `block B`: expected `{`, found `relu`
  help: write `{ … }` around its statements
block B<T>(x: T) { relu; }
  < | `block B<…>`: a block has no generic parameters
  help: write values as parameters: `block B(width: usize)`
block B(w: usize) -> [3] { relu; }
  - | `block B`: a block has no shape of its own, it takes what flows in
  help: write `example B(…): […] -> […];` to assert one
block type() { }
  block | `block`: expected a name, found `type`
  help: write `block Name(…) { … }`
block
  block | `block`: expected a name, found the end
  help: write `block Name(…) { … }`
Block B() { relu; }
  Block | expected `block`, `network`, `example` or `budget`, found `Block`
  help: write `block B(…) { … }`
pub BasicBlock(w: usize) { relu; }
  BasicBlock | expected `block`, `network`, `example` or `budget`, found `BasicBlock`
  help: write `block BasicBlock`
block B: [3] -> [4] { relu; }
  B | `block B`: expected its parameters in `(…)`, found `:`
  help: write `network B: […] -> […]` for what has shapes of its own, or `block B()`
block B(w: usize) taps(a) { a: relu; }
  taps | `block B`: a block has no taps, the network that uses it has them
  help: write `taps("path.of.the.block" as name)` behind the shapes of the network
block B(w: usize: 3) { relu; }
  : | `w`: expected `=` before the default, found `:`
  help: write `w: … = …`
block B(type: usize) { relu; }
  type | `type`: expected the name of a parameter
  help: `type` is a keyword of Rust: write `type_: …`, say
block B(mut w: usize) { relu; }
  mut | `mut`: expected the name of a parameter
  help: write `w: …`
#[derive(Module, Debug, PartialEq)] block B() { relu; }
  Module | `derive(Module)`: what is declared is `Module`, `Clone` and `Debug` by itself
  help: remove `Module` and `Debug`
"##,
    );
}

/// The head of a network.
#[test]
fn networks() {
    assert_faults(
        str::to_owned,
        r##"
network N: [3, 4, 4], [3, 4, 4] -> [10] { relu; }
  , | `network N`: expected one input shape, found `,` after it
  help: several inputs are not in the language yet, remove the second
network N: [3] [4] -> [10] { relu; }
  [4] | `network N`: expected one input shape, found `[…]` after it
  help: several inputs are not in the language yet, remove the second
network N: [3] -> [4], [5] { relu; }
  , | `network N`: expected one output shape, found `,` after it
  help: write the side heads in the body: `output aux { … }`
network N: [3] -> [4] -> { relu; }
  - | `network N`: expected one output shape, found `->` after it
  help: write the side heads in the body: `output aux { … }`
network N: [3] -> { relu; }
  > | `network N`: expected a shape in brackets, found `{ … }`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
network N: [3] { relu; }
  ] | `network N`: expected `->` and the output shape, found `{ … }`
  help: write `-> [1000]`
network N: [3] => [4] { relu; }
  = | `network N`: expected `->` between the shapes, found `=>`
  help: write `->`
network N [3] -> [4] { relu; }
  N | `network N`: expected `:` and its shapes, found `[…]`
  help: write `network N: [3, 224, 224] -> [1000] { … }`
network N { relu; }
  N | `network N`: expected `:` and its shapes, found `{ … }`
  help: write `network N: [3, 224, 224] -> [1000] { … }`
network N: -> [4] { relu; }
  - | `network N`: expected a shape in brackets, found `->`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
network N: (3, 224, 224) -> [4] { relu; }
  (3, 224, 224) | `network N`: expected a shape in brackets, found `(…)`
  help: write `[3, 224, 224]`
network N: [3] -> (4) { relu; }
  (4) | `network N`: expected a shape in brackets, found `(…)`
  help: write `[4]`
network N: 3 -> 4 { relu; }
  3 | `network N`: expected a shape in brackets, found `3`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
network N: [] -> [4] { relu; }
  [] | `network N`: expected at least one dimension, found `[]`
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
network N: [3, -1] -> [4] { relu; }
  - | `-1`: expected a dimension of at least 1, or `_`
  help: write `_` for a size that is known at run time
network N: [3 4] -> [10] { relu; }
  4 | `network N`: expected `,`, found `4`
  help: write `,` before it, or remove it
network N(w: usize): [3] -> [4] { relu; }
  (w: usize) | `network N`: a network has no parameters, found `(…)`
  help: write `network N: […] -> […]`, or a `block`
network N: [3] -> [4]
  ] | `network N`: expected `{`, found the end
  help: write `{ … }` around its statements
network N: [3] -> [4];
  ] | `network N`: expected `{`, found `;`
  help: write `{ … }` around its statements
network N: [3] -> [4] relu; gelu;
  relu | `network N`: expected `{`, found `relu`
  help: write `{ … }` around its statements
network N
  N | `network N`: expected `:` and its shapes, found the end
  help: write `network N: [3, 224, 224] -> [1000] { … }`
network N:
  : | `network N`: expected a shape in brackets, found the end
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
network N: [3] ->
  > | `network N`: expected a shape in brackets, found the end
  help: a shape is written `[3, 224, 224]`: channels first, without the batch, `_` for any size
module N: [3] -> [4] { relu; }
  module | expected `block`, `network`, `example` or `budget`, found `module`
  help: write `network N: […] -> […] { … }`
network N<B: Backend>: [3] -> [3] { relu; }
  < | `network N<…>`: a network has no generic parameters
  help: remove them: the backend comes by itself, `N::<Flex>`
network N(3, 8, 8) -> (10) { relu; }
  (3, 8, 8) | `network N`: expected `:` and its shapes, found `(…)`
  help: write `network N: [3, 8, 8] -> […]`
pub N: [3] -> [3] { relu; }
  N | expected `block`, `network`, `example` or `budget`, found `N`
  help: write `network N: […] -> […] { … }`
"##,
    );
}

/// What is no item.
#[test]
fn other_items() {
    assert_faults(
        str::to_owned,
        r##"
const A: usize = 3;
  const | expected `block`, `network`, `example` or `budget`, found `const`
  help: write it outside of `network!`
conv2d(64, 3);
  conv2d | expected `block`, `network`, `example` or `budget`, found `conv2d`
  help: statements stand in the braces of a `block` or a `network`
relu;
  relu | expected `block`, `network`, `example` or `budget`, found `relu`
  help: statements stand in the braces of a `block` or a `network`
pub
  pub | expected `block`, `network`, `example` or `budget`, found the end
  help: statements stand in the braces of a `block` or a `network`
pub block
  block | `block`: expected a name, found the end
  help: write `block Name(…) { … }`
class N(nn.Module): pass
  class | expected `block`, `network`, `example` or `budget`, found `class`
  help: write `network Name: […] -> […] { … }`, what `forward` does in its braces
"##,
    );
}

/// `example` and `budget`.
#[test]
fn assertions() {
    assert_faults(
        str::to_owned,
        r##"
pub example B: [3] -> [4];
  pub | `pub`: `example` is no item that others could see
  help: write `example` alone
example B [3] -> [4];
  B | `example B`: expected `:`, found `[…]`
  help: write `:` here
example B(1) -> [4];
  ) | `example B`: expected `:`, found `->`
  help: write `:` here
example B(1): [3] [4];
  ] | `example B`: expected `->` and the output shape, found `[…]`
  help: write `->` here
example B(1): [3];
  ] | `example B`: expected `->` and the output shape, found `;`
  help: write `-> [1000]`
example A::B(1): [3], [4] -> [4];
  , | `example A::B`: expected one input shape, found `,` after it
  help: several inputs are not in the language yet, remove the second
example B(1): [3] -> [4], params: 3;
  params | `params`: expected `=`, found `:`
  help: write `params = …`
example B(1): [3] -> [4], params == 3;
  params | `params`: expected `=`, found `==`
  help: write `params = …`
example B(1): [3] -> [4] params = 3;
  params | `example B`: expected `;` at the end, found `params`
  help: write `, params = …`, or `;`
example B(1): [3] -> [4], 3;
  3 | `example B`: expected `params` or `macs`, found `3`
  help: write `params = 1_000_000`
example B(1): [3] -> [4], params = ;
  = | `params`: expected a value, found `;`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
example B(1): [3] -> [4]
  ] | `example B`: expected `;` at the end, found the end
  help: write `;` here
example
  example | expected the name of a block or network, found the end
  help: write its name, or its path: `parts::Block`
example ;
  example | expected the name of a block or network, found `;`
  help: write its name, or its path: `parts::Block`
budget N: params < 3;
  params | `params`: expected `<=`, found `<`
  help: write `params <= …`
budget N: params = 3;
  params | `params`: expected `<=`, found `=`
  help: write `params <= …`
budget N: params <= ;
  = | `params`: expected a value, found `;`
  help: a value is an expression of Rust, such as `64`, `[1, 7]` or `width * 2`
budget N;
  N | `budget N`: expected `:`, found `;`
  help: write `:` here
budget N: ;
  ; | `budget N`: expected `params` or `macs`, found `;`
  help: write `params <= 1_000_000`
budget N params <= 3;
  N | `budget N`: expected `:`, found `params`
  help: write `:` here
budget N: params <= 3 macs <= 4;
  macs | `budget N`: expected `;` at the end, found `macs`
  help: write `, macs <= …`, or `;`
budget N: params <= 3 block C() { relu; }
  3 | `budget N`: expected `;` at the end, found `block`
  help: write `;` here
budget;
  budget | expected the name of a block or network, found `;`
  help: write its name, or its path: `parts::Block`
budget B(4): params <= 1_000;
  B | `budget B`: expected a network, found a call
  help: assert the counts of a block by `example B(…): […] -> […], params = …;`
examples B(4): [3] -> [4];
  examples | expected `block`, `network`, `example` or `budget`, found `examples`
  help: write `example`
"##,
    );
}

/// `taps(…)` in the head of a network.
#[test]
fn taps() {
    assert_faults(
        |head| format!("network N: [3] -> [3] {head} {{ a: relu; }}"),
        r##"
taps
  taps | `taps`: expected labels in `(…)`, found `{ … }`
  help: write `taps(layer2, layer4)`
taps[a]
  taps | `taps`: expected labels in `(…)`, found `[…]`
  help: write `taps(layer2, layer4)`
taps()
  taps | `taps()`: expected at least one label
  help: write `taps(layer2, layer4)`, or remove it
taps(a b)
  b | `a`: expected `,`, found `b`
  help: write `,` before it, or remove it
taps(a, , b)
  , | `,`: expected a label, or a path in quotes
  help: write `layer2`, or `"layer3.0" as middle`
taps(a.0.b as c, d)
  a | `a.0.b`: expected a path of several labels in quotes
  help: write `"a.0.b" as name`
taps(0)
  0 | `0`: expected a number in quotes, with a name for its field
  help: write `"0" as first`, say
taps("a.0", b)
  "a.0" | `a.0`: expected a name for its field
  help: write `"a.0" as name`
taps(type)
  type | `type`: expected a name for its field
  help: write `"type" as name`
taps("a" as)
  as | `as`: expected a name, found the end
  help: write `as middle`, say
taps("a" as "b")
  as | `as`: expected a name, found `"b"`
  help: write `as middle`, say
taps a
  taps | `taps`: expected labels in `(…)`, found `a`
  help: write `taps(layer2, layer4)`
tap(a)
  tap | `tap`: expected `taps` or the body of the network
  help: write `taps(…)`
"##,
    );
}
