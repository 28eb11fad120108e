//! LeNet-5: one declaration, which `mnist` trains and `feature_maps` looks into.

use firebrick::network;

network! {
    /// LeNet-5 (LeCun et al. 1998), in the form that trains well today: ReLU and max pooling.
    pub network LeNet5: [1, 28, 28] -> [10] {
        features: sequential {
            conv2d(6, 5, padding = 2);
            relu;
            max_pool2d(2);
            conv2d(16, 5);
            relu;
            max_pool2d(2);
        }
        flatten;
        classifier: sequential { linear(120); relu; linear(84); relu; linear(10); }
    }

    // It fits a microcontroller, and a change that outgrows it does not compile.
    budget LeNet5: params <= 62_000, macs <= 450_000;
}
