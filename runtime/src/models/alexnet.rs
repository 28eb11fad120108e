use crate::network;

network! {
    /// AlexNet on one device, as torchvision's `alexnet`.
    ///
    /// Krizhevsky 2014, *One weird trick for parallelizing convolutional neural networks*.
    pub network AlexNet: [3, 224, 224] -> [1000] {
        features: sequential {
            conv2d(64, 11, stride = 4, padding = 2);
            relu;
            max_pool2d(3, stride = 2);
            conv2d(192, 5, padding = 2);
            relu;
            max_pool2d(3, stride = 2);
            for width in [384, 256, 256] { conv2d(width, 3, padding = 1); relu; }
            max_pool2d(3, stride = 2);
        }
        avgpool: adaptive_avg_pool2d(6);
        flatten;
        classifier: sequential {
            dropout;
            linear(4096);
            relu;
            dropout;
            linear(4096);
            relu;
            linear(1000);
        }
    }
}
