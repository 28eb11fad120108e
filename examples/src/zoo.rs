//! The networks that classify photos, by name.

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;
use firebrick::backend::Backend;
use firebrick::burn::tensor::{Device, TensorData};
use firebrick::weights::{LoadError, LoadOptions};
use firebrick::{Image, each_model, models};

use crate::numbers::numbers;

/// A network with its weights: takes a batch of one, gives the score of each class.
pub type Scorer = Box<dyn Fn(TensorData) -> Result<Vec<f32>>>;

/// Leaves out what does not classify photos: LeNet-5 reads digits, DeepLab labels pixels.
macro_rules! classifiers {
    (@ [$($kept:tt)*] lenet5: $Net:ident, $input:tt; $($rest:tt)*) => { classifiers!(@ [$($kept)*] $($rest)*); };
    (@ [$($kept:tt)*] deeplabv3_resnet50: $Net:ident, $input:tt; $($rest:tt)*) => { classifiers!(@ [$($kept)*] $($rest)*); };
    (@ [$($kept:tt)*] deeplabv3_resnet101: $Net:ident, $input:tt; $($rest:tt)*) => { classifiers!(@ [$($kept)*] $($rest)*); };
    (@ [$($kept:tt)*] $name:ident: $Net:ident, $input:tt; $($rest:tt)*) => {
        classifiers!(@ [$($kept)* $name: $Net, $input;] $($rest)*);
    };
    (@ [$($name:ident: $Net:ident, $input:tt;)*]) => {
        /// A network, by the name that torchvision or Keras has for it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub enum Model {
            $(#[value(name = stringify!($name))] $Net,)*
        }

        impl Model {
            /// Torchvision's or Keras's name.
            pub fn name(self) -> &'static str {
                match self { $(Model::$Net => stringify!($name),)* }
            }

            /// `[C, H, W]` of what it takes.
            pub fn input(self) -> [usize; 3] {
                match self { $(Model::$Net => $input,)* }
            }

            /// How many classes it tells apart.
            pub fn classes<B: Backend>(self) -> Option<u64> {
                match self { $(Model::$Net => models::$Net::<B>::OUTPUT.elements(),)* }
            }

            /// The network with weights from a file.
            ///
            /// # Errors
            /// Where the file does not hold the network's weights.
            pub fn load<B: Backend>(self, weights: &Path, options: LoadOptions, device: &Device) -> Result<Scorer, LoadError> {
                let options = self.as_published(options);
                let device = device.clone();
                match self {$(
                    Model::$Net => {
                        let mut net = models::$Net::<B>::init(&device);
                        net.load_weights_with(weights, &options)?;
                        Ok(Box::new(move |photo| {
                            let scores = net.forward(Image::from_data(photo, &device)?);
                            numbers(scores.into_tensor())
                        }))
                    }
                )*}
            }
        }
    };
    ($($all:tt)*) => { classifiers!(@ [] $($all)*); };
}

each_model!(classifiers);

impl Model {
    /// What torchvision does besides loading by name.
    fn as_published(self, options: LoadOptions) -> LoadOptions {
        match self {
            // The file is older than PyTorch's rule that a name has no dots.
            Model::DenseNet121 => options
                .rename("norm.1", "norm1")
                .rename("norm.2", "norm2")
                .rename("conv.1", "conv1")
                .rename("conv.2", "conv2"),
            // Side heads serve training; a model that was saved without them loads all the same.
            Model::GoogLeNet => options.skip("aux1").skip("aux2"),
            Model::InceptionV3 => options.skip("AuxLogits"),
            _ => options,
        }
    }
}
