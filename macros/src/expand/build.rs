//! Steps → the code that builds a module from the recorded plan.
//!
//! It walks the plan in the order in which the trace made it and evaluates none of the user's
//! expressions again. Every step leaves its fields in the variables `fb_f0`, `fb_f1`, ….

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::names::Names;
use super::steps::{Entry, Field, FieldId, Lowered, Step, StepKind};
use super::walk::{fields_of, in_runs, local};

pub struct Build<'n, 'k> {
    names: &'n Names<'k>,
    fields: &'n [Field],
}

impl<'n, 'k> Build<'n, 'k> {
    pub fn new(names: &'n Names<'k>, lowered: &'n Lowered<'_>) -> Self {
        Build {
            names,
            fields: &lowered.fields,
        }
    }

    pub fn steps(&self, steps: &[Step<'_>]) -> TokenStream {
        in_runs(steps, &self.names.private("b"), |step| self.step(step))
    }

    fn step(&self, step: &Step<'_>) -> TokenStream {
        let builder = self.names.private("b");
        let entered = match &step.entry {
            Entry::None => TokenStream::new(),
            Entry::Label { .. } => quote!(#builder.skip_label();),
            Entry::Filled { name, .. } | Entry::Next { name, .. } => {
                let name = local(*name, self.names);
                quote!(let #name = #builder.label();)
            }
        };
        let built = self.kind(&step.kind);
        quote!(#entered #built)
    }

    fn kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let builder = self.names.private("b");
        match kind {
            StepKind::Layer { field: None, .. } | StepKind::Identity(_) => quote!(#builder.skip();),
            StepKind::Layer {
                field: Some(field), ..
            } => self.layer(*field),
            StepKind::Item { call, field } => {
                let span = call.name().span();
                let builder = self.names.private_at("b", span);
                let (door, path) = (self.names.door_at(span), &call.path);
                let local = local(*field, self.names);
                quote_spanned!(span=> let #local = <#path as #door::Part>::build(#builder);)
            }
            StepKind::Sequence(steps) | StepKind::Numbered { steps, .. } => self.steps(steps),
            StepKind::Join { steps, .. } => {
                let steps = self.steps(steps);
                quote!(#steps #builder.skip();)
            }
            StepKind::Residual {
                condition: None,
                steps,
                ..
            } => {
                let steps = self.steps(steps);
                quote!(#steps #builder.skip();)
            }
            StepKind::Residual {
                condition: Some((_, on)),
                steps,
                ..
            } => {
                let (on, steps) = (local(*on, self.names), self.steps(steps));
                quote!(let #on = #builder.decision(); #steps if #on == 1 { #builder.skip(); })
            }
            StepKind::Loop {
                rounds,
                numbered,
                steps,
                ..
            } => self.repeat(*rounds, *numbered, steps),
            StepKind::Choice { taken, arms, .. } => self.choice(*taken, arms),
            StepKind::Output {
                taken,
                nodes,
                steps,
                ..
            } => self.output(*taken, *nodes, steps),
            StepKind::Let(..) | StepKind::From(_) | StepKind::Check(..) => TokenStream::new(),
        }
    }

    fn layer(&self, field: FieldId) -> TokenStream {
        let builder = self.names.private("b");
        let (local, ty) = (local(field, self.names), &self.fields[field].ty);
        // With its type, or rustc carries what it does not know yet to the end of the body.
        quote!(let #local = #builder.layer::<#ty>();)
    }

    fn repeat(&self, rounds: FieldId, numbered: bool, steps: &[Step<'_>]) -> TokenStream {
        let (door, builder) = (self.names.door(), self.names.private("b"));
        let rounds = local(rounds, self.names);
        let locals = self.locals(steps);
        let lists: Vec<_> = locals
            .iter()
            .map(|local| self.names.private(&format!("list{rounds}_{local}")))
            .collect();
        let steps = self.steps(steps);
        let entered = numbered.then(|| quote!(#builder.skip_label();));
        quote! {
            let #rounds = #builder.decision();
            #(let mut #lists = #door::Vec::with_capacity(#rounds);)*
            for _ in 0..#rounds {
                #entered
                #steps
                #(#lists.push(#locals);)*
            }
            #(let #locals = #lists;)*
        }
    }

    fn choice(&self, taken: FieldId, arms: &[Vec<Step<'_>>]) -> TokenStream {
        let builder = self.names.private("b");
        let taken = local(taken, self.names);
        let all: Vec<_> = arms.iter().flat_map(|arm| self.locals(arm)).collect();
        let cases = arms.iter().enumerate().map(|(number, arm)| {
            let own = self.locals(arm);
            let steps = self.steps(arm);
            let results = all.iter().map(|local| {
                if own.contains(local) {
                    quote!(::core::option::Option::Some(#local))
                } else {
                    quote!(::core::option::Option::None)
                }
            });
            quote!(#number => { #steps (#(#results,)*) })
        });
        let none = all.iter().map(|_| quote!(::core::option::Option::None));
        quote! {
            let #taken = #builder.decision();
            let (#(#all,)*) = match #taken { #(#cases)* _ => (#(#none,)*) };
        }
    }

    fn output(&self, taken: FieldId, nodes: FieldId, steps: &[Step<'_>]) -> TokenStream {
        let builder = self.names.private("b");
        let (taken, nodes) = (local(taken, self.names), local(nodes, self.names));
        let locals = self.locals(steps);
        let first = self.names.private("first");
        let none = locals.iter().map(|_| quote!(::core::option::Option::None));
        let steps = self.steps(steps);
        quote! {
            let #taken = #builder.decision();
            let (#nodes, #(#locals,)*) = if #taken == 1 {
                let #first = #builder.position();
                #steps
                #builder.skip();
                let #nodes = #builder.position() - #first;
                (::core::option::Option::Some(#nodes), #(::core::option::Option::Some(#locals),)*)
            } else {
                (::core::option::Option::None, #(#none,)*)
            };
        }
    }

    fn locals(&self, steps: &[Step<'_>]) -> Vec<proc_macro2::Ident> {
        fields_of(steps)
            .into_iter()
            .map(|field| local(field, self.names))
            .collect()
    }
}
