// Written by tests/reference/generate/layers.py: change it there.

cases! {
    conv1d_plain: [4, 9] -> [3, 7] { layer: conv1d(3, 3); }
    conv1d_options: [4, 9] -> [6, 5] { layer: conv1d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv1d_depthwise: [4, 9] -> [8, 9] { layer: conv1d(8, 3, padding = 1, groups = 4); }
    conv1d_same: [4, 9] -> [3, 5] { layer: conv1d(3, 3, stride = 2, padding = same); }
    conv_transpose1d_plain: [4, 9] -> [3, 11] { layer: conv_transpose1d(3, 3); }
    conv_transpose1d_options: [4, 9] -> [6, 18] { layer: conv_transpose1d(6, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose1d_dilated: [4, 9] -> [3, 11] { layer: conv_transpose1d(3, 2, dilation = 2); }
    conv2d_plain: [4, 7, 6] -> [3, 5, 4] { layer: conv2d(3, 3); }
    conv2d_options: [4, 7, 6] -> [6, 4, 3] { layer: conv2d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv2d_depthwise: [4, 7, 6] -> [8, 7, 6] { layer: conv2d(8, 3, padding = 1, groups = 4); }
    conv2d_same: [4, 7, 6] -> [3, 4, 3] { layer: conv2d(3, 3, stride = 2, padding = same); }
    conv_transpose2d_plain: [4, 7, 6] -> [3, 9, 8] { layer: conv_transpose2d(3, 3); }
    conv_transpose2d_options: [4, 7, 6] -> [6, 14, 12] { layer: conv_transpose2d(6, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose2d_dilated: [4, 7, 6] -> [3, 9, 8] { layer: conv_transpose2d(3, 2, dilation = 2); }
    conv3d_plain: [4, 5, 6, 4] -> [3, 3, 4, 2] { layer: conv3d(3, 3); }
    conv3d_options: [4, 5, 6, 4] -> [6, 3, 3, 2] { layer: conv3d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv3d_depthwise: [4, 5, 6, 4] -> [8, 5, 6, 4] { layer: conv3d(8, 3, padding = 1, groups = 4); }
    conv3d_same: [4, 5, 6, 4] -> [3, 3, 3, 2] { layer: conv3d(3, 3, stride = 2, padding = same); }
    conv_transpose3d_plain: [4, 5, 6, 4] -> [3, 7, 8, 6] { layer: conv_transpose3d(3, 3); }
    conv_transpose3d_options: [4, 5, 6, 4] -> [6, 10, 12, 8] { layer: conv_transpose3d(6, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose3d_dilated: [4, 5, 6, 4] -> [3, 7, 8, 6] { layer: conv_transpose3d(3, 2, dilation = 2); }
    conv2d_factorised: [4, 7, 6] -> [5, 7, 6] { layer: conv2d(5, [1, 5], padding = [0, 2]); }
    conv2d_asymmetric: [4, 7, 6] -> [3, 6, 7] { layer: conv2d(3, 3, padding = [0, 1, 1, 2]); }
    conv1d_asymmetric: [4, 9] -> [3, 9] { layer: conv1d(3, 3, padding = [2, 0]); }
    conv3d_asymmetric: [4, 5, 6, 4] -> [3, 5, 6, 4] { layer: conv3d(3, 2, padding = [0, 1, 0, 1, 0, 1]); }
    linear_features: [10] -> [7] { layer: linear(7); }
    linear_no_bias: [10] -> [7] { layer: linear(7, bias = false); }
    linear_channels_signal: [4, 9] -> [3, 9] { layer: linear(3, dim = channels); }
    linear_channels_image: [4, 7, 6] -> [3, 7, 6] { layer: linear(3, dim = channels); }
    linear_channels_volume: [4, 5, 6, 4] -> [3, 5, 6, 4] { layer: linear(3, dim = channels); }
    max_pool1d_plain: [4, 9] -> [4, 4] { layer: max_pool1d(2); }
    max_pool1d_options: [4, 9] -> [4, 5] { layer: max_pool1d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool1d_ceil: [4, 9] -> [4, 4] { layer: max_pool1d(3, stride = 2, ceil_mode = true); }
    max_pool1d_dilated: [4, 9] -> [4, 7] { layer: max_pool1d(2, stride = 1, dilation = 2); }
    max_pool1d_same: [4, 9] -> [4, 5] { layer: max_pool1d(3, stride = 2, padding = same); }
    avg_pool1d_plain: [4, 9] -> [4, 4] { layer: avg_pool1d(2); }
    avg_pool1d_padded: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1); }
    avg_pool1d_uncounted: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool1d_ceil: [4, 9] -> [4, 4] { layer: avg_pool1d(3, stride = 2, ceil_mode = true); }
    avg_pool1d_ceil_padded: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool1d_same: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = same); }
    adaptive_avg_pool1d_three: [4, 9] -> [4, 3] { layer: adaptive_avg_pool1d(3); }
    adaptive_avg_pool1d_one: [4, 9] -> [4, 1] { layer: adaptive_avg_pool1d(1); }
    global_avg_pool_1: [4, 9] -> [4] { layer: global_avg_pool; }
    global_avg_pool_1_kept: [4, 9] -> [4, 1] { layer: global_avg_pool(keep_dims = true); }
    max_pool2d_plain: [4, 7, 6] -> [4, 3, 3] { layer: max_pool2d(2); }
    max_pool2d_options: [4, 7, 6] -> [4, 4, 4] { layer: max_pool2d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool2d_ceil: [4, 7, 6] -> [4, 3, 3] { layer: max_pool2d(3, stride = 2, ceil_mode = true); }
    max_pool2d_dilated: [4, 7, 6] -> [4, 5, 4] { layer: max_pool2d(2, stride = 1, dilation = 2); }
    max_pool2d_same: [4, 7, 6] -> [4, 4, 3] { layer: max_pool2d(3, stride = 2, padding = same); }
    avg_pool2d_plain: [4, 7, 6] -> [4, 3, 3] { layer: avg_pool2d(2); }
    avg_pool2d_padded: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = 1); }
    avg_pool2d_uncounted: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool2d_ceil: [4, 7, 6] -> [4, 3, 3] { layer: avg_pool2d(3, stride = 2, ceil_mode = true); }
    avg_pool2d_ceil_padded: [4, 7, 6] -> [4, 4, 4] { layer: avg_pool2d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool2d_same: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = same); }
    adaptive_avg_pool2d_three: [4, 7, 6] -> [4, 3, 3] { layer: adaptive_avg_pool2d(3); }
    adaptive_avg_pool2d_one: [4, 7, 6] -> [4, 1, 1] { layer: adaptive_avg_pool2d(1); }
    global_avg_pool_2: [4, 7, 6] -> [4] { layer: global_avg_pool; }
    global_avg_pool_2_kept: [4, 7, 6] -> [4, 1, 1] { layer: global_avg_pool(keep_dims = true); }
    max_pool3d_plain: [4, 5, 6, 4] -> [4, 2, 3, 2] { layer: max_pool3d(2); }
    max_pool3d_options: [4, 5, 6, 4] -> [4, 3, 4, 3] { layer: max_pool3d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool3d_ceil: [4, 5, 6, 4] -> [4, 2, 3, 2] { layer: max_pool3d(3, stride = 2, ceil_mode = true); }
    max_pool3d_dilated: [4, 5, 6, 4] -> [4, 3, 4, 2] { layer: max_pool3d(2, stride = 1, dilation = 2); }
    max_pool3d_same: [4, 5, 6, 4] -> [4, 3, 3, 2] { layer: max_pool3d(3, stride = 2, padding = same); }
    avg_pool3d_plain: [4, 5, 6, 4] -> [4, 2, 3, 2] { layer: avg_pool3d(2); }
    avg_pool3d_padded: [4, 5, 6, 4] -> [4, 3, 3, 2] { layer: avg_pool3d(3, stride = 2, padding = 1); }
    avg_pool3d_uncounted: [4, 5, 6, 4] -> [4, 3, 3, 2] { layer: avg_pool3d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool3d_ceil: [4, 5, 6, 4] -> [4, 2, 3, 2] { layer: avg_pool3d(3, stride = 2, ceil_mode = true); }
    avg_pool3d_ceil_padded: [4, 5, 6, 4] -> [4, 3, 4, 3] { layer: avg_pool3d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool3d_same: [4, 5, 6, 4] -> [4, 3, 3, 2] { layer: avg_pool3d(3, stride = 2, padding = same); }
    adaptive_avg_pool3d_three: [4, 5, 6, 4] -> [4, 3, 3, 3] { layer: adaptive_avg_pool3d(3); }
    adaptive_avg_pool3d_one: [4, 5, 6, 4] -> [4, 1, 1, 1] { layer: adaptive_avg_pool3d(1); }
    global_avg_pool_3: [4, 5, 6, 4] -> [4] { layer: global_avg_pool; }
    global_avg_pool_3_kept: [4, 5, 6, 4] -> [4, 1, 1, 1] { layer: global_avg_pool(keep_dims = true); }
    adaptive_avg_pool2d_pair: [4, 7, 6] -> [4, 3, 5] { layer: adaptive_avg_pool2d([3, 5]); }
    max_pool2d_pair: [4, 7, 6] -> [4, 7, 3] { layer: max_pool2d([3, 2], stride = [1, 2], padding = [1, 0]); }
    batch_norm_features: [10] -> [10] { layer: batch_norm; }
    batch_norm_features_options: [10] -> [10] { layer: batch_norm(eps = 1e-2, affine = false); }
    layer_norm_features: [10] -> [10] { layer: layer_norm(eps = 1e-3); }
    group_norm_features: [10] -> [10] { layer: group_norm(2); }
    batch_norm_signal: [4, 9] -> [4, 9] { layer: batch_norm; }
    batch_norm_signal_options: [4, 9] -> [4, 9] { layer: batch_norm(eps = 1e-2, affine = false); }
    layer_norm_signal: [4, 9] -> [4, 9] { layer: layer_norm(eps = 1e-3); }
    group_norm_signal: [4, 9] -> [4, 9] { layer: group_norm(2); }
    local_response_norm_signal: [4, 9] -> [4, 9] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    instance_norm_signal: [4, 9] -> [4, 9] { layer: instance_norm; }
    instance_norm_signal_affine: [4, 9] -> [4, 9] { layer: instance_norm(affine = true); }
    batch_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: batch_norm; }
    batch_norm_image_options: [4, 7, 6] -> [4, 7, 6] { layer: batch_norm(eps = 1e-2, affine = false); }
    layer_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: layer_norm(eps = 1e-3); }
    group_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(2); }
    local_response_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    instance_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: instance_norm; }
    instance_norm_image_affine: [4, 7, 6] -> [4, 7, 6] { layer: instance_norm(affine = true); }
    batch_norm_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: batch_norm; }
    batch_norm_volume_options: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: batch_norm(eps = 1e-2, affine = false); }
    layer_norm_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: layer_norm(eps = 1e-3); }
    group_norm_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: group_norm(2); }
    local_response_norm_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    instance_norm_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: instance_norm; }
    instance_norm_volume_affine: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: instance_norm(affine = true); }
    group_norm_plain: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(4, affine = false, eps = 1e-2); }
    local_response_norm_even: [4, 7, 6] -> [4, 7, 6] { layer: local_response_norm(2); }
    relu: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: relu; }
    relu_features: [10] -> [10] { layer: relu; }
    relu6: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: relu6; }
    relu6_features: [10] -> [10] { layer: relu6; }
    leaky_relu: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: leaky_relu; }
    leaky_relu_features: [10] -> [10] { layer: leaky_relu; }
    elu: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: elu; }
    elu_features: [10] -> [10] { layer: elu; }
    gelu: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: gelu; }
    gelu_features: [10] -> [10] { layer: gelu; }
    silu: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: silu; }
    silu_features: [10] -> [10] { layer: silu; }
    mish: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: mish; }
    mish_features: [10] -> [10] { layer: mish; }
    sigmoid: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: sigmoid; }
    sigmoid_features: [10] -> [10] { layer: sigmoid; }
    hard_sigmoid: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: hard_sigmoid; }
    hard_sigmoid_features: [10] -> [10] { layer: hard_sigmoid; }
    hard_swish: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: hard_swish; }
    hard_swish_features: [10] -> [10] { layer: hard_swish; }
    tanh: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: tanh; }
    tanh_features: [10] -> [10] { layer: tanh; }
    softmax: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: softmax; }
    softmax_features: [10] -> [10] { layer: softmax; }
    leaky_relu_slope: [4, 7, 6] -> [4, 7, 6] { layer: leaky_relu(negative_slope = 0.3); }
    elu_alpha: [4, 7, 6] -> [4, 7, 6] { layer: elu(alpha = 0.5); }
    gelu_tanh: [4, 7, 6] -> [4, 7, 6] { layer: gelu(approximate = tanh); }
    prelu_one: [4, 7, 6] -> [4, 7, 6] { layer: prelu; }
    prelu_channels: [4, 7, 6] -> [4, 7, 6] { layer: prelu(num_parameters = 4); }
    flatten_signal: [4, 9] -> [36] { layer: flatten; }
    slice_signal: [4, 9] -> [2, 9] { layer: slice(1..3); }
    channel_shuffle_signal: [4, 9] -> [4, 9] { layer: channel_shuffle(2); }
    flatten_image: [4, 7, 6] -> [168] { layer: flatten; }
    slice_image: [4, 7, 6] -> [2, 7, 6] { layer: slice(1..3); }
    channel_shuffle_image: [4, 7, 6] -> [4, 7, 6] { layer: channel_shuffle(2); }
    flatten_volume: [4, 5, 6, 4] -> [480] { layer: flatten; }
    slice_volume: [4, 5, 6, 4] -> [2, 5, 6, 4] { layer: slice(1..3); }
    channel_shuffle_volume: [4, 5, 6, 4] -> [4, 5, 6, 4] { layer: channel_shuffle(2); }
    reshape_image: [4, 7, 6] -> [8, 21] { layer: reshape([8, 21]); }
    reshape_features: [10] -> [5, 2, 1] { layer: reshape([5, 2, 1]); }
    pixel_shuffle: [4, 7, 6] -> [1, 14, 12] { layer: pixel_shuffle(2); }
    interpolate_nearest_size: [4, 7, 6] -> [4, 10, 4] { layer: interpolate(size = [10, 4], mode = nearest); }
    interpolate_nearest_scale: [4, 7, 6] -> [4, 14, 12] { layer: interpolate(scale = 2.0, mode = nearest); }
    interpolate_bilinear_size: [4, 7, 6] -> [4, 10, 4] { layer: interpolate(size = [10, 4], mode = bilinear); }
    interpolate_bilinear_scale: [4, 7, 6] -> [4, 14, 12] { layer: interpolate(scale = 2.0, mode = bilinear); }
    interpolate_bicubic_size: [4, 7, 6] -> [4, 10, 4] { layer: interpolate(size = [10, 4], mode = bicubic); }
    interpolate_bicubic_scale: [4, 7, 6] -> [4, 14, 12] { layer: interpolate(scale = 2.0, mode = bicubic); }
    interpolate_bilinear_corners: [4, 7, 6] -> [4, 10, 4] { layer: interpolate(size = [10, 4], mode = bilinear, align_corners = true); }
    interpolate_bicubic_corners: [4, 7, 6] -> [4, 10, 4] { layer: interpolate(size = [10, 4], mode = bicubic, align_corners = true); }
    scale_number: [4, 7, 6] -> [4, 7, 6] { layer: scale(2.0, shift = -0.5); }
    scale_channels: [4, 7, 6] -> [4, 7, 6] { layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.1, 0.2, 0.3]); }
    dropout: [4, 7, 6] -> [4, 7, 6] { layer: dropout(p = 0.3); }
    stochastic_depth: [4, 7, 6] -> [4, 7, 6] { layer: stochastic_depth(0.3); }
    parameter: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; gamma: parameter([4, 1, 1], init = 1.0); } }
    parameter_features: [10] -> [10] { layer: product { identity; gamma: parameter([10]); } }
}
