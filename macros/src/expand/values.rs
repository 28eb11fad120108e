//! The user's expressions, and the calls they are arguments of.
//!
//! Expressions stand in const positions only. `input` in them is bound to the shape at hand, and what
//! is asked of it (`input.channels`) goes through the tracer, which knows whether it can be answered.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, Lit, Macro, Member};

use super::names::Names;
use crate::ast::{Arg, Call, Dimension, Dims};
use crate::catalog::{ArgKind, Argument, Layer};
use crate::check::args::like;
use crate::check::literal::{Literal, bare};

/// An expression of the user's, ready to stand in a trace.
pub struct Value {
    pub tokens: TokenStream,
    /// The `input` that it reads, if it does.
    pub input: Option<Ident>,
}

/// What an expression asks of `input`.
const QUESTIONS: [&str; 7] = [
    "channels", "features", "length", "depth", "height", "width", "len",
];

/// Turns `input.channels` and `input.len()` into questions to the tracer.
struct Questions<'n, 'k> {
    names: &'n Names<'k>,
    input: Option<Ident>,
}

impl VisitMut for Questions<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if self.names.has_constant_calls() && calls_without_variables(expr) {
            *expr = Expr::Verbatim(quote_spanned!(expr.span()=> const { #expr }));
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Path(path) = expr
            && path.path.is_ident("input")
        {
            self.input = self.input.take().or_else(|| path.path.get_ident().cloned());
        }
        let asked = match &*expr {
            Expr::Field(field) => match &field.member {
                Member::Named(question) => Some((&*field.base, question)),
                Member::Unnamed(_) => None,
            },
            Expr::MethodCall(ExprMethodCall {
                receiver,
                method,
                args,
                ..
            }) if args.is_empty() => Some((&**receiver, method)),
            _ => None,
        };
        let Some((base, question)) = asked else {
            return;
        };
        let of_input = matches!(base, Expr::Path(path) if path.path.is_ident("input"));
        if of_input && QUESTIONS.iter().any(|known| question == known) {
            let span = question.span();
            let tracer = self.names.private_at("t", span);
            *expr = Expr::Verbatim(quote_spanned!(span=> #base.#question(#tracer)));
        }
    }
}

/// Whether this calls a function and reads no variable: every name in it is a function's, a type's or a constant's.
fn calls_without_variables(expr: &Expr) -> bool {
    struct Reads(bool);
    impl<'ast> Visit<'ast> for Reads {
        fn visit_expr_call(&mut self, call: &'ast ExprCall) {
            if !matches!(*call.func, Expr::Path(_)) {
                self.visit_expr(&call.func);
            }
            call.args.iter().for_each(|arg| self.visit_expr(arg));
        }
        fn visit_expr_path(&mut self, path: &'ast ExprPath) {
            let name = path.path.get_ident().map(Ident::to_string);
            self.0 |= name.is_some_and(|name| !name.starts_with(char::is_uppercase));
        }
        fn visit_macro(&mut self, _: &'ast Macro) {
            self.0 = true;
        }
    }
    let mut reads = Reads(false);
    reads.visit_expr(expr);
    matches!(expr, Expr::Call(_)) && !reads.0
}

pub fn value(expr: &Expr, names: &Names) -> Value {
    let mut expr = expr.clone();
    let mut questions = Questions { names, input: None };
    questions.visit_expr_mut(&mut expr);
    Value {
        tokens: expr.into_token_stream(),
        input: questions.input,
    }
}

/// Binds `input` for the values that read it.
pub fn bind_input<'v>(values: impl IntoIterator<Item = &'v Value>, names: &Names) -> TokenStream {
    let Some(input) = values.into_iter().find_map(|value| value.input.as_ref()) else {
        return TokenStream::new();
    };
    let (tracer, x) = (names.private("t"), names.private("x"));
    quote!(let #input = #tracer.reads(#x);)
}

/// A call of a built-in: its description, and the value that `like` names.
pub struct LayerCall<'c> {
    pub bind: TokenStream,
    pub spec: TokenStream,
    pub like: Option<&'c Ident>,
}

pub fn layer_call<'c>(layer: &'static Layer, call: &'c Call, names: &Names) -> LayerCall<'c> {
    let span = call.name().span();
    let config = names.private("c");
    let mut values = Vec::new();
    let mut settings = TokenStream::new();
    for (position, arg) in call.args().iter().enumerate() {
        let Some(argument) = argument_of(layer, position, arg) else {
            continue;
        };
        if argument.kind == ArgKind::Kept {
            continue;
        }
        let value = value(&arg.value, names);
        settings.extend(setting(argument, arg, &value, names));
        values.push(value);
    }
    let ty = names.spec(layer, span);
    LayerCall {
        bind: bind_input(&values, names),
        spec: quote_spanned!(span=> { let mut #config = <#ty>::DEFAULT; #settings #config }),
        like: like(call),
    }
}

fn argument_of(layer: &'static Layer, position: usize, arg: &Arg) -> Option<&'static Argument> {
    match &arg.name {
        Some(name) => layer.arg(&name.to_string()),
        None => layer.args.get(position),
    }
}

/// `fb_c.stride = …;`
fn setting(argument: &Argument, arg: &Arg, value: &Value, names: &Names) -> TokenStream {
    let span = arg
        .name
        .as_ref()
        .map_or_else(|| arg.value.span(), Ident::span);
    let config = names.private_at("c", span);
    let field = Ident::new(argument.name, span);
    let at = arg.value.span();
    let door = names.door_at(at);
    let tokens = &value.tokens;
    let optional = matches!(argument.default, Some("kernel" | "none"));
    let value = match argument.kind {
        ArgKind::Count | ArgKind::Flag => tokens.clone(),
        ArgKind::Number if optional => quote_spanned!(at=> ::core::option::Option::Some(#tokens)),
        ArgKind::Number => tokens.clone(),
        ArgKind::Size(_) if optional => {
            quote_spanned!(at=> ::core::option::Option::Some(#door::SizeArgument(#tokens).per_axis()))
        }
        ArgKind::Size(_) => quote_spanned!(at=> #door::SizeArgument(#tokens).per_axis()),
        ArgKind::Padding(_) if is_word(&arg.value, "same") => {
            quote_spanned!(at=> #door::Padding::Same)
        }
        ArgKind::Padding(_) => quote_spanned!(at=> #door::PaddingArgument(#tokens).sides()),
        ArgKind::PerChannel => quote_spanned!(at=> #door::PerChannelArgument(#tokens).values()),
        ArgKind::List => quote_spanned!(at=> #door::List::of(#tokens)),
        ArgKind::Word(_) => {
            let word = word(&arg.value, at);
            let ty = Ident::new(word_type(argument.name), at);
            quote_spanned!(at=> #door::spec::#ty::#word)
        }
        ArgKind::Range => return range(&arg.value, &config, names, at),
        ArgKind::Kept => return TokenStream::new(),
    };
    quote_spanned!(span=> #config.#field = #value;)
}

fn range(range: &Expr, config: &Ident, names: &Names, at: Span) -> TokenStream {
    let Expr::Range(range) = bare(range) else {
        return TokenStream::new();
    };
    let bound = |bound: &Option<Box<Expr>>| bound.as_ref().map(|bound| value(bound, names).tokens);
    let start = bound(&range.start).unwrap_or_else(|| quote!(0));
    let end = bound(&range.end).unwrap_or_else(|| quote!(usize::MAX));
    let end = match range.limits {
        syn::RangeLimits::HalfOpen(_) => end,
        syn::RangeLimits::Closed(_) => quote!(#end + 1),
    };
    quote_spanned!(at=> #config.start = #start; #config.end = #end;)
}

fn is_word(value: &Expr, word: &str) -> bool {
    matches!(Literal::of(value), Literal::Word(found) if found == word)
}

/// `nearest` → `Nearest`
fn word(value: &Expr, span: Span) -> Ident {
    let word = match Literal::of(value) {
        Literal::Word(word) => word.to_string(),
        _ => value.to_token_stream().to_string(),
    };
    let mut chars = word.chars();
    let first = chars.next().map(|char| char.to_ascii_uppercase());
    Ident::new(&first.into_iter().chain(chars).collect::<String>(), span)
}

/// The enum whose variants the words of an argument are.
fn word_type(argument: &str) -> &'static str {
    match argument {
        "dim" => "LinearDim",
        "approximate" => "GeluApproximation",
        _ => "InterpolateMode",
    }
}

/// A call of a block, a network or a hand-written layer: its configuration.
pub struct ItemCall {
    pub bind: TokenStream,
    pub config: TokenStream,
}

/// Positional arguments alone are those of `config`; named ones are setters of the same names.
pub fn item_call(call: &Call, names: &Names) -> ItemCall {
    let span = call.name().span();
    let (path, door) = (&call.path, names.door_at(span));
    let mut config = quote_spanned!(span=> <#path as #door::Part>::CONFIG);
    let values: Vec<_> = call
        .args()
        .iter()
        .map(|arg| (arg, value(&arg.value, names)))
        .collect();
    let bind = bind_input(values.iter().map(|(_, value)| value), names);
    if values.iter().all(|(arg, _)| arg.name.is_none()) {
        let list = values.iter().map(|(_, value)| &value.tokens);
        let parentheses = call.args.as_ref().map_or(span, |args| args.span);
        let list = parenthesised(quote!(#(#list),*), parentheses);
        config.extend(quote_spanned!(span=> .fb_given #list));
        return ItemCall { bind, config };
    }
    for (position, (arg, value)) in values.iter().enumerate() {
        let setter = match &arg.name {
            Some(name) => name.clone(),
            None => Ident::new(&format!("fb_at_{position}"), arg.value.span()),
        };
        let list = parenthesised(value.tokens.clone(), setter.span());
        config.extend(quote_spanned!(setter.span()=> .#setter #list));
    }
    ItemCall { bind, config }
}

/// The parentheses around what is the user's carry a span of the user's, or rustc's suggestions are garbage and an
/// error in them is blamed on the macro.
pub fn parenthesised(list: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, list);
    group.set_span(span);
    group
}

/// A number of a declared shape. It stands in several places: of another type it is told in the same words in all
/// of them, and so told once. What is no number at all has been told.
pub fn number(expr: &Expr, tokens: TokenStream, names: &Names) -> TokenStream {
    let span = expr.span();
    match expr {
        Expr::Lit(number) if matches!(number.lit, Lit::Int(_)) => tokens,
        Expr::Lit(_) | Expr::Array(_) | Expr::Tuple(_) => quote!(1),
        _ => {
            let dim = names.private_at("dim", span);
            quote_spanned!(span=> { let #dim: usize = #tokens; #dim })
        }
    }
}

/// `[3, _, 224]` as a `Shape`.
pub fn shape(dims: &Dims, names: &Names) -> Value {
    let door = names.door();
    let mut input = None;
    let list: Vec<_> = dims
        .dims
        .iter()
        .map(|dim| match dim {
            Dimension::Known(expr) => {
                let value = value(expr, names);
                input = input.take().or(value.input);
                let number = number(expr, value.tokens, names);
                quote!(#door::Dim::Known(#number))
            }
            Dimension::Any(_) => quote!(#door::Dim::Any),
        })
        .collect();
    Value {
        tokens: quote!(#door::Shape::new([#(#list),*])),
        input,
    }
}
