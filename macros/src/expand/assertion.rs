//! `example` and `budget`: const assertions that cost nothing at run time.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::names::Names;
use super::quiet;
use super::values::{item_call, shape};
use crate::ast::{Budget, Example};

pub fn example(example: &Example, names: &Names) -> TokenStream {
    let quiet = quiet();
    let door = names.door();
    let span = example.call.name().span();
    let (t, x) = (names.private_at("t", span), names.private_at("x", span));
    let input = shape(&example.input, names).tokens;
    let call = item_call(&example.call, names);
    let (bind, config) = (call.bind, call.config);
    let step = quote_spanned!(span=> #bind let #x = #config.trace(#t, #x););
    let output = output(example, names);
    let counts = example.counts.iter().map(|(what, expected)| {
        let span = expected.span();
        let door = names.door_at(span);
        let t = names.private_at("t", span);
        let subject = example.call.name().to_string();
        let label = what.to_string();
        quote_spanned!(span=> <#door::Tracer>::counted(#t, #subject, #label, #expected as u64);)
    });
    // Measured first, so that there is room for the way that a message shows.
    let room = names.private("room");
    quote! {
        #quiet
        const _: () = {
            const example: () = {
                const example: #door::Size = {
                    let mut #t = #door::Tracer::counting(#door::RECORD);
                    let #t = &mut #t;
                    let #x = #t.input(#input);
                    #step
                    let _ = #x;
                    #t.size()
                };
                let mut #room = <#door::Buffer<
                    { example.nodes }, { example.edges }, { example.scopes }, { example.decisions },
                >>::EMPTY;
                let mut #t = #room.tracer(0).with_totals();
                let #t = &mut #t;
                let #x = #t.input(#input);
                #step
                #output
                #(#counts)*
                let _ = #x;
            };
        };
    }
}

fn output(example: &Example, names: &Names) -> TokenStream {
    let span = example.output.span;
    let door = names.door_at(span);
    let (t, x) = (names.private_at("t", span), names.private_at("x", span));
    let name = example.call.name().to_string();
    let shape = shape(&example.output, names).tokens;
    quote_spanned!(span=> let #x = <#door::Tracer>::declared(#t, #x, #name, #shape);)
}

pub fn budget(budget: &Budget, names: &Names) -> TokenStream {
    let quiet = quiet();
    let path = &budget.path;
    let name = path.to_token_stream().to_string().replace(' ', "");
    budget
        .limits
        .iter()
        .map(|(what, limit)| {
            let span = what.span();
            let door = names.door_at(span);
            let constant = Ident::new(&what.to_string().to_uppercase(), path.span());
            let label = what.to_string();
            let assertion = quote_spanned! {span=>
                <#door::Tracer>::within(#name, #label, <#path>::#constant as u64, #limit as u64);
            };
            quote! {
                #quiet
                const _: () = { const budget: () = { #assertion }; };
            }
        })
        .collect()
}
