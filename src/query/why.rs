//! `query actors --why NAME`: which mentions of which articles are an actor, and by which rule.

use serde_json::json;

use super::{Answer, Item, Lookup};
use crate::types::{Actor, Form, Graph, Named};

/// One row a way in which an article names the actor.
pub fn answer(graph: &Graph, named: &Lookup) -> Answer {
    let mut answer = Answer::new(
        &["actor", "article", "mention", "times", "rule in the article", "joined across articles"],
        &["actor", "article", "id_there", "mention", "form", "times", "rule", "joined"],
    );
    let actors = || graph.actors().filter(|actor| named.has(&actor.id));
    for (actor, other) in actors().flat_map(|actor| actor.apart.iter().map(move |other| (actor, other))) {
        let both = named.has(&other.id);
        // Of two that were both asked for, once.
        if !both || actor.id < other.id {
            answer
                .notes
                .push(format!("{} ({}) and {} ({}) are two people of one name: {}.", actor.name, actor.id, other.name, other.id, other.reason));
        }
    }
    answer.items = actors().flat_map(|actor| actor.named.iter().map(move |naming| item(actor, naming))).collect();
    answer.notes.extend(named.unknown(graph));
    answer
}

/// Why the actor of this article is this one of the graph.
fn across(actor: &Actor, naming: &Named) -> String {
    match actor.joined.iter().find(|joined| joined.id == naming.id) {
        Some(joined) => joined.reason.clone(),
        None if actor.joined.is_empty() && actor.articles.len() == 1 => String::from("in one article only"),
        None => format!("by its id {}", naming.id),
    }
}

fn item(actor: &Actor, naming: &Named) -> Item {
    let (across, times) = (across(actor, naming), naming.count.to_string());
    let form = match naming.form {
        Form::Name => "name",
        Form::Nominal => "nominal",
        Form::Pronoun => "pronoun",
    };
    let rule = if naming.rule.is_empty() { form } else { &naming.rule };
    let csv = [&actor.id, &naming.article, &naming.id, &naming.text, form, &times, &naming.rule, &across].map(|cell| cell.to_string());
    Item {
        cells: [&actor.name, &naming.article, &naming.text, &times, rule, &across].map(|cell| cell.into()).into(),
        csv: vec![csv.into()],
        json: json!({ "actor": actor.id, "name": actor.name, "joined": across, "mention": naming, "apart": actor.apart }),
    }
}
