//! Assembly: who is taken for whom, what becomes one edge, how many stand behind it.

use std::sync::LazyLock;

use newsgraph::graph::{Edge, End, Stance};
use newsgraph::internals::assemble::{Identities, Settings, assemble, assemble_on_disk, roll_up};
use newsgraph::internals::types::rows::RowsWriter;
use newsgraph::record::{Form, Modality};
use newsgraph::{Graph, Knowledge, Record};

use crate::support::{Story, stories};

/// As the edge types' files have it.
fn stance(kind: &str) -> Option<Stance> {
    match kind {
        "denial" => Some(Stance::Denial),
        "demand" => Some(Stance::Wish),
        _ => None,
    }
}

pub fn graph(records: &[Record]) -> Graph {
    told(records, "").0
}

/// The graph with what a user's file of identities says. Whatever a test assembles is assembled on disk as well, to the same bytes.
pub fn told(records: &[Record], identities: &str) -> (Graph, Vec<String>) {
    static KNOWN: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().unwrap());
    let identities = Identities::parse("who.txt", identities, &KNOWN).unwrap();
    let symmetric = &|kind: &str| matches!(kind, "meeting" | "treaty");
    let settings = Settings { title: "", symmetric, stance: &stance, actors: &KNOWN.actors, identities: &identities };
    let (graph, remarks) = assemble(records.to_vec(), &settings);

    let folder = tempfile::tempdir().unwrap();
    let mut rows = RowsWriter::in_folder(folder.path()).unwrap();
    records.iter().for_each(|record| rows.push(record).unwrap());
    let (archive, same_remarks) = assemble_on_disk(&rows.finish().unwrap(), None, &settings, folder.path()).unwrap();
    let mut json = Vec::new();
    archive.write_json(&mut json).unwrap();
    assert_eq!(String::from_utf8(json).unwrap(), graph.to_json().unwrap());
    assert_eq!(remarks, same_remarks);
    (graph, remarks)
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
    assert!(roe.joined[0].reason.contains("short for Jane Roe"), "{:?}", roe.joined);
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
        record.mentions[0].form = newsgraph::record::Form::Nominal;
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
fn nicknames_and_middle_names_join_where_something_else_agrees() {
    assert_eq!(persons(&[("William Marsh", "USA", ""), ("Bill Marsh", "USA", "")]), ["person:william-marsh"]);
    assert_eq!(persons(&[("Anna Berg", "SWE", ""), ("Anna Lund Berg", "SWE", "")]), ["person:anna-berg"]);
    assert_eq!(persons(&[("Rui Tan Berg", "NOR", "mayor"), ("Tan Berg", "", "mayor")]), ["person:rui-tan-berg"]);
    for (a, b) in [
        (("William Marsh", "USA", ""), ("Bill Marsh", "", "")),
        (("Anna Berg", "SWE", ""), ("Hanna Berg", "SWE", "")),
        (("Carl Berg", "SWE", ""), ("Carla Berg", "SWE", "")),
        (("Rui Tan Berg", "NOR", ""), ("Tan Berg", "", "")),
    ] {
        assert_eq!(persons(&[a, b]).len(), 2, "{a:?} {b:?}");
    }
    // Nothing says which of two it is.
    assert_eq!(persons(&[("Peter A. Marsh", "", ""), ("Peter B. Marsh", "", ""), ("Peter Marsh", "", "")]).len(), 3);
}

#[test]
fn what_one_article_keeps_apart_is_never_joined() {
    let both = Story::new("1", "", "2024-01-01", "Bill Marsh met William Marsh.").actor("person:bill-marsh@USA", "Bill Marsh", &[]).actor(
        "person:william-marsh@USA",
        "William Marsh",
        &[],
    );
    assert_eq!(graph(&[both.record()]).actors().count(), 2);
}

#[test]
fn the_company_says_whom_a_bare_name_means() {
    let story = |id: &str, marsh: &str, others: [&str; 3]| {
        let text = format!("{marsh}, {}, {} and {}", others[0], others[1], others[2]);
        let id_of = |name: &str| format!("person:{}", name.to_lowercase().replace(' ', "-"));
        others
            .iter()
            .fold(Story::new(id, "", "2024-01-01", &text).actor(&id_of(marsh), marsh, &[]), |story, name| story.actor(&id_of(name), name, &[]))
            .record()
    };
    let (court, port) = (["Ada Falk", "Ivo Brandt", "Lea Sommer"], ["Uwe Krantz", "Ida Thorn", "Max Holm"]);
    let records = [
        story("1", "Anna Marsh", court),
        story("2", "Otto Marsh", port),
        story("3", "Marsh", port),
        story("4", "Marsh", ["Jo Vance", "Al Penn", "Bea Wynn"]),
    ];
    let graph = graph(&records);
    let otto = graph.actor("person:otto-marsh").unwrap();
    assert_eq!(otto.articles, ["2", "3"]);
    assert!(otto.joined[0].reason.contains("name the same others"), "{:?}", otto.joined);
    assert_eq!(graph.actor("person:marsh").unwrap().articles, ["4"]);
}

#[test]
fn the_users_word_wins_in_both_directions() {
    let people = [("Anthony Marsh", "USA"), ("Antony Marsh", "USA"), ("Joan Falk", "SWE")];
    let record = |(name, country): (&str, &str)| {
        let id = format!("person:{}@{country}", name.to_lowercase().replace(' ', "-"));
        Story::new(name, "", "2024-01-01", name).actor(&id, name, &[]).record()
    };
    let records: Vec<Record> = people.into_iter().map(record).collect();
    let ids = |identities: &str| told(&records, identities).0.actors().map(|actor| actor.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(""), ["person:anthony-marsh", "person:joan-falk"]);
    assert_eq!(ids("Anthony Marsh != person:antony-marsh"), ["person:anthony-marsh", "person:antony-marsh", "person:joan-falk"]);
    assert_eq!(ids("Joan Falk = Antony Marsh\nJoan Falk = Anthony Marsh"), ["person:joan-falk"]);
    let (graph, remarks) = told(&records, "Joan Falk = Antony Marsh\nNobody Known = Joan Falk");
    assert!(graph.actors().flat_map(|actor| &actor.joined).any(|joined| joined.reason == "said to be the same in who.txt:1"));
    assert_eq!(remarks, ["who.txt:2: nobody in these articles has the name or id “Nobody Known”"]);
}

#[test]
fn the_users_word_tells_who_an_unnamed_person_is() {
    let text = "Joan Falk spoke. The harbour master warned Chile.";
    let mut record = Story::new("1", "", "2024-01-01", text)
        .actor("person:joan-falk", "Joan Falk", &[])
        .actor("person:harbour-master", "harbour master", &[])
        .actor("state:CHL@CHL", "Chile", &[])
        .event(("warning", "THREATEN", Modality::Actual), "person:harbour-master", "state:CHL", text, "warned", &[])
        .record();
    record.mentions.iter_mut().filter(|mention| mention.text == "harbour master").for_each(|mention| mention.form = Form::Nominal);
    let (graph, remarks) = told(std::slice::from_ref(&record), "Joan Falk = harbour master");
    assert_eq!((graph.actors().count(), remarks.len()), (2, 0), "{remarks:?}");
    // Each piece of evidence says where its sentence means the ends: here both names of the source.
    let evidence = &edges(&graph, "person:joan-falk", "state:CHL")[0].evidence[0];
    let marked: Vec<(End, &str)> = evidence.mentions.iter().map(|mention| (mention.of, mention.span.text.as_str())).collect();
    assert_eq!(marked, [(End::Source, "harbour master"), (End::Target, "Chile")]);
    assert_eq!(told(&[record], "").0.actors().count(), 3, "without the user's word nobody knows who it is");
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

/// Two papers: one says that Chile armed Peru, in the other Chile denies it.
fn dispute() -> Vec<Record> {
    let first = "Brazil said Chile had armed Peru.";
    let second = "Chile denied that it had armed Peru. Brazil urged Chile not to visit Peru. Chile will visit Peru.";
    let states = |story: Story| story.actor("state:BRA@BRA", "Brazil", &[]).actor("state:CHL@CHL", "Chile", &[]).actor("state:PER@PER", "Peru", &[]);
    let arms = |kind, modality| (kind, "AID", modality);
    vec![
        states(Story::new("one", "The Harbour Post", "2024-03-01", first))
            .event(arms("arms-transfer", Modality::Actual), "state:CHL", "state:PER", first, "armed", &["state:BRA"])
            .record(),
        states(Story::new("two", "Coast Weekly", "2024-03-02", second))
            .event(
                arms("!arms-transfer", Modality::Actual),
                "state:CHL",
                "state:PER",
                "Chile denied that it had armed Peru.",
                "armed",
                &["state:CHL"],
            )
            .event(("demand", "REQUEST", Modality::Actual), "state:BRA", "state:CHL", "Brazil urged Chile not to visit Peru.", "urged", &[])
            .event(
                ("!visit", "CONSULT", Modality::Planned),
                "state:CHL",
                "state:PER",
                "Brazil urged Chile not to visit Peru.",
                "visit",
                &["state:BRA"],
            )
            .event(("visit", "CONSULT", Modality::Planned), "state:CHL", "state:PER", "Chile will visit Peru.", "will visit", &[])
            .record(),
    ]
}

#[test]
fn what_one_claims_and_another_denies_is_contested_with_both_sides_words_and_a_demand_denies_nothing() {
    let graph = graph(&dispute());
    let edges = edges(&graph, "state:CHL", "state:PER");
    let find = |key: &str| *edges.iter().find(|edge| edge.key == key).unwrap();
    let (yes, no) = (find("arms-transfer"), find("arms-transfer/not"));
    assert!(yes.contested && no.contested);
    assert_eq!(
        (yes.against.len(), yes.against[0].article.as_str(), yes.against[0].attributed_to.as_slice()),
        (1, "two", &["state:CHL".to_owned()][..])
    );
    assert_eq!(no.against[0].attributed_to, ["state:BRA"]);
    assert!(!find("visit/planned").contested && !find("visit/planned/not").contested);
    let states = roll_up(&graph, &|_| None);
    assert!(states.links().any(|link| link.edge.contested && !link.edge.against.is_empty()));
}

#[test]
fn a_denial_contests_what_was_claimed_just_before_it_by_whom_it_answers() {
    let text = "Brazil accused Chile of arming Peru. Chile denied the accusation. Brazil said Peru had visited Brazil.";
    let sentence = |i: usize| text.split_inclusive(". ").nth(i).unwrap().trim();
    let record = Story::new("one", "", "2024-03-01", text)
        .actor("state:BRA@BRA", "Brazil", &[])
        .actor("state:CHL@CHL", "Chile", &[])
        .actor("state:PER@PER", "Peru", &[])
        .event(("arms-transfer", "AID", Modality::Actual), "state:CHL", "state:PER", sentence(0), "arming", &["state:BRA"])
        .event(("accusation", "ACCUSE", Modality::Actual), "state:BRA", "state:CHL", sentence(0), "accused", &[])
        .event(("denial", "REJECT", Modality::Actual), "state:CHL", "state:BRA", sentence(1), "denied", &[])
        .event(("visit", "CONSULT", Modality::Actual), "state:PER", "state:BRA", sentence(2), "visited", &["state:BRA"])
        .record();
    let graph = graph(&[record]);
    let contested: Vec<&str> = graph.links().filter(|link| link.edge.contested).map(|link| link.edge.key.as_str()).collect();
    assert_eq!(contested, ["arms-transfer"]);
    let arms = edges(&graph, "state:CHL", "state:PER")[0];
    assert_eq!((arms.against[0].sentence.text.as_str(), arms.against[0].attributed_to.as_slice()), (sentence(1), &["state:CHL".to_owned()][..]));
}

#[test]
fn deeds_in_ones_own_words_are_claims_and_words_are_deeds() {
    let text = "\u{201c}We bombed Peru and condemn Brazil,\u{201d} Chile said. \u{201c}They bombed us too.\u{201d}";
    let record = Story::new("one", "", "2024-03-01", text)
        .actor("state:CHL@CHL", "Chile", &[])
        .actor("state:BRA@BRA", "Brazil", &[])
        .actor("state:PER@PER", "Peru", &[])
        .said("state:CHL", "said", "We bombed Peru and condemn Brazil,", &["state:PER"])
        .event(("attack", "ASSAULT", Modality::Actual), "state:CHL", "state:PER", text, "bombed", &[])
        .event(("criticism", "ACCUSE", Modality::Actual), "state:CHL", "state:BRA", text, "condemn", &[])
        .event(("attack", "ASSAULT", Modality::Actual), "state:PER", "state:CHL", text, "bombed us", &[])
        .said("state:CHL", "said", "They bombed us too.", &["state:PER"])
        .record();
    let mut record = record;
    record.statements[1].speaker = None;
    let graph = graph(&[record]);
    let one = |source: &str, target: &str| edges(&graph, source, target).into_iter().find(|edge| edge.kind != "says-about").unwrap().clone();
    let own = one("state:CHL", "state:PER");
    assert!(own.claimed_only && own.attributed_to == ["state:CHL"], "a boast is a claim");
    assert!(!one("state:CHL", "state:BRA").claimed_only, "to condemn is to say so");
    let unknown = one("state:PER", "state:CHL");
    assert!(unknown.claimed_only && unknown.attributed_to.is_empty(), "words of nobody known are words");
}

/// Three articles: an agency's text, the same lightly edited and with a new end, and another one; all claim that Senegal met Togo.
fn agency_story() -> [Record; 3] {
    let sentence =
        |i: usize| format!("In village number {i} the boats of the fishing union came home late and the market opened after noon on day {i}.");
    let agency: Vec<String> = (0..20).map(sentence).collect();
    let mut edited = agency.clone();
    edited[3] = "A line of the local desk stands here instead of the agency's.".into();
    edited.truncate(16);
    edited.push("Readers can write to the paper about the market.".into());
    let other: Vec<String> =
        (100..115).map(|i| format!("Ministers spoke for {i} minutes about rail line {i}, which few towns of the north have asked for.")).collect();
    let record = |id: &str, publisher: &str, met: &str, text: &[String]| {
        let text = format!("{met} {}", text.join(" "));
        let mut record = Story::new(id, publisher, "2024-01-01", &text)
            .actor("state:SEN@SEN", "Senegal", &[])
            .actor("state:TGO@TGO", "Togo", &[])
            .event(("meeting", "CONSULT", Modality::Actual), "state:SEN", "state:TGO", met, "met", &[])
            .record();
        record.article.sketch = newsgraph::record::Sketch::of(&text);
        record
    };
    [
        record("a", "One", "Senegal met Togo on the coast.", &agency),
        record("b", "Two", "Senegal has met Togo.", &edited),
        record("c", "Three", "Senegal met Togo again, the minister's office wrote.", &other),
    ]
}

#[test]
fn an_agency_text_in_two_articles_is_one_source() {
    let graph = graph(&agency_story());
    let copies: Vec<Option<&str>> = graph.articles.iter().map(|article| article.near_duplicate_of.as_deref()).collect();
    assert_eq!(copies, [None, Some("a"), None]);
    let met = edges(&graph, "state:SEN", "state:TGO");
    assert_eq!((met[0].evidence.len(), met[0].corroboration.articles, met[0].corroboration.publishers), (3, 2, 2));
    let value: serde_json::Value = serde_json::from_str(&graph.to_json().unwrap()).unwrap();
    assert_eq!(value["graph"]["articles"][1]["near_duplicate_of"], "a");
    assert!(value["graph"]["articles"][0].get("sketch").is_none());
}
