//! `taps(…)`: the check that there is a value under each path, and a struct with a typed field for each.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::block::config_name;
use super::names::Names;
use super::network::boundary_type;
use super::quiet;
use crate::ast::{Network, Tap};

pub struct Taps<'t> {
    network: &'t Network,
    backend: Ident,
    names: &'t Names<'t>,
    /// One of each name: a stand-in may have two.
    taps: Vec<&'t Tap>,
}

impl<'t> Taps<'t> {
    pub fn new(network: &'t Network, backend: &Ident, names: &'t Names<'t>) -> Self {
        let mut seen = HashSet::new();
        let taps = network.taps.iter();
        let taps = taps.filter(|tap| seen.insert(tap.name.to_string()));
        Taps {
            network,
            backend: backend.clone(),
            names,
            taps: taps.collect(),
        }
    }

    fn structure_name(&self) -> Ident {
        let name = &self.network.name;
        format_ident!("{name}Taps", span = name.span())
    }

    /// A fault at each path that leaves no value.
    pub fn checked(&self) -> TokenStream {
        let network = self.network.name.to_string();
        let check = |tap: &&Tap| {
            let (path, span) = (&tap.path, tap.span);
            let tracer = self.names.private_at("t", span);
            let door = self.names.door_at(span);
            quote_spanned!(span=> <#door::Tracer>::tap(#tracer, #network, #path);)
        };
        self.taps.iter().map(check).collect()
    }

    /// The nodes that leave the values, and their shapes for the types.
    pub fn constants(&self) -> TokenStream {
        let (door, config) = (self.names.door(), config_name(&self.network.name));
        let count = self.taps.len();
        let paths: Vec<_> = self.taps.iter().map(|tap| &tap.path).collect();
        let at = 0..count;
        let shapes: Vec<_> = at.clone().map(constant).collect();
        quote! {
            const FB_TAPS: [u32; #count] = [#(#door::tapped(&FB_PLAN.graph(), #paths)),*];
            impl #config {
                #(const #shapes: #door::Sizes = #door::Sizes::of_node(&FB_PLAN.graph(), FB_TAPS[#at]);)*
            }
        }
    }

    /// The struct that `taps` returns.
    pub fn structure(&self) -> TokenStream {
        if self.taps.is_empty() {
            return TokenStream::new();
        }
        let (vis, name, door) = (&self.network.vis, self.structure_name(), self.names.door());
        let (quiet, backend, config) = (quiet(), &self.backend, config_name(&self.network.name));
        let fields = self.taps.iter().enumerate().map(|(at, tap)| {
            let (field, constant) = (&tap.name, constant(at));
            let ty = boundary_type(&door, backend, &quote!(#config::#constant));
            let doc = format!("The value under `{}`.", tap.path);
            quote!(#[doc = #doc] pub #field: #ty,)
        });
        let doc = format!("What [`{}::taps`] returns.", self.network.name);
        quote! {
            #[doc = #doc]
            #quiet
            #[derive(#door::Clone, ::core::fmt::Debug)]
            #vis struct #name<#backend: #door::Backend> { #(#fields)* }
        }
    }

    /// `taps`, where there are some.
    pub fn method(&self, input: &TokenStream) -> TokenStream {
        if self.taps.is_empty() {
            return TokenStream::new();
        }
        let (door, name, backend) = (self.names.door(), self.structure_name(), &self.backend);
        let fields: Vec<_> = self.taps.iter().map(|tap| &tap.name).collect();
        let locals: Vec<_> = (0..fields.len())
            .map(|at| self.names.private(&format!("tap{at}")))
            .collect();
        quote! {
            /// The values of the declaration's `taps`. What comes after the last of them is not computed.
            pub fn taps(&self, input: #input) -> #name<#backend> {
                let [#(#locals),*] = #door::taps(self, &FB_TAPS, #door::enter(input));
                #name { #(#fields: #door::leave(#locals)),* }
            }
        }
    }
}

/// The constant with the shape of a tap.
fn constant(at: usize) -> Ident {
    format_ident!("FB_TAP_{at}")
}
