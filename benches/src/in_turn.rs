//! Timing of several ways to the same result, in turn: whatever else the machine does meets all of them alike, so
//! their ratios hold where the milliseconds do not.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use cpu_time::ProcessTime;
use serde::Serialize;

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

/// What every round took, in seconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Times {
    /// By the clock.
    pub wall: Vec<f64>,
    /// Of all cores together: the same on a machine that is busy with something else.
    pub cpu: Vec<f64>,
}

/// The times of every way. A first round warms up and does not count.
pub fn in_turn(ways: &[Way<'_>], rounds: usize) -> BTreeMap<&'static str, Times> {
    let mut all: BTreeMap<_, Times> = BTreeMap::new();
    for round in 0..=rounds {
        for way in ways {
            let (clock, cores) = (Instant::now(), ProcessTime::now());
            (way.run)();
            let (wall, cpu) = (clock.elapsed(), cores.elapsed());
            if round > 0 {
                let times = all.entry(way.name).or_default();
                times.wall.push(wall.as_secs_f64());
                times.cpu.push(cpu.as_secs_f64());
            }
        }
    }
    all
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
        let times = in_turn(&ways, 2);
        assert_eq!(times["a"].wall.len(), 2);
        assert_eq!(times["b"].cpu.len(), 2);
        assert_eq!(*log.borrow(), "ababab");
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert!(median(&[]).is_nan());
    }
}
