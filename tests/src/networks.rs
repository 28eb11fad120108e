//! Networks of torchvision, as the tests declare them.

use firebrick::network;

network! {
    /// Two 3×3 convolutions and a shortcut (He et al. 2015, figure 5, left).
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
            } else {
                identity;
            }
        }
        relu;
    }

    /// 1×1, 3×3, 1×1 and a shortcut (He et al. 2015, figure 5, right; the stride on the 3×3).
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
            } else {
                identity;
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

    /// ResNet-18.
    pub network ResNet18: [3, 224, 224] -> [1000] {
        _: Stem;
        layer1: for _ in 0..2 { BasicBlock(64); }
        layer2: for i in 0..2 { BasicBlock(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..2 { BasicBlock(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..2 { BasicBlock(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }

    /// ResNet-50.
    pub network ResNet50: [3, 224, 224] -> [1000] {
        _: Stem;
        layer1: for _ in 0..3 { Bottleneck(64); }
        layer2: for i in 0..4 { Bottleneck(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..6 { Bottleneck(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..3 { Bottleneck(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }

    block ConvNormAct(out: usize, kernel: usize, stride: usize = 1, groups: usize = 1) {
        sequential {
            conv2d(out, kernel, stride = stride, padding = kernel / 2, groups = groups, bias = false);
            batch_norm;
            relu6;
        }
    }

    /// Inverted residual with a linear bottleneck (Sandler et al. 2018).
    pub block InvertedResidual(out: usize, stride: usize = 1, expand: usize = 6) {
        let hidden = input.channels * expand;
        residual if stride == 1 && input.channels == out {
            conv: sequential {
                if expand != 1 { ConvNormAct(hidden, 1); }
                ConvNormAct(hidden, 3, stride = stride, groups = hidden);
                conv2d(out, 1, bias = false);
                batch_norm;
            }
        }
    }

    /// MobileNetV2.
    pub network MobileNetV2: [3, 224, 224] -> [1000] {
        features: sequential {
            ConvNormAct(32, 3, stride = 2);
            for (expand, out, n, stride) in [
                (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
            ] {
                for i in 0..n { InvertedResidual(out, stride = if i == 0 { stride } else { 1 }, expand = expand); }
            }
            ConvNormAct(1280, 1);
        }
        global_avg_pool;
        classifier: sequential { dropout(p = 0.2); linear(1000); }
    }

    /// 1×1 to few channels, then 1×1 and 3×3 side by side (Iandola et al. 2016).
    pub block Fire(squeeze: usize, expand: usize) {
        squeeze: conv2d(squeeze, 1);
        relu;
        concat {
            { expand1x1: conv2d(expand, 1); relu; }
            { expand3x3: conv2d(expand, 3, padding = 1); relu; }
        }
    }

    /// SqueezeNet 1.1.
    pub network SqueezeNet1_1: [3, 224, 224] -> [1000] {
        features: sequential {
            conv2d(64, 3, stride = 2);
            relu;
            max_pool2d(3, stride = 2, ceil_mode = true);
            for _ in 0..2 { Fire(16, 64); }
            max_pool2d(3, stride = 2, ceil_mode = true);
            for _ in 0..2 { Fire(32, 128); }
            max_pool2d(3, stride = 2, ceil_mode = true);
            for squeeze in [48, 48, 64, 64] { Fire(squeeze, 4 * squeeze); }
        }
        classifier: sequential { dropout; conv2d(1000, 1); relu; global_avg_pool; }
    }

    /// LeNet-5 with its sigmoids and mean pools (LeCun et al. 1998; the layers numbered in one row).
    pub network LeNet5: [1, 28, 28] -> [10] {
        sequential {
            conv2d(6, 5, padding = 2);
            sigmoid;
            avg_pool2d(2);
            conv2d(16, 5);
            sigmoid;
            avg_pool2d(2);
            flatten;
            linear(120);
            sigmoid;
            linear(84);
            sigmoid;
            linear(10);
        }
    }
}
