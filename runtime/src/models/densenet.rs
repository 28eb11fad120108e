use crate::blocks::{DenseLayer, Transition};
use crate::network;

network! {
    /// DenseNet-121 with a growth of 32, as torchvision's `densenet121`.
    ///
    /// Huang et al. 2016, *Densely Connected Convolutional Networks*, table 1.
    pub network DenseNet121: [3, 224, 224] -> [1000] {
        features: {
            conv0: conv2d(64, 7, stride = 2, padding = 3, bias = false);
            norm0: batch_norm;
            relu0: relu;
            pool0: max_pool2d(3, stride = 2, padding = 1);
            for (block, layers) in [(1, 6), (2, 12), (3, 24), (4, 16)] {
                "denseblock{block}": { for i in 0..layers { "denselayer{i + 1}": DenseLayer(32); } }
                if block != 4 { "transition{block}": Transition; }
            }
            norm5: batch_norm;
        }
        relu;
        global_avg_pool;
        classifier: linear(1000);
    }
}
