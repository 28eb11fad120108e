//! A change that is the same for every field of a module: generated code lists the fields once, not once for
//! each of the changes that Burn's `Module` asks for.

use burn::module::Module;
use burn::tensor::Device;

/// A struct whose fields change one by one.
pub trait Fields: Sized {
    /// Changes every module among the fields, and leaves the rest as it is.
    #[must_use]
    fn each<C: Change>(self, change: &C) -> Self;
}

/// What happens to a module.
pub trait Change {
    fn apply<M: Module>(&self, module: M) -> M;
}

pub struct ToDevice<'d>(pub &'d Device);
pub struct Fork<'d>(pub &'d Device);
pub struct Train;
pub struct Valid;
pub struct Materialize;

impl Change for ToDevice<'_> {
    fn apply<M: Module>(&self, module: M) -> M {
        module.to_device(self.0)
    }
}

impl Change for Fork<'_> {
    fn apply<M: Module>(&self, module: M) -> M {
        module.fork(self.0)
    }
}

impl Change for Train {
    fn apply<M: Module>(&self, module: M) -> M {
        module.train()
    }
}

impl Change for Valid {
    fn apply<M: Module>(&self, module: M) -> M {
        module.valid()
    }
}

impl Change for Materialize {
    fn apply<M: Module>(&self, module: M) -> M {
        module.materialize()
    }
}
