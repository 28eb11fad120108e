//! Whole networks against PyTorch, by the figures of `reference/networks`: counts, names, the shape of every
//! layer, logits. No weight files: the scheme of `reference/README.md` fills both sides alike.

use std::collections::HashMap;

use firebrick::Image;
use firebrick::backend::Flex;
use firebrick_tests::{networks, scheme};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    params: usize,
    inference_params: usize,
    buffers: usize,
    macs: u64,
    state: Vec<(String, Vec<usize>)>,
    layers: Vec<(String, String, Vec<usize>)>,
    logits: HashMap<String, Vec<f64>>,
}

impl Golden {
    fn read(text: &str) -> Self {
        serde_json::from_str(text).expect("the figures are JSON")
    }

    /// The largest error of the logits, as a share of the largest logit.
    fn error(&self, gain: &str, found: &[f32]) -> f64 {
        let expected = &self.logits[gain];
        assert_eq!(expected.len(), found.len());
        let largest = expected
            .iter()
            .fold(0.0_f64, |most, logit| most.max(logit.abs()));
        let errors = expected.iter().zip(found);
        errors.fold(0.0, |most: f64, (expected, found)| {
            most.max((expected - f64::from(*found)).abs())
        }) / largest
    }
}

macro_rules! goldens {
    ($($test:ident: $Net:ident, $file:literal, $side:literal, $channels:literal;)*) => {$(
        #[test]
        fn $test() {
            type Net = networks::$Net<Flex>;
            let golden = Golden::read(include_str!(concat!("../reference/networks/", $file, ".json")));
            assert_eq!(Net::PARAMS, golden.params);
            assert_eq!(Net::INFERENCE_PARAMS, golden.inference_params);
            assert_eq!(Net::BUFFERS, golden.buffers);
            assert_eq!(Net::MACS, golden.macs);

            let device = Flex::device().unwrap();
            let net = Net::init(&device);
            let state: Vec<_> = scheme::state(&net)
                .into_iter()
                .map(|entry| (entry.name, entry.shape))
                .collect();
            assert_eq!(state, golden.state, "names and shapes, in the order of PyTorch");

            let shapes: HashMap<_, _> = golden.layers.iter().map(|(name, _, shape)| (name, shape)).collect();
            let mut compared = 0;
            for node in Net::GRAPH.nodes().iter().filter(|node| node.counts().params > 0) {
                let path = Net::GRAPH.path(node);
                let found: Vec<_> = node.shape().dims().iter().filter_map(|dim| dim.known()).collect();
                assert_eq!(shapes[&path], &found, "{path}");
                compared += 1;
            }
            assert!(compared >= 5);

            for (gain, tolerance) in [(4.0, 1e-5), (6.0, 5e-5)] {
                let net = scheme::filled(net.clone(), gain);
                let data = scheme::input(&[1, $channels, $side, $side]);
                let logits = net.forward(Image::from_data(data, &device).unwrap()).into_tensor();
                let logits = logits.into_data().convert::<f32>().try_to_vec::<f32>().unwrap();
                let error = golden.error(&format!("G={gain}"), &logits);
                println!("{}: largest error {error:.1e} of the largest logit at G = {gain}", $file);
                assert!(error < tolerance, "{error:e} at G = {gain}");
            }
        }
    )*};
}

goldens! {
    lenet5: LeNet5, "lenet5", 28, 1;
    resnet18: ResNet18, "resnet18", 224, 3;
    resnet50: ResNet50, "resnet50", 224, 3;
    mobilenet_v2: MobileNetV2, "mobilenet_v2", 224, 3;
    squeezenet1_1: SqueezeNet1_1, "squeezenet1_1", 224, 3;
}
