// A mistake in a network with a budget: what it costs is not known any more.
use firebrick::network;

network! {
    network Net: [3, 8, 8] -> [10] {
        sum { //~
            conv2d(4, 3);
            conv2d(4, 2);
        }
        flatten;
        linear(10);
    }
    budget Net: params <= 10, macs <= 10, activations <= 10, peak_activations <= 10;
}

fn main() {}
