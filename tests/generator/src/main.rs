//! Prints the random network of a seed.

use clap::{Parser, ValueEnum};
use firebrick_generator::{Choices, declared_input, grow, numbers_of, print, spoiled, twin};

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
    /// The items with one number changed, and where that must be refused.
    Spoiled,
    /// The PyTorch twin, for `random_networks.py`.
    Twin,
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
            Form::Spoiled => print_spoiled(seed),
            Form::Twin => {
                let input = numbers_of(&declared_input(declaration.network()));
                println!("{}", twin(&plan, seed));
                println!("INPUTS[{seed}] = {input:?}");
                println!("SOURCES[{seed}] = {:?}\n", print(&declaration).text);
            }
        }
    }
}

fn print_spoiled(seed: u64) {
    let Some(spoiled) = spoiled(&mut Choices::seeded(seed)) else {
        println!("// no change of its numbers spoils {seed}");
        return;
    };
    let printed = print(&spoiled.declaration);
    let line = |site| printed.lines[site] + 1;
    println!("{}", printed.text);
    println!(
        "// line {}: {} is {} now",
        line(&spoiled.changed),
        spoiled.was,
        spoiled.is
    );
    for fault in &spoiled.faults {
        let lines: Vec<_> = fault.sites.iter().map(line).collect();
        println!("// contradicted in {lines:?}, through calls");
    }
}
