use crate::blocks::{BasicConv, Inception, InceptionAux};
use crate::network;

network! {
    /// GoogLeNet with batch norm, as torchvision's `googlenet`; the heads `aux1` and `aux2` stand on modules 4a and 4d.
    ///
    /// Szegedy et al. 2014, *Going Deeper with Convolutions*, table 1.
    pub network GoogLeNet: [3, 224, 224] -> [1000] {
        conv1: BasicConv(64, kernel = [7, 7], stride = 2, padding = [3, 3]);
        maxpool1: max_pool2d(3, stride = 2, ceil_mode = true);
        conv2: BasicConv(64);
        conv3: BasicConv(192, kernel = [3, 3], padding = [1, 1]);
        maxpool2: max_pool2d(3, stride = 2, ceil_mode = true);
        inception3a: Inception(64, 96, 128, 16, 32, 32);
        inception3b: Inception(128, 128, 192, 32, 96, 64);
        maxpool3: max_pool2d(3, stride = 2, ceil_mode = true);
        inception4a: Inception(192, 96, 208, 16, 48, 64) as early;
        inception4b: Inception(160, 112, 224, 24, 64, 64);
        inception4c: Inception(128, 128, 256, 24, 64, 64);
        inception4d: Inception(112, 144, 288, 32, 64, 64) as late;
        inception4e: Inception(256, 160, 320, 32, 128, 128);
        maxpool4: max_pool2d(2, stride = 2, ceil_mode = true);
        inception5a: Inception(256, 160, 320, 32, 128, 128);
        inception5b: Inception(384, 192, 384, 48, 128, 128);
        output aux1: [1000] { from early; aux1: InceptionAux(1000); }
        output aux2: [1000] { from late; aux2: InceptionAux(1000); }
        avgpool: global_avg_pool;
        dropout: dropout(0.2);
        fc: linear(1000);
    }
}
