//! Documents to CoNLL-U.

use std::io::{self, Write};

use super::{BLOCKS, escape};
use crate::types::{Document, NameLabel};

/// Writes a document. `id` is its name in the file. Offsets count code points of the document's text.
pub fn write(doc: &Document, id: &str, out: &mut impl Write) -> io::Result<()> {
    let id: String = id.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    writeln!(out, "# newdoc id = {id}")?;
    let mut position = Position::default();
    let mut blocks = doc.blocks.iter().peekable();
    for (number, sentence) in doc.sentences.iter().enumerate() {
        while let Some((_, kind)) = blocks.next_if(|(range, _)| range.start <= sentence.start) {
            for (name, _) in BLOCKS.iter().filter(|(_, known)| known == kind) {
                writeln!(out, "# block = {name}")?;
            }
        }
        let text: String = doc.phrase(sentence.clone()).chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
        writeln!(out, "# sent_id = {id}-{}", number + 1)?;
        writeln!(out, "# text = {}", text.trim())?;
        for i in sentence.clone() {
            let (token, form) = (&doc.tokens[i], doc.form(i));
            let or_underscore = |label: &'static str| if label.is_empty() { "_" } else { label };
            let head = if token.head == i || !sentence.contains(&token.head) { 0 } else { token.head - sentence.start + 1 };
            let is_space = is_space(form);
            let (start, end) = (position.advance(&doc.text, token.start), position.advance(&doc.text, token.end));
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\tstart_char={start}|end_char={end}{}",
                i - sentence.start + 1,
                if is_space { "_" } else { form },
                if is_space { "_" } else { &*token.lemma },
                or_underscore(token.pos.as_str()),
                or_underscore(token.tag.as_str()),
                or_underscore(token.dep.as_str()),
                miscellaneous(doc, i, is_space),
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Whether a form cannot be written as it is.
fn is_space(form: &str) -> bool {
    form.chars().all(|c| c.is_whitespace() || c.is_control())
}

fn miscellaneous(doc: &Document, i: usize, is_space: bool) -> String {
    let mut misc = String::new();
    let token = &doc.tokens[i];
    if let Some((label, first)) = name(doc, i) {
        misc += &format!("|NER={}-{label}", if first { "B" } else { "I" });
    }
    if is_space {
        misc += &format!("|Spaces={}", escape(doc.form(i)));
    }
    if i == 0 && token.start > 0 {
        misc += &format!("|SpacesBefore={}", escape(&doc.text[..token.start]));
    }
    let next = doc.tokens.get(i + 1).map_or(doc.text.len(), |next| next.start);
    match &doc.text[token.end..next.max(token.end)] {
        " " => {}
        "" => misc += "|SpaceAfter=No",
        other => misc += &format!("|SpacesAfter={}", escape(other)),
    }
    misc
}

fn name(doc: &Document, i: usize) -> Option<(NameLabel, bool)> {
    doc.name_at(i).map(|name| (name.label, name.tokens.start == i))
}

/// Counts code points along a text.
#[derive(Default)]
struct Position {
    byte: usize,
    chars: usize,
}

impl Position {
    fn advance(&mut self, text: &str, byte: usize) -> usize {
        self.chars += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
