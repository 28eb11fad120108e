//! Words composed at compile time: `core::fmt` does not run there.

use super::{Dim, Shape};

/// A line of at most `N` bytes; what goes over the end is cut at a character.
#[derive(Clone, Copy)]
pub struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

/// Whether two texts are the same.
pub(crate) const fn same(ours: &[u8], theirs: &[u8]) -> bool {
    if ours.len() != theirs.len() {
        return false;
    }
    let mut at = 0;
    while at < ours.len() {
        if ours[at] != theirs[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl<const N: usize> Text<N> {
    pub const fn new() -> Self {
        Text {
            bytes: [0; N],
            len: 0,
        }
    }

    pub const fn as_str(&self) -> &str {
        match str::from_utf8(self.as_bytes()) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What is written so far. Without the check that makes a `str` of it, which looks at every byte.
    pub(crate) const fn as_bytes(&self) -> &[u8] {
        self.bytes.split_at(self.len).0
    }

    pub const fn str(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut end = bytes.len();
        if end > N - self.len {
            end = N - self.len;
            while end > 0 && !text.is_char_boundary(end) {
                end -= 1;
            }
        }
        let mut at = 0;
        while at < end {
            self.bytes[self.len] = bytes[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    /// In decimal, thousands not grouped: as it is written in a declaration.
    pub const fn num(self, number: usize) -> Self {
        let mut digits = [0u8; 20];
        let mut first = 20;
        let mut rest = number;
        loop {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        match str::from_utf8(digits.split_at(first).1) {
            Ok(text) => self.str(text),
            Err(_) => self,
        }
    }

    /// Six decimals, trailing zeros cut; very small and very large numbers as `1e-9`.
    pub const fn float(self, number: f64) -> Self {
        if number.is_nan() {
            return self.str("NaN");
        }
        let text = if number < 0.0 { self.str("-") } else { self };
        let size = number.abs();
        if size.is_infinite() {
            return text.str("inf");
        }
        if size == 0.0 || (size >= 1e-4 && size < 1e9) {
            text.fixed(size)
        } else {
            text.scientific(size)
        }
    }

    const fn scientific(self, mut number: f64) -> Self {
        let mut exponent: usize = 0;
        let small = number < 1.0;
        while number < 1.0 {
            number *= 10.0;
            exponent += 1;
        }
        while number >= 10.0 {
            number /= 10.0;
            exponent += 1;
        }
        // The steps above round: 9.9999999 is a 10 that lost its last digits.
        if number > 9.999999 {
            number = 1.0;
            exponent = if small { exponent - 1 } else { exponent + 1 };
        }
        let whole = (number + 1e-6) as u64;
        let text = if number - (whole as f64) < 1e-6 {
            self.num(whole as usize)
        } else {
            self.fixed(number)
        };
        text.str(if small { "e-" } else { "e" }).num(exponent)
    }

    const fn fixed(self, number: f64) -> Self {
        let text = self;
        let micros = (number * 1e6 + 0.5) as u64;
        let mut text = text.num((micros / 1_000_000) as usize).str(".");
        let mut rest = micros % 1_000_000;
        let mut unit = 100_000;
        if rest == 0 {
            return text.str("0");
        }
        while rest > 0 {
            text = text.num((rest / unit) as usize);
            rest %= unit;
            unit /= 10;
        }
        text
    }

    pub const fn dim(self, dim: Dim) -> Self {
        match dim {
            Dim::Known(n) => self.num(n),
            Dim::Any => self.str("_"),
            Dim::Unsure => self.str("?"),
        }
    }

    /// `[3, 224, 224]`
    pub const fn shape(self, shape: &Shape) -> Self {
        let mut text = self.str("[");
        let mut axis = 0;
        while axis < shape.rank() {
            if axis > 0 {
                text = text.str(", ");
            }
            text = text.dim(shape.dim(axis));
            axis += 1;
        }
        text.str("]")
    }

    /// `the image [3, 224, 224]`
    pub const fn kind(self, shape: &Shape) -> Self {
        self.str(shape.kind()).str(" ").shape(shape)
    }

    /// `3`, or `[1, 7]` where the numbers differ.
    pub const fn size(self, size: &[usize]) -> Self {
        let mut same = true;
        let mut at = 1;
        while at < size.len() {
            same &= size[at] == size[0];
            at += 1;
        }
        if same {
            self.num(size[0])
        } else {
            self.list(size)
        }
    }

    /// `[1, 7]`
    pub const fn list(self, numbers: &[usize]) -> Self {
        let mut text = self.str("[");
        let mut at = 0;
        while at < numbers.len() {
            if at > 0 {
                text = text.str(", ");
            }
            text = text.num(numbers[at]);
            at += 1;
        }
        text.str("]")
    }
}

impl<const N: usize> Default for Text<N> {
    fn default() -> Self {
        Text::new()
    }
}

impl<const N: usize> core::fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_are_written() {
        let read = |number: f64| Text::<48>::new().float(number).as_str().to_owned();
        for (number, text) in [
            (0.0, "0.0"),
            (0.25, "0.25"),
            (-1.5, "-1.5"),
            (0.999_999, "0.999999"),
            (0.000_1, "0.0001"),
            (1e-5, "1e-5"),
            (-1e-9, "-1e-9"),
            (2.5e-12, "2.5e-12"),
            (9.999_999_9e-7, "1e-6"),
            (1e9, "1e9"),
            (1.25e20, "1.25e20"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(read(number), text);
        }
    }
}
