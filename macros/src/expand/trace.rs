//! Steps → the const code that checks and plans them.
//!
//! `fb_t` is the tracer and `fb_x` the value in flight. Groups and branches are emitted flat, so that
//! kept names stay visible; rounds and arms are Rust blocks.

use std::cell::Cell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;

use super::names::Names;
use super::steps::{Entry, Keep, Step, StepKind, Test};
use super::values::{bind_input, item_call, layer_call, shape, value};
use super::walk::in_runs;
use crate::ast::{Iteration, Join, TextPart};

/// Expands steps as a trace.
pub struct Trace<'n, 'k> {
    names: &'n Names<'k>,
    /// Every entered segment has a variable of its own: what is emitted is flat.
    places: Cell<usize>,
}

impl<'n, 'k> Trace<'n, 'k> {
    pub fn new(names: &'n Names<'k>) -> Self {
        Trace {
            names,
            places: Cell::new(0),
        }
    }

    /// A whole body: where paths are shared with a spliced block, the plan looks for equal ones.
    pub fn body(&self, steps: &[Step<'_>], shares_paths: bool) -> TokenStream {
        let steps = self.steps(steps);
        if !shares_paths {
            return steps;
        }
        let (tracer, place) = (self.names.private("t"), self.place());
        quote!(let #place = #tracer.share(); #steps #tracer.leave(#place);)
    }

    pub fn steps(&self, steps: &[Step<'_>]) -> TokenStream {
        in_runs(steps, &self.names.private("t"), |step| self.step(step))
    }

    fn step(&self, step: &Step<'_>) -> TokenStream {
        let mut code = self.entered(&step.entry, self.kind(&step.kind));
        if let Some(keep) = &step.keep {
            code.extend(self.keep(keep));
        }
        code
    }

    /// A kept value; one that nothing reads is noted for the lints.
    fn keep(&self, keep: &Keep<'_>) -> TokenStream {
        let kept = self.names.kept(keep.name);
        if keep.is_read {
            let x = self.names.private("x");
            return quote!(let #kept = #x;);
        }
        let span = keep.name.span();
        let (tracer, x) = self.at(span);
        let door = self.names.door_at(span);
        let name = keep.name.to_string();
        quote_spanned!(span=> <#door::Tracer>::unused(#tracer, #x, #name);)
    }

    /// Enters the step's path segment and leaves it.
    fn entered(&self, entry: &Entry<'_>, inner: TokenStream) -> TokenStream {
        let door = self.names.door();
        let tracer = self.names.private("t");
        match entry {
            Entry::None => inner,
            Entry::Label { text, meets } => {
                let name = match text.parse::<usize>() {
                    Ok(number) if number.to_string() == *text => quote!(Number(#number)),
                    _ => quote!(Label(#text)),
                };
                let name = quote!(#door::Name::#name);
                let enter = match meets {
                    None => quote!(#tracer.enter(#name)),
                    Some(span) => self.enter_new(name, *span),
                };
                self.bracketed(enter, inner)
            }
            Entry::Next { counter, span, .. } => {
                let counter = self.names.private(&format!("n{counter}"));
                let enter = self.enter_new(quote!(#door::Name::Number(#counter)), *span);
                let entered = self.bracketed(enter, inner);
                quote!(#entered #counter += 1;)
            }
            Entry::Filled { parts, span, .. } => {
                let enter = self.enter_new(self.filled(parts), *span);
                self.bracketed(enter, inner)
            }
        }
    }

    /// Enters a segment of which the plan looks whether it is there already.
    fn enter_new(&self, name: TokenStream, span: Span) -> TokenStream {
        let (tracer, door) = (self.names.private_at("t", span), self.names.door_at(span));
        quote_spanned!(span=> <#door::Tracer>::enter_new(#tracer, #name))
    }

    /// A segment around the steps whose value it leaves.
    fn bracketed(&self, enter: TokenStream, inner: TokenStream) -> TokenStream {
        let (tracer, x) = (self.names.private("t"), self.names.private("x"));
        let place = self.place();
        quote!(let #place = #enter; #inner #tracer.leave_with(#place, #x);)
    }

    /// A new variable for where the tracer was.
    fn place(&self) -> Ident {
        self.places.set(self.places.get() + 1);
        self.names.private(&format!("place{}", self.places.get()))
    }

    fn filled(&self, parts: &[TextPart]) -> TokenStream {
        let door = self.names.door();
        let parts = parts.iter().map(|part| match part {
            TextPart::Literal(text) => quote!(.str(#text)),
            TextPart::Hole(expr) => {
                let value = value(expr, self.names).tokens;
                let span = syn::spanned::Spanned::span(expr);
                quote_spanned!(span=> .str(#door::Hole(#value).text().as_str()))
            }
        });
        quote!(#door::Name::Filled(#door::Text::new()#(#parts)*))
    }

    fn kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let (tracer, x) = (self.names.private("t"), self.names.private("x"));
        match kind {
            StepKind::Layer { layer, call, .. } => {
                let span = call.name().span();
                let (tracer, x) = self.at(span);
                let call = layer_call(layer, call, self.names);
                let (bind, spec) = (call.bind, call.spec);
                match call.like {
                    None => quote_spanned!(span=> #bind let #x = #spec.trace(#tracer, #x);),
                    Some(like) => {
                        let like = self.names.kept(like);
                        quote_spanned!(span=> #bind let #x = #spec.trace_like(#tracer, #x, #like);)
                    }
                }
            }
            StepKind::Item { call, .. } => {
                let span = call.name().span();
                let (tracer, x) = self.at(span);
                let call = item_call(call, self.names);
                let (bind, config) = (call.bind, call.config);
                quote_spanned!(span=> #bind let #x = #config.trace(#tracer, #x);)
            }
            StepKind::Sequence(steps) => self.steps(steps),
            StepKind::Numbered { counter, steps } => {
                let counter = self.names.private(&format!("n{counter}"));
                let steps = self.steps(steps);
                quote!(let mut #counter: usize = 0; #steps)
            }
            StepKind::Join {
                keyword,
                join,
                id,
                steps,
            } => self.join(keyword, *join, *id, steps),
            StepKind::Residual {
                keyword,
                condition,
                id,
                steps,
            } => self.residual(
                keyword,
                condition.map(|(condition, _)| condition),
                *id,
                steps,
            ),
            StepKind::Loop {
                pat,
                iteration,
                id,
                numbered,
                steps,
                ..
            } => self.repeat(pat, iteration, *id, *numbered, steps),
            StepKind::Choice { test, arms, .. } => self.choice(test, arms),
            StepKind::Let(pat, ty, expr) => {
                let value = value(expr, self.names);
                let bind = bind_input([&value], self.names);
                let value = value.tokens;
                let ty = ty.as_ref().map(|ty| quote!(: #ty));
                quote!(#bind let #pat #ty = #value;)
            }
            StepKind::From(name) => {
                let kept = self.names.kept(name);
                quote!(let #x = #kept;)
            }
            StepKind::Output {
                number,
                name,
                shape,
                steps,
                ..
            } => {
                let number = *number as u32;
                let steps = self.steps(steps);
                let checked = shape.map(|dims| self.check(dims, &name.to_string()));
                let name = name.to_string();
                quote!({
                    if #tracer.begins_head(#number) {
                        #steps
                        #checked
                        #tracer.ends_head(#name, #x);
                    }
                })
            }
            StepKind::Identity(keyword) => {
                let span = keyword.span();
                let (tracer, x) = self.at(span);
                let door = self.names.door_at(span);
                quote_spanned!(span=> let #x = <#door::spec::identity>::DEFAULT.trace(#tracer, #x);)
            }
            StepKind::Check(keyword, dims) => {
                let span = keyword.span();
                let (tracer, x) = self.at(span);
                let door = self.names.door_at(span);
                let shape = shape(dims, self.names);
                let bind = bind_input([&shape], self.names);
                let (shape, expected) = (shape.tokens, self.names.private("expected"));
                // What asks the tracer for `input` ends before the tracer is lent to the check.
                quote_spanned!(span=>
                    #bind
                    let #expected = #shape;
                    let #x = <#door::Tracer>::check(#tracer, #x, #expected);
                )
            }
        }
    }

    /// What a head or a network declares, against what it computes.
    pub fn check(&self, dims: &crate::ast::Dims, name: &str) -> TokenStream {
        let (tracer, x) = self.at(dims.span);
        let door = self.names.door_at(dims.span);
        let shape = shape(dims, self.names).tokens;
        quote_spanned!(dims.span=> let #x = <#door::Tracer>::declared(#tracer, #x, #name, #shape);)
    }

    /// `sum`, `concat`, `product`: every branch begins with the same value.
    fn join(&self, keyword: &Ident, join: Join, id: usize, steps: &[Step<'_>]) -> TokenStream {
        let x = self.names.private("x");
        let from = self.names.private(&format!("from{id}"));
        let mut code = quote!(let #from = #x;);
        let mut branches = Vec::new();
        for step in steps {
            let traced = self.step(step);
            if let StepKind::Let(..) = step.kind {
                code.extend(quote!(let #x = #from; #traced));
                continue;
            }
            let branch = self
                .names
                .private(&format!("branch{id}_{}", branches.len()));
            code.extend(quote!(let #x = #from; #traced let #branch = #x;));
            branches.push(branch);
        }
        let method = Ident::new(join.name(), keyword.span());
        code.extend(self.joined(keyword, &method, &branches));
        code
    }

    fn residual(
        &self,
        keyword: &Ident,
        condition: Option<&Expr>,
        id: usize,
        steps: &[Step<'_>],
    ) -> TokenStream {
        let (tracer, x) = (self.names.private("t"), self.names.private("x"));
        let from = self.names.private(&format!("from{id}"));
        let steps = self.steps(steps);
        let joined = self.joined(keyword, keyword, &[from.clone(), x.clone()]);
        let Some(condition) = condition else {
            return quote!(let #from = #x; #steps #joined);
        };
        let on = self.names.private(&format!("on{id}"));
        let condition = value(condition, self.names);
        let bind = bind_input([&condition], self.names);
        let condition = condition.tokens;
        quote! {
            let #from = #x;
            #bind
            let #on: bool = #condition;
            #tracer.decide(#on as usize);
            #steps
            let #x = if #on { #joined #x } else { #x };
        }
    }

    fn joined(&self, keyword: &Ident, method: &Ident, branches: &[Ident]) -> TokenStream {
        let span = keyword.span();
        let (tracer, x) = self.at(span);
        let door = self.names.door_at(span);
        quote_spanned!(span=> let #x = <#door::Tracer>::#method(#tracer, &[#(#branches),*]);)
    }

    fn repeat(
        &self,
        pat: &syn::Pat,
        iteration: &Iteration,
        id: usize,
        numbered: bool,
        steps: &[Step<'_>],
    ) -> TokenStream {
        let door = self.names.door();
        let (tracer, x) = (self.names.private("t"), self.names.private("x"));
        let at = |name: &str| self.names.private(&format!("{name}{id}"));
        let (round, rounds, carried) = (at("round"), at("rounds"), at("carried"));
        let steps = self.steps(steps);
        let steps = if numbered {
            self.bracketed(quote!(#tracer.enter(#door::Name::Number(#round))), steps)
        } else {
            steps
        };
        let (bind, prepared, item) = self.iteration(iteration, id);
        quote! {
            #bind
            #prepared
            #tracer.decide(#rounds);
            let mut #carried = #x;
            let mut #round: usize = 0;
            while #round < #rounds {
                let #pat = #item;
                let #x = #carried;
                #steps
                #carried = #x;
                #round += 1;
            }
            let #x = #carried;
        }
    }

    /// Before the loop: the values it runs over and the number of rounds; in it: the item of a round.
    fn iteration(
        &self,
        iteration: &Iteration,
        id: usize,
    ) -> (TokenStream, TokenStream, TokenStream) {
        let at = |name: &str| self.names.private(&format!("{name}{id}"));
        let (round, rounds, start, end) = (at("round"), at("rounds"), at("start"), at("end"));
        match iteration {
            Iteration::Range {
                start: first,
                end: last,
                inclusive,
            } => {
                let (first, last) = (value(first, self.names), value(last, self.names));
                let bind = bind_input([&first, &last], self.names);
                let (first, last) = (first.tokens, last.tokens);
                let more = inclusive.then(|| quote!(+ 1));
                let prepared = quote! {
                    let #start: usize = #first;
                    let #end: usize = #last;
                    let #rounds = (#end #more).saturating_sub(#start);
                };
                (bind, prepared, quote!(#start + #round))
            }
            Iteration::Array(expr) => {
                let array = value(expr, self.names);
                let bind = bind_input([&array], self.names);
                let array = array.tokens;
                let span = syn::spanned::Spanned::span(expr);
                let at = |name: &str| self.names.private_at(&format!("{name}{id}"), span);
                let (round, list, start) = (at("round"), at("list"), at("start"));
                // A slice of what may be an array or a reference to one: of another type, rustc says so once.
                let prepared = quote_spanned! {span=>
                    let #list = #array;
                    let #start: &[_] = #list.split_at(0).1;
                    let #rounds = #start.len();
                };
                (bind, prepared, quote_spanned!(span=> #start[#round]))
            }
        }
    }

    fn choice(&self, test: &Test<'_>, arms: &[Vec<Step<'_>>]) -> TokenStream {
        let (tracer, x) = (self.names.private("t"), self.names.private("x"));
        let arms = arms.iter().enumerate().map(|(number, steps)| {
            let steps = self.steps(steps);
            quote!({ #tracer.decide(#number); #steps #x })
        });
        match test {
            Test::If(conditions) => {
                let conditions: Vec<_> = conditions
                    .iter()
                    .map(|condition| value(condition, self.names))
                    .collect();
                let bind = bind_input(&conditions, self.names);
                let mut code = TokenStream::new();
                let mut conditions = conditions.iter().map(|condition| &condition.tokens);
                for (number, arm) in arms.enumerate() {
                    let otherwise = (number > 0).then(|| quote!(else));
                    let test = conditions.next().map(|condition| quote!(if #condition));
                    code.extend(quote!(#otherwise #test #arm));
                }
                quote!(#bind let #x = #code;)
            }
            Test::Match(expr, patterns) => {
                let matched = value(expr, self.names);
                let guards: Vec<_> = patterns
                    .iter()
                    .map(|(_, guard)| guard.map(|guard| value(guard, self.names)))
                    .collect();
                let bind = bind_input(
                    [&matched].into_iter().chain(guards.iter().flatten()),
                    self.names,
                );
                let matched = matched.tokens;
                let arms = arms
                    .zip(patterns)
                    .zip(&guards)
                    .map(|((arm, (pat, _)), guard)| {
                        let guard = guard.as_ref().map(|guard| {
                            let guard = &guard.tokens;
                            quote!(if #guard)
                        });
                        quote!(#pat #guard => #arm)
                    });
                let span = syn::spanned::Spanned::span(expr);
                let keyword = format_ident!("match", span = span);
                quote!(#bind let #x = #keyword #matched { #(#arms)* };)
            }
        }
    }

    /// The tracer and the value, blamed at a token of the user's.
    fn at(&self, span: Span) -> (Ident, Ident) {
        (
            self.names.private_at("t", span),
            self.names.private_at("x", span),
        )
    }
}
