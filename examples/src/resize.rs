//! Resizing as Pillow does it, to the byte.
//!
//! Torchvision's weights were trained and are measured on photos that Pillow has resized. Its filters widen with the
//! scale (what torchvision calls `antialias`), its weights are whole numbers of 22 bits, and it rounds to bytes between
//! the horizontal and the vertical pass. The crates at hand (`image`, `fast_image_resize`, `pic-scale`) round elsewhere:
//! one byte in five or six differs, by 1 with a bilinear and by up to 14 with a bicubic filter.

use image::{Rgb, RgbImage};
use serde::Deserialize;

/// How a pixel weighs those that it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// A triangle.
    Bilinear,
    /// Keys's cubic with a = -1/2.
    Bicubic,
}

impl Filter {
    /// Where its weights end, in pixels of the smaller image.
    fn support(self) -> f64 {
        match self {
            Filter::Bilinear => 1.0,
            Filter::Bicubic => 2.0,
        }
    }

    /// The weight at this distance.
    fn weight(self, distance: f64) -> f64 {
        let x = distance.abs();
        match self {
            Filter::Bilinear => (1.0 - x).max(0.0),
            Filter::Bicubic if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
            Filter::Bicubic if x < 2.0 => (((x - 5.0) * x + 8.0) * x - 4.0) * -0.5,
            Filter::Bicubic => 0.0,
        }
    }
}

/// A part of an image, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// The window of an image that is resized to `[width, height]`.
///
/// The rest of the resized image is never computed: a strip of 1×10,000 pixels costs no more than a photo.
pub fn resized(image: &RgbImage, size: [u32; 2], filter: Filter, window: Window) -> RgbImage {
    let columns: Vec<Taps> = (window.left..window.left + window.width)
        .map(|column| Taps::of(filter, image.width(), size[0], column))
        .collect();
    let mut rows: Vec<Taps> = (window.top..window.top + window.height)
        .map(|row| Taps::of(filter, image.height(), size[1], row))
        .collect();

    let first = rows.iter().map(|taps| taps.first).min().unwrap_or(0);
    let end = rows.iter().map(Taps::end).max().unwrap_or(0);
    let narrow = RgbImage::from_fn(window.width, end - first, |x, y| {
        columns[x as usize].sum(|column| image.get_pixel(column, first + y))
    });
    rows.iter_mut().for_each(|taps| taps.first -= first);
    RgbImage::from_fn(window.width, window.height, |x, y| {
        rows[y as usize].sum(|row| narrow.get_pixel(x, row))
    })
}

/// Fractional bits of a weight; 8 are left for the byte and 2 for weights above 1 and below 0.
const PRECISION: u32 = 32 - 8 - 2;

/// The pixels along one axis that a pixel is made of.
struct Taps {
    first: u32,
    weights: Vec<i32>,
}

impl Taps {
    /// Those of the pixel `at` where `from` pixels become `to`.
    fn of(filter: Filter, from: u32, to: u32, at: u32) -> Self {
        let scale = f64::from(from) / f64::from(to);
        let widened = scale.max(1.0);
        let support = filter.support() * widened;
        let center = (f64::from(at) + 0.5) * scale;
        let first = (center - support + 0.5).max(0.0) as u32;
        let end = ((center + support + 0.5) as u32).min(from);
        let weights: Vec<f64> = (first..end)
            .map(|pixel| filter.weight((f64::from(pixel) - center + 0.5) / widened))
            .collect();
        let sum: f64 = weights.iter().sum();
        let fixed = |weight: f64| (weight / sum * f64::from(1 << PRECISION)).round() as i32;
        Taps {
            first,
            weights: weights.into_iter().map(fixed).collect(),
        }
    }

    fn end(&self) -> u32 {
        self.first + self.weights.len() as u32
    }

    /// The weighted sum of pixels, rounded and clipped to bytes.
    fn sum<'image>(&self, pixel: impl Fn(u32) -> &'image Rgb<u8>) -> Rgb<u8> {
        let mut sums = [1 << (PRECISION - 1); 3];
        for (at, weight) in (self.first..).zip(&self.weights) {
            let Rgb(bytes) = pixel(at);
            for (sum, byte) in sums.iter_mut().zip(bytes) {
                *sum += i32::from(*byte) * weight;
            }
        }
        Rgb(sums.map(|sum: i32| (sum >> PRECISION).clamp(0, 255) as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_of_the_same_size_is_the_same() {
        let image = RgbImage::from_fn(7, 5, |x, y| Rgb([x as u8 * 30, y as u8 * 40, 200]));
        let all = Window {
            left: 0,
            top: 0,
            width: 7,
            height: 5,
        };
        for filter in [Filter::Bilinear, Filter::Bicubic] {
            assert_eq!(resized(&image, [7, 5], filter, all), image);
        }
    }

    #[test]
    fn a_window_is_a_part_of_the_whole() {
        let image = RgbImage::from_fn(31, 17, |x, y| {
            Rgb([(x * y) as u8, (x * 37) as u8, (y * 91) as u8])
        });
        let whole = Window {
            left: 0,
            top: 0,
            width: 12,
            height: 40,
        };
        let part = Window {
            left: 3,
            top: 21,
            width: 6,
            height: 9,
        };
        for filter in [Filter::Bilinear, Filter::Bicubic] {
            let expected = resized(&image, [12, 40], filter, whole);
            let found = resized(&image, [12, 40], filter, part);
            for (x, y, pixel) in found.enumerate_pixels() {
                assert_eq!(pixel, expected.get_pixel(x + part.left, y + part.top));
            }
        }
    }
}
