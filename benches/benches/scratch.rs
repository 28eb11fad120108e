use firebrick::backend::{Flex, NdArray};
use firebrick::burn::tensor::Tensor;
use firebrick::{Image, models};
use firebrick_benches::hand_written::*;
use firebrick_benches::weights::copied;
use firebrick_tests::scheme;
use std::collections::BTreeMap;
use std::time::Instant;

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
fn median(v: &mut Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

macro_rules! run { ($B:ident, $name:literal, $Net:ident, $side:literal, $by_hand:path, $batch:expr, $rounds:expr) => {{
    let device = $B::device().unwrap();
    let declared = scheme::filled(models::$Net::<$B>::init(&device), 4.0);
    let by_hand = copied(&declared, $by_hand(&device));
    let x = Tensor::<4>::from_data(scheme::input(&[$batch, 3, $side, $side]), &device);
    let (mut a, mut b) = (vec![], vec![]); let (mut ac, mut bc): (Vec<f64>, Vec<f64>) = (vec![], vec![]);
    for i in 0..=$rounds {
        let t = Instant::now(); let c = cpu();
        let p = declared.forward(Image::try_from(x.clone()).unwrap()).into_tensor().into_data();
        let ta = t.elapsed().as_secs_f64(); let ca = cpu() - c;
        let t = Instant::now(); let c = cpu();
        let q = by_hand.forward(x.clone()).into_data();
        let tb = t.elapsed().as_secs_f64(); let cb = cpu() - c;
        if i == 0 { p.assert_approx_eq::<f32>(&q, firebrick::burn::tensor::Tolerance::rel_abs(1e-3, 1e-3)); } else { a.push(ta); b.push(tb); ac.push(ca); bc.push(cb); }
    }
    let (amin, bmin) = (a.iter().cloned().fold(9e9, f64::min), b.iter().cloned().fold(9e9, f64::min));
    let (acm, bcm) = (ac.iter().cloned().fold(9e9, f64::min), bc.iter().cloned().fold(9e9, f64::min));
    println!("  cpu: declared {:.1} (median {:.1}) by hand {:.1} (median {:.1}) ratio {:.3} (median {:.3})", acm*1e3, median(&mut ac)*1e3, bcm*1e3, median(&mut bc)*1e3, acm/bcm, median(&mut ac)/median(&mut bc));
    println!("{} {} batch {}: declared {:.1} ms (min {:.1}), by hand {:.1} (min {:.1}), ratio {:.3} (min {:.3})", $name, stringify!($B), $batch, 1e3*median(&mut a), 1e3*amin, 1e3*median(&mut b), 1e3*bmin, median(&mut a)/median(&mut b), amin/bmin);
    if std::env::var("PROFILE").is_ok() {
        let mut by: BTreeMap<String, (usize, f64)> = BTreeMap::new();
        let mut per: Vec<(String, Vec<f64>)> = vec![];
        for r in 0..5 {
            let mut last = cpu();
            let mut at = 1;
            let graph = models::$Net::<$B>::GRAPH;
            declared.observe(Image::try_from(x.clone()).unwrap(), |path, flow| {
                let node = &graph.nodes()[at];
                at += 1;
                let now = cpu();
                let dt = now - last;
                let input = graph.nodes()[graph.inputs(node)[0] as usize].shape();
                let text = format!("{} {:?} {} -> {}", path, node.op(), input, node.shape());
                if r == 0 { per.push((text, vec![dt])) } else { per[at-2].1.push(dt) }
                let _ = flow;
                last = cpu();
            });
        }
        for (text, v) in &mut per {
            let m = v.iter().cloned().fold(9e9, f64::min);
            let kind = text.split_whitespace().find(|w| w.chars().next().unwrap().is_uppercase() && w.contains("(")).unwrap_or("?").split('(').next().unwrap().to_string();
            let e = by.entry(kind).or_default(); e.0 += 1; e.1 += m;
            println!("{:8.3} ms {}", m*1e3, text);
        }
        for (k, (n, t)) in by { println!("{k:20} {n:4} {:.2} ms", t*1e3); }
    }
}}}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let has = |s: &str| args.is_empty() || args.iter().any(|a| a == s);
    let rounds: usize = std::env::var("ROUNDS")
        .ok()
        .and_then(|r| r.parse().ok())
        .unwrap_or(9);
    let batch: usize = std::env::var("BATCH")
        .ok()
        .and_then(|r| r.parse().ok())
        .unwrap_or(1);
    if has("flex") {
        if has("resnet50") {
            run!(
                Flex,
                "resnet50",
                ResNet50,
                224,
                resnet::resnet50,
                batch,
                rounds
            );
        }
        if has("mobilenet") {
            run!(
                Flex,
                "mobilenet_v2",
                MobileNetV2,
                224,
                mobilenet_v2::mobilenet_v2,
                batch,
                rounds
            );
        }
        if has("inception") {
            run!(
                Flex,
                "inception_v3",
                InceptionV3,
                299,
                inception_v3::inception_v3,
                batch,
                rounds
            );
        }
    }
    if has("ndarray") {
        if has("resnet50") {
            run!(
                NdArray,
                "resnet50",
                ResNet50,
                224,
                resnet::resnet50,
                batch,
                rounds
            );
        }
        if has("mobilenet") {
            run!(
                NdArray,
                "mobilenet_v2",
                MobileNetV2,
                224,
                mobilenet_v2::mobilenet_v2,
                batch,
                rounds
            );
        }
        if has("inception") {
            run!(
                NdArray,
                "inception_v3",
                InceptionV3,
                299,
                inception_v3::inception_v3,
                batch,
                rounds
            );
        }
    }
}
