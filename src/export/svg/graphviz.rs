//! The picture drawn by the program `dot` of Graphviz, from the places that the DOT text gives.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::export::dot;
use crate::export::picture::Picture;

/// The picture as `dot` draws it: boxes, lines and labels stay where the text says (`-n2`).
pub fn draw(picture: &Picture) -> Result<String> {
    let failed = |e: std::io::Error| Error::io("dot", e);
    let mut child = Command::new("dot")
        .args(["-Kneato", "-n2", "-Tsvg"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let text = dot::text(picture);
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
    if !output.status.success() || !svg.trim_end().ends_with("</svg>") {
        let message = String::from_utf8_lossy(&message).trim().to_owned();
        return Err(failed(std::io::Error::other(format!("the picture could not be drawn: {message}"))));
    }
    Ok(labels_on_top(&svg))
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
    use super::labels_on_top;

    #[test]
    fn labels_move_behind_all_ties() {
        let svg = "<svg>\n<g>\n<g id=\"edge1\">\n<path/>\n<g id=\"a_edge1&#45;label\"><a>\n<text>x</text>\n</a>\n</g>\n</g>\n<g id=\"edge2\">\n<path/>\n</g>\n</g>\n</svg>\n";
        let moved = labels_on_top(svg);
        let at = |part: &str| moved.find(part).unwrap();
        assert!(at("a_edge1&#45;label") > at("edge2") && at("</a>\n</g>\n</g>\n</svg>") > 0, "{moved}");
        assert_eq!(moved.matches("</g>").count(), svg.matches("</g>").count());
    }
}
