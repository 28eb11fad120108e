//! The constructs of the language, one by one.

use firebrick::backend::Flex;
use firebrick::network;

network! {
    /// Two 3×3 convolutions and a shortcut (He et al. 2015, figure 5, left).
    pub block BasicBlock(width: usize, stride: usize = 1) {
        sum {
            {
                conv1: conv2d(width, 3, stride = stride, padding = 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(width, 3, padding = 1, bias = false);
                bn2: batch_norm;
            }
            downsample: if stride != 1 || input.channels != width {
                0: conv2d(width, 1, stride = stride, bias = false);
                1: batch_norm;
            } else {
                identity;
            }
        }
        relu;
    }

    /// ResNet-18 for ImageNet.
    pub network ResNet18: [3, 224, 224] -> [1000] {
        conv1: conv2d(64, 7, stride = 2, padding = 3, bias = false);
        bn1: batch_norm;
        relu;
        max_pool2d(3, stride = 2, padding = 1);
        layer1: for _ in 0..2 { BasicBlock(64); }
        layer2: for i in 0..2 { BasicBlock(128, stride = if i == 0 { 2 } else { 1 }); }
        layer3: for i in 0..2 { BasicBlock(256, stride = if i == 0 { 2 } else { 1 }); }
        layer4: for i in 0..2 { BasicBlock(512, stride = if i == 0 { 2 } else { 1 }); }
        global_avg_pool;
        fc: linear(1000);
    }

    example BasicBlock(128, stride = 2): [64, 56, 56] -> [128, 28, 28], params = 230_144;
    budget ResNet18: params <= 12_000_000, macs <= 2_000_000_000;
}

const _: () = assert!(ResNet18::<Flex>::PARAMS == 11_689_512);
const _: () = assert!(ResNet18::<Flex>::MACS == 1_814_073_344);

#[test]
fn resnet18_runs() {
    let device = Flex::device().unwrap();
    let net = ResNet18::<Flex>::init(&device);
    let x = firebrick::Image::random(1, &device).unwrap();
    let y = net.forward(x).into_tensor();
    assert_eq!(y.dims(), [1, 1000]);
    println!("{}", ResNet18::<Flex>::summary());
    println!("{net}");
    let paths: Vec<_> = ResNet18::<Flex>::GRAPH.nodes().iter().map(|n| ResNet18::<Flex>::GRAPH.path(n)).collect();
    assert!(paths.contains(&"layer4.0.downsample.1".to_string()), "{paths:?}");
}
