//! Assembly: who is taken for whom, what becomes one edge, how many stand behind it.

use newsgraph::assemble::{Settings, assemble, roll_up};
use newsgraph::types::{Edge, Graph, Modality, Record};

use crate::support::{Story, stories};

fn graph(records: &[Record]) -> Graph {
    assemble(records.to_vec(), &Settings { title: "", symmetric: &|kind| matches!(kind, "meeting" | "treaty") })
}

fn edges<'a>(graph: &'a Graph, source: &str, target: &str) -> Vec<&'a Edge> {
    graph.links().filter(|link| link.source.id == source && link.target.id == target).map(|link| link.edge).collect()
}

/// The graph's ids of persons with these names, countries and posts, one article each.
fn persons(people: &[(&str, &str, &str)]) -> Vec<String> {
    let records: Vec<Record> = people
        .iter()
        .enumerate()
        .map(|(i, (name, country, post))| {
            let id = format!("person:{}@{country}", name.to_lowercase().replace([' ', '-'], "-"));
            let story = Story::new(&i.to_string(), "", "2024-01-01", name).actor(id.trim_end_matches('@'), name, &[]);
            if post.is_empty() { story.record() } else { story.post(post, "org:x").record() }
        })
        .collect();
    graph(&records).actors().map(|actor| actor.id.clone()).collect()
}

#[test]
fn a_short_form_joins_the_only_full_name_that_it_fits() {
    let graph = graph(&stories());
    assert!(graph.actor("person:roe").is_none());
    let roe = graph.actor("person:jane-roe").unwrap();
    assert_eq!((roe.name.as_str(), roe.articles.len()), ("Jane Roe", 2));
    assert!(roe.aliases.contains(&"Ms Roe".to_owned()) && !roe.aliases.contains(&"Jane Roe".to_owned()));
    assert!(roe.joined[0].reason.contains("short form"), "{:?}", roe.joined);
    assert_eq!(
        persons(&[("Anna Berg", "SWE", ""), ("Berg", "", ""), ("Carl Berg", "SWE", "")]),
        ["person:anna-berg", "person:berg", "person:carl-berg"]
    );
    assert_eq!(persons(&[("Anna Berg", "SWE", ""), ("Berg", "NOR", "")]).len(), 2);
}

#[test]
fn an_unnamed_person_of_one_article_is_nobody_in_another() {
    let story = |id: &str| {
        let mut record = Story::new(id, "", "2024-01-01", "An expert warned Senegal.")
            .actor("person:an-expert", "An expert", &[])
            .actor("state:SEN@SEN", "Senegal", &[])
            .said("person:an-expert", "warned", "Senegal", &["state:SEN"])
            .record();
        record.mentions[0].form = newsgraph::types::Form::Nominal;
        record
    };
    let graph = graph(&[story("1"), story("2")]);
    let ids: Vec<&str> = graph.actors().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["person:1/an-expert", "state:SEN", "person:2/an-expert"]);
    assert_eq!(edges(&graph, "person:2/an-expert", "state:SEN").len(), 1);
    assert_eq!(graph.statements[0].said.speaker.as_deref(), Some("person:1/an-expert"));
}

#[test]
fn spellings_of_one_name_join_where_country_or_post_agree_and_different_names_never_do() {
    assert_eq!(persons(&[("Anthony Marsh", "USA", ""), ("Antony Marsh", "USA", "")]), ["person:anthony-marsh"]);
    assert_eq!(persons(&[("Park Min-eun", "KOR", ""), ("Park Min Un", "KOR", "")]), ["person:park-min-eun"]);
    assert_eq!(persons(&[("Jill Towne", "", "director"), ("Jill Town", "", "director")]), ["person:jill-towne"]);
    for (a, b) in [
        (("Anthony Marsh", "USA", ""), ("Antony Marsh", "GBR", "")),
        (("Jill Towne", "", ""), ("Jill Town", "", "")),
        (("Park Min-un", "KOR", ""), ("Park Min-il", "KOR", "")),
        (("John Marsh", "USA", ""), ("Joan Marsh", "USA", "")),
        (("Peter A. Marsh", "USA", ""), ("Peter B. Marsh", "USA", "")),
    ] {
        assert_eq!(persons(&[a, b]).len(), 2, "{a:?} {b:?}");
    }
}

#[test]
fn an_acronym_joins_the_organisation_that_an_article_expands_it_to() {
    let records = [
        Story::new("1", "", "2024-01-01", "the Harbour Safety Board (HSB)")
            .actor("org:harbour-safety-board", "Harbour Safety Board", &["HSB"])
            .record(),
        Story::new("2", "", "2024-01-01", "HSB").actor("org:hsb", "HSB", &[]).record(),
        Story::new("3", "", "2024-01-01", "The Harbour Safety Board").actor("org:the-harbour-safety-board", "The Harbour Safety Board", &[]).record(),
    ];
    let ids: Vec<String> = graph(&records).actors().map(|actor| actor.id.clone()).collect();
    assert_eq!(ids, ["org:harbour-safety-board"]);
}

#[test]
fn equal_claims_are_one_edge_in_either_direction_if_it_has_none() {
    let graph = graph(&stories());
    let met = edges(&graph, "person:jane-roe", "person:omar-diallo");
    assert_eq!(met.len(), 1);
    assert_eq!(met[0].evidence.iter().map(|piece| piece.article.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert!(edges(&graph, "person:omar-diallo", "person:jane-roe").is_empty());
    assert_eq!((met[0].corroboration.articles, met[0].corroboration.publishers), (2, 1));
}

#[test]
fn a_sentence_printed_twice_is_one_source_and_a_claim_stays_a_claim() {
    let mut records = stories();
    records[1].article.publisher = Some("Another Paper".into());
    let graph = graph(&records);
    let boats = edges(&graph, "state:GBR", "state:SEN");
    let boats = boats.iter().find(|edge| edge.kind == "arms-transfer").unwrap();
    assert_eq!((boats.corroboration.articles, boats.corroboration.publishers), (2, 1));
    assert!(boats.claimed_only);
    assert_eq!(boats.attributed_to, ["person:jane-roe", "group:gbr/officials"]);
    assert_eq!((boats.key.as_str(), boats.modality), ("arms-transfer/planned", Modality::Planned));
    // Other sentences of another publisher are a second source.
    let met = edges(&graph, "person:jane-roe", "person:omar-diallo");
    assert_eq!((met[0].corroboration.publishers, met[0].claimed_only), (2, false));
}

#[test]
fn statements_give_an_edge_to_each_actor_spoken_about() {
    let graph = graph(&stories());
    let says = edges(&graph, "person:jane-roe", "state:SEN");
    assert_eq!((says.len(), says[0].kind.as_str(), says[0].statements.as_slice()), (1, "says-about", ["one#s1".to_owned()].as_slice()));
    assert_eq!(says[0].evidence[0].sentence.text, "Senegal is a friend,");
    assert_eq!(graph.statements.len(), 2);
}

#[test]
fn at_state_level_officials_and_groups_are_their_states_and_bystanders_are_not() {
    let graph = graph(&stories());
    let states = roll_up(&graph, &|_| None);
    let ids: Vec<&str> = states.actors().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["state:GBR", "state:SEN", "group:gbr/officials", "org:foreign-office", "person:ana-vidal"]);
    let met: Vec<&Edge> = edges(&states, "state:GBR", "state:SEN").into_iter().filter(|edge| edge.kind == "meeting").collect();
    assert_eq!(met[0].evidence.len(), 2);
    assert!(states.links().all(|link| link.source.id != link.target.id));
}

#[test]
fn the_graph_file_holds_the_whole_graph() {
    let graph = graph(&stories());
    let text = graph.to_json().unwrap();
    let again = Graph::from_json(&text).unwrap();
    assert_eq!(again.to_json().unwrap(), text);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["edges"], value["links"]);
    assert_eq!(value["graph"]["schema"], "newsgraph.graph/1");
    let mut keys: Vec<String> = value["edges"].as_array().unwrap().iter().map(|e| format!("{} {} {}", e["source"], e["target"], e["key"])).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "keys are unique between two actors");
    assert!(Graph::from_json("{}").is_err() && Graph::from_json("no json").is_err());
}
