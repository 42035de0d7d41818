//! `graph.svg`: the picture, drawn by newsgraph, or on request by the program `dot` of Graphviz.

mod draw;
mod frame;
mod graphviz;
pub mod legend;

use super::output::{Out, Written};
use super::place::fitted;
use super::{Layout, Options, style};
use crate::error::Result;
use crate::types::Graph;

/// Actors, ties and labels, with the top left corner at the origin.
struct Drawing {
    /// SVG elements.
    svg: String,
    /// Width in pixels.
    width: f64,
    /// Height in pixels.
    height: f64,
}

/// The picture of a graph as SVG.
pub fn write(graph: &Graph, options: &Options, out: Out<'_>) -> Written {
    Ok(out.write_all(picture(graph, options)?.as_bytes())?)
}

/// The same as a text: a picture holds a few dozen ties at most, however large the graph is.
pub fn picture(graph: &Graph, options: &Options) -> Result<String> {
    let (picture, placed) = fitted(graph);
    let drawing = match options.layout {
        Layout::Native => draw::body(&picture, &placed),
        Layout::Dot => graphviz::draw(&picture, &placed)?,
    };
    let svg = frame::framed(&picture, &drawing);
    Ok(if options.dark { dark(&svg) } else { svg })
}

/// The picture with the dark variant of each colour. Colours stand in attributes of their own, text without a colour gets one.
fn dark(svg: &str) -> String {
    let svg = svg.replacen("<svg ", "<svg fill=\"#111111\" ", 1).replace("\"white\"", "\"#FFFFFF\"").replace("\"black\"", "\"#111111\"");
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg.as_str();
    while let Some(at) = rest.find("=\"#") {
        let (before, colour) = rest.split_at(at + 2);
        out.push_str(before);
        let end = colour.find('"').unwrap_or(colour.len());
        out.push_str(style::dark(&colour[..end]).unwrap_or(&colour[..end]));
        rest = &colour[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dark_variant_changes_colours_and_no_text() {
        let svg = "<svg a=\"1\"><rect fill=\"#ffffff\"/><path stroke=\"#0072B2\" fill=\"none\"/><text>#FFFFFF</text></svg>";
        let dark = dark(svg);
        assert!(
            dark.contains("<text>#FFFFFF</text>") && dark.contains("fill=\"none\"") && !dark.contains("=\"#ffffff\"") && !dark.contains("#0072B2")
        );
    }
}
