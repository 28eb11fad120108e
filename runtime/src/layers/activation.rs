//! Activations, value by value.

use burn::tensor::activation;

use super::plain;
use crate::flow::each_rank;

plain!(Relu; _spec, x => each_rank!(x, t => activation::relu(t)));
plain!(Identity, Dropout; _spec, x => x);
