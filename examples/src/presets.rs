//! Files of weights that are known, and the transform that belongs to each.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::resize::Filter;
use crate::transform::{Normalisation, Transform};
use crate::zoo::Model;

/// Weights, and what they expect of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// `IMAGENET1K_V1`, as torchvision calls them.
    pub weights: String,
    pub transform: Transform,
}

/// Torchvision's table, written by `tests/reference/generate/weights_files.py`.
#[derive(Deserialize)]
struct Table {
    mean: [f64; 3],
    std: [f64; 3],
    weights: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    model: String,
    name: String,
    /// Whether torchvision takes these where it is asked for its best.
    default: bool,
    file: String,
    resize: u32,
    crop: u32,
    interpolation: Filter,
    transform_input: bool,
}

impl Table {
    fn read() -> Result<Self> {
        serde_json::from_str(include_str!("../data/torchvision_weights.json"))
            .context("the table of torchvision's weights")
    }

    fn preset(&self, row: &Row) -> Preset {
        let (mean, std) = (self.mean, self.std);
        Preset {
            weights: row.name.clone(),
            transform: Transform {
                resize: row.resize,
                filter: row.interpolation,
                crop: row.crop,
                normalisation: if row.transform_input {
                    Normalisation::TransformInput { mean, std }
                } else {
                    Normalisation::Standard { mean, std }
                },
            },
        }
    }
}

/// What a file of weights for this model expects: by its name where torchvision gave it, and as torchvision's default
/// weights for the model otherwise.
///
/// # Errors
/// Only where the table that comes with the example is damaged.
pub fn of(model: Model, file: &Path) -> Result<Preset> {
    let table = Table::read()?;
    let rows = || table.weights.iter().filter(|row| row.model == model.name());
    let named = rows().find(|row| file.ends_with(&row.file));
    Ok(match named.or_else(|| rows().find(|row| row.default)) {
        Some(row) => table.preset(row),
        None => keras(model),
    })
}

/// The model that torchvision's file of this name belongs to.
///
/// # Errors
/// As [`of`].
pub fn owner(file: &Path) -> Result<Option<String>> {
    let rows = Table::read()?.weights;
    Ok(rows
        .into_iter()
        .find(|row| file.ends_with(&row.file))
        .map(|row| row.model))
}

/// Keras leaves the resize to its caller. As in the evaluation of these networks (TensorFlow's slim), the middle 87.5 % of
/// the shorter side are seen.
fn keras(model: Model) -> Preset {
    let [_, _, side] = model.input();
    Preset {
        weights: "Keras".to_owned(),
        transform: Transform {
            resize: (side as f64 / 0.875).round() as u32,
            filter: Filter::Bilinear,
            crop: side as u32,
            normalisation: Normalisation::Symmetric,
        },
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn every_network_gets_the_size_that_it_takes() {
        for model in Model::value_variants() {
            let crop = of(*model, Path::new("mine.safetensors"))
                .unwrap()
                .transform
                .crop as usize;
            assert_eq!(model.input(), [3, crop, crop], "{}", model.name());
        }
    }

    #[test]
    fn the_name_of_a_file_says_which_weights_it_holds() {
        let resize = |file: &str| {
            let preset = of(Model::ResNet50, Path::new(file)).unwrap();
            (preset.weights, preset.transform.resize)
        };
        assert_eq!(
            resize("a/resnet50-0676ba61.pth"),
            ("IMAGENET1K_V1".to_owned(), 256)
        );
        assert_eq!(
            resize("a/resnet50-11ad3fa6.pth"),
            ("IMAGENET1K_V2".to_owned(), 232)
        );
        assert_eq!(
            resize("mine.safetensors"),
            ("IMAGENET1K_V2".to_owned(), 232)
        );
        let owner = owner(Path::new("a/mobilenet_v2-b0353104.pth")).unwrap();
        assert_eq!(owner.as_deref(), Some("mobilenet_v2"));
    }

    #[test]
    fn torchvision_has_weights_for_all_but_the_two_of_keras() {
        let symmetric = Model::value_variants().iter().filter(|model| {
            of(**model, Path::new("mine.safetensors"))
                .unwrap()
                .transform
                .normalisation
                == Normalisation::Symmetric
        });
        let names: Vec<_> = symmetric.map(|model| model.name()).collect();
        assert_eq!(names, ["xception", "mobilenet_v1"]);
    }
}
