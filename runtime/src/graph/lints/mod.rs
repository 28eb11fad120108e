//! Lints: what compiles but is probably wrong.
//!
//! Input: a checked [`Graph`]. Output: [`Finding`]s, each with the words of an error. They are `const fn`s
//! over the graph, one file a subject, so that `Net::lints()` at run time and `#[deny(firebrick::…)]` at
//! compile time say the same.

mod activation;
mod bias;
mod dropout;
mod level;
mod linear;
mod pixels;
mod receptive;
mod unused;

use std::fmt;
use std::panic::Location;

pub use self::level::LintSet;
pub(super) use self::unused::Unused;
use super::path::write_path;
use super::trace::Message;
use super::{Graph, Node};
use crate::shape::Fault;
use crate::shape::text::same;

macro_rules! lints {
    ($($(#[$doc:meta])* $Lint:ident $name:literal $find:path;)*) => {
        /// A rule of thumb that a network that compiles may break.
        ///
        /// Every one is found by [`Graph::lints`] and shown in the summary. Over a network,
        /// `#[deny(firebrick::bias_before_norm)]` makes an error of what one finds, `firebrick::all` of
        /// what any finds; `#[allow(firebrick::bias_before_norm)]` over a network or a block silences it
        /// there.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Lint {
            $($(#[$doc])* $Lint,)*
        }

        impl Lint {
            /// All of them.
            pub const ALL: &'static [Lint] = &[$(Lint::$Lint),*];

            /// As attributes name it, without `firebrick::`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Lint::$Lint => $name,)*
                }
            }

            /// What it has to say of the node at `at`.
            const fn find(self, graph: &Graph<'_>, at: usize) -> Option<Fault> {
                match self {
                    $(Lint::$Lint => $find(graph, at),)*
                }
            }
        }
    };
}

lints! {
    /// A convolution or `linear` with a bias that only norms read which subtract the mean of each channel
    /// (`batch_norm`, `instance_norm`): they take the bias away again.
    BiasBeforeNorm "bias_before_norm" bias::find;
    /// A stride that ends before the last rows or columns do, so that no window looks at them. Padding
    /// that is left out does not count, nor do as many positions as the stride leaves out between
    /// two windows anyway (a 1×1 kernel with a stride of 2).
    DroppedPixels "dropped_pixels" pixels::find;
    /// Positions that see less than half of the input, averaged into the result of the network: an object
    /// that fills half of it is never seen whole.
    NarrowReceptiveField "narrow_receptive_field" receptive::find_narrow;
    /// A position that sees more than ten times the input along an axis: nearly all of what it sees is
    /// padding. DenseNet-121 sees 9.2 times its 224 pixels; ResNet-18, which is made for them, would see
    /// 13.6 times an image of 32. Told once, at the first layer that does.
    WideReceptiveField "wide_receptive_field" receptive::find_wide;
    /// `… as name` that no `from name` and no `like = name` reads.
    UnusedKeptValue "unused_kept_value" unused::find;
    /// An activation of an activation.
    ConsecutiveActivations "consecutive_activations" activation::find;
    /// Dropout before `batch_norm`, with nothing but activations and pools in between: the running
    /// variance is that of training, where dropout is at work, and does not fit inference (Li et al. 2018,
    /// "Understanding the disharmony between dropout and batch normalization", arXiv:1801.05134).
    DropoutBeforeNorm "dropout_before_norm" dropout::find;
    /// A `linear` of 10,000 parameters or more that holds over half of those of the network, in one that
    /// has convolutions.
    HeavyLinear "heavy_linear" linear::find;
}

/// What a [`Lint`] has found: the node, and the words of an error.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'g> {
    lint: Lint,
    graph: Graph<'g>,
    at: usize,
    words: Fault,
}

impl<'g> Graph<'g> {
    /// What compiles but is probably wrong, in the order of the nodes.
    ///
    /// ```
    /// use firebrick::{backend::Flex, network};
    ///
    /// network! {
    ///     network Net: [3, 8, 8] -> [4, 8, 8] {
    ///         conv: conv2d(4, 3, padding = 1);
    ///         batch_norm;
    ///     }
    /// }
    ///
    /// let lints = Net::<Flex>::lints();
    /// assert_eq!(lints[0].path(), "conv");
    /// assert_eq!(lints[0].lint().name(), "bias_before_norm");
    /// assert_eq!(
    ///     lints[0].to_string(),
    ///     "`conv2d` expects no bias before `batch_norm`, which takes it away again, found one of 4 numbers\n\
    ///      help: `bias = false`",
    /// );
    /// ```
    pub fn lints(&self) -> Vec<Finding<'g>> {
        let mut found = Vec::new();
        let mut next = self.next_finding(0, LintSet::ALL);
        while let Some((finding, place)) = next {
            found.push(finding);
            next = self.next_finding(place + 1, LintSet::ALL);
        }
        found
    }

    /// The first finding at `place` or behind it, and its own place: nodes in their order, at each the
    /// lints in theirs.
    const fn next_finding(&self, mut place: usize, lints: LintSet) -> Option<(Finding<'g>, usize)> {
        let count = Lint::ALL.len();
        while self.faults == 0 && place < self.nodes.len() * count {
            let (at, lint) = (place / count, Lint::ALL[place % count]);
            if lints.has(lint)
                && !self.nodes[at].allowed.has(lint)
                && let Some(words) = lint.find(self, at)
            {
                let graph = *self;
                let finding = Finding {
                    lint,
                    graph,
                    at,
                    words,
                };
                return Some((finding, place));
            }
            place += 1;
        }
        None
    }
}

impl<'g> Finding<'g> {
    /// The lint that found it.
    pub const fn lint(&self) -> Lint {
        self.lint
    }

    /// The node that it is about.
    pub const fn node(&self) -> &'g Node {
        &self.graph.nodes[self.at]
    }

    /// The path of the node.
    pub fn path(&self) -> String {
        self.graph.path(self.node())
    }

    /// What was expected and what was found.
    pub const fn fact(&self) -> &str {
        self.words.fact.as_str()
    }

    /// The replacement, or the next step.
    pub const fn help(&self) -> &str {
        self.words.help.as_str()
    }

    /// Where it is written: the statement, for a kept value its name.
    pub const fn location(&self) -> Option<&'static Location<'static>> {
        match (self.lint, self.node().unused) {
            (Lint::UnusedKeptValue, Some(unused)) => Some(unused.location),
            _ => self.node().location,
        }
    }

    /// Whether the two are one mistake: of one lint at one place in the source, as in every round of a loop.
    pub(crate) const fn is_like(&self, other: &Finding<'_>) -> bool {
        if self.lint as u8 != other.lint as u8 {
            return false;
        }
        match (self.location(), other.location()) {
            (Some(here), Some(there)) => {
                here.line() == there.line()
                    && here.column() == there.column()
                    && same(here.file().as_bytes(), there.file().as_bytes())
            }
            _ => false,
        }
    }
}

impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.fmt(f)
    }
}

/// A finding that must stop the compiler, where its step is traced.
#[derive(Clone, Copy, Debug)]
pub struct Denied {
    node: u32,
    /// The name of the kept value that it is about.
    unused: Option<Unused>,
    message: Message,
}

impl Denied {
    /// The first mistake that one of `lints` finds, or the second one.
    pub const fn of(graph: &Graph<'_>, lints: LintSet, second: bool) -> Option<Denied> {
        let Some((first, _)) = graph.next_finding(0, lints) else {
            return None;
        };
        if !second {
            return Some(Denied::new(graph, &first, lints));
        }
        let mut next = graph.next_finding(0, lints);
        while let Some((finding, place)) = next {
            if !finding.is_like(&first) {
                return Some(Denied::new(graph, &finding, lints));
            }
            next = graph.next_finding(place + 1, lints);
        }
        None
    }

    const fn new(graph: &Graph<'_>, finding: &Finding<'_>, lints: LintSet) -> Denied {
        let mut alike = 0;
        let mut next = graph.next_finding(0, lints);
        while let Some((other, place)) = next {
            if finding.is_like(&other) {
                alike += 1;
            }
            next = graph.next_finding(place + 1, lints);
        }
        let node = finding.node();
        let mut message = Message::new()
            .str(finding.fact())
            .str("\nlint: `firebrick::")
            .str(finding.lint.name())
            .str("`");
        if node.scope() != 0 {
            message = message.str(" at `");
            message = write_path(graph.scopes, node.scope(), message).str("`");
        }
        if alike > 1 {
            message = message.str(", and at ").num(alike - 1).str(" more");
        }
        Denied {
            node: finding.at as u32,
            unused: match finding.lint {
                Lint::UnusedKeptValue => node.unused,
                _ => None,
            },
            message: message.str("\nhelp: ").str(finding.help()),
        }
    }

    #[track_caller]
    pub(super) const fn panic_at(&self, node: u32) {
        if self.node == node && self.unused.is_none() {
            panic!("{}", self.message.as_str())
        }
    }

    #[track_caller]
    pub(super) const fn panic_at_unused(&self, node: u32, name: &str) {
        if let Some(unused) = self.unused
            && self.node == node
            && same(unused.name.as_bytes(), name.as_bytes())
        {
            panic!("{}", self.message.as_str())
        }
    }
}
