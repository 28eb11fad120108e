//! GoogLeNet's module.

use crate::network;

network! {
    /// A convolution without bias, batch norm with ε = 0.001 and ReLU, named as torchvision's `BasicConv2d`.
    ///
    /// `[C, H, W]` to `[out, H', W']` by the arithmetic of `conv2d`.
    pub block BasicConv(
        out: usize,
        kernel: [usize; 2] = [1, 1],
        stride: usize = 1,
        padding: [usize; 2] = [0, 0],
    ) {
        conv: conv2d(out, kernel, stride = stride, padding = padding, bias = false);
        bn: batch_norm(eps = 1e-3);
        relu;
    }

    /// 1×1, 3×3, "5×5" and a pooled 1×1 side by side, as torchvision's `Inception`.
    ///
    /// `[C, H, W]` to `[conv1 + conv3 + conv5 + pool, H, W]`; `reduce3` and `reduce5` are the 1×1 convolutions
    /// before the larger kernels. Szegedy et al. 2014, *Going Deeper with Convolutions*, figure 2b. The branch that
    /// the paper calls 5×5 is 3×3 here: torchvision's weights, which came from TensorFlow, have it so.
    pub block Inception(
        conv1: usize,
        reduce3: usize,
        conv3: usize,
        reduce5: usize,
        conv5: usize,
        pool: usize,
    ) {
        concat {
            branch1: BasicConv(conv1);
            branch2: sequential { BasicConv(reduce3); BasicConv(conv3, kernel = [3, 3], padding = [1, 1]); }
            branch3: sequential { BasicConv(reduce5); BasicConv(conv5, kernel = [3, 3], padding = [1, 1]); }
            branch4: sequential {
                max_pool2d(3, stride = 1, padding = 1, ceil_mode = true);
                BasicConv(pool);
            }
        }
    }

    /// The classifier half-way, as torchvision's `InceptionAux` of GoogLeNet.
    ///
    /// `[C, H, W]` to `[classes]`. Szegedy et al. 2014, section 5.
    pub block InceptionAux(classes: usize) {
        adaptive_avg_pool2d(4);
        conv: BasicConv(128);
        flatten;
        fc1: linear(1024);
        relu;
        dropout: dropout(0.7);
        fc2: linear(classes);
    }

    example Inception(64, 96, 128, 16, 32, 32): [192, 28, 28] -> [256, 28, 28], params = 155_136 + 2 * (64 + 96 + 128 + 16 + 32 + 32);
}
