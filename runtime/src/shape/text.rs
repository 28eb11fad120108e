//! Words composed at compile time: `core::fmt` does not run there.

use super::{Dim, Shape};

/// A line of at most `N` bytes; what goes over the end is cut at a character.
#[derive(Clone, Copy)]
pub struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    pub const fn new() -> Self {
        Text {
            bytes: [0; N],
            len: 0,
        }
    }

    pub const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.len == 0
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

    /// Fixed point, six decimals, trailing zeros cut.
    pub const fn float(self, number: f64) -> Self {
        let text = if number < 0.0 { self.str("-") } else { self };
        let micros = ((if number < 0.0 { -number } else { number }) * 1e6 + 0.5) as u64;
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
            return self.num(size[0]);
        }
        let mut text = self.str("[");
        let mut at = 0;
        while at < size.len() {
            if at > 0 {
                text = text.str(", ");
            }
            text = text.num(size[at]);
            at += 1;
        }
        text.str("]")
    }
}

impl<const N: usize> core::fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}
