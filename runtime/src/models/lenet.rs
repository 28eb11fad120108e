use crate::network;

network! {
    /// LeNet-5 with its sigmoids and mean pools, the layers numbered in one row (*Dive into Deep Learning* has it so).
    ///
    /// LeCun et al. 1998, *Gradient-Based Learning Applied to Document Recognition*, figure 2.
    pub network LeNet5: [1, 28, 28] -> [10] {
        sequential {
            conv2d(6, 5, padding = 2);
            sigmoid;
            avg_pool2d(2);
            conv2d(16, 5);
            sigmoid;
            avg_pool2d(2);
            flatten;
            linear(120);
            sigmoid;
            linear(84);
            sigmoid;
            linear(10);
        }
    }
}
