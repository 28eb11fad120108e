//! The body in consts: measured, recorded, and told where it has faults.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::super::lints::denied;
use super::super::names::constant;
use super::super::quiet;
use super::super::values::shape;
use super::Expansion;

/// How many faults of one network are told in one run: as many copies of its body are checked.
const TOLD_AT_ONCE: u32 = 2;

impl Expansion<'_> {
    /// The body inline in consts that carry the network's name: each panics at one fault of its own, and
    /// rustc shows the statement as the place of the error. They are run where the recording has met as many.
    pub(super) fn told_copies(&self, body: &TokenStream) -> TokenStream {
        let name = &self.network.name;
        let (quiet, config) = (quiet(), &self.config);
        let (t, x) = (self.names.private("t"), self.names.private("x"));
        let faults = quote_spanned!(name.span()=> #config::FB_FAULTS);
        (0..TOLD_AT_ONCE)
            .map(|stop| {
                let traced = self.traced(&quote!(#stop), body);
                let told = constant(
                    name,
                    quote!(()),
                    quote! {{ if #faults > #stop { #traced let _ = (#t, #x); } }},
                );
                quote!(#quiet const _: () = { #told };)
            })
            .collect()
    }

    /// The same for what denied lints find: each panics at one finding of its own.
    pub(super) fn denying_copies(&self, plan: &TokenStream) -> TokenStream {
        let Some(lints) = denied(&self.network.lints, self.names) else {
            return TokenStream::new();
        };
        let name = &self.network.name;
        let span = name.span();
        let (quiet, door) = (quiet(), self.names.door_at(span));
        let (t, x) = (self.names.private("t"), self.names.private("x"));
        let input = shape(&self.network.input, self.names).tokens;
        let graph = quote_spanned!(span=> <#name<#door::Plain>>::GRAPH);
        [false, true]
            .map(|second| {
                let denied = quote_spanned!(span=> <#door::Denied>::of(#graph, #lints, #second));
                quote! {
                    #quiet
                    const _: () = {
                        const FB_DENIED: ::core::option::Option<#door::Denied> = #denied;
                        const #name: () = {
                            let mut #t = #door::Tracer::counting(#door::RECORD)
                                .with_heads()
                                .denying(FB_DENIED);
                            let #t = &mut #t;
                            let #x = #t.input(#input);
                            #plan
                            let _ = #x;
                        };
                    };
                }
            })
            .into_iter()
            .collect()
    }

    /// The plan, recorded with all its faults counted. What of the user's expressions may panic has done so
    /// where the size was measured: the body need not stand inline.
    pub(super) fn recorded(&self, checked: &TokenStream) -> TokenStream {
        let (name, config) = (&self.network.name, &self.config);
        let quiet = quiet();
        let (t, x, room) = (
            self.names.private("t"),
            self.names.private("x"),
            self.names.private("room"),
        );
        let door = self.names.door();
        let body = quote!(let #x = #config::body(#t, #x); #checked);
        let traced = self.traced(&quote!(#door::RECORD), &body);
        let buffer = self.buffer();
        let recorded = constant(
            name,
            buffer.clone(),
            quote! {{
                #traced
                let #x = #t.ends_in(#x);
                #room.ending_in(#x)
            }},
        );
        let value = quote_spanned!(name.span()=> #name);
        quote! {
            #quiet
            const _: () = {
                #recorded
                impl #config { const FB_RECORDED: #buffer = #value; }
            };
        }
    }

    /// A trace of the body from the declared input, in room of its own.
    fn traced(&self, stop: &TokenStream, body: &TokenStream) -> TokenStream {
        let (t, x, room) = (
            self.names.private("t"),
            self.names.private("x"),
            self.names.private("room"),
        );
        let input = shape(&self.network.input, self.names).tokens;
        let buffer = self.buffer();
        quote! {
            let mut #room = <#buffer>::EMPTY;
            let mut #t = #room.tracer(#stop).with_heads();
            let #t = &mut #t;
            let #x = #t.input(#input);
            #body
        }
    }

    /// How much room the plan takes. The body stands inline here too: a panic in an expression of the
    /// user's is told at the expression.
    pub(super) fn size(&self, plan: &TokenStream) -> TokenStream {
        let (name, config, door) = (&self.network.name, &self.config, self.names.door());
        let quiet = quiet();
        let (t, x) = (self.names.private("t"), self.names.private("x"));
        let input = shape(&self.network.input, self.names).tokens;
        let span = name.span();
        let size = quote_spanned!(span=> #name);
        let measured = constant(
            name,
            quote!(#door::Size),
            quote! {{
                let mut #t = #door::Tracer::counting(#door::RECORD).with_heads();
                let #t = &mut #t;
                let #x = #t.input(#input);
                #plan
                let _ = #x;
                #t.size()
            }},
        );
        quote! {
            #quiet
            const _: () = {
                #measured
                impl #config { const FB_SIZE: #door::Size = #size; }
            };
        }
    }

    /// Room for the plan, blamed at the network's name: where the size fails, rustc says so there.
    pub(super) fn buffer(&self) -> TokenStream {
        let span = self.network.name.span();
        let door = self.names.door_at(span);
        let mut config = self.config.clone();
        config.set_span(span);
        quote_spanned! {span=>
            #door::Buffer<
                { #config::FB_SIZE.nodes },
                { #config::FB_SIZE.edges },
                { #config::FB_SIZE.scopes },
                { #config::FB_SIZE.decisions },
            >
        }
    }
}
