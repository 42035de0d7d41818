//! The graph: tables, questions, pictures, files.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexMap;
use newsgraph::Figure;
use newsgraph::export::tables::{TABLES, Value, table};
use newsgraph::export::{EXPORTERS, Exporter, Layout, Options, exporter_for, save};
use newsgraph::query::{Query, nearest};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};

use crate::articles::count;
use crate::engine::{Engine, Lexicons};
use crate::errors::{exception, keyword};
use crate::figure::{date, figure};
use crate::options::{self, OneOrMany};
use crate::svg::Svg;
use crate::table::{Table, cell};
use crate::work;

/// Actors, and what they do to each other and say about each other, with the words that show it.
///
/// A notebook shows the interactive graph: zoom, search, filter, click a line to read its sentences.
///
/// >>> import newsgraph
/// >>> graph = newsgraph.build("data/articles", title="Russia and North Korea")
/// >>> graph.title
/// 'Russia and North Korea'
/// >>> "Vladimir Putin" in graph.actors["name"]
/// True
#[pyclass(frozen, module = "newsgraph")]
pub struct Graph {
    graph: Arc<newsgraph::Graph>,
    engine: Engine,
    tables: [PyOnceLock<Py<Table>>; TABLES.len()],
}

impl Graph {
    pub fn new(graph: newsgraph::Graph, engine: Engine) -> Self {
        Self { graph: Arc::new(graph), engine, tables: [const { PyOnceLock::new() }; TABLES.len()] }
    }

    /// A table, which is made when it is first asked for.
    fn table<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, Table>> {
        let place = TABLES.iter().position(|(table, _)| *table == name);
        let place = place.ok_or_else(|| PyValueError::new_err(format!("no table “{name}”")))?;
        let made = self.tables[place].get_or_try_init(py, || Py::new(py, Table::new(py.detach(|| TABLES[place].1(&self.graph)))))?;
        Ok(made.bind(py).clone())
    }

    /// Does something with the graph that may take long.
    fn work<T: Send + 'static>(&self, py: Python<'_>, work: impl FnOnce(&newsgraph::Graph) -> newsgraph::Result<T> + Send + 'static) -> PyResult<T> {
        let graph = self.graph.clone();
        work::run(py, move || work(&graph))?.map_err(exception)
    }

    fn text(&self, py: Python<'_>, format: &str, options: Options) -> PyResult<String> {
        let exporter = named(format)?;
        let bytes = self.work(py, move |graph| {
            let mut bytes = Vec::new();
            exporter.write(graph, &options, &mut bytes).map(|()| bytes)
        })?;
        Ok(String::from_utf8(bytes)?)
    }

    fn part_of(&self, py: Python<'_>, function: &str, given: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let (figure, graph, engine) = (figure(function, given)?, self.graph.clone(), self.engine.clone());
        let part = work::run(py, move || figure.of((*graph).clone(), engine.knowledge()))?.map_err(exception)?;
        Ok(Self::new(part, self.engine.clone()))
    }
}

/// The exporter of a name.
fn named(format: &str) -> PyResult<&'static Exporter> {
    EXPORTERS.iter().find(|exporter| exporter.name == format).ok_or_else(|| {
        let near = nearest(format, EXPORTERS.iter().map(|exporter| (exporter.name, exporter.name)));
        let all: Vec<&str> = EXPORTERS.iter().map(|exporter| exporter.name).collect();
        PyValueError::new_err(format!("“{format}” is not a format; there are: {}", if near.is_empty() { all.join(", ") } else { near.join(", ") }))
    })
}

/// Reads a graph file: `graph.json`, as `newsgraph build` and `Graph.save` write it.
///
/// >>> import newsgraph
/// >>> newsgraph.build([{"text": "Norway supplied Estonia with radars."}]).save("out/small.json")
/// >>> newsgraph.load("out/small.json")
/// <newsgraph.Graph: 2 actors, 1 edge, 0 statements, 1 article>
/// >>> newsgraph.load("nowhere.json")
/// Traceback (most recent call last):
///     ...
/// FileNotFoundError: nowhere.json: cannot be read (`newsgraph.build(...)` makes a graph): No such file or directory (os error 2)
///
/// `lexicon`: the files that the graph was made with, so that questions know their edge types.
#[pyfunction]
#[pyo3(signature = (path, *, lexicon=None))]
pub fn load(py: Python<'_>, path: PathBuf, lexicon: Option<OneOrMany<PathBuf>>) -> PyResult<Graph> {
    let graph = work::run(py, move || newsgraph::read::graph(&path))?.map_err(exception)?;
    Ok(Graph::new(graph, Engine::open(py, lexicon)?))
}

#[pymethods]
impl Graph {
    /// What a picture is headed with.
    #[getter]
    fn title(&self) -> &str {
        &self.graph.title
    }

    /// "actors", or "state" where officials, organs and groups count as their states.
    #[getter]
    fn level(&self) -> &str {
        &self.graph.level
    }

    /// The articles behind the graph.
    #[getter]
    fn articles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "articles")
    }

    /// Persons, states, organisations and groups.
    #[getter]
    fn actors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "actors")
    }

    /// Who did what to whom: a row a claim, which several pieces of evidence may show.
    #[getter]
    fn edges<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "edges")
    }

    /// The sentences that show the edges; `edge` is the `id` of the edge.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "evidence")
    }

    /// The sentences that speak against contested edges; `edge` is the `id` of the edge.
    #[getter]
    fn against<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "against")
    }

    /// Who said what about whom.
    #[getter]
    fn statements<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        self.table(py, "statements")
    }

    /// Asks the graph; `newsgraph.queries()` lists the questions with what can be given. `from`, a word of Python's, is written `from_`; names of actors and
    /// types may be those that people use ("NK", "sanctions").
    ///
    /// `limit`: at most this many findings. `level` and `min_confidence`: as for `Records.graph`.
    ///
    /// >>> import newsgraph
    /// >>> graph = newsgraph.build("data/articles")
    /// >>> said = graph.query("said", by="Kamala Harris", about="Russia")
    /// >>> set(said["article"])
    /// {'2023-09-12-harris'}
    /// >>> "Russia" in graph.query("edges", from_="North Korea", types="arms-transfer")["target_name"]
    /// True
    /// >>> graph.query("said", by="Kamela Haris").notes
    /// ['Nobody in this graph is called “Kamela Haris”. Nearest: Kamala Harris.']
    #[pyo3(signature = (name, *names, limit=None, level=None, min_confidence=None, **given))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments")]
    fn query(
        &self,
        py: Python<'_>,
        name: &str,
        names: &Bound<'_, PyTuple>,
        limit: Option<usize>,
        level: Option<&str>,
        min_confidence: Option<f64>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Table> {
        let query = Query::named(name).map_err(exception)?;
        let view = options::view(min_confidence, level)?;
        let given = parameters(query, names, given)?;
        let (graph, engine) = (self.graph.clone(), self.engine.clone());
        let mut answer = work::run(py, move || {
            let knowledge = engine.knowledge();
            query.ask(&view.of((*graph).clone(), knowledge), knowledge, given)
        })?
        .map_err(exception)?;
        let found = answer.items.len();
        if let Some(limit) = limit.filter(|limit| *limit < found) {
            answer.items.truncate(limit);
            answer.notes.push(format!("{limit} of {found} findings."));
        }
        Ok(Table::answer(query, answer))
    }

    /// A part of the graph, as a graph.
    ///
    /// `focus`: an actor or several, and what is within `depth` steps (1) around them. `types`: only these types of edges. `since`, `until`: a day, month
    /// or year. `min_articles`: only edges that at least this many articles report. `min_confidence`: 0 to 1. `without`: "statements", "affiliations", "events".
    /// `level`: "state" counts officials, organs and groups as their states. `title`: its heading. `actors` keeps all, so that claimants keep their names.
    ///
    /// >>> import newsgraph
    /// >>> graph = newsgraph.build("data/articles")
    /// >>> "Vladimir Putin" in graph.part(types=["visit"], since="2024").edges["source_name"]
    /// True
    #[pyo3(signature = (**part))]
    fn part(&self, py: Python<'_>, part: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        self.part_of(py, "part", part)
    }

    /// Draws the graph, or a part of it, which is chosen as for `part`. With a path, the figure is also written, in the format that the path's ending names.
    ///
    /// `dark`: light on dark. `layout`: "native" gives the same picture everywhere, "dot" asks Graphviz' program for it.
    ///
    /// >>> import newsgraph
    /// >>> graph = newsgraph.build("data/articles")
    /// >>> picture = graph.draw("out/arms.svg", focus="North Korea", types="arms-transfer", layout="native")
    /// >>> graph.draw(types="alliances")
    /// Traceback (most recent call last):
    ///     ...
    /// ValueError: “alliances” is not an edge type; nearest: agreement, cooperation, treaty (`newsgraph.edge_types()`)
    #[pyo3(signature = (path=None, *, dark=false, layout="native", **part))]
    fn draw(&self, py: Python<'_>, path: Option<PathBuf>, dark: bool, layout: &str, part: Option<&Bound<'_, PyDict>>) -> PyResult<Svg> {
        let layout = match layout {
            "dot" => Layout::Dot,
            "native" => Layout::Native,
            other => return Err(PyValueError::new_err(format!("layout: “{other}” is neither native nor dot"))),
        };
        let mut options = Options::default();
        (options.layout, options.dark) = (layout, dark);
        path.as_deref().map(exporter_for).transpose().map_err(exception)?;
        let part = self.part_of(py, "draw", part)?;
        if part.graph.links().next().is_none() {
            return Err(PyValueError::new_err(Figure::NOTHING));
        }
        if let Some(path) = path {
            part.work(py, move |graph| save(graph, &path, &options))?;
        }
        Ok(Svg::new(part.text(py, "svg", options)?))
    }

    /// Writes the graph to a file, whose folder is made if it is missing; its ending decides the format. `.json` keeps everything, and `newsgraph.load` reads it back.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.work(py, move |graph| save(graph, &path, &Options::default()))
    }

    /// Writes the graph in a format, or in several, into a folder, and gives the files' paths; `newsgraph.exports()` lists the formats.
    ///
    /// >>> import newsgraph
    /// >>> graph = newsgraph.build([{"text": "Norway supplied Estonia with radars."}])
    /// >>> graph.export(["graphml", "plover"], "out/small")
    /// ['out/small/graph.graphml', 'out/small/events.plover.jsonl']
    #[pyo3(signature = (format, folder=PathBuf::from("out")))]
    fn export(&self, py: Python<'_>, format: OneOrMany<String>, folder: PathBuf) -> PyResult<Vec<String>> {
        let exporters = format.all().iter().map(|format| named(format)).collect::<PyResult<Vec<_>>>()?;
        let mut written = Vec::new();
        for exporter in exporters {
            let folder = folder.clone();
            let paths = self.work(py, move |graph| exporter.save(graph, &Options::default(), &folder))?;
            written.extend(paths.iter().map(|path| path.display().to_string()));
        }
        Ok(written)
    }

    /// A networkx MultiDiGraph with an edge for each of the graph's. All attributes are flat (lists joined by "; ", dates as text, nothing where nothing is
    /// known), so that every writer of networkx takes them.
    ///
    /// `simple`: a DiGraph of events alone, for centralities and communities. Two actors have one edge in a direction, however many events lie between
    /// them: `weight` is the number of reports, `types` names what they tell. Words about others, posts, memberships and what is said not to be are left
    /// out; what has no direction counts both ways.
    ///
    /// >>> import newsgraph
    /// >>> net = newsgraph.build([{"text": "Norway supplied Estonia with radars."}]).to_networkx()
    /// >>> list(net.edges(keys=True))
    /// [('state:NOR', 'state:EST', 'arms-transfer')]
    /// >>> net.nodes["state:NOR"]["name"]
    /// 'Norway'
    #[pyo3(signature = (*, simple=false))]
    fn to_networkx<'py>(&self, py: Python<'py>, simple: bool) -> PyResult<Bound<'py, PyAny>> {
        let net = py.import("networkx")?.getattr(if simple { "DiGraph" } else { "MultiDiGraph" })?.call0()?;
        let about = net.getattr("graph")?;
        about.set_item("name", &self.graph.title)?;
        about.set_item("level", &self.graph.level)?;
        let [nodes, edges] = ["actors", "edges"].map(|name| table(&self.graph, name));
        let (Some(nodes), Some(edges)) = (nodes, edges) else { return Ok(net) };
        let flat = |columns: &[newsgraph::export::tables::Column], row: &[Value], without: &[&str]| {
            let attributes = PyDict::new(py);
            for (column, value) in columns.iter().zip(row).filter(|(column, _)| !without.contains(&column.name)) {
                match value {
                    Value::Null => {}
                    Value::Date(text) => attributes.set_item(column.name, text)?,
                    Value::List(list) => attributes.set_item(column.name, list.join("; "))?,
                    value => attributes.set_item(column.name, cell(py, value)?)?,
                }
            }
            PyResult::Ok(attributes)
        };
        for (actor, row) in self.graph.actors().zip(&nodes.rows) {
            net.call_method("add_node", (&actor.id,), Some(&flat(&nodes.columns, row, &["id"])?))?;
        }
        if simple {
            for ((source, target), (weight, types)) in simple_edges(&self.graph) {
                let attributes = PyDict::new(py);
                attributes.set_item("weight", weight)?;
                attributes.set_item("types", types.into_iter().collect::<Vec<_>>().join("; "))?;
                net.call_method("add_edge", (source, target), Some(&attributes))?;
            }
            return Ok(net);
        }
        for (link, row) in self.graph.links().zip(&edges.rows) {
            let attributes = flat(&edges.columns, row, &["source", "target"])?;
            attributes.set_item("key", &link.edge.key)?;
            net.call_method("add_edge", (&link.source.id, &link.target.id), Some(&attributes))?;
        }
        Ok(net)
    }

    /// The graph as node-link JSON, which `from_json` and networkx read.
    fn to_json(&self) -> PyResult<String> {
        self.graph.to_json().map_err(exception)
    }

    /// Reads what `to_json` gives.
    #[staticmethod]
    #[pyo3(signature = (text, *, lexicon=None))]
    fn from_json(py: Python<'_>, text: &str, lexicon: Option<OneOrMany<PathBuf>>) -> PyResult<Self> {
        let graph = newsgraph::Graph::from_json(text).map_err(PyValueError::new_err)?;
        Ok(Self::new(graph, Engine::open(py, lexicon)?))
    }

    /// Pickles as JSON with the lexicons.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, Lexicons))> {
        Ok((py.get_type::<Self>().getattr("_restore")?, (self.to_json()?, self.engine.lexicons().clone())))
    }

    /// What `__reduce__` has kept.
    #[staticmethod]
    fn _restore(py: Python<'_>, text: &str, lexicons: Lexicons) -> PyResult<Self> {
        let graph = newsgraph::Graph::from_json(text).map_err(PyValueError::new_err)?;
        Ok(Self::new(graph, Engine::with(py, lexicons)?))
    }

    /// For `newsgraph.spark`: article, id in its record and id here of those that are not called alike.
    fn _renamed(&self) -> Vec<(String, String, String)> {
        newsgraph::claims::renamed(&self.graph).map(|(article, id, actor)| (article.to_owned(), id, actor.to_owned())).collect()
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let page = self.text(py, "html", Options::default())?;
        py.import("newsgraph._show")?.call_method1("frame", (page, self.__repr__()))?.extract()
    }

    fn __repr__(&self) -> String {
        let graph = &self.graph;
        let sizes = [
            count(graph.actors().count(), "actor"),
            count(graph.links().count(), "edge"),
            count(graph.statements.len(), "statement"),
            count(graph.articles.len(), "article"),
        ];
        let days = || graph.articles.iter().filter_map(|article| article.published.as_deref());
        let when = match (days().min(), days().max()) {
            (Some(first), Some(last)) if first == last => format!(" of {first}"),
            (Some(first), Some(last)) => format!(" of {first} to {last}"),
            _ => String::new(),
        };
        format!("<newsgraph.Graph: {}{when}>", sizes.join(", "))
    }
}

/// The ordered pairs of actors with events between them: how many reports, and of which types.
fn simple_edges(graph: &newsgraph::Graph) -> IndexMap<(&str, &str), (usize, BTreeSet<&str>)> {
    let mut pairs: IndexMap<_, (usize, BTreeSet<&str>)> = IndexMap::new();
    for link in graph.links().filter(|link| link.edge.category == newsgraph::graph::Category::Event && !link.edge.negated) {
        let (source, target) = (link.source.id.as_str(), link.target.id.as_str());
        let there_and_back = [(source, target), (target, source)];
        for pair in there_and_back.into_iter().take(if link.edge.symmetric { 2 } else { 1 }) {
            let (weight, kinds) = pairs.entry(pair).or_default();
            *weight += link.edge.evidence.len();
            kinds.insert(&link.edge.kind);
        }
    }
    pairs
}

/// What is given with a question: by place, by name, one or several.
fn parameters(query: &Query, names: &Bound<'_, PyTuple>, given: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<(String, String)>> {
    let mut parameters = Vec::new();
    let mut places = query.parameters.iter().filter(|parameter| parameter.positional);
    for name in names {
        let Some(place) = places.next() else {
            return Err(PyValueError::new_err(format!("“{}” is asked with fewer names; give the others by keyword", query.name)));
        };
        parameters.push((place.name.to_owned(), name.str()?.to_string()));
    }
    for (key, value) in given.into_iter().flatten().filter(|(_, value)| !value.is_none()) {
        let key: String = key.extract()?;
        let values = match value.extract::<Vec<Bound<'_, PyAny>>>() {
            Ok(many) if !value.is_instance_of::<pyo3::types::PyString>() => many,
            _ => vec![value],
        };
        // `type` is what the command line calls it.
        let known = query.parameters.iter().find(|parameter| keyword(parameter.name) == key || parameter.name == key);
        let name = known.map_or(key, |parameter| parameter.name.to_owned());
        for value in &values {
            parameters.push((name.clone(), date(value)?));
        }
    }
    Ok(parameters)
}
