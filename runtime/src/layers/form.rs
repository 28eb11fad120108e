//! Layers that change the form of a value.

use burn::tensor::{Tensor, TensorData};

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

plain!(Reshape; spec, x => match *spec.dims.numbers() {
    [n] => Flow::Features(formed(x, [n])),
    [c, l] => Flow::Signal(formed(x, [c, l])),
    [c, h, w] => Flow::Image(formed(x, [c, h, w])),
    [c, d, h, w] => Flow::Volume(formed(x, [c, d, h, w])),
    _ => x,
});

/// The same numbers with these dimensions behind the batch.
fn formed<const N: usize, const R: usize>(x: Flow, dims: [usize; N]) -> Tensor<R> {
    let mut shape = [x.dims()[0]; R];
    shape[1..].copy_from_slice(&dims);
    match x {
        Flow::Features(t) => t.reshape(shape),
        Flow::Signal(t) => t.reshape(shape),
        Flow::Image(t) => t.reshape(shape),
        Flow::Volume(t) => t.reshape(shape),
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
    let scaled = match (spec.factor.channels(), spec.factor.values()) {
        (None, [factor]) => t * *factor,
        _ => {
            let factor = per_channel(&spec.factor, &t);
            t * factor
        }
    };
    match (spec.shift.channels(), spec.shift.values()) {
        (None, [0.0]) => scaled,
        (None, [shift]) => scaled + *shift,
        _ => {
            let shift = per_channel(&spec.shift, &scaled);
            scaled + shift
        }
    }
}));

/// `[1, C, 1, …]`, where and as precise as `x`.
fn per_channel<const R: usize>(numbers: &PerChannel, x: &Tensor<R>) -> Tensor<R> {
    let mut shape = [1; R];
    shape[1] = numbers.values().len();
    let data = TensorData::new(numbers.values().to_vec(), shape);
    Tensor::from_data(data, (&x.device(), x.dtype()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_values, counted};
    use crate::flow::Flow;
    use crate::part::Layer;
    use crate::shape::args::{List, PerChannel, PerChannelArgument};
    use crate::shape::spec;

    const EIGHT: [f32; 8] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];

    #[test]
    fn the_order_of_the_numbers_stays() {
        let x = Flow::Volume(counted([1, 2, 1, 2, 2]));
        let flat = spec::Flatten {}.forward(x);
        assert_values(flat.clone(), [1, 8], &EIGHT);
        let dims = List::of([2, 4]);
        let signal = spec::Reshape { dims }.forward(flat);
        assert_values(signal.clone(), [1, 2, 4], &EIGHT);
        let dims = List::of([1, 2, 2, 2]);
        assert_values(
            spec::Reshape { dims }.forward(signal),
            [1, 1, 2, 2, 2],
            &EIGHT,
        );
    }

    #[test]
    fn a_range_of_channels() {
        let x = || Flow::Signal(counted([1, 4, 2]));
        let two = spec::Slice { start: 1, end: 3 };
        assert_values(two.forward(x()), [1, 2, 2], &[3.0, 4.0, 5.0, 6.0]);
        let rest = spec::Slice {
            start: 3,
            end: usize::MAX,
        };
        assert_values(rest.forward(x()), [1, 1, 2], &[7.0, 8.0]);
    }

    #[test]
    fn groups_are_dealt_out() {
        let x = Flow::Signal(counted([1, 4, 2]));
        let y = spec::ChannelShuffle { groups: 2 }.forward(x);
        assert_values(y, [1, 4, 2], &[1.0, 2.0, 5.0, 6.0, 3.0, 4.0, 7.0, 8.0]);
    }

    #[test]
    fn channels_become_pixels() {
        let x = Flow::Image(counted([1, 4, 1, 2]));
        let y = spec::PixelShuffle { factor: 2 }.forward(x);
        assert_values(y, [1, 1, 2, 4], &[1.0, 3.0, 2.0, 4.0, 5.0, 7.0, 6.0, 8.0]);
    }

    #[test]
    fn a_factor_and_a_shift() {
        let x = || Flow::Signal(counted([1, 2, 2]));
        let each = |numbers| PerChannelArgument::<[f64; 2]>(numbers).values();
        let scale = |factor, shift| spec::Scale { factor, shift }.forward(x());
        assert_values(
            scale(PerChannel::all(2.0), PerChannel::all(0.0)),
            [1, 2, 2],
            &[2.0, 4.0, 6.0, 8.0],
        );
        assert_values(
            scale(each([1.0, 10.0]), PerChannel::all(1.0)),
            [1, 2, 2],
            &[2.0, 3.0, 31.0, 41.0],
        );
        assert_values(
            scale(PerChannel::all(1.0), each([0.5, -0.5])),
            [1, 2, 2],
            &[1.5, 2.5, 2.5, 3.5],
        );
    }
}
