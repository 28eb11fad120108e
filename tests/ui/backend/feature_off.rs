// A backend whose feature is off.
use firebrick::backend::Cuda; //~

fn main() {
    let _ = Cuda::device();
}
