//! A network: its body checked in consts, its plan in a static, and typed doors for every backend.

mod checks;
mod doors;
mod heads;
mod plan;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Lit};

pub use self::heads::boundary_type;
use super::block::{config_name, init};
use super::build::Build;
use super::flow::Flow;
use super::layers::Layers;
use super::lints::allowing;
use super::lower::lower;
use super::module::{Struct, implementations, struct_fields};
use super::names::{Names, braces};
use super::steps::Lowered;
use super::taps::Taps;
use super::trace::Trace;
use super::values::number;
use super::{automatic, quiet};
use crate::ast::{Body, Call, Dimension, Dims, Kind, Network, Statement};

pub fn network(network: &Network, names: &Names) -> TokenStream {
    let lowered = lower(&network.body, names);
    let trace = Trace::new(names).body(&lowered.steps, lowered.shares_paths);
    let plan = allowing(&network.lints, trace, names);
    let expansion = Expansion::new(network, &lowered, names);
    let declared = expansion.declared();
    let tapped = expansion.taps.checked();
    let checked = quote!(#declared #tapped);
    let (size, recorded) = (expansion.size(&plan), expansion.recorded(&checked));
    let (copies, denying) = (
        expansion.told_copies(&quote!(#plan #checked)),
        expansion.denying_copies(&plan),
    );
    let kept = names.with_constant_calls();
    let kept = Trace::new(&kept).body(&lowered.steps, lowered.shares_paths);
    let body = expansion.body(&allowing(&network.lints, kept, names));
    quote!(#body #size #recorded #copies #denying)
}

/// A network that cannot be expanded: the same types and methods, nothing computed but its side heads,
/// which take what they declare.
pub fn stand_in(network: &Network, names: &Names) -> TokenStream {
    let heads = Body {
        statements: heads(&network.body.statements),
    };
    let lowered = lower(&heads, names);
    let expansion = Expansion::new(network, &lowered, names);
    let (t, x) = (names.private("t"), names.private("x"));
    let heads = Trace::new(names).steps(&lowered.steps);
    let plan = quote!(let #x = #t.unsure(#x); #heads);
    let (size, recorded) = (
        expansion.size(&plan),
        expansion.recorded(&TokenStream::new()),
    );
    let body = expansion.body(&plan);
    quote!(#body #size #recorded)
}

/// The side heads of a body without what is in them, those of one name once.
fn heads(statements: &[Statement]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for statement in statements {
        let inner = match &statement.kind {
            Kind::Output(keyword, name, shape, _) if name != "main" => vec![Statement {
                label: None,
                kind: Kind::Output(
                    keyword.clone(),
                    name.clone(),
                    shape.clone().filter(is_plain),
                    Body {
                        statements: Vec::new(),
                    },
                ),
                keep: None,
            }],
            Kind::Group(body) | Kind::Sequential(body) => heads(&body.statements),
            _ => continue,
        };
        for head in inner {
            let is_same = |other: &Statement| match (&other.kind, &head.kind) {
                (Kind::Output(_, one, ..), Kind::Output(_, another, ..)) => one == another,
                _ => false,
            };
            if !found.iter().any(is_same) {
                found.push(head);
            }
        }
    }
    found
}

/// A shape of numbers and `_`: nothing in it can be at fault.
fn is_plain(dims: &Dims) -> bool {
    dims.dims.len() <= 4
        && dims.dims.iter().enumerate().all(|(axis, dim)| match dim {
            Dimension::Known(_) => whole(dim).is_some_and(|number| number > 0),
            Dimension::Any(_) => axis > 0,
        })
}

/// A dimension that is written as a number.
fn whole(dim: &Dimension) -> Option<usize> {
    match dim {
        Dimension::Known(Expr::Lit(value)) => match &value.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

struct Expansion<'e> {
    network: &'e Network,
    lowered: &'e Lowered<'e>,
    names: &'e Names<'e>,
    /// The backend parameter: `B`, unless the network or an item in its body is named so.
    backend: Ident,
    config: Ident,
    taps: Taps<'e>,
}

impl<'e> Expansion<'e> {
    fn new(network: &'e Network, lowered: &'e Lowered<'e>, names: &'e Names<'e>) -> Self {
        let taken = network.name == "B"
            || calls(&network.body.statements)
                .iter()
                .any(|call| call.path.segments[0].ident == "B");
        let backend = Ident::new(if taken { "FbBackend" } else { "B" }, Span::call_site());
        Expansion {
            network,
            lowered,
            names,
            taps: Taps::new(network, &backend, names),
            backend,
            config: config_name(&network.name),
        }
    }

    /// What the network declares, against what it computes.
    fn declared(&self) -> TokenStream {
        let name = self.network.name.to_string();
        Trace::new(self.names).check(&self.network.output, &name)
    }

    fn body(&self, plan: &TokenStream) -> TokenStream {
        let (attrs, vis, name) = (&self.network.attrs, &self.network.vis, &self.network.name);
        let (door, quiet, backend) = (self.names.door(), quiet(), &self.backend);
        let fields = struct_fields(self.lowered, self.names);
        let tag = self.names.private("tag");
        let config = self.config(plan);
        let planned = self.planned();
        let of = Struct {
            name,
            backend: Some(self.backend.clone()),
            lowered: self.lowered,
        };
        let implementations = implementations(&of, self.names);
        let part = self.part(&of);
        let (outputs, taps) = (self.outputs(), self.taps.structure());
        let keyword = Ident::new("struct", name.span());
        let fields = braces(name.span(), quote!(#fields #tag: #door::Tag<#backend>));
        quote! {
            #(#attrs)*
            #quiet
            #vis #keyword #name<#backend = #door::Plain> #fields
            #config
            #outputs
            #taps
            #planned
            #quiet
            const _: () = { use #door::traits::*; #implementations #part };
        }
    }

    /// The configuration of a network as a part of another one, and what is known of its plan.
    fn config(&self, plan: &TokenStream) -> TokenStream {
        let (vis, name, config) = (&self.network.vis, &self.network.name, &self.config);
        let (door, quiet, automatic) = (self.names.door(), quiet(), automatic());
        let (t, x, outer) = (
            self.names.private("t"),
            self.names.private("x"),
            self.names.private("outer"),
        );
        let new = Ident::new("config", name.span());
        let init = init(name, self.names);
        let item = name.to_string();
        let input_dims = self.dims(&self.network.input);
        let output_dims = self.dims(&self.network.output);
        let rank = self.network.input.dims.len();
        let output_rank = self.network.output.dims.len();
        // A fault inside shows this call: as the network's name and not as the macro.
        let (within_t, within_x) = (
            self.names.private_at("t", name.span()),
            self.names.private_at("x", name.span()),
        );
        let within =
            quote_spanned!(name.span()=> let #within_x = Self::body(#within_t, #within_x););
        let keyword = Ident::new("struct", name.span());
        let no_fields = braces(name.span(), TokenStream::new());
        let doc = format!("The configuration of a [`{name}`] that is a part of another network.");
        quote! {
            #[doc = #doc]
            #quiet
            #[derive(#door::Clone, #door::Copy)]
            #vis #keyword #config #no_fields
            #automatic
            impl #name {
                /// The network as a part: the shape that flows in replaces the declared one.
                pub const fn #new() -> #config { #config {} }
            }
            #automatic
            impl #config {
                #init
                #[doc(hidden)]
                pub const fn fb_given(self) -> Self { self }
                #[doc(hidden)]
                pub const fn trace(self, #t: &mut #door::Tracer<'_>, #x: #door::Value) -> #door::Value {
                    #t.item(#item);
                    let #outer = #t.enter_part();
                    #within
                    #t.leave_part(#outer);
                    #x
                }
                const fn body(#t: &mut #door::Tracer<'_>, #x: #door::Value) -> #door::Value {
                    #plan
                    #x
                }
                const FB_INPUT: [usize; #rank] = #input_dims;
                const FB_OUTPUT: [usize; #output_rank] = #output_dims;
            }
        }
    }

    /// The numbers of a declared shape, `ANY` for `_`.
    fn dims(&self, dims: &Dims) -> TokenStream {
        let door = self.names.door();
        let list = dims.dims.iter().map(|dim| match dim {
            Dimension::Known(expr) => number(expr, expr.to_token_stream(), self.names),
            Dimension::Any(_) => quote!(#door::ANY),
        });
        quote!([#(#list),*])
    }

    fn part(&self, of: &Struct<'_>) -> TokenStream {
        let (name, door, backend) = (&self.network.name, self.names.door(), &self.backend);
        let config = &self.config;
        let steps = Build::new(self.names, self.lowered).steps(&self.lowered.steps);
        let built = of.of_locals(self.names);
        let flow = Flow::new(self.names, self.lowered).steps(&self.lowered.steps);
        let layers = Layers::new(self.names, self.lowered).steps(&self.lowered.steps);
        let (b, x, o, l, heads) = (
            self.names.private("b"),
            self.names.private("x"),
            self.names.private("o"),
            self.names.private("l"),
            self.names.private("heads"),
        );
        quote! {
            impl<#backend> #name<#backend> {
                fn fb_flow<FbObserver: #door::Observer>(
                    &self,
                    mut #x: #door::Flow,
                    #o: &mut FbObserver,
                    mut #heads: ::core::option::Option<&mut [::core::option::Option<#door::Flow>]>,
                ) -> ::core::result::Result<#door::Flow, FbObserver::Stop> {
                    #flow
                    ::core::result::Result::Ok(#x)
                }
            }
            impl<#backend> #door::Part for #name<#backend> {
                type Config = #config;
                const CONFIG: #config = #config {};
                fn build(#b: &mut #door::Builder<'_>) -> Self {
                    #steps
                    #built
                }
                fn flow<FbObserver: #door::Observer>(
                    &self,
                    #x: #door::Flow,
                    #o: &mut FbObserver,
                ) -> ::core::result::Result<#door::Flow, FbObserver::Stop> {
                    self.fb_flow(#x, #o, ::core::option::Option::None)
                }
                fn layers(&mut self, #l: &mut #door::Layers<'_>) { #layers }
            }
        }
    }
}

/// All calls in a body.
fn calls(statements: &[Statement]) -> Vec<&Call> {
    let mut found = Vec::new();
    for statement in statements {
        if let Kind::Call(call) = &statement.kind {
            found.push(call);
        }
        for inner in statement.kind.bodies() {
            found.extend(calls(inner));
        }
    }
    found
}
