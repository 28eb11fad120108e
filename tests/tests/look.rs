//! Looking inside a network: values by their paths.

use std::panic::{AssertUnwindSafe, catch_unwind};

use firebrick::backend::Flex;
use firebrick::burn::tensor::Tensor;
use firebrick::{Features, Flow, Image, PathError, ProfileOptions, models, network};
use firebrick_tests::scheme;

fn numbers(flow: Flow) -> Vec<f32> {
    let data = match flow {
        Flow::Features(tensor) => tensor.into_data(),
        Flow::Signal(tensor) => tensor.into_data(),
        Flow::Image(tensor) => tensor.into_data(),
        Flow::Volume(tensor) => tensor.into_data(),
    };
    data.try_to_vec().unwrap()
}

network! {
    network Branched: [3, 16, 16] -> [6] {
        conv: conv2d(4, 3, padding = 1) as low;
        output aux { global_avg_pool; aux: linear(2); }
        mixed: concat { identity; from low; { deep: conv2d(4, 1); relu; } }
        for i in 0..2 { "round{i}": residual { a: conv2d(12, 1); relu; } }
        if input.channels > 100 { never: conv2d(4, 1); }
        global_avg_pool;
        fc: linear(6);
    }
}

#[test]
fn features_are_what_observe_shows_at_the_end_of_a_path() {
    let device = Flex::device().unwrap();
    let net = Branched::<Flex>::init(&device);
    let images = Image::random(2, &device).unwrap();
    let mut last = std::collections::HashMap::new();
    net.observe(images.clone(), |path, value| {
        last.insert(path.to_owned(), numbers(value.clone()));
    });
    // `relu` has the path of its residual, whose sum comes after it.
    let asked = [
        "round1",
        "mixed",
        "conv",
        "round0.a",
        "round0",
        "mixed.deep",
        "fc",
        "conv",
    ];
    let found = net.features(images, asked).unwrap();
    for (path, value) in asked.iter().zip(found) {
        assert_eq!(numbers(value), last[*path], "{path}");
    }
}

#[test]
fn paths_that_are_not_there_are_told() {
    let device = Flex::device().unwrap();
    let net = Branched::<Flex>::init(&device);
    let images = Image::random(1, &device).unwrap();
    let told = |path: &str| {
        net.features(images.clone(), [path])
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        told("mixd"),
        "`Branched` has no value under the path `mixd`\nhelp: `mixed`"
    );
    assert_eq!(
        told("deep"),
        "`Branched` has no value under the path `deep`\nhelp: `mixed.deep`"
    );
    assert_eq!(
        told("zzzzzz"),
        "`Branched` has no value under the path `zzzzzz`\n\
         help: it has `conv`, `mixed`, `round0`, `round1`, `fc`, and what stands in them"
    );
    assert_eq!(
        told("aux"),
        "`aux` belongs to a side head of `Branched`, which `forward` does not compute\n\
         help: `forward_all` computes it"
    );
    for nothing in [
        "",
        ".",
        "round",
        "round0.",
        ".conv",
        "mixed.deep.deep",
        "never",
    ] {
        let error = net.features(images.clone(), [nothing]).unwrap_err();
        assert!(
            matches!(error, PathError::Unknown { .. }),
            "{nothing}: {error}"
        );
    }
    assert!(
        net.features(images, Vec::<String>::new())
            .unwrap()
            .is_empty()
    );
}

network! {
    /// The last layer is one that must not run: its input is empty for the smallest images.
    network Stops: [1, _, _] -> [1, _, _] {
        first: conv2d(1, 1);
        second: conv2d(1, 1);
        last: conv2d(1, 5);
    }
}

#[test]
fn what_comes_after_the_last_is_not_computed() {
    let device = Flex::device().unwrap();
    let net = Stops::<Flex>::init(&device);
    let small = || Image::try_from(Tensor::<4>::ones([1, 1, 2, 2], &device)).unwrap();
    let [second, first] = net.features(small(), ["second", "first"]).unwrap();
    assert_eq!(
        (first.dims(), second.dims()),
        (vec![1, 1, 2, 2], vec![1, 1, 2, 2])
    );
    let whole = catch_unwind(AssertUnwindSafe(|| net.features(small(), ["last"])));
    assert!(whole.is_err(), "a kernel of 5 does not fit on 2 × 2");
}

network! {
    /// `from` at the end of a label: what is computed under it is not what it leaves.
    network Returns: [2, 4, 4] -> [2, 4, 4] taps(back, low) {
        if input.channels > 2 { never: conv2d(2, 1); } as start;
        low: conv2d(2, 1) as low;
        back: { conv: conv2d(2, 1); from start; }
        again: { conv: conv2d(2, 1); from low; }
    }
}

#[test]
fn a_path_may_lead_back() {
    let device = Flex::device().unwrap();
    let net = Returns::<Flex>::init(&device);
    let images: Image<Flex, 2, 4, 4> = Image::random(2, &device).unwrap();
    let taps = net.taps(images.clone());
    let low = numbers(Flow::Image(taps.low.into_tensor()));
    let back = numbers(Flow::Image(taps.back.into_tensor()));
    let start = numbers(Flow::Image(images.tensor().clone()));
    assert_eq!(back, start, "the input is a value too");
    let asked = ["again", "back", "low"];
    let found = net.features(images.clone(), asked).unwrap();
    assert_eq!(found.map(numbers), [low.clone(), start.clone(), low]);
    // Nothing runs for the input alone.
    assert_eq!(
        net.features(images, ["back"]).unwrap().map(numbers),
        [start]
    );
}

#[test]
fn the_stages_of_a_resnet() {
    let device = Flex::device().unwrap();
    let net = models::ResNet18::<Flex>::init(&device);
    let images = Image::random(1, &device).unwrap();
    let [layer4, layer2] = net.features(images, ["layer4", "layer2"]).unwrap();
    let layer2: Tensor<4> = layer2.try_into().unwrap();
    assert_eq!(layer2.dims(), [1, 128, 28, 28]);
    assert_eq!(layer4.dims(), [1, 512, 7, 7]);
}

#[test]
fn a_profile_has_every_node_of_forward() {
    let device = Flex::device().unwrap();
    let net = Branched::<Flex>::init(&device);
    let options = ProfileOptions::new().warm_up(1).repetitions(3);
    let profile = net.profile_with(Image::random(2, &device).unwrap(), &options);
    let graph = Branched::<Flex>::GRAPH;
    let mut found: Vec<usize> = profile.rows().iter().map(|row| row.node).collect();
    found.sort_unstable();
    let nodes = graph.nodes().iter().enumerate().skip(1);
    let expected: Vec<usize> = nodes
        .filter(|(_, node)| !node.is_side())
        .map(|(at, _)| at)
        .collect();
    assert_eq!(found, expected);
    for row in profile.rows() {
        let node = &graph.nodes()[row.node];
        assert_eq!((&row.path, row.shape), (&graph.path(node), node.shape()));
    }
    assert_eq!(profile.macs(), Some(2 * Branched::<Flex>::MACS));
    assert!(profile.rows().is_sorted_by(|a, b| a.time >= b.time));
    assert_eq!(profile.to_depth(1).total(), profile.total());
    assert!(
        profile
            .to_string()
            .contains("a batch of 2, median of 3 runs"),
        "{profile}"
    );
}

#[test]
fn open_sizes_are_those_of_the_images() {
    let device = Flex::device().unwrap();
    let net = Stops::<Flex>::init(&device);
    let images = Image::try_from(Tensor::<4>::ones([1, 1, 9, 8], &device)).unwrap();
    let profile = net.profile(images);
    assert_eq!(
        profile.macs(),
        Some(Stops::<Flex>::graph_for([1, 9, 8]).macs())
    );
}

network! {
    /// Taps at the top, in a round, behind a hole, and in a block of another crate's kind.
    network Tapped: [3, 16, 16] -> [6] taps(mixed, conv, "round0.a" as inner, vector) {
        conv: conv2d(4, 3, padding = 1);
        conv_bn: batch_norm;
        mixed: concat { identity; { deep: conv2d(4, 1); deep_bn: batch_norm; relu; } }
        for i in 0..2 { "round{i}": residual { a: conv2d(8, 1); relu; } }
        vector: global_avg_pool;
        fc: linear(6);
    }

    /// Open sizes stay open in the types.
    network OpenTaps: [3, _, _] -> [6] taps(low) {
        low: conv2d(4, 3, stride = 2, padding = 1);
        global_avg_pool;
        linear(6);
    }
}

#[test]
fn taps_are_typed() {
    let device = Flex::device().unwrap();
    let net = Tapped::<Flex>::init(&device);
    let images = Image::random(2, &device).unwrap();
    let taps: TappedTaps<Flex> = net.taps(images.clone());
    let paths = ["mixed", "conv", "round0.a", "vector"];
    let [mixed, conv, inner, vector] = net.features(images, paths).unwrap();
    let typed: (
        Image<Flex, 8, 16, 16>,
        Image<Flex, 4, 16, 16>,
        Image<Flex, 8, 16, 16>,
        Features<Flex, 8>,
    ) = (taps.mixed, taps.conv, taps.inner, taps.vector);
    assert_eq!(numbers(mixed), numbers(Flow::Image(typed.0.into_tensor())));
    assert_eq!(numbers(conv), numbers(Flow::Image(typed.1.into_tensor())));
    assert_eq!(numbers(inner), numbers(Flow::Image(typed.2.into_tensor())));
    assert_eq!(
        numbers(vector),
        numbers(Flow::Features(typed.3.into_tensor()))
    );

    let open = OpenTaps::<Flex>::init(&device);
    let images = Image::<Flex, 3, 9, 8>::random(1, &device)
        .unwrap()
        .any_size();
    let low: Image<Flex, 4> = open.taps(images).low;
    assert_eq!(low.tensor().dims(), [1, 4, 5, 4]);
}

#[test]
fn a_tapped_value_is_not_folded_away() {
    let device = Flex::device().unwrap();
    let net = scheme::filled(Tapped::<Flex>::init(&device), 4.0);
    let folded = net.fold_batch_norms();
    let names: Vec<_> = scheme::state(&folded)
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    assert!(names.contains(&"conv_bn.weight".to_owned()), "{names:?}");
    assert!(
        !names.contains(&"mixed.deep_bn.weight".to_owned()),
        "{names:?}"
    );
    let images = || Image::try_from(Tensor::<4>::ones([1, 3, 16, 16], &device)).unwrap();
    let (found, expected) = (folded.taps(images()).conv, net.taps(images()).conv);
    assert_eq!(
        found.into_tensor().into_data(),
        expected.into_tensor().into_data()
    );
}
