//! The names of classes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The names of a network's classes, in the order of its scores.
pub struct Labels(Vec<String>);

impl Labels {
    /// ImageNet's 1,000 as torchvision calls them; Keras has them in the same order.
    ///
    /// # Errors
    /// Only where the list that comes with the example is damaged.
    pub fn imagenet() -> Result<Self> {
        let names = serde_json::from_str(include_str!("../data/imagenet_categories.json"));
        Ok(Labels(names.context("the list of ImageNet's categories")?))
    }

    /// A text file with a name on each line, or a JSON file with a list of names.
    ///
    /// # Errors
    /// Where the file cannot be read or is no such list.
    pub fn read(path: &Path) -> Result<Self> {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .with_context(|| format!("{shown}: expected a text file with labels"))?;
        let labels: Vec<String> = if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            serde_json::from_str(&text).with_context(|| {
                format!("{shown}: expected a JSON list of labels, [\"tench\", …]")
            })?
        } else {
            text.lines().map(|line| line.trim().to_owned()).collect()
        };
        if let Some(at) = labels.iter().position(String::is_empty) {
            bail!(
                "{shown}: expected a label on each line, found none on line {}",
                at + 1
            );
        }
        Ok(Labels(labels))
    }

    /// The name of a class.
    pub fn name(&self, class: usize) -> &str {
        &self.0[class]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
