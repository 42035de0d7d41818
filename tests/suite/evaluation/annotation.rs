//! Reads the annotation form that `tests/evaluation/README.md` describes, and says what is wrong in it.

use std::collections::BTreeSet;
use std::path::Path;

use super::score::{Actor, Findings};

/// What a reader marked in `text`; an error names the line and what does not fit.
pub fn parse(annotation: &str, text: &str) -> Result<Findings, String> {
    let types = edge_types();
    let text = one_line(text);
    let mut findings = Findings::default();
    let mut used = Vec::new();
    for (number, line) in annotation.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let no = |problem: String| Err(format!("line {}: {problem}", number + 1));
        let (kind, fields) = line.split_once(' ').unwrap_or((line, ""));
        let fields: Vec<&str> = fields.split(" | ").map(str::trim).collect();
        match (kind, fields.as_slice()) {
            ("E", &[id, kind, name, country, aliases, _role]) => {
                if !["person", "state", "organisation", "group"].contains(&kind) {
                    return no(format!("`{kind}` is no kind of actor"));
                }
                if findings.actors.iter().any(|actor| actor.id == id) {
                    return no(format!("`{id}` is there twice"));
                }
                let aliases = list(aliases, ';').map(str::to_owned);
                findings.actors.push(Actor {
                    id: id.into(),
                    kind: kind.into(),
                    names: std::iter::once(name.to_owned()).chain(aliases).collect(),
                    country: (country != "-").then(|| country.to_owned()),
                });
            }
            ("R", &[kind, source, target, modality, negated, trigger, evidence, by]) => {
                let evidence = one_line(evidence);
                let ((source, source_words), (target, target_words)) = (end(source), end(target));
                if !types.contains(kind) {
                    return no(format!("`{kind}` is no edge type"));
                }
                if !["actual", "planned", "possible"].contains(&modality) || !["neg", "-"].contains(&negated) {
                    return no(format!("`{modality}`, `{negated}`: not a modality and `neg` or `-`"));
                }
                if !text.contains(&evidence) {
                    return no(format!("not in the text: {evidence}"));
                }
                for words in [source_words, target_words, trigger] {
                    if !evidence.contains(&one_line(words)) {
                        return no(format!("not in the evidence: {words}"));
                    }
                }
                if source == target {
                    return no(format!("`{source}` is at both ends"));
                }
                used.extend([source, target].into_iter().chain(list(by, ',')).map(|id| (number, id)));
                findings.edges.push((kind.into(), source.into(), target.into()));
            }
            ("S", &[speaker, _cue, mode, addressee, content, about]) => {
                let (speaker, _) = end(speaker);
                if !["direct", "indirect", "mixed"].contains(&mode) {
                    return no(format!("`{mode}` is no mode"));
                }
                if let Some(piece) = content.split(" ... ").find(|piece| !text.contains(&one_line(piece))) {
                    return no(format!("not in the text: {piece}"));
                }
                used.extend([speaker].into_iter().chain(list(addressee, ',')).chain(list(about, ',')).map(|id| (number, id)));
                let about = list(about, ',').map(str::to_owned).collect();
                findings.statements.push((Some(speaker.into()), content.into(), about));
            }
            _ => return no("not an E line of six fields, an R line of eight or an S line of six".into()),
        }
    }
    match used.iter().find(|(_, id)| findings.actors.iter().all(|actor| actor.id != *id)) {
        Some((number, id)) => Err(format!("line {}: no actor has the id `{id}`", number + 1)),
        None => Ok(findings),
    }
}

/// The names of the edge types: the files of `data/schema/edges`.
fn edge_types() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schema/edges");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// `e1 "the words"` -> `e1`, `the words`.
fn end(field: &str) -> (&str, &str) {
    let (id, words) = field.split_once(' ').unwrap_or((field, ""));
    (id, words.strip_prefix('"').and_then(|words| words.strip_suffix('"')).unwrap_or(words))
}

/// The items of a list field; `-` is an empty list.
fn list(field: &str, separator: char) -> impl Iterator<Item = &str> {
    field.split(separator).map(str::trim).filter(|item| !item.is_empty() && *item != "-")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
