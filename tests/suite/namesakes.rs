//! Two people of one name, and what a user says that an actor is.

use newsgraph::Record;
use newsgraph::record::{EntityKind, Tenure};

use crate::assemble::{graph, told};
use crate::support::Story;

/// How many persons called Li Wei there are in articles that give him these posts of these bodies: (day, post, body, what else is named).
fn namesakes(articles: &[(&str, &str, &str, &str)]) -> usize {
    let records: Vec<Record> = articles
        .iter()
        .enumerate()
        .map(|(i, (day, post, body, other))| {
            let text = format!("Li Wei, {post} of {body}, spoke. {other}");
            let mut story = Story::new(&format!("a{i}"), "", day, &text).actor("person:li-wei", "Li Wei", &["Li"]);
            let id = format!("org:{}", body.to_lowercase().replace(' ', "-"));
            if !post.is_empty() {
                story = story.post(post, &id);
            }
            story = story.actor(&id, body, &[]);
            if !other.is_empty() {
                story = story.actor(&format!("org:{}", other.to_lowercase()), other, &[]);
            }
            let mut record = story.record();
            if post.starts_with("former") {
                record.entities[0].roles[0].tenure = Tenure::Former;
            }
            record
        })
        .collect();
    graph(&records).actors().filter(|actor| actor.name == "Li Wei").count()
}

#[test]
fn one_name_is_two_people_only_where_posts_exclude_each_other_and_nothing_joins_them() {
    let bank = ("2024-03-01", "chief executive", "Orient Bank", "");
    assert_eq!(namesakes(&[bank, ("2024-03-02", "finance chief", "Nova Motors", "")]), 2);
    // A third article without a post says nothing.
    assert_eq!(namesakes(&[bank, ("2024-03-02", "finance chief", "Nova Motors", ""), ("2024-03-03", "", "Atlas", "")]), 2);
    for (why, other) in [
        ("the same body", ("2024-03-02", "president", "Orient Bank", "")),
        ("another name of the body", ("2024-03-02", "president", "Orient Bank Holding", "")),
        ("a post that goes with others", ("2024-03-02", "professor", "Lund University", "")),
        ("a former post", ("2024-03-02", "former finance chief", "Nova Motors", "")),
        ("years between", ("2029-03-02", "finance chief", "Nova Motors", "")),
        ("no post", ("2024-03-02", "", "Nova Motors", "")),
    ] {
        assert_eq!(namesakes(&[bank, other]), 1, "{why}");
    }
    let beside = [("2024-03-01", "chief executive", "Orient Bank", "Atlas"), ("2024-03-02", "finance chief", "Nova Motors", "Atlas")];
    assert_eq!(namesakes(&beside), 1, "a body named beside both");
}

#[test]
fn a_kind_a_country_and_a_post_can_be_set() {
    let record = || {
        Story::new("a", "", "2024-01-01", "Falk warned Peru. Anna Berg left.")
            .actor("person:a/falk", "Falk", &[])
            .actor("person:anna-berg@SWE", "Anna Berg", &[])
            .post("mayor", "org:lund")
            .actor("state:PER@PER", "Peru", &[])
            .record()
    };
    let (graph, remarks) = told(
        &[record()],
        "Falk: kind = organisation\nAnna Berg: country = Norway\nAnna Berg: post = ex-minister of Peru\nPeru: country = PER\nNobody: country = none\n",
    );
    assert_eq!(remarks, ["who.txt:5: nobody in these articles has the name or id “Nobody”"]);
    let actor = |name: &str| graph.actors().find(|actor| actor.name == name).unwrap();
    assert_eq!(actor("Falk").kind, EntityKind::Organisation);
    let berg = actor("Anna Berg");
    assert_eq!(berg.country.as_deref(), Some("NOR"));
    assert_eq!(
        berg.roles.iter().map(|role| (role.title.as_str(), role.of.as_deref(), role.tenure.word())).collect::<Vec<_>>(),
        [("ex-minister", Some("state:PER"), Some("former"))]
    );
}
