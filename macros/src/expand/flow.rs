//! Steps → the code that lets a value flow: `forward`, with or without somebody looking.
//!
//! `fb_x` is the value in flight, `fb_o` the observer. The steps run in the order of the plan, and each puts its
//! value in place of the one before: nothing is held longer than it is needed.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::names::Names;
use super::steps::{Field, FieldId, Lowered, Step, StepKind};
use super::walk::{in_runs, leaf, round};
use crate::ast::Join;
use crate::check::args::like;

pub struct Flow<'n, 'k> {
    names: &'n Names<'k>,
    fields: &'n [Field],
}

impl<'n, 'k> Flow<'n, 'k> {
    pub fn new(names: &'n Names<'k>, lowered: &'n Lowered<'_>) -> Self {
        Flow {
            names,
            fields: &lowered.fields,
        }
    }

    pub fn steps(&self, steps: &[Step<'_>]) -> TokenStream {
        in_runs(steps, &self.names.private("o"), |step| self.step(step))
    }

    fn step(&self, step: &Step<'_>) -> TokenStream {
        let mut code = self.kind(&step.kind);
        if let Some(keep) = step.keep.as_ref().filter(|keep| keep.is_read) {
            let (kept, x) = (self.names.kept(keep.name), self.names.private("x"));
            code.extend(quote!(let #kept = #x.clone();));
        }
        code
    }

    fn kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let (x, observer) = (self.names.private("x"), self.names.private("o"));
        match kind {
            StepKind::Layer { layer, call, field } => {
                let part = match field {
                    Some(field) => self.leaf(*field),
                    None => {
                        let spec = self.names.spec(layer, proc_macro2::Span::call_site());
                        quote!(&<#spec>::DEFAULT)
                    }
                };
                match like(call) {
                    None => self.layer(part),
                    Some(like) => {
                        let door = self.names.door();
                        let like = self.names.kept(like);
                        quote!(#x = #door::flow_like(#part, #x, &#like, #observer)?;)
                    }
                }
            }
            StepKind::Item { call, field } => {
                let span = call.name().span();
                let (x, observer) = (
                    self.names.private_at("x", span),
                    self.names.private_at("o", span),
                );
                let (door, part) = (self.names.door_at(span), self.leaf(*field));
                quote_spanned!(span=> #x = <_ as #door::Part>::flow(#part, #x, #observer)?;)
            }
            StepKind::Sequence(steps) | StepKind::Numbered { steps, .. } => self.steps(steps),
            StepKind::Join {
                join, id, steps, ..
            } => self.join(*join, *id, steps),
            StepKind::Residual {
                condition,
                id,
                steps,
                ..
            } => self.residual(condition.map(|(_, on)| on), *id, steps),
            StepKind::Loop {
                id, rounds, steps, ..
            } => self.repeat(*id, *rounds, steps),
            StepKind::Choice { taken, arms, .. } => self.choice(*taken, arms),
            StepKind::From(name) => {
                let kept = self.names.kept(name);
                quote!(#x = #kept.clone();)
            }
            StepKind::Output {
                number,
                taken,
                nodes,
                steps,
                ..
            } => self.output(*number, *taken, *nodes, steps),
            StepKind::Identity(_) => quote!(#observer.begin(); #observer.end(&#x)?;),
            StepKind::Let(..) | StepKind::Check(..) => TokenStream::new(),
        }
    }

    fn layer(&self, layer: TokenStream) -> TokenStream {
        let door = self.names.door();
        let (x, observer) = (self.names.private("x"), self.names.private("o"));
        quote!(#x = #door::Layer::flow(#layer, #x, #observer)?;)
    }

    fn join(&self, join: Join, id: usize, steps: &[Step<'_>]) -> TokenStream {
        let x = self.names.private("x");
        let from = self.names.private(&format!("from{id}"));
        let mut code = quote!(let #from = #x;);
        let mut branches = Vec::new();
        let steps: Vec<_> = steps
            .iter()
            .filter(|step| !matches!(step.kind, StepKind::Let(..)))
            .collect();
        // The last branch that begins with the common value takes it; the others take copies.
        let last = steps.iter().rposition(|step| !begins_elsewhere(step));
        for (at, step) in steps.iter().enumerate() {
            let begin = match last {
                _ if begins_elsewhere(step) => TokenStream::new(),
                Some(last) if last == at => quote!(#x = #from;),
                _ => quote!(#x = #from.clone();),
            };
            let flow = self.step(step);
            let branch = self.names.private(&format!("branch{id}_{at}"));
            code.extend(quote!(#begin #flow let #branch = #x;));
            branches.push(branch);
        }
        code.extend(self.joined(join, &branches));
        code
    }

    fn residual(&self, condition: Option<FieldId>, id: usize, steps: &[Step<'_>]) -> TokenStream {
        let x = self.names.private("x");
        let from = self.names.private(&format!("from{id}"));
        let steps = self.steps(steps);
        let joined = self.joined(Join::Sum, &[from.clone(), x.clone()]);
        match condition {
            None => quote!(let #from = #x.clone(); #steps #joined),
            Some(on) => {
                let on = self.leaf(on);
                quote! {
                    let #from = if *#on == 1 { ::core::option::Option::Some(#x.clone()) } else { ::core::option::Option::None };
                    #steps
                    if let ::core::option::Option::Some(#from) = #from { #joined }
                }
            }
        }
    }

    fn joined(&self, join: Join, branches: &[Ident]) -> TokenStream {
        let door = self.names.door();
        let (x, observer) = (self.names.private("x"), self.names.private("o"));
        let join = Ident::new(join.name(), proc_macro2::Span::call_site());
        quote! {
            #observer.begin();
            #x = #door::#join([#(#branches),*]);
            #observer.end(&#x)?;
        }
    }

    fn repeat(&self, id: usize, rounds: FieldId, steps: &[Step<'_>]) -> TokenStream {
        let (round, rounds) = (round(id, self.names), self.leaf(rounds));
        let steps = self.steps(steps);
        quote!(for #round in 0..*#rounds { #steps })
    }

    fn choice(&self, taken: FieldId, arms: &[Vec<Step<'_>>]) -> TokenStream {
        let taken = self.leaf(taken);
        let arms = arms.iter().enumerate().filter(|(_, arm)| !arm.is_empty());
        let arms = arms.map(|(number, arm)| {
            let steps = self.steps(arm);
            quote!(#number => { #steps })
        });
        quote!(match *#taken { #(#arms)* _ => {} })
    }

    /// A side head: computed where it is asked for, else its nodes are left out.
    fn output(
        &self,
        number: usize,
        taken: FieldId,
        nodes: FieldId,
        steps: &[Step<'_>],
    ) -> TokenStream {
        let (x, observer) = (self.names.private("x"), self.names.private("o"));
        let heads = self.names.private("heads");
        let taken = self.leaf(taken);
        let nodes = self.leaf(nodes);
        let at = number - 1;
        let begin = match steps.first() {
            Some(step) if begins_elsewhere(step) => quote!(let mut #x;),
            _ => quote!(let mut #x = #x.clone();),
        };
        let steps = self.steps(steps);
        quote! {
            if *#taken == 1 {
                if let ::core::option::Option::Some(#heads) = #heads.as_deref_mut() {
                    #begin
                    #steps
                    #observer.begin();
                    #observer.end(&#x)?;
                    #heads[#at] = ::core::option::Option::Some(#x);
                } else {
                    #observer.skip(*#nodes);
                }
            }
        }
    }

    fn leaf(&self, field: FieldId) -> TokenStream {
        let field = &self.fields[field];
        let ident = &field.ident;
        let base = quote!(&self.#ident);
        let leaf = leaf(field, base, self.names);
        quote!((#leaf))
    }
}

/// Whether the step does not look at the common value: it begins with `from`.
fn begins_elsewhere(step: &Step<'_>) -> bool {
    match &step.kind {
        StepKind::From(_) => true,
        StepKind::Sequence(steps) | StepKind::Numbered { steps, .. } => {
            steps.first().is_some_and(begins_elsewhere)
        }
        _ => false,
    }
}
