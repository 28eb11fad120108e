//! The residual networks of torchvision (He et al. 2015; the stride of a bottleneck on its 3×3).

use firebrick::network;

network! {
    /// Two 3×3 convolutions.
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

    /// 1×1, 3×3, 1×1.
    pub block Bottleneck(width: usize, stride: usize = 1) {
        sum {
            {
                conv1: conv2d(width, 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(width, 3, stride = stride, padding = 1, bias = false);
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

    block Stem() {
        conv1: conv2d(64, 7, stride = 2, padding = 3, bias = false);
        bn1: batch_norm;
        relu;
        max_pool2d(3, stride = 2, padding = 1);
    }

    block ResNet(blocks: [usize; 4]) {
        _: Stem;
        layer1: for _ in 0..blocks[0] { Bottleneck(64); }
        layer2: for i in 0..blocks[1] { Bottleneck(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..blocks[2] { Bottleneck(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..blocks[3] { Bottleneck(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }

    pub network ResNet18: [3, 224, 224] -> [1000] {
        _: Stem;
        layer1: for _ in 0..2 { BasicBlock(64); }
        layer2: for i in 0..2 { BasicBlock(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..2 { BasicBlock(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..2 { BasicBlock(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }

    pub network ResNet50: [3, 224, 224] -> [1000] { _: ResNet([3, 4, 6, 3]); }

    pub network ResNet152: [3, 224, 224] -> [1000] { _: ResNet([3, 8, 36, 3]); }
}
