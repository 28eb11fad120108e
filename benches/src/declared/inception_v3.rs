//! InceptionV3 of torchvision (Szegedy et al. 2015), with its side head.

use firebrick::network;

network! {
    /// Convolution, norm, ReLU.
    pub block BasicConv(
        out: usize, kernel: [usize; 2] = [1, 1], stride: usize = 1, padding: [usize; 2] = [0, 0],
    ) {
        conv: conv2d(out, kernel, stride = stride, padding = padding, bias = false);
        bn: batch_norm(eps = 1e-3);
        relu;
    }

    /// Figure 5 of the paper, for 35 × 35 positions.
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

    /// From 35 × 35 to 17 × 17 positions.
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

    /// Figure 6: 7×7 factorised into 1×7 and 7×1, for 17 × 17 positions.
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

    /// From 17 × 17 to 8 × 8 positions.
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

    /// Figure 7: wide, for 8 × 8 positions.
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

    /// The side head, which training uses.
    pub block InceptionV3Aux(classes: usize) {
        avg_pool2d(5, stride = 3);
        conv0: BasicConv(128);
        conv1: BasicConv(768, kernel = [5, 5]);
        global_avg_pool;
        fc: linear(classes);
    }

    /// The network.
    #[allow(non_snake_case)]
    pub network InceptionV3: [3, 299, 299] -> [1000] {
        Conv2d_1a_3x3: BasicConv(32, kernel = [3, 3], stride = 2);
        Conv2d_2a_3x3: BasicConv(32, kernel = [3, 3]);
        Conv2d_2b_3x3: BasicConv(64, kernel = [3, 3], padding = [1, 1]);
        maxpool1: max_pool2d(3, stride = 2);
        Conv2d_3b_1x1: BasicConv(80);
        Conv2d_4a_3x3: BasicConv(192, kernel = [3, 3]);
        maxpool2: max_pool2d(3, stride = 2);
        Mixed_5b: InceptionA(32);
        Mixed_5c: InceptionA(64);
        Mixed_5d: InceptionA(64);
        Mixed_6a: InceptionB;
        Mixed_6b: InceptionC(128);
        Mixed_6c: InceptionC(160);
        Mixed_6d: InceptionC(160);
        Mixed_6e: InceptionC(192);
        output aux: [1000] { AuxLogits: InceptionV3Aux(1000); }
        Mixed_7a: InceptionD;
        Mixed_7b: InceptionE;
        Mixed_7c: InceptionE;
        avgpool: global_avg_pool;
        dropout: dropout;
        fc: linear(1000);
    }
}
