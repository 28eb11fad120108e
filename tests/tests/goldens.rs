//! The networks of `firebrick::models` against PyTorch and Keras, by the figures of `reference/networks`: counts, names,
//! the shape of every layer, logits. No weight files: the scheme of `reference/README.md` fills both sides alike.

use firebrick::Image;
use firebrick::backend::Flex;
use firebrick::models;
use firebrick_tests::golden::{self, Golden};
use firebrick_tests::parity::{self, GAINS, Table};
use firebrick_tests::zoo::{self, Published};

fn assert_golden<M: Published>() {
    let golden = Golden::read(parity::figures(M::NAME));
    golden::assert_plan::<M>(&golden);
    golden.assert_state(&M::filled(&golden.filling(4.0)).state());
    let row = parity::row::<M>(&golden);
    println!("{row}");
    for ((gain, error), tolerance) in GAINS.iter().zip(row.errors).zip(row.tolerances()) {
        assert!(error < tolerance, "{}: {error:e} at G = {gain}", M::NAME);
    }
    let readme = std::fs::read_to_string(Table::path()).unwrap();
    Table::in_text(&readme).assert_says(&row);
}

macro_rules! goldens {
    ($($name:ident: $Net:ident, $_:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_golden::<models::$Net<Flex>>();
        }
    )*};
}

firebrick::each_model!(goldens);

/// The side heads of a network by the names of its `outputs`, and as the figures call them.
macro_rules! heads {
    ($($test:ident: $Net:ident { $($head:ident = $theirs:literal),* };)*) => {$(
        #[test]
        fn $test() {
            type Net = models::$Net<Flex>;
            let golden = Golden::read(parity::figures(Net::NAME));
            let images = Image::from_data(zoo::input(golden.input), &Flex::device().unwrap()).unwrap();
            let all = Net::filled(&golden.filling(4.0)).forward_all(images);
            let (main, dims) = zoo::numbers(all.main.into_tensor());
            assert!(golden.error("G=4", &main, &dims) < 1e-5);
            $(
                let (found, dims) = zoo::numbers(all.$head.into_tensor());
                let error = golden.head_error($theirs, "G=4", &found, &dims);
                assert!(error < 1e-5, "{}: {error:e}", $theirs);
            )*
        }
    )*};
}

heads! {
    googlenet_heads: GoogLeNet { aux1 = "aux1", aux2 = "aux2" };
    inception_v3_head: InceptionV3 { aux = "AuxLogits" };
    deeplabv3_resnet50_head: DeepLabV3ResNet50 { aux = "aux" };
    deeplabv3_resnet101_head: DeepLabV3ResNet101 { aux = "aux" };
}

/// The size that DeepLab is trained with; the figures above are those of a smaller one.
#[test]
fn deeplab_at_the_size_it_is_trained_with() {
    fn assert_trained_size<M: Published>() {
        let golden = Golden::read(parity::figures(M::NAME));
        let error = golden::measured::<M>(&golden, 4.0, M::INPUT[1]);
        assert!(error < 1e-5, "{}: {error:e}", M::NAME);
    }
    assert_trained_size::<models::DeepLabV3ResNet50<Flex>>();
    assert_trained_size::<models::DeepLabV3ResNet101<Flex>>();
}
