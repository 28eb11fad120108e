use super::resnet::Stem;
use crate::blocks::{Aspp, Bottleneck};
use crate::network;

network! {
    /// A stage that keeps its resolution: holes in the kernels stand for the stride, which the first block has as its
    /// rate before (torchvision's `replace_stride_with_dilation`).
    block AtrousStage(width: usize, blocks: usize, stride: usize = 1, first: usize = 1, dilation: usize = 1) {
        sequential {
            Bottleneck(width, stride = stride, dilation = first);
            for _ in 1..blocks { Bottleneck(width, dilation = dilation); }
        }
    }

    /// ASPP and the classifier of every pixel, at an eighth of the resolution.
    block DeepLabHead(classes: usize) {
        sequential {
            Aspp;
            conv2d(256, 3, padding = 1, bias = false);
            batch_norm;
            relu;
            conv2d(classes, 1);
        }
    }

    /// A plain fully convolutional classifier (torchvision's `FCNHead`).
    block FcnHead(classes: usize) {
        let inner = input.channels / 4;
        sequential {
            conv2d(inner, 3, padding = 1, bias = false);
            batch_norm;
            relu;
            dropout(0.1);
            conv2d(classes, 1);
        }
    }
}

/// DeepLabV3 on a ResNet: side heads stand in a network's own body, so this is no block.
macro_rules! deeplab {
    ($(#[$doc:meta])* $Net:ident, $blocks:literal) => {
        network! {
            $(#[$doc])*
            ///
            /// Chen et al. 2017, *Rethinking Atrous Convolution for Semantic Image Segmentation*.
            pub network $Net: [3, _, _] -> [21, _, _] {
                identity as image;
                backbone: {
                    _: Stem;
                    layer1: AtrousStage(64, 3);
                    layer2: AtrousStage(128, 4, stride = 2);
                    layer3: AtrousStage(256, $blocks, dilation = 2) as low;
                    layer4: AtrousStage(512, 3, first = 2, dilation = 4);
                }
                classifier: DeepLabHead(21);
                interpolate(like = image, mode = bilinear);
                output aux {
                    from low;
                    aux_classifier: FcnHead(21);
                    interpolate(like = image, mode = bilinear);
                }
            }
        }
    };
}

deeplab! {
    /// DeepLabV3 on ResNet-50 with stride 8, as torchvision's `deeplabv3_resnet50`: a score for each of 21 classes at
    /// every pixel of an image of any size. `aux` is its auxiliary head.
    DeepLabV3ResNet50, 6
}

deeplab! {
    /// DeepLabV3 on ResNet-101, as torchvision's `deeplabv3_resnet101`.
    DeepLabV3ResNet101, 23
}
