//! The generator's own shapes: what PyTorch's documentation says each layer makes, written anew, so
//! that the library's rules are held against something that is not theirs.

/// A dimension: the number that it has when the network runs, and whether the declaration leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// None where it is open and the network only compiles.
    number: Option<usize>,
    pub open: bool,
}

impl Size {
    /// A dimension that the declaration leaves open.
    pub fn open(number: Option<usize>) -> Self {
        Size { number, open: true }
    }

    /// The number, which is at hand when a network runs, and always where the dimension is not open.
    pub fn number(self) -> usize {
        self.number
            .expect("who asks for an open size runs the network")
    }

    /// Whether it may be this number: a number that is not at hand contradicts nothing.
    pub fn may_be(self, number: usize) -> bool {
        self.number.is_none_or(|own| own == number)
    }

    /// What a rule makes of it, which refuses the number by `None`.
    fn map(self, rule: impl FnOnce(usize) -> Option<usize>) -> Option<Self> {
        let number = match self.number {
            Some(number) => Some(rule(number)?),
            None => None,
        };
        Some(Size { number, ..self })
    }
}

/// Channels first, without the batch.
pub type Shape = Vec<Size>;

pub fn known(number: usize) -> Size {
    Size {
        number: Some(number),
        open: false,
    }
}

pub fn shape_of(numbers: &[usize]) -> Shape {
    numbers.iter().copied().map(known).collect()
}

pub fn numbers_of(shape: &[Size]) -> Vec<usize> {
    shape.iter().map(|size| size.number()).collect()
}

pub fn elements(shape: &[Size]) -> usize {
    shape.iter().map(|size| size.number()).product()
}

pub fn positions(shape: &[Size]) -> usize {
    elements(&shape[1..])
}

fn is_at_hand(shape: &[Size]) -> bool {
    shape.iter().all(|size| size.number.is_some())
}

pub fn is_open(shape: &[Size]) -> bool {
    shape.iter().any(|size| size.open)
}

/// A layer with its arguments worked out, defaults left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Concrete {
    pub name: &'static str,
    pub args: Vec<(&'static str, Fixed)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fixed {
    Count(usize),
    List(Vec<usize>),
    Word(String),
    Flag(bool),
    Real(f64),
    Reals(Vec<f64>),
    Range(usize, Option<usize>),
}

/// Padding as it is written.
pub enum Padding {
    Sides(Vec<usize>, Vec<usize>),
    Same,
}

impl Concrete {
    fn arg(&self, name: &str) -> Option<&Fixed> {
        let mut args = self.args.iter();
        args.find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    pub fn count(&self, name: &str, default: usize) -> usize {
        match self.arg(name) {
            Some(Fixed::Count(number)) => *number,
            _ => default,
        }
    }

    /// A number for each axis.
    pub fn sizes(&self, name: &str, default: usize) -> Vec<usize> {
        match self.arg(name) {
            Some(Fixed::Count(number)) => vec![*number; self.axes()],
            Some(Fixed::List(numbers)) => numbers.clone(),
            _ => vec![default; self.axes()],
        }
    }

    /// The kernel where a pool has no stride.
    pub fn stride(&self) -> Vec<usize> {
        if self.arg("stride").is_none() && self.name.contains("pool") {
            return self.sizes("kernel", 0);
        }
        self.sizes("stride", 1)
    }

    pub fn padding(&self) -> Padding {
        let axes = self.axes();
        match self.arg("padding") {
            Some(Fixed::Word(_)) => Padding::Same,
            Some(Fixed::List(sides)) if sides.len() == 2 * axes => {
                Padding::Sides(sides[..axes].to_vec(), sides[axes..].to_vec())
            }
            _ => {
                let even = self.sizes("padding", 0);
                Padding::Sides(even.clone(), even)
            }
        }
    }

    pub fn list(&self, name: &str) -> Vec<usize> {
        match self.arg(name) {
            Some(Fixed::List(numbers)) => numbers.clone(),
            _ => Vec::new(),
        }
    }

    pub fn flag(&self, name: &str, default: bool) -> bool {
        match self.arg(name) {
            Some(Fixed::Flag(flag)) => *flag,
            _ => default,
        }
    }

    pub fn real(&self, name: &str, default: f64) -> f64 {
        match self.arg(name) {
            Some(Fixed::Real(number)) => *number,
            _ => default,
        }
    }

    /// One number, or one for each channel.
    pub fn reals(&self, name: &str, default: f64) -> Vec<f64> {
        match self.arg(name) {
            Some(Fixed::Reals(numbers)) => numbers.clone(),
            _ => vec![self.real(name, default)],
        }
    }

    pub fn word(&self, name: &str, default: &'static str) -> &str {
        match self.arg(name) {
            Some(Fixed::Word(word)) => word,
            _ => default,
        }
    }

    pub fn range(&self, name: &str, channels: usize) -> (usize, usize) {
        match self.arg(name) {
            Some(Fixed::Range(start, end)) => (*start, end.unwrap_or(channels)),
            _ => (0, channels),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.arg(name).is_some()
    }

    /// The axes that a windowed layer slides over: the number in its name; images for `interpolate`.
    pub fn axes(&self) -> usize {
        match self.name.as_bytes() {
            [.., digit, b'd'] if digit.is_ascii_digit() => usize::from(digit - b'0'),
            _ => 2,
        }
    }

    /// The name without its axes: `conv` of `conv2d`.
    pub fn family(&self) -> &'static str {
        match self.name.as_bytes() {
            [.., digit, b'd'] if digit.is_ascii_digit() => &self.name[..self.name.len() - 2],
            _ => self.name,
        }
    }

    /// The shape that comes out; `None` where the layer does not fit what flows in.
    pub fn shape(&self, input: &Shape, like: Option<&Shape>) -> Option<Shape> {
        let rank = input.len();
        let channels = input[0].number();
        let divides = |groups: usize| groups > 0 && channels.is_multiple_of(groups);
        match self.family() {
            "conv" => self.convolved(input),
            "conv_transpose" => self.enlarged(input),
            "max_pool" | "avg_pool" => self.pooled(input),
            "adaptive_avg_pool" if rank == self.axes() + 1 => {
                let size = self.sizes("size", 0);
                let fits = size.iter().all(|&size| size > 0);
                fits.then(|| [&input[..1], &shape_of(&size)].concat())
            }
            "global_avg_pool" if rank > 1 => Some(match self.flag("keep_dims", false) {
                true => [&input[..1], &vec![known(1); rank - 1]].concat(),
                false => input[..1].to_vec(),
            }),
            "linear" => {
                let everywhere = self.word("dim", "features") == "channels";
                let out = self.count("out", 0);
                let fits = out > 0 && (everywhere || rank == 1);
                fits.then(|| [&[known(out)], &input[1..]].concat())
            }
            "group_norm" | "channel_shuffle" if divides(self.count("groups", 0)) => {
                Some(input.clone())
            }
            "instance_norm" if rank > 1 => {
                let fits = !is_at_hand(input) || positions(input) > 1;
                fits.then(|| input.clone())
            }
            "local_response_norm" if rank > 1 && self.count("size", 0) > 0 => Some(input.clone()),
            "prelu" => {
                let slopes = self.count("num_parameters", 1);
                (slopes == 1 || slopes == channels).then(|| input.clone())
            }
            "flatten" => (!is_open(input)).then(|| shape_of(&[elements(input)])),
            "reshape" => {
                let dims = self.list("dims");
                let fits = !is_open(input) && dims.iter().product::<usize>() == elements(input);
                fits.then(|| shape_of(&dims))
            }
            "slice" => {
                let (start, end) = self.range("channels", channels);
                let fits = start < end && end <= channels;
                fits.then(|| [&[known(end - start)], &input[1..]].concat())
            }
            "pixel_shuffle" if rank == 3 => {
                let factor = self.count("factor", 0);
                let fits = divides(factor * factor);
                let grown = |size: &Size| size.map(|n| fits.then_some(n * factor));
                let channels = fits.then(|| known(channels / (factor * factor)));
                let grown = input[1..].iter().map(grown);
                std::iter::once(channels).chain(grown).collect()
            }
            "interpolate" if rank == 3 => self.resized(input, like),
            "scale" => {
                let fits = |name| match self.arg(name) {
                    Some(Fixed::Reals(numbers)) => numbers.len() == channels && channels <= 16,
                    _ => true,
                };
                (fits("factor") && fits("shift")).then(|| input.clone())
            }
            "parameter" => {
                let dims = self.list("dims");
                dims.iter().all(|&dim| dim > 0).then(|| shape_of(&dims))
            }
            "Maxout" if rank == 1 => {
                let out = self.count("out", 0);
                let fits = out > 0 && self.count("pieces", 2) > 0;
                fits.then(|| shape_of(&[out]))
            }
            "Gate" if rank == 3 && divides(self.count("ratio", 0)) => Some(input.clone()),
            "Unshuffle" if rank == 3 => {
                let factor = self.count("factor", 2);
                let channels = (factor > 0).then(|| known(channels * factor * factor));
                let left = |n: usize| n.is_multiple_of(factor).then(|| n / factor);
                let axes = input[1..].iter().map(|size| size.map(left));
                std::iter::once(channels).chain(axes).collect()
            }
            "batch_norm" | "layer_norm" | "relu" | "relu6" | "leaky_relu" | "elu" | "gelu"
            | "silu" | "mish" | "sigmoid" | "hard_sigmoid" | "hard_swish" | "tanh" | "softmax"
            | "dropout" | "stochastic_depth" => Some(input.clone()),
            _ => None,
        }
    }

    /// The tensors that the layer holds, as PyTorch names and shapes them, below its own name.
    pub fn state(&self, input: &Shape) -> Vec<(&'static str, Vec<usize>)> {
        let channels = input[0].number();
        let out = self.count("out", 0);
        let groups = self.count("groups", 1);
        let bias = self.flag("bias", true).then(|| ("bias", vec![out]));
        let norm = |affine: bool| {
            let both = affine.then(|| [("weight", vec![channels]), ("bias", vec![channels])]);
            both.into_iter().flatten()
        };
        match self.family() {
            "conv" => {
                let kernel = self.sizes("kernel", 0);
                let weight = [vec![out, channels / groups], kernel].concat();
                std::iter::once(("weight", weight)).chain(bias).collect()
            }
            "conv_transpose" => {
                let kernel = self.sizes("kernel", 0);
                let weight = [vec![channels, out / groups], kernel].concat();
                std::iter::once(("weight", weight)).chain(bias).collect()
            }
            "linear" => {
                let weight = vec![out, channels];
                std::iter::once(("weight", weight)).chain(bias).collect()
            }
            "batch_norm" => norm(self.flag("affine", true))
                .chain([
                    ("running_mean", vec![channels]),
                    ("running_var", vec![channels]),
                ])
                .collect(),
            "layer_norm" => norm(true).collect(),
            "group_norm" => norm(self.flag("affine", true)).collect(),
            "instance_norm" => norm(self.flag("affine", false)).collect(),
            "prelu" => vec![("weight", vec![self.count("num_parameters", 1)])],
            "parameter" => vec![("", self.list("dims"))],
            "Maxout" => {
                let all = out * self.count("pieces", 2);
                let bias = self.flag("bias", true).then(|| ("linear.bias", vec![all]));
                let weight = ("linear.weight", vec![all, channels]);
                std::iter::once(weight).chain(bias).collect()
            }
            "Gate" => {
                let hidden = channels / self.count("ratio", 1);
                vec![
                    ("fc1.weight", vec![hidden, channels]),
                    ("fc1.bias", vec![hidden]),
                    ("fc2.weight", vec![channels, hidden]),
                    ("fc2.bias", vec![channels]),
                ]
            }
            _ => Vec::new(),
        }
    }

    /// Multiply-adds by torchvision's convention.
    pub fn macs(&self, input: &Shape, output: &Shape) -> usize {
        let weights = || self.state(input)[0].1.iter().product::<usize>();
        match self.family() {
            "conv" => positions(output) * weights(),
            "conv_transpose" | "linear" => positions(input) * weights(),
            "Maxout" | "Gate" => {
                let state = self.state(input);
                let matrices = state.iter().filter(|(_, shape)| shape.len() == 2);
                matrices.map(|(_, shape)| shape[0] * shape[1]).sum()
            }
            _ => 0,
        }
    }

    fn convolved(&self, input: &Shape) -> Option<Shape> {
        let (out, groups) = (self.count("out", 0), self.count("groups", 1));
        let channels = input[0].number();
        let fits =
            out > 0 && groups > 0 && channels.is_multiple_of(groups) && out.is_multiple_of(groups);
        let slid = self.slid(input, false)?;
        fits.then(|| [&[known(out)], &slid[..]].concat())
    }

    fn pooled(&self, input: &Shape) -> Option<Shape> {
        let slid = self.slid(input, self.flag("ceil_mode", false))?;
        let (kernel, dilation) = (self.sizes("kernel", 0), self.sizes("dilation", 1));
        if let Padding::Sides(begin, end) = self.padding() {
            for axis in 0..self.axes() {
                let extent = dilation[axis] * (kernel[axis] - 1) + 1;
                let most = match begin[axis] == end[axis] {
                    true => extent / 2,
                    false => extent - 1,
                };
                if begin[axis].max(end[axis]) > most {
                    return None;
                }
            }
        }
        Some([&input[..1], &slid[..]].concat())
    }

    /// What a window leaves of each axis.
    fn slid(&self, input: &Shape, ceil_mode: bool) -> Option<Shape> {
        if input.len() != self.axes() + 1 {
            return None;
        }
        let (kernel, stride) = (self.sizes("kernel", 0), self.stride());
        let (dilation, padding) = (self.sizes("dilation", 1), self.padding());
        let axes = input[1..].iter().enumerate();
        axes.map(|(axis, size)| {
            if kernel[axis] == 0 || stride[axis] == 0 || dilation[axis] == 0 {
                return None;
            }
            let extent = dilation[axis] * (kernel[axis] - 1) + 1;
            let Padding::Sides(begin, end) = &padding else {
                return size.map(|n| Some(n.div_ceil(stride[axis])));
            };
            size.map(|n| {
                let begins = n + begin[axis];
                let rounded = if ceil_mode { stride[axis] - 1 } else { 0 };
                let over = (begins + end[axis] + rounded).checked_sub(extent)?;
                let number = over / stride[axis] + 1;
                // The last window begins in the input or in front of it.
                let is_behind = number > 1 && (number - 1) * stride[axis] >= begins;
                Some(number - usize::from(ceil_mode && is_behind))
            })
        })
        .collect()
    }

    fn enlarged(&self, input: &Shape) -> Option<Shape> {
        let (out, groups) = (self.count("out", 0), self.count("groups", 1));
        let channels = input[0].number();
        let divides = groups > 0 && channels.is_multiple_of(groups) && out.is_multiple_of(groups);
        if out == 0 || !divides || input.len() != self.axes() + 1 {
            return None;
        }
        let (kernel, stride) = (self.sizes("kernel", 0), self.stride());
        let (dilation, padding) = (self.sizes("dilation", 1), self.sizes("padding", 0));
        let output_padding = self.sizes("output_padding", 0);
        let axes = input[1..].iter().enumerate();
        let axes: Option<Shape> = axes
            .map(|(axis, size)| {
                if kernel[axis] == 0 || stride[axis] == 0 || dilation[axis] == 0 {
                    return None;
                }
                if output_padding[axis] >= stride[axis].max(dilation[axis]) {
                    return None;
                }
                size.map(|n| {
                    let whole = n.checked_sub(1)? * stride[axis]
                        + dilation[axis] * (kernel[axis] - 1)
                        + 1
                        + output_padding[axis];
                    let number = whole.checked_sub(2 * padding[axis])?;
                    (number > 0).then_some(number)
                })
            })
            .collect();
        Some([&[known(out)], &axes?[..]].concat())
    }

    fn resized(&self, input: &Shape, like: Option<&Shape>) -> Option<Shape> {
        let axes: Shape = if let Some(like) = like {
            if like.len() != 3 {
                return None;
            }
            // A size that is known here wins over nothing: it is that of the kept value.
            like[1..].to_vec()
        } else if self.has("size") {
            shape_of(&self.sizes("size", 0))
        } else {
            let scale = self.real("scale", 1.0);
            let scaled = |n| Some((n as f64 * scale) as usize);
            let axes = input[1..].iter().map(|size| size.map(scaled));
            axes.collect::<Option<_>>()?
        };
        let nearest = self.word("mode", "nearest") == "nearest";
        let fits = axes.iter().all(|size| size.number != Some(0))
            && !(nearest && self.flag("align_corners", false));
        fits.then(|| [&input[..1], &axes[..]].concat())
    }
}

/// Results that meet; `None` where they do not fit. Where only one of them is open, the known one wins.
pub fn joined(join: crate::tree::Join, left: &Shape, right: &Shape) -> Option<Shape> {
    use crate::tree::Join;
    if left.len() != right.len() {
        return None;
    }
    let meet = |a: Size, b: Size| {
        let fits = a.number.is_none_or(|number| b.may_be(number));
        fits.then_some(Size {
            number: a.number.or(b.number),
            open: a.open && b.open,
        })
    };
    let broadcast = |a: Size, b: Size| match (a, b) {
        (known_one, other) | (other, known_one) if known_one == known(1) => Some(other),
        _ => meet(a, b),
    };
    let pairs = left.iter().zip(right).enumerate();
    pairs
        .map(|(axis, (&a, &b))| match join {
            Join::Concat if axis == 0 => Some(known(a.number() + b.number())),
            Join::Product => broadcast(a, b),
            _ => meet(a, b),
        })
        .collect()
}
