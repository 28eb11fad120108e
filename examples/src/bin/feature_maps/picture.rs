//! A picture as a network takes it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use firebrick::Image;
use firebrick::backend::Backend;
use firebrick::burn::tensor::{Device, TensorData};
use firebrick_examples::digits::{self, Digits, SIDE};
use image::imageops::FilterType;

/// The height and width that the networks of ImageNet take, in pixels.
const PHOTO: usize = 224;

/// The channels' means and deviations over ImageNet, of values from 0 to 1.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];

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
    let photo =
        image::open(path).with_context(|| format!("{}: expected a PNG photo", path.display()))?;
    let side = PHOTO as u32;
    let photo = photo
        .resize_to_fill(side, side, FilterType::Triangle)
        .into_rgb8();
    let mut pixels = Vec::with_capacity(3 * PHOTO * PHOTO);
    for channel in 0..3 {
        pixels.extend(photo.pixels().map(|pixel| {
            (f32::from(pixel.0[channel]) / 255.0 - MEAN[channel]) / DEVIATION[channel]
        }));
    }
    let data = TensorData::new(pixels, [1, 3, PHOTO, PHOTO]);
    Ok(Image::from_data(data, device)?)
}

/// A digit from a file; without one, the first of those that LeNet-5 has not learnt from.
pub fn digit<B: Backend>(path: Option<&Path>, device: &Device) -> Result<Image<B, 1, SIDE, SIDE>> {
    match path {
        Some(path) => digits::picture(path, device),
        None => Digits::read(&digits::shipped(), "t10k")?.batch(&[0], device),
    }
}
