//! A block: a configuration that is traced, a plain Burn module, and the doors between them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::build::Build;
use super::flow::Flow;
use super::layers::Layers;
use super::lints::allowing;
use super::lower::lower;
use super::module::{Struct, implementations, struct_fields};
use super::names::{Names, braces};
use super::steps::Lowered;
use super::trace::Trace;
use super::values::parenthesised;
use super::{automatic, quiet};
use crate::ast::{Block, Param};
use crate::check::ranks::{Signature, signature};

pub fn block(block: &Block, names: &Names) -> TokenStream {
    let lowered = lower(&block.body, names);
    let trace = Trace::new(names).body(&lowered.steps, lowered.shares_paths);
    let config = config(block, names, allowing(&block.lints, trace, names));
    let doors = doors(block, names);
    let module = module(block, &lowered, true, names);
    quote!(#module #config #doors)
}

/// The configuration: which parameters are given, `config`, the setters, and the trace.
pub fn config(block: &Block, names: &Names, trace: TokenStream) -> TokenStream {
    let (vis, name, params) = (&block.vis, &block.name, &block.params);
    let door = names.door();
    let quiet = quiet();
    let automatic = automatic();
    let config = config_name(name);
    let (idents, types): (Vec<_>, Vec<_>) =
        params.iter().map(|param| (&param.name, &param.ty)).unzip();
    let required: Vec<_> = params
        .iter()
        .filter(|param| param.default.is_none())
        .collect();
    let (needed, needed_types): (Vec<_>, Vec<_>) = required
        .iter()
        .map(|param| (&param.name, &param.ty))
        .unzip();
    let new = Ident::new("config", name.span());
    let given = Ident::new("fb_given", name.span());
    let keyword = Ident::new("struct", name.span());
    let fields = types
        .iter()
        .zip(&idents)
        .map(|(ty, ident)| quote_spanned!(ty.span()=> #ident: ::core::option::Option<#ty>));
    let fields = braces(name.span(), quote!(#(#fields),*));
    // A suggestion of rustc's to make an unknown type a parameter of the struct would set it apart from the same
    // error in the functions below, and so have it shown twice.
    let mut declared = config.clone();
    declared.set_span(proc_macro2::Span::call_site().located_at(name.span()));
    let copied = copied(&config);
    let setters = setters(params, &required);
    let opened = opened(block, names);
    let (t, x) = (names.private("t"), names.private("x"));
    let item = name.to_string();
    let doc = format!("The configuration of a [`{name}`].");
    quote! {
        #[doc = #doc]
        #quiet
        #vis #keyword #declared #fields
        #copied
        #automatic
        impl #name {
            /// The configuration with these required arguments and the declared defaults.
            pub const fn #new(#(#needed: #needed_types),*) -> #config {
                <#name as #door::Part>::CONFIG.fb_given(#(#needed),*)
            }
        }
        #automatic
        impl #config {
            #setters
            #[doc(hidden)]
            pub const fn #given(self, #(#needed: #needed_types),*) -> Self {
                self #(.#needed(#needed))*
            }
            #[doc(hidden)]
            pub const fn trace(self, #t: &mut #door::Tracer<'_>, #x: #door::Value) -> #door::Value {
                #t.item(#item);
                #opened
                #trace
                #x
            }
        }
    }
}

/// `Copy`, which holds where every parameter's type is copied: derived, it would be blamed on the macro.
fn copied(config: &Ident) -> TokenStream {
    let automatic = automatic();
    quote_spanned! {config.span()=>
        #automatic
        impl ::core::clone::Clone for #config {
            fn clone(&self) -> Self { *self }
        }
        #automatic
        impl ::core::marker::Copy for #config {}
    }
}

pub fn config_name(name: &Ident) -> Ident {
    format_ident!("{name}Config", span = name.span())
}

/// For every parameter the name itself, as calls in a declaration set it, and Burn's `with_name`.
fn setters(params: &[Param], required: &[&Param]) -> TokenStream {
    let by_name = params.iter().map(|param| {
        let (ident, ty) = (&param.name, &param.ty);
        let with = format_ident!(
            "with_{}",
            syn::ext::IdentExt::unraw(ident),
            span = ident.span()
        );
        let doc = format!("Sets `{ident}`.");
        quote! {
            #[doc(hidden)]
            pub const fn #ident(mut self, #ident: #ty) -> Self {
                self.#ident = ::core::option::Option::Some(#ident);
                self
            }
            #[doc = #doc]
            pub const fn #with(self, #ident: #ty) -> Self { self.#ident(#ident) }
        }
    });
    let by_position = required.iter().enumerate().map(|(position, param)| {
        let (ident, ty) = (&param.name, &param.ty);
        let at = format_ident!("fb_at_{position}");
        quote! {
            #[doc(hidden)]
            pub const fn #at(self, #ident: #ty) -> Self { self.#ident(#ident) }
        }
    });
    quote!(#(#by_name)* #(#by_position)*)
}

/// Binds every parameter: as it is given, else its default, which sees the ones before it.
fn opened(block: &Block, names: &Names) -> TokenStream {
    let block_name = block.name.to_string();
    let bindings = block.params.iter().map(|param| {
        let ident = &param.name;
        let label = ident.to_string();
        let otherwise = match &param.default {
            // An `if` at the head of an arm would end it: `if wide { 2 } else { 1 } + 1`.
            Some(default) => {
                parenthesised(default.to_token_stream(), default.span()).into_token_stream()
            }
            None => {
                let (t, x) = (names.private_at("t", ident.span()), names.private_at("x", ident.span()));
                let door = names.door_at(ident.span());
                quote_spanned!(ident.span()=> return <#door::Tracer>::missing(#t, #x, #block_name, #label))
            }
        };
        quote! {
            let #ident = match self.#ident {
                ::core::option::Option::Some(#ident) => #ident,
                ::core::option::Option::None => #otherwise,
            };
        }
    });
    quote!(#(#bindings)*)
}

/// The doors for hand-written Burn code: `init` and `forward`.
fn doors(block: &Block, names: &Names) -> TokenStream {
    let name = &block.name;
    let automatic = automatic();
    let config = config_name(name);
    let init = init(name, names);
    let forward = forward(block, names);
    quote! {
        #automatic
        impl #config { #init }
        #automatic
        impl #name {
            #forward
        }
    }
}

/// `forward` on plain tensors: of the ranks that the body fixes, else of those that the caller names.
fn forward(block: &Block, names: &Names) -> TokenStream {
    let door = names.door();
    let Signature {
        input,
        output,
        same,
    } = signature(&block.body);
    let (generics, input, output) = match (input, output) {
        (Some(input), Some(output)) => (
            quote!(),
            quote!(#door::Tensor<#input>),
            quote!(#door::Tensor<#output>),
        ),
        _ if same => (
            quote!(<FbFlow: #door::Carry>),
            quote!(FbFlow),
            quote!(FbFlow),
        ),
        (input, output) => {
            let given = |rank: Option<usize>, generic: TokenStream| match rank {
                Some(rank) => (quote!(), quote!(#door::Tensor<#rank>)),
                None => (quote!(#generic: #door::Carry,), generic),
            };
            let (first, input) = given(input, quote!(FbIn));
            let (second, output) = given(output, quote!(FbOut));
            (quote!(<#first #second>), input, output)
        }
    };
    let name = Ident::new("forward", block.name.span());
    let argument = Ident::new("input", block.name.span());
    quote! {
        /// Lets a batch flow through; the first dimension of the tensor is the batch.
        ///
        /// # Panics
        /// Where the tensor is not of the shape that the block was initialised for.
        #[track_caller]
        pub fn #name #generics (&self, #argument: #input) -> #output {
            #door::forward(self, #argument)
        }
    }
}

/// `init` and `plan` of a configuration, for hand-written code.
pub fn init(name: &Ident, names: &Names) -> TokenStream {
    let door = names.door();
    quote! {
        /// A module for inputs of shape `input` (without the batch).
        ///
        /// # Errors
        /// With the message that the compiler prints in a declaration, where the shape does not fit.
        pub fn init<const FB_RANK: usize>(
            self,
            input: [usize; FB_RANK],
            device: &#door::Device,
        ) -> ::core::result::Result<#name, #door::PlanError> {
            #door::build_by_hand(|tracer, x| self.trace(tracer, x), input, device)
        }
        /// The plan for inputs of shape `input` (without the batch): what it costs, and how it looks.
        ///
        /// # Errors
        /// With the message that the compiler prints in a declaration, where the shape does not fit.
        pub fn plan<const FB_RANK: usize>(
            self,
            input: [usize; FB_RANK],
        ) -> ::core::result::Result<#door::Plan, #door::PlanError> {
            #door::plan_block(|tracer, x| self.trace(tracer, x), input)
        }
    }
}

/// The part of a body that the block is.
fn part(block: &Block, of: &Struct<'_>, with_config: bool, names: &Names) -> TokenStream {
    let (name, door, lowered) = (&block.name, names.door(), of.lowered);
    let configured = match with_config {
        true => {
            let (config, idents) = (
                config_name(name),
                block.params.iter().map(|param| &param.name),
            );
            quote! {
                type Config = #config;
                const CONFIG: #config = #config { #(#idents: ::core::option::Option::None),* };
            }
        }
        false => quote!(
            type Config = ();
            const CONFIG: () = ();
        ),
    };
    let steps = Build::new(names, lowered).steps(&lowered.steps);
    let built = of.of_locals(names);
    let flow = Flow::new(names, lowered).steps(&lowered.steps);
    let layers = Layers::new(names, lowered).steps(&lowered.steps);
    let (b, x, o) = (names.private("b"), names.private("x"), names.private("o"));
    let l = names.private("l");
    quote! {
        impl #door::Part for #name {
            #configured
            fn build(#b: &mut #door::Builder<'_>) -> Self {
                #steps
                #built
            }
            fn flow<FbObserver: #door::Observer>(
                &self,
                mut #x: #door::Flow,
                #o: &mut FbObserver,
            ) -> ::core::result::Result<#door::Flow, FbObserver::Stop> {
                #flow
                ::core::result::Result::Ok(#x)
            }
            fn layers(&mut self, #l: &mut #door::Layers<'_>) { #layers }
        }
    }
}

/// A block that cannot be expanded: the same names, and whoever uses it is not checked further. Where its
/// parameters have a fault it has no configuration either.
pub fn stand_in(block: &Block, with_config: bool, names: &Names) -> TokenStream {
    let lowered = Lowered::empty();
    let (t, x) = (names.private("t"), names.private("x"));
    let config = with_config.then(|| {
        let config = config(block, names, quote!(let #x = #t.unsure(#x);));
        let doors = doors(block, names);
        quote!(#config #doors)
    });
    let module = module(block, &lowered, with_config, names);
    quote!(#module #config)
}

/// The module struct with its implementations.
fn module(block: &Block, lowered: &Lowered<'_>, with_config: bool, names: &Names) -> TokenStream {
    let (attrs, vis, name) = (&block.attrs, &block.vis, &block.name);
    let fields = braces(name.span(), struct_fields(lowered, names));
    let quiet = quiet();
    let of = Struct {
        name,
        backend: None,
        lowered,
    };
    let door = names.door();
    let implementations = implementations(&of, names);
    let part = part(block, &of, with_config, names);
    let keyword = Ident::new("struct", name.span());
    quote! {
        #(#attrs)*
        #quiet
        #vis #keyword #name #fields
        #quiet
        const _: () = { use #door::traits::*; #implementations #part };
    }
}
