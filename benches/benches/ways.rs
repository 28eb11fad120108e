//! Single layers: Burn's own operation against the way that `firebrick` takes where it knows a quicker one, in turn.
//!
//! `cargo bench -p firebrick-benches --features ndarray --bench ways`

use anyhow::Result;
use clap::Parser;
use firebrick::backend::Backend;
use firebrick::burn::tensor::ops::{AvgPoolOptions, ConvOptions, MaxPoolOptions};
use firebrick::burn::tensor::{Device, Distribution, Tensor, module};
use firebrick::{Image, network};
use firebrick_benches::in_turn::{Way, in_turn, median};

/// Runs layers of the networks in both ways in turn, and prints the median work of all cores and the ratios.
#[derive(Parser)]
struct Cli {
    /// Images in a batch
    #[arg(long, default_value_t = 1)]
    batch: usize,
    /// Counted rounds
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
}

network! {
    // ResNet-50 and InceptionV3, at the sizes where the ways part.
    network Conv3x3On14: [256, 14, 14] -> [256, 14, 14] { conv2d(256, 3, padding = 1, bias = false); }
    network Conv3x3On7: [512, 7, 7] -> [512, 7, 7] { conv2d(512, 3, padding = 1, bias = false); }
    network Conv3x3On56: [64, 56, 56] -> [64, 56, 56] { conv2d(64, 3, padding = 1, bias = false); }
    network Conv1x7On17: [160, 17, 17] -> [160, 17, 17] { conv2d(160, [1, 7], padding = [0, 3], bias = false); }
    network Conv1x1On14: [1024, 14, 14] -> [256, 14, 14] { conv2d(256, 1, bias = false); }
    network Shortcut: [1024, 14, 14] -> [2048, 7, 7] { conv2d(2048, 1, stride = 2, bias = false); }
    network MaxPool: [64, 112, 112] -> [64, 56, 56] { max_pool2d(3, stride = 2, padding = 1); }
    network MeanPool: [288, 35, 35] -> [288, 35, 35] { avg_pool2d(3, stride = 1, padding = 1); }
    network Clamped: [96, 112, 112] -> [96, 112, 112] { relu6; }
}

/// A convolution of Burn's, with weights of its own.
fn conv(
    weight: [usize; 4],
    stride: usize,
    padding: [usize; 2],
    device: &Device,
) -> impl Fn(Tensor<4>) -> Tensor<4> {
    let weight = Tensor::random(weight, Distribution::Uniform(-0.1, 0.1), device);
    move |x| {
        let weight = weight.clone();
        let options = ConvOptions::new([stride; 2], padding, [1; 2], 1);
        module::conv2d(x, weight, None, options)
    }
}

fn max_pool(x: Tensor<4>) -> Tensor<4> {
    let options = MaxPoolOptions {
        kernel_size: [3; 2],
        stride: [2; 2],
        padding: [(1, 1); 2],
        dilation: [1; 2],
        ceil_mode: false,
    };
    module::max_pool2d(x, options)
}

fn mean_pool(x: Tensor<4>) -> Tensor<4> {
    let options = AvgPoolOptions {
        kernel_size: [3; 2],
        stride: [1; 2],
        padding: [(1, 1); 2],
        count_include_pad: true,
        ceil_mode: false,
    };
    module::avg_pool2d(x, options)
}

fn measure<B: Backend>(cli: &Cli) -> Result<()> {
    let device: Device = B::device()?;
    macro_rules! race {
        ($($Net:ident: $burn:expr;)*) => {$({
            let net = $Net::<B>::init(&device);
            let dims = $Net::<B>::GRAPH.nodes()[0].shape();
            let dims: Vec<_> = dims.dims().iter().filter_map(|dim| dim.known()).collect();
            let shape = [cli.batch, dims[0], dims[1], dims[2]];
            let x = Tensor::<4>::random(shape, Distribution::Uniform(-1.0, 7.0), &device);
            let burn = $burn;
            let times = in_turn(
                &[
                    // `+ 0.0` makes a value that the layer may compute in.
                    Way::new("Burn", || burn(x.clone() + 0.0)),
                    Way::new("declared", || {
                        let x = Image::try_from(x.clone() + 0.0).expect("it has the declared size");
                        net.forward(x).into_tensor()
                    }),
                ],
                cli.rounds as usize,
            );
            let (burn, ours) = (median(&times["Burn"].cpu), median(&times["declared"].cpu));
            println!(
                "{:7} {:11} Burn {:7.2} ms  declared {:7.2} ms  ({:.2})",
                B::NAME, stringify!($Net), 1e3 * burn, 1e3 * ours, ours / burn,
            );
        })*};
    }
    race! {
        Conv3x3On56: conv([64, 64, 3, 3], 1, [1, 1], &device);
        Conv3x3On14: conv([256, 256, 3, 3], 1, [1, 1], &device);
        Conv3x3On7: conv([512, 512, 3, 3], 1, [1, 1], &device);
        Conv1x7On17: conv([160, 160, 1, 7], 1, [0, 3], &device);
        Conv1x1On14: conv([256, 1024, 1, 1], 1, [0, 0], &device);
        Shortcut: conv([2048, 1024, 1, 1], 2, [0, 0], &device);
        MaxPool: max_pool;
        MeanPool: mean_pool;
        Clamped: |x: Tensor<4>| x.clamp(0.0, 6.0);
    }
    Ok(())
}

/// How many layers [`Declared`] and [`Open`] have.
const LAYERS: usize = 100;

network! {
    // So small that what a forward of an open size checks before it computes is seen.
    network Declared: [8, 4, 4] -> [8, 4, 4] { for _ in 0..LAYERS { conv2d(8, 1); } }
    network Open: [8, _, _] -> [8, _, _] { for _ in 0..LAYERS { conv2d(8, 1); } }
}

/// What a forward of a network whose size is open takes more: the plan for the size at hand.
fn measure_planning<B: Backend>(rounds: usize) -> Result<()> {
    let device: Device = B::device()?;
    let (declared, open) = (Declared::<B>::init(&device), Open::<B>::init(&device));
    let x = Image::<B, 8, 4, 4>::random(1, &device)?;
    let times = in_turn(
        &[
            Way::new("declared", || declared.forward(x.clone())),
            Way::new("open", || open.forward(x.clone().any_size())),
        ],
        rounds,
    );
    let (declared, open) = (median(&times["declared"].cpu), median(&times["open"].cpu));
    println!(
        "{:7} {LAYERS} layers of 8x4x4: declared {:.3} ms, of open size {:.3} ms: {:.2} us more for each",
        B::NAME,
        1e3 * declared,
        1e3 * open,
        1e6 * (open - declared) / LAYERS as f64,
    );
    Ok(())
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    #[cfg(feature = "flex")]
    measure::<firebrick::backend::Flex>(&cli)?;
    #[cfg(feature = "ndarray")]
    measure::<firebrick::backend::NdArray>(&cli)?;
    #[cfg(feature = "flex")]
    measure_planning::<firebrick::backend::Flex>(20 * cli.rounds as usize)?;
    Ok(())
}
