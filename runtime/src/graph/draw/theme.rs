//! Colours.

use super::picture::Kind;

/// The colours of an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on white: for print.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Light or dark as the page around it is: for an SVG that stands in HTML, such as rustdoc's. It has no
    /// ground of its own, and follows the reader's theme where a page has none.
    Page,
}

/// What has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Ground,
    Text,
    Detail,
    Line,
    Border,
    /// Inside a frame, and the band over it.
    Frame,
    Band,
    Block,
    Join,
    Terminal,
    Layer(Kind),
}

/// Every colour: its name in a page, light, dark.
const COLOURS: [(Ink, &str, &str, &str); 16] = [
    (Ink::Ground, "ground", "#ffffff", "#16181d"),
    (Ink::Text, "text", "#1b1f24", "#e7e9ee"),
    (Ink::Detail, "detail", "#5b636e", "#a2aab6"),
    (Ink::Line, "line", "#3c434c", "#aab2be"),
    (Ink::Border, "border", "#8b95a1", "#6c7684"),
    (Ink::Frame, "frame", "#f7f8fa", "#1d2026"),
    (Ink::Band, "band", "#e9ecf1", "#2a2f38"),
    (Ink::Block, "block", "#dfe6f4", "#2b3a57"),
    (Ink::Join, "join", "#ffffff", "#16181d"),
    (Ink::Terminal, "terminal", "#ffffff", "#16181d"),
    (Ink::Layer(Kind::Weights), "weights", "#cfe1f7", "#24466e"),
    (Ink::Layer(Kind::Norm), "norm", "#e3eedd", "#34472e"),
    (
        Ink::Layer(Kind::Activation),
        "activation",
        "#fbe9c6",
        "#57431a",
    ),
    (Ink::Layer(Kind::Pool), "pool", "#f6d9d6", "#5a302c"),
    (Ink::Layer(Kind::Form), "form", "#e8e6ef", "#3a3747"),
    (Ink::Layer(Kind::Custom), "custom", "#ecdcf3", "#4a3159"),
];

impl Theme {
    /// A colour as an SVG attribute says it.
    pub(super) fn colour(self, ink: Ink) -> String {
        let (_, name, light, dark) = COLOURS
            .iter()
            .find(|(of, ..)| *of == ink)
            .expect("every ink has its row");
        match self {
            Theme::Light => (*light).to_owned(),
            Theme::Dark => (*dark).to_owned(),
            Theme::Page => format!("var(--firebrick-{name})"),
        }
    }

    /// The style sheet that gives the names of a page their colours. Rustdoc says its theme at the root.
    pub(super) fn style(self) -> Option<String> {
        if self != Theme::Page {
            return None;
        }
        let colours = |dark: bool| -> String {
            let rows = COLOURS.iter().map(|(_, name, light, night)| {
                let colour = if dark { night } else { light };
                format!("--firebrick-{name}:{colour};")
            });
            rows.collect()
        };
        let (light, dark) = (colours(false), colours(true));
        Some(format!(
            ".firebrick{{{light}}}\
             @media(prefers-color-scheme:dark){{:root:not([data-theme=light]) .firebrick{{{dark}}}}}\
             :root[data-theme=dark] .firebrick,:root[data-theme=ayu] .firebrick{{{dark}}}"
        ))
    }
}
