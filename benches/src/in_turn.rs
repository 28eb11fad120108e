//! Timing of several ways to the same result, in turn: whatever else the machine does meets all of them alike, so
//! their ratios hold where the milliseconds do not.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

/// Something to time, by name.
pub struct Way<'w> {
    name: &'static str,
    run: Box<dyn Fn() + 'w>,
}

impl<'w> Way<'w> {
    pub fn new<T>(name: &'static str, run: impl Fn() -> T + 'w) -> Self {
        Way {
            name,
            run: Box::new(move || {
                black_box(run());
            }),
        }
    }
}

/// The seconds of every way. A first round warms up and does not count.
pub fn in_turn(ways: &[Way<'_>], rounds: usize) -> BTreeMap<&'static str, Vec<f64>> {
    let mut seconds: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for round in 0..=rounds {
        for way in ways {
            let start = Instant::now();
            (way.run)();
            let elapsed = start.elapsed().as_secs_f64();
            if round > 0 {
                seconds.entry(way.name).or_default().push(elapsed);
            }
        }
    }
    seconds
}

/// The middle one of the sorted times; NaN where there is none.
pub fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn the_ways_alternate_and_the_first_round_does_not_count() {
        let log = RefCell::new(String::new());
        let ways = [
            Way::new("a", || log.borrow_mut().push('a')),
            Way::new("b", || log.borrow_mut().push('b')),
        ];
        let seconds = in_turn(&ways, 2);
        assert_eq!(seconds["a"].len(), 2);
        assert_eq!(seconds["b"].len(), 2);
        assert_eq!(*log.borrow(), "ababab");
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert!(median(&[]).is_nan());
    }
}
