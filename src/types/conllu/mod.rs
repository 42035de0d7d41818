//! Annotated documents as CoNLL-U (<https://universaldependencies.org/format.html>): to look at, to compare, and to write test documents by hand.
//!
//! What the format leaves open:
//! - Names are `NER=B-PERSON`, `NER=I-PERSON` in MISC; offsets in code points of the document's text `start_char` and `end_char`.
//! - A token of white space has the form `_` and its characters as `Spaces=` in MISC, with the escapes of UD's `SpacesAfter` (`\s`, `\n`, `\t`,
//!   `\r`, `\p` for a bar, `\\`) and `\u{a0}` for what else breaks lines or is not seen.
//! - Behind a token stands one blank; nothing with `SpaceAfter=No`; something else with `SpacesAfter=`; before the first token `SpacesBefore=`.
//! - A sentence that opens a block of an article has the comment `# block = headline` (or heading, paragraph, caption).
//! - FEATS and DEPS are not used. Labels are the model's own (ClearNLP relations, `SPACE`).

#[cfg(feature = "internals")]
mod read;
mod write;

#[cfg(feature = "internals")]
pub use read::documents;
pub use write::write;

use crate::types::BlockKind;

const BLOCKS: [(&str, BlockKind); 4] =
    [("headline", BlockKind::Headline), ("heading", BlockKind::Heading), ("paragraph", BlockKind::Paragraph), ("caption", BlockKind::Caption)];

fn escape(spaces: &str) -> String {
    let mut out = String::new();
    for c in spaces.chars() {
        match c {
            ' ' => out.push_str("\\s"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '|' => out.push_str("\\p"),
            '\\' => out.push_str("\\\\"),
            c if c.is_whitespace() || c.is_control() => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(feature = "internals")]
fn unescape(text: &str) -> Option<String> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        let (c, length) = match escaped.chars().next()? {
            's' => (' ', 1),
            'n' => ('\n', 1),
            't' => ('\t', 1),
            'r' => ('\r', 1),
            'p' => ('|', 1),
            '\\' => ('\\', 1),
            _ => {
                let (point, _) = escaped.strip_prefix("u{")?.split_once('}')?;
                (char::from_u32(u32::from_str_radix(point, 16).ok()?)?, point.len() + 3)
            }
        };
        out.push(c);
        rest = &escaped[length..];
    }
    Some(out + rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Dep, Document, NameLabel, Pos, Tag};

    const BY_HAND: &str = "
# block = headline
1 Kim   Kim  PROPN NNP _ 2 nsubj _ NER=B-PERSON
2 meets meet VERB  VBZ _ 0 ROOT
3 Putin _    PROPN NNP _ 2 dobj  _ NER=B-PERSON|SpacesAfter=\\n\\n

# block = paragraph
1 _     _    SPACE _SP _ 2 dep   _ Spaces=\\s\\u{a0}|SpaceAfter=No
2 They  they PRON  PRP _ 3 nsubj
3 met   meet VERB  VBD _ 0 ROOT  _ SpaceAfter=No
4 .     .    PUNCT .   _ 3 punct _ SpaceAfter=No
";

    #[test]
    fn a_document_written_by_hand_is_read() {
        let doc = Document::from_conllu(BY_HAND).unwrap();
        assert_eq!(doc.text, "Kim meets Putin\n\n \u{a0}They met.");
        assert_eq!(doc.sentences, [0..3, 3..7]);
        assert_eq!(doc.blocks, [(0..3, BlockKind::Headline), (3..7, BlockKind::Paragraph)]);
        assert_eq!(doc.name_at(2).unwrap().label, NameLabel::Person);
        let met = &doc.tokens[5];
        assert_eq!((met.head, met.dep, met.pos, met.tag, &*met.lemma), (5, Dep::Root, Pos::Verb, Tag::Vbd, "meet"));
        assert_eq!((doc.tokens[2].lemma.as_str(), doc.tokens[4].head), ("putin", 5));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let doc = Document::from_conllu(BY_HAND).unwrap();
        let mut out = Vec::new();
        write(&doc, "a/1", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("# sent_id = a/1-2\n# text = They met.\n"), "{text}");
        let again = documents(&text).unwrap();
        assert_eq!(again.len(), 1);
        let (id, again) = &again[0];
        assert_eq!((id.as_str(), &again.text, &again.tokens), ("a/1", &doc.text, &doc.tokens));
        assert_eq!((&again.sentences, &again.names, &again.blocks), (&doc.sentences, &doc.names, &doc.blocks));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, message) in [
            ("1 Kim\n", "line 1: expected at least 8 columns, found 2"),
            ("\n2 Kim Kim PROPN NNP _ 0 ROOT\n", "line 2: expected token 1, found “2”"),
            ("1 Kim Kim PROPN NNP _ 3 nsubj\n", "line 1: the head “3” is not a token of the sentence"),
            ("1 Kim Kim NAME NNP _ 0 ROOT\n", "line 1: no Pos is called “NAME”"),
            ("1 Kim Kim PROPN NNP _ 0 ROOT _ NER=PERSON\n", "line 1: “PERSON” is not a name"),
            ("# block = footer\n", "line 1: “footer” is not a kind of block"),
        ] {
            assert_eq!(Document::from_conllu(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn escapes_lead_back() {
        let all = " \n\t\r|\\\u{a0}\u{2028}x\u{85}";
        assert_eq!(unescape(&escape(all)).as_deref(), Some(all));
        assert_eq!(unescape("\\"), None);
        assert_eq!(unescape("\\u{110000}"), None);
    }
}
