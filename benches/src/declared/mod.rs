//! The networks of [`hand_written`](crate::hand_written) as one declares them, for `compile_time.py`: each file stands
//! alone, with its blocks, as its counterpart does.

pub mod inception_v3;
pub mod resnet;

/// They are those of `firebrick::models`.
macro_rules! as_in_models {
    ($($file:ident: $($Net:ident),*;)*) => {
        const _: () = {
            use firebrick::backend::Flex;
            use firebrick::models;
            $($(
                assert!($file::$Net::<Flex>::PARAMS == models::$Net::<Flex>::PARAMS);
                assert!($file::$Net::<Flex>::MACS == models::$Net::<Flex>::MACS);
                assert!($file::$Net::<Flex>::ACTIVATIONS == models::$Net::<Flex>::ACTIVATIONS);
            )*)*
        };
    };
}

as_in_models! {
    resnet: ResNet18, ResNet50, ResNet152;
    inception_v3: InceptionV3;
}
