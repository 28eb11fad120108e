// A parameter whose type is not in scope.
use firebrick::network;

network! {
    block Stage(width: usize, act: Activation) { //~
        conv2d(width, 1);
        if matches!(act, Activation::Relu) { relu; } //~
    }
}

fn main() {}
