// The README's first network without its shortcut.
use firebrick::network;

network! {
    pub block BasicBlock(width: usize, stride: usize = 1) {
        sum {
            {
                conv1: conv2d(width, 3, stride = stride, padding = 1, bias = false);
                bn1: batch_norm;
                relu;
                conv2: conv2d(width, 3, padding = 1, bias = false);
                bn2: batch_norm;
            }
            identity;
        }
        relu;
    }

    pub network Net: [64, 56, 56] -> [128, 28, 28] {
        BasicBlock(128, stride = 2); //~
    }
}

fn main() {}
