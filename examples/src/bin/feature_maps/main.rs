//! What a network sees: the feature maps of its layers for a picture, and the filters of its first layer.

mod look;
mod picture;
mod sheet;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use firebrick::backend::Backend;
use firebrick_examples::backend::{Choice, Job};

/// Writes the feature maps of a network for a picture as PNG contact sheets, one for each layer, and the filters
/// of its first layer.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(flatten)]
    look: Look,
    /// What to run on
    #[arg(long, value_enum, default_value = "flex")]
    backend: Choice,
}

#[derive(clap::Args)]
struct Look {
    /// The network
    #[arg(value_enum)]
    model: Model,
    /// The picture: a photo, or for lenet5 a digit of 28×28 pixels, light on dark ground; without it, one that
    /// comes with the example
    #[arg(long, value_name = "PNG")]
    image: Option<PathBuf>,
    /// The network's weights: a `.pth` of torchvision, `.safetensors`, or for lenet5 what `mnist` has saved
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,
    /// The paths of the layers, `layer1.0.conv1`; without them, some of each network
    #[arg(long, value_delimiter = ',', value_name = "PATH,…")]
    layers: Vec<String>,
    /// How many maps a sheet has at most
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4096))]
    most: u32,
    /// The folder that the sheets go into
    #[arg(long, value_name = "DIR", default_value = "feature-maps")]
    out: PathBuf,
}

/// The networks by the names that torchvision has for them; lenet5 is that of the example `mnist`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Model {
    Lenet5,
    #[value(name = "mobilenet_v2")]
    MobileNetV2,
    Resnet18,
    Vgg16,
}

impl Job for Look {
    fn run<B: Backend>(self) -> Result<()> {
        look::look::<B>(&self)
    }
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    cli.backend.run(cli.look)
}
