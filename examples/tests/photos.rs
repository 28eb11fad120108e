//! Photos as Pillow reads, resizes and crops them, by the figures of `tests/reference/photos.json`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use firebrick_examples::photo;
use firebrick_examples::resize::Filter;
use firebrick_examples::transform::{Normalisation, Transform};
use flate2::Crc;
use serde::Deserialize;

#[derive(Deserialize)]
struct Figures {
    /// The bytes of each file, as RGB.
    kinds: BTreeMap<String, Vec<u8>>,
    transforms: Vec<Crops>,
}

#[derive(Deserialize)]
struct Crops {
    resize: u32,
    crop: u32,
    interpolation: Filter,
    crc32: BTreeMap<String, u32>,
}

fn figures() -> Figures {
    serde_json::from_str(include_str!("../../tests/reference/photos.json")).unwrap()
}

fn shipped(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("data/photos")
        .join(name)
}

/// A JPEG's bytes leave room to its decoder.
#[test]
fn every_kind_of_pixels_is_read_as_pillow_reads_it() {
    let kinds = figures().kinds;
    assert_eq!(kinds.len(), 15);
    for (name, expected) in kinds {
        let found = photo::read(&shipped("kinds").join(&name)).unwrap();
        assert_eq!(found.as_raw().len(), expected.len(), "{name}");
        let errors = found
            .as_raw()
            .iter()
            .zip(&expected)
            .map(|(a, b)| a.abs_diff(*b));
        let worst = errors.max().unwrap();
        println!("{name}: largest error {worst} of 255");
        assert!(
            worst <= if name.ends_with("jpg") { 2 } else { 0 },
            "{name}: {worst}"
        );
    }
}

/// Photos, a crop, noise that is made larger, one pixel, and a strip 700 times as wide as high.
#[test]
fn every_crop_is_that_of_torchvision_to_the_byte() {
    let transforms = figures().transforms;
    assert_eq!(transforms.len(), 4);
    for Crops {
        resize,
        crop,
        interpolation,
        crc32,
    } in transforms
    {
        let transform = Transform {
            resize,
            filter: interpolation,
            crop,
            normalisation: Normalisation::Symmetric,
        };
        assert_eq!(crc32.len(), 6);
        for (name, expected) in crc32 {
            let photo = photo::read(&shipped(&name)).unwrap();
            let mut found = Crc::new();
            found.update(&transform.cropped(&photo).unwrap());
            assert_eq!(found.sum(), expected, "{name}: {transform}");
        }
    }
}
