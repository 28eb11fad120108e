// A look at the shape on the way.
use firebrick::network;

network! {
    pub network Net: [3, 8, 8] -> [4, 8, 8] {
        conv2d(4, 1);
        println!("{:?}", input); //~
        relu;
    }
}

fn main() {}
