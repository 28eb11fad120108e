//! Prints the random network of a seed.

use clap::{Parser, ValueEnum};
use firebrick_generator::{Choices, grow, print};

/// Prints the random network of a seed, as the tests know it.
#[derive(Parser)]
struct Arguments {
    /// What to print.
    form: Form,
    /// The seeds: the number in the name of a test.
    #[arg(required = true)]
    seeds: Vec<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// The items of a `network!`.
    Rust,
    /// The tensors by name and shape.
    State,
}

fn main() {
    let arguments = Arguments::parse();
    for seed in arguments.seeds {
        let (declaration, plan) = grow(&mut Choices::seeded(seed));
        match arguments.form {
            Form::Rust => println!("{}", print(&declaration).text),
            Form::State => {
                for (name, shape) in &plan.state {
                    println!("{name} {shape:?}");
                }
            }
        }
    }
}
