//! The job: weights, a forward that stops at the last of the layers, sheets.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use firebrick::backend::Backend;
use firebrick::burn::module::{Module, ModuleVisitor, Param};
use firebrick::burn::tensor::Tensor;
use firebrick::graph::{Graph, Op};
use firebrick::{Flow, models};
use firebrick_examples::lenet5::LeNet5;
use image::RgbImage;

use crate::sheet::{self, Map};
use crate::{Look, Model, picture};

/// What was looked for in a network.
struct Found {
    /// The paths, and the values under them for the picture.
    values: Vec<(String, Flow)>,
    /// The weights of the first convolution, `[out, channels, height, width]`.
    filters: Tensor<4>,
}

pub fn look<B: Backend>(options: &Look) -> Result<()> {
    let found = found::<B>(options)?;
    fs::create_dir_all(&options.out)
        .with_context(|| format!("{}: expected a folder to write to", options.out.display()))?;
    let most = options.most as usize;
    let [out, channels, height, width] = found.filters.dims();
    for (path, value) in found.values {
        let Flow::Image(value) = value else {
            bail!(
                "`{path}`: expected feature maps [C, H, W], found a value of shape {:?}\n\
                 help: choose a layer in front of the pooling or `flatten`",
                &value.dims()[1..]
            )
        };
        let [_, channels, height, width] = value.dims();
        let sheet = sheet::maps(&maps(value)?, most);
        let words = format!(
            "{} of {channels} maps of {height}×{width}",
            most.min(channels)
        );
        write(&options.out, &path, &sheet, &words)?;
    }
    let filters = maps(found.filters)?;
    let sheet = match channels {
        3 => sheet::colours(&filters, most),
        _ => sheet::maps(&filters, most),
    };
    let words = format!("{} of {out} filters of {height}×{width}", most.min(out));
    write(&options.out, "filters", &sheet, &words)
}

/// Every network has methods of its own: what is generic over them is written once here.
fn found<B: Backend>(options: &Look) -> Result<Found> {
    macro_rules! look_into {
        ($Net:ty, $picture:path, default: $layers:literal) => {{
            let device = B::device()?;
            let mut net = <$Net>::init(&device);
            net.load_weights(&options.weights)?;
            let layers = match options.layers.is_empty() {
                true => $layers.split(',').map(str::to_owned).collect(),
                false => options.layers.clone(),
            };
            let picture = $picture(options.image.as_deref(), &device)?;
            let values = net.features(picture, &layers)?;
            Ok(Found {
                values: layers.into_iter().zip(values).collect(),
                filters: first_filters(&net, <$Net>::GRAPH)?,
            })
        }};
    }
    // After the activations: what the next layers see.
    match options.model {
        Model::Lenet5 => look_into!(LeNet5<B>, picture::digit, default: "features.1,features.4"),
        Model::MobileNetV2 => look_into!(
            models::MobileNetV2<B>, picture::photo,
            default: "features.0,features.1,features.3,features.6,features.13"
        ),
        Model::Resnet18 => look_into!(
            models::ResNet18<B>, picture::photo, default: "conv1,layer1,layer2,layer3,layer4"
        ),
        Model::Vgg16 => look_into!(
            models::Vgg16<B>, picture::photo,
            default: "features.1,features.6,features.13,features.20,features.27"
        ),
    }
}

/// The weights of the first convolution of the graph, by its path.
fn first_filters(net: &impl Module, graph: &Graph<'_>) -> Result<Tensor<4>> {
    struct Search {
        at: Vec<String>,
        wanted: String,
        found: Option<Tensor<4>>,
    }
    impl ModuleVisitor for Search {
        fn enter_module(&mut self, name: &str, _: &str) {
            self.at.push(name.to_owned());
        }

        fn exit_module(&mut self, _: &str, _: &str) {
            self.at.pop();
        }

        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            if D == 4 && self.at.join(".") == self.wanted {
                let dims: [usize; 4] = std::array::from_fn(|axis| param.lazy_shape()[axis]);
                self.found = Some(param.val().reshape(dims));
            }
        }
    }
    let convolution = graph
        .nodes()
        .iter()
        .find(|node| matches!(node.op(), Op::Conv2d(_)));
    let convolution = convolution.context("expected a network with a `conv2d`, found none")?;
    let mut search = Search {
        at: Vec::new(),
        wanted: format!("{}.weight", graph.path(convolution)),
        found: None,
    };
    net.visit(&mut search);
    search
        .found
        .with_context(|| format!("`{}` is not there", search.wanted))
}

/// The planes of the first row of a batch, or of every filter: `[C, H, W]` as C maps, one after the other.
fn maps(tensor: Tensor<4>) -> Result<Vec<Map>> {
    let [rows, channels, height, width] = tensor.dims();
    ensure!(
        height * width > 0,
        "expected maps of at least one number, found {height}×{width}"
    );
    let numbers = tensor.into_data().convert::<f32>().try_to_vec::<f32>();
    let numbers = numbers.map_err(|error| anyhow::anyhow!("expected numbers, found {error:?}"))?;
    let planes = numbers.chunks(height * width).map(|numbers| Map {
        width,
        numbers: numbers.to_vec(),
    });
    let planes: Vec<Map> = planes.collect();
    debug_assert_eq!(planes.len(), rows * channels);
    Ok(planes)
}

fn write(folder: &Path, name: &str, sheet: &RgbImage, words: &str) -> Result<()> {
    let path = folder.join(format!("{name}.png"));
    sheet
        .save(&path)
        .with_context(|| format!("{}: expected a place to write a picture to", path.display()))?;
    println!("{words}: {}", path.display());
    Ok(())
}
