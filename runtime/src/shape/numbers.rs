//! Arithmetic on numbers that a user wrote: it neither panics nor wraps.

use super::{Dim, Fault, Ruled, fact, help};

/// The most numbers that one tensor may have: more than a memory holds, and so few that the costs of
/// many thousand layers can be added up.
const MOST: u64 = if usize::BITS < 64 { 1 << 30 } else { 1 << 48 };

/// `a · b`, or the largest number there is. The compiler takes five times as long for `saturating_mul`.
pub(crate) const fn times(a: u64, b: u64) -> u64 {
    if b > 0 && a > u64::MAX / b {
        u64::MAX
    } else {
        a * b
    }
}

/// The product, or the largest number there is.
pub(super) const fn product(numbers: &[usize]) -> u64 {
    let mut product: u64 = 1;
    let mut at = 0;
    while at < numbers.len() {
        product = times(product, numbers[at] as u64);
        at += 1;
    }
    product
}

/// The positions that a kernel covers with its gaps.
pub(crate) const fn extent(kernel: usize, dilation: usize) -> usize {
    if kernel > 0 && kernel < 1 << 15 && dilation < 1 << 15 {
        return dilation * (kernel - 1) + 1;
    }
    dilation
        .saturating_mul(kernel.saturating_sub(1))
        .saturating_add(1)
}

/// The positions at which a window of `extent` stands over `n` positions with padding around them;
/// `None` where there is none.
///
/// `ceil_mode` rounds up: a last window that begins in the input, or in front of it, counts though it
/// ends outside.
pub(crate) const fn positions(
    n: usize,
    (begin, end): (usize, usize),
    extent: usize,
    stride: usize,
    ceil_mode: bool,
) -> Option<usize> {
    let padded = n.saturating_add(begin).saturating_add(end);
    if padded < extent {
        let begins_inside = ceil_mode && extent - padded < stride;
        return if begins_inside { Some(1) } else { None };
    }
    let over = padded - extent;
    let positions = over / stride + 1;
    if ceil_mode
        && !over.is_multiple_of(stride)
        && positions.saturating_mul(stride) < n.saturating_add(begin)
    {
        return Some(positions + 1);
    }
    Some(positions)
}

/// The largest divisor of `number` up to `most`; 1 where looking for it would take long.
pub(super) const fn largest_divisor(number: usize, most: usize) -> usize {
    if number > 1 << 24 {
        return 1;
    }
    let mut best = 1;
    let mut divisor = 1;
    while divisor * divisor <= number {
        if number.is_multiple_of(divisor) {
            let other = number / divisor;
            if other <= most {
                return if other > best { other } else { best };
            }
            if divisor <= most {
                best = divisor;
            }
        }
        divisor += 1;
    }
    best
}

/// The largest number that divides both.
pub(super) const fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 {
        return a;
    }
    common_divisor(b, a % b)
}

impl Ruled {
    /// A layer of so many weights, each multiplied at every one of `positions`.
    pub(super) const fn weighing(
        self,
        layer: &'static str,
        weights: u64,
        bias: u64,
        positions: Option<u64>,
    ) -> Ruled {
        let params = weights.saturating_add(bias);
        if params > MOST {
            return self.faulted(too_many(layer, "weights", params));
        }
        let macs = match positions {
            Some(positions) => Some(times(positions, weights)),
            None => None,
        };
        self.counting(params as usize, 0, macs)
    }

    /// Refuses an output that no memory holds.
    pub(super) const fn bounded(mut self, layer: &'static str) -> Ruled {
        let Some(elements) = self.output.elements() else {
            return self;
        };
        if elements <= MOST {
            return self;
        }
        let mut axis = 1;
        while axis < self.output.rank() {
            self.output = self.output.with_dim(axis, Dim::Unsure);
            axis += 1;
        }
        self.faulted(too_many(layer, "numbers in its output", elements))
    }
}

const fn too_many(layer: &'static str, what: &'static str, found: u64) -> Fault {
    let fact = fact()
        .str("`")
        .str(layer)
        .str("` expects at most ")
        .num(MOST as usize)
        .str(" ")
        .str(what)
        .str(", found ");
    Fault::new(
        if found == u64::MAX {
            fact.str("more than can be counted")
        } else {
            fact.num(found as usize)
        },
        help().str("look for an argument with too many digits, or one that was computed wrongly"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const _: () = assert!(product(&[3, 4, 5]) == 60);
    const _: () = assert!(product(&[usize::MAX, 2]) == u64::MAX);
    const _: () = assert!(times(0, 3) == 0 && times(3, 0) == 0 && times(u64::MAX, 1) == u64::MAX);
    const _: () =
        assert!(times(1 << 32, 1 << 31) == 1 << 63 && times(1 << 32, 1 << 32) == u64::MAX);
    const _: () = assert!(extent(3, 2) == 5 && extent(0, 7) == 1);
    const _: () = assert!(extent(usize::MAX, 2) == usize::MAX);
    const _: () = assert!(extent(1 << 15, 1 << 15) == (1 << 30) - (1 << 15) + 1);
    const _: () = assert!(extent((1 << 15) - 1, (1 << 15) - 1) == (1 << 30) - 3 * (1 << 15) + 3);
    const _: () = assert!(common_divisor(64, 96) == 32 && common_divisor(7, 0) == 7);

    #[test]
    fn the_largest_divisor_is_found() {
        for number in 1..200 {
            for most in 0..220 {
                let expected = (1..=most).rev().find(|d| number % d == 0).unwrap_or(1);
                assert_eq!(largest_divisor(number, most), expected, "{number}, {most}");
            }
        }
    }
}
