//! Where branches meet: `sum`, `concat`, `product`.

use super::{Dim, Fault, Ruled, Shape, fact, help};

/// What a branch list does with the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    Sum,
    Concat,
    Product,
}

impl Join {
    /// Two results into one: the rule is folded over the branches.
    pub const fn rule(self, left: Shape, right: Shape) -> Ruled {
        match self {
            Join::Sum => sum(left, right),
            Join::Concat => concat(left, right),
            Join::Product => product(left, right),
        }
    }
}

const fn sum(left: Shape, right: Shape) -> Ruled {
    if left.agrees(&right) {
        return Ruled::gives(left);
    }
    let ruled = Ruled::gives(left.meet(&right));
    if !left.clashes(&right) {
        return ruled;
    }
    ruled.faulted(Fault::new(
        differ("sum", "in different shapes", &left, &right),
        mend_sum(&left, &right),
    ))
}

/// What makes two shapes the same depends on where they differ.
const fn mend_sum(left: &Shape, right: &Shape) -> super::text::Text<256> {
    if left.rank() != right.rank() {
        return help().str("end every branch in the same kind of value");
    }
    let channels = left.dim(0).clashes(right.dim(0));
    let positions = left.with_dim(0, right.dim(0)).clashes(right);
    match (channels, positions) {
        (true, false) => help().str("give the shortcut a 1×1 `conv2d` with the same channels"),
        (true, true) => {
            help().str("give the shortcut a 1×1 `conv2d` with the same channels and stride")
        }
        _ => help().str("give both branches the same `stride` and `padding`"),
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

const fn differ(join: &str, how: &str, left: &Shape, right: &Shape) -> super::text::Text<320> {
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
