//! Lints: what they find in networks with one mistake each, and what they leave in peace.

use firebrick::backend::Flex;
use firebrick::graph::lints::{Finding, Lint};
use firebrick::network;

/// The findings as `path lint`.
fn told(lints: &[Finding<'_>]) -> Vec<String> {
    lints
        .iter()
        .map(|finding| format!("{} {}", finding.path(), finding.lint().name()))
        .collect()
}

/// Declares networks on a `[4, 9, 9]` image, and asserts what the lints find.
macro_rules! cases {
    ($($name:ident: { $($body:tt)* } -> [$($out:tt)*], [$($told:literal),*];)*) => {$(
        #[test]
        fn $name() {
            network! {
                network Net: [4, 9, 9] -> [$($out)*] { $($body)* }
            }
            let expected: &[&str] = &[$($told),*];
            assert_eq!(told(&Net::<Flex>::lints()), expected);
        }
    )*};
}

cases! {
    a_bias_before_a_norm: {
        a: conv2d(4, 1); batch_norm;
        b: conv_transpose2d(4, 1); identity; instance_norm;
        c: linear(4, dim = channels); batch_norm(affine = false);
    } -> [4, 9, 9], ["a bias_before_norm", "b bias_before_norm", "c bias_before_norm"];
    a_bias_that_something_else_reads: {
        conv2d(4, 1) as kept; batch_norm;
        sum { identity; from kept; }
    } -> [4, 9, 9], [];
    a_bias_that_is_kept_in_the_mean_of_a_group: { conv2d(4, 1); group_norm(2); } -> [4, 9, 9], [];
    a_bias_behind_an_activation: { conv2d(4, 1); relu; batch_norm; } -> [4, 9, 9], [];
    a_bias_of_the_result: { batch_norm; conv2d(4, 1); } -> [4, 9, 9], [];

    a_pool_that_drops_a_row_and_a_column: { a: { max_pool2d(2); } } -> [4, 4, 4],
        ["a dropped_pixels"];
    a_pool_that_rounds_up: { max_pool2d(2, ceil_mode = true); } -> [4, 5, 5], [];
    a_convolution_that_drops_a_row_and_a_column: { conv2d(4, 4, stride = 2); } -> [4, 3, 3],
        ["conv2d_0 dropped_pixels"];
    a_stride_that_ends_in_the_padding: { conv2d(4, 4, stride = 2, padding = 1); } -> [4, 4, 4], [];
    a_stride_that_leaves_only_padding_out: { conv2d(4, 2, stride = 2, padding = [0, 0, 2, 2]); }
        -> [4, 5, 5], [];
    a_kernel_smaller_than_its_stride: { conv2d(4, 1, stride = 5); } -> [4, 2, 2], [];
    a_kernel_of_one_that_ends_early: { slice(0..4); conv2d(4, 1, stride = 2); } -> [4, 5, 5], [];
    padding_that_is_the_same: { conv2d(4, 3, stride = 2, padding = same); } -> [4, 5, 5], [];

    a_view_of_a_third: { conv2d(4, 3); global_avg_pool; } -> [4], [" narrow_receptive_field"];
    a_view_of_most: { conv2d(4, 5); global_avg_pool; } -> [4], [];
    a_gate_is_no_look_at_the_input: {
        product { identity; { global_avg_pool(keep_dims = true); conv2d(4, 1); sigmoid; } }
    } -> [4, 9, 9], [];
    a_flattened_map_is_seen_whole: { conv2d(4, 3); flatten; linear(4); } -> [4], [];

    a_view_of_ten_times_the_input: {
        a: for _ in 0..6 { conv2d(4, 17, padding = 8); }
    } -> [4, 9, 9], ["a.5.conv2d_0 wide_receptive_field"];

    a_value_kept_and_never_read: { conv2d(4, 1) as kept; relu; } -> [4, 9, 9],
        ["conv2d_0 unused_kept_value"];
    a_value_that_an_inner_one_hides: {
        a: conv2d(4, 1) as kept;
        for _ in 0..1 { b: conv2d(4, 1) as kept; sum { identity; from kept; } }
    } -> [4, 9, 9], ["a unused_kept_value"];
    a_value_of_which_only_the_size_is_read: {
        relu as kept; max_pool2d(3); interpolate(like = kept);
    } -> [4, 9, 9], [];
    a_value_that_the_other_arm_reads: {
        relu as kept;
        if input.channels == 5 { conv2d(4, 1); sum { identity; from kept; } }
    } -> [4, 9, 9], [];

    an_activation_of_an_activation: { a: { relu; dropout; sigmoid; } } -> [4, 9, 9],
        ["a consecutive_activations"];
    activations_apart: { relu; conv2d(4, 1); relu; } -> [4, 9, 9], [];
    activations_side_by_side: { product { tanh; sigmoid; } } -> [4, 9, 9], [];

    dropout_before_a_norm: { a: { dropout; relu; max_pool2d(3); batch_norm; } } -> [4, 3, 3],
        ["a dropout_before_norm"];
    dropout_before_a_layer_with_weights: { dropout; conv2d(4, 1, bias = false); batch_norm; }
        -> [4, 9, 9], [];
    dropout_that_drops_nothing: { dropout(0.0); batch_norm; } -> [4, 9, 9], [];

    a_matrix_that_holds_nearly_all: { conv2d(4, 1); flatten; fc: linear(40); } -> [40],
        ["fc heavy_linear"];
    a_matrix_among_matrices: { flatten; linear(40); linear(10); } -> [10], [];
    a_small_matrix: { conv2d(4, 1); flatten; linear(4); } -> [4], [];
}

#[test]
fn what_is_allowed_is_not_told() {
    network! {
        #[allow(firebrick::bias_before_norm)]
        block Quiet() { conv2d(4, 1); batch_norm; }

        block Loud() { conv2d(4, 1); batch_norm; }

        #[allow(firebrick::consecutive_activations, dead_code)]
        network Net: [4, 9, 9] -> [4, 9, 9] {
            a: Quiet;
            b: Loud;
            relu;
            relu;
        }

        #[allow(firebrick::all)]
        #[deny(firebrick::bias_before_norm)]
        #[deny(firebrick::dropped_pixels)]
        #[allow(firebrick::dropped_pixels)]
        network Later: [4, 9, 9] -> [4, 4, 4] { max_pool2d(2); }
    }
    assert_eq!(told(&Net::<Flex>::lints()), ["b.conv2d_0 bias_before_norm"]);
    assert_eq!(told(&Later::<Flex>::lints()), [""; 0]);
}

#[test]
fn a_finding_says_where_it_is_written() {
    network! {
        network Net: [4, 9, 9] -> [4, 9, 9] {
            conv2d(4, 1);
            batch_norm as kept;
        }
    }
    let lints = Net::<Flex>::lints();
    let places: Vec<_> = lints
        .iter()
        .map(|finding| finding.location().expect("every statement has a place"))
        .collect();
    let line = line!() - 9;
    assert!(places[0].file().ends_with("lints.rs"));
    assert_eq!((places[0].line(), places[0].column()), (line, 13));
    assert_eq!((places[1].line(), places[1].column()), (line + 1, 27));
}

#[test]
fn the_summary_tells_a_mistake_once() {
    network! {
        network Net: [4, 9, 9] -> [4, 9, 9] {
            a: for _ in 0..3 { conv2d(4, 1); batch_norm; }
        }
    }
    let summary = Net::<Flex>::summary().to_string();
    let lints = summary.split_once("lint ").expect("there is a lint").1;
    assert_eq!(
        lints,
        "bias_before_norm at a.0.conv2d_0, and at 2 more\n  \
         `conv2d` expects no bias before `batch_norm`, which takes it away again, found one of 4 numbers\n  \
         help: `bias = false`\n",
    );
}

#[test]
fn another_size_has_lints_of_its_own() {
    network! {
        network Open: [3, _, _] -> [3, _, _] { max_pool2d(2); }
    }
    assert_eq!(told(&Open::<Flex>::lints()), [""; 0]);
    assert_eq!(told(&Open::<Flex>::graph_for([3, 8, 8]).lints()), [""; 0]);
    let odd = Open::<Flex>::graph_for([3, 8, 9]);
    assert_eq!(
        odd.lints()[0].fact(),
        "`max_pool2d` expects windows that reach the end of the image [3, 8, 9], found 1 column left out \
         by its stride of 2"
    );
}

/// The replacement that a finding offers is one that mends it.
#[test]
fn the_padding_that_is_offered_fits() {
    network! {
        network Broken: [3, 224, 224] -> [8, 111, 111] { conv2d(8, 3, stride = 2); }
        network Mended: [3, 224, 224] -> [8, 112, 112] {
            conv2d(8, 3, stride = 2, padding = [0, 0, 1, 1]);
        }
    }
    let lints = Broken::<Flex>::lints();
    assert!(
        lints[0].help().starts_with("`padding = [0, 0, 1, 1]`"),
        "{}",
        lints[0]
    );
    assert_eq!(told(&Mended::<Flex>::lints()), [""; 0]);
}

/// The macro knows the lints of the runtime, and the reference has them all.
#[test]
fn every_lint_is_known_and_told_of() {
    let catalog = include_str!("../../macros/src/catalog.rs");
    let (_, table) = catalog
        .split_once("pub const LINTS")
        .expect("the table of lints");
    let (table, _) = table.split_once("];").expect("the table has an end");
    let known: Vec<_> = table.split('"').skip(1).step_by(2).collect();
    let names: Vec<_> = Lint::ALL.iter().map(|lint| lint.name()).collect();
    assert_eq!(known, names);
    let reference = include_str!("../../runtime/src/network.md");
    for name in names {
        assert!(reference.contains(&format!("`{name}`")), "{name}");
    }
}
