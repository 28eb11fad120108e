//! Names and spans of generated code.
//!
//! Private names are mixed-site, so a user's local cannot meet them, and prefixed, so a user's const
//! or static cannot either (E0530). What reports an error carries a plain span of the user's: a call
//! that begins with a token spanned otherwise is blamed on the macro.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;

use crate::ast::Call;
use crate::catalog::{Layer, Ranks, State};

/// Makes names for one invocation.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    krate: &'a Ident,
    /// Calls of the user's functions that read no variable stand in constants of their own.
    constant_calls: bool,
}

impl<'a> Names<'a> {
    pub fn new(krate: &'a Ident) -> Self {
        Names {
            krate,
            constant_calls: false,
        }
    }

    /// For a body in a function. The same body stands in constants too, and rustc has other words in a function
    /// for a call that is not const: in a constant of its own it says the same, and so says it once.
    pub fn with_constant_calls(self) -> Self {
        Names {
            constant_calls: true,
            ..self
        }
    }

    pub fn has_constant_calls(&self) -> bool {
        self.constant_calls
    }

    /// A name that no user can meet.
    pub fn private(&self, name: &str) -> Ident {
        Ident::new(&format!("fb_{name}"), Span::mixed_site())
    }

    /// The same, resolved the same way, but blamed at `span`.
    pub fn private_at(&self, name: &str, span: Span) -> Ident {
        let mut ident = self.private(name);
        ident.set_span(Span::mixed_site().located_at(span));
        ident
    }

    /// The path to what generated code may use, for tokens that report nothing.
    pub fn door(&self) -> TokenStream {
        let krate = self.krate;
        quote!(#krate::private)
    }

    /// The same, blamed at `span`.
    pub fn door_at(&self, span: Span) -> TokenStream {
        let mut krate = self.krate.clone();
        krate.set_span(krate.span().located_at(span));
        quote_spanned!(span=> #krate::private)
    }

    /// A kept value: the name is the user's, the variable is not.
    pub fn kept(&self, name: &Ident) -> Ident {
        let name = syn::ext::IdentExt::unraw(name);
        self.private(&format!("kept_{name}"))
    }

    /// The description of a built-in, under the layer's own name: an editor leads from one to the other.
    pub fn spec(&self, layer: &Layer, span: Span) -> TokenStream {
        let door = self.door_at(span);
        let spec = Ident::new(layer.name, span);
        quote_spanned!(span=> #door::spec::#spec)
    }

    /// The module of a built-in that holds state.
    pub fn layer_module(&self, layer: &Layer, call: &Call) -> TokenStream {
        let door = self.door();
        let State::Module(module) = layer.state else {
            return self.spec(layer, call.name().span());
        };
        let module = format_ident!("{module}");
        if layer.ranks == Ranks::Listed {
            let rank = list_length(call).unwrap_or(1);
            quote!(#door::nn::#module<#rank>)
        } else {
            quote!(#door::nn::#module)
        }
    }

    pub fn string(&self) -> TokenStream {
        let door = self.door();
        quote!(#door::String)
    }

    pub fn decision(&self) -> TokenStream {
        quote!(usize)
    }
}

/// An item's braces, blamed at its name: where rustc shows the item, it shows the name and not the macro.
pub fn braces(span: Span, inside: TokenStream) -> Group {
    let mut braces = Group::new(Delimiter::Brace, inside);
    braces.set_span(span);
    braces
}

/// `const NAME: ty = value;`, shown as its name too.
pub fn constant(name: &Ident, ty: TokenStream, value: TokenStream) -> TokenStream {
    let span = name.span();
    let keyword = Ident::new("const", span);
    let mut end = Punct::new(';', Spacing::Alone);
    end.set_span(span);
    quote!(#keyword #name: #ty = #value #end)
}

/// The numbers in the list that a `reshape` or a `parameter` is given.
pub fn list_length(call: &Call) -> Option<usize> {
    let list = call
        .args()
        .iter()
        .find(|arg| arg.name.as_ref().is_none_or(|name| name == "dims"))?;
    match &list.value {
        Expr::Array(list) => Some(list.elems.len()),
        _ => None,
    }
}

/// `BasicBlock` → `basic_block`, `ASPP` → `aspp`, `ResNet18` → `res_net18`
pub fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, &char) in chars.iter().enumerate() {
        let after_lower = at > 0 && (chars[at - 1].is_lowercase() || chars[at - 1].is_numeric());
        let before_lower = at > 0 && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts_word = char.is_uppercase() && (after_lower || before_lower);
        if starts_word && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

/// A field's name from the labels of its path: a number gets the kind in front, and what no name can
/// hold is replaced. Labels that differ may so come to one name.
pub fn field_name(wanted: &str, kind: &str) -> String {
    let mut name: String = wanted
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { '_' })
        .collect();
    if name.starts_with(|char: char| char.is_numeric()) {
        name = format!("{kind}_{name}");
    }
    if matches!(
        name.as_str(),
        "self" | "Self" | "super" | "crate" | "_" | ""
    ) {
        name.push('_');
    }
    if name.starts_with("fb_") {
        name.insert(0, 'x');
    }
    name
}

/// The name as an ident: a keyword becomes a raw one.
pub fn field_ident(name: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(_) => Ident::new(name, span),
        Err(_) => Ident::new_raw(name, span),
    }
}
