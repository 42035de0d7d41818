//! The picture drawn by the program `dot` of Graphviz, from the places that the DOT text gives.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use super::Drawing;
use crate::error::{Error, Result};
use crate::export::dot;
use crate::export::picture::Picture;
use crate::export::place::Placed;

/// The drawing as `dot` makes it: boxes, lines and labels stay where the text says (`-n2`). Heading, legend and source are those of every picture.
pub fn draw(picture: &Picture, placed: &Placed) -> Result<Drawing> {
    let failed = |e: std::io::Error| Error::io("dot", e);
    let mut child =
        Command::new("dot").args(["-Kneato", "-n2", "-Tsvg"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(
            |e| match e.kind() {
                std::io::ErrorKind::NotFound => {
                    Error::Export("the program `dot` of Graphviz is not installed; `--layout native` draws the same picture without it".into())
                }
                _ => failed(e),
            },
        )?;
    let text = dot::text(picture, placed, false);
    let input = child.stdin.take();
    let mut errors = child.stderr.take();
    // Written and read at the same time: either pipe may be full before the other is empty.
    let (output, message) = std::thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        let message = scope.spawn(move || {
            let mut bytes = Vec::new();
            errors.as_mut().map(|errors| errors.read_to_end(&mut bytes));
            bytes
        });
        (child.wait_with_output(), message.join().unwrap_or_default())
    });
    let output = output.map_err(failed)?;
    let svg = String::from_utf8_lossy(&output.stdout).into_owned();
    let drawing = if output.status.success() { inside(&labels_on_top(&svg)) } else { None };
    drawing.ok_or_else(|| {
        let message = String::from_utf8_lossy(&message).trim().to_owned();
        failed(std::io::Error::other(format!("the picture could not be drawn: {message}")))
    })
}

/// What stands between the tags of an SVG file, with the size that its viewBox gives.
fn inside(svg: &str) -> Option<Drawing> {
    let (_, rest) = svg.split_once("<svg")?;
    let (tag, rest) = rest.split_once('>')?;
    let (body, _) = rest.rsplit_once("</svg>")?;
    let (_, view) = tag.split_once("viewBox=\"")?;
    let sizes: Vec<f64> = view.split('"').next()?.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [_, _, width, height] = sizes[..] else { return None };
    Some(Drawing { svg: format!("{}\n", body.trim()), width, height })
}

/// Graphviz draws each tie with its label, so that later ties run over it. The labels (`<g id="a_edge1&#45;label">`) are moved behind all ties.
fn labels_on_top(svg: &str) -> String {
    let (mut rest, mut labels, mut depth) = (Vec::new(), Vec::new(), 0_usize);
    for line in svg.lines() {
        let starts = depth == 0 && line.starts_with("<g id=\"a_edge") && line.contains("label\"");
        if !starts && depth == 0 {
            rest.push(line);
            continue;
        }
        depth += line.matches("<g ").count();
        depth = depth.saturating_sub(line.matches("</g>").count());
        labels.push(line);
    }
    // The last two lines end the drawing and the file.
    let end = rest.len().saturating_sub(2);
    rest.splice(end..end, labels);
    rest.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{inside, labels_on_top};

    #[test]
    fn labels_move_behind_all_ties() {
        let svg = "<svg>\n<g>\n<g id=\"edge1\">\n<path/>\n<g id=\"a_edge1&#45;label\"><a>\n<text>x</text>\n</a>\n</g>\n</g>\n<g id=\"edge2\">\n<path/>\n</g>\n</g>\n</svg>\n";
        let moved = labels_on_top(svg);
        let at = |part: &str| moved.find(part).unwrap();
        assert!(at("a_edge1&#45;label") > at("edge2") && at("</a>\n</g>\n</g>\n</svg>") > 0, "{moved}");
        assert_eq!(moved.matches("</g>").count(), svg.matches("</g>").count());
    }

    #[test]
    fn the_drawing_is_taken_out_of_its_file_with_its_size() {
        let drawing = inside("<?xml?>\n<svg width=\"10pt\" viewBox=\"0.00 0.00 12.50 7\">\n<g>x</g>\n</svg>\n").unwrap();
        assert_eq!((drawing.svg.as_str(), drawing.width, drawing.height), ("<g>x</g>\n", 12.5, 7.0));
        assert!(inside("<svg>cut off").is_none());
    }
}
