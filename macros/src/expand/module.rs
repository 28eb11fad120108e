//! Steps → the implementation of Burn's `Module`, with the paths of the declaration.
//!
//! Written out instead of derived: so path segments are free (numbers, transparent groups, names that
//! the plan computes), the backend parameter needs no bounds, and no path into `burn` is needed in the
//! user's crate.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::names::Names;
use super::steps::{Entry, Field, FieldId, Keeps, Lowered, Step, StepKind};
use super::walk::{field_type, in_runs, leaf, local, modules_of, round};

/// A struct that gets the implementations.
pub struct Struct<'s> {
    pub name: &'s Ident,
    /// The backend parameter of a network.
    pub backend: Option<Ident>,
    pub lowered: &'s Lowered<'s>,
}

/// The fields of the struct: modules public, the rest private.
pub fn struct_fields(lowered: &Lowered<'_>, names: &Names) -> TokenStream {
    lowered
        .fields
        .iter()
        .map(|field| {
            let (ident, ty) = (&field.ident, field_type(field, names));
            match field.keeps {
                Keeps::Module => quote!(pub #ident: #ty,),
                Keeps::Value => quote!(#ident: #ty,),
            }
        })
        .collect()
}

/// `Module`, its display, `Clone`, `Debug` and `Display`.
pub fn implementations(of: &Struct<'_>, names: &Names) -> TokenStream {
    let module = module(of, names);
    let (changed, shown, copied) = (changed(of, names), shown(of, names), copied(of, names));
    quote!(#module #changed #shown #copied)
}

impl Struct<'_> {
    /// `<B>` of `impl<B>` and of `Net<B>`, where there is one.
    fn generics(&self) -> Option<TokenStream> {
        self.backend.as_ref().map(|backend| quote!(<#backend>))
    }

    fn bounded(&self, names: &Names) -> Option<TokenStream> {
        let door = names.door();
        self.backend
            .as_ref()
            .map(|backend| quote!(<#backend: #door::Place>))
    }

    fn fields(&self) -> &[Field] {
        &self.lowered.fields
    }

    /// `Net { conv1: fb_f0, fb_v1: fb_f1, … }` as a pattern.
    fn taken_apart(&self, names: &Names) -> TokenStream {
        let (name, locals) = (
            self.name,
            self.named(|id, _| local(id, names).into_token_stream()),
        );
        let rest = self.backend.as_ref().map(|_| quote!(..));
        quote!(#name { #locals #rest })
    }

    /// The same as an expression: the variables in which a module has been built or mapped.
    pub fn of_locals(&self, names: &Names) -> TokenStream {
        self.literal(names, |id, _| local(id, names).into_token_stream())
    }

    /// An expression of the struct with this value for every field.
    fn literal(
        &self,
        names: &Names,
        value: impl Fn(FieldId, &Field) -> TokenStream,
    ) -> TokenStream {
        let (name, door, values) = (self.name, names.door(), self.named(value));
        let tag = names.private("tag");
        let tag = self.backend.as_ref().map(|_| quote!(#tag: #door::Tag::NEW));
        quote!(#name { #values #tag })
    }

    fn named(&self, value: impl Fn(FieldId, &Field) -> TokenStream) -> TokenStream {
        let fields = self.fields().iter().enumerate().map(|(id, field)| {
            let (ident, value) = (&field.ident, value(id, field));
            quote!(#ident: #value,)
        });
        fields.collect()
    }
}

fn module(of: &Struct<'_>, names: &Names) -> TokenStream {
    let door = names.door();
    let (name, generics, bounded) = (of.name, of.generics(), of.bounded(names));
    let visitor = Walk::new(of, names, Via::Visitor);
    let visited = visitor.visit(&of.lowered.steps);
    let mapper = Walk::new(of, names, Via::Mapper);
    let mapped = mapper.map(&of.lowered.steps);
    let apart = of.taken_apart(names);
    let together = of.of_locals(names);
    let (device, devices, fb_v) = (
        names.private("device"),
        names.private("devices"),
        names.private("v"),
    );
    let idents: Vec<_> = module_idents(of).collect();
    let this = name.to_string();
    let placed = of
        .backend
        .as_ref()
        .map(|backend| quote!(<#backend as #door::Place>::expect(#device, #this);));
    quote! {
        impl #bounded #door::Module for #name #generics {
            fn collect_devices(&self, #devices: #door::Devices) -> #door::Devices {
                #(let #devices = #door::Module::collect_devices(&self.#idents, #devices);)*
                #devices
            }
            fn to_device(self, #device: &#door::Device) -> Self {
                #placed
                #door::Fields::each(self, &#door::ToDevice(#device))
            }
            fn fork(self, #device: &#door::Device) -> Self {
                #placed
                #door::Fields::each(self, &#door::Fork(#device))
            }
            fn train(self) -> Self { #door::Fields::each(self, &#door::Train) }
            fn valid(&self) -> Self {
                #door::Fields::each(::core::clone::Clone::clone(self), &#door::Valid)
            }
            fn materialize(self) -> Self { #door::Fields::each(self, &#door::Materialize) }
            fn visit<FbVisitor: #door::ModuleVisitor>(&self, #fb_v: &mut FbVisitor) { #visited }
            fn map<FbMapper: #door::ModuleMapper>(self, #fb_v: &mut FbMapper) -> Self {
                let #apart = self;
                #mapped
                #together
            }
        }
    }
}

/// What happens to all fields alike.
fn changed(of: &Struct<'_>, names: &Names) -> TokenStream {
    let door = names.door();
    let (name, generics) = (of.name, of.generics());
    let change = names.private("change");
    let fields = of.literal(names, |_, field| {
        let ident = &field.ident;
        match field.keeps {
            Keeps::Module => quote!(#change.apply(self.#ident)),
            Keeps::Value => quote!(self.#ident),
        }
    });
    quote! {
        impl #generics #door::Fields for #name #generics {
            fn each<FbChange: #door::Change>(self, #change: &FbChange) -> Self { #fields }
        }
    }
}

/// How Burn prints a module.
fn shown(of: &Struct<'_>, names: &Names) -> TokenStream {
    let door = names.door();
    let (name, generics, bounded) = (of.name, of.generics(), of.bounded(names));
    let title = name.to_string();
    let content = names.private("content");
    let idents: Vec<_> = module_idents(of).collect();
    let labels = idents
        .iter()
        .map(|ident| syn::ext::IdentExt::unraw(*ident).to_string());
    quote! {
        impl #bounded #door::ModuleDisplayDefault for #name #generics {
            fn content(&self, #content: #door::Content) -> ::core::option::Option<#door::Content> {
                #content.set_top_level_type(#title) #(.add(#labels, &self.#idents))* .optional()
            }
            fn num_params(&self) -> usize { #door::Module::num_params(self) }
        }
        impl #bounded #door::ModuleDisplay for #name #generics {}
        impl #bounded ::core::fmt::Display for #name #generics {
            fn fmt(&self, #content: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #content.write_str(&#door::ModuleDisplay::format(self, ::core::default::Default::default()))
            }
        }
    }
}

/// `Clone` and `Debug`, without bounds on the backend.
fn copied(of: &Struct<'_>, names: &Names) -> TokenStream {
    let (name, generics) = (of.name, of.generics());
    let copy = of.literal(names, |_, field| {
        let ident = &field.ident;
        quote!(::core::clone::Clone::clone(&self.#ident))
    });
    let title = name.to_string();
    let formatter = names.private("formatter");
    let idents: Vec<_> = module_idents(of).collect();
    let labels = idents
        .iter()
        .map(|ident| syn::ext::IdentExt::unraw(*ident).to_string());
    quote! {
        impl #generics ::core::clone::Clone for #name #generics {
            fn clone(&self) -> Self { #copy }
        }
        impl #generics ::core::fmt::Debug for #name #generics {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #formatter.debug_struct(#title) #(.field(#labels, &self.#idents))* .finish()
            }
        }
    }
}

fn module_idents<'s>(of: &'s Struct<'_>) -> impl Iterator<Item = &'s Ident> {
    let fields = of.fields().iter();
    fields
        .filter(|field| field.keeps == Keeps::Module)
        .map(|field| &field.ident)
}

/// Whether fields are reached through `self` or have been taken apart into variables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Via {
    Visitor,
    Mapper,
}

/// Walks the steps along the paths: every segment is entered and left again.
struct Walk<'w> {
    names: &'w Names<'w>,
    fields: &'w [Field],
    /// What Burn calls the struct around a field: with a name that none of its own layers has, for those
    /// (`Linear`, `BatchNorm`) have their tensors renamed and turned over for PyTorch.
    container: String,
    via: Via,
}

impl<'w> Walk<'w> {
    fn new(of: &'w Struct<'w>, names: &'w Names<'w>, via: Via) -> Self {
        Walk {
            names,
            fields: &of.lowered.fields,
            container: format!("Struct:network!::{}", of.name),
            via,
        }
    }

    fn visit(&self, steps: &[Step<'_>]) -> TokenStream {
        self.each(steps, &|step| self.visit_kind(&step.kind))
    }

    fn map(&self, steps: &[Step<'_>]) -> TokenStream {
        self.each(steps, &|step| self.map_kind(&step.kind))
    }

    /// The steps that hold modules, each inside its path segment.
    fn each(&self, steps: &[Step<'_>], inner: &dyn Fn(&Step<'_>) -> TokenStream) -> TokenStream {
        let steps = steps
            .iter()
            .filter(|step| !modules_of(std::slice::from_ref(*step), self.fields).is_empty());
        in_runs(steps, &self.names.private("v"), |step| {
            let inner = inner(step);
            match &step.entry {
                Entry::None => inner,
                Entry::Label { text, .. } => self.entered(quote!(#text), inner),
                Entry::Filled { name, .. } | Entry::Next { name, .. } => {
                    let name = self.reference(*name);
                    self.entered(quote!((#name).as_str()), inner)
                }
            }
        })
    }

    fn entered(&self, segment: TokenStream, inner: TokenStream) -> TokenStream {
        let (v, container) = (self.names.private("v"), &self.container);
        quote!(#v.enter_module(#segment, #container); #inner #v.exit_module(#segment, #container);)
    }

    fn visit_kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let (door, v) = (self.names.door(), self.names.private("v"));
        match kind {
            StepKind::Layer {
                field: Some(field), ..
            }
            | StepKind::Item { field, .. } => {
                let leaf = self.reference(*field);
                quote!(#door::Module::visit(#leaf, #v);)
            }
            StepKind::Loop {
                id,
                rounds,
                numbered,
                steps,
                ..
            } => {
                let (round, rounds) = (round(*id, self.names), self.reference(*rounds));
                let steps = self.round(*numbered, &round, self.visit(steps));
                quote!(for #round in 0..*(#rounds) { #steps })
            }
            StepKind::Choice { taken, arms, .. } => {
                let taken = self.reference(*taken);
                let arms = arms.iter().enumerate().map(|(number, arm)| {
                    let steps = self.visit(arm);
                    quote!(#number => { #steps })
                });
                quote!(match *(#taken) { #(#arms)* _ => {} })
            }
            StepKind::Output { taken, steps, .. } => {
                let (taken, steps) = (self.reference(*taken), self.visit(steps));
                quote!(if *(#taken) == 1 { #steps })
            }
            other => super::walk::inner_steps(other)
                .into_iter()
                .map(|steps| self.visit(steps))
                .collect(),
        }
    }

    fn map_kind(&self, kind: &StepKind<'_>) -> TokenStream {
        let (door, v) = (self.names.door(), self.names.private("v"));
        match kind {
            StepKind::Layer {
                field: Some(field), ..
            }
            | StepKind::Item { field, .. } => {
                let local = local(*field, self.names);
                quote!(let #local = #door::Module::map(#local, #v);)
            }
            StepKind::Loop {
                id,
                numbered,
                steps,
                ..
            } => self.map_rounds(*id, *numbered, steps),
            StepKind::Choice { arms, .. } => arms.iter().map(|arm| self.map_arm(arm)).collect(),
            StepKind::Output { steps, .. } => self.map_arm(steps),
            other => super::walk::inner_steps(other)
                .into_iter()
                .map(|steps| self.map(steps))
                .collect(),
        }
    }

    /// All lists of a loop are taken apart and put together again round by round.
    fn map_rounds(&self, id: usize, numbered: bool, steps: &[Step<'_>]) -> TokenStream {
        let door = self.names.door();
        let round = round(id, self.names);
        let locals = self.locals(steps);
        let first = &locals[0];
        let named = |prefix: &str| -> Vec<Ident> {
            let all = locals.iter();
            all.map(|local| self.names.private(&format!("{prefix}{id}_{local}")))
                .collect()
        };
        let (lists, iters) = (named("list"), named("iter"));
        let steps = self.round(numbered, &round, self.map(steps));
        quote! {
            let #round = #first.len();
            #(let mut #lists = #door::Vec::with_capacity(#round);)*
            #(let mut #iters = #locals.into_iter();)*
            for #round in 0..#round {
                #(let #locals = #door::taken(#iters.next());)*
                #steps
                #(#lists.push(#locals);)*
            }
            #(let #locals = #lists;)*
        }
    }

    /// The fields of an arm are there together or not at all.
    fn map_arm(&self, steps: &[Step<'_>]) -> TokenStream {
        let locals = self.locals(steps);
        if locals.is_empty() {
            return TokenStream::new();
        }
        let steps = self.map(steps);
        let none = locals.iter().map(|_| quote!(::core::option::Option::None));
        quote! {
            let (#(#locals,)*) = match (#(#locals,)*) {
                (#(::core::option::Option::Some(#locals),)*) => {
                    #steps
                    (#(::core::option::Option::Some(#locals),)*)
                }
                _ => (#(#none,)*),
            };
        }
    }

    fn round(&self, numbered: bool, round: &Ident, steps: TokenStream) -> TokenStream {
        if !numbered {
            return steps;
        }
        let door = self.names.door();
        let number = self.names.private("number");
        let steps = self.entered(quote!(#number.as_str()), steps);
        quote!(let #number = #door::number(#round); #steps)
    }

    fn locals(&self, steps: &[Step<'_>]) -> Vec<Ident> {
        let modules = modules_of(steps, self.fields).into_iter();
        modules.map(|field| local(field, self.names)).collect()
    }

    fn reference(&self, field: usize) -> TokenStream {
        let id = field;
        let field = &self.fields[id];
        let base = match self.via {
            Via::Visitor => {
                let ident = &field.ident;
                quote!(&self.#ident)
            }
            Via::Mapper => {
                let local = local(id, self.names);
                quote!(&#local)
            }
        };
        leaf(field, base, self.names)
    }
}
