//! Title, what is shown, and what colours, lines and shapes mean.

use std::fmt::Write;

use super::draw;
use crate::export::picture::{Kind, Picture, Tie, wrap};
use crate::export::place::geometry::{Point, Rect};
use crate::export::place::text::{escape, width};
use crate::export::style::{Family, KINDS, Line};

/// The drawn head of a picture.
pub struct Head {
    /// SVG elements.
    pub svg: String,
    /// Width that it needs.
    pub width: f64,
    /// Height that it takes.
    pub height: f64,
}

const TITLE: f64 = 22.0;
const SMALL: f64 = 13.0;
const ROW: f64 = 22.0;

/// The head of a picture whose drawing is `room` wide.
pub fn head(picture: &Picture, room: f64) -> Head {
    let mut head = Head { svg: String::new(), width: 0.0, height: 0.0 };
    let room = room.max(620.0);
    let title = wrap(&picture.title, (room / (TITLE * 0.56)) as usize, 3);
    for line in &title {
        head.height += TITLE * 1.25;
        let (size, y) = (TITLE, head.height - 6.0);
        let _ = writeln!(head.svg, r##"<text x="0" y="{y:.1}" font-size="{size}" font-weight="bold" fill="#111111">{}</text>"##, escape(line));
        head.width = head.width.max(width(line, size) * 1.08);
    }
    for line in wrap(&picture.subtitle, (room / (SMALL * 0.5)) as usize, 3) {
        head.height += SMALL * 1.5;
        let _ = writeln!(head.svg, r##"<text x="0" y="{:.1}" font-size="{SMALL}" fill="#444444">{}</text>"##, head.height - 4.0, escape(&line));
        head.width = head.width.max(width(&line, SMALL));
    }
    head.height += 6.0;
    let samples = families(picture).into_iter().map(|family| (37.0, family.legend(), sample(family.colour(), 2.6, Line::Solid)));
    head.row(room, samples);
    let lines = lines(picture);
    // Where every line is solid there is nothing to tell apart.
    if lines.iter().any(|(line, _)| *line != Line::Solid) {
        head.row(room, lines.into_iter().map(|(line, text)| (38.0, text, sample("#444444", 1.8, line))));
    }
    head.row(
        room,
        kinds(picture).into_iter().map(|(kind, text)| {
            let outline = Rect { at: Point::new(15.0, -4.0), w: 14.0, h: 7.5 };
            (36.0, text, draw::outline(kind, &outline))
        }),
    );
    head.height += 10.0;
    head
}

/// The families whose lines or words are drawn.
pub fn families(picture: &Picture) -> Vec<Family> {
    let drawn = |tie: &Tie, family| tie.family == family || tie.labels.iter().any(|label| label.family == Some(family));
    Family::ALL.into_iter().filter(|family| picture.ties.iter().any(|tie| drawn(tie, *family))).collect()
}

/// The kinds of lines that are drawn, with what they mean.
pub fn lines(picture: &Picture) -> Vec<(Line, &'static str)> {
    Line::LEGEND.into_iter().filter(|(line, _)| picture.ties.iter().any(|tie| tie.line == *line)).collect()
}

/// The kinds of shapes that are drawn, with what they mean.
pub fn kinds(picture: &Picture) -> Vec<(Kind, &'static str)> {
    let actors = KINDS.into_iter().map(|(kind, text, _)| (Kind::Actor(kind), text));
    let drawn = actors.filter(|(kind, _)| picture.shapes.iter().any(|shape| shape.kind == *kind));
    let event = picture.shapes.iter().find(|shape| matches!(shape.kind, Kind::Gathering(_)));
    drawn.chain(event.map(|shape| (shape.kind, "one event of three or more"))).collect()
}

/// A short line.
fn sample(colour: &str, thick: f64, line: Line) -> String {
    format!(r##"<path d="M0 -4H30" stroke="{colour}" stroke-width="{thick}"{} fill="none"/>"##, draw::dashes(line, thick))
}

impl Head {
    /// A row of samples with their texts, broken where the room ends.
    fn row(&mut self, room: f64, items: impl Iterator<Item = (f64, &'static str, String)>) {
        let mut x = 0.0;
        self.height += ROW;
        for (indent, text, sample) in items {
            let needs = indent + width(text, SMALL) + 18.0;
            if x > 0.0 && x + needs > room {
                (x, self.height) = (0.0, self.height + ROW);
            }
            let y = self.height - 6.0;
            let _ = writeln!(
                self.svg,
                r##"<g transform="translate({x:.1} {y:.1})">{sample}<text x="{indent}" y="0" font-size="{SMALL}" fill="#222222">{text}</text></g>"##
            );
            x += needs;
            self.width = self.width.max(x);
        }
    }
}
