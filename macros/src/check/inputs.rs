//! `conv2d(3, 64, 3)`, `linear(512, 10)`: the input channels in front, as PyTorch and Burn want them.

use syn::spanned::Spanned;

use super::foreign::{KNOWN, Mend, counterpart};
use super::literal::{Literal, shown};
use super::suggest::listed;
use crate::ast::{Arg, Call};
use crate::catalog::Layer;
use crate::errors::Errors;

/// Reports the input channels in front of the arguments, and says whether they are there.
pub fn report(call: &Call, layer: &Layer, errors: &Errors) -> bool {
    let args = call.args().iter();
    let positional: Vec<_> = args.filter(|arg| arg.name.is_none()).collect();
    if !is_inputs_first(call, layer, &positional) {
        return false;
    }
    let Some(Mend::Code { text, drops: true }) =
        counterpart(layer.name).map(|ours| ours.mended(call))
    else {
        return false;
    };
    let inputs = positional[0];
    let takes = layer.args.iter().filter(|arg| arg.by_position);
    errors.report(
        inputs.value.span(),
        format!(
            "`{}` takes {}, found {} in front of them",
            layer.name,
            listed(takes.map(|arg| arg.name)),
            shown(&inputs.value)
        ),
        format!("`{text}`: {KNOWN}"),
    );
    true
}

/// A third number of a convolution may be a stride: kernels are small and mostly odd, channels are not.
fn is_inputs_first(call: &Call, layer: &Layer, positional: &[&Arg]) -> bool {
    let whole = |arg: &Arg| match Literal::of(&arg.value) {
        Literal::Whole(number, _) => Some(number),
        _ => None,
    };
    let is_conv = layer.name.starts_with("conv");
    match positional {
        [_, out] if layer.name == "linear" => whole(out).is_some(),
        [_, out] if is_conv => {
            let named = |arg: &&Arg| {
                let name = arg.name.as_ref();
                name.is_some_and(|name| name == "kernel" || name == "kernel_size")
            };
            let kernel = call.args().iter().find(named);
            kernel.is_some_and(|kernel| match (whole(out), whole(kernel)) {
                (Some(out), Some(kernel)) => kernel < out,
                _ => true,
            })
        }
        [inputs, out, kernel, ..] if is_conv => {
            let inputs = shown(&inputs.value);
            let told = ["input.channels", "in_channels", "input_channels"];
            let by_size = matches!((whole(out), whole(kernel)), (Some(out), Some(kernel))
                if kernel < out && (out > 16 || (out % 2 == 0 && kernel % 2 == 1 && kernel > 1)));
            told.contains(&inputs.as_str()) || by_size
        }
        _ => false,
    }
}
