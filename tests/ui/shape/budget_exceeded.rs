// A network that outgrows its device.
use firebrick::network;

network! {
    network Net: [3, 8, 8] -> [4, 8, 8] { conv2d(4, 3, padding = 1); }
    budget Net: params <= 100; //~
}

fn main() {}
