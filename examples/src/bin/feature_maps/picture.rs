//! A picture as a network takes it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use firebrick::Image;
use firebrick::backend::Backend;
use firebrick::burn::tensor::Device;
use firebrick_examples::digits::{self, Digits, SIDE};
use firebrick_examples::zoo::Model;
use firebrick_examples::{photo, presets};

/// The height and width that the networks of ImageNet take, in pixels.
const PHOTO: usize = 224;

/// A photo from a file, scaled and cropped to the square that the network takes; without one, a cat.
pub fn photo<B: Backend>(
    path: Option<&Path>,
    device: &Device,
) -> Result<Image<B, 3, PHOTO, PHOTO>> {
    let shipped = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/photos/chelsea_224.png"
    ));
    let path = path.unwrap_or(&shipped);
    // Maps are there to be looked at, so the shorter side is seen whole.
    let mut transform = presets::of(Model::ResNet18, Path::new(""))?.transform;
    transform.resize = transform.crop;
    let data = transform.apply(&photo::read(path)?)?;
    Ok(Image::from_data(data, device)?)
}

/// A digit from a file; without one, the first of those that LeNet-5 has not learnt from.
pub fn digit<B: Backend>(path: Option<&Path>, device: &Device) -> Result<Image<B, 1, SIDE, SIDE>> {
    match path {
        Some(path) => digits::picture(path, device),
        None => Digits::read(&digits::shipped(), "t10k")?.batch(&[0], device),
    }
}
