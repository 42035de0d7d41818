//! Checking a store: the file itself, every span of every record against its article, and what edges are made of against the records.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use sha2::{Digest, Sha256};

use super::{Store, in_words, packing};
use crate::error::Result;
use crate::types::graph::SAYS_ABOUT;
use crate::types::record::TextSpan;
use crate::types::{Edge, Record};

/// What was checked and what is wrong.
#[derive(Debug, Default)]
pub struct Report {
    /// Articles.
    pub articles: usize,
    /// Spans of their records.
    pub spans: usize,
    /// Edges.
    pub edges: usize,
    /// Pieces of evidence of the edges.
    pub evidence: usize,
    /// What is wrong, in words, with the article's id.
    pub wrong: Vec<String>,
    claims: HashSet<u64>,
}

impl Store {
    /// Checks the file and all articles.
    ///
    /// # Errors
    /// If the database cannot be read at all; everything else that is wrong is in the report.
    pub fn verify(&self) -> Result<Report> {
        let mut report = Report::default();
        let found: Vec<String> = self.checked(|db| db.prepare("PRAGMA integrity_check")?.query_map([], |row| row.get(0))?.collect())?;
        report.wrong.extend(found.into_iter().filter(|line| line != "ok").map(|line| format!("the file is damaged: {line}")));
        let mut statement = self.checked(|db| db.prepare("SELECT id, html, text, record FROM articles ORDER BY number"))?;
        let mut rows = statement.query([]).map_err(|e| in_words(&self.path, &e))?;
        while let Some(row) = rows.next().map_err(|e| in_words(&self.path, &e))? {
            let read = || -> rusqlite::Result<(String, bool, Vec<u8>, Vec<u8>)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)) };
            let (id, html, text, record) = read().map_err(|e| in_words(&self.path, &e))?;
            report.articles += 1;
            let text = packing::unpack(&text).and_then(|bytes| String::from_utf8(bytes).map_err(|e| e.to_string()));
            match (text, packing::record(&record)) {
                (Ok(text), Ok(record)) => report.article(&id, html, &text, &record),
                (Err(what), _) => report.wrong.push(format!("{id}: its text cannot be read ({what})")),
                (_, Err(what)) => report.wrong.push(format!("{id}: its record cannot be read ({what})")),
            }
        }
        Ok(report)
    }
}

impl Report {
    fn article(&mut self, id: &str, html: bool, text: &str, record: &Record) {
        let mut wrong = |what: String| self.wrong.push(format!("{id}: {what}"));
        if record.article.id != id {
            wrong(format!("its record is that of “{}”", record.article.id));
        }
        let sum: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        if record.article.sha256 != sum {
            wrong("its record is of another text".into());
        }
        // Byte offsets of all code points, and of the end.
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut spans = 0;
        let mut check = |what: &str, start: usize, end: usize, words: &str| {
            spans += 1;
            let there = offsets.get(start).zip(offsets.get(end)).and_then(|(&start, &end)| text.get(start..end));
            if !there.is_some_and(|there| if html { is_seen(words, there) } else { words == there }) {
                wrong(format!("{what} {start}..{end} is not “{words}” in the article"));
            }
        };
        for mention in &record.mentions {
            check("the mention", mention.start, mention.end, &mention.text);
        }
        let mut span = |what: &str, span: &TextSpan| check(what, span.start, span.end, &span.text);
        for event in &record.events {
            span(&format!("the trigger of {}", event.id), &event.trigger);
            span(&format!("the sentence of {}", event.id), &event.sentence);
            self.claims.insert(sign(id, &event.id, &event.kind, &event.sentence));
        }
        for statement in &record.statements {
            statement.content.iter().for_each(|content| span(&format!("the content of {}", statement.id), content));
            statement.speaker_span.iter().chain(&statement.cue).for_each(|words| span(&format!("speaker or cue of {}", statement.id), words));
            self.claims.extend(statement.content.iter().map(|content| sign(id, &statement.id, SAYS_ABOUT, content)));
        }
        for sentence in record.sentences.iter().filter(|sentence| sentence.start > sentence.end || sentence.end >= offsets.len()) {
            wrong(format!("the sentence {}..{} is not in the article", sentence.start, sentence.end));
        }
        self.spans += spans + record.sentences.len();
    }

    /// Checks an edge of the graph of the same store: it has evidence, and each piece is a claim of its article with the same words.
    pub fn edge(&mut self, source: &str, target: &str, edge: &Edge) {
        self.edges += 1;
        let name = || format!("the edge {source} {} {target}", edge.key);
        if edge.evidence.is_empty() {
            self.wrong.push(format!("{} has no evidence", name()));
        }
        for piece in &edge.evidence {
            self.evidence += 1;
            if !self.claims.contains(&sign(&piece.article, &piece.claim, &edge.kind, &piece.sentence)) {
                self.wrong.push(format!("{}: its evidence {} is not in the record of {}", name(), piece.claim, piece.article));
            }
        }
    }
}

/// What a claim is recognised by.
fn sign(article: &str, claim: &str, kind: &str, words: &TextSpan) -> u64 {
    let mut hasher = DefaultHasher::new();
    (article, claim, kind, words).hash(&mut hasher);
    hasher.finish()
}

/// Whether the source of a page shows these words: their letters and digits stand in it in this order, between tags and entities.
fn is_seen(words: &str, source: &str) -> bool {
    let plain = |c: &char| c.is_ascii_alphanumeric();
    let mut rest = source.chars().filter(plain);
    source.contains("&#") || words.chars().filter(plain).all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::is_seen;

    #[test]
    fn words_of_a_page_are_looked_for_between_its_tags() {
        assert!(is_seen("Norway’s talks", "<b>Norway</b>&rsquo;s\n talks"));
        assert!(!is_seen("Peru talks", "<b>Norway</b>&rsquo;s talks"));
    }
}
