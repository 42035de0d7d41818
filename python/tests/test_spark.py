"""newsgraph on a cluster gives what newsgraph on one machine gives, also when an executor dies. Needs pyspark and a Java that it runs on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Iterator

import pytest

import newsgraph

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
if not shutil.which("java") and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java for Spark", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession  # noqa: E402

import newsgraph.spark  # noqa: E402


def articles() -> list[dict[str, Any]]:
    """Twelve invented stories, each told by two papers in other words, with people named in full and in part, denials, copies and two namesakes; by id."""
    people = [("Anna Lund", "Norway", "Oslo"), ("Marek Tamm", "Estonia", "Tallinn"), ("Jonas Kazlauskas", "Lithuania", "Vilnius")]
    rows: list[dict[str, Any]] = []
    for i in range(12):
        (name, state, city), (other, neighbour, _) = people[i % 3], people[(i + 1) % 3]
        family, rival = name.split()[-1], other.split()[-1]
        first = (
            f"{state} supplied {neighbour} with radars in May. Prime Minister {name} of {state} met President {other} of {neighbour} in {city}. "
            f"“{neighbour} is a friend, and {family} knows it,” {rival} said. Finland accused {state} of threatening Latvia. {state} denied it."
        )
        middle = name.replace(" ", " B. ") if i % 4 == 0 else name
        second = (
            f"{middle} of {state} criticised {rival} on Tuesday. {state} did not supply {neighbour} with radars, the ministry in {city} said. "
            f"{neighbour} may sell ships to {state} next year, according to {rival}. Latvia urged {neighbour} not to meet {state}."
        )
        day = f"2024-05-{i + 1:02}"
        rows.append({"id": f"a{i:02}", "title": f"Radars {i}", "text": first, "published": day, "publisher": "The Wire"})
        rows.append({"id": f"b{i:02}", "title": None, "text": second, "published": day if i % 2 else None, "publisher": "The Post " if i % 3 else None})
    agency = " ".join(
        f"The {colour} fleet of {state} left {port} on day {day}, and its commander told {paper} that harbour number {day} would stay closed."
        for day, (colour, state, port, paper) in enumerate(
            [("northern", "Norway", "Bergen", "Reuters"), ("coastal", "Estonia", "Tallinn", "a local daily"), ("river", "Latvia", "Riga", "the radio")] * 3
        )
    )
    rows += [{"id": f"c{i}", "text": agency + f" A last word, number {i}.", "published": "2024-06-01", "publisher": f"Paper {i}"} for i in range(3)]
    for id, body, friend in [("d1", "Orient Bank", "Bergen Shipping"), ("d2", "Volta Motors", "Riga Timber")]:
        text = f"Li Wei, chief executive of {body}, met officials of {friend}. Mr Li criticised Estonia on Monday, and {body} backed Norway."
        rows.append({"id": id, "text": text, "published": "2024-06-02", "publisher": "The Wire"})
    german = "Die Regierung hat am Montag erklärt, dass sie nicht mit der Opposition verhandeln werde, weil diese sich von dem Vertrag abgewandt habe. " * 3
    rows.append({"id": "e1", "text": german})
    keys = ("id", "text", "title", "published", "publisher")
    return sorted(({key: row.get(key) for key in keys} for row in rows), key=lambda row: str(row["id"]))


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    # The executors' Python is this one, with the same packages, and not the first `python3` of the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("newsgraph").config("spark.ui.enabled", "false")
    settings = {
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "4",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "localhost",
        # A small archive: what the planner spends on the large ones is most of the time here.
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "10MB",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark: SparkSession) -> DataFrame:
    schema = "id string, text string, title string, published string, publisher string"
    return spark.createDataFrame([tuple(row.values()) for row in articles()], schema).repartition(8, "id")


@pytest.fixture(scope="module")
def saved(spark: SparkSession, frame: DataFrame, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    path = str(tmp_path_factory.mktemp("spark") / "records")
    newsgraph.spark.extract(frame).write.parquet(path)
    return spark.read.parquet(path)


def ordered(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def one_machine() -> dict[str, list[dict[str, Any]]]:
    """The tables of `newsgraph.build`, the edges told by their ends and key instead of by their numbers."""
    with pytest.warns(UserWarning, match="1 article skipped"):
        graph = newsgraph.read(articles()).extract().graph()
    keys = {}
    for number, edge in enumerate(json.loads(graph.to_json())["edges"], 1):
        keys[number] = {name: edge[name] for name in ("source", "target", "key")}
    tables: dict[str, list[dict[str, Any]]] = {}
    for name in newsgraph.spark.Tables._fields:
        rows = [dict(row) for row in getattr(graph, name)]
        number = {"edges": "id", "evidence": "edge", "against": "edge"}.get(name)
        tables[name] = [{**keys[row.pop(number)], **row} for row in rows] if number else rows
    return tables


def test_the_records_are_those_of_one_machine(saved: DataFrame) -> None:
    with pytest.warns(UserWarning, match="1 article skipped"):
        alone = {record["article"]["id"]: record for record in newsgraph.read(articles()).extract()}
    rows = {row["id"]: row.asDict(recursive=True) for row in saved.collect()}
    assert "newsgraph reads English" in rows.pop("e1")["error"]
    assert rows.keys() == alone.keys()
    for id, record in alone.items():
        row = rows[id]
        assert row["error"] is None
        for name, key in [("actors", "entities"), ("mentions", "mentions"), ("events", "events"), ("statements", "statements")]:
            assert [without_nulls(item) for item in row[name]] == [without_nulls(item) for item in record[key]], (id, name)


def without_nulls(value: Any) -> Any:
    """JSON leaves out what Arrow has as null."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def assert_same(tables: newsgraph.spark.Tables, alone: dict[str, list[dict[str, Any]]]) -> None:
    for name, table in tables._asdict().items():
        rows = [row.asDict(recursive=True) for row in table.collect()]
        assert set(table.columns) == set(alone[name][0]), name
        assert ordered(rows) == ordered(alone[name]), name


def test_the_graph_is_that_of_one_machine_row_for_row(saved: DataFrame) -> None:
    alone = one_machine()
    # What is compared is there to be compared: joined names, namesakes, copies, denials, contradictions.
    assert any(row["near_duplicate_of"] for row in alone["articles"])
    assert sum(row["name"] == "Li Wei" for row in alone["actors"]) == 2
    assert alone["against"] and any(row["contested"] for row in alone["edges"])
    assert any(row["weight"] > row["articles"] > row["publishers"] for row in alone["edges"])
    assert_same(newsgraph.spark.assemble(saved), alone)


def executors(spark: SparkSession) -> list[int]:
    """The processes of the executors: those that Spark's own process has started."""
    handle = spark.sparkContext._jvm.java.lang.ProcessHandle.current()  # type: ignore[union-attr]
    return [child.pid() for child in handle.children().toArray() if child.info().command().orElse("").endswith("java")]


def test_an_executor_that_dies_changes_nothing(spark: SparkSession, frame: DataFrame, saved: DataFrame, tmp_path: Path) -> None:
    tracker, killed = spark.sparkContext.statusTracker(), []

    def kill() -> None:
        """Kills an executor when some tasks of the extraction are done and others are under way."""
        while not killed:
            for stage in filter(None, map(tracker.getStageInfo, tracker.getActiveStageIds())):
                if stage.numTasks >= 8 and stage.numCompletedTasks >= 2 and stage.numActiveTasks:
                    killed.append(executors(spark)[0])
                    os.kill(killed[0], signal.SIGKILL)
                    return
            time.sleep(0.005)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    path = str(tmp_path / "records")
    newsgraph.spark.extract(frame).write.parquet(path)
    thread.join(10)
    assert killed
    again = spark.read.parquet(path)
    assert ordered([row.asDict(recursive=True) for row in again.collect()]) == ordered([row.asDict(recursive=True) for row in saved.collect()])
