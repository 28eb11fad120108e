//! n×n as 1×n and n×1.

use crate::network;

network! {
    /// A 1×n convolution and an n×1 one behind it: the field of an n×n convolution for 2/n of its weights.
    ///
    /// `[C, H, W]` to `[out, H, W]`; `kernel` odd, no bias. Szegedy et al. 2015, *Rethinking the Inception
    /// Architecture for Computer Vision*, section 3.2. [`InceptionC`](super::InceptionC) is made of it.
    pub block FactorizedConv(out: usize, kernel: usize) {
        row: conv2d(out, [1, kernel], padding = [0, kernel / 2], bias = false);
        column: conv2d(out, [kernel, 1], padding = [kernel / 2, 0], bias = false);
    }

    network Plain3: [64, 17, 17] -> [64, 17, 17] { super::plain::PlainConv(64, kernel = 3); }
    network Plain7: [64, 17, 17] -> [64, 17, 17] { super::plain::PlainConv(64, kernel = 7); }
    network Factorized3: [64, 17, 17] -> [64, 17, 17] { FactorizedConv(64, 3); }
    network Factorized7: [64, 17, 17] -> [64, 17, 17] { FactorizedConv(64, 7); }

    example FactorizedConv(192, 7): [192, 17, 17] -> [192, 17, 17], params = 516_096;
}

// 6/9 = 66.7 % of a 3×3 convolution and 14/49 = 28.6 % of a 7×7 one, at equal channels.
const _: () = assert!(
    Factorized3::<crate::backend::Plain>::PARAMS * 9 == Plain3::<crate::backend::Plain>::PARAMS * 6
);
const _: () = assert!(
    Factorized7::<crate::backend::Plain>::PARAMS * 49
        == Plain7::<crate::backend::Plain>::PARAMS * 14
);
const _: () = assert!(
    Factorized7::<crate::backend::Plain>::MACS * 49 == Plain7::<crate::backend::Plain>::MACS * 14
);
