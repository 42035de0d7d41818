//! CoNLL-U to documents.

use std::ops::Range;

use smol_str::SmolStr;

use super::{BLOCKS, unescape};
use crate::error::{Error, Result};
use crate::types::{BlockKind, Document, Name, Token};

impl Document {
    /// The document that is written as CoNLL-U (`types::conllu`), for tests without the model. A line may have blanks instead of tabs, and may
    /// end behind DEPREL; a lemma `_` is the form in lower case.
    pub fn from_conllu(text: &str) -> Result<Self> {
        let mut all = documents(text)?;
        match (all.pop(), all.is_empty()) {
            (Some((_, doc)), true) => Ok(doc),
            (None, _) => Ok(Self::default()),
            _ => Err(Error::input("CoNLL-U", "expected one document, found several: read them with conllu::documents")),
        }
    }
}

/// All documents of a file, with their ids. `# newdoc id = ...` starts a document.
pub fn documents(text: &str) -> Result<Vec<(String, Document)>> {
    let mut out = Vec::new();
    let mut open: Option<Builder> = None;
    for (line, content) in (1..).zip(text.lines()) {
        if let Some(comment) = content.strip_prefix('#') {
            let (key, value) = comment.split_once('=').map_or((comment.trim(), ""), |(k, v)| (k.trim(), v.trim()));
            match key {
                "newdoc" | "newdoc id" => {
                    out.extend(open.take().map(Builder::finish).transpose()?);
                    open = Some(Builder { id: value.to_owned(), ..Builder::default() });
                }
                "block" => {
                    let known = BLOCKS.iter().find(|(name, _)| *name == value);
                    let &(_, kind) = known.ok_or_else(|| bad(line, format!("“{value}” is not a kind of block")))?;
                    open.get_or_insert_default().begin_block(kind)?;
                }
                _ => {}
            }
        } else if content.trim().is_empty() {
            open.iter_mut().try_for_each(Builder::end_sentence)?;
        } else {
            open.get_or_insert_default().token(line, content).map_err(|message| bad(line, message))?;
        }
    }
    out.extend(open.map(Builder::finish).transpose()?);
    Ok(out)
}

fn bad(line: usize, message: String) -> Error {
    Error::input(format!("line {line}"), message)
}

#[derive(Default)]
struct Builder {
    id: String,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    names: Vec<Name>,
    blocks: Vec<(Range<usize>, BlockKind)>,
    // The heads of the open sentence's tokens, counted from 1 (0 for a root), and their lines.
    heads: Vec<(usize, usize)>,
}

impl Builder {
    fn begin_block(&mut self, kind: BlockKind) -> Result<()> {
        self.end_sentence()?;
        self.blocks.push((self.tokens.len()..self.tokens.len(), kind));
        Ok(())
    }

    fn token(&mut self, line: usize, content: &str) -> std::result::Result<(), String> {
        let fields: Vec<&str> = if content.contains('\t') { content.split('\t').collect() } else { content.split_whitespace().collect() };
        let &[id, form, lemma, pos, tag, _, head, dep, ref rest @ ..] = fields.as_slice() else {
            return Err(format!("expected at least 8 columns, found {}", fields.len()));
        };
        if id.parse() != Ok(self.heads.len() + 1) {
            return Err(format!("expected token {}, found “{id}”", self.heads.len() + 1));
        }
        let label = |text| if text == "_" { "" } else { text };
        let misc = rest.get(1).copied().filter(|m| *m != "_").unwrap_or_default();
        let values = |key: &str| misc.split('|').filter_map(|item| item.split_once('=')).find(|(k, _)| *k == key).map(|(_, value)| value);
        let spaces = |key: &str| values(key).map(|v| unescape(v).ok_or_else(|| format!("“{v}” has an unknown escape"))).transpose();
        self.text += &spaces("SpacesBefore")?.unwrap_or_default();
        let white = spaces("Spaces")?;
        let form = white.as_deref().unwrap_or(form);
        let (start, lower) = (self.text.len(), SmolStr::new(form.to_lowercase()));
        self.text += form;
        let end = self.text.len();
        match (spaces("SpacesAfter")?, values("SpaceAfter")) {
            (Some(other), _) => self.text += &other,
            (None, Some("No")) => {}
            (None, _) => self.text.push(' '),
        }
        self.heads.push((head.parse().map_err(|_| no_head(head))?, line));
        if let Some(name) = values("NER").filter(|n| *n != "O") {
            self.name(name)?;
        }
        let lemma = if lemma == "_" { lower.clone() } else { SmolStr::new(lemma) };
        let (tag, pos, dep) = (label(tag).parse()?, label(pos).parse()?, label(dep).parse()?);
        self.tokens.push(Token { start, end, lower, lemma, tag, pos, dep, head: 0 });
        Ok(())
    }

    /// The next token's part of a name.
    fn name(&mut self, text: &str) -> std::result::Result<(), String> {
        let at = self.tokens.len();
        let (begins, label) = match text.split_once('-') {
            Some(("B", label)) => (true, label.parse()?),
            Some(("I", label)) => (false, label.parse()?),
            _ => return Err(format!("“{text}” is not a name")),
        };
        match self.names.last_mut().filter(|last| !begins && last.label == label && last.tokens.end == at) {
            Some(last) => last.tokens.end = at + 1,
            None => self.names.push(Name { tokens: at..at + 1, label }),
        }
        Ok(())
    }

    fn end_sentence(&mut self) -> Result<()> {
        let (length, end) = (self.heads.len(), self.tokens.len());
        let start = end - length;
        for (i, (head, line)) in self.heads.drain(..).enumerate() {
            if head > length {
                return Err(bad(line, no_head(&head.to_string())));
            }
            self.tokens[start + i].head = if head == 0 { start + i } else { start + head - 1 };
        }
        if length > 0 {
            self.sentences.push(start..end);
        }
        if let Some((range, _)) = self.blocks.last_mut() {
            range.end = end;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(String, Document)> {
        self.end_sentence()?;
        Ok((self.id, Document::new(self.text, self.tokens, self.sentences, self.names, self.blocks)))
    }
}

fn no_head(head: &str) -> String {
    format!("the head “{head}” is not a token of the sentence")
}
