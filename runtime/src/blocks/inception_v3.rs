//! InceptionV3's modules, named and ordered as in torchvision.
//!
//! Szegedy et al. 2015, *Rethinking the Inception Architecture for Computer Vision*.

use super::inception::BasicConv;
use crate::network;

network! {
    /// 1×1, 5×5, two 3×3 and a pooled 1×1 side by side (figure 5): `[C, H, W]` to `[224 + pool, H, W]`.
    pub block InceptionA(pool: usize) {
        concat {
            branch1x1: BasicConv(64);
            {
                branch5x5_1: BasicConv(48);
                branch5x5_2: BasicConv(64, kernel = [5, 5], padding = [2, 2]);
            }
            {
                branch3x3dbl_1: BasicConv(64);
                branch3x3dbl_2: BasicConv(96, kernel = [3, 3], padding = [1, 1]);
                branch3x3dbl_3: BasicConv(96, kernel = [3, 3], padding = [1, 1]);
            }
            { avg_pool2d(3, stride = 1, padding = 1); branch_pool: BasicConv(pool); }
        }
    }

    /// Half the size without a bottleneck (figure 10): `[C, H, W]` to `[480 + C, (H - 1) / 2, (W - 1) / 2]`.
    pub block InceptionB() {
        concat {
            branch3x3: BasicConv(384, kernel = [3, 3], stride = 2);
            {
                branch3x3dbl_1: BasicConv(64);
                branch3x3dbl_2: BasicConv(96, kernel = [3, 3], padding = [1, 1]);
                branch3x3dbl_3: BasicConv(96, kernel = [3, 3], stride = 2);
            }
            max_pool2d(3, stride = 2);
        }
    }

    /// 7×7 factorised into 1×7 and 7×1 (figure 6): `[C, H, W]` to `[768, H, W]`, `width` channels inside.
    pub block InceptionC(width: usize) {
        concat {
            branch1x1: BasicConv(192);
            {
                branch7x7_1: BasicConv(width);
                branch7x7_2: BasicConv(width, kernel = [1, 7], padding = [0, 3]);
                branch7x7_3: BasicConv(192, kernel = [7, 1], padding = [3, 0]);
            }
            {
                branch7x7dbl_1: BasicConv(width);
                branch7x7dbl_2: BasicConv(width, kernel = [7, 1], padding = [3, 0]);
                branch7x7dbl_3: BasicConv(width, kernel = [1, 7], padding = [0, 3]);
                branch7x7dbl_4: BasicConv(width, kernel = [7, 1], padding = [3, 0]);
                branch7x7dbl_5: BasicConv(192, kernel = [1, 7], padding = [0, 3]);
            }
            { avg_pool2d(3, stride = 1, padding = 1); branch_pool: BasicConv(192); }
        }
    }

    /// Half the size again, the 7×7 factorised: `[C, H, W]` to `[512 + C, (H - 1) / 2, (W - 1) / 2]`.
    pub block InceptionD() {
        concat {
            { branch3x3_1: BasicConv(192); branch3x3_2: BasicConv(320, kernel = [3, 3], stride = 2); }
            {
                branch7x7x3_1: BasicConv(192);
                branch7x7x3_2: BasicConv(192, kernel = [1, 7], padding = [0, 3]);
                branch7x7x3_3: BasicConv(192, kernel = [7, 1], padding = [3, 0]);
                branch7x7x3_4: BasicConv(192, kernel = [3, 3], stride = 2);
            }
            max_pool2d(3, stride = 2);
        }
    }

    /// 1×3 and 3×1 side by side, not one behind the other (figure 7): `[C, H, W]` to `[2048, H, W]`.
    pub block InceptionE() {
        concat {
            branch1x1: BasicConv(320);
            {
                branch3x3_1: BasicConv(384);
                concat {
                    branch3x3_2a: BasicConv(384, kernel = [1, 3], padding = [0, 1]);
                    branch3x3_2b: BasicConv(384, kernel = [3, 1], padding = [1, 0]);
                }
            }
            {
                branch3x3dbl_1: BasicConv(448);
                branch3x3dbl_2: BasicConv(384, kernel = [3, 3], padding = [1, 1]);
                concat {
                    branch3x3dbl_3a: BasicConv(384, kernel = [1, 3], padding = [0, 1]);
                    branch3x3dbl_3b: BasicConv(384, kernel = [3, 1], padding = [1, 0]);
                }
            }
            { avg_pool2d(3, stride = 1, padding = 1); branch_pool: BasicConv(192); }
        }
    }

    /// The classifier half-way, as torchvision's `InceptionAux` of InceptionV3: `[C, H, W]` to `[classes]`.
    pub block InceptionV3Aux(classes: usize) {
        avg_pool2d(5, stride = 3);
        conv0: BasicConv(128);
        conv1: BasicConv(768, kernel = [5, 5]);
        global_avg_pool;
        fc: linear(classes);
    }

    example InceptionA(32): [192, 35, 35] -> [256, 35, 35];
    example InceptionB: [288, 35, 35] -> [768, 17, 17];
    example InceptionC(128): [768, 17, 17] -> [768, 17, 17];
    example InceptionD: [768, 17, 17] -> [1280, 8, 8];
    example InceptionE: [1280, 8, 8] -> [2048, 8, 8];
}
