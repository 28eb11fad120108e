//! `inspect` as a user runs it.

use std::fs;

use firebrick_tests::program::Program;
use serde_json::Value;
use tempfile::TempDir;

const INSPECT: Program = Program(env!("CARGO_BIN_EXE_inspect"));

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&INSPECT.answer(arguments)).unwrap()
}

#[test]
fn a_report_tells_cost_view_and_memory() {
    let report = INSPECT.answer(&["resnet18"]);
    for part in [
        "11_689_512 parameters",
        "cost by stage",
        "layer4",
        "cost by kind of layer",
        "3×3 conv2d",
        "receptive field",
        "435×435",
        "memory (f32, a batch of one)",
        // conv1 makes 64 × 112 × 112 numbers, and the norm after it as many again: 1,605,632 × 4 bytes.
        "6.1 MiB  while `bn1`",
    ] {
        assert!(report.contains(part), "`{part}` in\n{report}");
    }
}

/// The rows of both charts add up to the whole.
#[test]
fn the_costs_add_up() {
    for model in ["resnet50", "mobilenet_v2", "inception_v3"] {
        let network = json(&[model, "--json"]);
        for chart in ["stages", "kinds"] {
            for count in ["params", "macs"] {
                let rows = network[chart].as_array().unwrap();
                assert!(rows.len() >= 3, "{model}: {chart}");
                let sum: u64 = rows.iter().map(|row| row[count].as_u64().unwrap()).sum();
                assert_eq!(
                    Some(sum),
                    network[count].as_u64(),
                    "{model}: {chart}, {count}"
                );
            }
        }
    }
}

#[test]
fn what_is_alive_at_the_peak_is_the_peak() {
    for line in INSPECT.answer(&["--list"]).lines() {
        let model = line.split_whitespace().next().unwrap();
        let network = json(&[model, "--json"]);
        let peak = &network["peak_activations"];
        let elements = |layer: &Value| -> u64 {
            let shape = &network["layers"][layer.as_u64().unwrap() as usize]["shape"];
            let dims = shape.as_array().unwrap().iter();
            dims.map(|dim| dim.as_u64().unwrap()).product()
        };
        let alive: u64 = peak["alive"].as_array().unwrap().iter().map(elements).sum();
        assert_eq!(Some(alive), peak["elements"].as_u64(), "{model}");
    }
}

#[test]
fn another_input_is_planned_for() {
    let network = json(&["resnet18", "--input", "3x320x320", "--json"]);
    assert_eq!(network["input"], serde_json::json!([3, 320, 320]));
    assert_eq!(network["output"], serde_json::json!([1000]));
    assert_eq!(network["params"], 11_689_512);
    let usual = json(&["resnet18", "--json"]);
    assert!(network["macs"].as_u64() > usual["macs"].as_u64());
}

#[test]
fn drawings_are_written_in_three_languages() {
    let scratch = TempDir::new().unwrap();
    for (name, begins) in [
        ("a.svg", "<svg"),
        ("a.mmd", "---\ntitle"),
        ("a.dot", "digraph {"),
    ] {
        let path = scratch.path().join(name);
        let path = path.to_str().unwrap();
        INSPECT.answer(&["squeezenet1_1", "--draw", path, "--level", "everything"]);
        let drawing = fs::read_to_string(path).unwrap();
        assert!(
            drawing.starts_with(begins) && drawing.contains("squeeze"),
            "{drawing}"
        );
    }
    let (light, dark) = (scratch.path().join("l.svg"), scratch.path().join("d.svg"));
    INSPECT.answer(&[
        "lenet5",
        "--draw",
        light.to_str().unwrap(),
        "--theme",
        "light",
    ]);
    INSPECT.answer(&[
        "lenet5",
        "--draw",
        dark.to_str().unwrap(),
        "--theme",
        "dark",
    ]);
    assert_ne!(fs::read(light).unwrap(), fs::read(dark).unwrap());

    let words = INSPECT.refusal(&["lenet5", "--draw", "lenet.jpeg"]);
    assert!(
        words.contains("`.svg`") && words.contains("lenet.jpeg"),
        "{words}"
    );
    let words = INSPECT.refusal(&["lenet5", "--draw", "no/such/folder/a.svg"]);
    assert!(words.contains("no/such/folder/a.svg"), "{words}");
}

#[test]
fn an_unknown_network_is_said_with_the_nearest_one() {
    let words = INSPECT.refusal(&["resnet81"]);
    assert!(
        words.contains("`resnet81`") && words.contains("`resnet18`"),
        "{words}"
    );
    let words = INSPECT.refusal(&["transformer"]);
    assert!(
        words.contains("--list") && !words.contains("there is `"),
        "{words}"
    );
    assert!(INSPECT.answer(&["ResNet-18"]).contains("11_689_512"));
}

#[test]
fn a_bad_input_is_said() {
    for input in ["320", "3x320", "3xax320", "3x0x320", "3x320x320x1"] {
        let words = INSPECT.refusal(&["resnet18", "--input", input]);
        assert!(
            words.contains("3x224x224") && words.contains(input),
            "{words}"
        );
    }
    let words = INSPECT.refusal(&["resnet18", "--input", "4x224x224"]);
    assert!(words.contains("expects 3 channels, found 4"), "{words}");
}

/// The words are those of the compiler.
#[test]
fn a_size_that_does_not_fit_is_said_by_the_layer() {
    let words = INSPECT.refusal(&["alexnet", "--input", "3x16x16"]);
    for part in [
        "error: `alexnet`",
        "3x16x16",
        "`max_pool2d` expects",
        "help:",
    ] {
        assert!(words.contains(part), "`{part}` in\n{words}");
    }
}

#[test]
fn help_names_every_option() {
    let help = INSPECT.answer(&["--help"]);
    for option in [
        "--input", "--draw", "--level", "--theme", "--json", "--list",
    ] {
        assert!(help.contains(option), "{help}");
    }
    assert!(INSPECT.refusal(&[]).contains("<MODEL>"));
}
