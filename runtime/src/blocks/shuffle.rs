//! Half of the channels, then shuffled.

use crate::network;

network! {
    /// ShuffleNetV2's unit: half of the channels pass, the other half go through 1×1, depthwise 3×3 and 1×1; then the
    /// channels are shuffled. With a stride both halves are computed from all channels. As torchvision's
    /// `InvertedResidual` of ShuffleNetV2.
    ///
    /// `[C, H, W]` to `[out, ⌈H / stride⌉, ⌈W / stride⌉]`; with stride 1, `out` is C. Ma et al. 2018, *ShuffleNet V2:
    /// Practical Guidelines for Efficient CNN Architecture Design*, figure 3c and d.
    pub block ShuffleUnit(out: usize, stride: usize = 1) {
        let half = out / 2;
        concat {
            branch1: if stride == 1 {
                slice(0..half);
            } else {
                let channels = input.channels;
                sequential {
                    conv2d(channels, 3, stride = stride, padding = 1, groups = channels, bias = false);
                    batch_norm;
                    conv2d(half, 1, bias = false);
                    batch_norm;
                    relu;
                }
            }
            branch2: {
                if stride == 1 { slice(half..out); }
                sequential {
                    conv2d(half, 1, bias = false);
                    batch_norm;
                    relu;
                    conv2d(half, 3, stride = stride, padding = 1, groups = half, bias = false);
                    batch_norm;
                    conv2d(half, 1, bias = false);
                    batch_norm;
                    relu;
                }
            }
        }
        channel_shuffle(2);
    }

    example ShuffleUnit(116, stride = 2): [24, 56, 56] -> [116, 28, 28], params = 7_398;
    example ShuffleUnit(116): [116, 28, 28] -> [116, 28, 28], params = 7_598;
}
