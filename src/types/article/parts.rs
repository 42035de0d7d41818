//! A clean text of any length in parts that are worked on one after the other.

use super::{Block, CleanText, Run};
use crate::types::{ByteSpan, CharSpan};

impl CleanText {
    /// The text in parts of at most `max` bytes, cut between blocks, and inside longer blocks after a sentence's end or at least after white space.
    pub fn parts(&self, max: usize) -> Vec<CleanText> {
        let mut groups: Vec<Vec<Block>> = Vec::new();
        for block in &self.blocks {
            let mut start = block.span.start;
            while start < block.span.end {
                let end = if block.span.end - start <= max { block.span.end } else { self.cut(start, max).min(block.span.end) };
                let piece = Block { span: ByteSpan::new(start, end), kind: block.kind };
                match groups.last_mut() {
                    Some(group) if group.first().is_some_and(|first| end - first.span.start <= max) => group.push(piece),
                    _ => groups.push(vec![piece]),
                }
                start = end;
            }
        }
        groups.iter().map(|group| self.part(group)).collect()
    }

    /// Where to end a part that starts at `start`.
    fn cut(&self, start: usize, max: usize) -> usize {
        let limit = (start + max.max(4)..).find(|&at| self.text.is_char_boundary(at) || at >= self.text.len()).unwrap_or(self.text.len());
        let window = &self.text[start..limit.min(self.text.len())];
        let tail = (window.len() / 2..).find(|&at| window.is_char_boundary(at)).unwrap_or(0);
        let mut space = None;
        for (at, c) in window[tail..].char_indices().rev().filter(|(_, c)| c.is_whitespace()) {
            let after = tail + at + c.len_utf8();
            space = space.or(Some(after));
            if window[..tail + at].trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…']) {
                return start + after;
            }
        }
        start + space.unwrap_or(window.len())
    }

    fn part(&self, group: &[Block]) -> CleanText {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return CleanText::default() };
        let (from, to) = (first.span.start, last.span.end);
        let rebase = |block: &Block| Block { span: ByteSpan::new(block.span.start - from, block.span.end - from), kind: block.kind };
        let begin = self.runs.partition_point(|run| run.clean <= from).saturating_sub(1);
        let runs = self.runs[begin..].iter().take_while(|run| run.clean < to).map(|run| {
            if run.clean >= from {
                return Run { clean: run.clean - from, ..*run };
            }
            let skipped = if run.verbatim { self.text[run.clean..from].chars().count() } else { 0 };
            Run {
                clean: 0,
                source: CharSpan { start: (run.source.start + skipped).min(run.source.end), end: run.source.end },
                verbatim: run.verbatim,
            }
        });
        CleanText {
            text: self.text[from..to].to_owned(),
            blocks: group.iter().map(rebase).collect(),
            metadata: self.metadata.clone(),
            runs: runs.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_the_whole_text_and_lead_back_to_the_same_places() {
        let paragraph = "Der Ärger – “it is large”, he said. And more of it follows here, all on one line. ".repeat(40);
        let text = format!("{paragraph}\n\nShort.\n\n{}\n\n{}", "x".repeat(900), "é ".repeat(500));
        let source: Vec<char> = text.chars().collect();
        let whole = CleanText::plain(&text);
        for max in [50, 128, 1000, 100_000] {
            let parts = whole.parts(max);
            let mut together = String::new();
            for part in &parts {
                assert!(part.text.len() <= max + 4, "{} of {max}", part.text.len());
                for block in &part.blocks {
                    let (words, at) = (block.span.of(&part.text), part.to_source(block.span));
                    assert_eq!(words, source[at.start..at.end].iter().collect::<String>());
                    together.push_str(words);
                }
            }
            let expected: String = whole.blocks.iter().map(|block| block.span.of(&whole.text)).collect();
            assert_eq!(together, expected);
        }
    }

    #[test]
    fn a_cut_falls_after_a_sentence_if_one_ends_near() {
        let whole = CleanText::plain("One two three four. Five six seven eight nine ten. Eleven twelve thirteen fourteen fifteen.");
        let first = &whole.parts(70)[0];
        assert!(first.text.trim_end().ends_with("ten."), "{}", first.text);
    }
}
