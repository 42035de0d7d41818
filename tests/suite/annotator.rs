//! What must hold of annotation whatever the model says: same text, same document, alone or among others, on any thread, for any text.

use newsgraph::internals::annotate::{Annotator, annotate_blocks};
use newsgraph::internals::types::{BlockKind, CleanText, Document};
use proptest::prelude::*;

fn annotator() -> &'static Annotator {
    static ANNOTATOR: std::sync::OnceLock<Annotator> = std::sync::OnceLock::new();
    ANNOTATOR.get_or_init(|| Annotator::load().unwrap())
}

const TEXTS: [&str; 4] = [
    "The minister flew to Oslo on Tuesday. \"We will sign,\" she said.",
    "Tanks",
    "Two envoys from Ghana, who had waited in the cold for hours, met nobody; the talks — the third this year — were off.",
    "  Odd  spacing,\n\nand lines.\t\n",
];

/// Sentences cover all tokens, heads stay in their sentence, names in the document, tokens ascend.
fn check(doc: &Document) {
    let mut at = 0;
    for sentence in &doc.sentences {
        assert_eq!(sentence.start, at);
        assert!(sentence.clone().all(|token| sentence.contains(&doc.tokens[token].head)));
        at = sentence.end;
    }
    assert_eq!(at, doc.tokens.len());
    assert!(doc.tokens.windows(2).all(|pair| pair[0].start < pair[0].end && pair[0].end <= pair[1].start));
    assert!(doc.tokens.iter().all(|token| doc.text.get(token.start..token.end).is_some()));
    assert!(doc.names.iter().all(|name| !name.tokens.is_empty() && name.tokens.end <= doc.tokens.len()));
    // Every token comes to a root.
    assert!((0..doc.tokens.len()).all(|token| doc.ancestors(token).take(doc.tokens.len() + 1).count() <= doc.tokens.len()));
}

#[test]
fn a_block_is_annotated_as_if_it_were_alone() {
    let mut clean = CleanText::default();
    for text in TEXTS {
        clean.begin_block(BlockKind::Paragraph);
        clean.push_verbatim(text, 0);
        clean.end_block();
    }
    let together = annotate_blocks(annotator(), &clean);
    check(&together);
    for (text, (tokens, _)) in TEXTS.iter().zip(&together.blocks) {
        let alone = annotator().annotate(text);
        let offset = together.tokens[tokens.start].start - alone.tokens[0].start;
        let moved = together.tokens[tokens.clone()].iter().cloned().map(|mut token| {
            token.start -= offset;
            token.end -= offset;
            token.head -= tokens.start;
            token
        });
        assert_eq!(moved.collect::<Vec<_>>(), alone.tokens);
        let names = together.names.iter().filter(|name| tokens.contains(&name.tokens.start));
        assert_eq!(
            names.map(|name| together.phrase(name.tokens.clone())).collect::<Vec<_>>(),
            alone.names.iter().map(|name| alone.phrase(name.tokens.clone())).collect::<Vec<_>>()
        );
    }
}

#[test]
fn threads_do_not_change_the_annotation() {
    let expected = TEXTS.map(|text| annotator().annotate(text).tokens);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| (0..5).for_each(|_| assert_eq!(TEXTS.map(|text| annotator().annotate(text).tokens), expected)));
        }
    });
}

#[test]
fn odd_texts_are_annotated() {
    let long = "word ".repeat(3_000);
    let dense = "x".repeat(3_000);
    for text in [
        "",
        " ",
        "\n\n\n",
        "a",
        "\"",
        "\"\"\"\"\"\"",
        "🙂",
        "👩‍👩‍👧‍👦 🇰🇵",
        "北京",
        "مرحبا بالعالم",
        "e\u{301}\u{301}",
        "\u{0}\u{feff}\u{200b}",
        ". . . .",
        long.as_str(),
        dense.as_str(),
    ] {
        check(&annotator().annotate(text));
    }
}

#[test]
fn a_text_longer_than_one_piece_is_annotated_whole() {
    let text = "Officials in both capitals declined to comment on the report. ".repeat(1_500);
    let doc = annotator().annotate(&text);
    check(&doc);
    assert_eq!(doc.tokens.len(), 1_500 * 11);
    assert!(doc.tokens.chunks(11).all(|sentence| sentence[0].lower == "officials" && sentence[10].lower == "."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_a_sound_document(text in "\\PC{0,200}|[a-zA-Z .,'\"\\n“”-]{0,300}") {
        check(&annotator().annotate(&text));
    }
}
