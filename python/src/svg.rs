//! A picture that shows itself in a notebook.

use std::path::PathBuf;

use pyo3::prelude::*;

use crate::errors::io;

/// A picture. A notebook shows it; `str(picture)` is its SVG.
///
/// >>> import newsgraph
/// >>> picture = newsgraph.build([{"text": "Norway supplied Estonia with radars."}]).draw()
/// >>> picture.save("out/picture.svg")
/// >>> "<svg" in str(picture)
/// True
#[pyclass(frozen, module = "newsgraph")]
pub struct Svg {
    text: String,
}

impl Svg {
    pub fn new(text: String) -> Self {
        Self { text }
    }
}

/// The picture as wide as there is room, and no wider than it is by itself: a notebook's column is narrower than a page.
fn fluid(svg: &str) -> Option<String> {
    let start = svg.find("<svg ")?;
    let (before, tag) = svg.split_at(start);
    let (tag, after) = tag.split_at(tag.find('>')?);
    let without = |tag: &str, name: &str| {
        let (head, rest) = tag.split_once(&format!(" {name}=\""))?;
        let (value, tail) = rest.split_once('"')?;
        Some((value.to_owned(), format!("{head}{tail}")))
    };
    let (width, tag) = without(tag, "width")?;
    let (_, tag) = without(&tag, "height")?;
    // A length without a unit is one in an attribute, but none in a style.
    let unit = if width.ends_with(|c: char| c.is_ascii_digit()) { "px" } else { "" };
    Some(format!("{before}{tag} style=\"width:100%;max-width:{width}{unit};height:auto\"{after}"))
}

#[pymethods]
impl Svg {
    /// Writes the picture to a file.
    fn save(&self, path: PathBuf) -> PyResult<()> {
        std::fs::write(&path, &self.text).map_err(|e| io(&path, e))
    }

    fn _repr_svg_(&self) -> String {
        fluid(&self.text).unwrap_or_else(|| self.text.clone())
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<newsgraph.Svg: {} kB; a notebook shows it, .save(path) writes it>", self.text.len().div_ceil(1000))
    }
}
