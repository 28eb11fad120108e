use crate::network;

network! {
    /// MobileNet with all of its channels, as in Keras: paddings, the ε of its norms, ReLU6, and its names. Each round
    /// is a [`DepthwiseSeparable`](crate::blocks::DepthwiseSeparable) under Keras's flat names.
    ///
    /// Howard et al. 2017, *MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications*, table 1.
    pub network MobileNetV1: [3, 224, 224] -> [1000] {
        conv1: conv2d(32, 3, stride = 2, padding = same, bias = false);
        conv1_bn: batch_norm(eps = 1e-3, momentum = 0.01);
        conv1_relu: relu6;
        for (i, out, stride) in [
            (1, 64, 1), (2, 128, 2), (3, 128, 1), (4, 256, 2), (5, 256, 1), (6, 512, 2), (7, 512, 1),
            (8, 512, 1), (9, 512, 1), (10, 512, 1), (11, 512, 1), (12, 1024, 2), (13, 1024, 1),
        ] {
            let channels = input.channels;
            "conv_dw_{i}": conv2d(channels, 3, stride = stride, padding = same, groups = channels, bias = false);
            "conv_dw_{i}_bn": batch_norm(eps = 1e-3, momentum = 0.01);
            "conv_dw_{i}_relu": relu6;
            "conv_pw_{i}": conv2d(out, 1, bias = false);
            "conv_pw_{i}_bn": batch_norm(eps = 1e-3, momentum = 0.01);
            "conv_pw_{i}_relu": relu6;
        }
        global_average_pooling2d: global_avg_pool(keep_dims = true);
        dropout: dropout(0.001);
        conv_preds: conv2d(1000, 1);
        flatten;
    }
}
