//! The tokens of one pair of braces, and a place in them.
//!
//! It looks ahead as far as it likes, always knows the token before (the end of a statement), and
//! hands a stretch of tokens to `syn` where Rust's grammar is wanted.

use std::fmt::Display;

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{MacroDelimiter, MetaList, Path, token};

use super::Reported;
use crate::errors::Errors;

pub struct Cursor<'e> {
    tokens: Vec<TokenTree>,
    at: usize,
    /// What is blamed when something is missing at the end: the closing delimiter.
    end: Span,
    pub errors: &'e Errors,
    /// A statement may end at a `,`: it is the body of a `match` arm.
    pub arm: bool,
}

impl<'e> Cursor<'e> {
    pub fn new(stream: TokenStream, end: Span, errors: &'e Errors) -> Self {
        Cursor {
            tokens: stream.into_iter().map(unwrapped).collect(),
            at: 0,
            end,
            errors,
            arm: false,
        }
    }

    /// The tokens of a whole invocation: what is missing at the end is blamed on the last of them.
    pub fn whole(stream: TokenStream, errors: &'e Errors) -> Self {
        let mut cursor = Cursor::new(stream, Span::call_site(), errors);
        cursor.end = cursor.tokens.last().map_or(cursor.end, close);
        cursor
    }

    /// The tokens inside `group`.
    pub fn inside(&self, group: &Group) -> Cursor<'e> {
        Cursor::new(group.stream(), group.span_close(), self.errors)
    }

    /// Reports a fault.
    pub fn fault(&self, span: Span, fact: impl Display, help: impl Display) -> Reported {
        self.errors.report(span, fact, help);
        Reported
    }

    pub fn is_empty(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub fn position(&self) -> usize {
        self.at
    }

    /// Goes on from `position`, but never back.
    pub fn advance_to(&mut self, position: usize) {
        self.at = self.at.max(position).min(self.tokens.len());
    }

    /// The token `ahead` of the place: 0 is the next one.
    pub fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    pub fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        Some(token)
    }

    pub fn skip(&mut self, count: usize) {
        self.advance_to(self.at + count);
    }

    /// The span of the next token, or of the closing delimiter.
    pub fn span(&self) -> Span {
        self.peek(0).map_or(self.end, TokenTree::span)
    }

    /// The span of the token before the place: the end of what has been read.
    pub fn last_span(&self) -> Span {
        match self.before() {
            Some(TokenTree::Group(group)) => group.span_close(),
            Some(token) => token.span(),
            None => self.span(),
        }
    }

    /// The token before the place.
    pub fn before(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at.checked_sub(1)?)
    }

    /// Whether the token before the place is a pair of braces.
    pub fn after_braces(&self) -> bool {
        matches!(self.before(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
    }

    /// The next token as a message shows it, or the end.
    pub fn found(&self) -> String {
        const OPERATORS: &[&str] = &[
            "->", "=>", "==", "<=", ">=", "!=", "&&", "||", "**", "..", "::", ":=",
        ];
        let operator = OPERATORS.iter().find(|op| self.is_op(0, op));
        match (operator, self.peek(0)) {
            (Some(operator), _) => format!("`{operator}`"),
            (None, Some(token)) => format!("`{}`", shown(token)),
            (None, None) => "the end".to_owned(),
        }
    }

    pub fn ident(&self, ahead: usize) -> Option<&Ident> {
        match self.peek(ahead) {
            Some(TokenTree::Ident(ident)) => Some(ident),
            _ => None,
        }
    }

    /// An ident that is not `_`, nor a keyword of Rust.
    pub fn name(&self, ahead: usize) -> Option<&Ident> {
        self.ident(ahead).filter(|ident| !is_reserved(ident))
    }

    pub fn literal(&self, ahead: usize) -> Option<&Literal> {
        match self.peek(ahead) {
            Some(TokenTree::Literal(literal)) => Some(literal),
            _ => None,
        }
    }

    pub fn group(&self, ahead: usize, delimiter: Delimiter) -> Option<&Group> {
        match self.peek(ahead) {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
            _ => None,
        }
    }

    pub fn is_word(&self, ahead: usize, word: &str) -> bool {
        self.ident(ahead).is_some_and(|ident| ident == word)
    }

    pub fn is_punct(&self, ahead: usize, punct: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(found)) if found.as_char() == punct)
    }

    /// Whether an operator of several characters stands there: `->`, `::`.
    pub fn is_op(&self, ahead: usize, op: &str) -> bool {
        op.chars().enumerate().all(|(i, wanted)| {
            let joint = i + 1 < op.len();
            matches!(self.peek(ahead + i), Some(TokenTree::Punct(found))
                if found.as_char() == wanted && (!joint || found.spacing() == Spacing::Joint))
        })
    }

    /// A lone `=`, not `==` nor `=>`.
    pub fn is_assign(&self, ahead: usize) -> bool {
        self.is_punct(ahead, '=') && !self.is_op(ahead, "==") && !self.is_op(ahead, "=>")
    }

    /// A lone `:`, not `::`.
    pub fn is_colon(&self, ahead: usize) -> bool {
        self.is_punct(ahead, ':') && !self.is_op(ahead, "::")
    }

    /// Takes the operator if it is the next thing.
    pub fn eat(&mut self, op: &str) -> bool {
        let there = self.is_op(0, op);
        if there {
            self.skip(op.len());
        }
        there
    }

    /// The place of the next token that `wanted` accepts, or the end.
    pub fn find(&self, wanted: impl Fn(&TokenTree) -> bool) -> usize {
        let ahead = self.tokens[self.at.min(self.tokens.len())..]
            .iter()
            .position(wanted);
        ahead.map_or(self.tokens.len(), |ahead| self.at + ahead)
    }

    /// The place of the next `punct`, or the end.
    pub fn find_punct(&self, punct: char) -> usize {
        self.find(|token| matches!(token, TokenTree::Punct(found) if found.as_char() == punct))
    }

    /// The tokens between two places.
    pub fn tokens(&self, from: usize, to: usize) -> &[TokenTree] {
        let to = to.min(self.tokens.len());
        &self.tokens[from.min(to)..to]
    }

    /// Takes what `parser` reads of the tokens up to `limit`; after an error, nothing is taken.
    pub fn take<T>(
        &mut self,
        limit: usize,
        parser: impl FnOnce(ParseStream) -> syn::Result<T>,
    ) -> syn::Result<T> {
        let tokens = self.tokens(self.at, limit);
        let end = tokens.last().map_or(self.end, close);
        let stream = tokens.iter().cloned().collect();
        let (value, left) = scoped(stream, end, |input: ParseStream| {
            let value = parser(input)?;
            let left: TokenStream = input.parse()?;
            Ok((value, left.into_iter().count()))
        })?;
        self.advance_to(limit.min(self.tokens.len()).saturating_sub(left));
        Ok(value)
    }
}

/// Parses tokens and blames `end` where they end too early; `Parser::parse2` would blame the call.
fn scoped<F: Parser>(tokens: TokenStream, end: Span, parser: F) -> syn::Result<F::Output> {
    let list = MetaList {
        path: Path::from(Ident::new("tokens", end)),
        delimiter: MacroDelimiter::Paren(token::Paren(end)),
        tokens,
    };
    list.parse_args_with(parser)
}

/// The last character of a token.
fn close(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

/// A lone token without the invisible group that a `macro_rules!` puts around it.
fn unwrapped(token: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = &token else {
        return token;
    };
    let mut inner = group.stream().into_iter();
    match (group.delimiter(), inner.next(), inner.next()) {
        (Delimiter::None, Some(only), None) => unwrapped(only),
        _ => token,
    }
}

/// A token as a message shows it.
pub fn shown(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => "(…)".to_owned(),
            Delimiter::Bracket => "[…]".to_owned(),
            Delimiter::Brace => "{ … }".to_owned(),
            Delimiter::None => shortened(&group.to_string()),
        },
        other => shortened(&other.to_string()),
    }
}

/// What is in a group, as it is written.
pub fn content(group: &Group) -> String {
    let written = group
        .span()
        .source_text()
        .filter(|text| !text.contains('\n') && text.len() > 2);
    match written {
        Some(text) => text[1..text.len() - 1].trim().to_owned(),
        None => group.stream().to_string(),
    }
}

/// The first characters of a text that may be long.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 32;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// A `,`.
pub fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// A certain word.
pub fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// `_` and the keywords of Rust, which cannot name a thing.
pub fn is_reserved(ident: &Ident) -> bool {
    syn::parse2::<Ident>(TokenTree::from(ident.clone()).into()).is_err()
}
