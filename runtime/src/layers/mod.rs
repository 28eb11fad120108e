//! The layers at run time: modules of Burn's where they compute what PyTorch computes, ours elsewhere.
//!
//! Input: a node's description from the graph. Output: a module that lets a value flow.

mod activation;
mod conv;
mod cpu;
mod form;
mod interpolate;
mod linear;
mod local_response_norm;
mod noise;
mod norm;
mod parameter;
mod pool;
mod prelu;

pub use self::conv::{Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d};
pub use self::norm::{BatchNorm, LayerNorm};

/// A layer without state is its own description at run time.
macro_rules! plain {
    ($($Spec:ident),*; $self:ident, $x:ident => $forward:expr) => {$(
        impl $crate::part::Layer for $crate::shape::spec::$Spec {
            fn build(
                op: &$crate::graph::Op,
                _: &$crate::shape::Shape,
                _: &burn::tensor::Device,
            ) -> Self {
                match op {
                    $crate::graph::Op::$Spec(spec) => *spec,
                    other => $crate::layers::misplaced(stringify!($Spec), other),
                }
            }

            #[inline]
            fn forward(&self, $x: $crate::flow::Flow) -> $crate::flow::Flow {
                let $self = self;
                $forward
            }
        }
    )*};
}

use plain;

use burn::module::DisplaySettings;

use crate::graph::Op;
use crate::shape::Ruled;

/// A size that was open at compile time turns out not to fit.
///
/// # Panics
/// Always, with the words that the compiler would have used.
#[cold]
#[track_caller]
fn refuse(ruled: Ruled) -> ! {
    match ruled.fault {
        Some(fault) => panic!("{fault}"),
        None => panic!("the plan and the module disagree on a size"),
    }
}

/// A module prints its arguments in one line.
fn single_line() -> Option<DisplaySettings> {
    DisplaySettings::new()
        .with_new_line_after_attribute(false)
        .optional()
}

/// The plan and the module disagree: a bug of Firebrick's.
#[track_caller]
fn misplaced(expected: &str, found: &Op) -> ! {
    panic!(
        "the plan has `{}` where the module has `{expected}`",
        found.name()
    )
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor, TensorData, Tolerance};

    use super::*;
    use crate::flow::Flow;
    use crate::part::Layer;
    use crate::shape::Shape;

    /// A layer as the builder makes it.
    pub fn built<L: Layer>(op: Op, input: Shape, device: &Device) -> L {
        L::build(&op, &input, device)
    }

    pub fn values(flow: Flow) -> TensorData {
        match flow {
            Flow::Features(tensor) => tensor.into_data(),
            Flow::Signal(tensor) => tensor.into_data(),
            Flow::Image(tensor) => tensor.into_data(),
            Flow::Volume(tensor) => tensor.into_data(),
        }
    }

    /// A tensor of these dimensions (the batch first) that holds these numbers.
    pub fn tensor<const R: usize>(dims: [usize; R], numbers: &[f32]) -> Tensor<R> {
        Tensor::from_data(TensorData::new(numbers.to_vec(), dims), &Device::default())
    }

    /// 1, 2, 3, …
    pub fn counted<const R: usize>(dims: [usize; R]) -> Tensor<R> {
        let numbers: Vec<_> = (1..=dims.iter().product()).map(|n| n as f32).collect();
        tensor(dims, &numbers)
    }

    /// These dimensions and numbers, to five digits.
    #[track_caller]
    pub fn assert_values<const R: usize>(found: Flow, dims: [usize; R], numbers: &[f32]) {
        let expected = TensorData::new(numbers.to_vec(), dims);
        values(found).assert_approx_eq(&expected, Tolerance::<f32>::rel_abs(2e-5, 1e-5));
    }

    /// Uniform between ±`bound`: within the bounds, close to them, with the right spread.
    #[track_caller]
    pub fn assert_uniform<const R: usize>(tensor: Tensor<R>, bound: f32) {
        let numbers = tensor.into_data().try_to_vec::<f32>().expect("floats");
        let largest = numbers.iter().fold(0.0f32, |most, x| most.max(x.abs()));
        assert!(largest <= bound, "{largest} is beyond {bound}");
        assert!(largest > 0.95 * bound, "{largest} does not reach {bound}");
        let square = numbers.iter().map(|x| x * x).sum::<f32>() / numbers.len() as f32;
        let spread = square.sqrt() / (bound / 3.0f32.sqrt());
        assert!(
            (spread - 1.0).abs() < 0.15,
            "the spread is {spread} of a uniform one"
        );
    }
}
