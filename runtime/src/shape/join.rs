//! Where branches meet: `sum`, `concat`, `product`.

use super::text::Text;
use super::{Dim, Fault, Ruled, Shape, fact, help};

/// What a branch list does with the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    Sum,
    /// A sum of what flows in and of what the statements leave of it.
    Residual,
    Concat,
    Product,
}

impl Join {
    /// Two results into one: the rule is folded over the branches.
    pub const fn rule(self, left: Shape, right: Shape) -> Ruled {
        match self {
            Join::Sum | Join::Residual => self.added(left, right),
            Join::Concat => concat(left, right),
            Join::Product => product(left, right),
        }
    }

    /// `sum` and `residual`: what is added is of one shape.
    const fn added(self, left: Shape, right: Shape) -> Ruled {
        if left.agrees(&right) {
            return Ruled::gives(left);
        }
        let ruled = Ruled::gives(left.meet(&right));
        if !left.clashes(&right) {
            return ruled;
        }
        ruled.faulted(match self {
            Join::Residual => not_left(&left, &right),
            _ => Fault::new(
                differ("sum", "in different shapes", &left, &right),
                mend_sum(&left, &right),
            ),
        })
    }
}

/// What makes two shapes the same depends on where they differ.
const fn mend_sum(left: &Shape, right: &Shape) -> Text<256> {
    match difference(left, right) {
        Difference::Kind => help().str("end every branch in the same kind of value"),
        Difference::Sizes => help().str("give both branches the same `stride` and `padding`"),
        Difference::Channels => project(help().str("give the shortcut a "), left),
        Difference::Both => project(help().str("give the shortcut a "), left).str(" and stride"),
    }
}

/// The statements of a `residual` leave another shape than flows in.
const fn not_left(shortcut: &Shape, left: &Shape) -> Fault {
    let fact = fact()
        .str("`residual` expects its statements to leave the shape that flows in, ")
        .shape(shortcut)
        .str(", found ")
        .shape(left);
    Fault::new(fact, mend_residual(shortcut, left))
}

/// The shortcut of a `residual` is the value itself: to change it takes a `sum`.
const fn mend_residual(shortcut: &Shape, left: &Shape) -> Text<256> {
    let sum = "or write `sum { { … } shortcut: …; }`, the shortcut a ";
    match difference(shortcut, left) {
        Difference::Kind => {
            help().str("end it before the statement that leaves another kind of value")
        }
        Difference::Sizes => help().str("keep the size: `padding = same`, and no `stride`"),
        Difference::Channels => {
            let help = help()
                .str("leave ")
                .dim(shortcut.dim(0))
                .str(channels(shortcut));
            project(help.str(", ").str(sum), shortcut)
        }
        Difference::Both => {
            let help = help().str("leave both as they are, ").str(sum);
            project(help, shortcut).str(" and stride")
        }
    }
}

/// Where two shapes differ.
enum Difference {
    Kind,
    Channels,
    Sizes,
    Both,
}

const fn difference(left: &Shape, right: &Shape) -> Difference {
    if left.rank() != right.rank() {
        return Difference::Kind;
    }
    let channels = left.dim(0).clashes(right.dim(0));
    let sizes = left.with_dim(0, right.dim(0)).clashes(right);
    match (channels, sizes) {
        (true, false) => Difference::Channels,
        (true, true) => Difference::Both,
        _ => Difference::Sizes,
    }
}

/// The layer that makes a shortcut of other channels.
const fn project(help: Text<256>, of: &Shape) -> Text<256> {
    let layer = match of.rank() {
        1 => "`linear`",
        2 => "`conv1d` of kernel 1",
        3 => "1×1 `conv2d`",
        _ => "1×1×1 `conv3d`",
    };
    help.str(layer).str(" with the same").str(channels(of))
}

const fn channels(of: &Shape) -> &'static str {
    if of.rank() == 1 {
        " features"
    } else {
        " channels"
    }
}

const fn concat(left: Shape, right: Shape) -> Ruled {
    if left.rank() == 0 || right.rank() == 0 {
        return Ruled::gives(Shape::UNSURE);
    }
    if left.rank() != right.rank() {
        return Ruled::gives(Shape::UNSURE).faulted(Fault::new(
            differ("concat", "in different kinds of value", &left, &right),
            help().str("end every branch in the same kind of value"),
        ));
    }
    let channels = match (left.dim(0), right.dim(0)) {
        (Dim::Known(a), Dim::Known(b)) => Dim::Known(a + b),
        _ => Dim::Unsure,
    };
    let ruled = Ruled::gives(left.meet(&right).with_dim(0, channels));
    if !left.with_dim(0, right.dim(0)).clashes(&right) {
        return ruled;
    }
    ruled.faulted(Fault::new(
        differ("concat", "in different sizes", &left, &right),
        help().str("only the channels may differ: mind `stride` and `padding` of one branch"),
    ))
}

const fn product(left: Shape, right: Shape) -> Ruled {
    if left.rank() == 0 || right.rank() == 0 {
        return Ruled::gives(Shape::UNSURE);
    }
    if left.rank() != right.rank() {
        return Ruled::gives(Shape::UNSURE).faulted(Fault::new(
            differ("product", "in different kinds of value", &left, &right),
            help().str(
                "`global_avg_pool(keep_dims = true)` keeps the height and width of a gate as 1",
            ),
        ));
    }
    let mut output = left;
    let mut clash = false;
    let mut axis = 0;
    while axis < left.rank() {
        let (a, b) = (left.dim(axis), right.dim(axis));
        let dim = match (a, b) {
            (Dim::Known(1), other) | (other, Dim::Known(1)) => other,
            _ => {
                clash |= a.clashes(b);
                a.meet(b)
            }
        };
        output = output.with_dim(axis, dim);
        axis += 1;
    }
    if !clash {
        return Ruled::gives(output);
    }
    Ruled::gives(output).faulted(Fault::new(
        differ("product", "in shapes that do not broadcast", &left, &right),
        help().str("each dimension is the same in both, or 1 in one of them"),
    ))
}

const fn differ(join: &str, how: &str, left: &Shape, right: &Shape) -> Text<320> {
    fact()
        .str("`")
        .str(join)
        .str("`: the branches end ")
        .str(how)
        .str(": ")
        .shape(left)
        .str(" and ")
        .shape(right)
}
