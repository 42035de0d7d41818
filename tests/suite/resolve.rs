//! Whom the words of an article mean: whole articles of our own through annotation and resolution.

use std::sync::OnceLock;

use newsgraph::Knowledge;
use newsgraph::Metadata;
use newsgraph::internals::annotate::{Annotator, annotate_blocks};
use newsgraph::internals::resolve::resolve;
use newsgraph::internals::types::{CleanText, Document, Entities};
use newsgraph::record::EntityKind;

pub fn read(text: &str) -> (Document, Entities) {
    static LOADED: OnceLock<(Annotator, Knowledge)> = OnceLock::new();
    let (annotator, knowledge) = LOADED.get_or_init(|| (Annotator::load().unwrap(), Knowledge::load().unwrap()));
    let doc = annotate_blocks(annotator, &CleanText::plain(text));
    let entities = resolve(&doc, &Metadata::default(), knowledge);
    (doc, entities)
}

/// The ids that the n-th occurrence of a word or phrase is a mention of.
pub fn ids(doc: &Document, entities: &Entities, phrase: &str, occurrence: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let start = doc.text.match_indices(phrase).nth(occurrence).unwrap_or_else(|| panic!("no “{phrase}” in the text")).0;
    for mention in &entities.mentions {
        let span = doc.span(mention.tokens.clone());
        if span.start <= start && start + phrase.len() <= span.end && span.of(&doc.text).len() <= phrase.len() + 24 {
            found.push(entities.list[mention.entity].id.clone());
        }
    }
    found.sort();
    found.dedup();
    found
}

pub fn check(text: &str, expected: &[(&str, usize, &[&str])]) {
    let (doc, entities) = read(text);
    for (phrase, occurrence, wanted) in expected {
        assert_eq!(ids(&doc, &entities, phrase, *occurrence), *wanted, "“{phrase}” ({occurrence}) in: {text}");
    }
}

#[test]
fn short_and_long_forms_of_a_name_are_one_person() {
    check(
        "Estonian Prime Minister Maria Tamm met reporters in Tallinn. Tamm said the budget was safe. Maria Tamm will travel to Riga next week.",
        &[("Tamm", 0, &["person:maria-tamm"]), ("Tamm", 1, &["person:maria-tamm"]), ("Maria Tamm", 1, &["person:maria-tamm"])],
    );
}

#[test]
fn two_full_names_never_merge() {
    let (_, entities) = read("Peter Novak praised the deal. His brother, Pavel Novak, attacked it.");
    assert!(entities.index_of("person:peter-novak").is_some() && entities.index_of("person:pavel-novak").is_some());
}

#[test]
fn korean_names_have_the_family_name_first() {
    check(
        "South Korean lawmaker Park Min-jae visited Tokyo on Monday. Park told journalists that he would return.",
        &[("Park", 1, &["person:park-min-jae"]), ("he", 0, &["person:park-min-jae"])],
    );
}

#[test]
fn a_title_gives_role_country_and_sector() {
    let (_, entities) = read("Danish Foreign Minister Anders Holm arrived in Oslo. Ingrid Berg, the Norwegian ambassador to Sweden, welcomed him.");
    let holm = &entities.list[entities.index_of("person:anders-holm").unwrap()];
    assert_eq!((holm.country.as_deref(), holm.sector.as_deref()), (Some("DNK"), Some("GOV")));
    assert_eq!(holm.roles[0].of.as_deref(), Some("state:DNK"));
    assert_eq!(holm.name, "Anders Holm");
    let berg = &entities.list[entities.index_of("person:ingrid-berg").unwrap()];
    assert_eq!(berg.country.as_deref(), Some("NOR"));
    assert!(berg.roles[0].title.contains("ambassador"), "{:?}", berg.roles);
}

#[test]
fn capitals_act_or_are_places() {
    check(
        "Warsaw accused Minsk of sending migrants across the border. Hundreds of people marched in Warsaw.",
        &[("Warsaw", 0, &["state:POL"]), ("Minsk", 0, &["state:BLR"]), ("Warsaw", 1, &["place:warsaw"])],
    );
}

#[test]
fn demonyms_are_mentions_of_their_states() {
    check("Chilean miners blocked a Peruvian road.", &[("Chilean", 0, &["group:chl/chilean-miners", "state:CHL"]), ("Peruvian", 0, &["state:PER"])]);
}

#[test]
fn possessives_belong_to_no_name() {
    let (doc, entities) = read("Kenya's president criticised Uganda’s army. N.Korea's Kim praised Laos.");
    for mention in &entities.mentions {
        let text = doc.phrase(mention.tokens.clone());
        assert!(!text.ends_with("'s") && !text.ends_with("’s"), "“{text}”");
    }
    assert!(entities.index_of("state:PRK").is_some());
}

#[test]
fn he_and_she_follow_gender() {
    check(
        "Defence Minister Robert Kane met Ambassador Susan Hale. She thanked him. He smiled.",
        &[("She", 0, &["person:susan-hale"]), ("him", 0, &["person:robert-kane"]), ("He", 0, &["person:robert-kane"])],
    );
}

#[test]
fn the_two_leaders_are_two_persons() {
    check(
        "Finnish President Olli Virta met Latvian President Janis Kalns in Helsinki. The two leaders signed a treaty.",
        &[("two leaders", 0, &["person:janis-kalns", "person:olli-virta"])],
    );
}

#[test]
fn the_two_men_are_those_named_side_by_side() {
    check(
        "Robert Kane asked about two miners, Thomas Virta and Peter Kalns. The two men are held in Riga.",
        &[("two men", 0, &["person:peter-kalns", "person:thomas-virta"])],
    );
}

#[test]
fn who_acts_on_two_is_neither_of_them() {
    let text = "Russia and Iran signed a pact. Japan and its ally Norway criticised the growing ties of the two states.";
    check(text, &[("two states", 0, &["state:IRN", "state:RUS"])]);
}

#[test]
fn the_country_may_be_that_of_the_person_just_named() {
    check(
        "Latvian President Janis Kalns won again. Unions lifted their boycott of Kalns and sent money to the country.",
        &[("country", 0, &["state:LVA"])],
    );
}

#[test]
fn the_forces_of_a_people_are_of_no_state_by_guess() {
    check("Latvian troops left in May. That endangers the Kurdish forces there.", &[("Kurdish forces", 0, &["group:kurdish-forces"])]);
}

#[test]
fn conferences_are_held_in_towns() {
    check(
        "Diplomats recalled the Madrid conference. Madrid officials declined to comment.",
        &[("Madrid", 0, &["place:madrid"]), ("Madrid", 1, &["group:esp/madrid-officials", "state:ESP"])],
    );
}

#[test]
fn a_completed_name_is_one_name() {
    let (_, entities) = read("We spoke to (Maria) Lindholm in Stockholm. Lindholm agreed.");
    assert_eq!(entities.list.iter().filter(|e| e.name.contains("Lindholm")).map(|e| e.id.as_str()).collect::<Vec<_>>(), ["person:maria-lindholm"]);
}

#[test]
fn both_countries_are_two_states() {
    check("Ghana and Togo reopened their border. Both countries had closed it in March.", &[("countries", 0, &["state:GHA", "state:TGO"])]);
}

#[test]
fn an_office_means_the_one_who_holds_it() {
    check(
        "Mark Olsen, the Danish ambassador to Kenya, criticised the vote. The ambassador said observers had been beaten.",
        &[("ambassador", 1, &["person:mark-olsen"])],
    );
}

#[test]
fn the_group_is_the_armed_group_named_last() {
    check("Boko Haram attacked a village in Borno. The group freed the hostages later.", &[("group", 0, &["org:boko-haram"])]);
}

#[test]
fn numbers_of_people_are_those_people() {
    check("Thousands of Bolivian farmers blocked roads.", &[("Thousands", 0, &["group:bol/bolivian-farmers"])]);
}

#[test]
fn an_acronym_is_its_organisation() {
    let (doc, entities) = read("The Baltic Fisheries Board (BFB) met on Tuesday. The BFB banned trawling.");
    let board = entities.index_of("org:baltic-fisheries-board").expect("the board");
    let mentions: Vec<&str> = entities.mentions.iter().filter(|m| m.entity == board).map(|m| doc.phrase(m.tokens.clone())).collect();
    assert!(mentions.iter().filter(|text| **text == "BFB").count() == 2, "{mentions:?}");
}

#[test]
fn unnamed_people_are_persons_and_groups_with_their_country() {
    let (_, entities) = read("Japanese officials rejected the claim. A Finance Ministry official said talks would go on.");
    let officials = &entities.list[entities.index_of("group:jpn/japanese-officials").unwrap()];
    assert_eq!((officials.kind, officials.country.as_deref()), (EntityKind::Group, Some("JPN")));
    assert!(entities.list.iter().any(|e| e.kind == EntityKind::Person && e.name.ends_with("official")), "{:?}", entities.list);
}

#[test]
fn a_government_is_its_state() {
    check("The Brazilian government fined the company.", &[("Brazilian government", 0, &["state:BRA"])]);
}

#[test]
fn odd_texts_do_no_harm() {
    let long = "word ".repeat(10_000);
    for text in [
        "",
        "x",
        "😀😀",
        "“‘”’\"'",
        "()()((",
        "’s",
        "the the the",
        "Mr",
        "of of of",
        "President",
        "U.S.",
        long.as_str(),
        "중국 北京 موسكو",
        "A.B.C. and D-E-F / G",
    ] {
        let (doc, entities) = read(text);
        assert!(entities.mentions.iter().all(|m| m.tokens.end <= doc.tokens.len() && m.entity < entities.list.len()));
    }
}

#[test]
fn ids_are_unique_and_roles_lead_to_entities() {
    let (_, entities) = read(
        "Syrian rebels shot at troops. NATO spokeswoman Jane Roe said NATO would answer. Police in Nairobi arrested rebels. A man spoke. A man left.",
    );
    let mut seen: Vec<&str> = entities.list.iter().map(|e| e.id.as_str()).collect();
    seen.sort_unstable();
    let all = seen.len();
    seen.dedup();
    assert_eq!(all, seen.len());
    for role in entities.list.iter().flat_map(|e| &e.roles) {
        assert!(role.of.as_deref().is_none_or(|of| entities.index_of(of).is_some()), "{role:?}");
    }
}

/// The posts of a person of the article: (title, of what).
pub fn posts(entities: &Entities, id: &str) -> Vec<(String, Option<String>)> {
    let person = &entities.list[entities.index_of(id).unwrap_or_else(|| panic!("no {id} in {:?}", entities.list))];
    person.roles.iter().map(|role| (role.title.clone(), role.of.clone())).collect()
}

#[test]
fn an_office_and_the_name_behind_its_phrase_are_one_person() {
    let text = "The head of the Falk Institute's Baltic Programme, Jane Roe, said on Monday that the border would stay closed. \
                According to the head Falk Institute Baltic Programme, exports will fall.";
    let (doc, entities) = read(text);
    assert_eq!(ids(&doc, &entities, "head", 0), ["person:jane-roe"]);
    assert_eq!(ids(&doc, &entities, "head", 1), ["person:jane-roe"]);
    let posts = posts(&entities, "person:jane-roe");
    assert!(posts.len() == 1 && posts[0].0.starts_with("head of the Falk") && posts[0].1.is_some(), "{posts:?}");
}

#[test]
fn a_list_of_names_takes_the_posts_in_order() {
    for text in [
        "The presidents of Ghana and Togo – Samuel Addo and Victor Amegan – signed a treaty in Accra.",
        "The presidents of Ghana and Togo, Samuel Addo and Victor Amegan, met in Accra.",
    ] {
        let (doc, entities) = read(text);
        assert_eq!(posts(&entities, "person:samuel-addo"), [("president".into(), Some("state:GHA".into()))], "{text}");
        assert_eq!(posts(&entities, "person:victor-amegan"), [("president".into(), Some("state:TGO".into()))], "{text}");
        assert_eq!(ids(&doc, &entities, "presidents", 0), ["person:samuel-addo", "person:victor-amegan"]);
    }
}

#[test]
fn a_bare_family_name_stays_with_the_one_named_most() {
    check(
        "President Carlos Moreno opened the port. Moreno thanked the crews. Moreno left for Quito. Officials praised Moreno. \
         The dispute began when Rafael Moreno, a cousin, ran the customs. Critics of Moreno want new rules.",
        &[("Moreno", 1, &["person:carlos-moreno"]), ("Moreno", 5, &["person:carlos-moreno"])],
    );
    check(
        "President Carlos Moreno opened the port. Moreno thanked the crews. Moreno left for Quito. Officials praised Moreno. \
         “It is too small,” said Marta Moreno, a historian. “It will not last,” Moreno added.",
        &[("Moreno", 5, &["person:marta-moreno"])],
    );
}

#[test]
fn nobody_in_particular_is_no_actor() {
    let (_, entities) = read("Governments must act, analysts in Geneva warned. Leaders talk while parties quarrel.");
    let groups: Vec<&str> = entities.list.iter().map(|e| e.name.as_str()).filter(|n| !n.contains("analysts") && *n != "Geneva").collect();
    assert!(!groups.iter().any(|n| ["Governments", "governments", "Leaders", "leaders", "parties"].contains(n)), "{groups:?}");
}

#[test]
fn parliament_without_a_country_is_that_of_the_subjects_state() {
    let (doc, entities) = read("Ukrainian Defence Minister Ivan Petrenko handed in his resignation letter to parliament on Tuesday.");
    let found = ids(&doc, &entities, "parliament", 0);
    let [id] = found.as_slice() else { panic!("{found:?}") };
    let entity = &entities.list[entities.index_of(id).unwrap()];
    assert_eq!((entity.kind, entity.country.as_deref()), (EntityKind::Organisation, Some("UKR")));
}

#[test]
fn titles_of_several_words_stay_whole() {
    let (_, entities) = read("Secretary of State Anna Bell arrived in Oslo. Norwegian Prime Minister Lars Dahl met her.");
    let bell = &entities.list[entities.index_of("person:anna-bell").unwrap()];
    assert_eq!(
        (bell.aliases.as_slice(), bell.roles[0].title.as_str()),
        (["Secretary of State Anna Bell".to_owned()].as_slice(), "Secretary of State")
    );
    let dahl = &entities.list[entities.index_of("person:lars-dahl").unwrap()];
    assert_eq!(dahl.aliases, ["Prime Minister Lars Dahl"]);
}

#[test]
fn the_head_of_a_body_is_not_the_head_of_another() {
    let text = "The head of the Falk Institute's Baltic Programme, Jane Roe, spoke in Riga. The head of the central bank, Otto Lind, spoke too. \
                According to the head Falk Institute Baltic Programme, exports will fall.";
    check(text, &[("head", 1, &["person:otto-lind"]), ("head", 2, &["person:jane-roe"])]);
}

#[test]
fn a_president_known_to_the_world_presides_over_a_state() {
    let (_, entities) = read("President Emmanuel Macron spoke in Lyon. France will send help.");
    assert_eq!(posts(&entities, "person:emmanuel-macron"), [("President".into(), Some("state:FRA".into()))]);
}

#[test]
fn a_family_name_that_comes_first_tells_no_gender() {
    check(
        "North Korean leader Kim Jong Un will travel to Moscow, said Anna Keller, a spokeswoman. Keller said that Kim expected talks. She urged restraint.",
        &[("She", 0, &["person:anna-keller"])],
    );
}

#[test]
fn a_bare_last_name_is_of_whom_the_article_began_with() {
    check(
        "Peru armed Chile, officials said before talks with Anna Keller. Peru denied it. The last visit was when Otto Keller, her father, was in office. \
         An adviser spoke of a difficult summit. It will last two days. Ministers will come as well, the agency reported. Keller plans a ceremony.",
        &[("Keller", 2, &["person:anna-keller"])],
    );
}

fn actor<'e>(entities: &'e Entities, id: &str) -> &'e newsgraph::record::Entity {
    let known: Vec<&str> = entities.list.iter().map(|entity| entity.id.as_str()).collect();
    &entities.list[entities.index_of(id).unwrap_or_else(|| panic!("no {id} among {known:?}"))]
}

#[test]
fn a_state_that_only_qualifies_another_word_owns_nothing() {
    let (_, entities) = read("The army of the former French colony ousted President Bakary Sow. South American countries condemned the coup.");
    let army = entities.list.iter().find(|entity| entity.name.starts_with("army")).unwrap();
    assert_eq!(army.country, None);
    assert!(entities.list.iter().filter(|entity| entity.name.contains("countries")).all(|entity| entity.country.is_none()));
}

#[test]
fn people_of_a_body_belong_to_it_and_are_not_the_body() {
    check(
        "EU citizens protested in Oslo. ECOWAS members met in Riga.",
        &[("citizens", 0, &["group:eu-citizens"]), ("members", 0, &["group:ecowas-members"])],
    );
}

#[test]
fn a_bare_role_is_called_with_its_owner() {
    let (_, entities) = read("Norway's Foreign Minister Kari Moe met the Polish counterpart in Oslo. Kari Moe thanked her spokesman.");
    let counterpart = entities.list.iter().find(|entity| entity.name.contains("counterpart")).unwrap();
    assert_eq!((counterpart.name.as_str(), counterpart.country.as_deref()), ("Polish counterpart", Some("POL")));
    assert_eq!(actor(&entities, "person:kari-moes-spokesman").kind, EntityKind::Person);
}

#[test]
fn any_noun_for_people_is_a_mention_whole() {
    check(
        "Fishermen from Tallinn blocked the port. A 911 caller reported a gunman. Industry and retail representatives praised the firefighters.",
        &[
            ("Fishermen", 0, &["group:est/fishermen-from-tallinn"]),
            ("911 caller", 0, &["person:911-caller"]),
            ("Industry and retail representatives", 0, &["group:industry-and-retail-representatives"]),
            ("firefighters", 0, &["group:firefighters"]),
        ],
    );
}

#[test]
fn a_part_is_not_the_whole() {
    let (doc, entities) = read("The court tried the rioters in May. It ordered 23 of the rioters to pay a fine.");
    let (whole, part) = (ids(&doc, &entities, "rioters", 0), ids(&doc, &entities, "23", 0));
    assert!(whole.len() == 1 && part.len() == 1 && whole != part, "{whole:?} {part:?}");
}

#[test]
fn two_countries_and_a_pair_are_those_named_together() {
    check("Norway and Peru held talks on Monday. The two countries agreed to cooperate.", &[("two countries", 0, &["state:NOR", "state:PER"])]);
}

#[test]
fn it_beside_a_cue_is_nothing_that_only_stands_in_the_quotation() {
    let (doc, entities) = read("The Falk Institute published a report. “Norway must leave,” it said.");
    assert!(!ids(&doc, &entities, "it", 1).contains(&"state:NOR".to_owned()));
}

#[test]
fn the_president_of_one_state_is_not_the_president_of_another() {
    let (_, entities) = read("President Kari Lund of Norway met President Ana Ruiz of Peru.");
    let of = |id| actor(&entities, id).roles[0].of.clone();
    assert_eq!((of("person:kari-lund"), of("person:ana-ruiz")), (Some("state:NOR".into()), Some("state:PER".into())));
}

#[test]
fn a_guarded_choice_tells_its_probability() {
    let (_, entities) = read("President Kari Lund met Peter Novak in Oslo. He praised her.");
    let chosen: Vec<f32> = entities.mentions.iter().filter(|m| m.form == newsgraph::record::Form::Pronoun).map(|m| m.confidence).collect();
    assert!(!chosen.is_empty() && chosen.iter().all(|&p| p > 0.0 && p < 1.0), "{chosen:?}");
    assert!(entities.mentions.iter().filter(|m| m.form == newsgraph::record::Form::Name).all(|m| m.confidence == 1.0));
}
