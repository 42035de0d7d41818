//! The tables of actors: every row parses, and what it names is found (their order is checked with all lexicons in `house`).

use std::collections::HashSet;

use newsgraph::internals::knowledge::actors::{Actors, Known, TABLES};

#[test]
fn every_row_has_its_columns_and_no_blanks_around_them() {
    for (table, width) in TABLES {
        let mut rows = 0;
        for row in table.rows(*width) {
            let row = row.unwrap();
            assert!(!row.columns[0].is_empty() && row.columns.iter().all(|column| column.trim() == *column), "{}: blanks", row.origin);
            rows += 1;
        }
        assert!(rows > 0, "{} is empty", table.path);
    }
}

#[test]
fn all_tables_load_and_the_world_is_complete() {
    let actors = Actors::load().unwrap();
    assert!(actors.states.len() >= 249, "only {} states", actors.states.len());
    for code in ["SUN", "PSE", "TWN", "XKX", "YUG", "CSK", "DDR"] {
        assert!(actors.state(code).is_some(), "{code} is missing");
    }
    let codes: HashSet<&str> = actors.states.iter().map(|state| state.code.as_str()).collect();
    assert_eq!(codes.len(), actors.states.len());
}

#[test]
fn every_state_is_found_by_its_name() {
    let actors = Actors::load().unwrap();
    for (index, state) in actors.states.iter().enumerate() {
        let phrase = actors.phrases.get(&state.name).unwrap_or_else(|| panic!("{} is not found", state.name));
        assert_eq!(phrase.known, Known::State(index), "{}", state.name);
    }
}

#[test]
fn names_mean_what_the_news_means_by_them() {
    let actors = Actors::load().unwrap();
    let code = |text: &str| match actors.phrases.get(text).map(|phrase| phrase.known) {
        Some(Known::State(s) | Known::Demonym(s) | Known::National(s) | Known::Capital(s) | Known::Place(s)) => actors.states[s].code.clone(),
        other => format!("{other:?}"),
    };
    for (text, expected) in [
        ("N.Korea", "PRK"),
        ("U.K.", "GBR"),
        ("Dutch", "NLD"),
        ("Danes", "DNK"),
        ("Kyiv", "UKR"),
        ("Niger", "NER"),
        ("Nigeriens", "NER"),
        ("Turkiye", "TUR"),
        ("Basra", "IRQ"),
        ("RUSSIA", "RUS"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
    assert!(actors.phrases.get("us").is_none(), "the pronoun is no state");
}
