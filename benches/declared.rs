//! ResNet-152 declared: one side of `compile_time.py`.

firebrick::network! {
    pub block Bottleneck(width: usize, stride: usize = 1) {
        sum {
            {
                conv1: conv2d(width, 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(width, 3, stride = stride, padding = 1, bias = false);
                bn2: batch_norm;
                relu;
                conv3: conv2d(4 * width, 1, bias = false);
                bn3: batch_norm;
            }
            downsample: if stride != 1 || input.channels != 4 * width {
                0: conv2d(4 * width, 1, stride = stride, bias = false);
                1: batch_norm;
            } else {
                identity;
            }
        }
        relu;
    }

    pub network ResNet152: [3, 224, 224] -> [1000] {
        conv1: conv2d(64, 7, stride = 2, padding = 3, bias = false);
        bn1: batch_norm;
        relu;
        max_pool2d(3, stride = 2, padding = 1);
        layer1: for _ in 0..3 { Bottleneck(64); }
        layer2: for i in 0..8 { Bottleneck(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..36 { Bottleneck(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..3 { Bottleneck(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }
}
