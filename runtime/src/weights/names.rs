//! A module → the list of its tensors, with their names and layouts in Burn and in PyTorch.
//!
//! Burn names the scale and the shift of a norm `gamma` and `beta`, PyTorch `weight` and `bias`; Burn keeps
//! the matrix of a linear layer as `[in, out]`, PyTorch as `[out, in]`. Everything else is alike:
//! convolutions, transposed ones (`[in, out / groups, …]` in both), running statistics.

use burn::module::{Module, ModuleVisitor, Param, Parameter};
use burn::tensor::{Bool, DType, Device, Int, Tensor};

/// One tensor of a module.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The path in the module: Burn's name.
    pub path: String,
    /// PyTorch's name.
    pub key: String,
    /// Whether PyTorch has the matrix transposed.
    pub transposed: bool,
    /// The shape as Burn saves it.
    pub shape: Vec<usize>,
    pub kind: Kind,
    /// What the network computes with.
    pub dtype: DType,
    /// Whether the tensor has been made: an untouched network is lazy.
    pub made: bool,
}

/// What kind of numbers a tensor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Float,
    Int,
    Bool,
}

/// Whose names and layouts a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Convention {
    PyTorch,
    Burn,
}

impl Slot {
    pub fn name(&self, convention: Convention) -> &str {
        match convention {
            Convention::PyTorch => &self.key,
            Convention::Burn => &self.path,
        }
    }

    pub fn shape(&self, convention: Convention) -> Vec<usize> {
        let mut shape = self.shape.clone();
        if self.transposed && convention == Convention::PyTorch {
            shape.reverse();
        }
        shape
    }

    /// A buffer by its name: it changes in training without being trained.
    pub fn is_running(&self) -> bool {
        self.key.contains("running_")
    }
}

impl Kind {
    pub fn takes(self, dtype: DType) -> bool {
        match self {
            Kind::Float => dtype.is_float(),
            Kind::Int => dtype.is_int() || dtype.is_uint(),
            Kind::Bool => dtype.is_bool() || dtype == DType::U8,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Kind::Float => "floating-point numbers",
            Kind::Int => "integers",
            Kind::Bool => "truth values",
        }
    }
}

/// All tensors of a module, in its order.
pub(super) fn slots<M: Module>(module: &M) -> Vec<Slot> {
    let mut list = List::default();
    module.visit(&mut list);
    list.slots
}

/// Where a walk over a module is: segments, each with what Burn calls the struct around it.
#[derive(Default)]
pub(super) struct Place(Vec<(String, String)>);

impl Place {
    pub fn enter(&mut self, name: &str, container: &str) {
        self.0.push((name.to_owned(), container.to_owned()));
    }

    pub fn exit(&mut self) {
        self.0.pop();
    }

    pub fn path(&self) -> String {
        joined(self.0.iter().map(|(name, _)| name.as_str()))
    }

    fn key(&self) -> String {
        let Some(((name, container), above)) = self.0.split_last() else {
            return String::new();
        };
        let above = above.iter().map(|(name, _)| name.as_str());
        joined(above.chain([pytorch_name(container, name)]))
    }

    fn is_linear_weight(&self) -> bool {
        let last = self.0.last();
        last.is_some_and(|(name, container)| name == "weight" && container == "Struct:Linear")
    }
}

fn joined<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(".")
}

fn pytorch_name<'n>(container: &str, name: &'n str) -> &'n str {
    match (container.trim_start_matches("Struct:"), name) {
        ("BatchNorm" | "LayerNorm" | "GroupNorm" | "InstanceNorm" | "RmsNorm", "gamma") => "weight",
        ("BatchNorm" | "LayerNorm" | "GroupNorm" | "InstanceNorm" | "RmsNorm", "beta") => "bias",
        ("PRelu", "alpha") => "weight",
        _ => name,
    }
}

#[derive(Default)]
struct List {
    place: Place,
    slots: Vec<Slot>,
}

impl List {
    fn add<P: Parameter>(
        &mut self,
        param: &Param<P>,
        kind: Kind,
        transposed: bool,
        dtype: impl FnOnce(&P) -> DType,
        usual: impl FnOnce(&Device) -> DType,
    ) {
        let made = param.is_initialized();
        self.slots.push(Slot {
            path: self.place.path(),
            key: self.place.key(),
            transposed,
            shape: saved_shape(param, made),
            kind,
            dtype: if made {
                dtype(param)
            } else {
                usual(&param.lazy_device())
            },
            made,
        });
    }
}

/// The shape as Burn saves it. What is not made yet has the shape that it will be saved in.
fn saved_shape<P: Parameter>(param: &Param<P>, made: bool) -> Vec<usize> {
    if made {
        param.transform_for_save().lazy_shape().to_vec()
    } else {
        param.lazy_shape().to_vec()
    }
}

/// Whether Burn saves this matrix as `[out, in]` already (`LinearLayout::Col`): a probe is sent through what
/// the parameter does to loaded tensors.
fn is_saved_transposed<const D: usize>(param: &Param<Tensor<D>>) -> bool {
    let mut dims = [1; D];
    dims[D - 1] = 2;
    let probe = Tensor::zeros(dims, &param.lazy_device());
    let loaded = param.clone().transform_for_load(probe, param.id);
    loaded.lazy_shape().to_vec() != dims
}

impl ModuleVisitor for List {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.place.enter(name, container);
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.place.exit();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let transposed = D == 2 && self.place.is_linear_weight() && !is_saved_transposed(param);
        let usual = |device: &Device| device.settings().float_dtype.into();
        self.add(param, Kind::Float, transposed, Tensor::dtype, usual);
    }

    fn visit_int<const D: usize>(&mut self, param: &Param<Tensor<D, Int>>) {
        let usual = |device: &Device| device.settings().int_dtype.into();
        self.add(param, Kind::Int, false, Tensor::dtype, usual);
    }

    fn visit_bool<const D: usize>(&mut self, param: &Param<Tensor<D, Bool>>) {
        let usual = |device: &Device| device.settings().bool_dtype.into();
        self.add(param, Kind::Bool, false, Tensor::dtype, usual);
    }
}

/// The transpose of a matrix of elements of `size` bytes: `[rows, columns]` → `[columns, rows]`.
pub(super) fn transpose(bytes: &[u8], rows: usize, columns: usize, size: usize) -> Vec<u8> {
    debug_assert_eq!(bytes.len(), rows * columns * size);
    match size {
        1 => transpose_of::<1>(bytes, rows, columns),
        2 => transpose_of::<2>(bytes, rows, columns),
        4 => transpose_of::<4>(bytes, rows, columns),
        _ => transpose_of::<8>(bytes, rows, columns),
    }
}

/// In tiles, so that neither side strides through memory.
fn transpose_of<const SIZE: usize>(bytes: &[u8], rows: usize, columns: usize) -> Vec<u8> {
    const TILE: usize = 32;
    let (from, _) = bytes.as_chunks::<SIZE>();
    let mut bytes = vec![0; bytes.len()];
    let (to, _) = bytes.as_chunks_mut::<SIZE>();
    for top in (0..rows).step_by(TILE) {
        for left in (0..columns).step_by(TILE) {
            for row in top..(top + TILE).min(rows) {
                for column in left..(left + TILE).min(columns) {
                    to[column * rows + row] = from[row * columns + column];
                }
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_transposed_element_by_element() {
        let bytes = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6];
        assert_eq!(
            transpose(&bytes, 2, 3, 2),
            [1, 1, 4, 4, 2, 2, 5, 5, 3, 3, 6, 6]
        );
    }

    #[test]
    fn only_norms_have_other_names_in_pytorch() {
        assert_eq!(pytorch_name("Struct:BatchNorm", "gamma"), "weight");
        assert_eq!(pytorch_name("Struct:PRelu", "alpha"), "weight");
        assert_eq!(pytorch_name("Struct:ConvNext", "gamma"), "gamma");
    }
}
