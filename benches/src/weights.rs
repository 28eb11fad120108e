//! The same weights for two networks that are written differently.

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::tensor::{Tensor, TensorData};
use firebrick::burn;

/// `to` with the weights and running statistics of `from`.
///
/// They are matched by position, for the names differ: both visit them in the order of PyTorch's state dict.
///
/// # Panics
/// Where a shape differs, or the number of tensors.
pub fn copied<From: Module, To: Module>(from: &From, to: To) -> To {
    let mut tensors = Tensors(Vec::new());
    from.visit(&mut tensors);
    let mut rest = Rest(tensors.0.into_iter());
    let to = to.map(&mut rest);
    let left = rest.0.len();
    assert_eq!(left, 0, "{left} tensors are left over");
    to
}

struct Tensors(Vec<TensorData>);

impl ModuleVisitor for Tensors {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.0.push(param.val().into_data());
    }
}

struct Rest(std::vec::IntoIter<TensorData>);

impl ModuleMapper for Rest {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let data = self.0.next().expect("as many tensors as the other network");
        assert_eq!(
            data.shape(),
            &param.lazy_shape(),
            "the tensors are not in the same order"
        );
        let device = param.lazy_device();
        param.map(|_| Tensor::from_data(data, &device))
    }
}
