//! Trains LeNet-5 on handwritten digits, and classifies images with it.

mod classify;
mod report;
mod train;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use firebrick::backend::Backend;
use firebrick_examples::backend::{Choice, Job};

/// Trains LeNet-5 on genuine MNIST digits; `classify` uses what it has learnt.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    train: Train,
    /// What to run on
    #[arg(long, value_enum, default_value = "flex", global = true)]
    backend: Choice,
}

#[derive(Subcommand)]
enum Command {
    /// Says which digits are on images
    Classify(Classify),
}

#[derive(Args)]
struct Train {
    /// The folder with MNIST's four files; without it, the 10,000 digits that come with the example
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// How often to go through the training digits
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=1000))]
    epochs: u32,
    /// Digits in one step
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    batch: u32,
    /// How far one step goes
    #[arg(long, default_value_t = 2e-3)]
    learning_rate: f64,
    /// Where the order of the digits and the weights begin
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to save the weights
    #[arg(long, value_name = "FILE", default_value = "lenet5.safetensors")]
    weights: PathBuf,
}

#[derive(Args)]
struct Classify {
    /// PNG images of 28×28 pixels, each a light digit on dark ground
    #[arg(required = true, value_name = "PNG")]
    images: Vec<PathBuf>,
    /// The weights that training has saved
    #[arg(long, value_name = "FILE", default_value = "lenet5.safetensors")]
    weights: PathBuf,
}

impl Job for Train {
    fn run<B: Backend>(self) -> Result<()> {
        train::train::<B>(&self)
    }
}

impl Job for Classify {
    fn run<B: Backend>(self) -> Result<()> {
        classify::classify::<B>(&self.images, &self.weights)
    }
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    match cli.command {
        None => cli.backend.run(cli.train),
        Some(Command::Classify(classify)) => cli.backend.run(classify),
    }
}
