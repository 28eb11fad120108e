//! Says what is on photos, with any classic network and its published weights.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow, ensure};
use clap::Parser;
use firebrick::backend::Backend;
use firebrick::burn::tensor::TensorData;
use firebrick::weights::{LoadError, LoadOptions, Progress};
use firebrick_examples::backend::{Choice, Job};
use firebrick_examples::labels::Labels;
use firebrick_examples::numbers::{softmax, top};
use firebrick_examples::presets::Preset;
use firebrick_examples::transform::Transform;
use firebrick_examples::zoo::{Model, Scorer};
use firebrick_examples::{bars, photo, presets};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Says what is on photos: resizes, crops and normalises as torchvision does, prints the likeliest classes.
///
/// A photo of the network's own size, 224×224 for most, is taken for a crop and only normalised.
///
/// Torchvision's files load as they are; their names say which transform belongs to them. A file of another name is
/// taken as torchvision's default weights. Keras's (mobilenet_v1, xception) load once
/// tests/reference/generate/convert_keras.py has converted them.
#[derive(Parser)]
#[command(version)]
struct Classify {
    /// JPEG, PNG or WebP files
    #[arg(required = true, value_name = "PHOTO")]
    photos: Vec<PathBuf>,
    /// The network, as torchvision or Keras calls it
    #[arg(long, value_enum, value_name = "NAME")]
    model: Model,
    /// The network's weights: .pth, .safetensors or .bpk
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,
    /// The names of the classes, one on each line or as a JSON list; without it, ImageNet's
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// How many classes to print
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// The shorter side before the crop, in pixels, for weights of your own
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    resize: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// What to run on
    #[arg(long, value_enum, default_value = "flex")]
    backend: Choice,
}

/// What is on a photo.
#[derive(Serialize)]
struct Verdict {
    photo: String,
    is_crop: bool,
    top: Vec<Class>,
}

/// One class, with the network's score for it.
#[derive(Serialize)]
struct Class {
    class: usize,
    label: String,
    probability: f32,
    score: f32,
}

/// A photo as the network takes it.
struct Prepared<'path> {
    path: &'path Path,
    /// It had the network's size, and was taken for a crop.
    is_crop: bool,
    input: TensorData,
}

impl Job for Classify {
    /// A photo that cannot be read is an error, told after the others.
    fn run<B: Backend>(self) -> Result<()> {
        let preset = self.preset()?;
        let labels = self.labels::<B>()?;
        let mut photos = Vec::new();
        let mut failed = None;
        for path in &self.photos {
            match self.prepared(path, &preset.transform) {
                Ok(photo) => photos.push(photo),
                Err(error) => {
                    if let Some(earlier) = failed.replace(error) {
                        eprintln!("Error: {earlier:?}");
                    }
                }
            }
        }
        if !photos.is_empty() {
            let score = self.network::<B>()?;
            let verdicts = photos
                .into_iter()
                .map(|photo| self.verdict(photo, &score, &labels));
            self.print(&preset, &verdicts.collect::<Result<Vec<_>>>()?)?;
        }
        failed.map_or(Ok(()), Err)
    }
}

impl Classify {
    fn preset(&self) -> Result<Preset> {
        let mut preset = presets::of(self.model, &self.weights)?;
        if let Some(resize) = self.resize {
            preset.transform.resize = resize;
        }
        Ok(preset)
    }

    fn labels<B: Backend>(&self) -> Result<Labels> {
        let labels = match &self.labels {
            Some(path) => Labels::read(path)?,
            None => Labels::imagenet()?,
        };
        let (classes, found) = (self.model.classes::<B>(), labels.count());
        ensure!(
            classes == Some(found as u64),
            "expected {} labels, one for each class of {}, found {found}",
            classes.unwrap_or_default(),
            self.model.name()
        );
        Ok(labels)
    }

    /// A photo of the network's size is a crop already, unless a resize is asked for.
    fn prepared<'path>(&self, path: &'path Path, transform: &Transform) -> Result<Prepared<'path>> {
        let photo = photo::read(path)?;
        let is_crop =
            self.resize.is_none() && photo.dimensions() == (transform.crop, transform.crop);
        let mut transform = *transform;
        if is_crop {
            transform.resize = transform.crop;
        }
        let input = transform.apply(&photo)?;
        Ok(Prepared {
            path,
            is_crop,
            input,
        })
    }

    fn network<B: Backend>(&self) -> Result<Scorer> {
        let bar = Arc::new(loading());
        let shown = Arc::clone(&bar);
        let options = LoadOptions::new().progress(move |progress: Progress| {
            shown.set_length(progress.total_bytes);
            shown.set_position(progress.bytes);
        });
        let loaded = self.model.load::<B>(&self.weights, options, &B::device()?);
        bar.finish_and_clear();
        // The message has its source in it; as a chain it would be printed twice.
        loaded.map_err(|error| match self.help(&error) {
            Some(help) => anyhow!("{error}\nhelp: {help}"),
            None => anyhow!("{error}"),
        })
    }

    /// What the library cannot know: whose file it is, and where Keras's become readable.
    fn help(&self, error: &LoadError) -> Option<String> {
        let shown = self.weights.display();
        let owner = presets::owner(&self.weights).ok().flatten();
        if let Some(owner) = owner.filter(|owner| owner != self.model.name()) {
            return Some(format!(
                "{shown} is torchvision's file for `--model {owner}`"
            ));
        }
        let extension = self.weights.extension().unwrap_or_default();
        if ["h5", "hdf5", "keras"]
            .iter()
            .any(|keras| extension == *keras)
        {
            let converted = self.weights.with_extension("safetensors");
            return Some(format!(
                "`python tests/reference/generate/convert_keras.py {shown} {}`",
                converted.display()
            ));
        }
        match error {
            LoadError::Mismatch(found)
                if found.missing().is_empty() && found.extra().is_empty() =>
            {
                Some(format!(
                    "{} has ImageNet's classes here; declare it with yours",
                    self.model.name()
                ))
            }
            _ => None,
        }
    }

    fn verdict(&self, photo: Prepared, score: &Scorer, labels: &Labels) -> Result<Verdict> {
        let scores = score(photo.input)?;
        let probabilities = softmax(&scores);
        let class = |class: usize| Class {
            class,
            label: labels.name(class).to_owned(),
            probability: probabilities[class],
            score: scores[class],
        };
        Ok(Verdict {
            photo: photo.path.display().to_string(),
            is_crop: photo.is_crop,
            top: top(&scores, self.top as usize)
                .into_iter()
                .map(class)
                .collect(),
        })
    }

    fn print(&self, preset: &Preset, verdicts: &[Verdict]) -> Result<()> {
        if self.json {
            println!("{}", serde_json::to_string_pretty(verdicts)?);
            return Ok(());
        }
        println!(
            "{}, {}: {}",
            self.model.name(),
            preset.weights,
            preset.transform
        );
        for Verdict {
            photo,
            is_crop,
            top,
        } in verdicts
        {
            let rows: Vec<_> = top
                .iter()
                .map(|class| (class.label.as_str(), class.probability))
                .collect();
            let size = if *is_crop {
                ", which has this size"
            } else {
                ""
            };
            print!("\n{photo}{size}\n{}", bars::table(&rows));
        }
        Ok(())
    }
}

/// It stays hidden until a large file moves it.
fn loading() -> ProgressBar {
    let style = ProgressStyle::with_template("loading [{bar:40}] {bytes} of {total_bytes}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ");
    ProgressBar::no_length().with_style(style)
}

fn main() -> Result<()> {
    let classify = Classify::parse();
    classify.backend.run(classify)
}
