//! What becomes of a photo before a network sees it.

use std::fmt;

use anyhow::{Result, ensure};
use firebrick::burn::tensor::TensorData;
use image::RgbImage;

use crate::resize::{Filter, Window, resized};

/// Resizes, crops and normalises as torchvision's `ImageClassification` does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// The shorter side after resizing, in pixels; the other side follows.
    pub resize: u32,
    pub filter: Filter,
    /// The side of the square in the middle that is left, in pixels.
    pub crop: u32,
    pub normalisation: Normalisation,
}

/// What becomes of a byte, channel by channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Normalisation {
    /// Torchvision's: from 0 to 1, then mean 0 and deviation 1 over the data set.
    Standard { mean: [f64; 3], std: [f64; 3] },
    /// The same, then torchvision's `transform_input`: GoogLeNet and InceptionV3 were trained elsewhere, on
    /// numbers from -1 to 1.
    TransformInput { mean: [f64; 3], std: [f64; 3] },
    /// Keras's mode `tf`: from -1 to 1.
    Symmetric,
}

impl Normalisation {
    /// In single precision and in the order of the peer's operations.
    fn apply(self, channel: usize, byte: u8) -> f32 {
        let byte = f32::from(byte);
        let standard = |mean: [f64; 3], std: [f64; 3]| {
            (byte / 255.0 - mean[channel] as f32) / std[channel] as f32
        };
        match self {
            Normalisation::Standard { mean, std } => standard(mean, std),
            Normalisation::TransformInput { mean, std } => {
                let (scale, shift) = (std[channel] / 0.5, (mean[channel] - 0.5) / 0.5);
                standard(mean, std) * scale as f32 + shift as f32
            }
            Normalisation::Symmetric => byte / 127.5 - 1.0,
        }
    }
}

impl Transform {
    /// A photo as a batch of one: `[1, 3, crop, crop]`.
    ///
    /// # Errors
    /// Where the resized photo is smaller than what is to be cut out of it.
    pub fn apply(&self, photo: &RgbImage) -> Result<TensorData> {
        let square = self.cropped(photo)?;
        let side = self.crop as usize;
        let planes = (0..3).flat_map(|channel| {
            let bytes = square.pixels().map(move |pixel| pixel.0[channel]);
            bytes.map(move |byte| self.normalisation.apply(channel, byte))
        });
        Ok(TensorData::new(
            planes.collect::<Vec<f32>>(),
            [1, 3, side, side],
        ))
    }

    /// The resized photo's middle.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn cropped(&self, photo: &RgbImage) -> Result<RgbImage> {
        ensure!(
            self.resize >= self.crop,
            "expected photos resized to {} pixels at least, which is what the network takes, found {}",
            self.crop,
            self.resize
        );
        let size = self.size(photo);
        let [left, top] = size.map(|side| middle(side, self.crop));
        let window = Window {
            left,
            top,
            width: self.crop,
            height: self.crop,
        };
        Ok(resized(photo, size, self.filter, window))
    }

    /// `[width, height]` after resizing; the longer side is cut to a whole number.
    fn size(&self, photo: &RgbImage) -> [u32; 2] {
        let (width, height) = photo.dimensions();
        let (short, long) = (width.min(height), width.max(height));
        let long = (u64::from(self.resize) * u64::from(long) / u64::from(short)) as u32;
        if width <= height {
            [self.resize, long]
        } else {
            [long, self.resize]
        }
    }
}

/// Where the middle begins; Python rounds a half to the even neighbour.
fn middle(side: u32, crop: u32) -> u32 {
    (f64::from(side - crop) / 2.0).round_ties_even() as u32
}

impl fmt::Display for Transform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filter = match self.filter {
            Filter::Bilinear => "bilinear",
            Filter::Bicubic => "bicubic",
        };
        write!(
            f,
            "shorter side to {} pixels ({filter}), middle {crop}×{crop}",
            self.resize,
            crop = self.crop
        )
    }
}
