//! A crate that calls Firebrick by another name: what a declaration expands to must not name it otherwise.
#![deny(warnings, clippy::pedantic)]

/// Nothing of this name is Firebrick.
pub mod firebrick {}

brick::network! {
    /// A block with a shortcut.
    pub block Part(width: usize, stride: usize = 1) {
        residual if stride == 1 && input.channels == width {
            conv: conv2d(width, 3, stride = stride, padding = 1, bias = false);
            bn: batch_norm;
        }
        relu;
    }

    /// A network with a side head.
    pub network Net: [3, 8, 8] -> [10] {
        layer1: for i in 0..2 { Part(8, stride = if i == 0 { 2 } else { 1 }); }
        output aux { global_avg_pool; linear(5); }
        features: sequential { conv2d(4, 1); relu; }
        global_avg_pool;
        fc: linear(10);
    }

    example Part(4): [3, 8, 8] -> [4, 8, 8], params = 116;
    budget Net: params <= 1_000;
}

#[test]
fn a_network_is_counted_and_runs() {
    use brick::backend::Flex;

    // Two parts without bias, the head, a 1×1 convolution, the last layer.
    let parts = 3 * 8 * 9 + 16 + 8 * 8 * 9 + 16;
    assert_eq!(Net::<Flex>::PARAMS, parts + 45 + 36 + 50);
    let device = Flex::device().expect("the processor is there");
    let net = Net::<Flex>::init(&device);
    let images = brick::Image::zeros(2, &device).expect("the device is of this backend");
    let outputs = net.forward_all(images);
    assert_eq!(outputs.main.tensor().dims(), [2, 10]);
    assert_eq!(outputs.aux.tensor().dims(), [2, 5]);
}
