//! What stands around a drawing, whoever drew it: title and description for screen readers, heading, legend, source line.

use super::{Drawing, legend};
use crate::export::picture::{Picture, wrap};
use crate::export::place::text::{FONTS, escape};

const MARGIN: f64 = 18.0;
/// Font size of the source line.
const SOURCE: f64 = 12.5;

/// The whole picture.
pub fn framed(picture: &Picture, drawing: &Drawing) -> String {
    let head = legend::head(picture, drawing.width);
    let inner = drawing.width.max(head.width);
    let source = wrap(&picture.source, (inner / (SOURCE * 0.5)) as usize, 3);
    let foot = 18.0 + source.len() as f64 * SOURCE * 1.4;
    let (width, height) = (inner + 2.0 * MARGIN, head.height + drawing.height + foot + 2.0 * MARGIN - 8.0);
    // A drawing that is narrower than its head stands in the middle below it.
    let (x, y) = (MARGIN + (inner - drawing.width) / 2.0, MARGIN + head.height);
    let lines = source.iter().enumerate().map(|(i, line)| {
        let y = y + drawing.height + 18.0 + (i as f64 + 1.0) * SOURCE * 1.4 - 4.0;
        format!("<text x=\"{MARGIN}\" y=\"{y:.1}\" font-size=\"{SOURCE}\" fill=\"#444444\">{}</text>\n", escape(line))
    });
    format!(
        r##"<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:.0}" height="{height:.0}" viewBox="0 0 {width:.0} {height:.0}" font-family="{FONTS}" role="img">
<title>{}</title>
<desc>{}</desc>
<rect width="100%" height="100%" fill="#FFFFFF"/>
<g transform="translate({MARGIN} {MARGIN})">
{}</g>
<g transform="translate({x:.1} {y:.1})">
{}</g>
{}</svg>
"##,
        escape(&picture.title),
        escape(&description(picture)),
        head.svg,
        drawing.svg,
        lines.collect::<String>()
    )
}

/// The ties in words, for readers who do not see the picture.
fn description(picture: &Picture) -> String {
    let name = |i: usize| picture.shapes[i].lines.join(" ");
    let ties = picture.ties.iter().map(|tie| {
        let labels: Vec<&str> = tie.labels.iter().map(|label| label.text.as_str()).collect();
        let what = if labels.is_empty() { "takes part".to_owned() } else { labels.join(", ") };
        format!("{} to {}: {what}", name(tie.from), name(tie.to))
    });
    format!("{}. {}. {}", picture.subtitle, ties.collect::<Vec<_>>().join(". "), picture.source)
}
