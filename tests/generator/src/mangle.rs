//! Slips of the hand in a declaration: tokens deleted, doubled, swapped, replaced.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::choices::Choices;

#[derive(Clone, Copy)]
enum Change {
    Delete,
    Double,
    /// With the token behind it.
    Swap,
    /// By one of [`STRANGERS`].
    Replace,
    /// One of [`STRANGERS`] in front of it.
    Insert,
    /// By another token of the declaration.
    Copy,
    /// Into braces, brackets, parentheses, or the invisible group of a `macro_rules!` fragment.
    Wrap,
    /// Out of its group.
    Unwrap,
    /// With everything behind it in its group.
    End,
}

const CHANGES: [Change; 9] = [
    Change::Delete,
    Change::Double,
    Change::Swap,
    Change::Replace,
    Change::Insert,
    Change::Copy,
    Change::Wrap,
    Change::Unwrap,
    Change::End,
];

/// What people type by mistake, and what no one types.
const STRANGERS: &[&str] = &[
    ";", ":", ",", "=", "=>", "->", "..", "..=", ".", "_", "#", "!", "?", "$", "@", "|", "||", "&&", "<", "<=",
    ">", "'a", "'x'", "::", "+", "-", "*", "/", "%", "()", "[]", "{}", "{ ; }", "[_]", "[0]", "-1", "0", "1.5",
    "1e400", "99999999999999999999999999999999999999999", "0xFFFF_FFFF_FFFF_FFFF", "3usize", "7u8", "true",
    "None", "\"\"", "\"{\"", "\"{}\"", "\"a{i}b{\"", "\"}\"", "\"a.b\"", "\"\\u{0}{i + }\"", "r\"x\"", "b\"x\"",
    "c\"x\"", "r#type", "r#fn", "self", "Self", "crate", "super", "as", "if", "else", "match", "for", "in", "let",
    "while", "loop", "fn", "move", "unsafe", "async", "const", "pub", "block", "network", "example", "budget",
    "sum", "concat", "product", "residual", "sequential", "output", "from", "identity", "check", "parameter",
    "input", "input.channels", "input.height.width", "same", "like", "conv2d", "conv2d(", "Conv2d", "nn.ReLU()",
    "linear(10)", "dropout(0.5)", "x as y", "if x { 1 } else { 2 }", "|x| x", "#![a]", "/* */", "a::b::<C>",
    "fb_t", "é", "名",
];

/// The tokens of `text` with one slip or more.
pub fn mangled(text: &str, choices: &mut Choices) -> TokenStream {
    let mut tokens = lexed(text);
    for _ in 0..choices.between(1, 4) {
        let all = count(&tokens);
        if all == 0 {
            break;
        }
        let at = choices.below(all);
        let change = *choices.pick(&CHANGES);
        let other = match change {
            Change::Copy => token(&tokens, &mut choices.below(all)).into_iter().collect(),
            _ => lexed(choices.pick::<&str>(STRANGERS)),
        };
        let delimiter = *choices.pick(&[
            Delimiter::Brace,
            Delimiter::Bracket,
            Delimiter::Parenthesis,
            Delimiter::None,
        ]);
        let slip = Slip {
            change,
            other,
            delimiter,
        };
        tokens = slip.at(tokens, &mut { at });
    }
    tokens
}

/// A text without its lexical faults: rustc refuses those before a macro sees them.
fn lexed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

struct Slip {
    change: Change,
    other: TokenStream,
    delimiter: Delimiter,
}

impl Slip {
    /// Changes the token number `at`, counted through all groups.
    fn at(&self, tokens: TokenStream, at: &mut usize) -> TokenStream {
        let mut out = Vec::new();
        let mut held = None;
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            let here = *at == 0;
            *at = at.wrapping_sub(1);
            if !here {
                out.push(self.deeper(token, at));
                out.extend(held.take());
                continue;
            }
            match self.change {
                Change::Delete => {}
                Change::Double => out.extend([token.clone(), token]),
                Change::Swap => held = Some(token),
                Change::Replace | Change::Copy => out.extend(self.other.clone()),
                Change::Insert => {
                    out.extend(self.other.clone());
                    out.push(token);
                }
                Change::Wrap => {
                    out.push(Group::new(self.delimiter, token.into()).into());
                }
                Change::Unwrap => match token {
                    TokenTree::Group(group) => out.extend(group.stream()),
                    other => out.push(other),
                },
                Change::End => tokens = TokenStream::new().into_iter(),
            }
        }
        out.extend(held);
        out.into_iter().collect()
    }

    fn deeper(&self, token: TokenTree, at: &mut usize) -> TokenTree {
        let TokenTree::Group(group) = &token else {
            return token;
        };
        let mut copy = Group::new(group.delimiter(), self.at(group.stream(), at));
        copy.set_span(group.span());
        copy.into()
    }
}

fn count(tokens: &TokenStream) -> usize {
    let inner = |token| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    tokens.clone().into_iter().map(inner).sum()
}

fn token(tokens: &TokenStream, at: &mut usize) -> Option<TokenTree> {
    for found in tokens.clone() {
        if *at == 0 {
            return Some(found);
        }
        *at -= 1;
        if let TokenTree::Group(group) = &found
            && let Some(inner) = token(&group.stream(), at)
        {
            return Some(inner);
        }
    }
    None
}
