//! The second mode: saved weights, and images as files.

use std::path::{Path, PathBuf};

use anyhow::Result;
use firebrick::backend::Backend;
use firebrick::burn::tensor::activation::softmax;
use firebrick_examples::digits;
use firebrick_examples::lenet5::LeNet5;

use crate::report;

/// Prints what is on each image. An image that cannot be read is an error, told after the others.
pub fn classify<B: Backend>(images: &[PathBuf], weights: &Path) -> Result<()> {
    let device = B::device()?;
    let mut net = LeNet5::<B>::init(&device);
    net.load_weights(weights)?;
    let mut failed = None;
    for path in images {
        match digits::picture::<B>(path, &device) {
            Ok(image) => {
                let scores = softmax(net.forward(image).into_tensor(), 1);
                println!(
                    "{}: {}",
                    path.display(),
                    report::verdict(&report::numbers(scores)?)
                );
            }
            Err(error) => {
                if let Some(earlier) = failed.replace(error) {
                    eprintln!("Error: {earlier:?}");
                }
            }
        }
    }
    failed.map_or(Ok(()), Err)
}
