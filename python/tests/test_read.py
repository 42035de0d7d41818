"""Articles and records: what can be read, what is said of what cannot, and that the work leaves Python alone."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import newsgraph
from conftest import ARTICLES


def test_files_folders_and_dicts_are_read_and_go_through_a_list_of_dicts() -> None:
    folder = newsgraph.read("data/articles")
    files = newsgraph.read(sorted(Path("data/articles").iterdir()))
    assert len(folder) == len(files) == 8
    assert [a["id"] for a in folder] == [a["id"] for a in files]
    again = newsgraph.read(list(folder))
    assert [(a["id"], a.get("text"), a.get("html")) for a in again] == [(a["id"], a.get("text"), a.get("html")) for a in folder]
    assert folder[-1]["id"] == "2024-06-20-tumen-river"
    with pytest.raises(IndexError):
        folder[8]


def test_what_a_data_frame_writes_for_nothing_is_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ARTICLES).assign(published=[pandas.Timestamp("2024-05-14"), pandas.NaT])
    articles = newsgraph.read(frame.to_dict("records"))
    assert articles[1]["title"] is None and articles[1]["published"] is None
    assert articles.extract()[0]["article"]["published"] == "2024-05-14"
    assert newsgraph.read([{"text": "Text.", "published": datetime.date(2024, 5, 14)}])[0]["published"] == "2024-05-14"


def test_data_frames_and_arrow_tables_are_read_as_they_are() -> None:
    pandas, polars, pyarrow = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    expected = newsgraph.build(ARTICLES).to_json()
    columns = {key: [article.get(key) for article in ARTICLES] for key in ARTICLES[0]}
    frame = polars.DataFrame(columns)
    for source in (pandas.DataFrame(ARTICLES), frame, frame.lazy(), pyarrow.table(columns), newsgraph.read(ARTICLES), iter(ARTICLES)):
        assert newsgraph.build(source).to_json() == expected, type(source)
    # A column more, an index that does not count from zero, dates as dates.
    odd = pandas.DataFrame(ARTICLES, index=["x", "y"]).assign(rating=[1.5, 2], published=pandas.to_datetime(columns["published"]))
    assert newsgraph.build(odd).to_json() == expected
    for column in (frame["text"], pandas.DataFrame(ARTICLES)["text"], pyarrow.table(columns)["text"]):
        with pytest.raises(TypeError, match='a data frame with a column "text"'):
            newsgraph.build(column)
    for text in (ARTICLES[0]["text"], [ARTICLES[0]["text"]], "One line.\nAnother."):
        with pytest.raises(TypeError, match="takes a text in a dict"):
            newsgraph.build(text)


def test_what_is_no_frame_but_speaks_arrow_is_read() -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    relation = duckdb.sql("SELECT 'Norway supplied Estonia with radars.' AS text, DATE '2024-05-14' AS published")
    assert newsgraph.build(relation).edges["type"] == ["arms-transfer"]


def test_what_cannot_be_read_is_skipped_with_a_warning_and_if_there_is_nothing_else_an_error() -> None:
    with pytest.warns(UserWarning, match="1 input skipped: articles:2: no text"):
        articles = newsgraph.read([ARTICLES[0], {"rubbish": 1}])
    assert len(articles) == 1
    assert len(articles.skipped) == 1 and articles.skipped[0].startswith("articles:2: no text")
    with pytest.raises(ValueError, match="no text"):
        newsgraph.read([{"rubbish": 1}])
    with pytest.raises(FileNotFoundError, match="nowhere: no such file or folder"):
        newsgraph.read("nowhere")
    assert len(newsgraph.read([])) == 0
    for wrong in (3, ARTICLES[0], [3], ["data/articles", {}]):
        with pytest.raises(TypeError, match="read\\(\\) takes"):
            newsgraph.read(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no such input format"):
        newsgraph.read("data/articles", format="tiff")


def test_columns_and_days_are_given_as_on_the_command_line(tmp_path: Path) -> None:
    table = tmp_path / "stories.csv"
    table.write_text("headline,prose\nRadars,Norway supplied Estonia with radars.\n")
    assert newsgraph.build(table, map={"text": "prose"}, published="2024-05-14").articles["published"] == [datetime.date(2024, 5, 14)]
    rows = [{"prose": "Norway supplied Estonia with radars."}, {"prose": "Estonia thanked Norway.", "date": "2024-05-15"}]
    for day in ("2024-05-14", datetime.date(2024, 5, 14)):
        records = newsgraph.read(rows, map={"text": "prose"}, published=day).extract()
        assert [record["article"]["published"] for record in records] == ["2024-05-14", "2024-05-15"]
    # What goes wrong is said in Python.
    with pytest.raises(ValueError, match=r'no text: .*map=\{"text": "KEY"\}'):
        newsgraph.read(rows)
    with pytest.raises(ValueError, match=r'map=\{"words": "prose"\}`: no such field'):
        newsgraph.read(rows, map={"words": "prose"})
    with pytest.raises(ValueError, match='published="yesterday"`: not a day'):
        newsgraph.read(rows, published="yesterday")


def test_an_article_in_another_language_is_skipped_and_the_others_have_records() -> None:
    german = "Der Minister sagte am Montag in Berlin, die Regierung werde das Abkommen mit Frankreich nicht unterzeichnen. " * 4
    with pytest.warns(UserWarning, match="1 article skipped: articles"):
        records = newsgraph.read([*ARTICLES, {"text": german}]).extract()
    assert len(records) == 2 and len(records.skipped) == 1
    with pytest.raises(ValueError):
        newsgraph.read([{"text": german}]).extract()


def test_records_are_the_same_on_any_number_of_threads_and_their_spans_count_code_points() -> None:
    articles = newsgraph.read(ARTICLES)
    assert articles.extract(threads=1).to_jsonl() == articles.extract(threads=3).to_jsonl()
    for article, record in zip(articles, articles.extract()):
        for mention in record["mentions"]:
            assert article["text"][mention["start"] : mention["end"]] == mention["text"]
    with pytest.raises(ValueError, match="threads"):
        articles.extract(threads=0)
    with pytest.raises(ValueError, match="from 0 to 1"):
        articles.extract(min_confidence=3)


def test_records_are_kept_as_lines_and_as_pickles() -> None:
    records = newsgraph.read(ARTICLES).extract()
    records.to_jsonl("out/kept.jsonl")
    assert newsgraph.load_records("out/kept.jsonl").to_jsonl() == records.to_jsonl()
    assert pickle.loads(pickle.dumps(records)).to_jsonl() == records.to_jsonl()
    assert newsgraph.load_records(["out/kept.jsonl"]).graph().to_json() == records.graph().to_json()
    Path("out/broken.jsonl").write_text('{"no": "record"}\n')
    with pytest.raises(ValueError, match="out/broken.jsonl:1: not a record of `"):
        newsgraph.load_records("out/broken.jsonl")
    with pytest.raises(OSError, match="nowhere/records.jsonl"):
        records.to_jsonl("nowhere/records.jsonl")


def graph_and_kinds(records: newsgraph.Records) -> tuple[newsgraph.Graph, list[str]]:
    graph = records.graph()
    return graph, graph.edges["type"]


def test_a_lexicon_and_identities_of_ones_own_are_heeded() -> None:
    lexicon = Path("out/own.toml")
    lexicon.write_text('[[edge]]\nname = "espionage"\ntitle = "espionage"\ndescription = "Spies."\nsource = "who"\ntarget = "whom"\n' + textwrap.dedent("""\
        plover = "COERCE"
        provenance = "a test"

        [[edge.frame]]
        verbs = ["spy"]
        target = "on"
    """))
    articles = newsgraph.read([{"text": "Norway spied on Estonia for years. Anna Berg met Ann Berg in Oslo."}])
    assert "espionage" in articles.extract(lexicon=lexicon).graph().edges["type"]
    assert "espionage" not in articles.extract().graph().edges["type"]
    # Questions to what was made with a lexicon know its types, in this process and in others.
    records = articles.extract(lexicon=lexicon)
    lexicon.unlink()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        graph, kinds = pool.submit(graph_and_kinds, records).result()
    assert "espionage" in kinds and graph.query("edges", types="espionage")["target_name"] == ["Estonia"]
    assert len(graph.query("edges", types="treaty").notes) == 1
    assert pickle.loads(pickle.dumps(records)).to_jsonl() == records.to_jsonl()
    together = records + records
    assert len(together) == 2 * len(records) and together.skipped == []
    with pytest.raises(ValueError, match="different lexicons"):
        records + articles.extract()
    lexicon.write_text("[[edge\n")
    with pytest.raises(ValueError, match="out/own.toml:1"):
        articles.extract(lexicon=[lexicon])
    with pytest.raises(ValueError, match="none of “NAME = NAME”"):
        articles.extract().graph(identities=["Anna Berg"])
    with pytest.warns(UserWarning, match="Bob"):
        articles.extract().graph(identities=["Bob Smith = Robert Smith"])


def test_python_goes_on_while_newsgraph_works() -> None:
    articles = newsgraph.read(ARTICLES * 60)
    done, ticks = threading.Event(), []

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    clock = threading.Thread(target=tick)
    clock.start()
    start = time.monotonic()
    articles.extract(threads=1)
    end = time.monotonic()
    done.set()
    clock.join()
    during = [moment for moment in ticks if start < moment < end]
    assert len(during) > min(10, (end - start) / 0.05)


INTERRUPTED = """
import newsgraph, sys, time
articles = newsgraph.read("data/articles")
articles = newsgraph.read([{**article, "id": f"{article['id']}-{i}"} for i in range(80) for article in articles])
assert len(articles) >= 500
print("go", flush=True)
try:
    articles.extract()
except KeyboardInterrupt:
    print("interrupted", flush=True)
    # What was interrupted can be asked for again.
    print(len(newsgraph.read([{"text": "Norway supplied Estonia with radars."}]).extract()), flush=True)
else:
    print("not interrupted")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")
def test_control_c_ends_the_work_on_many_articles_at_once() -> None:
    child = subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
    assert child.stdout is not None and child.stdout.readline() == "go\n"
    time.sleep(0.5)
    sent = time.monotonic()
    child.send_signal(signal.SIGINT)
    said = child.stdout.readline()
    waited = time.monotonic() - sent
    rest, errors = child.communicate(timeout=120)
    assert (said, rest, child.returncode) == ("interrupted\n", "1\n", 0), errors
    # Far less on an idle machine; the work itself takes longer than this on any.
    assert waited < 5, f"{waited:.1f} s"
