//! Side heads: the struct that `forward_all` returns.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::quiet;
use super::Expansion;

impl Expansion<'_> {
    fn outputs_name(&self) -> Ident {
        format_ident!(
            "{}Outputs",
            self.network.name,
            span = self.network.name.span()
        )
    }

    /// The struct that `forward_all` returns.
    pub(super) fn outputs(&self) -> TokenStream {
        if self.lowered.heads.is_empty() {
            return TokenStream::new();
        }
        let (vis, name, door) = (&self.network.vis, self.outputs_name(), self.names.door());
        let quiet = quiet();
        let heads = &self.lowered.heads;
        let types: Vec<_> = (0..heads.len())
            .map(|at| format_ident!("Head{at}"))
            .collect();
        let doc = format!("What [`{}::forward_all`] returns.", self.network.name);
        quote! {
            #[doc = #doc]
            #quiet
            #[derive(#door::Clone, ::core::fmt::Debug)]
            #vis struct #name<Main, #(#types),*> {
                /// The declared output.
                pub main: Main,
                #(
                    /// A side head.
                    pub #heads: #types,
                )*
            }
        }
    }

    pub(super) fn head_constants(&self) -> TokenStream {
        let door = self.names.door();
        let numbers = 1..=self.lowered.heads.len();
        let consts = numbers.map(|number| {
            let constant = format_ident!("FB_HEAD_{number}");
            let number = number as u32;
            quote!(const #constant: #door::Sizes = #door::Sizes::of_head(&FB_PLAN.graph(), #number);)
        });
        quote!(#(#consts)*)
    }

    pub(super) fn forward_all(
        &self,
        input: &TokenStream,
        output: &TokenStream,
        typed: &TokenStream,
    ) -> TokenStream {
        if self.lowered.heads.is_empty() {
            return TokenStream::new();
        }
        let (door, backend, outputs) = (self.names.door(), &self.backend, self.outputs_name());
        let heads = &self.lowered.heads;
        let count = heads.len();
        let types = (1..=count).map(|number| {
            let head = format_ident!("FB_HEAD_{number}");
            boundary_type(&door, backend, &quote!(#head))
        });
        let at = 0..count;
        let (argument, entered) = (self.argument(), self.entered());
        quote! {
            /// Computes the declared output and every side head.
            #[track_caller]
            pub fn forward_all(&self, #argument: #input) -> #outputs<#output, #(#types),*> #typed {
                let mut heads = [const { ::core::option::Option::None }; #count];
                let main = #door::never_stopped(self.fb_flow(
                    #entered,
                    &mut (),
                    ::core::option::Option::Some(&mut heads),
                ));
                #outputs {
                    main: #door::leave(main),
                    #(#heads: #door::leave(#door::taken(heads[#at].take())),)*
                }
            }
        }
    }
}

/// The boundary type of the shape in a constant.
pub fn boundary_type(door: &TokenStream, backend: &Ident, sizes: &TokenStream) -> TokenStream {
    quote! {
        <#door::OfRank<{ #sizes.rank }> as #door::BoundaryType<
            #backend, { #sizes.dims[0] }, { #sizes.dims[1] }, { #sizes.dims[2] }, { #sizes.dims[3] },
        >>::Type
    }
}
