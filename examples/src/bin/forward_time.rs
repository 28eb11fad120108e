//! ResNet-152, declared and written by hand for Burn: how long `forward` takes, in turn, and the ratio.

#[path = "../../../benches/declared.rs"]
mod declared;
#[path = "../../../benches/hand_written.rs"]
mod hand_written;

use std::time::Instant;

use anyhow::Result;
use clap::Parser;
use firebrick::Image;
use firebrick::backend::Backend;
use firebrick::burn::tensor::Tensor;
use firebrick_examples::backend::{Choice, Job};

/// Runs both networks in turn on one image and prints the median times and their ratio.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// Counted runs of each network
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..=1000))]
    runs: u32,
    /// What to run on
    #[arg(long, value_enum, default_value = "flex")]
    backend: Choice,
}

impl Job for Cli {
    fn run<B: Backend>(self) -> Result<()> {
        let device = B::device()?;
        let declared = declared::ResNet152::<B>::init(&device);
        let by_hand = hand_written::ResNet152::new(&device);
        let image = Tensor::<4>::ones([1, 3, 224, 224], &device);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..=self.runs {
            let typed = Image::try_from(image.clone())?;
            ours.push(seconds(|| {
                declared.forward(typed).into_tensor().into_data()
            }));
            theirs.push(seconds(|| by_hand.forward(image.clone()).into_data()));
        }
        // The first run of each warms up.
        let (ours, theirs) = (median(&mut ours[1..]), median(&mut theirs[1..]));
        println!("declared      {ours:.3} s");
        println!("hand-written  {theirs:.3} s");
        println!(
            "declared / hand-written: {:.2}, on {}",
            ours / theirs,
            B::NAME
        );
        Ok(())
    }
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    cli.backend.run(cli)
}
