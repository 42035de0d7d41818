//! What of its actors, places and mentions a record lists: whole articles of our own.

use newsgraph::Extractor;
use newsgraph::record::{EntityKind, Form};
use newsgraph::{Article, Record};

fn record(text: &str) -> Record {
    let article = Article::new("a", text);
    Extractor::new().unwrap().extract(&article).unwrap()
}

fn places(record: &Record) -> Vec<&str> {
    record.entities.iter().filter(|e| e.kind == EntityKind::Place).map(|e| e.id.as_str()).collect()
}

#[test]
fn news_of_one_country_lists_its_places() {
    let record = record("A bridge fell in Narva on Monday. The mayor of Narva, Jane Holm, said nobody was hurt. Two boats in Tartu sank.");
    assert_eq!(places(&record), ["place:narva", "place:tartu"]);
}

#[test]
fn news_between_states_leaves_out_what_only_locates() {
    let record = record(
        "France attacked Syria on Monday with jets from Marseille. Russia condemned France. Turkey invaded Syria near Afrin. Iran threatened Turkey in Geneva.",
    );
    assert!(places(&record).is_empty(), "{:?}", record.entities);
}

#[test]
fn a_name_inside_a_longer_one_is_a_mention_of_whom_the_article_names_anyway() {
    let text = "Jane Holm opened the museum in Tallinn. The Holm Foundation paid for it. Holm thanked the city.";
    let record = record(text);
    let inside: Vec<_> = record.mentions.iter().filter(|m| m.rule == "inside-name").map(|m| (m.entity.as_str(), m.start)).collect();
    assert_eq!(inside, [("person:jane-holm", text.find("Holm Foundation").unwrap())]);
}

#[test]
fn an_adjective_of_a_state_is_no_name_of_it() {
    let record = record("Russian troops attacked Georgia on Monday. Russia denied it.");
    let forms: Vec<(&str, Form)> = record.mentions.iter().filter(|m| m.entity == "state:RUS").map(|m| (m.text.as_str(), m.form)).collect();
    assert!(forms.contains(&("Russian", Form::Nominal)) && forms.contains(&("Russia", Form::Name)), "{forms:?}");
}

#[test]
fn words_of_a_headline_in_capitals_that_the_text_writes_small_are_no_name() {
    let record = record(
        "Mayor To Release Water Records After Pressure\n\nThe mayor of Narva, Jane Holm, said on Monday that she would release the records. Pressure had grown for weeks.\n\nThe water was brown, records show. Nobody drank it.",
    );
    assert!(record.entities.iter().all(|e| !e.name.contains("Records")), "{:?}", record.entities);
}
