// A label taken for the name of a kept value.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [3, 8, 8] {
        conv: conv2d(3, 3, padding = 1);
        relu;
        sum {
            identity;
            from conv; //~
        }
    }
}

fn main() {}
