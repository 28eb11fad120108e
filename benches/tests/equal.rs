//! What is measured beside each other computes the same: the networks by hand have the logits of the declared ones.

use firebrick::backend::Flex;
use firebrick::burn::tensor::Tensor;
use firebrick::{Image, models};
use firebrick_benches::hand_written::{inception_v3, mobilenet_v2, resnet};
use firebrick_benches::weights::copied;
use firebrick_tests::scheme;

/// The largest difference of two rows of logits, as a share of the largest logit.
fn difference(expected: Tensor<2>, found: Tensor<2>) -> f32 {
    let largest = expected.clone().abs().max().into_scalar::<f32>();
    (expected - found).abs().max().into_scalar::<f32>() / largest
}

macro_rules! equal {
    ($($network:ident: $Net:ident, $side:literal, $by_hand:path;)*) => {$(
        #[test]
        fn $network() {
            let device = Flex::device().unwrap();
            let declared = scheme::filled(models::$Net::<Flex>::init(&device), 4.0);
            let by_hand = copied(&declared, $by_hand(&device));
            let images = Tensor::<4>::from_data(scheme::input(&[1, 3, $side, $side]), &device);
            let expected = declared.forward(Image::try_from(images.clone()).unwrap()).into_tensor();
            let found = by_hand.forward(images);
            assert!(difference(expected, found) < 1e-5);
        }
    )*};
}

equal! {
    resnet18: ResNet18, 224, resnet::resnet18;
    resnet50: ResNet50, 224, resnet::resnet50;
    mobilenet_v2: MobileNetV2, 224, mobilenet_v2::mobilenet_v2;
    inception_v3: InceptionV3, 299, inception_v3::inception_v3;
}
