//! What a picture shows of a graph: its most connected actors, and one tie a pair and direction with typed, counted label lines.
//! What stands around it in words: heading, what is left out, source.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::style::{Family, Line};
use crate::types::{Actor, Category, Edge, EntityKind, Graph, Link, Modality};

/// More actors than this make no legible picture.
pub const MAX_ACTORS: usize = 40;
/// More ties than this make no legible picture.
pub const MAX_TIES: usize = 50;
/// Label lines of one tie.
const MAX_LINES: usize = 3;

/// The part of a graph that is drawn.
pub struct Picture {
    /// Heading.
    pub title: String,
    /// What is shown and what is left out.
    pub subtitle: String,
    /// Who drew it, out of which articles of whom, and of when.
    pub source: String,
    /// The actors, most connected first.
    pub actors: Vec<Shape>,
    /// The ties between them, strongest first.
    pub ties: Vec<Tie>,
}

/// Font sizes of names: the more an actor is tied to, the larger.
pub const NAME_SIZES: [f64; 4] = [12.5, 14.5, 17.5, 21.0];
/// From which share of the most connected actor's weight on an actor has the next size.
const RANKS: [f64; 3] = [0.12, 0.3, 0.6];

/// An actor in a picture.
pub struct Shape {
    /// The actor's id.
    pub id: String,
    /// Decides on the shape.
    pub kind: EntityKind,
    /// Its name in lines of legible length.
    pub lines: Vec<String>,
    /// How important it is, a place in [`NAME_SIZES`].
    pub rank: usize,
    /// What a reader sees who points at it.
    pub tooltip: String,
}

/// All edges from one actor to another, as one line.
pub struct Tie {
    /// Index of the actor that it starts from.
    pub from: usize,
    /// Index of the actor that it leads to.
    pub to: usize,
    /// Whether it has no direction (all its edges are between equals).
    pub mutual: bool,
    /// Sum of what its edges weigh.
    pub weight: f64,
    /// The family of most of its weight.
    pub family: Family,
    /// The surest of its edges.
    pub line: Line,
    /// "meeting ×3", each in the colour of its own family.
    pub labels: Vec<(String, Family)>,
    /// A sentence of evidence.
    pub tooltip: String,
}

struct Bundle<'a> {
    links: Vec<Link<'a>>,
    weight: f64,
}

impl Picture {
    /// The picture of a graph.
    pub fn of(graph: &Graph) -> Self {
        let bundles = bundles(graph);
        let mut strength: IndexMap<&str, f64> = IndexMap::new();
        for ((source, target), bundle) in &bundles {
            *strength.entry(source).or_default() += bundle.weight;
            *strength.entry(target).or_default() += bundle.weight;
        }
        let connected = strength.len();
        strength.sort_by(|a, x, b, y| y.total_cmp(x).then_with(|| a.cmp(b)));
        strength.truncate(MAX_ACTORS);

        let total = bundles.len();
        let mut shown: Vec<(&(&str, &str), &Bundle<'_>)> =
            bundles.iter().filter(|((source, target), _)| strength.contains_key(source) && strength.contains_key(target)).collect();
        shown.sort_by(|(a, x), (b, y)| y.weight.total_cmp(&x.weight).then_with(|| a.cmp(b)));
        shown.truncate(MAX_TIES);
        let mut at: IndexMap<&str, usize> = IndexMap::new();
        for id in strength.keys().filter(|id| shown.iter().any(|((source, target), _)| source == *id || target == *id)) {
            at.insert(id, at.len());
        }
        let most = strength.first().map_or(1.0, |(_, most)| *most);
        let rank = |id: &str| RANKS.iter().filter(|share| strength.get(id).is_some_and(|weight| *weight >= *share * most)).count();
        let actors: Vec<Shape> = at.keys().filter_map(|id| graph.actor(id)).map(|actor| Shape::of(actor, rank(&actor.id))).collect();
        let ties: Vec<Tie> = shown.into_iter().map(|((source, target), bundle)| Tie::of(bundle, at[source], at[target])).collect();
        let title = if graph.title.is_empty() { "Who did what to whom, who said what about whom".to_owned() } else { graph.title.clone() };
        let subtitle = subtitle(&graph.scope, (actors.len(), connected), (ties.len(), total));
        Self { title, subtitle, source: source(graph), actors, ties }
    }
}

fn subtitle(scope: &[String], (actors, all_actors): (usize, usize), (ties, all_ties): (usize, usize)) -> String {
    let shown = if (actors, ties) == (all_actors, all_ties) {
        format!("{} and {}", counted(actors, "actor"), counted(ties, "tie"))
    } else {
        format!("the most connected {actors} of {all_actors} actors and {ties} of {all_ties} ties; the others are left out")
    };
    let text = scope.iter().map(String::as_str).chain([shown.as_str()]).collect::<Vec<_>>().join("; ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Of whom and of when the articles are. Nothing of the clock: the same graph gives the same line.
fn source(graph: &Graph) -> String {
    /// More publishers than this are only counted.
    const NAMED: usize = 5;
    let behind: HashSet<&str> = graph.links().flat_map(|link| link.edge.evidence.iter().map(|piece| piece.article.as_str())).collect();
    let articles = || graph.articles.iter().filter(|article| behind.contains(article.id.as_str()));
    let mut publishers: IndexMap<&str, usize> = IndexMap::new();
    articles().filter_map(|article| article.publisher.as_deref()).for_each(|name| *publishers.entry(name).or_default() += 1);
    publishers.sort_by(|a, x, b, y| y.cmp(x).then_with(|| a.cmp(b)));
    let mut names: Vec<String> = publishers.keys().take(NAMED).map(|name| shorten(name, 30)).collect();
    if publishers.len() > NAMED {
        names.push(format!("{} more publishers", publishers.len() - NAMED));
    }
    let names = match names.split_last() {
        Some((last, [])) => format!(" of {last}"),
        Some((last, first)) => format!(" of {} and {last}", first.join(", ")),
        None => String::new(),
    };
    let dates = || articles().filter_map(|article| article.published.as_deref());
    let dates = match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    format!("Source: {}{names}{dates}. Drawn by newsgraph {}.", counted(articles().count(), "article"), env!("CARGO_PKG_VERSION"))
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// One bundle a pair and direction. What is between equals joins a bundle that is there already, in either direction.
fn bundles(graph: &Graph) -> IndexMap<(&str, &str), Bundle<'_>> {
    let mut bundles: IndexMap<(&str, &str), Bundle<'_>> = IndexMap::new();
    let (equal, directed): (Vec<Link<'_>>, Vec<Link<'_>>) = graph.links().partition(|link| link.edge.symmetric);
    for link in directed.into_iter().chain(equal) {
        let Link { source, target, edge } = link;
        let (there, back) = ((source.id.as_str(), target.id.as_str()), (target.id.as_str(), source.id.as_str()));
        let turned = edge.symmetric && !bundles.contains_key(&there) && bundles.contains_key(&back);
        let bundle = bundles.entry(if turned { back } else { there }).or_insert(Bundle { links: Vec::new(), weight: 0.0 });
        bundle.links.push(link);
        bundle.weight += weight(edge);
    }
    bundles
}

/// Deeds weigh more than posts and words; independent sources more than repetition.
fn weight(edge: &Edge) -> f64 {
    let base = match edge.category {
        Category::Event => 2.0,
        Category::Affiliation => 0.6,
        Category::Statement => 0.5,
    };
    base * edge.confidence * ((edge.evidence.len() as f64).sqrt() + (edge.corroboration.publishers.max(1) - 1) as f64)
}

impl Shape {
    fn of(actor: &Actor, rank: usize) -> Self {
        let country = actor.country.as_ref().filter(|_| actor.kind != EntityKind::State).map(|code| format!(", {code}")).unwrap_or_default();
        let role = actor.roles.first().map(|role| format!(", {}", role.title)).unwrap_or_default();
        let counts = format!("{} in {}", counted(actor.mentions, "mention"), counted(actor.articles.len(), "article"));
        let tooltip = format!("{}{role}{country}: {counts}", actor.name);
        Self { id: actor.id.clone(), kind: actor.kind, lines: wrap(&actor.name, 20, 3), rank, tooltip }
    }

    /// Font size of its name.
    pub fn size(&self) -> f64 {
        NAME_SIZES[self.rank.min(NAME_SIZES.len() - 1)]
    }

    /// Height of a line of its name.
    pub fn line_height(&self) -> f64 {
        self.size() * 1.22
    }
}

impl Tie {
    fn of(bundle: &Bundle<'_>, from: usize, to: usize) -> Self {
        let mut lines: IndexMap<String, (usize, f64, Family)> = IndexMap::new();
        let mut families: IndexMap<Family, f64> = IndexMap::new();
        for link in &bundle.links {
            let edge = link.edge;
            let (family, weight) = (Family::of(edge), weight(edge));
            let line = lines.entry(wording(*link)).or_insert((0, 0.0, family));
            line.0 += edge.evidence.len();
            line.1 += weight;
            *families.entry(family).or_default() += weight;
        }
        lines.sort_by(|a, x, b, y| y.1.total_cmp(&x.1).then_with(|| a.cmp(b)));
        families.sort_by(|a, x, b, y| y.total_cmp(x).then_with(|| a.cmp(b)));
        let more = lines.len().saturating_sub(MAX_LINES);
        let family = families.first().map_or(Family::Statement, |(family, _)| *family);
        let counted = |(text, (count, _, family)): (&String, &(usize, f64, Family))| {
            (if *count > 1 { format!("{text} ×{count}") } else { text.clone() }, *family)
        };
        let mut labels: Vec<(String, Family)> = lines.iter().take(MAX_LINES).map(counted).collect();
        if more > 0 {
            labels.push((format!("+{more} more"), Family::Affiliation));
        }
        let edges: Vec<&Edge> = bundle.links.iter().map(|link| link.edge).collect();
        let best = edges.iter().max_by(|a, b| weight(a).total_cmp(&weight(b))).and_then(|edge| edge.evidence.first());
        Self {
            from,
            to,
            mutual: edges.iter().all(|edge| edge.symmetric),
            weight: bundle.weight,
            family,
            line: line(&edges),
            labels,
            tooltip: best.map(|piece| shorten(&piece.sentence.text, 300)).unwrap_or_default(),
        }
    }

    /// How thick its line is, in points.
    pub fn width(&self) -> f64 {
        (0.9 + 0.35 * self.weight.sqrt()).min(3.2)
    }
}

/// The surest of the edges. What is said about somebody is sure, but says nothing of what was done to him.
fn line(edges: &[&Edge]) -> Line {
    let surest = |spoken: bool| edges.iter().filter(|edge| (edge.category == Category::Statement) == spoken).map(|edge| Line::of(edge)).min();
    surest(false).or_else(|| surest(true)).unwrap_or(Line::Solid)
}

/// The type, with what sets the edge apart from the plain fact: a claim stands in quotation marks.
fn wording(link: Link<'_>) -> String {
    let edge = link.edge;
    let kind = if edge.category == Category::Statement { "says".into() } else { shorten(&link.label(), 40) };
    let modality = match edge.modality {
        Modality::Actual => "",
        // An incoming post is planned by its own words.
        _ if !edge.tenure.is_held() => "",
        Modality::Planned => "planned ",
        Modality::Possible => "possible ",
    };
    let text = format!("{}{modality}{kind}", if edge.negated { "no " } else { "" });
    let text = if edge.claimed_only && edge.category != Category::Statement { format!("“{text}”") } else { text };
    if edge.contested { format!("{text} (contested)") } else { text }
}

/// A text in lines of about `width` characters, at most `lines` of them.
pub fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match out.last_mut() {
            Some(line) if unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + unicode_width::UnicodeWidthStr::width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(shorten(word, 2 * width)),
        }
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            last.push('…');
        }
    }
    if out.is_empty() { vec![String::from("?")] } else { out }
}

/// A text of at most `length` characters, without line breaks.
pub fn shorten(text: &str, length: usize) -> String {
    let line: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    if line.len() <= length { line.into_iter().collect() } else { line[..length - 1].iter().collect::<String>() + "…" }
}
