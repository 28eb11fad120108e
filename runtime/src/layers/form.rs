//! Layers that change the form of a value.

use burn::tensor::{Device, Tensor};

use super::plain;
use crate::flow::{Carry, Flow, each_rank};
use crate::shape::args::PerChannel;

plain!(Identity; _spec, x => x);

plain!(Flatten; _spec, x => match x {
    Flow::Features(t) => Flow::Features(t),
    Flow::Signal(t) => Flow::Features(t.flatten(1, 2)),
    Flow::Image(t) => Flow::Features(t.flatten(1, 3)),
    Flow::Volume(t) => Flow::Features(t.flatten(1, 4)),
});

plain!(Reshape; spec, x => each_form(x, spec.dims.numbers()));

fn each_form(x: Flow, dims: &[usize]) -> Flow {
    fn formed<const R: usize>(x: Flow, dims: &[usize]) -> Tensor<R> {
        let mut shape = [x.dims()[0]; R];
        shape[1..].copy_from_slice(dims);
        match x {
            Flow::Features(t) => t.reshape(shape),
            Flow::Signal(t) => t.reshape(shape),
            Flow::Image(t) => t.reshape(shape),
            Flow::Volume(t) => t.reshape(shape),
        }
    }
    match dims.len() {
        1 => Flow::Features(formed(x, dims)),
        2 => Flow::Signal(formed(x, dims)),
        3 => Flow::Image(formed(x, dims)),
        _ => Flow::Volume(formed(x, dims)),
    }
}

plain!(Slice; spec, x => each_rank!(x, t => {
    let end = spec.end.min(t.dims()[1]);
    t.narrow(1, spec.start, end - spec.start)
}));

plain!(ChannelShuffle; spec, x => each_rank!(x, t => {
    let dims = t.dims();
    let [rows, channels] = [dims[0], dims[1]];
    let positions = dims.iter().skip(2).product::<usize>();
    t.reshape([rows, spec.groups, channels / spec.groups, positions])
        .swap_dims(1, 2)
        .reshape(dims)
}));

plain!(PixelShuffle; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let ([rows, channels, height, width], r) = (t.dims(), spec.factor);
    let out = channels / (r * r);
    Flow::Image(
        t.reshape([rows, out, r, r, height, width])
            .permute([0, 1, 4, 2, 5, 3])
            .reshape([rows, out, height * r, width * r]),
    )
});

plain!(Scale; spec, x => each_rank!(x, t => {
    let scaled = match spec.factor.channels() {
        0 => t * spec.factor.values()[0],
        _ => {
            let factor = per_channel(&spec.factor, &t.device());
            t * factor
        }
    };
    match spec.shift.channels() {
        0 if spec.shift.values()[0] == 0.0 => scaled,
        0 => scaled + spec.shift.values()[0],
        _ => {
            let shift = per_channel(&spec.shift, &scaled.device());
            scaled + shift
        }
    }
}));

/// `[1, C, 1, …]`
fn per_channel<const R: usize>(numbers: &PerChannel, device: &Device) -> Tensor<R> {
    let mut shape = [1; R];
    shape[1] = numbers.channels();
    Tensor::<1>::from_floats(numbers.values(), device).reshape(shape)
}
