//! The first mode: training.

use std::time::Instant;

use anyhow::{Result, ensure};
use firebrick::backend::Backend;
use firebrick::burn::module::Module;
use firebrick::burn::nn::loss::CrossEntropyLossConfig;
use firebrick::burn::optim::{AdamConfig, GradientsParams};
use firebrick::burn::tensor::{Device, Int, Tensor, TensorData};
use firebrick_examples::digits::{self, Digits};
use firebrick_examples::lenet5::LeNet5;
use indicatif::{ProgressBar, ProgressStyle};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::Train;
use crate::report::{Confusion, largest, numbers};

/// Trains, tells how it goes, tests on digits never seen in training, and saves the weights.
pub fn train<B: Backend>(options: &Train) -> Result<()> {
    ensure!(
        options.learning_rate.is_finite() && options.learning_rate > 0.0,
        "`--learning-rate` expects a number above 0, found {}",
        options.learning_rate
    );
    let folder = options.data.clone().unwrap_or_else(digits::shipped);
    let training = Digits::read(&folder, "train")?;
    let held_out = Digits::read(&folder, "t10k")?;

    let device = B::device()?;
    let recording = device.clone().autodiff();
    device.seed(options.seed);
    println!("{}", LeNet5::<B>::summary());
    println!(
        "{} digits to learn from, {} held out, on {}\n",
        training.len(),
        held_out.len(),
        B::NAME
    );

    let mut net = LeNet5::<B>::init(&recording);
    let mut adam = AdamConfig::new().init();
    let mut order: Vec<usize> = (0..training.len()).collect();
    let mut random = StdRng::seed_from_u64(options.seed);
    let start = Instant::now();
    for epoch in 1..=options.epochs {
        // The last epochs go in smaller steps, or the end depends on the last few digits.
        let rate = options.learning_rate
            * if epoch * 3 > options.epochs * 2 {
                0.2
            } else {
                1.0
            };
        order.shuffle(&mut random);
        let bar = progress(epoch, options, training.len());
        let (mut loss_sum, mut right) = (0.0, 0);
        for batch in order.chunks(options.batch as usize) {
            let scores = net
                .forward(training.batch(batch, &recording)?)
                .into_tensor();
            let targets = labels(&training, batch, &recording);
            let loss = CrossEntropyLossConfig::new()
                .init(&recording)
                .forward(scores.clone(), targets);
            loss_sum += f64::from(numbers(loss.clone())?[0]) * batch.len() as f64;
            right += count_right(&training, batch, &numbers(scores)?);
            let gradients = GradientsParams::from_grads(loss.backward(), &net);
            net = adam.step(rate, net, gradients);
            bar.inc(batch.len() as u64);
        }
        bar.finish_and_clear();
        println!(
            "epoch {epoch:>2}   loss {:.4}   accuracy {:.2} %",
            loss_sum / training.len() as f64,
            100.0 * right as f64 / training.len() as f64,
        );
    }
    println!("trained in {:.1} s\n", start.elapsed().as_secs_f64());

    let net = net.valid();
    let confusion = test(&net, &held_out, &device)?;
    println!("{}\n", confusion.table());
    println!(
        "accuracy on {} held-out digits: {:.2} %",
        held_out.len(),
        100.0 * confusion.accuracy()
    );
    net.save_weights(&options.weights)?;
    println!("weights saved to {}", options.weights.display());
    Ok(())
}

fn test<B: Backend>(net: &LeNet5<B>, digits: &Digits, device: &Device) -> Result<Confusion> {
    let mut confusion = Confusion::new();
    let all: Vec<usize> = (0..digits.len()).collect();
    for batch in all.chunks(250) {
        let scores = numbers(net.forward(digits.batch(batch, device)?).into_tensor())?;
        for (scores, &at) in scores.chunks(10).zip(batch) {
            confusion.count(digits.label(at), largest(scores));
        }
    }
    Ok(confusion)
}

fn count_right(digits: &Digits, batch: &[usize], scores: &[f32]) -> usize {
    let guesses = scores.chunks(10).map(largest);
    guesses
        .zip(batch)
        .filter(|(guess, at)| *guess == digits.label(**at))
        .count()
}

fn labels(digits: &Digits, batch: &[usize], device: &Device) -> Tensor<1, Int> {
    let labels: Vec<i64> = batch.iter().map(|&at| digits.label(at) as i64).collect();
    Tensor::from_data(TensorData::new(labels, [batch.len()]), device)
}

fn progress(epoch: u32, options: &Train, digits: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("epoch {msg:>2} [{bar:40}] {pos}/{len} digits, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .progress_chars("=> ");
    ProgressBar::new(digits as u64)
        .with_style(style)
        .with_message(format!("{epoch}/{}", options.epochs))
}
