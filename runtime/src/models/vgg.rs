use crate::network;

network! {
    /// VGG's body: five stages of 3×3 convolutions (`convs` in each) and its three linear layers.
    block Vgg(convs: [usize; 5]) {
        features: sequential {
            for (width, n) in [(64, convs[0]), (128, convs[1]), (256, convs[2]), (512, convs[3]), (512, convs[4])] {
                for _ in 0..n { conv2d(width, 3, padding = 1); relu; }
                max_pool2d(2);
            }
        }
        avgpool: adaptive_avg_pool2d(7);
        flatten;
        classifier: sequential {
            linear(4096);
            relu;
            dropout;
            linear(4096);
            relu;
            dropout;
            linear(1000);
        }
    }

    /// VGG-16, as torchvision's `vgg16`.
    ///
    /// Simonyan and Zisserman 2014, *Very Deep Convolutional Networks for Large-Scale Image Recognition*, D.
    pub network Vgg16: [3, 224, 224] -> [1000] { _: Vgg([2, 2, 3, 3, 3]); }

    /// VGG-19, as torchvision's `vgg19`.
    ///
    /// Simonyan and Zisserman 2014, *Very Deep Convolutional Networks for Large-Scale Image Recognition*, E.
    pub network Vgg19: [3, 224, 224] -> [1000] { _: Vgg([2, 2, 4, 4, 4]); }
}
