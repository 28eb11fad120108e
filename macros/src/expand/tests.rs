//! The expansion of a declaration is Rust, and what is in it.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

fn expanded(declaration: TokenStream) -> String {
    let tokens = crate::pipeline(quote!(firebrick #declaration));
    let file = syn::parse2::<syn::File>(tokens).expect("the expansion is Rust");
    prettyplease::unparse(&file)
}

/// A block is one plain struct: a field for every part with state, under the labels of its path.
#[test]
fn a_block_is_a_flat_struct() {
    let rust = expanded(quote! {
        block Part(width: usize) {
            conv: conv2d(width, 3);
            relu;
            for _ in 0..2 { bn: batch_norm; }
            shortcut: if width > 8 { 0: conv2d(width, 1); }
        }
    });
    for line in [
        "pub conv: firebrick::private::nn::Conv2d,",
        "pub loop_0_bn: firebrick::private::Vec<firebrick::private::nn::BatchNorm>,",
        "pub shortcut_0: ::core::option::Option<firebrick::private::nn::Conv2d>,",
        "pub const fn config(width: usize) -> PartConfig {",
        "pub const fn with_width(self, width: usize) -> Self {",
    ] {
        assert!(rust.contains(line), "`{line}` in\n{rust}");
    }
}

/// A number has the kind in front of it, a text may have any characters: the field's name is another one
/// then, and may not be that of a part beside it.
#[test]
fn labels_that_come_to_one_name_have_two_fields() {
    let rust = expanded(quote! {
        block Part() {
            0: linear(4);
            linear(4);
            "a-b": linear(4);
            a_b: linear(4);
        }
    });
    for field in ["linear_0", "linear_0_2", "a_b", "a_b_2"] {
        let line = format!("pub {field}: firebrick::private::nn::Linear,");
        assert_eq!(rust.matches(&line).count(), 1, "`{line}` in\n{rust}");
    }
}

/// The user's expressions stand in const positions only: the trace. What builds and runs reads the plan.
#[test]
fn an_expression_is_expanded_where_it_is_traced_only() {
    let rust = expanded(quote!(block Part(width: usize) { conv2d(width * 12345, 3); }));
    assert_eq!(rust.matches("12345").count(), 1, "{rust}");
}

/// What may begin a statement of its own, such as `if`, stands where it cannot.
#[test]
fn a_default_that_begins_with_an_if_is_whole() {
    let rust = crate::pipeline(quote! {
        firebrick block Part(wide: bool, width: usize = if wide { 2 } else { 1 } + 1) { conv2d(width, 3); }
    });
    syn::parse2::<syn::File>(rust).expect("it is Rust");
}

/// Parentheses around a word or a range say nothing, nor do those around what `macro_rules!` passes on.
#[test]
fn what_stands_in_parentheses_is_the_same() {
    let of = |body: TokenStream| expanded(quote!(network Net: [3, 8, 8] -> [4, 8, 8] { #body }));
    assert_eq!(
        of(quote!(conv2d(4, 3, padding = (same)); slice((0..4)); linear(4, dim = (channels));)),
        of(quote!(conv2d(4, 3, padding = same); slice(0..4); linear(4, dim = channels);)),
    );
}

/// A body is kept once, for the recording and for other sizes, and stands inline where it is measured; two
/// copies, which are run only where the recording has met faults, tell the first two of them in one run.
#[test]
fn a_network_is_traced_in_four_places() {
    let rust =
        expanded(quote!(network Net: [3, 8, 8] -> [4, 8, 8] { conv2d(4 * 12345 / 12345, 3); }));
    assert_eq!(rust.matches("4 * 12345").count(), 4, "{rust}");
}

#[test]
fn a_fault_leaves_a_stand_in_with_the_same_methods() {
    let rust = expanded(quote!(network Net: [3, 8, 8] -> [4, 8, 8] { conv2(4, 3); }));
    for line in [
        "compile_error!",
        "pub const PARAMS: usize",
        "pub fn forward(",
        "pub fn init(",
    ] {
        assert!(rust.contains(line), "`{line}` in\n{rust}");
    }
}

/// An editor follows a word of the declaration to the same word at the same place of the expansion: to the
/// description of a layer, the field of an argument, a block, a parameter, the field of a label.
#[test]
fn every_word_leads_somewhere() {
    let source = "firebrick \
        block Pair(width: usize, stride: usize = 1) {
            first: conv2d(width, 3, stride = stride, padding = 1);
            relu;
            second: batch_norm(eps = 0.001);
        }
        network Small: [3, 8, 8] -> [10] {
            pairs: for i in 0..2 { Pair(32, stride = if i == 0 { 2 } else { 1 }); }
            sum { identity; max_pool2d(3, stride = 1, padding = 1); }
            scale(0.5) as halved;
            global_avg_pool;
            fc: linear(input.features);
        }";
    let tokens: TokenStream = source.parse().expect("the text is made of tokens");
    let written = words(tokens.clone());
    let expanded = words(crate::pipeline(tokens));
    // The words of the language itself, and what is no word of the expansion.
    let own = ["firebrick", "block", "network", "for", "in", "as", "halved"];
    for word in written {
        let led = expanded.contains(&word);
        assert!(led || own.contains(&&*word.0), "`{}` leads nowhere", word.0);
    }
}

/// Every word with its line and column.
fn words(tokens: TokenStream) -> std::collections::HashSet<(String, usize, usize)> {
    let words = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(ident) => {
            let start = ident.span().start();
            [(ident.to_string(), start.line, start.column)].into()
        }
        _ => std::collections::HashSet::new(),
    });
    words.collect()
}

/// Taps add a struct and a method: what `forward` runs is the same code.
#[test]
fn taps_leave_the_forward_alone() {
    let body = quote!({ a: conv2d(4, 3); b: residual { c: conv2d(4, 3, padding = 1); relu; } });
    let plain = expanded(quote!(network Net: [3, 8, 8] -> [4, 6, 6] #body));
    let tapped = expanded(quote!(network Net: [3, 8, 8] -> [4, 6, 6] taps(a, b) #body));
    for line in ["pub fn taps(", "struct NetTaps<"] {
        assert!(
            tapped.contains(line) && !plain.contains(line),
            "`{line}` in\n{tapped}"
        );
    }
    for (from, to) in [
        ("fn fb_flow<", "fn layers("),
        ("pub fn forward(", "pub fn observe("),
    ] {
        let part = |rust: &str| {
            let at = rust.find(from).expect("it is there");
            let end = rust[at..].find(to).expect("it is there");
            rust[at..at + end].to_owned()
        };
        assert_eq!(part(&plain), part(&tapped));
    }
}
