//! Every construct parses to the tree that it should.

use super::{EXAMPLES, printed, printed_body, read};

#[test]
fn the_examples_of_the_specification_have_no_fault() {
    for source in EXAMPLES {
        let (_, faults) = read(source);
        let messages: Vec<_> = faults.iter().map(|fault| &fault.message).collect();
        assert!(messages.is_empty(), "{messages:#?}");
    }
}

/// Asserts that statements parse to a tree.
fn assert_body(table: &[(&str, &str)]) {
    for (source, expected) in table {
        assert_eq!(printed_body(source), *expected, "of {source}");
    }
}

#[test]
fn calls() {
    assert_body(&[
        ("relu;", "relu"),
        ("relu();", "relu()"),
        (
            "conv2d(64, [1, 7], stride = 2,);",
            "conv2d(64; [1,7]; stride=2)",
        ),
        ("Block(64);", "Block(64)"),
        (
            "parts::Block(64, kind = Kind::A);",
            "parts::Block(64; kind=Kind::A)",
        ),
        ("crate::a::B;", "crate::a::B"),
        ("self::Conv2d(3);", "self::Conv2d(3)"),
        (
            "super::B(if c { 1 } else { 2 });",
            "super::B(ifc{1}else{2})",
        ),
        ("::other::B;", "::other::B"),
        (
            "conv2d(x as usize, 2 * *y, stride = a == b);",
            "conv2d(xasusize; 2**y; stride=a==b)",
        ),
        ("slice(0..width / 2);", "slice(0..width/2)"),
        (
            "scale(f::<1, 2>(), shift = |a, b| a);",
            "scale(f::<1,2>(); shift=|a,b|a)",
        ),
        ("Block(None);", "Block(None)"),
    ]);
}

#[test]
fn labels() {
    assert_body(&[
        ("conv1: conv2d(64, 3);", "conv1: conv2d(64; 3)"),
        ("0: relu;", "0: relu"),
        ("_: Trunk([3, 4]);", "_: Trunk([3,4])"),
        (
            "type: relu; for: relu; if: relu; match: relu; let: relu;",
            "type: relu; for: relu; if: relu; match: relu; let: relu",
        ),
        (
            "sum: relu; from: relu; output: relu; check: relu;",
            "sum: relu; from: relu; output: relu; check: relu",
        ),
        (
            "identity: relu; block: relu; else: relu; as: relu;",
            "identity: relu; block: relu; else: relu; as: relu",
        ),
        ("sum: sum { relu; }", "sum: sum/Sum { relu }"),
        (
            "\"denselayer{i + 1}\": relu;",
            "\"denselayer\"; <i+1>: relu",
        ),
        (
            "\"block{b}-{i}\": relu;",
            "\"block\"; <b>; \"-\"; <i>: relu",
        ),
        ("\"{{a}}é\": relu;", "\"{a}é\": relu"),
        (
            "\"{if i == 0 { 1 } else { 2 }}\": relu;",
            "<ifi==0{1}else{2}>: relu",
        ),
        ("layer: ::a::B;", "layer: ::a::B"),
        ("if c { relu; } else: relu;", "if c { relu }; else: relu"),
    ]);
}

#[test]
fn words_of_the_language() {
    assert_body(&[
        ("{ relu; { gelu; } }", "{ relu; { gelu } }"),
        ("sequential { relu; }", "sequential { relu }"),
        (
            "concat { relu; } product { relu; };",
            "concat/Concat { relu }; product/Product { relu }",
        ),
        ("residual { relu; }", "residual { relu }"),
        (
            "residual if a && b { relu; } relu;",
            "residual if a&&b { relu }; relu",
        ),
        (
            "identity as x; relu; from x; identity();",
            "identity as x; relu; from x; identity",
        ),
        ("output aux { relu; }", "output aux { relu }"),
        (
            "output aux: [1000] { from x; relu; }",
            "output aux: [1000] { from x; relu }",
        ),
        ("check [64, _, width * 2];", "check [64; _; width*2]"),
        (
            "sum { relu; } as x; { relu; } as y;",
            "sum/Sum { relu } as x; { relu } as y",
        ),
        ("sum::B(3); check::C;", "sum::B(3); check::C"),
        (";; relu;;", "relu"),
    ]);
}

#[test]
fn control() {
    assert_body(&[
        (
            "for i in 0..n { relu; } relu;",
            "for i in 0..n { relu }; relu",
        ),
        ("for _ in a..=b {}", "for _ in a..=b {  }"),
        ("for i in (0..3) { relu; }", "for i in 0..3 { relu }"),
        (
            "for (w, n) in [(64, 2), (128, 2)] { relu; }",
            "for (w,n) in [(64,2),(128,2)] { relu }",
        ),
        ("for w in WIDTHS { relu; }", "for w in WIDTHS { relu }"),
        (
            "for i in 0..match n { A => 1, _ => 2 } { relu; }",
            "for i in 0..matchn{A=>1,_=>2} { relu }",
        ),
        (
            "if a == 1 { relu; } else if b { gelu; } else { silu; }",
            "if a==1 { relu } else if b { gelu } else { silu }",
        ),
        (
            "if x as usize > 3 { relu; } as y;",
            "if xasusize>3 { relu } as y",
        ),
        (
            "if matches!(x, A { .. }) { relu; }",
            "if matches!(x,A{..}) { relu }",
        ),
        (
            "if match x { A => true, _ => false } { relu; }",
            "if matchx{A=>true,_=>false} { relu }",
        ),
        ("let a = if b { 1 } else { 2 };", "let a = ifb{1}else{2}"),
        (
            "let (a, b): (usize, usize) = f(input.channels);",
            "let (a,b): (usize,usize) = f(input.channels)",
        ),
    ]);
}

#[test]
fn matches() {
    assert_body(&[
        (
            "match kind { A => { relu; } B | C if n > 1 => { gelu; }, _ => {} }",
            "match kind { A => { relu }; B|C if n>1 => { gelu }; _ => {  } }",
        ),
        (
            "match x { A => relu, B => conv2d(3, 1); _ => identity }",
            "match x { A => { relu }; B => { conv2d(3; 1) }; _ => { identity } }",
        ),
        (
            "match x { A => sum { relu; } B => if c { relu; } else { gelu; } _ => a: relu, }",
            "match x { A => { sum/Sum { relu } }; B => { if c { relu } else { gelu } }; _ => { a: relu } }",
        ),
        (
            "match x.0 { S { a, .. } => { relu; } } as y;",
            "match x.0 { S{a,..} => { relu } } as y",
        ),
    ]);
}

/// Asserts that items parse to a tree, and without a fault.
fn assert_items(source: &str, expected: &str) {
    let (declaration, faults) = read(source);
    assert_eq!(
        faults.first().map(|fault| &fault.message),
        None,
        "of {source}"
    );
    assert_eq!(printed::items(&declaration), expected, "of {source}");
}

#[test]
fn items() {
    assert_items("", "");
    assert_items("block B() {}", " block B() {  }");
    assert_items(
        "#[cfg(test)] pub(crate) block B(width: usize, r: [usize; 3], kind: a::Kind = a::Kind::A,) { relu; }",
        "#[cfg(test)] pub(crate) block B(width:usize; r:[usize;3]; kind:a::Kind=a::Kind::A) { relu }",
    );
    assert_items(
        "/// Doc.\npub network N: [3, _, _] -> [CLASSES] { relu; }",
        "#[doc=\"Doc.\"] pub network N [3; _; _] [CLASSES] { relu }",
    );
    assert_items(
        "example parts::B(128, stride = 2): [64, 56, 56] -> [128, 28, 28], params = 230_144, macs = 3;",
        "example parts::B(128; stride=2) [64; 56; 56] [128; 28; 28] params=230_144; macs=3",
    );
    assert_items("example B: [8] -> [8];", "example B [8] [8] ");
    assert_items(
        "budget N: params <= 12_000_000, macs <= 2 * GIGA,; block B() {}",
        "budget N params<=12_000_000; macs<=2*GIGA;  block B() {  }",
    );
}

#[test]
fn taps() {
    assert_items(
        r##"network N: [3] -> [4] taps(a, "b.0.c" as inner, "d", r#type as t,) { relu; }"##,
        r#" network N [3] [4] taps("a" as a; "b.0.c" as inner; "d" as d; "type" as t) { relu }"#,
    );
}

#[test]
fn what_macro_rules_pass_is_read() {
    use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
    let hidden = |text: &str| -> TokenStream {
        let inner = text.parse().expect("tokens");
        TokenTree::from(Group::new(Delimiter::None, inner)).into()
    };
    let (krate, vis, number, path) = (hidden("firebrick"), hidden(""), hidden("0"), hidden("a::B"));
    let value = hidden("1 + 2");
    let tokens = quote::quote!(#krate #vis block B() { #number: #path(#value * 3); });
    let (declaration, faults) = super::read_tokens(tokens);
    assert_eq!(faults.len(), 0);
    assert_eq!(declaration.krate.to_string(), "firebrick");
    assert_eq!(printed::body_of(&declaration), "0: a::B(1+2*3)");
}
