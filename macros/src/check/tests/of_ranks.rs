//! The ranks that a block's body fixes.

use crate::ast::Item;
use crate::check::ranks::{Signature, signature};
use crate::errors::Errors;
use crate::parse::parse;

/// The signature of the first block of a text.
fn signature_in(source: &str) -> Signature {
    let tokens = format!("firebrick {source}").parse();
    let errors = Errors::new();
    let declaration = parse(tokens.expect("the text is made of tokens"), &errors);
    assert!(errors.into_list().is_empty(), "of {source}");
    let Some(Item::Block(block)) = declaration.items.first() else {
        panic!("expected a block in {source}");
    };
    signature(&block.body)
}

/// Asserts what bodies take and give; `same` where they give what they take, whichever it is.
fn assert_ranks(table: &[(&str, Option<usize>, Option<usize>)]) {
    for (body, input, output) in table {
        let found = signature_in(&format!("block B(c: bool) {{ {body} }}"));
        assert_eq!((found.input, found.output), (*input, *output), "of {body}");
    }
}

#[test]
fn sequences() {
    assert_ranks(&[
        ("", None, None),
        ("relu; batch_norm;", None, None),
        ("conv2d(4, 1); relu;", Some(4), Some(4)),
        ("relu; conv1d(4, 1);", Some(3), Some(3)),
        ("max_pool3d(2);", Some(5), Some(5)),
        ("linear(4);", Some(2), Some(2)),
        ("linear(4, dim = features);", Some(2), Some(2)),
        ("linear(4, dim = channels);", None, None),
        ("flatten; linear(4);", None, Some(2)),
        ("conv2d(4, 1); flatten; linear(4);", Some(4), Some(2)),
        ("global_avg_pool;", None, Some(2)),
        (
            "conv2d(4, 1); global_avg_pool(keep_dims = true);",
            Some(4),
            Some(4),
        ),
        (
            "conv2d(4, 1); global_avg_pool(keep_dims = false);",
            Some(4),
            Some(2),
        ),
        (
            "conv2d(4, 1); global_avg_pool(keep_dims = c);",
            Some(4),
            None,
        ),
        ("linear(4); reshape([4, 1, 1]);", Some(2), Some(4)),
        ("reshape(dims = [4, 1]);", None, Some(3)),
        ("check [3, 8, 8];", Some(4), Some(4)),
        ("Elsewhere(4);", None, None),
        ("Elsewhere(4); conv2d(4, 1);", None, Some(4)),
        ("conv2d(4, 1); parts::Elsewhere;", Some(4), None),
        ("a: { sequential { conv2d(4, 1); } }", Some(4), Some(4)),
    ]);
}

#[test]
fn branches() {
    assert_ranks(&[
        ("sum { identity; conv2d(4, 1); }", Some(4), Some(4)),
        ("sum { conv2d(4, 1); Elsewhere(4); }", Some(4), Some(4)),
        ("sum { Elsewhere(4); Elsewhere(5); }", None, None),
        ("sum { Elsewhere(4); identity; }", None, None),
        ("concat { flatten; global_avg_pool; }", None, Some(2)),
        ("residual { conv2d(4, 1); relu; }", Some(4), Some(4)),
        ("residual { relu; }", None, None),
        ("residual if c { Elsewhere(4); }", None, None),
        ("residual if c { conv2d(4, 1); }", Some(4), Some(4)),
        (
            "product { identity; scale: parameter([c, 1, 1]); }",
            Some(4),
            Some(4),
        ),
    ]);
}

#[test]
fn arms_and_rounds() {
    assert_ranks(&[
        ("if c { conv2d(4, 1); }", Some(4), Some(4)),
        (
            "if c { conv2d(4, 1); } else { identity; }",
            Some(4),
            Some(4),
        ),
        ("if c { conv2d(4, 1); } else { conv1d(4, 1); }", None, None),
        (
            "if c { conv2d(4, 1); } else { conv1d(4, 1); } conv2d(4, 1);",
            None,
            Some(4),
        ),
        ("if c { flatten; }", None, None),
        ("if c { flatten; } else { global_avg_pool; }", None, Some(2)),
        (
            "if c { Elsewhere(4); } else { conv2d(4, 1); }",
            Some(4),
            None,
        ),
        (
            "match c { true => { conv2d(4, 1); } _ => { relu; } }",
            Some(4),
            Some(4),
        ),
        ("for i in 0..2 { conv2d(4, 1); }", Some(4), Some(4)),
        ("for i in 0..2 { relu; }", None, None),
        ("for i in 0..2 { Elsewhere(i); }", None, None),
    ]);
}

#[test]
fn kept_values() {
    assert_ranks(&[
        ("conv2d(4, 1) as x; flatten; from x;", Some(4), Some(4)),
        (
            "relu as x; flatten; from x; conv2d(4, 1);",
            Some(4),
            Some(4),
        ),
        (
            "conv2d(4, 1) as x; for i in 0..2 { flatten as x; } from x;",
            Some(4),
            Some(4),
        ),
        (
            "identity as x; conv2d(4, 1); interpolate(like = x);",
            Some(4),
            Some(4),
        ),
    ]);
}

/// What is the same at any rank is the same at an unknown one.
#[test]
fn same() {
    for (body, same) in [
        ("relu;", true),
        ("", true),
        ("residual { batch_norm; relu; }", true),
        ("for i in 0..2 { relu; }", true),
        ("if c { relu; } else { tanh; }", true),
        ("identity as x; flatten; from x;", true),
        ("flatten;", false),
        ("Elsewhere(4);", false),
        ("if c { Elsewhere(4); }", false),
    ] {
        let found = signature_in(&format!("block B(c: bool) {{ {body} }}"));
        assert_eq!(found.same, same, "of {body}");
    }
}
