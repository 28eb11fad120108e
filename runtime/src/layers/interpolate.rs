//! Resizing.

use burn::tensor::ops::{InterpolateMode as Mode, InterpolateOptions};
use burn::tensor::{Tensor, TensorData, module as ops};

use super::{plain, refuse};
use crate::flow::{Carry, Flow};
use crate::shape::Shape;
use crate::shape::form::scaled_size;
use crate::shape::spec::{Interpolate, InterpolateMode};

plain!(Interpolate; spec, x => {
    let t = Tensor::<4>::from_flow(x);
    let [_, _, height, width] = t.dims();
    let size = match (spec.size, spec.scale) {
        (None, Some(scale)) => [height, width].map(|n| scaled_size(n, scale)),
        (size, _) => size.unwrap_or([height, width]),
    };
    Flow::Image(resized(spec, t, size))
});

impl Interpolate {
    /// To the height and width of `model`, of which nothing else is read.
    ///
    /// # Panics
    /// Where `x` or `model` is no image: the plan has refused it before.
    #[track_caller]
    pub fn forward_like(&self, x: Flow, model: &Flow) -> Flow {
        let &[_, _, height, width] = model.dims().as_slice() else {
            panic!(
                "`interpolate` expects `like` to be an image, found one of shape {:?}",
                model.dims()
            )
        };
        Flow::Image(resized(self, Tensor::from_flow(x), [height, width]))
    }
}

fn resized(spec: &Interpolate, x: Tensor<4>, size: [usize; 2]) -> Tensor<4> {
    let [rows, channels, height, width] = x.dims();
    if size.contains(&0) {
        refuse(spec.rule(Shape::of([channels, height, width])));
    }
    if spec.passes(height, size[0]) && spec.passes(width, size[1]) {
        return x;
    }
    if [height, width] == [1, 1] {
        // Wherever a new position lies, there is one number to take: a view does.
        return x.expand([rows, channels, size[0], size[1]]);
    }
    if !divides(spec, height, size[0]) || !divides(spec, width, size[1]) {
        return resampled(spec, x, size);
    }
    let mode = match spec.mode {
        InterpolateMode::Nearest => Mode::Nearest,
        InterpolateMode::Bilinear => Mode::Bilinear,
        InterpolateMode::Bicubic => Mode::Bicubic,
    };
    let options = InterpolateOptions::new(mode)
        .with_align_corners(spec.align_corners)
        .with_output_size(size);
    ops::interpolate(x, options)
}

/// Whether new positions are as far apart as the two sizes say, which is what Burn takes.
fn divides(spec: &Interpolate, from: usize, to: usize) -> bool {
    spec.align_corners || (spec.step(from, to) * to as f64 - from as f64).abs() < 1e-6
}

/// By a `scale` that leaves a part of a position over: 1.5 times 7 pixels are 10, and PyTorch lays them
/// 1 / 1.5 apart, not 7 / 10. Each axis is a product with the weights of the old positions.
fn resampled(spec: &Interpolate, x: Tensor<4>, [height, width]: [usize; 2]) -> Tensor<4> {
    let [_, _, from_height, from_width] = x.dims();
    let options = (&x.device(), x.dtype());
    let weights = |from: usize, to: usize| {
        let data = TensorData::new(weights(spec, from, to), [1, 1, to, from]);
        Tensor::<4>::from_data(data, options)
    };
    let wide = x.matmul(weights(from_width, width).transpose());
    weights(from_height, height).matmul(wide)
}

/// The weight of each of `from` old positions in each of `to` new ones, `[to, from]`.
fn weights(spec: &Interpolate, from: usize, to: usize) -> Vec<f32> {
    let step = spec.step(from, to);
    let mut weights = vec![0.0; to * from];
    for (at, row) in weights.chunks_exact_mut(from).enumerate() {
        let mut add = |position: isize, weight: f64| {
            row[position.clamp(0, from as isize - 1) as usize] += weight as f32;
        };
        let centre = (at as f64 + 0.5) * step - 0.5;
        match spec.mode {
            // In single precision, as PyTorch.
            InterpolateMode::Nearest => add((at as f32 * step as f32) as isize, 1.0),
            InterpolateMode::Bilinear => {
                let centre = centre.max(0.0);
                let left = centre.floor();
                add(left as isize, 1.0 - (centre - left));
                add(left as isize + 1, centre - left);
            }
            InterpolateMode::Bicubic => {
                let left = centre.floor();
                for tap in -1..=2 {
                    add(left as isize + tap, cubic(centre - left - tap as f64));
                }
            }
        }
    }
    weights
}

/// Keys' cubic at this distance, with PyTorch's a = −0.75.
fn cubic(distance: f64) -> f64 {
    let (a, d) = (-0.75, distance.abs());
    if d <= 1.0 {
        ((a + 2.0) * d - (a + 3.0)) * d * d + 1.0
    } else {
        a * (((d - 5.0) * d + 8.0) * d - 4.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_values, counted, tensor};
    use super::*;
    use crate::part::Layer;

    /// `[[1, 2, 4], [8, 16, 32]]`
    fn image() -> Flow {
        Flow::Image(tensor([1, 1, 2, 3], &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0]))
    }

    fn by(scale: f64, mode: InterpolateMode) -> Interpolate {
        Interpolate {
            scale: Some(scale),
            mode,
            ..Interpolate::DEFAULT
        }
    }

    const BILINEAR: Interpolate = Interpolate {
        size: Some([3, 5]),
        mode: InterpolateMode::Bilinear,
        ..Interpolate::DEFAULT
    };

    const CORNERS: Interpolate = Interpolate {
        align_corners: true,
        ..BILINEAR
    };

    #[test]
    fn borders_or_corners_meet() {
        assert_values(
            BILINEAR.forward(image()),
            [1, 1, 3, 5],
            &[
                1.0, 1.4, 2.0, 3.2, 4.0, //
                4.5, 6.3, 9.0, 14.4, 18.0, //
                8.0, 11.2, 16.0, 25.6, 32.0,
            ],
        );
        assert_values(
            CORNERS.forward(image()),
            [1, 1, 3, 5],
            &[
                1.0, 1.5, 2.0, 3.0, 4.0, //
                4.5, 6.75, 9.0, 13.5, 18.0, //
                8.0, 12.0, 16.0, 24.0, 32.0,
            ],
        );
    }

    /// 1.5 times 3 positions are 4, and lie 1 / 1.5 apart: what PyTorch gives.
    #[test]
    fn a_factor_that_leaves_a_part() {
        use InterpolateMode::{Bicubic, Bilinear, Nearest};
        assert_values(
            by(1.5, Nearest).forward(image()),
            [1, 1, 3, 4],
            &[
                1.0, 1.0, 2.0, 4.0, //
                1.0, 1.0, 2.0, 4.0, //
                8.0, 8.0, 16.0, 32.0,
            ],
        );
        assert_values(
            by(1.5, Bilinear).forward(image()),
            [1, 1, 3, 4],
            &[
                1.0, 1.5, 2.33333, 3.66667, //
                4.5, 6.75, 10.5, 16.5, //
                8.0, 12.0, 18.66667, 29.33333,
            ],
        );
        assert_values(
            by(1.5, Bicubic).forward(image()),
            [1, 1, 3, 4],
            &[
                0.3583, 0.51497, 0.9314, 1.46363, //
                4.10938, 5.90625, 10.68229, 16.78646, //
                7.86045, 11.29753, 20.43318, 32.10928,
            ],
        );
        let corners = Interpolate {
            align_corners: true,
            ..by(1.5, Bilinear)
        };
        assert_values(
            corners.forward(image()),
            [1, 1, 3, 4],
            &[
                1.0, 1.66667, 2.66667, 4.0, //
                4.5, 7.5, 12.0, 18.0, //
                8.0, 13.33333, 21.33333, 32.0,
            ],
        );
        let row = || {
            let row = counted([1, 1, 1, 7]);
            Flow::Image(Tensor::cat(vec![row.clone(), row], 2))
        };
        for (mode, expected) in [
            (Nearest, [1.0, 2.0, 4.0, 6.0]),
            (Bilinear, [1.33333, 3.0, 4.66667, 6.33333]),
            (Bicubic, [1.25926, 3.0, 4.62963, 6.42593]),
        ] {
            assert_values(by(0.6, mode).forward(row()), [1, 1, 1, 4], &expected);
        }
    }

    /// Both ways compute the same where both can.
    #[test]
    fn weights_are_those_of_burn() {
        for mode in [InterpolateMode::Bilinear, InterpolateMode::Bicubic] {
            for scale in [2.0, 3.0, 0.5] {
                let x = Tensor::<4>::random(
                    [2, 3, 6, 8],
                    burn::tensor::Distribution::Default,
                    &burn::tensor::Device::default(),
                );
                let spec = by(scale, mode);
                let size = [6, 8].map(|n| scaled_size(n, scale));
                let products = resampled(&spec, x.clone(), size);
                let numbers: Vec<f32> = products.into_data().try_to_vec().unwrap();
                let dims = [2, 3, size[0], size[1]];
                assert_values(spec.forward(Flow::Image(x)), dims, &numbers);
            }
        }
    }

    #[test]
    fn the_size_of_a_model() {
        let like = Interpolate {
            size: None,
            like: true,
            ..BILINEAR
        };
        let model = Flow::Image(counted([7, 2, 2, 6]));
        let y = like.forward_like(Flow::Image(tensor([1, 1, 1, 1], &[3.0])), &model);
        assert_values(y, [1, 1, 2, 6], &[3.0; 12]);
        let same = like.forward_like(image(), &image());
        assert_values(same, [1, 1, 2, 3], &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0]);
    }

    #[test]
    #[should_panic(
        expected = "`interpolate` expects a result of 1 or more positions, found `scale = 0.3` for the \
                    image [1, 2, 3]"
    )]
    fn an_open_size_turns_out_too_small() {
        by(0.3, InterpolateMode::Nearest).forward(image());
    }
}
