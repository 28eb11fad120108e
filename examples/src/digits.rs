//! Handwritten digits in MNIST's own file format (IDX, gzipped or not).

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use firebrick::Image;
use firebrick::backend::Backend;
use firebrick::burn::tensor::{Device, TensorData};
use flate2::read::GzDecoder;

/// The height and width of a digit in pixels.
pub const SIDE: usize = 28;

const PIXELS: usize = SIDE * SIDE;

/// The folder of the 10,000 digits that come with the examples.
pub fn shipped() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/mnist"))
}

/// Digits and what they are.
pub struct Digits {
    /// Grey values in row-major order, one digit after the other, 0 is black.
    pixels: Vec<u8>,
    labels: Vec<u8>,
}

impl Digits {
    /// Reads `{name}-images-idx3-ubyte` and `{name}-labels-idx1-ubyte` in `folder`, gzipped or not.
    ///
    /// # Errors
    /// Where a file is missing, truncated, or not what its header says.
    pub fn read(folder: &Path, name: &str) -> Result<Self> {
        ensure!(
            folder.is_dir(),
            "{}: expected a folder with MNIST's four files, found none\n\
             help: `--data DIR` names one",
            folder.display()
        );
        let (images, path) = idx(folder, &format!("{name}-images-idx3-ubyte"), &[SIDE, SIDE])?;
        let (labels, _) = idx(folder, &format!("{name}-labels-idx1-ubyte"), &[])?;
        ensure!(
            images.len() == labels.len() * PIXELS,
            "{}: expected {} images, one for each label, found {}",
            path.display(),
            labels.len(),
            images.len() / PIXELS
        );
        ensure!(
            !labels.is_empty(),
            "{}: expected digits, found none",
            path.display()
        );
        if let Some(at) = labels.iter().position(|&label| label > 9) {
            bail!(
                "{}: expected labels from 0 to 9, found {} at {at}",
                path.display(),
                labels[at]
            );
        }
        Ok(Digits {
            pixels: images,
            labels,
        })
    }

    pub fn len(&self) -> usize {
        self.labels.len()
    }

    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What the digit is, 0 to 9.
    pub fn label(&self, at: usize) -> usize {
        usize::from(self.labels[at])
    }

    /// A batch of these digits as the network takes them: mean 0 and deviation 1 over the data set.
    ///
    /// # Errors
    /// Where the device belongs to another backend.
    pub fn batch<B: Backend>(
        &self,
        which: &[usize],
        device: &Device,
    ) -> Result<Image<B, 1, SIDE, SIDE>> {
        let pixels = which
            .iter()
            .flat_map(|&at| &self.pixels[at * PIXELS..][..PIXELS])
            .map(|&grey| normalised(grey))
            .collect();
        let data = TensorData::new(pixels, [which.len(), 1, SIDE, SIDE]);
        Ok(Image::from_data(data, device)?)
    }
}

/// One image from a PNG file: 28×28, grey or colour, a light digit on dark ground.
///
/// # Errors
/// Where the file is no PNG or has another size.
pub fn picture<B: Backend>(path: &Path, device: &Device) -> Result<Image<B, 1, SIDE, SIDE>> {
    let picture =
        image::open(path).with_context(|| format!("{}: expected a PNG image", path.display()))?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    ensure!(
        (height, width) == (SIDE, SIDE),
        "{}: expected an image of {SIDE}×{SIDE} pixels, found {width}×{height}\n\
         help: scale it, with the digit light on dark ground",
        path.display()
    );
    let pixels = picture
        .to_luma8()
        .into_raw()
        .into_iter()
        .map(normalised)
        .collect();
    let data = TensorData::new(pixels, [1, 1, SIDE, SIDE]);
    Ok(Image::from_data(data, device)?)
}

/// The mean and the deviation are those of MNIST's training set.
fn normalised(grey: u8) -> f32 {
    (f32::from(grey) / 255.0 - 0.1307) / 0.3081
}

/// The bytes of an IDX file whose header names so many items of these dimensions.
fn idx(folder: &Path, name: &str, dims: &[usize]) -> Result<(Vec<u8>, PathBuf)> {
    let (bytes, path) = contents(folder, name)?;
    let shown = path.display();
    let header = 8 + 4 * dims.len();
    ensure!(
        bytes.len() >= header,
        "{shown}: expected an IDX header of {header} bytes, found {}",
        bytes.len()
    );
    let magic = [0, 0, 8, dims.len() as u8 + 1];
    ensure!(
        bytes[..4] == magic,
        "{shown}: expected an IDX file that begins with {magic:?}, found {:?}",
        &bytes[..4]
    );
    let number =
        |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap_or_default()) as usize;
    let found: Vec<usize> = (0..dims.len()).map(|axis| number(8 + 4 * axis)).collect();
    ensure!(
        found == dims,
        "{shown}: expected items of {dims:?}, found {found:?}"
    );
    let items = number(4);
    let size = dims.iter().product::<usize>();
    let body = &bytes[header..];
    ensure!(
        items.checked_mul(size) == Some(body.len()),
        "{shown}: expected {items} items of {size} bytes, found {} bytes: the file is truncated, or too long",
        body.len()
    );
    Ok((body.to_vec(), path))
}

/// `name` or `name.gz`, whichever is there, unpacked.
fn contents(folder: &Path, name: &str) -> Result<(Vec<u8>, PathBuf)> {
    let plain = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    let path = if plain.exists() { plain } else { packed };
    let file = File::open(&path)
        .with_context(|| format!("{}: expected MNIST's file, gzipped or not", path.display()))?;
    let mut bytes = Vec::new();
    let read = if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(file).read_to_end(&mut bytes)
    } else {
        (&file).read_to_end(&mut bytes)
    };
    read.with_context(|| format!("{}: expected a whole file", path.display()))?;
    Ok((bytes, path))
}

/// Writes a digit as a PNG file, as [`picture`] reads it.
///
/// # Errors
/// Where the file cannot be written.
pub fn save_picture(digits: &Digits, at: usize, path: &Path) -> Result<()> {
    let grey = image::GrayImage::from_raw(
        SIDE as u32,
        SIDE as u32,
        digits.pixels[at * PIXELS..][..PIXELS].to_vec(),
    )
    .context("a digit has 28×28 pixels")?;
    let mut file = File::create(path)?;
    let mut png = Vec::new();
    grey.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)?;
    Ok(file.write_all(&png)?)
}
