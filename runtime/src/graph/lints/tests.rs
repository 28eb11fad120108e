//! The lints on the published networks; `tests/tests/lints.rs` has them one by one.

#![cfg(feature = "models")]

use super::Finding;
use crate::backend::Plain;
use crate::models;

/// The findings as `path lint`.
fn told(lints: &[Finding<'_>]) -> Vec<String> {
    lints
        .iter()
        .map(|finding| format!("{} {}", finding.path(), finding.lint().name()))
        .collect()
}

/// What is published is told of only where it is so.
#[test]
fn published_networks() {
    macro_rules! quiet {
        ($($Net:ident)*) => {$(
            assert_eq!(told(&models::$Net::<Plain>::lints()), [""; 0], stringify!($Net));
        )*};
    }
    quiet! {
        ResNet18 ResNet34 ResNet50 ResNet101 ResNet152 ResNeXt50_32x4d WideResNet50_2
        MobileNetV1 MobileNetV2 MobileNetV3Large EfficientNetB0 ShuffleNetV2X1_0
        DenseNet121 GoogLeNet InceptionV3 Xception DeepLabV3ResNet50 DeepLabV3ResNet101
    }
    // A matrix on a flattened map; a 3×3 kernel with a stride of 2 on 224 positions.
    assert_eq!(
        told(&models::AlexNet::<Plain>::lints()),
        ["classifier.1 heavy_linear"]
    );
    assert_eq!(
        told(&models::Vgg16::<Plain>::lints()),
        ["classifier.0 heavy_linear"]
    );
    assert_eq!(
        told(&models::Vgg19::<Plain>::lints()),
        ["classifier.0 heavy_linear"]
    );
    assert_eq!(
        told(&models::SqueezeNet1_1::<Plain>::lints()),
        ["features.0 dropped_pixels"]
    );
}
