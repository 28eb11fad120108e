//! Numbers for people.

use std::fmt::Write;

/// The position of the largest number.
pub fn largest(scores: &[f32]) -> usize {
    let mut largest = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[largest] {
            largest = at;
        }
    }
    largest
}

/// `7 (99.8 %)`
pub fn verdict(probabilities: &[f32]) -> String {
    let digit = largest(probabilities);
    format!("{digit} ({:.1} %)", 100.0 * probabilities[digit])
}

/// How often each digit was taken for each other one.
pub struct Confusion([[usize; 10]; 10]);

impl Confusion {
    pub fn new() -> Self {
        Confusion([[0; 10]; 10])
    }

    pub fn count(&mut self, digit: usize, taken_for: usize) {
        self.0[digit][taken_for] += 1;
    }

    /// The share of digits that were taken for what they are.
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..10).map(|digit| self.0[digit][digit]).sum();
        let all: usize = self.0.iter().flatten().sum();
        right as f64 / all.max(1) as f64
    }

    /// A line for each digit, a column for what it was taken for.
    pub fn table(&self) -> String {
        let mut table = String::from("     taken for\n digit");
        for column in 0..10 {
            let _ = write!(table, "{column:>5}");
        }
        for (digit, line) in self.0.iter().enumerate() {
            let _ = write!(table, "\n{digit:>6}");
            for count in line {
                let text = if *count == 0 {
                    "·".to_owned()
                } else {
                    count.to_string()
                };
                let _ = write!(table, "{text:>5}");
            }
        }
        table
    }
}
