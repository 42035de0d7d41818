"""The graph: its tables in the programs that people use, questions, pictures, files."""

from __future__ import annotations

import datetime
import io
import pickle
import re
import xml.etree.ElementTree as xml
from pathlib import Path
from typing import Any

import pytest

import newsgraph
from conftest import ARTICLES

TABLES = ["articles", "actors", "edges", "evidence", "against", "statements"]


@pytest.fixture(scope="module")
def small(here: Path) -> newsgraph.Graph:
    return newsgraph.build(ARTICLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_goes_into_pandas_polars_pyarrow_and_duckdb_with_its_types(graph: newsgraph.Graph, name: str) -> None:
    pandas, polars, pyarrow, duckdb = map(pytest.importorskip, ("pandas", "polars", "pyarrow", "duckdb"))
    table = getattr(graph, name)
    rows = table.to_pylist()
    assert len(rows) == len(table) > 0 and list(rows[0]) == table.columns
    arrow = pyarrow.table(table)
    assert arrow.to_pylist() == rows
    assert arrow.schema.metadata[b"newsgraph.table"] == name.encode()
    assert pyarrow.schema(table) == arrow.schema
    assert polars.DataFrame(table).to_dicts() == rows == table.to_polars().to_dicts()
    assert len(table.to_pandas()) == len(rows)
    # Any pandas takes the rows; from the third on it takes Arrow.
    assert list(pandas.DataFrame(table).columns) == table.columns
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert pandas.DataFrame.from_arrow(table).shape == (len(rows), len(table.columns))
    rows_of = table
    assert duckdb.sql("SELECT count(*) FROM rows_of").fetchall() == [(len(rows),)]


def test_arrow_is_handed_over_without_a_copy(graph: newsgraph.Graph) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    edges = graph.edges
    assert edges is graph.edges
    first, second = (pyarrow.table(edges)["confidence"].chunk(0).buffers()[1].address for _ in range(2))
    assert first == second


def test_duckdb_joins_edges_with_their_evidence(graph: newsgraph.Graph) -> None:
    duckdb = pytest.importorskip("duckdb")
    edges, evidence = graph.edges, graph.evidence
    told = duckdb.sql("SELECT e.id, count(*) AS n FROM edges e JOIN evidence v ON v.edge = e.id GROUP BY e.id").fetchall()
    assert dict(told) == {edge["id"]: edge["weight"] for edge in edges}


def test_dates_are_dates_and_lists_are_lists(graph: newsgraph.Graph) -> None:
    statement = next(row for row in graph.statements if row["about"])
    assert isinstance(statement["published"], datetime.date) and isinstance(statement["about"], list)
    assert graph.statements["about"][0] == graph.statements[0]["about"]
    with pytest.raises(KeyError, match="no column “colour”; there are: id, "):
        graph.statements["colour"]


def test_networkx_has_flat_attributes_that_its_writers_take(graph: newsgraph.Graph) -> None:
    networkx = pytest.importorskip("networkx")
    net = graph.to_networkx()
    assert net.is_multigraph() and net.is_directed()
    assert (net.number_of_nodes(), net.number_of_edges()) == (len(graph.actors), len(graph.edges))
    values = [value for _, data in net.nodes(data=True) for value in data.values()]
    values += [value for _, _, data in net.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}
    buffer = io.BytesIO()
    networkx.write_graphml(net, buffer)
    assert networkx.read_graphml(io.BytesIO(buffer.getvalue())).number_of_nodes() == len(graph.actors)
    import json

    extra = {"edges": "edges"} if tuple(map(int, networkx.__version__.split(".")[:2])) >= (3, 4) else {}
    read = networkx.node_link_graph(json.loads(graph.to_json()), **extra)
    assert {(a, b, key) for a, b, key in read.edges(keys=True)} == {(a, b, key) for a, b, key in net.edges(keys=True)}


def test_a_simple_network_is_of_events_alone_so_that_centralities_mean_something(graph: newsgraph.Graph) -> None:
    networkx = pytest.importorskip("networkx")
    net = graph.to_networkx(simple=True)
    assert net.is_directed() and not net.is_multigraph() and net.number_of_nodes() == len(graph.actors)
    expected: dict[tuple[str, str], int] = {}
    for edge in graph.edges:
        if edge["category"] == "event" and not edge["negated"]:
            pairs = [(edge["source"], edge["target"]), (edge["target"], edge["source"])]
            for pair in pairs[: 2 if edge["symmetric"] else 1]:
                expected[pair] = expected.get(pair, 0) + edge["weight"]
    assert {(a, b): data["weight"] for a, b, data in net.edges(data=True)} == expected
    types = {kind for _, _, data in net.edges(data=True) for kind in data["types"].split("; ")}
    assert "attack" in types and not types & {"says-about", "holds-office", "member-of"}
    whole = networkx.degree_centrality(graph.to_networkx())
    assert max(networkx.degree_centrality(net.to_undirected()).values()) <= 1 and max(whole.values()) > 0
    networkx.write_graphml(net, io.BytesIO())


def test_the_head_of_a_table_is_a_table(graph: newsgraph.Graph) -> None:
    edges = graph.edges
    assert edges.head().to_pylist() == edges.to_pylist()[:5] and edges.head(10**6).to_pylist() == edges.to_pylist()
    asked = graph.query("edges", types="visits", limit=3)
    assert asked.head(2).to_pylist() == asked.to_pylist()[:2] and asked.head(2).notes == asked.notes
    assert "<table" in asked.head(2)._repr_html_() and len(edges.head(0)) == 0


def test_advice_is_given_in_python(graph: newsgraph.Graph) -> None:
    assert graph.query("edges", from_="Zzz").notes == ["Nobody in this graph is called “Zzz” (`graph.query(\"actors\")` lists who is)."]
    assert graph.query("edges", types="zzzz").notes == ["“zzzz” is not an edge type (`newsgraph.edge_types()`)"]
    with pytest.raises(FileNotFoundError, match=re.escape("(`newsgraph.build(...)` makes a graph)")):
        newsgraph.load("nowhere.json")
    with pytest.raises(TypeError, match="draw\\(\\) has no argument 'type': it is called 'types'"):
        graph.draw(type="visit")  # type: ignore[call-arg]
    told = [str(value) for listed in (newsgraph.queries(), newsgraph.exports(), newsgraph.inputs()) for row in listed for value in row.values()]
    assert not [text for text in told if "`newsgraph list" in text or "--" in text]


def test_questions_are_answered_as_tables(small: newsgraph.Graph) -> None:
    said = small.query("said", by="Anna Berg", about=["Estonia"])
    assert said.name == "said" and said["article"] == ["a1"] and isinstance(said[0]["start"], int)
    edges = small.query("edges", from_="Norway", types="arms-transfer", to="Estonia")
    assert set(edges["modality"]) == {"actual"} and {True, False} >= set(edges["negated"])
    # Names as people type them, and the name of the option that the command line has.
    assert small.query("edges", from_="NOR", types="arms transfers", to="EE").to_pylist() == edges.to_pylist()
    assert small.query("edges", from_="Norway", type="arms-transfer", to="Estonia").to_pylist() == edges.to_pylist()
    assert len(small.query("between", "Norway", "Estonia")) > 0
    assert small.query("top", by="degree", limit=1).notes[0].startswith("1 of ")
    assert isinstance(small.query("top", by="pagerank")[0]["value"], float)
    assert small.query("said", by="Anna Burg").notes == ["Nobody in this graph is called “Anna Burg”. Nearest: Anna Berg."]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("sayd", {}, "“sayd” is not a question; there are: said"),
        ("said", {"colour": "red"}, "“said” does not take `colour`; it takes `by`, `about`"),
        ("edges", {"colour": "red"}, "“edges” does not take `colour`; it takes `types`, `from_`, `to`, `with`"),
        ("said", {"mode": "loud"}, "`mode`: “loud” is not one of direct, indirect, mixed"),
        ("timeline", {}, "“timeline” needs `NAME`"),
        ("edges", {"since": "June"}, "“June” is not a date"),
        ("said", {"min_confidence": 2}, "min_confidence: 2 is not a number from 0 to 1"),
        ("said", {"level": "village"}, "level: “village” is not one of actors, state"),
    ],
)
def test_what_cannot_be_asked_is_a_value_error_that_says_what_can(small: newsgraph.Graph, name: str, given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        small.query(name, **given)


def test_every_question_goes_into_arrow_with_one_schema_found_or_not(graph: newsgraph.Graph, small: newsgraph.Graph) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    needed = {"between": ("Russia", "Ukraine"), "neighbours": ("Russia",), "path": ("Russia", "Ukraine"), "timeline": ("Russia",)}
    for query in newsgraph.queries():
        if query["name"] == "sql":  # Its columns are the user's.
            continue
        given = {"about": "Russia"} if query["name"] == "compare" else {}
        answers = [one.query(query["name"], *needed.get(query["name"], ()), **given) for one in (graph, small)]
        assert answers[0].columns == answers[1].columns and len(answers[0]) > 0, query["name"]
        assert len(set(answers[0].columns)) == len(answers[0].columns), f"{query['name']}: two columns of one name"
        assert pyarrow.table(answers[0]).schema == pyarrow.table(answers[1]).schema
        assert "<table" in answers[0]._repr_html_()


def test_a_select_gives_columns_of_its_own_types(graph: newsgraph.Graph) -> None:
    if next(query for query in newsgraph.queries() if query["name"] == "sql")["lacks"] is not None:
        with pytest.raises(ValueError, match="--features newsgraph/sqlite"):
            graph.query("sql", "SELECT 1")
        return
    table = graph.query("sql", "SELECT kind, count(*) AS n, avg(mentions) AS mean, NULL AS unknown FROM actors GROUP BY kind ORDER BY kind")
    assert table.columns == ["kind", "n", "mean", "unknown"]
    assert [type(value) for value in table[0].values()] == [str, int, float, type(None)]
    assert sum(table["n"]) == len(graph.actors)


def test_a_table_shows_itself_and_what_articles_say_is_data() -> None:
    text = "Norway supplied Estonia with radars. “I love <b>bold</b> <script>alert(1)</script> Estonia,” Anna Berg said."
    graph = newsgraph.build([{"text": text, "title": "<script>alert(2)</script>"}], title="</title><script>alert(3)</script>")
    tables = [getattr(graph, name) for name in TABLES]
    for shown in [graph._repr_html_(), *(table._repr_html_() for table in tables)]:
        assert "<script>alert" not in shown.replace("srcdoc='", "")
    assert repr(graph.edges).startswith("<newsgraph.Table edges: ")
    assert "Norway" in repr(graph.edges) and "Norway" in graph.edges._repr_html_()
    assert repr(graph.query("said", by="Nobody Atall")).splitlines()[1].startswith("Nobody in this graph is called")


def test_the_graph_shows_itself_in_a_frame_without_rights(small: newsgraph.Graph) -> None:
    shown = small._repr_html_()
    frame = re.fullmatch(r"<iframe ([^']*)srcdoc='([^']*)'></iframe>", shown)
    assert frame and 'sandbox="allow-scripts"' in frame[1]
    page = frame[2].replace("&#39;", "'").replace("&amp;", "&")
    small.save("out/small.html")
    assert page == Path("out/small.html").read_text()


def test_a_part_and_a_picture_show_what_is_asked_for(graph: newsgraph.Graph) -> None:
    part = graph.part(focus="Kim Jong Un", without=["statements", "affiliations"], since=datetime.date(2024, 1, 1), level="actors", title="Kim")
    assert 0 < len(part.edges) < len(graph.edges) and set(part.edges["category"]) == {"event"}
    picture = graph.draw("out/arms.svg", types="arms-transfer", layout="native", title="Arms & allies")
    assert str(picture) == Path("out/arms.svg").read_text()
    root = xml.fromstring(str(picture))
    assert root.tag.endswith("svg") and "Arms & allies" in "".join(root.itertext())
    # As wide as the notebook has room, and not wider than by itself.
    shown = xml.fromstring(picture._repr_svg_())
    assert shown.get("style") == f"width:100%;max-width:{root.get('width')}px;height:auto" and "width" not in shown.attrib
    assert shown.get("viewBox") == root.get("viewBox") is not None
    picture.save("out/again.svg")
    graph.draw("out/arms.dot", types="arms-transfer")
    assert Path("out/arms.dot").read_text().startswith("digraph")
    for wrong, message in [
        ({"types": "treatie"}, "“treatie” is not an edge type; nearest: treaty, "),
        ({"focus": "Kin Jong Un"}, "Nobody in this graph is called “Kin Jong Un”. Nearest: Kim Jong Un"),
        ({"path": "out/arms.bmp"}, "the file's ending decides the format"),
        ({"since": "2090"}, "Nothing in this graph is left to draw with these conditions."),
        ({"without": "words"}, "without: “words” is not one of"),
        ({"layout": "round"}, "layout: “round” is neither"),
    ]:
        with pytest.raises(ValueError, match=re.escape(message)):
            graph.draw(**wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="draw\\(\\) got an unexpected keyword argument 'colour'"):
        graph.draw(colour="red")  # type: ignore[call-arg]
    with pytest.raises(OSError, match="out/arms.dot"):
        graph.draw("out/arms.dot/arms.svg")


def test_a_graph_is_kept_in_files_and_pickles_without_loss(graph: newsgraph.Graph) -> None:
    graph.save("out/kept.json")
    read = newsgraph.load("out/kept.json")
    assert read.to_json() == graph.to_json() == Path("out/kept.json").read_text()
    assert pickle.loads(pickle.dumps(graph)).to_json() == graph.to_json()
    assert (read.title, read.level, repr(read)) == (graph.title, graph.level, repr(graph))
    Path("out/no.json").write_text("{}")
    with pytest.raises(ValueError, match="out/no.json: not a graph file of newsgraph"):
        newsgraph.load("out/no.json")
    with pytest.raises(FileNotFoundError, match="nowhere.json: cannot be read"):
        newsgraph.load("nowhere.json")


def test_every_format_is_exported(graph: newsgraph.Graph, tmp_path: Path) -> None:
    formats = [row["name"] for row in newsgraph.exports() if row["lacks"] is None]
    for name in formats:
        written = graph.export(name, tmp_path)
        assert written and all(Path(file).stat().st_size > 0 for file in written), name
    for row in newsgraph.exports():
        if row["lacks"] is not None:
            with pytest.raises(ValueError, match=f"--features newsgraph/{row['lacks']}"):
                graph.export(row["name"], tmp_path)
    with pytest.raises(ValueError, match="“grafml” is not a format; there are: graphml"):
        graph.export("grafml", tmp_path)


def test_less_sure_edges_are_left_out_and_states_stand_for_their_people(graph: newsgraph.Graph) -> None:
    sure = newsgraph.build("data/articles", min_confidence=0.8)
    assert 0 < len(sure.edges) < len(graph.edges) and min(sure.edges["confidence"]) >= 0.8
    states = newsgraph.build("data/articles", level="state")
    assert states.level == "state" and len(states.actors) < len(graph.actors)
