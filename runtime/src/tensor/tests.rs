use super::*;
use crate::backend::Flex;

type Small = Image<Flex, 3, 4, 5>;

fn device() -> Device {
    Flex::device().unwrap()
}

fn plain<const R: usize>(dims: [usize; R]) -> Tensor<R> {
    Tensor::zeros(dims, &device())
}

#[test]
fn every_dimension_is_compared() {
    assert!(Small::try_from(plain([7, 3, 4, 5])).is_ok());
    for wrong in [[1, 1, 4, 5], [1, 3, 1, 5], [1, 3, 4, 1]] {
        let error = Small::try_from(plain(wrong)).unwrap_err().to_string();
        let expected = format!("expected an image [3, 4, 5], found {:?}", &wrong[1..]);
        assert_eq!(error, expected);
    }
}

#[test]
fn channels_at_the_end_are_recognised() {
    let error = Small::try_from(plain([7, 4, 5, 3])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an image [3, 4, 5], found [4, 5, 3]\n\
         help: the channels come first: `tensor.permute([0, 3, 1, 2])`"
    );
    assert!(Small::try_from(plain([7, 4, 5, 3]).permute([0, 3, 1, 2])).is_ok());
}

#[test]
fn open_sizes_admit_any_number_and_channels_do_not() {
    assert!(Image::<Flex, 3>::try_from(plain([1, 3, 9, 1])).is_ok());
    let error = Image::<Flex, 3, ANY, 4>::try_from(plain([1, 3, 9, 1])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an image [3, _, 4], found [3, 9, 1]"
    );
    let error = Signal::<Flex, 2>::try_from(plain([1, 3, 9])).unwrap_err();
    assert_eq!(error.to_string(), "expected a signal [2, _], found [3, 9]");
}

#[test]
fn data_of_another_rank_is_an_error_and_no_panic() {
    let error = Small::from_data([[1.0, 2.0]], &device()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an image [batch, 3, 4, 5], found data [1, 2]"
    );
    assert!(Features::<Flex, 2>::from_data([[1, 2], [3, 4]], &device()).is_ok());
}

#[test]
fn sizes_must_be_known_where_numbers_are_made() {
    let error = Image::<Flex, 3>::zeros(1, &device()).unwrap_err();
    assert!(matches!(error, MisfitError::OpenSize { .. }), "{error}");
    assert!(Image::<Flex, 3>::random(1, &device()).is_err());
}

#[test]
fn sizes_are_opened_and_closed_again() {
    let any = Small::zeros(2, &device()).unwrap().any_size();
    assert!(any.clone().try_into_size::<4, ANY>().is_ok());
    assert!(any.try_into_size::<5, 4>().is_err());
}

#[test]
fn a_batch_is_joined_and_split_in_order() {
    let numbers = |value: f32| Features::<Flex, 2>::from_data([[value, value]], &device()).unwrap();
    let batch = Features::batch((0..5).map(|n| numbers(n as f32))).unwrap();
    assert_eq!(batch.batch_size(), 5);
    let firsts: Vec<f32> = batch
        .into_iter()
        .map(|one| one.into_tensor().into_data().try_to_vec().unwrap()[0])
        .collect();
    assert_eq!(firsts, [0.0, 1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn a_batch_needs_parts_that_agree() {
    assert_eq!(Small::batch([]).unwrap_err(), MisfitError::Empty);
    let (a, b) = (plain([1, 3, 2, 2]), plain([1, 3, 2, 4]));
    let error = Image::<Flex, 3>::batch([a, b].map(|t| t.try_into().unwrap())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected one size in a batch, found [3, 2, 2] and [3, 2, 4]"
    );
    let recording = Small::zeros(1, &device().autodiff()).unwrap();
    assert!(Small::batch([recording, Small::zeros(1, &device()).unwrap()]).is_err());
}

#[test]
fn gradients_do_not_change_the_backend() {
    let tensor = Tensor::<2>::zeros([1, 2], &device().autodiff());
    assert!(Features::<Flex, 2>::try_from(tensor).is_ok());
}

#[test]
fn it_shows_its_type_and_not_its_numbers() {
    let shown = format!("{:?}", Small::zeros(2, &device()).unwrap().any_size());
    assert!(
        shown.starts_with("Image<Flex, 3, ANY, ANY>([2, 3, 4, 5] on Device<Flex"),
        "{shown}"
    );
}

#[test]
fn types_are_named_by_their_numbers() {
    fn same<T>(_: Option<T>, _: Option<T>) {}
    same::<Features<Flex, 7>>(
        None,
        None::<<OfRank<1> as BoundaryType<Flex, 7, ANY, ANY, ANY>>::Type>,
    );
    same::<Signal<Flex, 2>>(
        None,
        None::<<OfRank<2> as BoundaryType<Flex, 2, ANY, ANY, ANY>>::Type>,
    );
    same::<Image<Flex, 3, 8, 9>>(
        None,
        None::<<OfRank<3> as BoundaryType<Flex, 3, 8, 9, ANY>>::Type>,
    );
    same::<Volume<Flex, 1>>(
        None,
        None::<<OfRank<4> as BoundaryType<Flex, 1, ANY, ANY, ANY>>::Type>,
    );
}

#[cfg(feature = "ndarray")]
#[test]
fn a_tensor_of_another_backend_is_refused_and_can_be_moved() {
    use crate::backend::NdArray;

    let here = Small::zeros(2, &device()).unwrap();
    let error = Image::<NdArray, 3, 4, 5>::try_from(here.tensor().clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a tensor on NdArray, found one on Flex\n\
         help: `to_backend::<NdArray>(&device)` of a typed tensor changes the backend"
    );
    let there = NdArray::device().unwrap();
    assert!(here.clone().to_device(&there).is_err());
    let moved: Image<NdArray, 3, 4, 5> = here.to_backend(&there).unwrap();
    assert_eq!(moved.device(), there);
}
