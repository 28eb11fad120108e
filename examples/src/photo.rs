//! Photos from files.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};

/// What can be read.
const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// A photo takes at most so many bytes when it is unpacked: a small file can claim to be a large photo.
const LARGEST: u64 = 1 << 30;

/// Reads a photo of any kind of pixels as upright RGB, as Pillow's `exif_transpose` and `convert("RGB")` do: grey
/// three times, transparency left out, the upper 8 of 16 bits, CMYK mixed.
///
/// Two things differ. Grey of 16 bits is white almost everywhere in Pillow, which clips it. JPEG leaves a decoder
/// some room: where measured, one byte in 140 is not libjpeg's, by 2 at most, and a network's probabilities move by
/// up to 0.004.
///
/// # Errors
/// Where the file cannot be read, is no photo, is damaged, or is too large.
pub fn read(path: &Path) -> Result<RgbImage> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown}: expected a photo"))?;
    let format = image::guess_format(&bytes).ok();
    let Some(format) = format.filter(|format| FORMATS.contains(format)) else {
        let found = format.map_or("a file of another kind".to_owned(), name);
        bail!("{shown}: expected a photo (JPEG, PNG or WebP), found {found}");
    };
    let damaged = || format!("{shown}: expected a whole {} file", name(format));
    // The decoder would fill the rest with grey.
    ensure!(
        format != ImageFormat::Jpeg || has_an_end(&bytes),
        "{}: the file is truncated",
        damaged()
    );

    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format)
        .into_decoder()
        .with_context(damaged)?;
    let (width, height) = decoder.dimensions();
    ensure!(
        decoder.total_bytes() <= LARGEST,
        "{shown}: expected a photo of at most {} MB, found {width}×{height} pixels, {} MB",
        LARGEST >> 20,
        decoder.total_bytes() >> 20
    );
    let orientation = decoder.orientation().with_context(damaged)?;
    let mut photo = DynamicImage::from_decoder(decoder).with_context(damaged)?;
    photo.apply_orientation(orientation);
    Ok(rgb(photo))
}

/// `GIF`
fn name(format: ImageFormat) -> String {
    format!("{format:?}").to_uppercase()
}

/// The upper 8 of 16 bits: `image` rounds where Pillow cuts.
fn rgb(photo: DynamicImage) -> RgbImage {
    let wide = matches!(
        photo,
        DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA16(_)
            | DynamicImage::ImageRgb16(_)
            | DynamicImage::ImageRgba16(_)
    );
    if !wide {
        return photo.into_rgb8();
    }
    let wide = photo.into_rgb16();
    RgbImage::from_fn(wide.width(), wide.height(), |x, y| {
        image::Rgb(wide.get_pixel(x, y).0.map(|value| (value >> 8) as u8))
    })
}

/// Whether a JPEG file's image ends: segments with their lengths first, then data in which only a marker has a byte
/// above 0 behind FF.
fn has_an_end(bytes: &[u8]) -> bool {
    const SCAN: u8 = 0xDA;
    const END: [u8; 2] = [0xFF, 0xD9];
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let &[0xFF, marker, high, low, ..] = rest {
        if marker == SCAN {
            return rest.windows(2).any(|pair| pair == END);
        }
        // Any number of FF may stand before a marker.
        let length = if marker == 0xFF {
            1
        } else {
            2 + usize::from(u16::from_be_bytes([high, low]))
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}
