//! An article as it was read, and as it is after cleaning, with the way back from the one to the other.

mod parts;

use crate::types::{ByteSpan, CharSpan};

/// One article as a reader gives it: decoded, otherwise untouched.
///
/// ```
/// let mut article = newsgraph::Article::new("radars", "Norway supplied Estonia with radars.");
/// article.metadata.publisher = Some("The Wire".into());
/// article.metadata.published = Some("2024-05-03".into());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Article {
    /// Unique in a run: the file's stem, or the input's own id.
    pub id: String,
    /// The file that it came from, as the user named it; `-` for standard input.
    pub path: String,
    /// The whole input, decoded. Every span of every output counts its code points.
    pub text: String,
    /// Whether `text` is a web page.
    pub html: bool,
    /// Metadata that came with the input; cleaning looks for the rest in the text.
    pub metadata: Metadata,
    /// The day to go by, as an ISO date, if neither the input nor the text says when it was published: that of its
    /// file's name, or what the user says.
    pub day_otherwise: Option<String>,
}

impl Article {
    /// A plain text; what else is known of it goes into the fields.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// How messages name it: by its path or, where it has none, by its id.
    pub(crate) fn place(&self) -> &str {
        if self.path.is_empty() { &self.id } else { &self.path }
    }
}

/// Metadata of an article.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// ISO date `YYYY-MM-DD`; before cleaning, as the input words it.
    pub published: Option<String>,
    /// The paper, agency or site.
    pub publisher: Option<String>,
    /// Bylines, in order.
    pub authors: Vec<String>,
}

/// What a stretch of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// The text under a picture.
    Caption,
}

/// A stretch of clean text that is read by itself: no sentence crosses its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where in the clean text.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
}

/// The article's own text without page furniture.
#[derive(Debug, Clone, Default)]
pub struct CleanText {
    /// Blocks in reading order, with an empty line between two of them.
    pub text: String,
    /// The blocks, ascending and disjoint.
    pub blocks: Vec<Block>,
    /// Metadata from the input and the text.
    pub metadata: Metadata,
    runs: Vec<Run>,
}

/// Longest verbatim run in bytes.
const RUN_BYTES: usize = 1024;

/// A stretch of clean text that stands in the source in one piece.
#[derive(Debug, Clone, Copy)]
struct Run {
    clean: usize,
    source: CharSpan,
    /// Each clean character is one source character; otherwise the whole run stands for the whole source span (`&` for `&amp;`).
    verbatim: bool,
}

impl CleanText {
    /// Appends `text`, which stands verbatim at `source` (its first code point) in the input.
    pub fn push_verbatim(&mut self, text: &str, source: usize) {
        // In pieces, so that finding a place in a paragraph of megabytes does not walk the whole of it.
        let (mut rest, mut start) = (text, source);
        while !rest.is_empty() {
            let (piece, tail) = rest.split_at((RUN_BYTES..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len()));
            let end = start + piece.chars().count();
            self.push_run(piece, CharSpan { start, end }, true);
            (rest, start) = (tail, end);
        }
    }

    /// Appends `text`, which stands for the code points `source` of the input (a decoded entity, white space folded).
    pub fn push_replacement(&mut self, text: &str, source: CharSpan) {
        self.push_run(text, source, false);
    }

    fn push_run(&mut self, text: &str, source: CharSpan, verbatim: bool) {
        if !text.is_empty() {
            self.runs.push(Run { clean: self.text.len(), source, verbatim });
            self.text.push_str(text);
        }
    }

    /// Starts a new block: what is pushed until [`CleanText::end_block`] belongs to it.
    pub fn begin_block(&mut self, kind: BlockKind) {
        if !self.text.is_empty() {
            let at = self.runs.last().map_or(0, |run| run.source.end);
            self.push_replacement("\n\n", CharSpan { start: at, end: at });
        }
        self.blocks.push(Block { span: ByteSpan::new(self.text.len(), self.text.len()), kind });
    }

    /// Ends the block begun last; one without text is dropped.
    pub fn end_block(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.span.end = self.text.len();
            if block.span.start == block.span.end {
                self.blocks.pop();
            }
        }
    }

    /// Where a span of the clean text stands in the input, in code points.
    pub fn to_source(&self, span: ByteSpan) -> CharSpan {
        let start = self.source_of(span.start, false);
        CharSpan { start, end: self.source_of(span.end, true).max(start) }
    }

    fn source_of(&self, byte: usize, end: bool) -> usize {
        // An end belongs to the run of the character before it: what was cut out between two runs is not part of the span.
        let index = self.runs.partition_point(|run| if end { run.clean < byte } else { run.clean <= byte });
        let Some(run) = index.checked_sub(1).and_then(|i| self.runs.get(i)) else { return 0 };
        if run.verbatim {
            let chars = self.text[run.clean..byte].chars().count();
            (run.source.start + chars).min(run.source.end)
        } else if end {
            run.source.end
        } else {
            run.source.start
        }
    }

    /// A text that is all article, in one block a paragraph (separated by empty lines): for texts that are known to have no furniture.
    pub fn plain(text: &str) -> Self {
        let mut clean = Self::default();
        let mut chars = 0;
        for paragraph in text.split_inclusive('\n') {
            let body = paragraph.trim();
            if !body.is_empty() {
                let lead = paragraph.len() - paragraph.trim_start().len();
                clean.begin_block(BlockKind::Paragraph);
                clean.push_verbatim(body, chars + paragraph[..lead].chars().count());
                clean.end_block();
            }
            chars += paragraph.chars().count();
        }
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_over_what_was_cut_and_what_was_decoded() {
        let source: Vec<char> = "Ad! «A&amp;B» said.".chars().collect();
        let mut clean = CleanText::default();
        clean.begin_block(BlockKind::Paragraph);
        clean.push_verbatim("«A", 4);
        clean.push_replacement("&", CharSpan { start: 6, end: 11 });
        clean.push_verbatim("B» said.", 11);
        clean.end_block();
        let span = |part: &str| {
            let at = clean.text.find(part).unwrap();
            let found = clean.to_source(ByteSpan::new(at, at + part.len()));
            source[found.start..found.end].iter().collect::<String>()
        };
        assert_eq!(span("A&B"), "A&amp;B");
        assert_eq!(span("&"), "&amp;");
        assert_eq!(span("said"), "said");
        assert_eq!(clean.blocks.len(), 1);
    }
}
