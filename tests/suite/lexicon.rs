//! `--lexicon FILE`: edge types, wordings and actors of a user's own, by the example of `data/README.md`.

use std::path::Path;

use newsgraph::Extractor;
use newsgraph::Knowledge;
use newsgraph::Lexicon;
use newsgraph::record::EntityKind;
use newsgraph::{Article, Record};

use crate::support::run;

/// The example of the page.
fn example() -> String {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md")).unwrap();
    page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_owned()
}

fn extractor(text: &str) -> Extractor {
    let own = vec![Lexicon::parse("my.toml", text).unwrap()];
    Extractor::with(Knowledge::load_with(own).unwrap()).unwrap()
}

fn extract(extractor: &Extractor, text: &str) -> Record {
    extractor.extract(&Article::new("case", text)).unwrap()
}

fn edges(record: &Record) -> Vec<String> {
    let name = |id: &str| record.entities.iter().find(|e| e.id == id).map_or(id.to_owned(), |e| e.name.clone());
    record.events.iter().map(|event| format!("{} {} -> {}", event.kind, name(&event.source), name(&event.target))).collect()
}

#[test]
fn a_new_edge_type_is_found_and_each_edge_names_the_line_of_the_users_file() {
    let text = example();
    let record = extract(&extractor(&text), "China outbid Australia on Monday.");
    assert_eq!(edges(&record), ["rivalry China -> Australia"]);
    let line: usize = record.events[0].rule.strip_prefix("my.toml:").unwrap().parse().unwrap();
    assert!(text.lines().nth(line - 1).unwrap().starts_with("[[edge.frame]]"));
    assert_eq!(record.events[0].plover, None);
}

#[test]
fn wordings_are_added_to_a_type_that_there_is_and_misleading_words_are_taken_from_it() {
    let (plain, own) = (Extractor::new().unwrap(), extractor(&example()));
    assert_eq!(edges(&extract(&plain, "France outflanked Italy.")), [""; 0]);
    assert_eq!(edges(&extract(&own, "France outflanked Italy.")), ["attack France -> Italy"]);
    assert_eq!(edges(&extract(&plain, "France slammed Italy.")), ["criticism France -> Italy"]);
    assert_eq!(edges(&extract(&own, "France slammed Italy.")), [""; 0]);
    assert_eq!(edges(&extract(&own, "France condemned Italy.")), ["criticism France -> Italy"]);
}

#[test]
fn own_actors_are_known_by_all_their_names() {
    let own = extractor(&example());
    let record = extract(&own, "La Capitana criticised the Hermit Kingdom. The Tidal Institute praised Odalys Brandt on Monday.");
    assert_eq!(edges(&record), ["criticism Odalys Brandt -> North Korea", "support Tidal Institute -> Odalys Brandt"]);
    let person = record.entities.iter().find(|e| e.kind == EntityKind::Person).unwrap();
    assert_eq!((person.id.as_str(), person.country.as_deref()), ("person:odalys-brandt", Some("CHL")));
    assert!(person.aliases.contains(&"La Capitana".to_owned()), "{:?}", person.aliases);
    let body = record.entities.iter().find(|e| e.kind == EntityKind::Organisation).unwrap();
    assert_eq!((body.id.as_str(), body.country.as_deref(), body.sector.as_deref()), ("org:institute-of-tidal-studies", Some("NLD"), Some("EDU")));
}

#[test]
fn words_are_added_to_the_classes_that_frames_name() {
    let text = "Chile sold railguns to Peru.";
    let has = |record: Record| edges(&record).contains(&"arms-transfer Chile -> Peru".to_owned());
    assert!(!has(extract(&Extractor::new().unwrap(), text)) && has(extract(&extractor(&example()), text)));
}

#[test]
fn mistakes_in_a_lexicon_are_told_with_file_and_line() {
    let edge = "[[edge]]\nname = \"NAME\"\ntitle = \"t\"\ndescription = \"d\"\nsource = \"s\"\ntarget = \"t\"\n";
    let cases = [
        ("\n[[frame]]\ntype = \"flirting\"\nverbs = [\"flirt\"]\n".to_owned(), "my.toml:2", "flirting"),
        ("[[frame]]\nverbs = [\"flirt\"]\n".to_owned(), "my.toml:1", "type"),
        ("[[frame]]\ntype = \"attack\"\nverbs = [\"flirt\"]\ntarget = \"sideways\"\n".to_owned(), "my.toml:1", "sideways"),
        (edge.replace("NAME", "attack"), "my.toml:1", "already"),
        (edge.replace("NAME", "Flirting!"), "my.toml:1", "small letters"),
        (edge.replace("NAME", "flirting") + "plover = \"LOVE\"\n", "my.toml:7", "LOVE"),
        ("\n\n[[actor]]\nname = \"Ana Vidal\"\nkind = \"person\"\ncountry = \"XYZ\"\n".to_owned(), "my.toml:3", "XYZ"),
        ("[[actor]]\nname = \"Utopia\"\nkind = \"state\"\n".to_owned(), "my.toml:1", "country"),
        ("[[actor]]\nname = \"Ana\"\nsort = \"person\"\n".to_owned(), "my.toml:3", "sort"),
        ("[words]\nown = [\"@nothing\"]\n".to_owned(), "my.toml", "@nothing"),
    ];
    for (text, place, word) in cases {
        let error = Lexicon::parse("my.toml", &text).and_then(|own| Knowledge::load_with(vec![own])).err().expect(&text).to_string();
        assert!(error.contains(place) && error.contains(word), "{text}\n{error}");
    }
}

#[test]
fn the_command_line_takes_a_lexicon_and_explains_by_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my.toml"), example()).unwrap();
    std::fs::write(folder.path().join("story.txt"), "China outbid Australia on Monday.").unwrap();
    let (status, text, errors) = run(folder.path(), &["explain", "story.txt", "--stage", "extract", "--lexicon", "my.toml"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(text.contains("rivalry  China → Australia") && text.contains("my.toml:"), "{text}");
    let (status, text, _) = run(folder.path(), &["list", "edges", "--lexicon", "my.toml"]);
    assert!(status == 0 && text.contains("rivalry"), "{text}");
    let (status, text, errors) = run(folder.path(), &["-q", "build", "story.txt", "--lexicon", "my.toml", "--layout", "native"]);
    assert_eq!((status, text.as_str(), errors.as_str()), (0, "", ""));
    let (status, text, _) = run(folder.path(), &["query", "edges", "--type", "rivalry"]);
    assert!(status == 0 && text.contains("outbid"), "{text}");
    let (status, _, errors) = run(folder.path(), &["extract", "story.txt", "--lexicon", "missing.toml"]);
    assert!(status == 2 && errors.contains("missing.toml"), "{errors}");
}
