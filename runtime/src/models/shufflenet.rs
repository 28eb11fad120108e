use crate::blocks::{ConvNormActivation, ShuffleUnit};
use crate::network;

network! {
    /// ShuffleNetV2 ×1, as torchvision's `shufflenet_v2_x1_0`.
    ///
    /// Ma et al. 2018, *ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design*, table 5.
    pub network ShuffleNetV2X1_0: [3, 224, 224] -> [1000] {
        conv1: ConvNormActivation(24, stride = 2);
        maxpool: max_pool2d(3, stride = 2, padding = 1);
        for (stage, out, units) in [(2, 116, 4), (3, 232, 8), (4, 464, 4)] {
            "stage{stage}": sequential {
                for i in 0..units { ShuffleUnit(out, stride = if i == 0 { 2 } else { 1 }); }
            }
        }
        conv5: ConvNormActivation(1024, kernel = 1);
        global_avg_pool;
        fc: linear(1000);
    }
}
