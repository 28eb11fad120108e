//! The methods that take and give typed tensors, and those that change a network.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::{Expansion, whole};
use crate::ast::{Dimension, Dims};

impl Expansion<'_> {
    pub(super) fn doors(&self) -> TokenStream {
        let (name, door, backend) = (&self.network.name, self.names.door(), &self.backend);
        let (made, computing) = (self.made(), self.computing());
        let (folded, weights, moved) = (self.folded(), self.weights(), self.moved());
        let (input, output) = (self.input(), self.output());
        let (argument, entered, typed) = (self.argument(), self.entered(), self.typed());
        let all = self.forward_all(&input, &output, &typed);
        let taps = self.taps.method(&argument, &input, &entered, &typed);
        let (tag, fields) = (self.names.private("tag"), self.own_fields());
        quote! {
            impl<#backend> #name<#backend> {
                #made
                #computing
                #folded
                #taps
                #all
                #weights
                #moved
            }
            impl #name<#door::Plain> {
                fn fb_typed<FbOther>(self) -> #name<FbOther> {
                    #name { #fields #tag: #door::Tag::NEW }
                }
            }
        }
    }

    /// How a network is made.
    fn made(&self) -> TokenStream {
        let (name, door, backend) = (&self.network.name, self.names.door(), &self.backend);
        let [device, choose] = self.shown(["device", "choose"]);
        let (span, at) = (name.span(), self.names.door_at(name.span()));
        let typed = self.typed();
        let on_device = quote_spanned!(span=> #device: &#at::Device);
        let init = quote_spanned!(span=> pub fn init(#on_device) -> Self #typed);
        let init_with = quote_spanned! {span=>
            pub fn init_with(
                #on_device,
                #choose: impl ::core::ops::FnMut(&str, #at::ParamKind) -> ::core::option::Option<#at::Initializer>,
            ) -> Self #typed
        };
        quote! {
            /// The network with PyTorch's default initialisation of each layer.
            #init {
                <#backend as #door::Place>::expect(#device, ::core::stringify!(#name));
                #door::Part::build(&mut #door::Builder::new(FB_PLAN.graph(), #device))
            }
            /// The same with other initialisers: `choose` is asked for every parameter by its path.
            #init_with {
                #door::init_with(Self::init(#device), #choose)
            }
        }
    }

    /// What is computed with it, and looked at on the way.
    fn computing(&self) -> TokenStream {
        let (name, door) = (&self.network.name, self.names.door());
        let [forward, observe, features, profile] =
            self.shown(["forward", "observe", "features", "profile"]);
        let (input, output, typed) = (self.input(), self.output(), self.typed());
        let (argument, entered, sized) = (self.argument(), self.entered(), self.sized());
        let of_paths = quote_spanned!(name.span()=> FbPaths: fb_door::Paths);
        quote! {
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
        }
    }

    fn folded(&self) -> TokenStream {
        let (door, typed) = (self.names.door(), self.typed());
        quote! {
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
        }
    }

    /// How weights come in and go out.
    fn weights(&self) -> TokenStream {
        let (door, typed) = (self.names.door(), self.typed());
        quote! {
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
        }
    }

    fn moved(&self) -> TokenStream {
        let (name, door, typed) = (&self.network.name, self.names.door(), self.typed());
        let (tag, fields) = (self.names.private("tag"), self.own_fields());
        quote! {
            /// The same network on another backend.
            pub fn to_backend<FbOther: #door::Backend>(self, device: &#door::Device) -> #name<FbOther> #typed {
                <FbOther as #door::Place>::expect(device, ::core::stringify!(#name));
                let moved = #name::<#door::Plain> { #fields #tag: #door::Tag::NEW };
                let moved = #door::Module::to_device(moved, device);
                moved.fb_typed()
            }
        }
    }

    /// Every field, taken from `self`.
    fn own_fields(&self) -> TokenStream {
        let fields = self.lowered.fields.iter().map(|field| &field.ident);
        quote!(#(#fields: self.#fields,)*)
    }

    /// On each method, not on their `impl`: then rustc says in our words that a type is no backend.
    fn typed(&self) -> TokenStream {
        let (span, backend) = (self.network.name.span(), &self.backend);
        quote_spanned!(span=> where #backend: fb_door::Backend)
    }

    /// Names in methods: where rustc shows one, it shows the network's name and not the macro.
    fn shown<const N: usize>(&self, names: [&str; N]) -> [Ident; N] {
        names.map(|name| Ident::new(name, self.network.name.span()))
    }

    fn input(&self) -> TokenStream {
        self.boundary(&self.network.input, "FB_INPUT")
    }

    fn output(&self) -> TokenStream {
        self.boundary(&self.network.output, "FB_OUTPUT")
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
    pub(super) fn argument(&self) -> Ident {
        Ident::new("input", self.network.name.span())
    }

    /// The argument on its way in; what an open size leaves undecided is checked there.
    pub(super) fn entered(&self) -> TokenStream {
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
}
