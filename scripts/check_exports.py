"""Loads every export of a graph with the program that people use it with, and compares what arrives with graph.json.

usage: check_exports.py FOLDER      after: newsgraph build ... -o FOLDER; newsgraph export FOLDER/graph.json annotations brief csv ... -o FOLDER
Needs networkx, pandas, pyarrow, polars, duckdb, igraph and followthemoney (pip). Formats whose files are not in FOLDER are an error: this is the test of all of them.
"""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
graph = json.loads((folder / "graph.json").read_text(encoding="utf8"))
actors, edges, statements = graph["nodes"], graph["edges"], graph["graph"]["statements"]
pieces = sum(len(edge["evidence"]) for edge in edges)


def check(what, found, wanted):
    assert found == wanted, f"{what}: {found}, but graph.json has {wanted}"
    print(f"{what}: {found}")


def node_link():
    import networkx

    loaded = networkx.node_link_graph(graph)
    check("networkx, graph.json", (loaded.number_of_nodes(), loaded.number_of_edges()), (len(actors), len(edges)))


def graphml():
    import igraph
    import networkx

    loaded = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    check("networkx, GraphML", (loaded.number_of_nodes(), loaded.number_of_edges()), (len(actors), len(edges)))
    first = actors[0]
    assert loaded.nodes[first["id"]]["label"] == first["name"] and loaded.nodes[first["id"]]["mentions"] == first["mentions"]
    assert {kind for *_, kind in loaded.edges(data="type")} == {edge["type"] for edge in edges}
    other = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    check("igraph, GraphML", (other.vcount(), other.ecount()), (len(actors), len(edges)))
    assert sorted(other.vs["label"]) == sorted(actor["name"] for actor in actors)


def csv():
    import pandas

    tables = {name: pandas.read_csv(folder / "csv" / f"{name}.csv") for name in ["articles", "actors", "edges", "evidence", "statements"]}
    check("pandas, CSV", [len(table) for table in tables.values()], [len(graph["graph"]["articles"]), len(actors), len(edges), pieces, len(statements)])
    assert set(tables["edges"].source) <= set(tables["actors"].id) and set(tables["evidence"].edge) == set(tables["edges"].id)
    joined = tables["evidence"].merge(tables["edges"], left_on="edge", right_on="id")
    assert len(joined) == pieces
    assert pandas.to_datetime(tables["evidence"].published.dropna()).notna().all()


def parquet():
    import datetime

    import duckdb
    import pandas
    import polars
    import pyarrow.parquet

    rows = {"articles": len(graph["graph"]["articles"]), "actors": len(actors), "edges": len(edges), "evidence": pieces, "statements": len(statements)}
    rows["against"] = sum(len(edge.get("against", [])) for edge in edges)
    files = {name: folder / "parquet" / f"{name}.parquet" for name in rows}
    check("polars, Parquet", {name: polars.read_parquet(file).height for name, file in files.items()}, rows)
    check("pandas, Parquet", {name: len(pandas.read_parquet(file)) for name, file in files.items()}, rows)
    assert all(pyarrow.parquet.read_schema(file).metadata[b"newsgraph.schema"] == b"newsgraph.tables/1" for file in files.values())

    loaded = polars.read_parquet(files["edges"])
    kinds = dict(loaded.schema)
    wanted = {"id": polars.Int64, "time_from": polars.Date, "negated": polars.Boolean, "confidence": polars.Float64, "objects": polars.List(polars.String)}
    assert wanted.items() <= kinds.items(), kinds
    for edge, row in zip(edges, loaded.iter_rows(named=True)):
        day = (edge["time"] or {}).get("from")
        assert (row["source"], row["target"], row["type"], row["negated"], row["objects"]) == tuple(edge[key] for key in ["source", "target", "type", "negated", "objects"])
        assert row["time_from"] == (datetime.date.fromisoformat(day) if day else None) and row["confidence"] == edge["confidence"]

    about = duckdb.sql(f"select count(*) from (select unnest(about) from '{files['statements']}')").fetchall()[0][0]
    check("DuckDB, Parquet: whom statements are about", about, sum(len(said["about"]) for said in statements))
    days = duckdb.sql(f"select min(published), max(published) from '{files['articles']}'").fetchall()[0]
    known = sorted(article["published"] for article in graph["graph"]["articles"] if article["published"])
    check("DuckDB, Parquet: days", tuple(map(str, days)), (known[0], known[-1]))


def sqlite():
    import collections
    import sqlite3

    database = sqlite3.connect(f"file:{folder / 'graph.sqlite'}?mode=ro", uri=True)

    def ask(sql, *values):
        return database.execute(sql, values).fetchall()

    assert ask("PRAGMA integrity_check") == [("ok",)] and ask("PRAGMA foreign_key_check") == []
    assert ask("PRAGMA user_version") == [(1,)] and ask("PRAGMA application_id") == [(0x4E475246,)]
    against = sum(len(edge.get("against", [])) for edge in edges)
    rows = {"articles": len(graph["graph"]["articles"]), "actors": len(actors), "edges": len(edges), "evidence": pieces, "against": against, "statements": len(statements)}
    check("sqlite3, tables", {name: ask(f"SELECT count(*) FROM {name}")[0][0] for name in rows}, rows)

    # Who said what about whom: one SELECT, with the same answer as graph.json.
    names = {actor["id"]: actor["name"] for actor in actors}
    words = [(names.get(said["speaker"]), names[about], " ... ".join(part["text"] for part in said["content"])) for said in statements for about in said["about"]]
    (speaker, about), count = collections.Counter(words[0:2] for words in words).most_common(1)[0]
    found = ask("SELECT content FROM said WHERE speaker = ? AND about = ?", speaker, about)
    check(f"sqlite3, what {speaker} said about {about}", sorted(content for content, in found), sorted(text for by, of, text in words if (by, of) == (speaker, about)))
    assert len(found) == count > 1
    check("sqlite3, said", ask("SELECT count(*) FROM said WHERE about IS NOT NULL")[0][0], len(words))
    check("sqlite3, who did what to whom", ask("SELECT count(*), sum(weight) FROM did")[0], (sum(1 for edge in edges if edge["category"] == "event"), sum(len(edge["evidence"]) for edge in edges if edge["category"] == "event")))

    # Events by pair and month, counted by hand.
    published = {article["id"]: article["published"] for article in graph["graph"]["articles"]}
    months = collections.Counter()
    for edge in edges:
        if edge["category"] == "event":
            ends = [names[edge["source"]], names[edge["target"]]]
            for piece in edge["evidence"]:
                time = piece.get("time") or {}
                day = time.get("from") or time.get("to") or published[piece["article"]] or ""
                months[(*(sorted(ends) if edge["symmetric"] else ends), edge["type"], day[:7] or None)] += 1
    check("sqlite3, pairs and months", {row[:4]: row[4] for row in ask("SELECT source, target, type, month, sum(reports) FROM dyad_months GROUP BY 1, 2, 3, 4")} == months, True)
    assert ask("SELECT count(*) FROM reports")[0] == (sum(months.values()),)
    contested = sum(len(edge["evidence"]) + len(edge["against"]) for edge in edges if edge.get("contested") and not edge["negated"])
    check("sqlite3, contested", ask("SELECT count(*) FROM contested")[0][0], contested)

    # The words that mean the ends of an edge, beside their sentence.
    marked = [(mention["of"], mention["text"]) for edge in edges for piece in edge["evidence"] for mention in piece.get("mentions", [])]
    check("sqlite3, mentions of ends", ask("SELECT of, text FROM evidence_mentions ORDER BY evidence, position") == marked, True)

    # Full text over words that are there.
    word = max(statements[0]["content"][0]["text"].split(), key=len).strip("“”.,’'\"")
    found = ask("SELECT statement FROM said WHERE statement IN (SELECT rowid FROM statements_fts(?))", f'"{word}"')
    assert found and all(word.lower() in content.lower() for content, in ask("SELECT content FROM statements WHERE number IN (SELECT rowid FROM statements_fts(?))", f'"{word}"'))
    assert ask("SELECT count(*) FROM sentences_fts('\"the\"')")[0][0] > 0
    plan = " ".join(row[3] for row in ask("EXPLAIN QUERY PLAN SELECT content FROM said WHERE speaker = 'x' AND about = 'y'"))
    assert "SCAN" not in plan, plan


def neo4j():
    import pandas

    nodes, ties = (pandas.read_csv(folder / "neo4j" / name) for name in ["actors.csv", "edges.csv"])
    check("neo4j, CSV", (len(nodes), len(ties)), (len(actors), len(edges)))
    assert nodes["id:ID"].is_unique and set(ties[":START_ID"]) | set(ties[":END_ID"]) <= set(nodes["id:ID"])
    assert ties[":TYPE"].str.fullmatch("[A-Z_]+").all() and nodes[":LABEL"].str.fullmatch("[A-Z][a-z]+").all()


def follow_the_money():
    from followthemoney import model
    from followthemoney.exc import InvalidData

    kinds = {}
    ids = set()
    for line in (folder / "entities.ftm.jsonl").read_text(encoding="utf8").splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data, cleaned=True)
        strict = model.make_entity(data["schema"])
        strict.id = data["id"]
        for name, values in data["properties"].items():
            prop = entity.schema.get(name)
            assert prop is not None, f"{data['schema']} has no property {name}"
            strict.add(name, values)
            assert prop.type.name == "entity" or len(strict.get(name)) == len(set(values)), f"{name} of {data['schema']}: {values} became {strict.get(name)}"
        try:
            entity.schema.validate(data)
        except InvalidData as error:
            raise AssertionError(f"{data}: {error.errors}") from error
        assert data["id"] not in ids
        ids.add(data["id"])
        kinds[data["schema"]] = kinds.get(data["schema"], 0) + 1
    ties = sum(1 for edge in edges if edge["category"] != "statement")
    links = sum(n for kind, n in kinds.items() if model[kind].edge)
    check("followthemoney", (sum(kinds.values()) - links, links), (len(actors) + len(graph["graph"]["articles"]), ties))


def lines():
    events = [json.loads(line) for line in (folder / "events.plover.jsonl").read_text(encoding="utf8").splitlines()]
    check("PLOVER", len(events), sum(len(edge["evidence"]) for edge in edges if edge["plover"]))
    assert all({"id", "date", "source", "target", "event", "mode", "context", "text"} <= set(event) for event in events)
    page = json.loads((folder / "annotations.jsonld").read_text(encoding="utf8"))
    assert page["type"] == "AnnotationPage" and len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert position["type"] == "TextPositionSelector" and position["start"] < position["end"] and quote["exact"]
    print(f"annotations: {len(page['items'])}")
    briefs = list((folder / "brief").glob("*.md"))
    tied = {end for edge in edges for end in (edge["source"], edge["target"])}
    check("briefs", len(briefs) - 1, len(tied))


for step in [node_link, graphml, csv, parquet, sqlite, neo4j, follow_the_money, lines]:
    step()
