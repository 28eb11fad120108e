use crate::blocks::{
    BasicConv, InceptionA, InceptionB, InceptionC, InceptionD, InceptionE, InceptionV3Aux,
};
use crate::network;

network! {
    /// InceptionV3, as torchvision's `inception_v3`, with its auxiliary head.
    ///
    /// Szegedy et al. 2015, *Rethinking the Inception Architecture for Computer Vision*, table 1.
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
