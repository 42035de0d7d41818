//! `newsgraph explain`: that it names the rules behind what it shows, by file and line.

use std::path::Path;

use crate::support::run;

const STORY: &str = "President Omar Diallo may visit Britain next week, the British foreign ministry said.\n\n\
    Chile did not attack Peru on Monday. Brazil outflanked Bolivia.\n\nShare this article\n";

fn explain(stage: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("story.txt"), STORY).unwrap();
    let (status, text, errors) = run(folder.path(), &["explain", "story.txt", "--stage", stage]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(!text.contains('\u{1b}'), "colours in a pipe");
    text
}

/// The line of the repository's file that a place such as `data/lexicon/modality.toml:37` in the text means.
fn line_at(text: &str, file: &str) -> String {
    let number: String =
        text.split(&format!("{file}:")).nth(1).unwrap_or_else(|| panic!("no {file} in\n{text}")).chars().take_while(char::is_ascii_digit).collect();
    let whole = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    whole.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap().to_owned()
}

#[test]
fn a_line_left_out_is_shown_with_the_words_of_the_lexicon_that_say_so() {
    let text = explain("clean");
    assert!(text.contains("left out   Share this article") && text.contains("+ paragraph  President Omar Diallo"), "{text}");
    assert_eq!(line_at(&text, "data/lexicon/furniture.tsv").split('\t').next(), Some("control"));
}

#[test]
fn each_mention_is_shown_with_its_rule_and_the_line_that_knows_it() {
    let text = explain("resolve");
    assert!(text.contains("“British”  demonym  s1"), "{text}");
    assert!(line_at(&text, "data/lexicon/states.tsv").starts_with("GBR\t"), "{text}");
}

#[test]
fn each_event_is_shown_with_its_frame_its_dependencies_and_the_words_of_modality() {
    let text = explain("extract");
    let visit = &text[text.find("visit  ").unwrap()..];
    assert_eq!(line_at(visit, "data/schema/edges/visit.toml").split(' ').next(), Some("[[frame]]"));
    assert!(visit.contains("–nsubj→ visit") && visit.contains("–dobj→ visit"), "{visit}");
    assert!(line_at(visit, "data/lexicon/modality.toml").contains("\"may\""), "{visit}");
    assert!(visit.contains("cue        “said”"), "{visit}");
    assert!(line_at(visit, "data/lexicon/speech_verbs.tsv").starts_with("say\t"), "{visit}");
    let attack = &text[text.find("attack  Chile → Peru").unwrap()..];
    assert!(attack.contains("“not” says: not"), "{attack}");
}

#[test]
fn an_edge_that_came_near_is_shown_with_how_likely_it_seemed() {
    let text = explain("extract");
    assert!(text.contains("no edge") && text.contains(", but only with 0."), "{text}");
}

#[test]
fn the_trees_are_printed_where_they_are_asked_for() {
    let text = explain("annotate");
    assert!(text.contains("nsubj → visit") && text.contains("PERSON"), "{text}");
    assert!(!text.contains("EXTRACT"));
}
