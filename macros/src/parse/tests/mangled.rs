//! Whatever is done to the tokens of a declaration, the parser comes to an end and has an answer.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{EXAMPLES, read_tokens};

#[derive(Clone, Copy, Debug)]
enum Change {
    Delete,
    Double,
    Swap,
    Replace(&'static str),
}

const CHANGES: &[Change] = &[
    Change::Delete,
    Change::Double,
    Change::Swap,
    Change::Replace(":"),
    Change::Replace(";"),
    Change::Replace("=>"),
    Change::Replace("as"),
    Change::Replace("if"),
    Change::Replace("()"),
    Change::Replace("{ ; }"),
    Change::Replace("\"{\""),
];

/// `tokens` with the token number `at` changed, counted through all groups.
fn changed(tokens: TokenStream, at: &mut usize, change: Change) -> Vec<TokenTree> {
    let mut out = Vec::new();
    let mut held = None;
    for token in tokens {
        let here = *at == 0;
        *at = at.wrapping_sub(1);
        match (here, change) {
            (true, Change::Delete) => {}
            (true, Change::Double) => out.extend([token.clone(), token]),
            (true, Change::Swap) => held = Some(token),
            (true, Change::Replace(text)) => {
                out.extend(text.parse::<TokenStream>().expect("tokens"))
            }
            (false, _) => {
                out.push(deeper(token, at, change));
                out.extend(held.take());
            }
        }
    }
    out.extend(held);
    out
}

fn deeper(token: TokenTree, at: &mut usize, change: Change) -> TokenTree {
    let TokenTree::Group(group) = &token else {
        return token;
    };
    let inner = changed(group.stream(), at, change).into_iter().collect();
    let mut copy = Group::new(group.delimiter(), inner);
    copy.set_span(group.span());
    TokenTree::Group(copy)
}

fn count(tokens: TokenStream) -> usize {
    let inner = |token| match token {
        TokenTree::Group(group) => 1 + count(group.stream()),
        _ => 1,
    };
    tokens.into_iter().map(inner).sum()
}

#[test]
fn every_token_deleted_doubled_swapped_or_replaced() {
    for source in EXAMPLES {
        let tokens: TokenStream = format!("firebrick {source}").parse().expect("tokens");
        for at in 0..count(tokens.clone()) {
            for &change in CHANGES {
                let tokens = changed(tokens.clone(), &mut { at }, change)
                    .into_iter()
                    .collect();
                let (_, faults) = read_tokens(tokens);
                assert!(
                    faults
                        .iter()
                        .all(|fault| fault.message.contains("\nhelp: "))
                );
            }
        }
    }
}

/// The braces of a declaration, the inner ones too.
fn bodies(tokens: TokenStream) -> Vec<Group> {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    });
    groups
        .flat_map(|group| [vec![group.clone()], bodies(group.stream())].concat())
        .collect()
}

/// A body without its end is what a half-typed line looks like: one error at most, for its last
/// statement.
#[test]
fn every_prefix_of_a_body() {
    for source in EXAMPLES {
        for body in bodies(source.parse().expect("tokens")) {
            let tokens: Vec<_> = body.stream().into_iter().collect();
            for end in 0..tokens.len() {
                let body: TokenStream = tokens[..end].iter().cloned().collect();
                let (_, faults) = read_tokens(quote::quote!(firebrick block B() { #body }));
                let messages: Vec<_> = faults.iter().map(|fault| &fault.message).collect();
                assert!(messages.len() <= 1, "{body}: {messages:#?}");
            }
        }
    }
}

/// One slip of the hand is one error.
#[test]
fn a_deleted_or_doubled_token_is_one_fault_at_most() {
    for source in EXAMPLES {
        let tokens: TokenStream = format!("firebrick {source}").parse().expect("tokens");
        for at in 1..count(tokens.clone()) {
            for change in [Change::Delete, Change::Double] {
                let tokens = changed(tokens.clone(), &mut { at }, change);
                let tokens: TokenStream = tokens.into_iter().collect();
                let (_, faults) = read_tokens(tokens.clone());
                let messages: Vec<_> = faults.iter().map(|fault| &fault.message).collect();
                assert!(messages.len() <= 1, "{tokens}: {messages:#?}");
            }
        }
    }
}
