//! Typed tensors at the boundary of a network.
use std::marker::PhantomData;
use burn::tensor::Tensor;
use crate::flow::{Carry, Flow};

/// A dimension that is known at run time only.
pub const ANY: usize = 0;

/// `[batch, C, H, W]`
#[derive(Clone, Debug)]
pub struct Image<B, const C: usize, const H: usize = ANY, const W: usize = ANY>(Tensor<4>, PhantomData<fn() -> B>);
/// `[batch, N]`
#[derive(Clone, Debug)]
pub struct Features<B, const N: usize>(Tensor<2>, PhantomData<fn() -> B>);

/// Generated code's door.
pub trait Typed { fn into_flow(self) -> Flow; fn from_flow(flow: Flow) -> Self; }

impl<B, const C: usize, const H: usize, const W: usize> Image<B, C, H, W> {
    pub fn new(t: Tensor<4>) -> Self { Image(t, PhantomData) }
    pub fn into_tensor(self) -> Tensor<4> { self.0 }
}
impl<B, const N: usize> Features<B, N> {
    pub fn into_tensor(self) -> Tensor<2> { self.0 }
}
impl<B, const C: usize, const H: usize, const W: usize> Typed for Image<B, C, H, W> {
    fn into_flow(self) -> Flow { self.0.into_flow() }
    fn from_flow(flow: Flow) -> Self { Image(Tensor::from_flow(flow), PhantomData) }
}
impl<B, const N: usize> Typed for Features<B, N> {
    fn into_flow(self) -> Flow { self.0.into_flow() }
    fn from_flow(flow: Flow) -> Self { Features(Tensor::from_flow(flow), PhantomData) }
}
pub struct OfRank<const R: usize>;
pub trait BoundaryType<B, const A: usize, const C: usize, const D: usize, const E: usize> { type Type; }
impl<B, const A: usize, const C: usize, const D: usize, const E: usize> BoundaryType<B, A, C, D, E> for OfRank<1> { type Type = Features<B, A>; }
impl<B, const A: usize, const C: usize, const D: usize, const E: usize> BoundaryType<B, A, C, D, E> for OfRank<3> { type Type = Image<B, A, C, D>; }
