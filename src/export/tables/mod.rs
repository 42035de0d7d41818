//! The graph as tidy tables, one row a thing: what spreadsheets, data frames and databases are fed with. The columns are listed once, here; CSV, Neo4j and
//! every other tabular format only write them down.

#[cfg(feature = "arrow")]
pub mod arrow;
pub(super) mod csv;
pub(super) mod neo4j;
pub(super) mod parquet;

use indexmap::IndexMap;

use crate::types::{Edge, Evidence, Graph};

/// The version of the tables: which there are, with which columns. Columns may be added to it; none goes or changes its meaning.
pub const TABLES_SCHEMA: &str = "newsgraph.tables/1";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Nothing is known.
    Null,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number from 0 to 1.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// An ISO date.
    Date(String),
    /// Several texts.
    List(Vec<String>),
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// [`Value::Text`].
    Text,
    /// [`Value::Int`].
    Int,
    /// [`Value::Float`].
    Float,
    /// [`Value::Bool`].
    Bool,
    /// [`Value::Date`].
    Date,
    /// [`Value::List`].
    List,
}

impl Kind {
    /// The type of an attribute in GraphML and GEXF. Neither has dates or lists that all readers know: those are texts.
    pub(crate) fn xml_name(self) -> &'static str {
        match self {
            Self::Int => "long",
            Self::Float => "double",
            Self::Bool => "boolean",
            Self::Text | Self::Date | Self::List => "string",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name: articles, actors, edges, evidence, against, statements.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

/// Makes a table of a graph.
pub type Make = fn(&Graph) -> Table;

/// The tables by name, each with what makes it. `edges.id` counts the edges from 1; `evidence.edge` and `against.edge` refer to it.
pub const TABLES: &[(&str, Make)] =
    &[("articles", articles), ("actors", actors), ("edges", edges), ("evidence", evidence), ("against", against), ("statements", statements)];

/// All tables of a graph.
pub fn tables(graph: &Graph) -> Vec<Table> {
    TABLES.iter().map(|(_, make)| make(graph)).collect()
}

/// A text that no spreadsheet runs, not even one that takes wide forms of the signs for the signs.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The table of a name.
pub fn table(graph: &Graph, name: &str) -> Option<Table> {
    TABLES.iter().find(|(table, _)| *table == name).map(|(_, make)| make(graph))
}

/// Ids of articles with the day on which each was published.
fn published(graph: &Graph) -> IndexMap<&str, &str> {
    graph.articles.iter().filter_map(|article| Some((article.id.as_str(), article.published.as_deref()?))).collect()
}

/// A table whose columns and cells are written side by side.
macro_rules! table {
    ($name:literal, $rows:expr, |$row:ident| { $($column:ident: $kind:ident = $cell:expr,)* }) => {
        Table {
            name: $name,
            // A column called as a keyword is written r#type.
            columns: vec![$(Column { name: stringify!($column).trim_start_matches("r#"), kind: Kind::$kind }),*],
            rows: $rows.map(|$row| vec![$(Value::from_cell(Kind::$kind, $cell.into())),*]).collect(),
        }
    };
}

fn articles(graph: &Graph) -> Table {
    table!("articles", graph.articles.iter(), |article| {
        id: Text = article.id.as_str(),
        title: Text = article.title.as_deref(),
        publisher: Text = article.publisher.as_deref(),
        authors: List = article.authors.clone(),
        published: Date = article.published.as_deref(),
        language: Text = article.language.as_str(),
        chars: Int = article.chars,
        path: Text = article.path.as_str(),
        sha256: Text = article.sha256.as_str(),
        near_duplicate_of: Text = article.near_duplicate_of.as_deref(),
    })
}

/// Persons, states, organisations and groups.
pub(super) fn actors(graph: &Graph) -> Table {
    table!("actors", graph.actors(), |actor| {
        id: Text = actor.id.as_str(),
        kind: Text = actor.kind.name(),
        name: Text = actor.name.as_str(),
        country: Text = actor.country.as_deref(),
        sector: Text = actor.sector.as_deref(),
        roles: List = actor.roles.iter().map(|role| role.of.as_ref().map_or_else(|| role.title.clone(), |of| format!("{} of {}", role.title, graph.name_of(of)))).collect::<Vec<_>>(),
        aliases: List = actor.aliases.clone(),
        mentions: Int = actor.mentions,
        articles: List = actor.articles.clone(),
    })
}

/// Who did what to whom.
pub(super) fn edges(graph: &Graph) -> Table {
    table!("edges", graph.links().enumerate(), |row| {
        id: Int = row.0 + 1,
        source: Text = row.1.source.id.as_str(),
        target: Text = row.1.target.id.as_str(),
        source_name: Text = row.1.source.name.as_str(),
        target_name: Text = row.1.target.name.as_str(),
        r#type: Text = row.1.edge.kind.as_str(),
        plover: Text = row.1.edge.plover.as_deref(),
        category: Text = row.1.edge.category.name(),
        modality: Text = row.1.edge.modality.name(),
        negated: Bool = row.1.edge.negated,
        symmetric: Bool = row.1.edge.symmetric,
        claimed_only: Bool = row.1.edge.claimed_only,
        contested: Bool = row.1.edge.contested,
        attributed_to: List = row.1.edge.attributed_to.clone(),
        time: Text = row.1.edge.time.as_ref().map(|time| time.text.as_str()),
        time_from: Date = row.1.edge.time.as_ref().and_then(|time| time.from.as_deref()),
        time_to: Date = row.1.edge.time.as_ref().and_then(|time| time.to.as_deref()),
        objects: List = row.1.edge.objects.clone(),
        confidence: Float = row.1.edge.confidence,
        articles: Int = row.1.edge.corroboration.articles,
        publishers: Int = row.1.edge.corroboration.publishers,
        weight: Int = row.1.edge.evidence.len(),
        tenure: Text = row.1.edge.tenure.word(),
    })
}

fn evidence(graph: &Graph) -> Table {
    pieces("evidence", graph, |edge| &edge.evidence)
}

/// What the other side says, of edges that are contested.
fn against(graph: &Graph) -> Table {
    pieces("against", graph, |edge| &edge.against)
}

fn pieces(name: &'static str, graph: &Graph, of: fn(&Edge) -> &[Evidence]) -> Table {
    let published = published(graph);
    let rows = graph.links().enumerate().flat_map(|(i, link)| of(link.edge).iter().map(move |piece| (i, piece)));
    let mut table = table!("evidence", rows, |row| {
        edge: Int = row.0 + 1,
        article: Text = row.1.article.as_str(),
        claim: Text = row.1.claim.as_str(),
        start: Int = row.1.sentence.start,
        end: Int = row.1.sentence.end,
        sentence: Text = row.1.sentence.text.as_str(),
        trigger: Text = row.1.trigger.as_ref().map(|trigger| trigger.text.as_str()),
        trigger_start: Int = row.1.trigger.as_ref().map(|trigger| trigger.start),
        trigger_end: Int = row.1.trigger.as_ref().map(|trigger| trigger.end),
        attributed_to: List = row.1.attributed_to.clone(),
        claimed: Bool = row.1.claimed,
        published: Date = published.get(row.1.article.as_str()).copied(),
        time: Text = row.1.time.as_ref().map(|time| time.text.as_str()),
        time_from: Date = row.1.time.as_ref().and_then(|time| time.from.as_deref()),
        time_to: Date = row.1.time.as_ref().and_then(|time| time.to.as_deref()),
        confidence: Float = row.1.confidence,
        rule: Text = row.1.rule.as_str(),
    });
    table.name = name;
    table
}

fn statements(graph: &Graph) -> Table {
    let published = published(graph);
    table!("statements", graph.statements.iter(), |row| {
        id: Text = row.said.id.as_str(),
        article: Text = row.article.as_str(),
        speaker: Text = row.said.speaker.as_deref(),
        speaker_name: Text = row.said.speaker.as_deref().map(|id| graph.name_of(id)),
        cue: Text = row.said.cue.as_ref().map(|cue| cue.text.as_str()),
        mode: Text = row.said.mode.name(),
        addressee: Text = row.said.addressee.as_deref(),
        about: List = row.said.about.clone(),
        about_names: List = row.said.about.iter().map(|id| graph.name_of(id).to_owned()).collect::<Vec<_>>(),
        content: Text = row.said.content.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ... "),
        start: Int = row.said.content.first().map(|span| span.start),
        end: Int = row.said.content.last().map(|span| span.end),
        published: Date = published.get(row.article.as_str()).copied(),
        confidence: Float = row.said.confidence,
        rule: Text = row.said.rule.as_str(),
    })
}

/// What the table macro takes as a cell: anything that a field of the graph is.
enum Cell {
    Null,
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    List(Vec<String>),
}

macro_rules! cell_from {
    ($($from:ty => |$value:ident| $cell:expr,)*) => {
        $(impl From<$from> for Cell {
            fn from($value: $from) -> Self {
                $cell
            }
        })*
    };
}

cell_from! {
    &str => |text| Self::Text(text.to_owned()),
    String => |text| Self::Text(text),
    Option<&str> => |text| text.map_or(Self::Null, Self::from),
    usize => |number| Self::Int(i64::try_from(number).unwrap_or(i64::MAX)),
    Option<usize> => |number| number.map_or(Self::Null, Self::from),
    f64 => |number| Self::Float(number),
    bool => |yes| Self::Bool(yes),
    Vec<String> => |list| Self::List(list),
}

impl Value {
    fn from_cell(kind: Kind, cell: Cell) -> Self {
        match (kind, cell) {
            (_, Cell::Null) => Self::Null,
            (Kind::Date, Cell::Text(text)) => Self::Date(text),
            (_, Cell::Text(text)) => Self::Text(text),
            (_, Cell::Int(number)) => Self::Int(number),
            (_, Cell::Float(number)) => Self::Float(number),
            (_, Cell::Bool(yes)) => Self::Bool(yes),
            (_, Cell::List(list)) => Self::List(list),
        }
    }
}
