//! What one item's faults mean for itself and for the others, and for how many errors there are.

use super::Expansion::{self, Bare, Nothing, StandIn, Whole};
use super::{assert_sound, judge};

/// The examples of the language's specification, sections 1, 2, 3 and 9.
const EXAMPLES: [&str; 4] = [
    include_str!("../../parse/tests/examples/resnet.txt"),
    include_str!("../../parse/tests/examples/vgg.txt"),
    include_str!("../../parse/tests/examples/assertions.txt"),
    include_str!("../../parse/tests/examples/three_more.txt"),
];

#[test]
fn the_examples_of_the_specification_have_no_fault() {
    for source in EXAMPLES {
        assert_sound(source);
    }
}

/// Asserts the blamed tokens, and what becomes of the items.
fn assert_judged(source: &str, blamed: &[&str], expansions: &[Expansion]) {
    let (faults, items) = judge(source);
    let seen: Vec<_> = faults.iter().map(|fault| &*fault.blamed).collect();
    assert_eq!(seen, blamed, "of {source}");
    assert_eq!(items, expansions, "of {source}");
}

/// A faulty body is its own item's alone: those who use the item are judged against its header.
#[test]
fn a_fault_in_a_body_leaves_the_users() {
    let body = "block A(w: usize) { conv2(3); }";
    assert_judged(
        &format!("{body} network N: [3] -> [3] {{ A(1); }}"),
        &["conv2"],
        &[StandIn, Whole],
    );
    assert_judged(
        &format!("{body} network N: [3] -> [3] {{ A(1, 2, 3); }} block B() {{ relu; }}"),
        &["conv2", "2"],
        &[StandIn, StandIn, Whole],
    );
}

/// Nobody is told that a call does not fit a header that is broken itself.
#[test]
fn a_fault_in_a_header_mutes_the_users() {
    for header in ["A(w)", "A(w: usize, w: usize)", "A(init: usize)"] {
        let (faults, items) = judge(&format!(
            "block {header} {{ relu; }} network N: [3] -> [3] {{ A(1, 2, 3); }} \
             example A(1.0): [3] -> [3]; block B() {{ N; }}"
        ));
        assert_eq!(faults.len(), 1, "of {header}");
        assert_eq!(items, [Bare, StandIn, StandIn, Whole], "of {header}");
    }
    assert_judged(
        "network N: [3] { relu; } budget N: params <= 3; network M: [3] -> [3] { N(1); }",
        &["]"],
        &[Bare, StandIn, StandIn],
    );
}

/// The body of an item is judged whatever its header: its faults are mistakes of their own.
#[test]
fn a_broken_header_does_not_hide_the_body() {
    assert_judged(
        "block A(w) { conv2(3); } block B() { relu; } block B() { conv2(3); }",
        &["w", "B", "conv2", "conv2"],
        &[Bare, Whole, Nothing],
    );
}

/// Which of two items of one name a call means cannot be told.
#[test]
fn two_items_of_one_name_mute_the_users() {
    assert_judged(
        "block A() { relu; } block A(w: usize) { relu; } network N: [3] -> [3] { A(1, 2); }",
        &["A"],
        &[Whole, Nothing, StandIn],
    );
}

/// All that are in a cycle are mended together, those who use them are not in it.
#[test]
fn a_cycle_makes_stand_ins() {
    assert_judged(
        "block P() { Q; } block Q() { P; } block R() { P; }",
        &["P"],
        &[StandIn, StandIn, Whole],
    );
    assert_judged(
        "block P() { P; Q; } block Q() { P; }",
        &["P", "P"],
        &[StandIn, StandIn],
    );
}

/// Independent mistakes are independent errors in one run.
#[test]
fn all_mistakes_are_told() {
    assert_judged(
        "block B(w: usize = 1.0, w: f64 = 1.0) { conv2d(4.0, [0, 3], strid = 1); sum { } from x; } \
         network N: [_, 8] -> [3, 0] { conv2d(out_channels = 4, kernel_size = 1); \
         a: let b = 1; scale([1, 2.0, 3]); Conv2d(1, 2, 3); slice(0.0..1.5); } \
         budget N: parms <= 3, flops <= 4.0;",
        &[
            "1.0",
            "w",
            // in `B`
            "strid",
            "4.0",
            "0",
            "sum",
            "x",
            // in `N`
            "_",
            "0",
            "out_channels",
            "kernel_size",
            "a",
            "1",
            "3",
            "Conv2d",
            "0.0",
            "1.5",
            // in the budget
            "parms",
            "flops",
        ],
        &[Bare, StandIn, StandIn],
    );
}
