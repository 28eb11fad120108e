//! The networks as one writes them by hand for Burn: modules of `burn::nn`, a `Config` with `init` for each, and a
//! `forward` that moves its tensors, so that Burn computes in place wherever it can.
//!
//! Each file stands alone, for `compile_time.py` makes a crate of it. Fields are in the order of PyTorch's
//! state dict: that is how [`copied`](crate::weights::copied) moves weights.

pub mod inception_v3;
pub mod mobilenet_v2;
pub mod resnet;
