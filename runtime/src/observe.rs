//! Looking at values while a network runs: at every one, or at some by their paths.

use std::convert::Infallible;

use crate::flow::Flow;
use crate::graph::{Found, Graph};
use crate::nearest::nearest;
use crate::part::{Observer, Part, never_stopped};

/// Runs the network and shows every value in the order of the graph's nodes, with the node's path.
pub fn observe<P: Part>(
    part: &P,
    graph: Graph<'_>,
    input: Flow,
    see: impl FnMut(&str, &Flow),
) -> Flow {
    let mut watcher = Watcher {
        graph,
        node: 1,
        see,
    };
    never_stopped(part.flow(input, &mut watcher))
}

struct Watcher<'g, F> {
    graph: Graph<'g>,
    /// The node that runs next.
    node: usize,
    see: F,
}

impl<F: FnMut(&str, &Flow)> Observer for Watcher<'_, F> {
    type Stop = Infallible;

    fn begin(&mut self) {}

    fn end(&mut self, value: &Flow) -> Result<(), Infallible> {
        let node = &self.graph.nodes()[self.node];
        (self.see)(&self.graph.path(node), value);
        self.node += 1;
        Ok(())
    }

    fn skip(&mut self, nodes: usize) {
        self.node += nodes;
    }
}

/// What `Net::features` is asked for: an array of paths gives an array of values, a vector or a slice gives
/// a vector.
///
/// ```
/// use firebrick::burn::tensor::Tensor;
/// use firebrick::{Image, backend::Flex, network};
///
/// network! {
///     network Tiny: [3, 8, 8] -> [10] {
///         stem: conv2d(4, 3);
///         body: { conv: conv2d(8, 3); relu; }
///         global_avg_pool;
///         fc: linear(10);
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let device = Flex::device()?;
/// let net = Tiny::<Flex>::init(&device);
/// let images = Image::random(2, &device)?;
///
/// // The value of `body` is what it leaves: that of `relu`. `fc` is not computed.
/// let [body, stem] = net.features(images.clone(), ["body", "stem"])?;
/// assert_eq!(body.dims(), [2, 8, 4, 4]);
/// let stem: Tensor<4> = stem.try_into()?;
///
/// let asked: Vec<String> = vec!["body.conv".to_owned()];
/// assert_eq!(net.features(images.clone(), asked)?.len(), 1);
///
/// let error = net.features(images, ["bodi"]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`Tiny` has no value under the path `bodi`\nhelp: `body`",
/// );
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of paths",
    label = "expected an array or a list of texts",
    note = "an array of one path is written `[\"layer2\"]`"
)]
pub trait Paths {
    /// The values in the order of the paths.
    type Values;

    /// The paths as text.
    fn paths(&self) -> Vec<&str>;

    /// Gives the values, one for each path, the form of the paths.
    fn values(values: Vec<Flow>) -> Self::Values;
}

#[diagnostic::do_not_recommend]
impl<S: AsRef<str>, const N: usize> Paths for [S; N] {
    type Values = [Flow; N];

    fn paths(&self) -> Vec<&str> {
        self.iter().map(AsRef::as_ref).collect()
    }

    fn values(values: Vec<Flow>) -> [Flow; N] {
        let values: Result<[Flow; N], _> = values.try_into();
        values.expect("there is a value for each path")
    }
}

/// Lists whose length is known at run time.
macro_rules! lists {
    ($($List:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<S: AsRef<str>> Paths for $List {
            type Values = Vec<Flow>;

            fn paths(&self) -> Vec<&str> {
                self.iter().map(AsRef::as_ref).collect()
            }

            fn values(values: Vec<Flow>) -> Vec<Flow> {
                values
            }
        }
    )*};
}

lists!(Vec<S>, &[S], &Vec<S>);

/// No value stands under a path that was asked for.
///
/// [`Paths`] shows one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// The network has no such path.
    #[error(
        "`{network}` has no value under the path `{path}`\nhelp: {}",
        help(nearest.as_deref(), paths)
    )]
    Unknown {
        /// The name of the network.
        network: &'static str,
        /// What was asked for.
        path: String,
        /// The path that was probably meant.
        nearest: Option<String>,
        /// Every path that has a value, in the order in which they begin.
        paths: Vec<String>,
    },
    /// The path is a part of a side head.
    #[error(
        "`{path}` belongs to a side head of `{network}`, which `forward` does not compute\n\
         help: `forward_all` computes it"
    )]
    Side {
        /// The name of the network.
        network: &'static str,
        /// What was asked for.
        path: String,
    },
}

/// The path that was meant, else those at the top.
fn help(nearest: Option<&str>, paths: &[String]) -> String {
    if let Some(nearest) = nearest {
        return format!("`{nearest}`");
    }
    let top = paths.iter().filter(|path| !path.contains('.'));
    let top: Vec<String> = top.map(|path| format!("`{path}`")).collect();
    match top.is_empty() {
        true => "label the statement whose value is wanted: `name: …`".to_owned(),
        false => format!("it has {}, and what stands in them", top.join(", ")),
    }
}

/// The nodes that leave the values of these paths.
fn nodes(graph: Graph<'_>, network: &'static str, paths: &[&str]) -> Result<Vec<u32>, PathError> {
    let node = |path: &&str| match graph.find(path) {
        Found::Value(node) => Ok(node),
        Found::Side => Err(PathError::Side {
            network,
            path: (*path).to_owned(),
        }),
        Found::Nothing => {
            let paths = graph.paths();
            let all = || paths.iter().map(String::as_str);
            let end = format!(".{path}");
            let nearest = nearest(path, all()).or_else(|| all().find(|all| all.ends_with(&end)));
            Err(PathError::Unknown {
                network,
                path: (*path).to_owned(),
                nearest: nearest.map(str::to_owned),
                paths: paths.clone(),
            })
        }
    };
    paths.iter().map(node).collect()
}

/// The values under these paths; what comes after the last of them is not computed.
///
/// # Errors
/// Where the network has no value under a path; nothing is computed then.
pub fn features<P: Part, N: Paths>(
    part: &P,
    network: &'static str,
    graph: Graph<'_>,
    input: Flow,
    paths: &N,
) -> Result<N::Values, PathError> {
    let nodes = nodes(graph, network, &paths.paths())?;
    Ok(N::values(collect(part, &nodes, input)))
}

/// The values of the `taps` of a declaration.
pub fn taps<P: Part, const N: usize>(part: &P, nodes: &[u32; N], input: Flow) -> [Flow; N] {
    let values: Result<[Flow; N], _> = collect(part, nodes, input).try_into();
    values.expect("there is a value for each tap")
}

/// The values that these nodes make, in the order of the list.
fn collect<P: Part>(part: &P, nodes: &[u32], input: Flow) -> Vec<Flow> {
    let Some(&last) = nodes.iter().max() else {
        return Vec::new();
    };
    let mut collector = Collector {
        nodes,
        last,
        node: 0,
        values: vec![None; nodes.len()],
    };
    // The input is a value too: a path may lead back to it.
    if collector.end(&input).is_ok() {
        let _ = part.flow(input, &mut collector);
    }
    let values = collector.values.into_iter();
    let values = values.map(|value| value.expect("every node of the plan has run"));
    values.collect()
}

struct Collector<'n> {
    nodes: &'n [u32],
    last: u32,
    /// The node that runs next.
    node: u32,
    values: Vec<Option<Flow>>,
}

/// Everything that was asked for is there.
struct Complete;

impl Observer for Collector<'_> {
    type Stop = Complete;

    fn begin(&mut self) {}

    fn end(&mut self, value: &Flow) -> Result<(), Complete> {
        for (wanted, slot) in self.nodes.iter().zip(&mut self.values) {
            if *wanted == self.node {
                *slot = Some(value.clone());
            }
        }
        if self.node == self.last {
            return Err(Complete);
        }
        self.node += 1;
        Ok(())
    }

    fn skip(&mut self, nodes: usize) {
        self.node += nodes as u32;
    }
}
