//! newsgraph's own drawing: ties below, actors above them, labels on top; all text as text.

use std::fmt::Write;

use super::Drawing;
use crate::export::picture::{Kind, Picture, Shape, Tie};
use crate::export::place::Placed;
use crate::export::place::geometry::{Point, Rect};
use crate::export::place::labels::{LABEL_LINE, LABEL_SIZE};
use crate::export::place::route::{HEXAGON, Route};
use crate::export::place::text::escape;
use crate::export::style::{Line, fill};
use crate::types::EntityKind;

/// Ties, actors and labels, with the top left corner at the origin.
pub fn body(picture: &Picture, placed: &Placed) -> Drawing {
    let Placed { boxes, routes } = placed;
    let (low, high) = placed.extent();
    let mut out = format!("<g transform=\"translate({:.1} {:.1})\">\n", -low.x, -low.y);
    for (tie, route) in picture.ties.iter().zip(routes) {
        line(&mut out, picture, tie, route);
    }
    for (shape, outline_) in picture.shapes.iter().zip(boxes) {
        actor(&mut out, shape, outline_);
    }
    for (tie, route) in picture.ties.iter().zip(routes) {
        label(&mut out, tie, route);
    }
    out.push_str("</g>\n");
    Drawing { svg: out, width: high.x - low.x, height: high.y - low.y }
}

/// The dash pattern of a line as an attribute.
pub fn dashes(line: Line, thick: f64) -> String {
    match line {
        Line::Solid => String::new(),
        Line::Dashed => format!(r##" stroke-dasharray="{:.1} {:.1}""##, 3.0 + 2.5 * thick, 2.0 + 2.0 * thick),
        Line::Dotted => format!(r##" stroke-dasharray="0.1 {:.1}" stroke-linecap="round""##, 1.6 + 2.0 * thick),
    }
}

fn line(out: &mut String, picture: &Picture, tie: &Tie, route: &Route) {
    let (colour, thick) = (tie.family.colour(), tie.width());
    let curve = route.curve;
    let reach = 6.0 + 2.0 * thick;
    let length = curve.start.distance(curve.end).max(1.0);
    // The line ends inside its arrow head.
    let end = if tie.mutual { 1.0 } else { (1.0 - 0.7 * reach / length).max(0.5) };
    let drawn = curve.part(0.0, end);
    let names = [tie.from, tie.to].map(|i| picture.shapes[i].lines.join(" "));
    let _ = write!(
        out,
        r##"<g><title>{} {} {}: {}</title><path d="M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}" fill="none" stroke="{colour}" stroke-width="{thick:.2}"{}/>"##,
        escape(&names[0]),
        if tie.mutual { "–" } else { "→" },
        escape(&names[1]),
        escape(&tie.tooltip),
        drawn.start.x,
        drawn.start.y,
        drawn.control.x,
        drawn.control.y,
        drawn.end.x,
        drawn.end.y,
        dashes(tie.line, thick)
    );
    if !tie.mutual {
        let tip = curve.end;
        let back = curve.at((1.0 - reach / length).max(0.3));
        let along = back.distance(tip).max(0.1);
        let (ux, uy) = ((tip.x - back.x) / along, (tip.y - back.y) / along);
        let half = 2.6 + 0.9 * thick;
        let base = Point::new(tip.x - ux * reach, tip.y - uy * reach);
        let _ = write!(
            out,
            r##"<path d="M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z" fill="{colour}"/>"##,
            tip.x,
            tip.y,
            base.x - uy * half,
            base.y + ux * half,
            base.x + uy * half,
            base.y - ux * half
        );
    }
    out.push_str("</g>\n");
}

/// The outline of an actor of this kind.
pub fn outline(kind: Kind, rect: &Rect) -> String {
    let Rect { at, w, h } = *rect;
    let (x, y) = (at.x - w, at.y - h);
    let colour = match kind {
        Kind::Actor(kind) => fill(kind),
        Kind::Gathering(_) => "#FFFFFF",
    };
    let pen = r##"stroke="#444444""##;
    match kind {
        Kind::Actor(EntityKind::Person) => {
            format!(r##"<ellipse cx="{:.1}" cy="{:.1}" rx="{w:.1}" ry="{h:.1}" fill="{colour}" {pen} stroke-width="1.1"/>"##, at.x, at.y)
        }
        Kind::Actor(EntityKind::Organisation) => {
            let cut = HEXAGON.min(w / 2.0).min(1.2 * h);
            let (right, bottom) = (at.x + w, at.y + h);
            format!(
                r##"<path d="M{x:.1} {:.1}L{:.1} {y:.1}H{:.1}L{right:.1} {:.1}L{:.1} {bottom:.1}H{:.1}Z" fill="{colour}" {pen} stroke-width="1.1"/>"##,
                at.y,
                x + cut,
                right - cut,
                at.y,
                right - cut,
                x + cut
            )
        }
        Kind::Actor(EntityKind::Group) => format!(
            r##"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="8" fill="none" {pen} stroke-width="0.8"/><rect x="{x:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="6" fill="{colour}" {pen} stroke-width="0.8"/>"##,
            x - 3.0,
            y - 3.0,
            2.0 * w + 6.0,
            2.0 * h + 6.0,
            2.0 * w,
            2.0 * h
        ),
        Kind::Gathering(family) => format!(
            r##"<rect x="{x:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="{h:.1}" fill="{colour}" stroke="{}" stroke-width="1.6"/>"##,
            2.0 * w,
            2.0 * h,
            family.colour()
        ),
        Kind::Actor(_) => {
            format!(r##"<rect x="{x:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" fill="{colour}" {pen} stroke-width="2"/>"##, 2.0 * w, 2.0 * h)
        }
    }
}

fn actor(out: &mut String, shape: &Shape, rect: &Rect) {
    let _ = write!(out, r##"<g id="{}"><title>{}</title>{}"##, escape(&shape.id), escape(&shape.tooltip), outline(shape.kind, rect));
    let weight = if shape.kind == Kind::Actor(EntityKind::State) { r##" font-weight="bold""## } else { "" };
    let ink = match shape.kind {
        Kind::Actor(_) => "#111111",
        Kind::Gathering(family) => family.colour(),
    };
    let (size, line_height) = (shape.size(), shape.line_height());
    let first = rect.at.y - (shape.lines.len() as f64 - 1.0) * line_height / 2.0 + size * 0.35;
    for (i, line) in shape.lines.iter().enumerate() {
        let y = first + i as f64 * line_height;
        let _ = write!(
            out,
            r##"<text x="{:.1}" y="{y:.1}" font-size="{size}" text-anchor="middle" fill="{ink}"{weight}>{}</text>"##,
            rect.at.x,
            escape(line)
        );
    }
    out.push_str("</g>\n");
}

fn label(out: &mut String, tie: &Tie, route: &Route) {
    let Some(rect) = route.label else { return };
    let _ = write!(
        out,
        r##"<g><title>{}</title><rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="2" fill="#FFFFFF"/>"##,
        escape(&tie.tooltip),
        rect.at.x - rect.w,
        rect.at.y - rect.h,
        2.0 * rect.w,
        2.0 * rect.h
    );
    let first = rect.at.y - (route.lines.len() as f64 - 1.0) * LABEL_LINE / 2.0 + LABEL_SIZE * 0.35;
    for (i, line) in route.lines.iter().enumerate() {
        let y = first + i as f64 * LABEL_LINE;
        let _ = write!(
            out,
            r##"<text x="{:.1}" y="{y:.1}" font-size="{LABEL_SIZE}" text-anchor="middle" fill="{}">{}</text>"##,
            rect.at.x,
            line.colour(),
            escape(&line.text)
        );
    }
    out.push_str("</g>\n");
}
