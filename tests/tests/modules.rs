//! A declared network is a Burn module: records, files, stores, optimizers, validation copies, initialisers.

use firebrick::backend::Flex;
use firebrick::burn::module::Module;
use firebrick::burn::nn::Initializer;
use firebrick::burn::optim::{AdamConfig, GradientsParams};
use firebrick::burn::tensor::{Device, Tensor};
use firebrick::{Image, ParamKind, network};

network! {
    network Net: [3, 8, 8] -> [5] {
        conv: conv2d(4, 3, padding = 1);
        bn: batch_norm;
        relu;
        for _ in 0..2 { residual { conv2d(4, 3, padding = 1); } }
        global_avg_pool;
        fc: linear(5);
    }
}

fn device() -> Device {
    Flex::device().unwrap()
}

fn scores(net: &Net<Flex>, device: &Device) -> Vec<f32> {
    let ones = Tensor::<4>::ones([2, 3, 8, 8], device);
    let scores = net.forward(Image::try_from(ones).unwrap()).into_tensor();
    scores
        .into_data()
        .convert::<f32>()
        .try_to_vec::<f32>()
        .unwrap()
}

#[test]
fn a_record_carries_a_network_into_another() {
    let device = device();
    let (one, other) = (Net::<Flex>::init(&device), Net::<Flex>::init(&device));
    assert_ne!(scores(&one, &device), scores(&other, &device));
    let other = other.load_record(one.clone().into_record());
    assert_eq!(scores(&one, &device), scores(&other, &device));
}

#[test]
fn files_of_burn_and_of_pytorch_carry_it_too() {
    let device = device();
    let scratch = std::env::temp_dir().join(format!("firebrick-modules-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).unwrap();
    let net = Net::<Flex>::init(&device);
    for name in ["net.bpk", "net.safetensors"] {
        let path = scratch.join(name);
        net.save_weights(&path).unwrap();
        let mut loaded = Net::<Flex>::init(&device);
        loaded.load_weights(&path).unwrap();
        assert_eq!(scores(&net, &device), scores(&loaded, &device), "{name}");
    }
    let path = scratch.join("burn.bpk");
    net.clone().save_file(&path).unwrap();
    let mut loaded = Net::<Flex>::init(&device);
    loaded.load_weights(&path).unwrap();
    assert_eq!(scores(&net, &device), scores(&loaded, &device));
    std::fs::remove_dir_all(scratch).unwrap();
}

#[test]
fn an_optimizer_trains_it_and_its_validation_copy_stands_still() {
    let device = device();
    let recording = device.clone().autodiff();
    let mut net = Net::<Flex>::init(&recording);
    let mut adam = AdamConfig::new().init();
    let mut losses = Vec::new();
    for _ in 0..8 {
        let ones = Tensor::<4>::ones([4, 3, 8, 8], &recording);
        let scores = net.forward(Image::try_from(ones).unwrap()).into_tensor();
        let loss = (scores - 1.0).powi_scalar(2).mean();
        losses.push(loss.clone().into_scalar::<f32>());
        let gradients = GradientsParams::from_grads(loss.backward(), &net);
        net = adam.step(1e-2, net, gradients);
    }
    assert!(losses[7] < losses[0], "{losses:?}");
    let still = net.valid();
    assert_eq!(scores(&still, &device), scores(&still, &device));
}

#[test]
fn initialisers_are_chosen_by_path_and_kind() {
    let device = device();
    let mut asked = Vec::new();
    let net = Net::<Flex>::init_with(&device, |path, kind| {
        asked.push((path.to_owned(), kind));
        (kind == ParamKind::Bias).then_some(Initializer::Constant { value: 3.0 })
    });
    assert!(
        asked.contains(&("fc.weight".to_owned(), ParamKind::Weight)),
        "{asked:?}"
    );
    assert!(
        asked.contains(&("bn.gamma".to_owned(), ParamKind::Gamma)),
        "{asked:?}"
    );
    let bias = net.fc.bias.unwrap().val().into_data();
    assert_eq!(bias.try_to_vec::<f32>().unwrap(), [3.0; 5]);
}
