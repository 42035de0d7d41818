//! Which articles are the same: those of one id, else those of one text.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::{Change, field};
use crate::types::Graph;
use crate::types::record::RecordArticle;

/// Ids of the same articles, old to new, with whether the text is the same.
pub type Articles = IndexMap<String, (String, bool)>;

/// Which articles are the same, and what became of the others.
pub fn compare(old: &Graph, new: &Graph) -> (Articles, Vec<Change>) {
    let by_id: HashMap<&str, &RecordArticle> = new.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let was: HashSet<&str> = old.articles.iter().map(|article| article.id.as_str()).collect();
    let others = new.articles.iter().filter(|article| !article.sha256.is_empty() && !was.contains(article.id.as_str()));
    let mut by_text: HashMap<&str, &RecordArticle> = others.map(|article| (article.sha256.as_str(), article)).collect();
    let mut pairs: IndexMap<&str, (&RecordArticle, &RecordArticle)> = IndexMap::new();
    for article in &old.articles {
        if let Some(same) = by_id.get(article.id.as_str()).copied().or_else(|| by_text.remove(article.sha256.as_str())) {
            pairs.insert(&article.id, (article, same));
        }
    }
    let mut changes: Vec<Change> = pairs.values().filter_map(|(before, now)| changed(before, now)).collect();
    let gone = old.articles.iter().filter(|article| !pairs.contains_key(article.id.as_str()));
    changes.extend(gone.map(|article| whole("removed", article, [Some(article.id.clone()), None])));
    let known: HashSet<&str> = pairs.values().map(|(_, now)| now.id.as_str()).collect();
    let come = new.articles.iter().filter(|article| !known.contains(article.id.as_str()));
    changes.extend(come.map(|article| whole("added", article, [None, Some(article.id.clone())])));
    let articles = pairs.into_iter().map(|(id, (before, now))| (id.to_owned(), (now.id.clone(), same_text(before, now)))).collect();
    (articles, changes)
}

fn same_text(before: &RecordArticle, now: &RecordArticle) -> bool {
    before.sha256 == now.sha256 && before.chars == now.chars
}

fn label(article: &RecordArticle) -> String {
    article.title.clone().unwrap_or_else(|| article.id.clone())
}

fn whole(change: &'static str, article: &RecordArticle, ids: [Option<String>; 2]) -> Change {
    let all = json!(article);
    let json = if ids[0].is_some() { [all, Value::Null] } else { [Value::Null, all] };
    Change { change, thing: "article", ids, label: label(article), fields: Vec::new(), shown: None, json }
}

fn changed(before: &RecordArticle, now: &RecordArticle) -> Option<Change> {
    let mut fields = Vec::new();
    field(&mut fields, "id", &before.id, &now.id);
    if !same_text(before, now) {
        fields.push(("text", format!("{} characters", before.chars), format!("{} characters", now.chars)));
    }
    for (name, of) in [
        ("title", (|article| &article.title) as fn(&RecordArticle) -> &Option<String>),
        ("published", |article| &article.published),
        ("publisher", |article| &article.publisher),
    ] {
        field(&mut fields, name, of(before).as_deref().unwrap_or_default(), of(now).as_deref().unwrap_or_default());
    }
    let change = if before.id == now.id { "changed" } else { "renamed" };
    let ids = [before, now].map(|article| Some(article.id.clone()));
    (!fields.is_empty()).then(|| Change { change, thing: "article", ids, label: label(now), fields, shown: None, json: [json!(before), json!(now)] })
}
