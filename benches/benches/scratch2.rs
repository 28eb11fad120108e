use firebrick::backend::{Flex, NdArray};
use firebrick::burn::tensor::{Device, Distribution, Tensor, module, ops::ConvOptions, s};
use std::time::Instant;

#[derive(Clone, Copy)]
struct C {
    c: usize,
    h: usize,
    o: usize,
    k: [usize; 2],
    s: usize,
    p: [usize; 2],
    g: usize,
}

fn plain(x: Tensor<4>, w: Tensor<4>, b: Option<Tensor<1>>, c: C) -> Tensor<4> {
    module::conv2d(x, w, b, ConvOptions::new([c.s, c.s], c.p, [1, 1], c.g))
}
fn columns(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = if c.p == [0, 0] {
        x
    } else {
        x.pad([(c.p[0], c.p[0]), (c.p[1], c.p[1])], 0.0)
    };
    let [b, ch, _, _] = x.dims();
    let u: Tensor<5> = x.unfold(2, c.k[0], c.s);
    let u: Tensor<6> = u.unfold(3, c.k[1], c.s);
    let [_, _, oh, ow, _, _] = u.dims();
    let u = u
        .permute([0, 1, 4, 5, 2, 3])
        .reshape([b, ch * c.k[0] * c.k[1], oh * ow]);
    let w = w.reshape([1, c.o, ch * c.k[0] * c.k[1]]);
    w.matmul(u).reshape([b, c.o, oh, ow])
}
/// columns, by w [1,o,K] over [b]: as 2-D when the batch is 1
fn columns2(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = if c.p == [0, 0] {
        x
    } else {
        x.pad([(c.p[0], c.p[0]), (c.p[1], c.p[1])], 0.0)
    };
    let [b, ch, _, _] = x.dims();
    let u: Tensor<5> = x.unfold(2, c.k[0], c.s);
    let u: Tensor<6> = u.unfold(3, c.k[1], c.s);
    let [_, _, oh, ow, _, _] = u.dims();
    // one product for the whole batch
    let u = u
        .permute([1, 4, 5, 0, 2, 3])
        .reshape([ch * c.k[0] * c.k[1], b * oh * ow]);
    let w = w.reshape([c.o, ch * c.k[0] * c.k[1]]);
    w.matmul(u).reshape([c.o, b, oh, ow]).swap_dims(0, 1)
}
fn window(x: &Tensor<4>, i: usize, j: usize, oh: usize, ow: usize, c: C) -> Tensor<4> {
    let s = c.s as isize;
    let (rows, cols) = (i..i + (oh - 1) * c.s + 1, j..j + (ow - 1) * c.s + 1);
    if s == 1 {
        x.clone().slice(s![.., .., rows, cols])
    } else {
        x.clone().slice(s![.., .., rows;s, cols;s])
    }
}
fn out(x: &Tensor<4>, c: C) -> [usize; 2] {
    let d = x.dims();
    [(d[2] - c.k[0]) / c.s + 1, (d[3] - c.k[1]) / c.s + 1]
}
/// im2col by stacking shifted copies
fn stacked(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = if c.p == [0, 0] {
        x
    } else {
        x.pad([(c.p[0], c.p[0]), (c.p[1], c.p[1])], 0.0)
    };
    let [b, ch, _, _] = x.dims();
    let [oh, ow] = out(&x, c);
    let mut parts = vec![];
    for i in 0..c.k[0] {
        for j in 0..c.k[1] {
            parts.push(window(&x, i, j, oh, ow, c));
        }
    }
    let u: Tensor<5> = Tensor::stack(parts, 2);
    let u = u.reshape([b, ch * c.k[0] * c.k[1], oh * ow]);
    w.reshape([1, c.o, ch * c.k[0] * c.k[1]])
        .matmul(u)
        .reshape([b, c.o, oh, ow])
}
/// a product for every position of the kernel
fn shifted(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = if c.p == [0, 0] {
        x
    } else {
        x.pad([(c.p[0], c.p[0]), (c.p[1], c.p[1])], 0.0)
    };
    let [b, ch, _, _] = x.dims();
    let [oh, ow] = out(&x, c);
    let mut sum: Option<Tensor<3>> = None;
    for i in 0..c.k[0] {
        for j in 0..c.k[1] {
            let xs = window(&x, i, j, oh, ow, c).reshape([b, ch, oh * ow]);
            let ws = w
                .clone()
                .slice(s![.., .., i..i + 1, j..j + 1])
                .reshape([1, c.o, ch]);
            let y = ws.matmul(xs);
            sum = Some(match sum {
                None => y,
                Some(s) => s + y,
            });
        }
    }
    sum.unwrap().reshape([b, c.o, oh, ow])
}
/// whole rows: flat windows over the padded width, a product for every position, garbage at the row ends cut off
fn flat(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = if c.p == [0, 0] {
        x
    } else {
        x.pad([(c.p[0], c.p[0] + 1), (c.p[1], c.p[1])], 0.0)
    };
    let [b, ch, hp, wp] = x.dims();
    let hp1 = if c.p == [0, 0] { hp } else { hp - 1 };
    let (oh, ow) = (hp1 - c.k[0] + 1, wp - c.k[1] + 1);
    let x = x.reshape([b, ch, hp * wp]);
    let n = if c.p == [0, 0] {
        oh * wp - (c.k[1] - 1)
    } else {
        oh * wp
    };
    let mut sum: Option<Tensor<3>> = None;
    for i in 0..c.k[0] {
        for j in 0..c.k[1] {
            let o = i * wp + j;
            let xs = x.clone().slice(s![.., .., o..o + n]);
            let ws = w
                .clone()
                .slice(s![.., .., i..i + 1, j..j + 1])
                .reshape([1, c.o, ch]);
            let y = ws.matmul(xs);
            sum = Some(match sum {
                None => y,
                Some(s) => s + y,
            });
        }
    }
    let y = sum.unwrap();
    let y = if n == oh * wp {
        y
    } else {
        y.pad([(0, 0), (0, c.k[1] - 1)], 0.0)
    };
    y.reshape([b, c.o, oh, wp]).slice(s![.., .., .., 0..ow])
}
/// the same with all the windows stacked
fn flat_stacked(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let x = x.pad([(c.p[0], c.p[0] + 1), (c.p[1], c.p[1])], 0.0);
    let [b, ch, hp, wp] = x.dims();
    let (oh, ow) = (hp - 1 - c.k[0] + 1, wp - c.k[1] + 1);
    let x = x.reshape([b, ch, hp * wp]);
    let n = oh * wp;
    let mut parts = vec![];
    for i in 0..c.k[0] {
        for j in 0..c.k[1] {
            let o = i * wp + j;
            parts.push(x.clone().slice(s![.., .., o..o + n]));
        }
    }
    let u: Tensor<4> = Tensor::stack(parts, 2);
    let y =
        w.reshape([1, c.o, ch * c.k[0] * c.k[1]])
            .matmul(u.reshape([b, ch * c.k[0] * c.k[1], n]));
    y.reshape([b, c.o, oh, wp]).slice(s![.., .., .., 0..ow])
}
fn product(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let [b, ch, h, wd] = x.dims();
    w.reshape([1, c.o, ch])
        .matmul(x.reshape([b, ch, h * wd]))
        .reshape([b, c.o, h, wd])
}
fn strided(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let s = c.s as isize;
    let x = x.slice(s![.., .., 0..;s, 0..;s]);
    plain(x, w, None, C { s: 1, ..c })
}
fn strided_product(x: Tensor<4>, w: Tensor<4>, c: C) -> Tensor<4> {
    let s = c.s as isize;
    let x = x.slice(s![.., .., 0..;s, 0..;s]);
    product(x, w, c)
}

#[repr(C)]
struct Ts {
    s: i64,
    n: i64,
}
unsafe extern "C" {
    fn clock_gettime(id: i32, t: *mut Ts) -> i32;
}
fn cpu() -> f64 {
    let mut t = Ts { s: 0, n: 0 };
    unsafe { clock_gettime(2, &mut t) };
    t.s as f64 + t.n as f64 * 1e-9
}
fn time(f: &dyn Fn() -> Tensor<4>) -> (f64, f64) {
    let t = Instant::now();
    let c = cpu();
    let y = f();
    let _ = std::hint::black_box(y.dims());
    drop(y);
    (t.elapsed().as_secs_f64(), cpu() - c)
}

fn race(name: &str, ways: &[(&str, Box<dyn Fn() -> Tensor<4>>)], rounds: usize) {
    let reference = ways[0].1().into_data();
    for (n, w) in &ways[1..] {
        let d = w().into_data();
        if !n.starts_with("~") {
            d.assert_approx_eq::<f32>(
                &reference,
                firebrick::burn::tensor::Tolerance::rel_abs(1e-3, 1e-3),
            );
        }
    }
    let mut times = vec![vec![]; ways.len()];
    for _ in 0..rounds {
        for (i, (_, w)) in ways.iter().enumerate() {
            times[i].push(time(&**w));
        }
    }
    let med: Vec<f64> = times
        .iter()
        .map(|t| t.iter().map(|t| t.1).fold(9e9, f64::min))
        .collect();
    let min: Vec<f64> = times
        .iter()
        .map(|t| t.iter().map(|t| t.0).fold(9e9, f64::min))
        .collect();
    print!("{name:44}");
    for (i, (n, _)) in ways.iter().enumerate() {
        print!(" {n} cpu {:.3} wall {:.3}", med[i] * 1e3, min[i] * 1e3);
    }
    println!();
}

fn pools(device: &Device, batch: usize, rounds: usize, name: &str) {
    use firebrick::burn::tensor::ops::{AvgPoolOptions, MaxPoolOptions};
    for (c, h, k, st, p) in [
        (64, 112, 3, 2, 1),
        (64, 147, 3, 2, 0),
        (192, 71, 3, 2, 0),
        (768, 17, 3, 2, 0),
    ] {
        let x = Tensor::<4>::random([batch, c, h, h], Distribution::Uniform(-1.0, 1.0), device);
        let oh = (h + 2 * p - k) / st + 1;
        let pad = move |x: Tensor<4>| {
            if p == 0 {
                x
            } else {
                x.pad([(p, p), (p, p)], f32::NEG_INFINITY)
            }
        };
        let ways: Vec<(&str, Box<dyn Fn() -> Tensor<4>>)> = vec![
            ("pool", {
                let x = x.clone();
                Box::new(move || {
                    module::max_pool2d(
                        x.clone(),
                        MaxPoolOptions {
                            kernel_size: [k, k],
                            stride: [st, st],
                            padding: [(p, p), (p, p)],
                            dilation: [1, 1],
                            ceil_mode: false,
                        },
                    )
                })
            }),
            ("pairs", {
                let x = x.clone();
                Box::new(move || {
                    let x = pad(x.clone());
                    let s = st as isize;
                    let n = (oh - 1) * st + 1;
                    let rows = (1..k).fold(x.clone().slice(s![.., .., 0..n;s, ..]), |m, i| {
                        m.max_pair(x.clone().slice(s![.., .., i..i + n;s, ..]))
                    });
                    (1..k).fold(rows.clone().slice(s![.., .., .., 0..n;s]), |m, i| {
                        m.max_pair(rows.clone().slice(s![.., .., .., i..i + n;s]))
                    })
                })
            }),
            ("unfold", {
                let x = x.clone();
                Box::new(move || {
                    let x = pad(x.clone());
                    let u: Tensor<5> = x.unfold(2, k, st);
                    let rows: Tensor<4> = u.max_dim(4).squeeze_dim(4);
                    let u: Tensor<5> = rows.unfold(3, k, st);
                    u.max_dim(4).squeeze_dim(4)
                })
            }),
            ("unfold permuted", {
                let x = x.clone();
                Box::new(move || {
                    let x = pad(x.clone());
                    let u: Tensor<5> = x.unfold(2, k, st);
                    let rows: Tensor<4> = u.permute([0, 1, 2, 4, 3]).max_dim(3).squeeze_dim(3);
                    let u: Tensor<5> = rows.unfold(3, k, st);
                    u.max_dim(4).squeeze_dim(4)
                })
            }),
            ("stack", {
                let x = x.clone();
                Box::new(move || {
                    let x = pad(x.clone());
                    let s = st as isize;
                    let n = (oh - 1) * st + 1;
                    let rows: Tensor<5> = Tensor::stack(
                        (0..k)
                            .map(|i| x.clone().slice(s![.., .., i..i + n;s, ..]))
                            .collect(),
                        2,
                    );
                    let rows: Tensor<4> = rows.max_dim(2).squeeze_dim(2);
                    let cols: Tensor<5> = Tensor::stack(
                        (0..k)
                            .map(|i| rows.clone().slice(s![.., .., .., i..i + n;s]))
                            .collect(),
                        2,
                    );
                    cols.max_dim(2).squeeze_dim(2)
                })
            }),
        ];
        race(&format!("{name} max {c} {h}"), &ways, rounds);
    }
    for (c, h, k, st, p) in [
        (288, 35, 3, 1, 1),
        (768, 17, 3, 1, 1),
        (2048, 8, 3, 1, 1),
        (768, 17, 5, 3, 0),
        (128, 56, 2, 2, 0),
    ] {
        let x = Tensor::<4>::random([batch, c, h, h], Distribution::Uniform(-1.0, 1.0), device);
        let device = device.clone();
        let ways: Vec<(&str, Box<dyn Fn() -> Tensor<4>>)> = vec![
            ("pool", {
                let x = x.clone();
                Box::new(move || {
                    module::avg_pool2d(
                        x.clone(),
                        AvgPoolOptions {
                            kernel_size: [k, k],
                            stride: [st, st],
                            padding: [(p, p), (p, p)],
                            count_include_pad: true,
                            ceil_mode: false,
                        },
                    )
                })
            }),
            ("depthwise", {
                let x = x.clone();
                Box::new(move || {
                    let w = Tensor::<4>::full([c, 1, k, k], 1.0 / (k * k) as f64, &device);
                    module::conv2d(
                        x.clone(),
                        w,
                        None,
                        ConvOptions::new([st, st], [p, p], [1, 1], c),
                    )
                })
            }),
        ];
        race(&format!("{name} avg {c} {h}"), &ways, rounds);
    }
    use firebrick::burn::tensor::activation::relu;
    let x = Tensor::<4>::random(
        [batch, 256, 56, 56],
        Distribution::Uniform(-1.0, 9.0),
        device,
    );
    let ways: Vec<(&str, Box<dyn Fn() -> Tensor<4>>)> = vec![
        ("~copy", {
            let x = x.clone();
            Box::new(move || x.clone().mul_scalar(1.0))
        }),
        ("~copy+clamp", {
            let x = x.clone();
            Box::new(move || x.clone().mul_scalar(1.0).clamp(0.0, 6.0))
        }),
        ("~copy+relu+clamp_max", {
            let x = x.clone();
            Box::new(move || relu(x.clone().mul_scalar(1.0)).clamp_max(6.0))
        }),
        ("~copy+hard_swish", {
            let x = x.clone();
            Box::new(move || {
                firebrick::burn::tensor::activation::hard_swish(x.clone().mul_scalar(1.0))
            })
        }),
        ("~copy+hard_swish by hand", {
            let x = x.clone();
            Box::new(move || {
                let x = x.clone().mul_scalar(1.0);
                relu(x.clone() + 3.0).clamp_max(6.0) * x * (1.0 / 6.0)
            })
        }),
        ("~copy+hard_sigmoid", {
            let x = x.clone();
            Box::new(move || {
                firebrick::burn::tensor::activation::hard_sigmoid(
                    x.clone().mul_scalar(1.0),
                    1.0 / 6.0,
                    0.5,
                )
            })
        }),
        ("~copy+silu", {
            let x = x.clone();
            Box::new(move || firebrick::burn::tensor::activation::silu(x.clone().mul_scalar(1.0)))
        }),
    ];
    race(name, &ways, rounds);
}
fn main() {
    if std::env::args().any(|a| a == "pools") {
        let batch: usize = std::env::var("BATCH")
            .ok()
            .and_then(|r| r.parse().ok())
            .unwrap_or(1);
        pools(&Flex::device().unwrap(), batch, 15, "flex");
        pools(&NdArray::device().unwrap(), batch, 5, "ndarray");
        return;
    }
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let rounds: usize = std::env::var("ROUNDS")
        .ok()
        .and_then(|r| r.parse().ok())
        .unwrap_or(15);
    let batch: usize = std::env::var("BATCH")
        .ok()
        .and_then(|r| r.parse().ok())
        .unwrap_or(1);
    let mut devices: Vec<(&str, Device)> = vec![];
    if args.is_empty() || args.iter().any(|a| a == "flex") {
        devices.push(("flex", Flex::device().unwrap()));
    }
    if args.is_empty() || args.iter().any(|a| a == "ndarray") {
        devices.push(("ndarray", NdArray::device().unwrap()));
    }
    let cases = [
        (
            "stem 7x7/2",
            C {
                c: 3,
                h: 224,
                o: 64,
                k: [7, 7],
                s: 2,
                p: [3, 3],
                g: 1,
            },
        ),
        (
            "mb stem 3x3/2",
            C {
                c: 3,
                h: 224,
                o: 32,
                k: [3, 3],
                s: 2,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "res1 3x3 64 56",
            C {
                c: 64,
                h: 56,
                o: 64,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "res2 3x3 128 28",
            C {
                c: 128,
                h: 28,
                o: 128,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "res2 3x3/2 128 56",
            C {
                c: 128,
                h: 56,
                o: 128,
                k: [3, 3],
                s: 2,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "res3 3x3 256 14",
            C {
                c: 256,
                h: 14,
                o: 256,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "res4 3x3 512 7",
            C {
                c: 512,
                h: 7,
                o: 512,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "s2 res3 3x3/2 256 28",
            C {
                c: 256,
                h: 28,
                o: 256,
                k: [3, 3],
                s: 2,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "s2 res4 3x3/2 512 14",
            C {
                c: 512,
                h: 14,
                o: 512,
                k: [3, 3],
                s: 2,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "s2 inc 3x3/2 288-384 35",
            C {
                c: 288,
                h: 35,
                o: 384,
                k: [3, 3],
                s: 2,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "s2 inc 3x3/2 192-320 17",
            C {
                c: 192,
                h: 17,
                o: 320,
                k: [3, 3],
                s: 2,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "s1 inc 3x3 448-384 8",
            C {
                c: 448,
                h: 8,
                o: 384,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "s1 inc 3x1 384 8",
            C {
                c: 384,
                h: 8,
                o: 384,
                k: [3, 1],
                s: 1,
                p: [1, 0],
                g: 1,
            },
        ),
        (
            "s1 inc 3x3 64-96 35",
            C {
                c: 64,
                h: 35,
                o: 96,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "s1 3x3 128 20",
            C {
                c: 128,
                h: 20,
                o: 128,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 1,
            },
        ),
        (
            "inc 3x3 32 147",
            C {
                c: 32,
                h: 149,
                o: 32,
                k: [3, 3],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "inc 3x3 80-192 71",
            C {
                c: 80,
                h: 73,
                o: 192,
                k: [3, 3],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "inc 5x5 48-64 35",
            C {
                c: 48,
                h: 35,
                o: 64,
                k: [5, 5],
                s: 1,
                p: [2, 2],
                g: 1,
            },
        ),
        (
            "inc 1x7 160 17",
            C {
                c: 160,
                h: 17,
                o: 160,
                k: [1, 7],
                s: 1,
                p: [0, 3],
                g: 1,
            },
        ),
        (
            "inc 7x1 160 17",
            C {
                c: 160,
                h: 17,
                o: 160,
                k: [7, 1],
                s: 1,
                p: [3, 0],
                g: 1,
            },
        ),
        (
            "1x1 64-256 56",
            C {
                c: 64,
                h: 56,
                o: 256,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 256-64 56",
            C {
                c: 256,
                h: 56,
                o: 64,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 512-128 28",
            C {
                c: 512,
                h: 28,
                o: 128,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 1024-256 14",
            C {
                c: 1024,
                h: 14,
                o: 256,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 2048-512 7",
            C {
                c: 2048,
                h: 7,
                o: 512,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 16-96 112",
            C {
                c: 16,
                h: 112,
                o: 96,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1 144-24 56",
            C {
                c: 144,
                h: 56,
                o: 24,
                k: [1, 1],
                s: 1,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1/2 256-512 56",
            C {
                c: 256,
                h: 56,
                o: 512,
                k: [1, 1],
                s: 2,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "1x1/2 1024-2048 14",
            C {
                c: 1024,
                h: 14,
                o: 2048,
                k: [1, 1],
                s: 2,
                p: [0, 0],
                g: 1,
            },
        ),
        (
            "dw 96 112/2",
            C {
                c: 96,
                h: 112,
                o: 96,
                k: [3, 3],
                s: 2,
                p: [1, 1],
                g: 96,
            },
        ),
        (
            "dw 144 56",
            C {
                c: 144,
                h: 56,
                o: 144,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 144,
            },
        ),
        (
            "dw 576 14",
            C {
                c: 576,
                h: 14,
                o: 576,
                k: [3, 3],
                s: 1,
                p: [1, 1],
                g: 576,
            },
        ),
    ];
    let filter = std::env::var("ONLY").unwrap_or_default();
    for (backend, device) in devices {
        for (name, c) in cases {
            if !name.contains(&filter) {
                continue;
            }
            let x = Tensor::<4>::random(
                [batch, c.c, c.h, c.h],
                Distribution::Uniform(-1.0, 1.0),
                &device,
            );
            let w = Tensor::<4>::random(
                [c.o, c.c / c.g, c.k[0], c.k[1]],
                Distribution::Uniform(-0.1, 0.1),
                &device,
            );
            let mut ways: Vec<(&str, Box<dyn Fn() -> Tensor<4>>)> = vec![];
            let (a, b) = (x.clone(), w.clone());
            ways.push((
                "conv2d",
                Box::new(move || plain(a.clone(), b.clone(), None, c)),
            ));
            if c.g == 1 && c.k != [1, 1] {
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "columns",
                    Box::new(move || columns(a.clone(), b.clone(), c)),
                ));
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "stacked",
                    Box::new(move || stacked(a.clone(), b.clone(), c)),
                ));
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "shifted",
                    Box::new(move || shifted(a.clone(), b.clone(), c)),
                ));
                if c.s == 1 {
                    let (a, b) = (x.clone(), w.clone());
                    ways.push(("flat", Box::new(move || flat(a.clone(), b.clone(), c))));
                    let (a, b) = (x.clone(), w.clone());
                    ways.push((
                        "flat_stacked",
                        Box::new(move || flat_stacked(a.clone(), b.clone(), c)),
                    ));
                }
                if batch > 1 {
                    let (a, b) = (x.clone(), w.clone());
                    ways.push((
                        "columns2",
                        Box::new(move || columns2(a.clone(), b.clone(), c)),
                    ));
                }
            }
            if c.g == 1 && c.k == [1, 1] && c.s == 1 {
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "product",
                    Box::new(move || product(a.clone(), b.clone(), c)),
                ));
            }
            if c.g == 1 && c.k == [1, 1] && c.s == 2 {
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "strided",
                    Box::new(move || strided(a.clone(), b.clone(), c)),
                ));
                let (a, b) = (x.clone(), w.clone());
                ways.push((
                    "strided_product",
                    Box::new(move || strided_product(a.clone(), b.clone(), c)),
                ));
            }
            let macs = c.o * c.c / c.g
                * c.k[0]
                * c.k[1]
                * ((c.h + 2 * c.p[0] - c.k[0]) / c.s + 1)
                * ((c.h + 2 * c.p[1] - c.k[1]) / c.s + 1)
                * batch;
            race(
                &format!("{backend} {name} b{batch} {:.0}M", macs as f64 / 1e6),
                &ways,
                rounds,
            );
        }
    }
    // Elementwise passes over [batch, 256, 56, 56].
    let device = Flex::device().unwrap();
    if filter.is_empty() {
        for device in [device, NdArray::device().unwrap()] {
            let dims = [batch, 256, 56, 56];
            let x = Tensor::<4>::random(dims, Distribution::Uniform(-1.0, 1.0), &device);
            let scale =
                Tensor::<4>::random([1, 256, 1, 1], Distribution::Uniform(-1.0, 1.0), &device);
            let y = x.clone();
            let ways: Vec<(&str, Box<dyn Fn() -> Tensor<4>>)> = vec![
                ("~copy", {
                    let x = x.clone();
                    Box::new(move || x.clone().mul_scalar(1.0))
                }),
                ("~copy+mul", {
                    let (x, s) = (x.clone(), scale.clone());
                    Box::new(move || x.clone().mul_scalar(1.0) * s.clone())
                }),
                ("~copy+mul+add", {
                    let (x, s) = (x.clone(), scale.clone());
                    Box::new(move || x.clone().mul_scalar(1.0) * s.clone() + s.clone())
                }),
                ("~copy+relu", {
                    let x = x.clone();
                    Box::new(move || {
                        firebrick::burn::tensor::activation::relu(x.clone().mul_scalar(1.0))
                    })
                }),
                ("~copy+clamp", {
                    let x = x.clone();
                    Box::new(move || x.clone().mul_scalar(1.0).clamp(0.0, 6.0))
                }),
                ("~copy+add", {
                    let (x, y) = (x.clone(), y.clone());
                    Box::new(move || x.clone().mul_scalar(1.0) + y.clone())
                }),
            ];
            race("elementwise", &ways, 30);
        }
    }
}
