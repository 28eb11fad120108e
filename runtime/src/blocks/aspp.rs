//! Parallel atrous convolutions.

use crate::network;

network! {
    /// A 3×3 convolution with holes (1×1 at rate 0), batch norm and ReLU, as torchvision's `ASPPConv`.
    ///
    /// `[C, H, W]` to `[out, H, W]`.
    pub block AsppConv(out: usize, rate: usize) {
        sequential {
            if rate == 0 {
                conv2d(out, 1, bias = false);
            } else {
                conv2d(out, 3, padding = rate, dilation = rate, bias = false);
            }
            batch_norm;
            relu;
        }
    }

    /// The mean of the whole image, projected and spread again, as torchvision's `ASPPPooling`.
    ///
    /// `[C, H, W]` to `[out, H, W]`.
    pub block AsppPooling(out: usize) {
        identity as features;
        sequential {
            global_avg_pool(keep_dims = true);
            conv2d(out, 1, bias = false);
            batch_norm;
            relu;
        }
        interpolate(like = features, mode = bilinear);
    }

    /// Atrous spatial pyramid pooling: several fields of view at one resolution, and one for the whole image; joined
    /// and projected. As torchvision's `ASPP`.
    ///
    /// `[C, H, W]` to `[out, H, W]`, height and width may be open. Chen et al. 2017, *Rethinking Atrous Convolution for
    /// Semantic Image Segmentation*, figure 5.
    pub block Aspp(out: usize = 256, rates: [usize; 3] = [12, 24, 36]) {
        convs: concat {
            0: AsppConv(out, 0);
            1: AsppConv(out, rates[0]);
            2: AsppConv(out, rates[1]);
            3: AsppConv(out, rates[2]);
            4: AsppPooling(out);
        }
        project: sequential {
            conv2d(out, 1, bias = false);
            batch_norm;
            relu;
            dropout(0.5);
        }
    }

    example Aspp: [2048, 65, 65] -> [256, 65, 65], params = 15_532_032 + 2 * 6 * 256;
}
