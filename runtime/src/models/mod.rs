//! The classic networks, equal to their published selves: counts, names, shapes and logits.
//!
//! Behind the Cargo feature `models`. Weights of torchvision load by their own names, those of Keras once they are
//! converted; the README's table names the peer and the largest error of each.
//!
//! ```
//! use firebrick::{Image, backend::Flex, models::SqueezeNet1_1};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let device = Flex::device()?;
//! let net = SqueezeNet1_1::<Flex>::init(&device);
//! let scores = net.forward(Image::random(1, &device)?);
//! assert_eq!(scores.tensor().dims(), [1, 1000]);
//! # Ok(())
//! # }
//! ```
//!
//! Each takes an input normalised as its weights expect: torchvision's by the mean and deviation of ImageNet,
//! [`MobileNetV1`] and [`Xception`] from -1 to 1. None ends in a softmax.

mod alexnet;
mod deeplab;
mod densenet;
mod efficientnet;
mod googlenet;
mod inception_v3;
mod lenet;
mod mobilenet;
mod mobilenet_v1;
mod published;
mod resnet;
mod shufflenet;
mod squeezenet;
mod vgg;
mod xception;

pub use alexnet::AlexNet;
pub use deeplab::{DeepLabV3ResNet50, DeepLabV3ResNet101};
pub use densenet::DenseNet121;
pub use efficientnet::EfficientNetB0;
pub use googlenet::GoogLeNet;
pub use inception_v3::InceptionV3;
pub use lenet::LeNet5;
pub use mobilenet::{MobileNetV2, MobileNetV3Large};
pub use mobilenet_v1::MobileNetV1;
pub use resnet::{
    ResNeXt50_32x4d, ResNet18, ResNet34, ResNet50, ResNet101, ResNet152, WideResNet50_2,
};
pub use shufflenet::ShuffleNetV2X1_0;
pub use squeezenet::SqueezeNet1_1;
pub use vgg::{Vgg16, Vgg19};
pub use xception::Xception;

/// Calls a macro with every network of [`models`](crate::models): `name: Type, [C, H, W];`, the name as
/// torchvision or Keras has it, the size that its weights were trained for.
///
/// ```
/// use firebrick::backend::Flex;
///
/// macro_rules! print_counts {
///     ($($name:ident: $Net:ident, [$($dim:literal),*];)*) => {
///         $(println!("{}: {}", stringify!($name), firebrick::models::$Net::<Flex>::PARAMS);)*
///     };
/// }
///
/// firebrick::each_model!(print_counts);
/// ```
#[macro_export]
macro_rules! each_model {
    ($callback:ident) => {
        $callback! {
            lenet5: LeNet5, [1, 28, 28];
            alexnet: AlexNet, [3, 224, 224];
            vgg16: Vgg16, [3, 224, 224];
            vgg19: Vgg19, [3, 224, 224];
            googlenet: GoogLeNet, [3, 224, 224];
            inception_v3: InceptionV3, [3, 299, 299];
            resnet18: ResNet18, [3, 224, 224];
            resnet34: ResNet34, [3, 224, 224];
            resnet50: ResNet50, [3, 224, 224];
            resnet101: ResNet101, [3, 224, 224];
            resnet152: ResNet152, [3, 224, 224];
            resnext50_32x4d: ResNeXt50_32x4d, [3, 224, 224];
            wide_resnet50_2: WideResNet50_2, [3, 224, 224];
            densenet121: DenseNet121, [3, 224, 224];
            squeezenet1_1: SqueezeNet1_1, [3, 224, 224];
            xception: Xception, [3, 299, 299];
            mobilenet_v1: MobileNetV1, [3, 224, 224];
            mobilenet_v2: MobileNetV2, [3, 224, 224];
            mobilenet_v3_large: MobileNetV3Large, [3, 224, 224];
            shufflenet_v2_x1_0: ShuffleNetV2X1_0, [3, 224, 224];
            efficientnet_b0: EfficientNetB0, [3, 224, 224];
            deeplabv3_resnet50: DeepLabV3ResNet50, [3, 520, 520];
            deeplabv3_resnet101: DeepLabV3ResNet101, [3, 520, 520];
        }
    };
}
