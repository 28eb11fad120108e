//! The weight-filling scheme of `reference/README.md`: every number follows from the name of its tensor
//! and its position, so figures are compared with PyTorch's without any weight file.

use std::collections::{HashMap, HashSet};

use firebrick::burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use firebrick::burn::tensor::{Device, Tensor, TensorData};

/// Numbers in `0..1` for a tensor of this name.
fn uniform(name: &str) -> impl Iterator<Item = f64> {
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    });
    (0_u64..).map(move |position| {
        let mut z = hash
            .wrapping_add(position)
            .wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z >> 40) as f64 / f64::from(1 << 24)
    })
}

/// The input of a network: a tensor named `input`, in `-1..1`.
pub fn input(shape: &[usize]) -> TensorData {
    let count = shape.iter().product();
    let numbers: Vec<f32> = uniform("input")
        .take(count)
        .map(|u| ((u - 0.5) * 2.0) as f32)
        .collect();
    TensorData::new(numbers, shape.to_vec())
}

/// How the tensors of a network are filled.
pub struct Filling {
    gain: f64,
    /// Keras's networks: PyTorch's name to Keras's name and shape, and the axes that turn its layout into PyTorch's.
    keras: HashMap<String, Keras>,
}

type Keras = (String, Vec<usize>, Vec<usize>);

impl Filling {
    /// Under the names that the network's own tensors have.
    pub fn by_own_names(gain: f64) -> Self {
        Self::by_keras(HashMap::new(), gain)
    }

    /// Under the names and in the layout that Keras has for them.
    pub fn by_keras(keras: HashMap<String, Keras>, gain: f64) -> Self {
        Self { gain, keras }
    }

    fn numbers(&self, entry: &Entry, is_norm: bool) -> Vec<f32> {
        match self.keras.get(&entry.name) {
            Some((name, shape, axes)) => transposed(&self.keras_numbers(name, shape), shape, axes),
            None => self.torch_numbers(&entry.name, &entry.shape, is_norm),
        }
    }

    fn torch_numbers(&self, name: &str, shape: &[usize], is_norm: bool) -> Vec<f32> {
        let fan_in: usize = shape.iter().skip(1).product();
        let last = name.rsplit('.').next().unwrap_or(name);
        let (from, width) = match last {
            "running_mean" => (-0.5, 0.2),
            "running_var" => (0.5, 1.0),
            "weight" if shape.len() >= 2 => (-0.5, self.kernel_width(fan_in)),
            "weight" => (0.5, 1.0),
            "bias" => (-0.5, if is_norm { 0.2 } else { 0.1 }),
            _ => (-0.5, 0.2),
        };
        filled_from(name, shape, from, width)
    }

    fn keras_numbers(&self, name: &str, shape: &[usize]) -> Vec<f32> {
        let fan_in: usize = shape.iter().rev().skip(1).product();
        let last = name.rsplit('/').next().unwrap_or(name);
        let (from, width) = match last {
            // Of [kh, kw, C, 1] each channel sees its own kernel alone.
            "depthwise_kernel" => (-0.5, self.kernel_width(shape[0] * shape[1])),
            "kernel" if shape.len() == 4 && shape[3] == 1 => {
                (-0.5, self.kernel_width(shape[0] * shape[1]))
            }
            "kernel" | "pointwise_kernel" => (-0.5, self.kernel_width(fan_in)),
            "gamma" | "moving_variance" => (0.5, 1.0),
            "beta" | "moving_mean" => (-0.5, 0.2),
            "bias" => (-0.5, 0.1),
            unknown => panic!("{name}: the scheme has no rule for `{unknown}`"),
        };
        filled_from(name, shape, from, width)
    }

    fn kernel_width(&self, fan_in: usize) -> f64 {
        2.0 * (self.gain / fan_in as f64).sqrt()
    }
}

/// `(u + from) * width`, or `from + u` where the width is 1.
fn filled_from(name: &str, shape: &[usize], from: f64, width: f64) -> Vec<f32> {
    uniform(name)
        .take(shape.iter().product())
        .map(|u| ((u + from) * width) as f32)
        .collect()
}

/// The numbers of a row-major tensor of this shape with its axes in another order.
fn transposed(numbers: &[f32], shape: &[usize], axes: &[usize]) -> Vec<f32> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis];
    }
    let mut turned = Vec::with_capacity(numbers.len());
    let mut at = vec![0; axes.len()];
    for _ in 0..numbers.len() {
        let position: usize = axes
            .iter()
            .zip(&at)
            .map(|(axis, at)| strides[*axis] * at)
            .sum();
        turned.push(numbers[position]);
        for place in (0..at.len()).rev() {
            at[place] += 1;
            if at[place] < shape[axes[place]] {
                break;
            }
            at[place] = 0;
        }
    }
    turned
}

/// A tensor of a module as PyTorch names and shapes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub shape: Vec<usize>,
    /// Burn keeps a linear layer's matrix the other way round.
    transposed: bool,
}

/// The tensors of a module, in order.
pub fn state<M: Module>(module: &M) -> Vec<Entry> {
    let mut state = State::default();
    module.visit(&mut state);
    state.entries
}

/// Fills a module under its own names.
pub fn filled<M: Module>(module: M, gain: f64) -> M {
    fill(module, &Filling::by_own_names(gain))
}

/// Fills a module.
pub fn fill<M: Module>(module: M, filling: &Filling) -> M {
    let entries = state(&module);
    let norms = entries
        .iter()
        .filter(|entry| entry.name.ends_with(".weight") && entry.shape.len() == 1)
        .map(|entry| entry.name.replace(".weight", ".bias"))
        .collect();
    module.map(&mut Filler {
        entries: entries.into_iter(),
        norms,
        filling,
    })
}

#[derive(Default)]
struct State {
    at: Vec<(String, String)>,
    entries: Vec<Entry>,
}

impl ModuleVisitor for State {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.at.push((name.to_owned(), container.to_owned()));
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.at.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let mut segments: Vec<_> = self.at.iter().map(|(name, _)| name.as_str()).collect();
        let mut shape = param.lazy_shape().to_vec();
        let transposed = self
            .at
            .last()
            .is_some_and(|(_, container)| container.ends_with("Linear"))
            && D == 2;
        if transposed {
            shape.reverse();
        }
        if let Some(last) = segments.last_mut() {
            *last = match *last {
                "gamma"
                    if self
                        .at
                        .last()
                        .is_some_and(|(_, container)| container.ends_with("Norm")) =>
                {
                    "weight"
                }
                "beta" => "bias",
                "alpha" => "weight",
                other => other,
            };
        }
        self.entries.push(Entry {
            name: segments.join("."),
            shape,
            transposed,
        });
    }
}

struct Filler<'a> {
    entries: std::vec::IntoIter<Entry>,
    /// The names of the norms' biases.
    norms: HashSet<String>,
    filling: &'a Filling,
}

impl ModuleMapper for Filler<'_> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let entry = self
            .entries
            .next()
            .expect("as many parameters as were visited");
        let device: Device = param.lazy_device();
        let is_norm = self.norms.contains(&entry.name);
        let numbers = self.filling.numbers(&entry, is_norm);
        let data = TensorData::new(numbers, entry.shape.clone());
        let tensor = if entry.transposed {
            Tensor::<2>::from_data(data, &device)
                .transpose()
                .reshape(param.lazy_shape())
        } else {
            Tensor::<D>::from_data(data, &device)
        };
        param.map(|_| tensor)
    }
}

#[cfg(test)]
mod tests {
    use super::uniform;

    #[test]
    fn the_scheme_gives_its_known_values() {
        let at = |name, position| uniform(name).nth(position).map(|u| u * f64::from(1 << 24));
        assert_eq!(at("input", 0), Some(1_641_119.0));
        assert_eq!(at("layer1.0.conv1.weight", 12_345), Some(2_929_748.0));
        assert_eq!(at("fc.bias", 0), Some(8_013_659.0));
    }
}
