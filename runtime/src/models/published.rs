//! What the peers count, asserted at compile time.
//!
//! torchvision and Keras give the parameters, those that inference uses (without auxiliary heads), and the
//! multiply-adds at a batch of one.

use super::*;
use crate::backend::Plain;

macro_rules! published {
    ($($Net:ident: $params:literal, $inference_params:literal, $macs:literal;)*) => {$(
        const _: () = assert!($Net::<Plain>::PARAMS == $params);
        const _: () = assert!($Net::<Plain>::INFERENCE_PARAMS == $inference_params);
        const _: () = assert!($Net::<Plain>::MACS == $macs);
    )*};
}

published! {
    LeNet5: 61_706, 61_706, 416_520;
    AlexNet: 61_100_840, 61_100_840, 714_188_480;
    Vgg16: 138_357_544, 138_357_544, 15_470_264_320;
    Vgg19: 143_667_240, 143_667_240, 19_632_062_464;
    GoogLeNet: 13_004_888, 6_624_904, 1_498_376_192;
    InceptionV3: 27_161_264, 23_834_568, 5_713_216_096;
    ResNet18: 11_689_512, 11_689_512, 1_814_073_344;
    ResNet34: 21_797_672, 21_797_672, 3_663_761_408;
    ResNet50: 25_557_032, 25_557_032, 4_089_184_256;
    ResNet101: 44_549_160, 44_549_160, 7_801_405_440;
    ResNet152: 60_192_808, 60_192_808, 11_513_626_624;
    ResNeXt50_32x4d: 25_028_904, 25_028_904, 4_230_479_872;
    WideResNet50_2: 68_883_240, 68_883_240, 11_398_021_120;
    DenseNet121: 7_978_856, 7_978_856, 2_834_161_664;
    SqueezeNet1_1: 1_235_496, 1_235_496, 349_151_936;
    Xception: 22_855_952, 22_855_952, 8_357_403_496;
    MobileNetV1: 4_231_976, 4_231_976, 568_740_352;
    MobileNetV2: 3_504_872, 3_504_872, 300_774_272;
    MobileNetV3Large: 5_483_032, 5_483_032, 216_589_760;
    ShuffleNetV2X1_0: 2_278_604, 2_278_604, 144_907_992;
    EfficientNetB0: 5_288_548, 5_288_548, 385_814_752;
}

/// DeepLab's multiply-adds are those at the size that torchvision trains with.
macro_rules! published_open {
    ($($Net:ident: $params:literal, $inference_params:literal, $macs:literal at $input:expr;)*) => {$(
        const _: () = assert!($Net::<Plain>::PARAMS == $params);
        const _: () = assert!($Net::<Plain>::INFERENCE_PARAMS == $inference_params);
        const _: () = assert!($Net::<Plain>::graph_for($input).macs() == $macs);
    )*};
}

published_open! {
    DeepLabV3ResNet50: 42_004_074, 39_638_869, 168_731_205_888 at [3, 520, 520];
    DeepLabV3ResNet101: 60_996_202, 58_630_997, 248_752_300_288 at [3, 520, 520];
}
