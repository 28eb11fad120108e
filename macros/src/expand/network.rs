//! A network: its body checked in consts, its plan in a static, and typed doors for every backend.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, Lit};

use super::block::{config_name, init};
use super::build::Build;
use super::flow::Flow;
use super::layers::Layers;
use super::lints::{allowing, denied};
use super::lower::{Lowered, lower};
use super::module::{Struct, implementations, struct_fields};
use super::names::{Names, braces, constant};
use super::taps::Taps;
use super::trace::Trace;
use super::values::{number, shape};
use super::{automatic, quiet};
use crate::ast::{Body, Call, Dimension, Dims, Kind, Network, Statement};

/// How many faults of one network are told in one run: as many copies of its body are checked.
const TOLD_AT_ONCE: u32 = 2;

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

    /// The body inline in consts that carry the network's name: each panics at one fault of its own, and
    /// rustc shows the statement as the place of the error. They are run where the recording has met as many.
    fn told_copies(&self, body: &TokenStream) -> TokenStream {
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
    fn denying_copies(&self, plan: &TokenStream) -> TokenStream {
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
    fn recorded(&self, checked: &TokenStream) -> TokenStream {
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
    fn size(&self, plan: &TokenStream) -> TokenStream {
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
    fn buffer(&self) -> TokenStream {
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
        let part = self.part();
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

    /// The plan in a static, the constants, and the typed doors. No token of the user's is in here: an
    /// error in `impl<B>` would be told for every use.
    fn planned(&self) -> TokenStream {
        let (name, config) = (&self.network.name, &self.config);
        let (door, quiet, backend) = (self.names.door(), quiet(), &self.backend);
        let plan = format_ident!("{name}Plan");
        let rank = self.network.input.dims.len();
        let constants = constants(&door, name.span());
        let doors = self.doors();
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

                impl<#backend> #name<#backend> {
                    /// The whole checked graph.
                    pub const GRAPH: &'static #door::Graph<'static> = &FB_PLAN.graph();
                    #constants
                    /// The plan for another input size.
                    ///
                    /// # Panics
                    /// Where a shape does not fit, or an `if`, `match` or `for` decides otherwise than for
                    /// the declared input: that would be another network.
                    #[track_caller]
                    pub const fn graph_for(input: [usize; #rank]) -> #plan {
                        let mut buffer = FbBuffer::EMPTY;
                        let mut tracer = buffer.tracer(0).with_heads();
                        let x = tracer.input(#door::Shape::of(input));
                        let x = #config::body(&mut tracer, x);
                        let size = tracer.size();
                        let end = tracer.ends_in(x);
                        buffer.same_decisions(size, &FB_PLAN.graph());
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
                #doors
            };
        }
    }

    fn doors(&self) -> TokenStream {
        let name = &self.network.name;
        let (door, backend) = (self.names.door(), &self.backend);
        let input = self.boundary(&self.network.input, "FB_INPUT");
        let output = self.boundary(&self.network.output, "FB_OUTPUT");
        let tag = self.names.private("tag");
        let fields = self.lowered.fields.iter().map(|field| &field.ident);
        // Where rustc shows a method, it shows the network's name and not the macro.
        let [device, choose, forward, observe, features, profile] = [
            "device", "choose", "forward", "observe", "features", "profile",
        ]
        .map(|method| Ident::new(method, name.span()));
        let argument = self.argument();
        let entered = self.entered();
        // On each method, not on their `impl`: then rustc says in our words that a type is no backend.
        let (span, at) = (name.span(), self.names.door_at(name.span()));
        let typed = quote_spanned!(span=> where #backend: fb_door::Backend);
        let on_device = quote_spanned!(span=> #device: &#at::Device);
        let of_paths = quote_spanned!(span=> FbPaths: fb_door::Paths);
        let init = quote_spanned!(span=> pub fn init(#on_device) -> Self #typed);
        let init_with = quote_spanned! {span=>
            pub fn init_with(
                #on_device,
                #choose: impl ::core::ops::FnMut(&str, #at::ParamKind) -> ::core::option::Option<#at::Initializer>,
            ) -> Self #typed
        };
        let all = self.forward_all(&input, &output, &typed);
        let (sized, taps) = (
            self.sized(),
            self.taps.method(&argument, &input, &entered, &typed),
        );
        let fields = quote!(#(#fields: self.#fields,)*);
        quote! {
            impl<#backend> #name<#backend> {
                /// The network with PyTorch's default initialisation of each layer.
                #init {
                    <#backend as #door::Place>::expect(#device, ::core::stringify!(#name));
                    #door::Part::build(&mut #door::Builder::new(FB_PLAN.graph(), #device))
                }
                /// The same with other initialisers: `choose` is asked for every parameter by its path.
                #init_with {
                    #door::init_with(Self::init(#device), #choose)
                }
                /// Computes the declared output; side heads are not computed.
                #[track_caller]
                pub fn #forward(&self, #argument: #input) -> #output #typed {
                    #door::leave(#door::run(self, #entered))
                }
                /// Computes the declared output, and shows every value on the way: in the order of the
                /// nodes of `GRAPH`, with the path of each.
                #[track_caller]
                pub fn #observe(
                    &self,
                    #argument: #input,
                    see: impl ::core::ops::FnMut(&str, &#door::Flow),
                ) -> #output #typed {
                    #door::leave(#door::observe(self, FB_PLAN.graph(), #entered, see))
                }
                /// The values under these paths, in their order: an array of paths gives an array, a list
                /// gives a list. The value of a path is what its statement leaves. What comes after the
                /// last of them is not computed.
                ///
                /// # Errors
                /// Where the network has no value under a path.
                pub fn #features<#of_paths>(
                    &self,
                    #argument: #input,
                    paths: FbPaths,
                ) -> ::core::result::Result<FbPaths::Values, #door::PathError> #typed {
                    #door::features(
                        self, ::core::stringify!(#name), FB_PLAN.graph(), #door::enter(#argument), &paths,
                    )
                }
                /// The milliseconds of every node of `forward` beside its multiply-adds, the dearest first: the
                /// median of ten runs after two to warm up.
                pub fn #profile(&self, #argument: #input) -> #door::Profile #typed {
                    self.profile_with(#argument, &#door::ProfileOptions::new())
                }
                /// The same with other numbers of runs.
                pub fn profile_with(
                    &self,
                    #argument: #input,
                    options: &#door::ProfileOptions,
                ) -> #door::Profile #typed {
                    let x = #entered;
                    #sized
                    #door::profile(self, ::core::stringify!(#name), graph, x, options)
                }
                /// The same network for inference, with every batch norm folded into the convolution or
                /// linear layer in front of it, where nobody else reads the value between the two: outputs
                /// are the same up to rounding, and computed in fewer passes.
                ///
                /// The tensors of a folded norm are gone, the layer in front has a bias; all other paths
                /// stay. A file that a folded network has saved loads into a folded network. `GRAPH` and
                /// the constants are those of the declaration.
                ///
                /// # Panics
                /// The folded network, where it is to be trained: at the first forward on a device with
                /// autodiff of a norm that is not frozen.
                #[must_use]
                pub fn fold_batch_norms(&self) -> Self #typed {
                    #door::fold(self, FB_PLAN.graph(), &FB_TAPS)
                }
                #taps
                #all
                /// Loads weights by the names of the declaration: PyTorch's `.pth`, `.safetensors`, or
                /// Burn's own files.
                ///
                /// # Errors
                /// Where the file does not hold the tensors of this network; it is as it was then.
                pub fn load_weights(
                    &mut self,
                    path: impl ::core::convert::AsRef<#door::Path>,
                ) -> ::core::result::Result<#door::Loaded, #door::LoadError> #typed {
                    #door::load(self, path, &#door::LoadOptions::new())
                }
                /// The same with options: other names, another head, a part of the file.
                ///
                /// # Errors
                /// Where the file does not hold the tensors of this network; it is as it was then.
                pub fn load_weights_with(
                    &mut self,
                    path: impl ::core::convert::AsRef<#door::Path>,
                    options: &#door::LoadOptions,
                ) -> ::core::result::Result<#door::Loaded, #door::LoadError> #typed {
                    #door::load(self, path, options)
                }
                /// Saves weights: `.safetensors` in PyTorch's names and layouts, `.bpk` in Burn's.
                ///
                /// # Errors
                /// Where the file cannot be written, or has another extension.
                pub fn save_weights(
                    &self,
                    path: impl ::core::convert::AsRef<#door::Path>,
                ) -> ::core::result::Result<(), #door::SaveError> #typed {
                    #door::save(self, path)
                }
                /// The same network on another backend.
                pub fn to_backend<FbOther: #door::Backend>(self, device: &#door::Device) -> #name<FbOther> #typed {
                    <FbOther as #door::Place>::expect(device, ::core::stringify!(#name));
                    let moved = #name::<#door::Plain> { #fields #tag: #door::Tag::NEW };
                    let moved = #door::Module::to_device(moved, device);
                    moved.fb_typed()
                }
            }
            impl #name<#door::Plain> {
                fn fb_typed<FbOther>(self) -> #name<FbOther> {
                    #name { #fields #tag: #door::Tag::NEW }
                }
            }
        }
    }

    /// The graph for the size of the value `x`: the plan itself, unless it leaves sizes open.
    fn sized(&self) -> TokenStream {
        let door = self.names.door();
        if self.is_open() {
            quote! {
                let plan = Self::graph_for(#door::sizes(&x));
                let graph = plan.graph();
            }
        } else {
            quote!(let graph = FB_PLAN.graph();)
        }
    }

    /// Whether the declared input leaves a size open.
    fn is_open(&self) -> bool {
        let dims = &self.network.input.dims;
        dims.iter().any(|dim| matches!(dim, Dimension::Any(_)))
    }

    /// The argument of `forward`.
    fn argument(&self) -> Ident {
        Ident::new("input", self.network.name.span())
    }

    /// The argument on its way in; what an open size leaves undecided is checked there.
    fn entered(&self) -> TokenStream {
        let (door, config, argument) = (self.names.door(), &self.config, self.argument());
        if self.is_open() {
            quote!(#door::enter_open(#argument, |tracer, x| #config::body(tracer, x)))
        } else {
            quote!(#door::enter(#argument))
        }
    }

    /// The boundary type of a declared shape.
    fn boundary(&self, dims: &Dims, constant: &str) -> TokenStream {
        let span = self.network.name.span();
        let (door, backend, config) = (self.names.door_at(span), &self.backend, &self.config);
        let kind = match dims.dims.len() {
            1 => "Features",
            2 => "Signal",
            3 => "Image",
            _ => "Volume",
        };
        let kind = Ident::new(kind, span);
        let constant = format_ident!("{constant}");
        // As a reader of the documentation would write it: numbers as they are, open sizes at the end left out.
        let open = |dim: &&Dimension| matches!(dim, Dimension::Any(_));
        let written = dims.dims.len() - dims.dims.iter().rev().take_while(open).count();
        let numbers = dims.dims.iter().take(written).enumerate();
        let numbers = numbers.map(|(axis, dim)| match whole(dim) {
            Some(number) => Literal::usize_unsuffixed(number).into_token_stream(),
            None => quote!({ #config::#constant[#axis] }),
        });
        quote_spanned!(span=> #door::#kind<#backend, #(#numbers),*>)
    }

    fn part(&self) -> TokenStream {
        let (name, door, backend) = (&self.network.name, self.names.door(), &self.backend);
        let config = &self.config;
        let build = Build::new(self.names, self.lowered);
        let (steps, fields) = (build.steps(&self.lowered.steps), build.fields());
        let flow = Flow::new(self.names, self.lowered).steps(&self.lowered.steps);
        let layers = Layers::new(self.names, self.lowered).steps(&self.lowered.steps);
        let (b, x, o, l, heads, tag) = (
            self.names.private("b"),
            self.names.private("x"),
            self.names.private("o"),
            self.names.private("l"),
            self.names.private("heads"),
            self.names.private("tag"),
        );
        quote! {
            impl<#backend> #name<#backend> {
                fn fb_flow<FbObserver: #door::Observer>(
                    &self,
                    #x: #door::Flow,
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
                    #name { #fields #tag: #door::Tag::NEW }
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

/// Side heads.
impl Expansion<'_> {
    fn outputs_name(&self) -> Ident {
        format_ident!(
            "{}Outputs",
            self.network.name,
            span = self.network.name.span()
        )
    }

    /// The struct that `forward_all` returns.
    fn outputs(&self) -> TokenStream {
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

    fn head_constants(&self) -> TokenStream {
        let door = self.names.door();
        let numbers = 1..=self.lowered.heads.len();
        let consts = numbers.map(|number| {
            let constant = format_ident!("FB_HEAD_{number}");
            let number = number as u32;
            quote!(const #constant: #door::Sizes = #door::Sizes::of_head(&FB_PLAN.graph(), #number);)
        });
        quote!(#(#consts)*)
    }

    fn forward_all(
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
