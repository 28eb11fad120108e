use crate::blocks::{SeparableConv, XceptionBlock};
use crate::network;

network! {
    /// Xception, as in Keras: paddings, the ε of its norms, and its names.
    ///
    /// Chollet 2016, *Xception: Deep Learning with Depthwise Separable Convolutions*, figure 5.
    pub network Xception: [3, 299, 299] -> [1000] {
        block1_conv1: conv2d(32, 3, stride = 2, bias = false);
        block1_conv1_bn: batch_norm(eps = 1e-3, momentum = 0.01);
        block1_conv1_act: relu;
        block1_conv2: conv2d(64, 3, bias = false);
        block1_conv2_bn: batch_norm(eps = 1e-3, momentum = 0.01);
        block1_conv2_act: relu;
        _: XceptionBlock(2, [128, 128, 0], stride = 2, activated = true);
        _: XceptionBlock(3, [256, 256, 0], stride = 2, shortcut = "_1");
        _: XceptionBlock(4, [728, 728, 0], stride = 2, shortcut = "_2");
        sequential { for n in 5..13 { _: XceptionBlock(n, [728, 728, 728]); } }
        _: XceptionBlock(13, [728, 1024, 0], stride = 2, shortcut = "_3");
        for (i, width) in [(1, 1536), (2, 2048)] {
            "block14_sepconv{i}": SeparableConv(width);
            "block14_sepconv{i}_bn": batch_norm(eps = 1e-3, momentum = 0.01);
            "block14_sepconv{i}_act": relu;
        }
        avg_pool: global_avg_pool;
        predictions: linear(1000);
    }
}
