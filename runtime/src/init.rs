//! Initialisation with other initialisers than the layers' own.

use burn::module::{Module, ModuleMapper, Param};
use burn::nn::Initializer;
use burn::tensor::Tensor;

/// What a parameter is in its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamKind {
    /// The kernel of a convolution or the matrix of a linear layer.
    Weight,
    /// What is added per channel.
    Bias,
    /// The scale of a norm.
    Gamma,
    /// The shift of a norm.
    Beta,
    /// Anything else: the slopes of a `prelu`, a `parameter`.
    Other,
}

/// Initialises again what `choose` names an initialiser for.
pub fn init_with<M: Module>(
    module: M,
    choose: impl FnMut(&str, ParamKind) -> Option<Initializer>,
) -> M {
    module.map(&mut Chooser {
        choose,
        path: Vec::new(),
    })
}

struct Chooser<F> {
    choose: F,
    /// Segments, each with what Burn calls the struct around it.
    path: Vec<(String, String)>,
}

impl<F: FnMut(&str, ParamKind) -> Option<Initializer>> ModuleMapper for Chooser<F> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.push((name.to_owned(), container.to_owned()));
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.pop();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let (name, container) = self.path.last().cloned().unwrap_or_default();
        let kind = match name.as_str() {
            "weight" => ParamKind::Weight,
            "bias" => ParamKind::Bias,
            "gamma" => ParamKind::Gamma,
            "beta" => ParamKind::Beta,
            "running_mean" | "running_var" => return param,
            _ => ParamKind::Other,
        };
        let path: Vec<_> = self.path.iter().map(|(name, _)| name.as_str()).collect();
        let Some(initializer) = (self.choose)(&path.join("."), kind) else {
            return param;
        };
        let (fan_in, fan_out) = fans(
            &param.lazy_shape().dims::<D>(),
            container.ends_with("Linear"),
        );
        param.map(|tensor| {
            let shape = tensor.dims();
            initializer
                .init_with(shape, Some(fan_in), Some(fan_out), &tensor.device())
                .into_value()
        })
    }
}

/// How many numbers feed one output, and how many outputs one number feeds.
fn fans(shape: &[usize], linear: bool) -> (usize, usize) {
    match shape {
        [rows, columns] if linear => (*rows, *columns),
        [out, rest @ ..] if !rest.is_empty() => {
            let window: usize = rest[1..].iter().product();
            (rest[0] * window, out * window)
        }
        all => {
            let numbers = all.iter().product();
            (numbers, numbers)
        }
    }
}
