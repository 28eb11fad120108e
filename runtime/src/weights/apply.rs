//! Tensors that fit → into the module.

use std::collections::HashMap;

use burn::module::{ModuleMapper, Param, ParamId, Parameter};
use burn::tensor::{Bool, DType, Int, Tensor, TensorData};

use super::names::Place;

/// What a parameter gets, under its path.
pub(super) struct New {
    pub data: TensorData,
    pub dtype: DType,
    pub id: Option<ParamId>,
}

/// Puts the tensors where they belong and leaves the rest.
#[derive(Default)]
pub(super) struct Apply {
    pub tensors: HashMap<String, New>,
    place: Place,
}

impl Apply {
    pub fn new(tensors: HashMap<String, New>) -> Self {
        Apply {
            tensors,
            place: Place::default(),
        }
    }

    fn replace<P: Parameter>(
        &mut self,
        param: Param<P>,
        make: impl FnOnce(New, &Param<P>) -> P,
    ) -> Param<P> {
        let Some(new) = self.tensors.remove(&self.place.path()) else {
            return param;
        };
        let id = new.id.unwrap_or(param.id);
        let tensor = make(new, &param);
        param.transform_for_load(tensor, id)
    }
}

impl ModuleMapper for Apply {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.place.enter(name, container);
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.place.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        self.replace(param, |new, param| {
            let data = new.data.convert_dtype(new.dtype);
            Tensor::from_data(data, (&param.lazy_device(), new.dtype))
        })
    }

    fn map_int<const D: usize>(&mut self, param: Param<Tensor<D, Int>>) -> Param<Tensor<D, Int>> {
        self.replace(param, |new, param| {
            let data = new.data.convert_dtype(new.dtype);
            Tensor::from_data(data, (&param.lazy_device(), new.dtype))
        })
    }

    fn map_bool<const D: usize>(
        &mut self,
        param: Param<Tensor<D, Bool>>,
    ) -> Param<Tensor<D, Bool>> {
        self.replace(param, |new, param| {
            Tensor::from_data(new.data.convert_dtype(new.dtype), &param.lazy_device())
        })
    }
}
