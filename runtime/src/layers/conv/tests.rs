use burn::tensor::Tolerance;

use super::super::tests::{assert_uniform, built, values};
use super::*;

const SUM: spec::Conv2d = spec::Conv {
    out: 1,
    kernel: [2; 2],
    bias: false,
    ..spec::Conv::DEFAULT
};

/// A convolution whose weights are all 1.
fn ones(spec: spec::Conv2d, input: Shape) -> Conv2d {
    let mut conv: Conv2d = built(Op::Conv2d(spec), input, &Device::default());
    conv.weight = conv.weight.map(|weight| weight.ones_like());
    conv
}

fn counted(height: usize, width: usize) -> Tensor<4> {
    let numbers = height * width;
    Tensor::<1, burn::tensor::Int>::arange(1..numbers as i64 + 1, &Device::default())
        .float()
        .reshape([1, 1, height, width])
}

#[test]
fn a_kernel_of_ones_adds() {
    let conv = ones(SUM, Shape::of([1, 2, 3]));
    let y = conv.forward(counted(2, 3));
    // 1 + 2 + 4 + 5 and 2 + 3 + 5 + 6
    y.into_data().assert_eq(&[[[[12.0f32, 16.0]]]].into(), true);
}

#[test]
fn padding_has_four_sides() {
    let spec = spec::Conv {
        padding: Padding::Explicit {
            begin: [1, 0],
            end: [0, 1],
        },
        ..SUM
    };
    let y = ones(spec, Shape::of([1, 2, 2])).forward(counted(2, 2));
    // Zeros above and to the right of [[1, 2], [3, 4]].
    y.into_data()
        .assert_eq(&[[[[3.0f32, 2.0], [10.0, 6.0]]]].into(), true);
}

#[test]
fn same_puts_the_odd_position_behind() {
    let spec = spec::Conv {
        kernel: [2; 2],
        stride: [2; 2],
        padding: Padding::Same,
        ..SUM
    };
    // One module for two sizes, as with an open input.
    let conv = ones(spec, Shape::of([1, 3, 3]));
    conv.forward(counted(3, 3))
        .into_data()
        .assert_eq(&[[[[12.0f32, 9.0], [15.0, 9.0]]]].into(), true);
    conv.forward(counted(2, 2))
        .into_data()
        .assert_eq(&[[[[10.0f32]]]].into(), true);
}

#[test]
fn uneven_padding_over_three_axes() {
    let device = Device::default();
    let spec = spec::Conv {
        out: 1,
        kernel: [2; 3],
        padding: Padding::Same,
        bias: false,
        ..spec::Conv::<3>::DEFAULT
    };
    let mut conv: Conv3d = built(Op::Conv3d(spec), Shape::of([1, 2, 2, 2]), &device);
    conv.weight = conv.weight.map(|weight| weight.ones_like());
    let y = conv.forward(Tensor::ones([1, 1, 2, 2, 2], &device));
    y.into_data().assert_eq(
        &[[[[[8.0f32, 4.0], [4.0, 2.0]], [[4.0, 2.0], [2.0, 1.0]]]]].into(),
        true,
    );
}

#[test]
#[should_panic(
    expected = "expected at least 5 positions under a kernel of 3, found 3 with 0 of padding"
)]
fn an_open_size_can_be_too_small() {
    let spec = spec::Conv {
        kernel: [3; 2],
        dilation: [2; 2],
        ..SUM
    };
    ones(spec, Shape::of([1, 9, 9])).forward(counted(3, 3));
}

/// Values from PyTorch: `F.conv_transpose1d(x, w, stride=2, padding=1, output_padding=3, dilation=4)`.
#[test]
fn a_transposed_convolution_spreads() {
    let device = Device::default();
    let spec = spec::ConvTranspose {
        out: 1,
        kernel: [3],
        stride: [2],
        padding: [1],
        output_padding: [3],
        dilation: [4],
        bias: false,
        ..spec::ConvTranspose::<1>::DEFAULT
    };
    let mut conv: ConvTranspose1d = built(Op::ConvTranspose1d(spec), Shape::of([1, 2]), &device);
    conv.weight = conv
        .weight
        .map(|_| Tensor::from_data([[[1.0, 10.0, 100.0]]], &device));
    let y = conv.forward(Tensor::from_data([[[1.0, 2.0]]], &device));
    let expected = [[[
        0.0f32, 2.0, 0.0, 10.0, 0.0, 20.0, 0.0, 100.0, 0.0, 200.0, 0.0, 0.0,
    ]]];
    y.into_data().assert_eq(&expected.into(), true);
}

/// More padding than the kernel is wide: the output is cut inside the first window.
#[test]
fn a_transposed_convolution_is_cut() {
    let device = Device::default();
    let spec = spec::ConvTranspose {
        out: 1,
        kernel: [2],
        padding: [2],
        bias: false,
        ..spec::ConvTranspose::<1>::DEFAULT
    };
    let mut conv: ConvTranspose1d = built(Op::ConvTranspose1d(spec), Shape::of([1, 5]), &device);
    conv.weight = conv.weight.map(|weight| weight.ones_like());
    let y = conv.forward(Tensor::from_data([[[1.0, 2.0, 3.0, 4.0, 5.0]]], &device));
    y.into_data().assert_eq(&[[[5.0f32, 7.0]]].into(), true);
}

#[test]
fn groups_see_their_own_channels() {
    let spec = spec::Conv {
        out: 4,
        kernel: [1; 2],
        groups: 2,
        bias: false,
        ..spec::Conv::DEFAULT
    };
    let conv = ones(spec, Shape::of([4, 1, 1]));
    assert_eq!(conv.weight.dims(), [4, 2, 1, 1]);
    let x = Tensor::from_data([[[[1.0]], [[2.0]], [[10.0]], [[20.0]]]], &Device::default());
    let y = values(Layer::forward(&conv, Flow::Image(x)));
    y.assert_eq(&[[[[3.0f32]], [[3.0]], [[30.0]], [[30.0]]]].into(), true);
}

#[test]
fn the_first_numbers_are_pytorchs() {
    let device = Device::default();
    let spec = spec::Conv {
        // Enough biases that the largest of them comes near the bound in every run.
        out: 2048,
        kernel: [3; 2],
        groups: 2,
        ..spec::Conv::DEFAULT
    };
    let conv: Conv2d = built(Op::Conv2d(spec), Shape::of([32, 8, 8]), &device);
    // fan in: 16 channels of a group, 9 positions
    assert_uniform(conv.weight.val(), 1.0 / 12.0);
    assert_uniform(conv.bias.expect("by default").val(), 1.0 / 12.0);

    let spec = spec::ConvTranspose {
        out: 32,
        kernel: [3; 2],
        groups: 2,
        ..spec::ConvTranspose::DEFAULT
    };
    let conv: ConvTranspose2d = built(Op::ConvTranspose2d(spec), Shape::of([64, 8, 8]), &device);
    assert_eq!(conv.weight.dims(), [64, 16, 3, 3]);
    // PyTorch's fan in of a transposed convolution: 16 outputs of a group, 9 positions
    assert_uniform(conv.weight.val(), 1.0 / 12.0);
}

#[test]
fn gradients_reach_through_uneven_padding() {
    let device = Device::default().autodiff();
    let spec = spec::Conv {
        kernel: [2; 2],
        padding: Padding::Same,
        ..SUM
    };
    let conv: Conv2d = built(Op::Conv2d(spec), Shape::of([1, 2, 2]), &device);
    let x = Tensor::<4>::ones([1, 1, 2, 2], &device).require_grad();
    let grads = conv.forward(x.clone()).sum().backward();
    let weight = conv
        .weight
        .val()
        .grad(&grads)
        .expect("the weight is trained");
    weight
        .into_data()
        .assert_eq(&[[[[4.0f32, 2.0], [2.0, 1.0]]]].into(), true);
    let weights = conv
        .weight
        .val()
        .into_data()
        .try_to_vec::<f32>()
        .expect("floats");
    let [a, b, c, d] = weights.try_into().expect("four of them");
    let expected = [[[[a, a + b], [a + c, a + b + c + d]]]];
    x.grad(&grads)
        .expect("the input asks for it")
        .into_data()
        .assert_approx_eq::<f32>(&expected.into(), Tolerance::default());
}

#[test]
fn it_prints_its_arguments() {
    let spec = spec::Conv {
        out: 8,
        kernel: [3; 2],
        padding: Padding::Explicit {
            begin: [1, 1],
            end: [1, 1],
        },
        ..spec::Conv::DEFAULT
    };
    let conv: Conv2d = built(Op::Conv2d(spec), Shape::of([4, 8, 8]), &Device::default());
    assert_eq!(
        conv.to_string(),
        "Conv2d {out: 8, kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, \
         bias: true, params: 296}"
    );
}
