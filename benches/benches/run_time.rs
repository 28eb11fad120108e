//! How long a forward takes: declared, and with its norms folded, against written by hand for Burn; with the same
//! weights, on the same images.
//!
//! `cargo bench -p firebrick-benches --features ndarray --bench run_time -- --help`

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use firebrick::backend::Backend;
use firebrick::burn::tensor::Tensor;
use firebrick::{Image, models};
use firebrick_benches::hand_written::{inception_v3, mobilenet_v2, resnet};
use firebrick_benches::in_turn::{Times, Way, in_turn, median};
use firebrick_benches::weights::copied;
use firebrick_tests::scheme;
use serde::Serialize;

/// Runs every network in every way in turn, and prints the median times and their ratios.
#[derive(Parser)]
struct Cli {
    /// Networks to run
    #[arg(long, value_enum, num_args = 1.., default_values = ["resnet50", "mobilenet_v2", "inception_v3"])]
    networks: Vec<Network>,
    /// Backends to run them on, of those that are compiled in
    #[arg(long, value_enum, num_args = 1..)]
    backends: Vec<On>,
    /// Images in a batch
    #[arg(long, num_args = 1.., default_values_t = [1, 8])]
    batches: Vec<usize>,
    /// Counted rounds
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Prints all times as JSON instead
    #[arg(long)]
    json: bool,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Network {
    Resnet50,
    MobilenetV2,
    InceptionV3,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum On {
    #[cfg(feature = "flex")]
    Flex,
    #[cfg(feature = "ndarray")]
    Ndarray,
}

/// The times of one network on one backend with one batch.
#[derive(Serialize)]
struct Case {
    network: String,
    backend: &'static str,
    batch: usize,
    ways: BTreeMap<&'static str, Times>,
}

impl Network {
    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    fn measure<B: Backend>(self, batch: usize, rounds: usize) -> Result<Case> {
        /// The same weights in both, and the same images.
        macro_rules! times {
            ($Net:ident, $by_hand:path, $side:literal) => {{
                let device = B::device()?;
                let declared = scheme::filled(models::$Net::<B>::init(&device), 4.0);
                let folded = declared.fold_batch_norms();
                let by_hand = copied(&declared, $by_hand(&device));
                let images = scheme::input(&[batch, 3, $side, $side]);
                let images = Tensor::<4>::from_data(images, &device);
                let typed = Image::try_from(images.clone())?;
                in_turn(
                    &[
                        Way::new("by hand", || by_hand.forward(images.clone()).into_data()),
                        Way::new("declared", || {
                            declared.forward(typed.clone()).into_tensor().into_data()
                        }),
                        Way::new("folded", || {
                            folded.forward(typed.clone()).into_tensor().into_data()
                        }),
                    ],
                    rounds,
                )
            }};
        }
        let ways = match self {
            Network::Resnet50 => times!(ResNet50, resnet::resnet50, 224),
            Network::MobilenetV2 => times!(MobileNetV2, mobilenet_v2::mobilenet_v2, 224),
            Network::InceptionV3 => times!(InceptionV3, inception_v3::inception_v3, 299),
        };
        Ok(Case {
            network: self.name(),
            backend: B::NAME,
            batch,
            ways,
        })
    }
}

impl On {
    fn measure(self, network: Network, batch: usize, rounds: usize) -> Result<Case> {
        match self {
            #[cfg(feature = "flex")]
            On::Flex => network.measure::<firebrick::backend::Flex>(batch, rounds),
            #[cfg(feature = "ndarray")]
            On::Ndarray => network.measure::<firebrick::backend::NdArray>(batch, rounds),
        }
    }
}

/// One line for people: every way beside the first one, by the clock, and the ratio of the work of all cores.
fn print(case: &Case) {
    print!(
        "{:12} {:7} batch {:2}",
        case.network, case.backend, case.batch
    );
    let by_hand = median(&case.ways["by hand"].cpu);
    for (way, times) in &case.ways {
        let (wall, cpu) = (1e3 * median(&times.wall), median(&times.cpu));
        print!("  {way} {wall:7.1} ms (work {:.2})", cpu / by_hand);
    }
    println!();
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let backends = match &cli.backends[..] {
        [] => On::value_variants(),
        chosen => chosen,
    };
    let mut cases = Vec::new();
    for &network in &cli.networks {
        for &backend in backends {
            for &batch in &cli.batches {
                let case = backend.measure(network, batch, cli.rounds as usize)?;
                if cli.json {
                    cases.push(case);
                } else {
                    print(&case);
                }
            }
        }
    }
    if cli.json {
        println!("{}", serde_json::to_string(&cases)?);
    }
    Ok(())
}
