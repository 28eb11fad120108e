//! Where a generator's decisions come from: bytes of a seed, of a fuzzer, of a property test.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Decisions, one byte or two each. When the bytes end, every decision is the first option, so that a
/// prefix decides a smaller thing: that is what lets proptest shrink and libFuzzer mutate it.
pub struct Choices {
    bytes: Vec<u8>,
    at: usize,
}

impl Choices {
    /// More decisions than any declaration takes.
    const OF_A_SEED: usize = 1 << 14;

    pub fn new(bytes: Vec<u8>) -> Self {
        Choices { bytes, at: 0 }
    }

    /// The same for a seed on every machine: ChaCha's output is portable.
    pub fn seeded(seed: u64) -> Self {
        let mut bytes = vec![0; Self::OF_A_SEED];
        ChaCha8Rng::seed_from_u64(seed).fill_bytes(&mut bytes);
        Choices::new(bytes)
    }

    /// A number below `count`, which is 1 or more.
    pub fn below(&mut self, count: usize) -> usize {
        let mut wide = usize::from(self.byte());
        if count > 256 {
            wide = wide << 8 | usize::from(self.byte());
        }
        wide % count
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Once in `count` times.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    pub fn pick<'a, T>(&mut self, options: &'a [T]) -> &'a T {
        &options[self.below(options.len())]
    }

    /// A choice where each option comes as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, options: &[(usize, T)]) -> T {
        let mut at = self.below(options.iter().map(|(weight, _)| weight).sum());
        for &(weight, option) in options {
            if at < weight {
                return option;
            }
            at -= weight;
        }
        unreachable!("the weights add up to more than `at`")
    }

    fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }
}
