use crate::blocks::Fire;
use crate::network;

network! {
    /// SqueezeNet 1.1, as torchvision's `squeezenet1_1`.
    ///
    /// Iandola et al. 2016, *SqueezeNet: AlexNet-level accuracy with 50x fewer parameters*; 1.1 pools earlier.
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
}
