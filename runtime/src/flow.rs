//! The value that flows through generated `forward` code: its rank is known to the plan, not to the
//! type, so a body that is made of other blocks needs none.

use burn::tensor::{Device, Tensor};

/// A value with its batch, by rank.
#[derive(Clone, Debug)]
pub enum Flow {
    /// `[batch, N]`
    Features(Tensor<2>),
    /// `[batch, C, L]`
    Signal(Tensor<3>),
    /// `[batch, C, H, W]`
    Image(Tensor<4>),
    /// `[batch, C, D, H, W]`
    Volume(Tensor<5>),
}

/// A tensor that can enter and leave a body.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` does not flow through a network",
    label = "expected `Tensor<2>`, `Tensor<3>`, `Tensor<4>` or `Tensor<5>`"
)]
pub trait Carry: Sized {
    fn into_flow(self) -> Flow;

    /// # Panics
    /// Where the flow has another rank: the plan has refused it before.
    fn from_flow(flow: Flow) -> Self;
}

macro_rules! carry {
    ($($Kind:ident = $rank:literal),*) => {$(
        impl Carry for Tensor<$rank> {
            fn into_flow(self) -> Flow {
                Flow::$Kind(self)
            }

            #[track_caller]
            fn from_flow(flow: Flow) -> Self {
                match flow {
                    Flow::$Kind(tensor) => tensor,
                    other => panic!(
                        "expected a tensor of rank {}, found one of shape {:?}",
                        $rank,
                        other.dims(),
                    ),
                }
            }
        }
    )*};
}

carry!(Features = 2, Signal = 3, Image = 4, Volume = 5);

macro_rules! into_tensor {
    ($($Kind:ident = $rank:literal),*) => {$(
        impl TryFrom<Flow> for Tensor<$rank> {
            type Error = RankError;

            fn try_from(flow: Flow) -> Result<Self, RankError> {
                match flow {
                    Flow::$Kind(tensor) => Ok(tensor),
                    other => Err(RankError { expected: $rank, found: other.dims() }),
                }
            }
        }
    )*};
}

into_tensor!(Features = 2, Signal = 3, Image = 4, Volume = 5);

/// A value is not of the rank of the tensor that it shall become.
///
/// ```
/// use firebrick::burn::tensor::Tensor;
/// use firebrick::{Flow, backend::Flex};
///
/// let features = Flow::Features(Tensor::zeros([2, 10], &Flex::device()?));
/// let error = Tensor::<4>::try_from(features).unwrap_err();
/// assert_eq!(error.to_string(), "expected a tensor of rank 4, found one of shape [2, 10]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a tensor of rank {expected}, found one of shape {found:?}")]
pub struct RankError {
    /// The rank of the tensor's type, the batch included.
    pub expected: usize,
    /// The dimensions of the value, the batch first.
    pub found: Vec<usize>,
}

impl Carry for Flow {
    fn into_flow(self) -> Flow {
        self
    }

    fn from_flow(flow: Flow) -> Self {
        flow
    }
}

/// The same expression for the tensor of every rank: `each_rank!(flow, t => activation::relu(t))`.
macro_rules! each_rank {
    ($flow:expr, $tensor:ident => $result:expr) => {
        match $flow {
            $crate::flow::Flow::Features($tensor) => $crate::flow::Flow::Features($result),
            $crate::flow::Flow::Signal($tensor) => $crate::flow::Flow::Signal($result),
            $crate::flow::Flow::Image($tensor) => $crate::flow::Flow::Image($result),
            $crate::flow::Flow::Volume($tensor) => $crate::flow::Flow::Volume($result),
        }
    };
}

pub(crate) use each_rank;

impl Flow {
    /// The dimensions, the batch first.
    pub fn dims(&self) -> Vec<usize> {
        match self {
            Flow::Features(tensor) => tensor.dims().to_vec(),
            Flow::Signal(tensor) => tensor.dims().to_vec(),
            Flow::Image(tensor) => tensor.dims().to_vec(),
            Flow::Volume(tensor) => tensor.dims().to_vec(),
        }
    }

    /// Where the numbers are.
    pub fn device(&self) -> Device {
        match self {
            Flow::Features(tensor) => tensor.device(),
            Flow::Signal(tensor) => tensor.device(),
            Flow::Image(tensor) => tensor.device(),
            Flow::Volume(tensor) => tensor.device(),
        }
    }
}

/// `sum { … }`: the branches added.
///
/// # Panics
/// Where sizes that were open (`_`) at compile time differ.
#[track_caller]
pub fn sum<const N: usize>(branches: [Flow; N]) -> Flow {
    fold(branches, "sum", |left, right| match (left, right) {
        (Flow::Features(a), Flow::Features(b)) => Flow::Features(a + b),
        (Flow::Signal(a), Flow::Signal(b)) => Flow::Signal(a + b),
        (Flow::Image(a), Flow::Image(b)) => Flow::Image(a + b),
        (Flow::Volume(a), Flow::Volume(b)) => Flow::Volume(a + b),
        (left, right) => misfit("sum", &left.dims(), &right.dims()),
    })
}

/// `product { … }`: the branches multiplied; a dimension of 1 is broadcast.
///
/// # Panics
/// Where sizes that were open (`_`) at compile time do not broadcast.
#[track_caller]
pub fn product<const N: usize>(branches: [Flow; N]) -> Flow {
    fold(branches, "product", |left, right| match (left, right) {
        (Flow::Features(a), Flow::Features(b)) => Flow::Features(a * b),
        (Flow::Signal(a), Flow::Signal(b)) => Flow::Signal(a * b),
        (Flow::Image(a), Flow::Image(b)) => Flow::Image(a * b),
        (Flow::Volume(a), Flow::Volume(b)) => Flow::Volume(a * b),
        (left, right) => misfit("product", &left.dims(), &right.dims()),
    })
}

/// `concat { … }`: the branches joined along the channels.
///
/// # Panics
/// Where sizes that were open (`_`) at compile time differ.
#[track_caller]
pub fn concat<const N: usize>(branches: [Flow; N]) -> Flow {
    fn joined<const R: usize, T>(branches: Vec<Flow>, wrap: T) -> Flow
    where
        Tensor<R>: Carry,
        T: Fn(Tensor<R>) -> Flow,
    {
        wrap(Tensor::cat(
            branches.into_iter().map(Tensor::from_flow).collect(),
            1,
        ))
    }
    check_sizes(&branches, "concat", |_, axis, a, b| axis == 1 || a == b);
    match &branches[0] {
        Flow::Features(_) => joined::<2, _>(branches.into(), Flow::Features),
        Flow::Signal(_) => joined::<3, _>(branches.into(), Flow::Signal),
        Flow::Image(_) => joined::<4, _>(branches.into(), Flow::Image),
        Flow::Volume(_) => joined::<5, _>(branches.into(), Flow::Volume),
    }
}

#[track_caller]
fn fold<const N: usize>(
    branches: [Flow; N],
    join: &str,
    combine: impl Fn(Flow, Flow) -> Flow,
) -> Flow {
    let broadcasts = join == "product";
    check_sizes(&branches, join, |_, _, a, b| {
        a == b || broadcasts && (a == 1 || b == 1)
    });
    branches
        .into_iter()
        .reduce(combine)
        .expect("a branch list has a branch")
}

/// What the plan could not know is checked here: sizes that the input leaves open.
#[track_caller]
fn check_sizes(branches: &[Flow], join: &str, fits: impl Fn(usize, usize, usize, usize) -> bool) {
    for pair in branches.windows(2) {
        let (left, right) = (pair[0].dims(), pair[1].dims());
        let rows = |axis: usize| axis == 0 && (left[0] == 1 || right[0] == 1);
        let fit = left.len() == right.len()
            && (0..left.len())
                .all(|axis| rows(axis) || fits(left.len(), axis, left[axis], right[axis]));
        if !fit {
            misfit(join, &left, &right);
        }
    }
}

#[track_caller]
fn misfit(join: &str, left: &[usize], right: &[usize]) -> ! {
    panic!(
        "`{join}`: the branches end in different sizes: {:?} and {:?}",
        &left[1..],
        &right[1..],
    )
}
