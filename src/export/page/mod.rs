//! `graph.html`: the interactive page, one file that works from the disk without network. Newsgraph computes the places; the page's own scripts
//! (`assets/`, plain ES modules) only draw. Text of articles is data there: it is never parsed as HTML, and the page's policy lets no other script run.

mod bundle;
mod data;
mod part;

pub use data::places;

use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use sha2::{Digest, Sha256};

use super::Options;
use super::output::{Out, Written};
use crate::types::Graph;

const SKELETON: &str = include_str!("assets/page.html");
const STYLE: &str = include_str!("assets/page.css");

/// The whole page.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let part = part::most_important(graph);
    let scope = if graph.scope.is_empty() { String::new() } else { format!("This page shows a part of the graph: {}. ", graph.scope.join("; ")) };
    let (graph, left_out) = part.as_ref().map_or((graph, ""), |part| (&part.graph, part.left_out.as_str()));
    let left_out = format!("{scope}{left_out}");
    let data = data::Page::of(graph, left_out.trim_end())?;
    let script = bundle::script();
    let values = [
        ("{{style-hash}}", hash(STYLE)),
        ("{{script-hash}}", hash(&script)),
        ("{{generator}}", concat!("newsgraph ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("{{title}}", escaped(&data.title)),
        ("{{style}}", STYLE.to_owned()),
        ("{{script}}", script),
    ];
    let (head, foot) = SKELETON.split_once("{{data}}").unwrap_or((SKELETON, ""));
    fill(head, &values, out)?;
    data.serialize(&mut Serializer::with_formatter(&mut *out, Inert))?;
    Ok(fill(foot, &values, out)?)
}

/// What the page of a graph has no room for, in words; `None` if it holds everything.
pub fn left_out(graph: &Graph) -> Option<String> {
    part::most_important(graph).map(|part| part.left_out)
}

/// Writes a part of the skeleton with its places filled in, each once and in order, so that nothing within a value is taken
/// for a place.
fn fill(skeleton: &str, values: &[(&str, String)], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let mut rest = skeleton;
    while let Some((at, place, value)) =
        values.iter().filter_map(|(place, value)| Some((rest.find(place)?, *place, value))).min_by_key(|(at, ..)| *at)
    {
        out.write_all(&rest.as_bytes()[..at])?;
        out.write_all(value.as_bytes())?;
        rest = &rest[at + place.len()..];
    }
    out.write_all(rest.as_bytes())
}

/// How the page's policy names a script or style: by its SHA-256 (Content Security Policy, level 2).
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Letters that JSON allows in a string and a script does not.
const UNSAFE: [char; 3] = ['<', '\u{2028}', '\u{2029}'];

/// JSON that cannot end its script element or begin a comment in it, whatever its strings say.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(UNSAFE) {
            let text = part.trim_end_matches(UNSAFE);
            out.write_all(text.as_bytes())?;
            part[text.len()..].chars().try_for_each(|c| write!(out, "\\u{:04x}", u32::from(c)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_made_of_markup_or_of_our_own_places_stays_text() {
        let title = "</title><script>alert(1)</script>{{data}}";
        let mut page = Vec::new();
        write(&Graph::empty(title, "actors", Vec::new()), &Options::default(), &mut page).ok().unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(!page.contains("<script>alert"));
        assert_eq!(page.matches("<script").count(), 2, "the data and the page's own script");
        assert_eq!(page.matches("\"articles\":[]").count(), 1);
    }
}
