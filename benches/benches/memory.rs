//! The memory of one forward beside what the plan says, `PEAK_ACTIVATIONS`: each network in a process of its own, for
//! an allocator keeps what was freed before.
//!
//! `cargo bench -p firebrick-benches --bench memory`; the resident size is read from Linux's `/proc`.

use std::alloc::{GlobalAlloc, Layout, System};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};
use firebrick::backend::Flex;
use firebrick::burn::tensor::Tensor;
use firebrick::{Image, models};
use firebrick_benches::hand_written::{inception_v3, mobilenet_v2, resnet};
use firebrick_benches::weights::copied;
use firebrick_tests::scheme;
use serde::{Deserialize, Serialize};

/// Runs every network once, declared and by hand, and prints what the forward took.
#[derive(Parser)]
struct Cli {
    /// Prints everything as JSON instead
    #[arg(long)]
    json: bool,
    /// Runs one network in this process
    #[arg(long, hide = true, requires = "way")]
    network: Option<Network>,
    /// How it is written
    #[arg(long, hide = true)]
    way: Option<WrittenAs>,
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
#[value(rename_all = "snake_case")]
enum WrittenAs {
    Declared,
    ByHand,
}

/// What one forward of one image took, in bytes.
#[derive(Serialize, Deserialize)]
struct Taken {
    network: String,
    way: String,
    /// `PEAK_ACTIVATIONS` in single precision.
    planned: u64,
    /// The most that was allocated at once, beyond the weights and the image.
    heap: u64,
    /// How far the peak of the resident size rose above the size before.
    resident: u64,
}

/// The system's allocator; it counts what is allocated, and the most there was.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A line of `/proc/self/status`, in bytes.
fn status(key: &str) -> Result<u64> {
    let text = std::fs::read_to_string("/proc/self/status").context("this needs Linux's /proc")?;
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|line| {
        line.trim_matches([':', ' ', '\t', 'k', 'B'])
            .parse::<u64>()
            .ok()
    });
    Ok(1024 * kilobytes.with_context(|| format!("no number for {key} in /proc/self/status"))?)
}

/// What `forward` takes beyond what is there before. The resident peak is reset first.
fn taken<T>(forward: impl FnOnce() -> T) -> Result<(u64, u64)> {
    std::fs::write("/proc/self/clear_refs", "5").context("the peak is not reset")?;
    let (heap, resident) = (NOW.load(Relaxed), status("VmRSS")?);
    MOST.store(heap, Relaxed);
    drop(forward());
    let heap = MOST.load(Relaxed) - heap;
    Ok((heap as u64, status("VmHWM")?.saturating_sub(resident)))
}

fn run(network: Network, way: WrittenAs) -> Result<Taken> {
    macro_rules! run {
        ($Net:ident, $by_hand:path, $side:literal) => {{
            type Net = models::$Net<Flex>;
            let device = Flex::device()?;
            let image = Tensor::<4>::from_data(scheme::input(&[1, 3, $side, $side]), &device);
            let declared = scheme::filled(Net::init(&device), 4.0);
            let used = match way {
                WrittenAs::Declared => {
                    let image = Image::try_from(image)?;
                    taken(|| declared.forward(image).into_tensor().into_data())
                }
                WrittenAs::ByHand => {
                    // With weights in it: Burn makes them at the first use.
                    let by_hand = copied(&declared, $by_hand(&device));
                    drop(declared);
                    taken(|| by_hand.forward(image).into_data())
                }
            };
            (4 * Net::PEAK_ACTIVATIONS, used?)
        }};
    }
    let (planned, (heap, resident)) = match network {
        Network::Resnet50 => run!(ResNet50, resnet::resnet50, 224),
        Network::MobilenetV2 => run!(MobileNetV2, mobilenet_v2::mobilenet_v2, 224),
        Network::InceptionV3 => run!(InceptionV3, inception_v3::inception_v3, 299),
    };
    Ok(Taken {
        network: name(network),
        way: name(way),
        planned,
        heap,
        resident,
    })
}

fn name(value: impl ValueEnum) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The same in a fresh process.
fn run_apart(network: Network, way: WrittenAs) -> Result<Taken> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--network", &name(network), "--way", &name(way)])
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    if let (Some(network), Some(way)) = (cli.network, cli.way) {
        println!("{}", serde_json::to_string(&run(network, way)?)?);
        return Ok(());
    }
    let mut all = Vec::new();
    for &network in Network::value_variants() {
        for &way in WrittenAs::value_variants() {
            all.push(run_apart(network, way)?);
        }
    }
    if cli.json {
        println!("{}", serde_json::to_string(&all)?);
        return Ok(());
    }
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    for taken in all {
        println!(
            "{:14} {:9} planned {:6.1} MB  heap {:6.1} MB  resident {:6.1} MB",
            taken.network,
            taken.way,
            megabytes(taken.planned),
            megabytes(taken.heap),
            megabytes(taken.resident),
        );
    }
    Ok(())
}
