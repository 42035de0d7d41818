//! `graph.dot`: the picture as text for Graphviz, by way of graphviz-rust, whose printer neither quotes nor escapes: that is done here.

use graphviz_rust::dot_structures::{Attribute, Edge, EdgeTy, Graph as DotGraph, GraphAttributes, Id, Node, NodeId, Stmt, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::Options;
use super::output::{Out, Written};
use super::picture::{Kind, Picture, Shape, Tie};
use super::place::geometry::{Curve, Point, Rect};
use super::place::labels::LABEL_SIZE;
use super::place::route::Route;
use super::place::{Placed, fitted};
use super::style::{Line, fill};
use super::svg::legend;
use crate::types::{EntityKind, Graph};

/// The picture of a graph as DOT text.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let (picture, placed) = fitted(graph);
    Ok(out.write_all(text(&picture, &placed, true).as_bytes())?)
}

/// A picture as DOT text, with or without heading and legend.
pub fn text(picture: &Picture, placed: &Placed, headed: bool) -> String {
    let mut whole = vec![
        plain("layout", "neato"),
        plain("labelloc", "t"),
        plain("pad", if headed { "0.3" } else { "0.05" }),
        plain("splines", "true"),
        plain("outputorder", "edgesfirst"),
        quoted("fontname", FONT),
        quoted("bgcolor", "#FFFFFF"),
    ];
    if headed {
        whole.push(Attribute(Id::Plain("label".into()), Id::Html(format!("<{}>", heading(picture)))));
    }
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(whole)),
        Stmt::GAttribute(GraphAttributes::Node(vec![quoted("fontname", FONT), plain("fixedsize", "true")])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            quoted("fontname", FONT),
            plain("fontsize", &LABEL_SIZE.to_string()),
            plain("arrowsize", "0.7"),
        ])),
    ];
    let Placed { boxes, routes } = placed;
    stmts.extend(picture.shapes.iter().zip(boxes).map(|(shape, rect)| Stmt::Node(node(shape, rect))));
    stmts.extend(picture.ties.iter().zip(routes).map(|(tie, route)| Stmt::Edge(edge(tie, route, picture))));
    let mut out = DotGraph::DiGraph { id: quote("newsgraph"), strict: false, stmts }.print(&mut PrinterContext::default());
    out.push('\n');
    out
}

const BOLD_FONT: &str = "Helvetica-Bold";
const FONT: &str = "Helvetica,Arial,sans-serif";

const GROUND: &str = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" BGCOLOR=\"#FFFFFF\">";

fn node(shape: &Shape, rect: &Rect) -> Node {
    let (form, style, peripheries) = match shape.kind {
        Kind::Actor(EntityKind::State) => ("box", "filled,bold", "1"),
        Kind::Actor(EntityKind::Person) => ("ellipse", "filled", "1"),
        Kind::Actor(EntityKind::Organisation) => ("hexagon", "filled", "1"),
        Kind::Actor(_) => ("box", "filled,rounded", "2"),
        Kind::Gathering(_) => ("box", "filled,rounded", "1"),
    };
    let (ground, pen, ink) = match shape.kind {
        Kind::Actor(kind) => (fill(kind), "#444444", "#111111"),
        Kind::Gathering(family) => ("#FFFFFF", family.colour(), family.colour()),
    };
    let label = shape.lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\\n");
    let attributes = vec![
        Attribute(Id::Plain("label".into()), Id::Escaped(format!("\"{label}\""))),
        plain("shape", form),
        quoted("style", style),
        plain("fontsize", &shape.size().to_string()),
        quoted("fontname", if shape.kind == Kind::Actor(EntityKind::State) { BOLD_FONT } else { FONT }),
        plain("peripheries", peripheries),
        quoted("fillcolor", ground),
        quoted("color", pen),
        quoted("fontcolor", ink),
        quoted("tooltip", &shape.tooltip),
        // Graphviz counts sizes in inches of 72 points, and upwards.
        plain("width", &format!("{:.3}", 2.0 * rect.w / 72.0)),
        plain("height", &format!("{:.3}", 2.0 * rect.h / 72.0)),
        quoted("pos", &format!("{}!", position(rect.at))),
    ];
    Node::new(NodeId(quote(&shape.id), None), attributes)
}

fn edge(tie: &Tie, route: &Route, picture: &Picture) -> Edge {
    let end = |i: usize| Vertex::N(NodeId(quote(&picture.shapes[i].id), None));
    let label = route.lines.iter().map(|line| format!("<FONT COLOR=\"{}\">{}</FONT>", line.colour(), markup(&line.text)));
    let mut attributes = vec![
        quoted("color", tie.family.colour()),
        plain("style", tie.line.name()),
        plain("penwidth", &format!("{:.2}", tie.width())),
        plain("dir", if tie.mutual { "none" } else { "forward" }),
        quoted("tooltip", &tie.tooltip),
        quoted("labeltooltip", &tie.tooltip),
        quoted("pos", &spline(&route.curve, tie)),
    ];
    if let Some(place) = route.label {
        // On a white ground, so that no line runs through the letters.
        let text = format!("<{GROUND}<TR><TD>{}</TD></TR></TABLE>>", label.collect::<Vec<_>>().join("<BR/>"));
        attributes.extend([Attribute(Id::Plain("label".into()), Id::Html(text)), quoted("lp", &position(place.at))]);
    }
    Edge { ty: EdgeTy::Pair(end(tie.from), end(tie.to)), attributes }
}

/// A point as Graphviz writes it.
fn position(p: Point) -> String {
    format!("{:.1},{:.1}", p.x, -p.y)
}

/// A curve as Graphviz writes it: the arrow's tip if it has one, then a cubic Bézier curve.
fn spline(curve: &Curve, tie: &Tie) -> String {
    /// Length of Graphviz' arrow heads at arrowsize 1 and line width 1.
    const ARROW: f64 = 10.0;
    let length = curve.start.distance(curve.end).max(1.0);
    let shaft = if tie.mutual { *curve } else { curve.part(0.0, (1.0 - 0.7 * ARROW / length).max(0.3)) };
    let (first, second) = (shaft.start.towards(shaft.control, 2.0 / 3.0), shaft.end.towards(shaft.control, 2.0 / 3.0));
    let tip = if tie.mutual { String::new() } else { format!("e,{} ", position(curve.end)) };
    format!("{tip}{} {} {} {}", position(shaft.start), position(first), position(second), position(shaft.end))
}

/// Title, what is shown, and the legend, as Graphviz' own kind of HTML.
fn heading(picture: &Picture) -> String {
    let colours =
        legend::families(picture).into_iter().map(|family| format!("<FONT COLOR=\"{}\">▬ {}</FONT>", family.colour(), markup(family.legend())));
    let lines = legend::lines(picture).into_iter().map(|(line, text)| {
        let sample = match line {
            Line::Solid => "———",
            Line::Dashed => "– – –",
            Line::Dotted => "· · · ·",
        };
        format!("{sample} {text}")
    });
    let kinds = legend::kinds(picture).into_iter().map(|(kind, text)| {
        let sample = match kind {
            Kind::Actor(EntityKind::State) => "▭",
            Kind::Actor(EntityKind::Person) => "◯",
            Kind::Actor(EntityKind::Organisation) => "⬡",
            Kind::Actor(_) => "▣",
            Kind::Gathering(_) => "⬭",
        };
        format!("{sample} {text}")
    });
    let colours = colours.collect::<Vec<_>>().join(" &#160; ");
    let forms = kinds.chain(lines).collect::<Vec<_>>().join(" &#160; ");
    let row = |size: u32, text: String| format!("<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"{size}\">{text}</FONT></TD></TR>");
    let rows = [
        row(20, format!("<B>{}</B>", markup(&picture.title))),
        row(12, markup(&picture.subtitle)),
        row(11, colours),
        row(11, forms),
        row(11, markup(&picture.source)),
        row(16, "&#160;".into()),
    ];
    format!("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\">{}</TABLE>", rows.concat())
}

fn plain(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.into()), Id::Plain(value.into()))
}

fn quoted(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.into()), quote(value))
}

/// A double-quoted DOT string.
fn quote(text: &str) -> Id {
    Id::Escaped(format!("\"{}\"", escape(text)))
}

/// Inside double quotes: quotes and backslashes escaped (so that no `\N` or `\l` of a name is taken for a Graphviz escape), no control characters.
fn escape(text: &str) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    visible.collect::<String>().replace('\\', "\\\\").replace('"', "\\\"")
}

/// Inside HTML-like labels.
fn markup(text: &str) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    visible.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::picture::Label;
    use crate::export::place::place;
    use crate::export::style::Family;

    fn picture(name: &str) -> Picture {
        let shape = |id: &str, kind| Shape {
            id: id.into(),
            kind: Kind::Actor(kind),
            lines: vec![name.into(), "second".into()],
            rank: 0,
            tooltip: name.into(),
        };
        let labels = vec![Label { text: format!("meeting {name}"), family: Some(Family::WordsWith) }];
        let line = Line::Dashed;
        let tie = Tie { id: "a|B".into(), from: 0, to: 1, mutual: false, weight: 2.0, family: Family::WordsWith, line, labels, tooltip: name.into() };
        let shapes = vec![shape("person:a", EntityKind::Person), shape("state:B", EntityKind::State)];
        Picture { title: name.into(), subtitle: name.into(), source: name.into(), shapes, ties: vec![tie] }
    }

    #[test]
    fn whatever_a_name_holds_the_text_can_be_parsed_again() {
        for name in ["O\"Neil", "back\\slash\\", "a\nb", "<b>&amp;</b>", "digraph { x -> y }", "🙂 習近平", "\\N \\l", "", ";", "]"] {
            let picture = picture(name);
            let text = text(&picture, &place(&picture), true);
            let parsed = graphviz_rust::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
            let DotGraph::DiGraph { stmts, .. } = parsed else { panic!("not directed") };
            let count = |is: &dyn Fn(&Stmt) -> bool| stmts.iter().filter(|stmt| is(stmt)).count();
            assert_eq!(count(&|s| matches!(s, Stmt::Node(_))), 2, "{text}");
            assert_eq!(count(&|s| matches!(s, Stmt::Edge(_))), 1, "{text}");
        }
    }
}
