// Written by tests/reference/generate/layers.py: change it there.

cases! {
    conv1d_plain: [4, 9] -> [3, 7] { layer: conv1d(3, 3); }
    conv1d_point: [4, 9] -> [5, 9] { layer: conv1d(5, 1); }
    conv1d_options: [4, 9] -> [6, 5] { layer: conv1d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv1d_strided: [4, 9] -> [3, 3] { layer: conv1d(3, 2, stride = 3); }
    conv1d_dilated: [4, 9] -> [3, 7] { layer: conv1d(3, 2, dilation = 2); }
    conv1d_grouped: [4, 9] -> [2, 9] { layer: conv1d(2, 3, padding = 1, groups = 2); }
    conv1d_depthwise: [4, 9] -> [4, 9] { layer: conv1d(4, 3, padding = 1, groups = 4); }
    conv1d_multiplied: [4, 9] -> [8, 5] { layer: conv1d(8, 3, stride = 2, padding = 1, groups = 4); }
    conv2d_plain: [4, 7, 6] -> [3, 5, 4] { layer: conv2d(3, 3); }
    conv2d_point: [4, 7, 6] -> [5, 7, 6] { layer: conv2d(5, 1); }
    conv2d_options: [4, 7, 6] -> [6, 4, 3] { layer: conv2d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv2d_strided: [4, 7, 6] -> [3, 2, 2] { layer: conv2d(3, 2, stride = 3); }
    conv2d_dilated: [4, 7, 6] -> [3, 5, 4] { layer: conv2d(3, 2, dilation = 2); }
    conv2d_grouped: [4, 7, 6] -> [2, 7, 6] { layer: conv2d(2, 3, padding = 1, groups = 2); }
    conv2d_depthwise: [4, 7, 6] -> [4, 7, 6] { layer: conv2d(4, 3, padding = 1, groups = 4); }
    conv2d_multiplied: [4, 7, 6] -> [8, 4, 3] { layer: conv2d(8, 3, stride = 2, padding = 1, groups = 4); }
    conv3d_plain: [4, 3, 4, 3] -> [3, 1, 2, 1] { layer: conv3d(3, 3); }
    conv3d_point: [4, 3, 4, 3] -> [5, 3, 4, 3] { layer: conv3d(5, 1); }
    conv3d_options: [4, 3, 4, 3] -> [6, 2, 2, 2] { layer: conv3d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false); }
    conv3d_strided: [4, 3, 4, 3] -> [3, 1, 1, 1] { layer: conv3d(3, 2, stride = 3); }
    conv3d_dilated: [4, 3, 4, 3] -> [3, 1, 2, 1] { layer: conv3d(3, 2, dilation = 2); }
    conv3d_grouped: [4, 3, 4, 3] -> [2, 3, 4, 3] { layer: conv3d(2, 3, padding = 1, groups = 2); }
    conv3d_depthwise: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: conv3d(4, 3, padding = 1, groups = 4); }
    conv3d_multiplied: [4, 3, 4, 3] -> [8, 2, 2, 2] { layer: conv3d(8, 3, stride = 2, padding = 1, groups = 4); }
    conv1d_same_k3_s1_d1: [4, 9] -> [2, 9] { layer: conv1d(2, 3, padding = same); }
    conv1d_same_k3_s2_d1: [4, 9] -> [2, 5] { layer: conv1d(2, 3, stride = 2, padding = same); }
    conv1d_same_k2_s1_d1: [4, 9] -> [2, 9] { layer: conv1d(2, 2, padding = same); }
    conv1d_same_k2_s2_d1: [4, 9] -> [2, 5] { layer: conv1d(2, 2, stride = 2, padding = same); }
    conv1d_same_k4_s3_d1: [4, 9] -> [2, 3] { layer: conv1d(2, 4, stride = 3, padding = same); }
    conv1d_same_k3_s1_d2: [4, 9] -> [2, 9] { layer: conv1d(2, 3, dilation = 2, padding = same); }
    conv1d_same_k1_s2_d1: [4, 9] -> [2, 5] { layer: conv1d(2, 1, stride = 2, padding = same); }
    conv2d_same_k3_s1_d1: [4, 7, 6] -> [2, 7, 6] { layer: conv2d(2, 3, padding = same); }
    conv2d_same_k3_s2_d1: [4, 7, 6] -> [2, 4, 3] { layer: conv2d(2, 3, stride = 2, padding = same); }
    conv2d_same_k2_s1_d1: [4, 7, 6] -> [2, 7, 6] { layer: conv2d(2, 2, padding = same); }
    conv2d_same_k2_s2_d1: [4, 7, 6] -> [2, 4, 3] { layer: conv2d(2, 2, stride = 2, padding = same); }
    conv2d_same_k4_s3_d1: [4, 7, 6] -> [2, 3, 2] { layer: conv2d(2, 4, stride = 3, padding = same); }
    conv2d_same_k3_s1_d2: [4, 7, 6] -> [2, 7, 6] { layer: conv2d(2, 3, dilation = 2, padding = same); }
    conv2d_same_k1_s2_d1: [4, 7, 6] -> [2, 4, 3] { layer: conv2d(2, 1, stride = 2, padding = same); }
    conv3d_same_k3_s1_d1: [4, 3, 4, 3] -> [2, 3, 4, 3] { layer: conv3d(2, 3, padding = same); }
    conv3d_same_k3_s2_d1: [4, 3, 4, 3] -> [2, 2, 2, 2] { layer: conv3d(2, 3, stride = 2, padding = same); }
    conv3d_same_k2_s1_d1: [4, 3, 4, 3] -> [2, 3, 4, 3] { layer: conv3d(2, 2, padding = same); }
    conv3d_same_k2_s2_d1: [4, 3, 4, 3] -> [2, 2, 2, 2] { layer: conv3d(2, 2, stride = 2, padding = same); }
    conv3d_same_k4_s3_d1: [4, 3, 4, 3] -> [2, 1, 2, 1] { layer: conv3d(2, 4, stride = 3, padding = same); }
    conv3d_same_k3_s1_d2: [4, 3, 4, 3] -> [2, 3, 4, 3] { layer: conv3d(2, 3, dilation = 2, padding = same); }
    conv3d_same_k1_s2_d1: [4, 3, 4, 3] -> [2, 2, 2, 2] { layer: conv3d(2, 1, stride = 2, padding = same); }
    conv2d_same_per_axis: [4, 7, 6] -> [3, 7, 3] { layer: conv2d(3, [4, 3], stride = [1, 2], padding = same); }
    conv2d_same_depthwise: [4, 7, 6] -> [4, 4, 3] { layer: conv2d(4, 3, stride = 2, padding = same, groups = 4, bias = false); }
    conv1d_asymmetric: [4, 9] -> [3, 9] { layer: conv1d(3, 3, padding = [2, 0]); }
    conv2d_asymmetric: [4, 7, 6] -> [3, 6, 7] { layer: conv2d(3, 3, padding = [0, 1, 1, 2]); }
    conv2d_asymmetric_strided: [4, 7, 6] -> [6, 3, 4] { layer: conv2d(6, 3, stride = 2, padding = [0, 1, 1, 2]); }
    conv3d_asymmetric: [4, 3, 4, 3] -> [3, 3, 4, 3] { layer: conv3d(3, 2, padding = [0, 1, 0, 1, 0, 1]); }
    conv2d_factorised: [4, 7, 6] -> [5, 7, 6] { layer: conv2d(5, [1, 5], padding = [0, 2]); }
    conv2d_per_axis: [4, 7, 6] -> [3, 4, 4] { layer: conv2d(3, [3, 2], stride = [2, 1], padding = [1, 0], dilation = [1, 2]); }
    conv3d_per_axis: [4, 3, 4, 3] -> [3, 3, 2, 4] { layer: conv3d(3, [1, 3, 2], stride = [1, 2, 1], padding = [0, 1, 1]); }
    conv_transpose1d_plain: [4, 9] -> [3, 11] { layer: conv_transpose1d(3, 3); }
    conv_transpose1d_doubling: [4, 9] -> [2, 18] { layer: conv_transpose1d(2, 2, stride = 2); }
    conv_transpose1d_options: [4, 9] -> [2, 18] { layer: conv_transpose1d(2, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose1d_dilated: [4, 9] -> [2, 9] { layer: conv_transpose1d(2, 2, dilation = 2, padding = 1); }
    conv_transpose2d_plain: [4, 7, 6] -> [3, 9, 8] { layer: conv_transpose2d(3, 3); }
    conv_transpose2d_doubling: [4, 7, 6] -> [2, 14, 12] { layer: conv_transpose2d(2, 2, stride = 2); }
    conv_transpose2d_options: [4, 7, 6] -> [2, 14, 12] { layer: conv_transpose2d(2, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose2d_dilated: [4, 7, 6] -> [2, 7, 6] { layer: conv_transpose2d(2, 2, dilation = 2, padding = 1); }
    conv_transpose3d_plain: [4, 2, 3, 2] -> [3, 4, 5, 4] { layer: conv_transpose3d(3, 3); }
    conv_transpose3d_doubling: [4, 2, 3, 2] -> [2, 4, 6, 4] { layer: conv_transpose3d(2, 2, stride = 2); }
    conv_transpose3d_options: [4, 2, 3, 2] -> [2, 4, 6, 4] { layer: conv_transpose3d(2, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false); }
    conv_transpose3d_dilated: [4, 2, 3, 2] -> [2, 2, 3, 2] { layer: conv_transpose3d(2, 2, dilation = 2, padding = 1); }
    conv_transpose2d_per_axis: [4, 7, 6] -> [2, 14, 7] { layer: conv_transpose2d(2, [3, 2], stride = [2, 1], padding = [1, 0], output_padding = [1, 0]); }
    linear_features: [10] -> [7] { layer: linear(7); }
    linear_no_bias: [10] -> [7] { layer: linear(7, bias = false); }
    linear_channels_signal: [4, 9] -> [3, 9] { layer: linear(3, dim = channels); }
    linear_channels_image: [4, 7, 6] -> [3, 7, 6] { layer: linear(3, dim = channels); }
    linear_channels_volume: [4, 3, 4, 3] -> [3, 3, 4, 3] { layer: linear(3, dim = channels); }
    linear_channels_no_bias: [4, 7, 6] -> [5, 7, 6] { layer: linear(5, bias = false, dim = channels); }
    max_pool1d_plain: [4, 9] -> [4, 4] { layer: max_pool1d(2); }
    max_pool1d_overlapping: [4, 9] -> [4, 9] { layer: max_pool1d(3, stride = 1, padding = 1); }
    max_pool1d_options: [4, 9] -> [4, 5] { layer: max_pool1d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool1d_ceil: [4, 9] -> [4, 5] { layer: max_pool1d(2, stride = 2, ceil_mode = true); }
    max_pool1d_dilated: [4, 9] -> [4, 7] { layer: max_pool1d(2, stride = 1, dilation = 2); }
    max_pool1d_same_k3_s2: [4, 9] -> [4, 5] { layer: max_pool1d(3, stride = 2, padding = same); }
    max_pool1d_same_k2_s2: [4, 9] -> [4, 5] { layer: max_pool1d(2, stride = 2, padding = same); }
    max_pool1d_same_k3_s1: [4, 9] -> [4, 9] { layer: max_pool1d(3, stride = 1, padding = same); }
    max_pool2d_plain: [4, 7, 6] -> [4, 3, 3] { layer: max_pool2d(2); }
    max_pool2d_overlapping: [4, 7, 6] -> [4, 7, 6] { layer: max_pool2d(3, stride = 1, padding = 1); }
    max_pool2d_options: [4, 7, 6] -> [4, 4, 4] { layer: max_pool2d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool2d_ceil: [4, 7, 6] -> [4, 4, 3] { layer: max_pool2d(2, stride = 2, ceil_mode = true); }
    max_pool2d_dilated: [4, 7, 6] -> [4, 5, 4] { layer: max_pool2d(2, stride = 1, dilation = 2); }
    max_pool2d_same_k3_s2: [4, 7, 6] -> [4, 4, 3] { layer: max_pool2d(3, stride = 2, padding = same); }
    max_pool2d_same_k2_s2: [4, 7, 6] -> [4, 4, 3] { layer: max_pool2d(2, stride = 2, padding = same); }
    max_pool2d_same_k3_s1: [4, 7, 6] -> [4, 7, 6] { layer: max_pool2d(3, stride = 1, padding = same); }
    max_pool3d_plain: [4, 3, 4, 3] -> [4, 1, 2, 1] { layer: max_pool3d(2); }
    max_pool3d_overlapping: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: max_pool3d(3, stride = 1, padding = 1); }
    max_pool3d_options: [4, 3, 4, 3] -> [4, 2, 3, 2] { layer: max_pool3d(3, stride = 2, padding = 1, ceil_mode = true); }
    max_pool3d_ceil: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: max_pool3d(2, stride = 2, ceil_mode = true); }
    max_pool3d_dilated: [4, 3, 4, 3] -> [4, 1, 2, 1] { layer: max_pool3d(2, stride = 1, dilation = 2); }
    max_pool3d_same_k3_s2: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: max_pool3d(3, stride = 2, padding = same); }
    max_pool3d_same_k2_s2: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: max_pool3d(2, stride = 2, padding = same); }
    max_pool3d_same_k3_s1: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: max_pool3d(3, stride = 1, padding = same); }
    max_pool2d_per_axis: [4, 7, 6] -> [4, 7, 3] { layer: max_pool2d([3, 2], stride = [1, 2], padding = [1, 0]); }
    max_pool2d_asymmetric: [4, 7, 6] -> [4, 3, 3] { layer: max_pool2d(3, stride = 2, padding = [0, 0, 1, 1]); }
    avg_pool1d_plain: [4, 9] -> [4, 4] { layer: avg_pool1d(2); }
    avg_pool1d_padded: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1); }
    avg_pool1d_uncounted: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool1d_ceil: [4, 9] -> [4, 5] { layer: avg_pool1d(2, stride = 2, ceil_mode = true); }
    avg_pool1d_ceil_padded: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool1d_ceil_uncounted: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = false); }
    avg_pool1d_same_k3_s2: [4, 9] -> [4, 5] { layer: avg_pool1d(3, stride = 2, padding = same); }
    avg_pool1d_same_k2_s2: [4, 9] -> [4, 5] { layer: avg_pool1d(2, stride = 2, padding = same); }
    avg_pool1d_same_k3_s1: [4, 9] -> [4, 9] { layer: avg_pool1d(3, stride = 1, padding = same); }
    avg_pool2d_plain: [4, 7, 6] -> [4, 3, 3] { layer: avg_pool2d(2); }
    avg_pool2d_padded: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = 1); }
    avg_pool2d_uncounted: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool2d_ceil: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(2, stride = 2, ceil_mode = true); }
    avg_pool2d_ceil_padded: [4, 7, 6] -> [4, 4, 4] { layer: avg_pool2d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool2d_ceil_uncounted: [4, 7, 6] -> [4, 4, 4] { layer: avg_pool2d(3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = false); }
    avg_pool2d_same_k3_s2: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(3, stride = 2, padding = same); }
    avg_pool2d_same_k2_s2: [4, 7, 6] -> [4, 4, 3] { layer: avg_pool2d(2, stride = 2, padding = same); }
    avg_pool2d_same_k3_s1: [4, 7, 6] -> [4, 7, 6] { layer: avg_pool2d(3, stride = 1, padding = same); }
    avg_pool3d_plain: [4, 3, 4, 3] -> [4, 1, 2, 1] { layer: avg_pool3d(2); }
    avg_pool3d_padded: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: avg_pool3d(3, stride = 2, padding = 1); }
    avg_pool3d_uncounted: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: avg_pool3d(3, stride = 2, padding = 1, count_include_pad = false); }
    avg_pool3d_ceil: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: avg_pool3d(2, stride = 2, ceil_mode = true); }
    avg_pool3d_ceil_padded: [4, 3, 4, 3] -> [4, 2, 3, 2] { layer: avg_pool3d(3, stride = 2, padding = 1, ceil_mode = true); }
    avg_pool3d_ceil_uncounted: [4, 3, 4, 3] -> [4, 2, 3, 2] { layer: avg_pool3d(3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = false); }
    avg_pool3d_same_k3_s2: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: avg_pool3d(3, stride = 2, padding = same); }
    avg_pool3d_same_k2_s2: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: avg_pool3d(2, stride = 2, padding = same); }
    avg_pool3d_same_k3_s1: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: avg_pool3d(3, stride = 1, padding = same); }
    avg_pool2d_per_axis: [4, 7, 6] -> [4, 7, 3] { layer: avg_pool2d([3, 2], stride = [1, 2], padding = [1, 0]); }
    avg_pool2d_asymmetric: [4, 7, 6] -> [4, 3, 3] { layer: avg_pool2d(3, stride = 2, padding = [0, 0, 1, 1]); }
    adaptive_avg_pool1d_1: [4, 9] -> [4, 1] { layer: adaptive_avg_pool1d(1); }
    adaptive_avg_pool1d_2: [4, 9] -> [4, 2] { layer: adaptive_avg_pool1d(2); }
    adaptive_avg_pool1d_3: [4, 9] -> [4, 3] { layer: adaptive_avg_pool1d(3); }
    adaptive_avg_pool1d_5: [4, 9] -> [4, 5] { layer: adaptive_avg_pool1d(5); }
    global_avg_pool1d: [4, 9] -> [4] { layer: global_avg_pool; }
    global_avg_pool1d_kept: [4, 9] -> [4, 1] { layer: global_avg_pool(keep_dims = true); }
    adaptive_avg_pool2d_1: [4, 7, 6] -> [4, 1, 1] { layer: adaptive_avg_pool2d(1); }
    adaptive_avg_pool2d_2: [4, 7, 6] -> [4, 2, 2] { layer: adaptive_avg_pool2d(2); }
    adaptive_avg_pool2d_3: [4, 7, 6] -> [4, 3, 3] { layer: adaptive_avg_pool2d(3); }
    adaptive_avg_pool2d_5: [4, 7, 6] -> [4, 5, 5] { layer: adaptive_avg_pool2d(5); }
    global_avg_pool2d: [4, 7, 6] -> [4] { layer: global_avg_pool; }
    global_avg_pool2d_kept: [4, 7, 6] -> [4, 1, 1] { layer: global_avg_pool(keep_dims = true); }
    adaptive_avg_pool3d_1: [4, 3, 4, 3] -> [4, 1, 1, 1] { layer: adaptive_avg_pool3d(1); }
    adaptive_avg_pool3d_2: [4, 3, 4, 3] -> [4, 2, 2, 2] { layer: adaptive_avg_pool3d(2); }
    adaptive_avg_pool3d_3: [4, 3, 4, 3] -> [4, 3, 3, 3] { layer: adaptive_avg_pool3d(3); }
    global_avg_pool3d: [4, 3, 4, 3] -> [4] { layer: global_avg_pool; }
    global_avg_pool3d_kept: [4, 3, 4, 3] -> [4, 1, 1, 1] { layer: global_avg_pool(keep_dims = true); }
    adaptive_avg_pool2d_pair: [4, 7, 6] -> [4, 7, 4] { layer: adaptive_avg_pool2d([7, 4]); }
    adaptive_avg_pool3d_triple: [4, 3, 4, 3] -> [4, 3, 2, 1] { layer: adaptive_avg_pool3d([3, 2, 1]); }
    adaptive_avg_pool3d_larger: [4, 3, 4, 3] -> [4, 4, 3, 2] { layer: adaptive_avg_pool3d([4, 3, 2]); }
    batch_norm_features: [10] -> [10] { layer: batch_norm; }
    batch_norm_features_eps: [10] -> [10] { layer: batch_norm(eps = 1e-2); }
    batch_norm_features_not_affine: [10] -> [10] { layer: batch_norm(affine = false); }
    layer_norm_features: [10] -> [10] { layer: layer_norm; }
    layer_norm_features_eps: [10] -> [10] { layer: layer_norm(eps = 1e-2); }
    group_norm_features: [10] -> [10] { layer: group_norm(2); }
    group_norm_features_not_affine: [10] -> [10] { layer: group_norm(2, eps = 1e-2, affine = false); }
    batch_norm_signal: [4, 9] -> [4, 9] { layer: batch_norm; }
    batch_norm_signal_eps: [4, 9] -> [4, 9] { layer: batch_norm(eps = 1e-2); }
    batch_norm_signal_not_affine: [4, 9] -> [4, 9] { layer: batch_norm(affine = false); }
    layer_norm_signal: [4, 9] -> [4, 9] { layer: layer_norm; }
    layer_norm_signal_eps: [4, 9] -> [4, 9] { layer: layer_norm(eps = 1e-2); }
    group_norm_signal: [4, 9] -> [4, 9] { layer: group_norm(2); }
    group_norm_signal_not_affine: [4, 9] -> [4, 9] { layer: group_norm(2, eps = 1e-2, affine = false); }
    batch_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: batch_norm; }
    batch_norm_image_eps: [4, 7, 6] -> [4, 7, 6] { layer: batch_norm(eps = 1e-2); }
    batch_norm_image_not_affine: [4, 7, 6] -> [4, 7, 6] { layer: batch_norm(affine = false); }
    layer_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: layer_norm; }
    layer_norm_image_eps: [4, 7, 6] -> [4, 7, 6] { layer: layer_norm(eps = 1e-2); }
    group_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(2); }
    group_norm_image_not_affine: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(2, eps = 1e-2, affine = false); }
    batch_norm_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: batch_norm; }
    batch_norm_volume_eps: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: batch_norm(eps = 1e-2); }
    batch_norm_volume_not_affine: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: batch_norm(affine = false); }
    layer_norm_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: layer_norm; }
    layer_norm_volume_eps: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: layer_norm(eps = 1e-2); }
    group_norm_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: group_norm(2); }
    group_norm_volume_not_affine: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: group_norm(2, eps = 1e-2, affine = false); }
    instance_norm_signal: [4, 9] -> [4, 9] { layer: instance_norm; }
    instance_norm_signal_affine: [4, 9] -> [4, 9] { layer: instance_norm(eps = 1e-2, affine = true); }
    local_response_norm_signal: [4, 9] -> [4, 9] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    instance_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: instance_norm; }
    instance_norm_image_affine: [4, 7, 6] -> [4, 7, 6] { layer: instance_norm(eps = 1e-2, affine = true); }
    local_response_norm_image: [4, 7, 6] -> [4, 7, 6] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    instance_norm_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: instance_norm; }
    instance_norm_volume_affine: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: instance_norm(eps = 1e-2, affine = true); }
    local_response_norm_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5); }
    group_norm_one: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(1); }
    group_norm_each: [4, 7, 6] -> [4, 7, 6] { layer: group_norm(4); }
    local_response_norm_even: [4, 7, 6] -> [4, 7, 6] { layer: local_response_norm(2, alpha = 0.5); }
    local_response_norm_plain: [4, 7, 6] -> [4, 7, 6] { layer: local_response_norm(5); }
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
    softmax_signal: [4, 9] -> [4, 9] { layer: softmax; }
    softmax_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: softmax; }
    leaky_relu_slope: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: leaky_relu(negative_slope = 0.3); }
    elu_alpha: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: elu(alpha = 0.5); }
    gelu_none: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: gelu(approximate = none); }
    gelu_tanh: [4, 7, 6] -> [4, 7, 6] { scale(8.0); layer: gelu(approximate = tanh); }
    prelu_one: [4, 7, 6] -> [4, 7, 6] { layer: prelu; }
    prelu_channels: [4, 7, 6] -> [4, 7, 6] { layer: prelu(num_parameters = 4); }
    prelu_init: [4, 9] -> [4, 9] { layer: prelu(num_parameters = 4, init = 0.1); }
    prelu_features: [10] -> [10] { layer: prelu(num_parameters = 10); }
    prelu_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: prelu(num_parameters = 4); }
    flatten_signal: [4, 9] -> [36] { layer: flatten; }
    slice_signal: [4, 9] -> [2, 9] { layer: slice(1..3); }
    channel_shuffle_signal: [4, 9] -> [4, 9] { layer: channel_shuffle(2); }
    flatten_image: [4, 7, 6] -> [168] { layer: flatten; }
    slice_image: [4, 7, 6] -> [2, 7, 6] { layer: slice(1..3); }
    channel_shuffle_image: [4, 7, 6] -> [4, 7, 6] { layer: channel_shuffle(2); }
    flatten_volume: [4, 3, 4, 3] -> [144] { layer: flatten; }
    slice_volume: [4, 3, 4, 3] -> [2, 3, 4, 3] { layer: slice(1..3); }
    channel_shuffle_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: channel_shuffle(2); }
    slice_features: [10] -> [7] { layer: slice(3..10); }
    channel_shuffle_features: [10] -> [10] { layer: channel_shuffle(5); }
    reshape_image_to_signal: [4, 7, 6] -> [8, 21] { layer: reshape([8, 21]); }
    reshape_image_to_features: [4, 7, 6] -> [168] { layer: reshape([168]); }
    reshape_features_to_image: [10] -> [5, 2, 1] { layer: reshape([5, 2, 1]); }
    reshape_signal_to_volume: [4, 9] -> [2, 3, 2, 3] { layer: reshape([2, 3, 2, 3]); }
    pixel_shuffle_2: [4, 7, 6] -> [1, 14, 12] { layer: pixel_shuffle(2); }
    pixel_shuffle_3: [18, 2, 3] -> [2, 6, 9] { layer: pixel_shuffle(3); }
    dropout_eval: [4, 7, 6] -> [4, 7, 6] { layer: dropout(p = 0.3); }
    stochastic_depth_eval: [4, 7, 6] -> [4, 7, 6] { layer: stochastic_depth(0.3); }
    interpolate_nearest_size_10_4: [1, 7, 6] -> [1, 10, 4] { layer: interpolate(size = [10, 4], mode = nearest); }
    interpolate_nearest_size_3_9: [1, 7, 6] -> [1, 3, 9] { layer: interpolate(size = [3, 9], mode = nearest); }
    interpolate_nearest_size_5: [1, 7, 6] -> [1, 5, 5] { layer: interpolate(size = 5, mode = nearest); }
    interpolate_nearest_scale_2_0: [1, 7, 6] -> [1, 14, 12] { layer: interpolate(scale = 2.0, mode = nearest); }
    interpolate_nearest_scale_0_5: [1, 7, 6] -> [1, 3, 3] { layer: interpolate(scale = 0.5, mode = nearest); }
    interpolate_nearest_scale_1_5: [1, 7, 6] -> [1, 10, 9] { layer: interpolate(scale = 1.5, mode = nearest); }
    interpolate_bilinear_size_10_4: [1, 7, 6] -> [1, 10, 4] { layer: interpolate(size = [10, 4], mode = bilinear); }
    interpolate_bilinear_size_3_9: [1, 7, 6] -> [1, 3, 9] { layer: interpolate(size = [3, 9], mode = bilinear); }
    interpolate_bilinear_size_5: [1, 7, 6] -> [1, 5, 5] { layer: interpolate(size = 5, mode = bilinear); }
    interpolate_bilinear_scale_2_0: [1, 7, 6] -> [1, 14, 12] { layer: interpolate(scale = 2.0, mode = bilinear); }
    interpolate_bilinear_scale_0_5: [1, 7, 6] -> [1, 3, 3] { layer: interpolate(scale = 0.5, mode = bilinear); }
    interpolate_bilinear_scale_1_5: [1, 7, 6] -> [1, 10, 9] { layer: interpolate(scale = 1.5, mode = bilinear); }
    interpolate_bilinear_size_10_4_corners: [1, 7, 6] -> [1, 10, 4] { layer: interpolate(size = [10, 4], mode = bilinear, align_corners = true); }
    interpolate_bilinear_size_3_9_corners: [1, 7, 6] -> [1, 3, 9] { layer: interpolate(size = [3, 9], mode = bilinear, align_corners = true); }
    interpolate_bilinear_size_5_corners: [1, 7, 6] -> [1, 5, 5] { layer: interpolate(size = 5, mode = bilinear, align_corners = true); }
    interpolate_bilinear_scale_2_0_corners: [1, 7, 6] -> [1, 14, 12] { layer: interpolate(scale = 2.0, mode = bilinear, align_corners = true); }
    interpolate_bilinear_scale_0_5_corners: [1, 7, 6] -> [1, 3, 3] { layer: interpolate(scale = 0.5, mode = bilinear, align_corners = true); }
    interpolate_bilinear_scale_1_5_corners: [1, 7, 6] -> [1, 10, 9] { layer: interpolate(scale = 1.5, mode = bilinear, align_corners = true); }
    interpolate_bicubic_size_10_4: [1, 7, 6] -> [1, 10, 4] { layer: interpolate(size = [10, 4], mode = bicubic); }
    interpolate_bicubic_size_3_9: [1, 7, 6] -> [1, 3, 9] { layer: interpolate(size = [3, 9], mode = bicubic); }
    interpolate_bicubic_size_5: [1, 7, 6] -> [1, 5, 5] { layer: interpolate(size = 5, mode = bicubic); }
    interpolate_bicubic_scale_2_0: [1, 7, 6] -> [1, 14, 12] { layer: interpolate(scale = 2.0, mode = bicubic); }
    interpolate_bicubic_scale_0_5: [1, 7, 6] -> [1, 3, 3] { layer: interpolate(scale = 0.5, mode = bicubic); }
    interpolate_bicubic_scale_1_5: [1, 7, 6] -> [1, 10, 9] { layer: interpolate(scale = 1.5, mode = bicubic); }
    interpolate_bicubic_size_10_4_corners: [1, 7, 6] -> [1, 10, 4] { layer: interpolate(size = [10, 4], mode = bicubic, align_corners = true); }
    interpolate_bicubic_size_3_9_corners: [1, 7, 6] -> [1, 3, 9] { layer: interpolate(size = [3, 9], mode = bicubic, align_corners = true); }
    interpolate_bicubic_size_5_corners: [1, 7, 6] -> [1, 5, 5] { layer: interpolate(size = 5, mode = bicubic, align_corners = true); }
    interpolate_bicubic_scale_2_0_corners: [1, 7, 6] -> [1, 14, 12] { layer: interpolate(scale = 2.0, mode = bicubic, align_corners = true); }
    interpolate_bicubic_scale_0_5_corners: [1, 7, 6] -> [1, 3, 3] { layer: interpolate(scale = 0.5, mode = bicubic, align_corners = true); }
    interpolate_bicubic_scale_1_5_corners: [1, 7, 6] -> [1, 10, 9] { layer: interpolate(scale = 1.5, mode = bicubic, align_corners = true); }
    scale_number: [4, 7, 6] -> [4, 7, 6] { layer: scale(2.0); }
    scale_shift: [4, 7, 6] -> [4, 7, 6] { layer: scale(2.0, shift = -0.5); }
    scale_channels_signal: [4, 9] -> [4, 9] { layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.25, 0.5, 0.75]); }
    parameter_signal: [4, 9] -> [4, 9] { layer: product { identity; gamma: parameter([4, 1], init = 1.0); } }
    scale_channels_image: [4, 7, 6] -> [4, 7, 6] { layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.25, 0.5, 0.75]); }
    parameter_image: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; gamma: parameter([4, 1, 1], init = 1.0); } }
    scale_channels_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.25, 0.5, 0.75]); }
    parameter_volume: [4, 3, 4, 3] -> [4, 3, 4, 3] { layer: product { identity; gamma: parameter([4, 1, 1, 1], init = 1.0); } }
    parameter_features: [10] -> [10] { layer: product { identity; gamma: parameter([10]); } }
    parameter_whole: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; gamma: parameter([4, 7, 6]); } }
    sum_image: [4, 7, 6] -> [4, 7, 6] { layer: sum { identity; conv: conv2d(4, 3, padding = 1); relu; } }
    sum_features: [10] -> [10] { layer: sum { identity; fc: linear(10); } }
    residual_signal: [4, 9] -> [4, 9] { layer: residual { conv: conv1d(4, 3, padding = 1); } }
    concat_image: [4, 3, 4] -> [10, 3, 4] { layer: concat { identity; conv: conv2d(2, 1); tanh; } }
    concat_features: [10] -> [20] { layer: concat { relu; identity; } }
    concat_signal: [4, 9] -> [8, 9] { layer: concat { relu; identity; } }
    concat_volume: [4, 3, 4, 3] -> [8, 3, 4, 3] { layer: concat { relu; identity; } }
    product_gate: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; { global_avg_pool(keep_dims = true); gate: conv2d(4, 1); sigmoid; } } }
    product_gate_first: [4, 7, 6] -> [4, 7, 6] { layer: product { global_avg_pool(keep_dims = true); identity; } }
    product_rows: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; adaptive_avg_pool2d([1, 6]); } }
    product_both: [4, 7, 6] -> [4, 7, 6] { layer: product { adaptive_avg_pool2d([7, 1]); adaptive_avg_pool2d([1, 6]); } }
    product_mask: [4, 7, 6] -> [4, 7, 6] { layer: product { identity; mask: conv2d(1, 1); } }
    product_features: [10] -> [10] { layer: product { identity; sigmoid; } }
}
