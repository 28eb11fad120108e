use crate::blocks::{BasicBlock, Bottleneck};
use crate::network;

network! {
    /// ResNet's first layers: `[3, H, W]` to `[64, ⌈H / 4⌉, ⌈W / 4⌉]`.
    pub(super) block Stem() {
        conv1: conv2d(64, 7, stride = 2, padding = 3, bias = false);
        bn1: batch_norm;
        relu: relu;
        maxpool: max_pool2d(3, stride = 2, padding = 1);
    }

    /// A stage of basic blocks, the first with the stride.
    block BasicStage(width: usize, blocks: usize, stride: usize = 1) {
        sequential { BasicBlock(width, stride = stride); for _ in 1..blocks { BasicBlock(width); } }
    }

    /// A stage of bottlenecks, the first with the stride.
    block Stage(width: usize, blocks: usize, stride: usize = 1, groups: usize = 1, width_per_group: usize = 64) {
        sequential {
            Bottleneck(width, stride = stride, groups = groups, width_per_group = width_per_group);
            for _ in 1..blocks { Bottleneck(width, groups = groups, width_per_group = width_per_group); }
        }
    }

    block BasicResNet(blocks: [usize; 4]) {
        _: Stem;
        layer1: BasicStage(64, blocks[0]);
        layer2: BasicStage(128, blocks[1], stride = 2);
        layer3: BasicStage(256, blocks[2], stride = 2);
        layer4: BasicStage(512, blocks[3], stride = 2);
        avgpool: global_avg_pool;
        fc: linear(1000);
    }

    block ResNet(blocks: [usize; 4], groups: usize = 1, width_per_group: usize = 64) {
        _: Stem;
        layer1: Stage(64, blocks[0], groups = groups, width_per_group = width_per_group);
        layer2: Stage(128, blocks[1], stride = 2, groups = groups, width_per_group = width_per_group);
        layer3: Stage(256, blocks[2], stride = 2, groups = groups, width_per_group = width_per_group);
        layer4: Stage(512, blocks[3], stride = 2, groups = groups, width_per_group = width_per_group);
        avgpool: global_avg_pool;
        fc: linear(1000);
    }

    /// ResNet-18 (He et al. 2015, *Deep Residual Learning for Image Recognition*), as torchvision's `resnet18`.
    pub network ResNet18: [3, 224, 224] -> [1000] { _: BasicResNet([2, 2, 2, 2]); }
    /// ResNet-34, as torchvision's `resnet34`.
    pub network ResNet34: [3, 224, 224] -> [1000] { _: BasicResNet([3, 4, 6, 3]); }
    /// ResNet-50, as torchvision's `resnet50` (v1.5: the stride on the 3×3).
    pub network ResNet50: [3, 224, 224] -> [1000] { _: ResNet([3, 4, 6, 3]); }
    /// ResNet-101, as torchvision's `resnet101`.
    pub network ResNet101: [3, 224, 224] -> [1000] { _: ResNet([3, 4, 23, 3]); }
    /// ResNet-152, as torchvision's `resnet152`.
    pub network ResNet152: [3, 224, 224] -> [1000] { _: ResNet([3, 8, 36, 3]); }

    /// ResNeXt-50 32×4d (Xie et al. 2016, *Aggregated Residual Transformations for Deep Neural Networks*), as
    /// torchvision's `resnext50_32x4d`.
    pub network ResNeXt50_32x4d: [3, 224, 224] -> [1000] {
        _: ResNet([3, 4, 6, 3], groups = 32, width_per_group = 4);
    }

    /// Wide ResNet-50-2 (Zagoruyko and Komodakis 2016, *Wide Residual Networks*), as torchvision's `wide_resnet50_2`.
    pub network WideResNet50_2: [3, 224, 224] -> [1000] { _: ResNet([3, 4, 6, 3], width_per_group = 128); }
}
