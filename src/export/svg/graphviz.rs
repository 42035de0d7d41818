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
    Ok(svg)
}
