//! Steps → the walk over the layers of a module, each of which can be changed.
//!
//! It takes the steps in the order of the plan, as `flow` does, so that the layer at hand is known by its
//! node. `fb_l` counts.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::names::Names;
use super::steps::{Field, FieldId, Keeps, Lowered, Step, StepKind};
use super::walk::{in_runs, leaf, leaf_mut, round};

pub struct Layers<'n, 'k> {
    names: &'n Names<'k>,
    fields: &'n [Field],
}

impl<'n, 'k> Layers<'n, 'k> {
    pub fn new(names: &'n Names<'k>, lowered: &'n Lowered<'_>) -> Self {
        Layers {
            names,
            fields: &lowered.fields,
        }
    }

    pub fn steps(&self, steps: &[Step<'_>]) -> TokenStream {
        in_runs(steps, &self.names.private("l"), |step| {
            self.kind(&step.kind)
        })
    }

    fn kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let layers = self.names.private("l");
        match kind {
            StepKind::Layer {
                field: Some(field), ..
            } if self.fields[*field].keeps == Keeps::Module => {
                let part = self.leaf_mut(*field);
                quote!(#layers.layer(#part);)
            }
            StepKind::Layer { .. } | StepKind::Identity(_) => quote!(#layers.skip();),
            StepKind::Item { call, field } => {
                let span = call.name().span();
                let layers = self.names.private_at("l", span);
                let (door, part) = (self.names.door_at(span), self.leaf_mut(*field));
                quote_spanned!(span=> <_ as #door::Part>::layers(#part, #layers);)
            }
            StepKind::Sequence(steps) | StepKind::Numbered { steps, .. } => self.steps(steps),
            StepKind::Join { steps, .. }
            | StepKind::Residual {
                condition: None,
                steps,
                ..
            } => {
                let steps = self.steps(steps);
                quote!(#steps #layers.skip();)
            }
            StepKind::Residual {
                condition: Some((_, on)),
                steps,
                ..
            } => {
                let (on, steps) = (self.leaf(*on), self.steps(steps));
                quote!(#steps if *#on == 1 { #layers.skip(); })
            }
            StepKind::Loop {
                id, rounds, steps, ..
            } => {
                let (round, rounds) = (round(*id, self.names), self.leaf(*rounds));
                let steps = self.steps(steps);
                quote!(for #round in 0..*#rounds { #steps })
            }
            StepKind::Choice { taken, arms, .. } => {
                let taken = self.leaf(*taken);
                let arms = arms.iter().enumerate().map(|(number, arm)| {
                    let steps = self.steps(arm);
                    quote!(#number => { #steps })
                });
                quote!(match *#taken { #(#arms)* _ => {} })
            }
            StepKind::Output { taken, steps, .. } => {
                let (taken, steps) = (self.leaf(*taken), self.steps(steps));
                quote!(if *#taken == 1 { #steps #layers.skip(); })
            }
            StepKind::Let(..) | StepKind::From(_) | StepKind::Check(..) => TokenStream::new(),
        }
    }

    fn leaf(&self, field: FieldId) -> TokenStream {
        let field = &self.fields[field];
        let ident = &field.ident;
        let leaf = leaf(field, quote!(&self.#ident), self.names);
        quote!((#leaf))
    }

    fn leaf_mut(&self, field: FieldId) -> TokenStream {
        let field = &self.fields[field];
        let ident = &field.ident;
        leaf_mut(field, quote!(&mut self.#ident), self.names)
    }
}
