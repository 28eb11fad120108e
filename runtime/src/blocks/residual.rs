//! ResNet's two blocks.

use crate::network;

network! {
    /// Two 3×3 convolutions and a shortcut, as torchvision's `BasicBlock`.
    ///
    /// `[C, H, W]` to `[width, ⌈H / stride⌉, ⌈W / stride⌉]`. He et al. 2015, *Deep Residual Learning for Image
    /// Recognition*, figure 5, left.
    pub block BasicBlock(width: usize, stride: usize = 1) {
        sum {
            {
                conv1: conv2d(width, 3, stride = stride, padding = 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(width, 3, padding = 1, bias = false);
                bn2: batch_norm;
            }
            downsample: if stride != 1 || input.channels != width {
                0: conv2d(width, 1, stride = stride, bias = false);
                1: batch_norm;
            }
        }
        relu;
    }

    /// 1×1, 3×3, 1×1 and a shortcut, as torchvision's `Bottleneck`: the stride stands on the 3×3 ("v1.5").
    ///
    /// `[C, H, W]` to `[4 · width, ⌈H / stride⌉, ⌈W / stride⌉]`. `groups` and `width_per_group` are those of
    /// ResNeXt (Xie et al. 2016) and Wide ResNet (Zagoruyko and Komodakis 2016), `dilation` is DeepLab's. He et
    /// al. 2015, *Deep Residual Learning for Image Recognition*, figure 5, right.
    pub block Bottleneck(width: usize, stride: usize = 1, groups: usize = 1, width_per_group: usize = 64, dilation: usize = 1) {
        let inner = width * width_per_group / 64 * groups;
        sum {
            {
                conv1: conv2d(inner, 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(inner, 3, stride = stride, padding = dilation, dilation = dilation, groups = groups, bias = false);
                bn2: batch_norm;
                relu;
                conv3: conv2d(4 * width, 1, bias = false);
                bn3: batch_norm;
            }
            downsample: if stride != 1 || input.channels != 4 * width {
                0: conv2d(4 * width, 1, stride = stride, bias = false);
                1: batch_norm;
            }
        }
        relu;
    }

    example BasicBlock(64): [64, 56, 56] -> [64, 56, 56], params = 73_984;
    example BasicBlock(128, stride = 2): [64, 56, 56] -> [128, 28, 28], params = 230_144;
    example Bottleneck(64): [256, 56, 56] -> [256, 56, 56], params = 70_400;
    example Bottleneck(128, stride = 2): [256, 56, 56] -> [512, 28, 28], params = 379_392;
    example Bottleneck(128, groups = 32, width_per_group = 4): [512, 28, 28] -> [512, 28, 28], params = 282_624;
}
