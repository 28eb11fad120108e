//! The plan in a static, and what is known of it: constants, and plans for other sizes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::super::quiet;
use super::Expansion;

impl Expansion<'_> {
    /// The plan in a static, the constants, and the typed doors. No token of the user's is in here: an
    /// error in `impl<B>` would be told for every use.
    pub(super) fn planned(&self) -> TokenStream {
        let (config, door, quiet) = (&self.config, self.names.door(), quiet());
        let (structure, described, doors) = (self.plan_struct(), self.described(), self.doors());
        let (heads, taps) = (self.head_constants(), self.taps.constants());
        let buffer = self.buffer();
        quote! {
            #quiet
            const _: () = {
                use #door::traits::*;
                // By a name of its own: a path that begins with `$crate` is blamed on the macro.
                use #door as fb_door;
                type FbBuffer = #buffer;
                static FB_PLAN: FbBuffer = #config::FB_RECORDED.planned();
                impl #config { const FB_FAULTS: u32 = FB_PLAN.faults(); }
                #heads
                #taps
                #structure
                #described
                #doors
            };
        }
    }

    /// The struct of a plan for another size.
    fn plan_struct(&self) -> TokenStream {
        let (name, plan, door) = (&self.network.name, self.plan_name(), self.names.door());
        quote! {
            /// The plan for another input size.
            #[derive(#door::Clone, ::core::fmt::Debug)]
            pub struct #plan(FbBuffer);

            impl #plan {
                /// The whole graph.
                pub const fn graph(&self) -> #door::Graph<'_> { self.0.graph() }
                /// The multiply-adds of `forward` for a batch of one.
                #[track_caller]
                pub const fn macs(&self) -> u64 { self.0.graph().macs() }
                /// The numbers that `forward` computes for a batch of one.
                #[track_caller]
                pub const fn activations(&self) -> u64 { self.0.graph().activations() }
                /// The most numbers alive at once in `forward` for a batch of one.
                #[track_caller]
                pub const fn peak_activations(&self) -> u64 { self.0.graph().peak_activations() }
                /// The shape that the network returns, without the batch.
                pub const fn output(&self) -> #door::Shape { self.0.graph().output() }
                /// Trained numbers, side heads included.
                pub const fn params(&self) -> usize { self.0.graph().params() }
                /// Stored numbers that are not trained.
                pub const fn buffers(&self) -> usize { self.0.graph().buffers() }
                /// What compiles but is probably wrong; see the network's `lints`.
                pub fn lints(&self) -> #door::Vec<#door::Finding<'_>> { self.0.graph().lints() }
                /// A table for people; see the network's `summary`.
                pub fn summary(&self) -> #door::Summary<'_> {
                    #door::Summary::new(::core::stringify!(#name), self.0.graph())
                }
            }
        }
    }

    fn plan_name(&self) -> Ident {
        format_ident!("{}Plan", self.network.name)
    }

    /// What is known before anything runs.
    fn described(&self) -> TokenStream {
        let (name, config, plan) = (&self.network.name, &self.config, self.plan_name());
        let (door, backend) = (self.names.door(), &self.backend);
        let rank = self.network.input.dims.len();
        let constants = constants(&door, name.span());
        quote! {
            impl<#backend> #name<#backend> {
                /// The whole checked graph.
                pub const GRAPH: &'static #door::Graph<'static> = &FB_PLAN.graph();
                #constants
                /// The plan for another input size.
                ///
                /// # Panics
                /// Where a shape does not fit, or where an `if`, `match` or `for` decides otherwise, or a layer has
                /// other weights, than for the declared input: that would be another network.
                #[track_caller]
                pub const fn graph_for(input: [usize; #rank]) -> #plan {
                    let mut buffer = FbBuffer::EMPTY;
                    let mut tracer = buffer.tracer(0).with_heads();
                    let x = tracer.input(#door::Shape::of(input));
                    let x = #config::body(&mut tracer, x);
                    let size = tracer.size();
                    let end = tracer.ends_in(x);
                    buffer.same_network(size, &FB_PLAN.graph());
                    #plan(buffer.ending_in(end).planned())
                }
                /// What compiles but is probably wrong, in the order of the nodes.
                pub fn lints() -> #door::Vec<#door::Finding<'static>> { FB_PLAN.graph().lints() }
                /// The same at run time, for a size that comes from outside.
                ///
                /// # Errors
                /// Where `graph_for` panics, with the message that the compiler would print.
                pub fn plan_for(
                    input: [usize; #rank],
                ) -> ::core::result::Result<#door::Plan, #door::PlanError> {
                    #door::plan_network(
                        |tracer, x| #config::body(tracer, x),
                        input,
                        &FB_PLAN.graph(),
                    )
                }
                /// A table for people: path, layer, shape, parameters, multiply-adds, receptive field.
                pub fn summary() -> #door::Summary<'static> {
                    #door::Summary::new(::core::stringify!(#name), FB_PLAN.graph())
                }
            }
        }
    }
}

/// Blamed at the network's name where the plan refuses one, as for a size that is open.
fn constants(door: &TokenStream, span: Span) -> TokenStream {
    let table = [
        (
            "PARAMS",
            "usize",
            "params",
            "Trained numbers, side heads included.",
        ),
        (
            "INFERENCE_PARAMS",
            "usize",
            "inference_params",
            "The trained numbers that `forward` uses.",
        ),
        (
            "BUFFERS",
            "usize",
            "buffers",
            "Stored numbers that are not trained: running means and variances.",
        ),
        (
            "MACS",
            "u64",
            "macs",
            "The multiply-adds of `forward` for a batch of one.",
        ),
        (
            "ACTIVATIONS",
            "u64",
            "activations",
            "The numbers that `forward` computes for a batch of one.",
        ),
        (
            "PEAK_ACTIVATIONS",
            "u64",
            "peak_activations",
            "The most numbers alive at once in `forward` for a batch of one.",
        ),
    ];
    let counts = table.map(|(name, ty, method, doc)| {
        let [name, ty, method] = [name, ty, method].map(|word| Ident::new(word, span));
        quote_spanned!(span=> #[doc = #doc] pub const #name: #ty = FB_PLAN.graph().#method();)
    });
    quote! {
        #(#counts)*
        /// The shape that the network returns, without the batch.
        pub const OUTPUT: #door::Shape = FB_PLAN.graph().output();
    }
}
