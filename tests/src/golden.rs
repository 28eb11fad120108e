//! The figures of `reference/networks`, and what a network of ours is held to by them.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::scheme::{Entry, Filling};
use crate::zoo::{Published, Row};

/// One file of `reference/networks`.
#[derive(Deserialize)]
pub struct Golden {
    /// The peer and its version.
    pub source: String,
    /// What the layers' shapes and the logits without a size in their key belong to.
    pub input: [usize; 3],
    pub params: usize,
    pub inference_params: usize,
    pub buffers: usize,
    pub macs: u64,
    state: Vec<(String, Vec<usize>)>,
    /// Keras's files: the tensors as PyTorch would name and shape them.
    torch_state: Option<Vec<Renamed>>,
    layers: Vec<Layer>,
    logits: HashMap<String, Vec<f64>>,
    #[serde(default)]
    heads: HashMap<String, HashMap<String, Vec<f64>>>,
    /// Of a map, every `1 / grid`-th row and column is kept.
    grid: Option<usize>,
}

/// Name, class, shape, and Keras's options.
type Layer = (String, String, Vec<usize>);

/// Name and shape as PyTorch has them, Keras's name, and `torch = keras.transpose(axes)`.
type Renamed = (String, Vec<usize>, String, Vec<usize>);

impl Golden {
    /// The figures of a network by the name of their file.
    pub fn read(file: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("reference/networks")
            .join(file)
            .with_extension("json");
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // A fourth column of Keras's layers is not needed: serde would refuse it in a tuple.
        let mut value: serde_json::Value =
            serde_json::from_str(&text).expect("the figures are JSON");
        for layer in value["layers"].as_array_mut().into_iter().flatten() {
            layer.as_array_mut().expect("a row").truncate(3);
        }
        serde_json::from_value(value).expect("the figures have their columns")
    }

    /// How the reference's weights are filled at this gain.
    pub fn filling(&self, gain: f64) -> Filling {
        let Some(renamed) = &self.torch_state else {
            return Filling::by_own_names(gain);
        };
        let shapes: HashMap<_, _> = self.state.iter().cloned().collect();
        let rows = renamed.iter().map(|(ours, _, keras, axes)| {
            (
                ours.clone(),
                (keras.clone(), shapes[keras].clone(), axes.clone()),
            )
        });
        Filling::by_keras(rows.collect(), gain)
    }

    /// Names and shapes of the tensors, in the order of the peer.
    pub fn assert_state(&self, found: &[Entry]) {
        let expected: Vec<_> = match &self.torch_state {
            Some(renamed) => renamed
                .iter()
                .map(|(name, shape, ..)| (name, shape))
                .collect(),
            None => self
                .state
                .iter()
                .map(|(name, shape)| (name, shape))
                .collect(),
        };
        let found: Vec<_> = found
            .iter()
            .map(|entry| (&entry.name, &entry.shape))
            .collect();
        assert_eq!(
            found, expected,
            "names and shapes, in the order of the peer"
        );
    }

    /// Every layer of the peer has one of ours with its shape: the one with its name, and where it has none (it keeps
    /// no state), the next of its kind.
    pub fn assert_layers(&self, rows: &[Row]) {
        let mut free: Vec<_> = rows.iter().map(Some).collect();
        let mut unnamed = Vec::new();
        for (name, class, shape) in &self.layers {
            let Some((kinds, name)) = ours(class, name) else {
                continue;
            };
            let found = free
                .iter_mut()
                .find(|row| row.is_some_and(|row| row.path == name && kinds.contains(&row.kind)));
            match found {
                Some(row) => {
                    let row = row.take().expect("it was found");
                    assert!(
                        same(&row.dims, shape),
                        "{name}: {:?} against {shape:?}",
                        row.dims
                    );
                }
                None => unnamed.push((name, class, kinds, shape)),
            }
        }
        let mut last: HashMap<&str, usize> = HashMap::new();
        for (name, class, kinds, shape) in unnamed {
            let from = last.get(kinds[0]).copied().unwrap_or(0);
            let next = (from..free.len()).find(|at| {
                free[*at].is_some_and(|row| {
                    !row.has_state && kinds.contains(&row.kind) && same(&row.dims, shape)
                })
            });
            let next = next.unwrap_or_else(|| panic!("{name}: no {class} of {shape:?} is left"));
            last.insert(kinds[0], next + 1);
        }
    }

    /// The largest error of the logits, as a share of the largest logit.
    pub fn error(&self, key: &str, found: &[f32], dims: &[usize]) -> f64 {
        error(&self.logits[key], &self.kept(found, dims))
    }

    /// The same for a side head.
    pub fn head_error(&self, head: &str, key: &str, found: &[f32], dims: &[usize]) -> f64 {
        error(&self.heads[head][key], &self.kept(found, dims))
    }

    /// The numbers that the file keeps of an output `[1, C, H, W]`; all of `[1, C]`.
    fn kept(&self, found: &[f32], dims: &[usize]) -> Vec<f32> {
        let (Some(grid), &[_, channels, height, width]) = (self.grid, dims) else {
            return found.to_vec();
        };
        let mut kept = Vec::new();
        for channel in 0..channels {
            for row in (0..grid).map(|k| k * height / grid) {
                for column in (0..grid).map(|k| k * width / grid) {
                    kept.push(found[(channel * height + row) * width + column]);
                }
            }
        }
        kept
    }
}

/// Counts, names and the shapes of all layers.
pub fn assert_plan<M: Published>(golden: &Golden) {
    assert_eq!(M::PARAMS, golden.params);
    assert_eq!(M::INFERENCE_PARAMS, golden.inference_params);
    assert_eq!(M::BUFFERS, golden.buffers);
    assert_eq!(M::macs(), golden.macs);
    golden.assert_layers(&M::rows(golden.input));
}

fn error(expected: &[f64], found: &[f32]) -> f64 {
    assert_eq!(expected.len(), found.len());
    let largest = expected
        .iter()
        .fold(0.0_f64, |most, logit| most.max(logit.abs()));
    let errors = expected.iter().zip(found);
    errors.fold(0.0, |most: f64, (expected, found)| {
        let error = (expected - f64::from(*found)).abs();
        // NaN must not pass: `max` would drop it.
        if error.is_nan() {
            f64::INFINITY
        } else {
            most.max(error)
        }
    }) / largest
}

/// Equal shapes; a pool to one position may leave the two ones out.
fn same(ours: &[usize], theirs: &[usize]) -> bool {
    ours == theirs || matches!(theirs, [channels, 1, 1] if ours == [*channels])
}

/// What a class of PyTorch or Keras is here, and the name of its layer; `None` for what is no layer of ours.
fn ours<'a>(
    class: &str,
    name: &'a str,
) -> Option<(&'static [&'static str], std::borrow::Cow<'a, str>)> {
    let kinds: &[&str] = match class {
        "Conv2d" | "Conv2D" | "DepthwiseConv2D" => &["conv2d"],
        // Two layers of ours; the second has the result.
        "SeparableConv2D" => return Some((&["conv2d"], format!("{name}.pointwise").into())),
        "BatchNorm2d" | "BatchNormalization" => &["batch_norm"],
        "Linear" | "Dense" => &["linear"],
        // Keras's `ReLU` may have a maximum.
        "ReLU" => &["relu", "relu6"],
        "ReLU6" => &["relu6"],
        "SiLU" => &["silu"],
        "Sigmoid" => &["sigmoid"],
        "Hardswish" => &["hard_swish"],
        "Hardsigmoid" => &["hard_sigmoid"],
        "MaxPool2d" | "MaxPooling2D" => &["max_pool2d"],
        "AvgPool2d" => &["avg_pool2d"],
        "AdaptiveAvgPool2d" | "GlobalAveragePooling2D" => {
            &["adaptive_avg_pool2d", "global_avg_pool"]
        }
        "Dropout" => &["dropout"],
        "StochasticDepth" => &["stochastic_depth"],
        "Flatten" | "Reshape" => &["flatten"],
        "Add" => &["sum"],
        // Keras's activations: its ReLUs, and `linear` at the end.
        "Activation" if name == "predictions" => return None,
        "Activation" => &["relu"],
        // The padding stands on the convolution behind it.
        "InputLayer" | "ZeroPadding2D" => return None,
        unknown => panic!("{name}: what is a `{unknown}` here?"),
    };
    Some((kinds, name.into()))
}

/// The largest error of a network's logits at a gain, on an input of the figures' size or of another they have.
pub fn measured<M: Published>(golden: &Golden, gain: f64, side: usize) -> f64 {
    let key = if side == golden.input[1] {
        format!("G={gain}")
    } else {
        format!("G={gain} {side}x{side}")
    };
    let (found, dims) = M::filled(&golden.filling(gain)).logits([golden.input[0], side, side]);
    golden.error(&key, &found, &dims)
}
