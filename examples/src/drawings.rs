//! The drawings in the documentation of the blocks.

use std::path::PathBuf;

use anyhow::{Context, Result};
use firebrick::blocks::{
    Aspp, BasicBlock, Bottleneck, BottleneckConv, DenseLayer, DepthwiseSeparable, FactorizedConv,
    Inception, InceptionC, InvertedResidual, SqueezeExcite, XceptionBlock,
};
use firebrick::graph::{Level, Plan, Theme};

/// The folder of the drawings.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../runtime/src/blocks/drawings"
    ))
}

/// Every drawing: the name of its file, and what is in it. The blocks are drawn for the sizes that their
/// papers show them at.
pub fn all() -> Result<Vec<(String, String)>> {
    let blocks = [
        ("basic_block", BasicBlock::config(64).plan([64, 56, 56])),
        ("bottleneck", Bottleneck::config(64).plan([256, 56, 56])),
        (
            "bottleneck_conv",
            BottleneckConv::config(128, 512).plan([512, 26, 26]),
        ),
        (
            "inception",
            Inception::config(64, 96, 128, 16, 32, 32).plan([192, 28, 28]),
        ),
        ("inception_c", InceptionC::config(128).plan([768, 17, 17])),
        (
            "factorized_conv",
            FactorizedConv::config(192, 7).plan([192, 17, 17]),
        ),
        (
            "depthwise_separable",
            DepthwiseSeparable::config(64).plan([32, 112, 112]),
        ),
        (
            "xception_block",
            XceptionBlock::config(5, [728; 3]).plan([728, 19, 19]),
        ),
        (
            "inverted_residual",
            InvertedResidual::config(24).plan([24, 56, 56]),
        ),
        ("aspp", Aspp::config().plan([2048, 65, 65])),
        (
            "squeeze_excite",
            SqueezeExcite::config(16).plan([64, 56, 56]),
        ),
        ("dense_layer", DenseLayer::config(32).plan([64, 56, 56])),
    ];
    blocks
        .into_iter()
        .map(|(name, plan)| {
            let plan = plan.with_context(|| format!("`{name}` does not fit its size"))?;
            Ok((format!("{name}.svg"), drawing(&plan)))
        })
        .collect()
}

/// Every layer by itself, as in a figure, for a page of rustdoc in the theme of its reader.
fn drawing(plan: &Plan) -> String {
    let drawing = plan.graph().draw().level(Level::Everything);
    drawing.collapse(false).theme(Theme::Page).to_svg()
}
