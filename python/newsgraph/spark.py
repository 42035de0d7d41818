"""newsgraph on Apache Spark, for archives that are too large for one machine. Needs pyspark 4 and pyarrow; imported by itself: `import newsgraph.spark`.

>>> records = newsgraph.spark.extract(articles)          # doctest: +SKIP
>>> records.write.parquet("records")                     # doctest: +SKIP
>>> tables = newsgraph.spark.assemble(spark.read.parquet("records"))  # doctest: +SKIP
>>> tables.edges.where("type = 'sanction'").show()       # doctest: +SKIP

`extract` works on each article by itself. `assemble` joins them with Spark's own joins and aggregations: copies of one text by the runs of words
that they share, mentions and posts by actor, evidence by claim, claims that contradict each other by their two ends. One thing cannot be split by a
key: who is who. That Anna Lund of one article is Anna B. Lund of another depends on which others are named beside both, anywhere in the archive. It
is decided by newsgraph's own resolver in a single task, which is given who is named in which article (names, kinds, states and posts; some 3 KB an
article, a sixth of the records) and no text, no mention, no event and no statement. What it returns is joined to the records again.
"""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from functools import partial
from typing import Any, Iterator, NamedTuple, Optional, cast

import pyarrow as pa
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

from ._newsgraph import load_records, read

__all__ = ["RECORD", "Tables", "assemble", "extract"]

_PIECE = "start int, end int, text string"
_TIME = "struct<text string, `from` string, `to` string>"
_ROLE = "struct<title string, of string, tenure string>"
_ENTITY = f"id string, kind string, name string, aliases array<string>, country string, sector string, roles array<{_ROLE}>"
_ARTICLE = "title string, publisher string, authors array<string>, published string, language string, chars int, path string, sha256 string"

#: One row an article: what `newsgraph extract` finds in it (docs/src/files.md). `actors` has the places, agreements and events with a name as well,
#: as the record does; `kind` tells them. `claims` are the edges that the article gives by itself; `error` says why an article gives no record.
RECORD = f"""
    id string, {_ARTICLE}, sketch array<bigint>, error string,
    actors array<struct<{_ENTITY}>>,
    mentions array<struct<entity string, {_PIECE}, form string, rule string>>,
    events array<struct<id string, type string, plover string, source string, target string, modality string, negated boolean, tenure string,
        attributed_to array<string>, trigger struct<{_PIECE}>, sentence struct<{_PIECE}>, time {_TIME}, objects array<string>, confidence double,
        rule string, grounds string>>,
    statements array<struct<id string, speaker string, speaker_span struct<{_PIECE}>, cue struct<{_PIECE}>, mode string, addressee string,
        content array<struct<{_PIECE}>>, about array<string>, confidence double, rule string>>,
    claims array<struct<source string, target string, key string, type string, plover string, category string, modality string, negated boolean,
        tenure string, symmetric boolean, attributed_to array<string>, objects array<string>, denies array<string>, wish boolean, wording string,
        evidence struct<claim string, sentence struct<{_PIECE}>, trigger struct<{_PIECE}>, attributed_to array<string>, claimed boolean, time {_TIME},
        confidence double, rule string>>>
"""

#: An actor, with the articles that call it by another id: what the resolver returns.
_WHO = f"{_ENTITY.replace(_ROLE, 'string')}, known array<struct<article string, id string>>"

#: Kinds of entities that act.
_ACTORS = ("person", "state", "organisation", "group")

#: As in the library (src/types/sketch.rs, src/assemble/copies.rs): hashes that a full sketch has, fewer than which tell nothing, articles behind
#: which a run of words belongs to the pages, runs in common that make a pair worth comparing, and how much of the shorter text makes a copy.
_FULL, _LEAST, _SHARING, _COMMON, _OVERLAP = 96, 12, 51, 6, 0.6


class Tables(NamedTuple):
    """The tables of `newsgraph.Graph`, with the same columns and rows but for the numbers of the edges: edges, evidence and against have `source`,
    `target` and `key` instead, which tell an edge as well. Rows come in no order."""

    articles: DataFrame
    actors: DataFrame
    edges: DataFrame
    evidence: DataFrame
    against: DataFrame
    statements: DataFrame


def extract(df: DataFrame) -> DataFrame:
    """The records of articles: rows of `id`, `text` and, where they are known, `title`, `published`, `publisher` give rows of `RECORD`.

    Ids must be unique. An article that gives no record, because it is not in English for instance, has the reason in `error` and nothing else.
    """
    columns = [name for name in ("id", "text", "title", "published", "publisher") if name in df.columns]
    schema = _arrow(RECORD)

    def records(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = [_record(article) for article in batch.to_pylist()]
            yield pa.RecordBatch.from_pylist(rows, schema=schema)

    return df.select([F.col(name).cast("string") for name in columns]).mapInArrow(records, RECORD)


def assemble(records: DataFrame) -> Tables:
    """The graph of these records, as the tables that `newsgraph.Graph` has.

    The rows are those of one machine that is given the articles in the order of their ids. Save the records before, as Parquet for instance: they are
    read several times.
    """
    good = records.where("error is null")
    who = good.select("id", "published", "actors", _named().alias("named")).coalesce(1).sortWithinPartitions("id").mapInArrow(partial(_resolve, _arrow(_WHO)), _WHO).persist()
    called = who.select(F.col("id").alias("actor"), F.explode("known").alias("known")).groupBy(F.col("known.article").alias("id"))
    ids = called.agg(F.map_from_entries(F.collect_set(F.struct("known.id", "actor"))).alias("ids"))
    told = good.join(ids, "id", "left")
    articles = _articles(good)
    claims = _claims(told, articles)
    names = who.select("id", "name")
    pieces = _pieces(claims, names).persist()
    against = _against(claims, pieces).persist()
    return Tables(
        articles=articles.drop("source"),
        actors=_actors(told, who),
        edges=_edges(pieces, against, names),
        evidence=pieces.selectExpr(*_EVIDENCE),
        against=against.selectExpr(*_EVIDENCE),
        statements=_statements(told, names),
    )


def _arrow(ddl: str) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(cast(StructType, StructType.fromDDL(ddl)))


def _record(article: dict[str, Any]) -> dict[str, Any]:
    """One row of `RECORD`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            records = read([article]).extract(threads=1)
        except ValueError as error:
            return {"id": article["id"], "error": str(error)}
    record, claims = records[0], json.loads(records._claims()[0])
    for claim in claims:
        claim["evidence"] = claim["evidence"][0]
        claim["evidence"].setdefault("claimed", False)
    return {**record["article"], **record, "actors": record["entities"], "claims": claims, "id": article["id"]}


def _named() -> Column:
    """Ids of those whom an article calls by a name."""
    return F.array_distinct(F.transform(F.filter("mentions", lambda mention: mention["form"] == "name"), lambda mention: mention["entity"]))


def _resolve(schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Who is who, by the library's resolver: from the actors of all articles, in the order of their ids, to those of the graph."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "named.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for batch in batches:
                file.writelines(json.dumps(_skeleton(row)) + "\n" for row in batch.to_pylist())
        if not os.path.getsize(path):
            return
        graph = load_records(path).graph()
    known: dict[str, list[dict[str, str]]] = {}
    for article, there, here in graph._renamed():
        known.setdefault(here, []).append({"article": article, "id": there})
    rows = [{**actor, "known": known.get(actor["id"], [])} for actor in graph.actors]
    for start in range(0, len(rows), 10_000):
        yield pa.RecordBatch.from_pylist(rows[start : start + 10_000], schema=schema)


def _skeleton(row: dict[str, Any]) -> dict[str, Any]:
    """A record with nothing but what the resolver looks at. A mention says that the article names somebody."""
    called = set(row["named"])
    mentions = [
        {"entity": entity["id"], "start": 0, "end": 0, "text": "", "form": "name" if entity["id"] in called else "nominal"} for entity in row["actors"]
    ]
    entities = [{**entity, "roles": [_role(role) for role in entity["roles"]]} for entity in row["actors"]]
    article = {"id": row["id"], "title": None, "publisher": None, "authors": [], "published": row["published"], "language": "en", "chars": 0}
    record = {"schema": "newsgraph.record/1", "article": article, "sentences": [], "mentions": mentions, "entities": entities}
    return {**record, "events": [], "statements": []}


def _role(role: dict[str, Any]) -> dict[str, Any]:
    """A post that is held has no tenure in a record."""
    return {key: value for key, value in role.items() if key != "tenure" or value is not None}


def _actor(id: Column) -> Column:
    """The graph's id for an id of a record, in rows that have the map `ids`."""
    return F.coalesce(F.try_element_at(F.col("ids"), id), id)


def _articles(good: DataFrame) -> DataFrame:
    """The articles; `near_duplicate_of` names the first one with about the same text, `source` that one or the article itself."""
    shares = good.select("id", F.explode("sketch").alias("hash"))
    shares = shares.withColumn("rank", F.row_number().over(Window.partitionBy("hash").orderBy("id"))).where(F.col("rank") <= _SHARING)
    earlier = shares.select("hash", F.col("id").alias("earlier"), F.col("rank").alias("before"))
    pairs = shares.join(earlier, "hash").where("before < rank").groupBy("id", "earlier").count().where(F.col("count") >= _COMMON)
    sketches = good.select("id", "sketch")
    pairs = pairs.join(sketches, "id").join(sketches.select(F.col("id").alias("earlier"), F.col("sketch").alias("other")), "earlier")
    pairs = pairs.where(_overlap(F.col("sketch"), F.col("other")) >= _OVERLAP).select("id", "earlier").persist()
    # A copy of a copy is a copy of the first: as many rounds as the longest chain has links.
    copies = pairs.groupBy("id").agg(F.min("earlier").alias("source")).persist()
    while True:
        first = F.coalesce("source", "earlier")
        nearer = pairs.join(copies.withColumnRenamed("id", "earlier"), "earlier", "left").groupBy("id").agg(F.min(first).alias("source")).persist()
        done = nearer.join(copies, ["id", "source"], "left_anti").isEmpty()
        copies.unpersist()
        copies = nearer
        if done:
            break
    columns = "id, title, publisher, authors, try_cast(published as date) published, language, cast(chars as bigint) chars, path, sha256".split(", ")
    copies = copies.withColumnRenamed("source", "near_duplicate_of")
    return good.selectExpr(*columns).join(copies, "id", "left").withColumn("source", F.coalesce("near_duplicate_of", "id"))


def _overlap(a: Column, b: Column) -> Column:
    """About how much of the shorter text stands in the longer; null if too little can be compared."""

    def end(sketch: Column) -> Column:
        return F.when(F.size(sketch) < _FULL, F.lit(2**32 - 1)).otherwise(F.array_max(sketch))

    bound = F.least(end(a), end(b))
    a, b = (F.filter(sketch, lambda hash: hash <= bound) for sketch in (a, b))
    shorter = F.least(F.size(a), F.size(b))
    return F.when(shorter >= _LEAST, F.size(F.array_intersect(a, b)) / shorter)


def _claims(told: DataFrame, articles: DataFrame) -> DataFrame:
    """One row a claim, its actors by their ids in the graph. `a` and `b` are the two ends, in one order for either direction if they are equals."""
    rows = told.select("id", "published", "ids", F.posexplode("claims").alias("n", "it")).select("id", "published", "ids", "n", "it.*")
    rows = rows.withColumns({"source": _actor(F.col("source")), "target": _actor(F.col("target"))})
    least, greatest = F.least("source", "target"), F.greatest("source", "target")
    piece = F.col("evidence")
    columns = {
        "a": F.when(F.col("symmetric"), least).otherwise(F.col("source")),
        "b": F.when(F.col("symmetric"), greatest).otherwise(F.col("target")),
        "order": F.struct("id", "n"),
        "edge_attributed_to": F.array_distinct(F.transform("attributed_to", _actor)),
        "attributed_to": F.array_distinct(F.transform(piece.attributed_to, _actor)),
        **{name: piece[name] for name in ("claim", "claimed", "confidence", "rule", "sentence", "trigger", "time")},
    }
    voices = articles.select("id", F.col("source").alias("text_of"), F.lower(F.trim("publisher")).alias("voice"))
    return rows.withColumns(columns).drop("ids", "evidence").join(voices, "id")


#: What tells an edge.
_EDGE = ("a", "b", "key")

#: The columns of the tables evidence and against, in SQL.
_EVIDENCE = (
    *("source", "target", "key", "id as article", "claim"),
    *("cast(sentence.start as bigint) as start", "cast(sentence.end as bigint) as end", "sentence.text as sentence", "trigger.text as trigger"),
    *("cast(trigger.start as bigint) as trigger_start", "cast(trigger.end as bigint) as trigger_end", "attributed_to", "claimed"),
    *("try_cast(published as date) as published", "time.text as time"),
    *("try_cast(time.`from` as date) as time_from", "try_cast(time.`to` as date) as time_to", "confidence", "rule"),
)


def _pieces(claims: DataFrame, names: DataFrame) -> DataFrame:
    """The evidence of all edges: claims of two different actors, each claim once an edge. The first to tell of an edge says which end is its source."""
    ends = claims.where("source <> target")
    for end in ("a", "b"):
        ends = ends.join(names.select(F.col("id").alias(end)), end, "left_semi")
    once = Window.partitionBy(*_EDGE, "claim").orderBy("n")
    ends = ends.withColumn("nth", F.row_number().over(once)).where("nth = 1").drop("nth")
    first = ends.groupBy(*_EDGE).agg(F.min_by("source", "order").alias("source"), F.min_by("target", "order").alias("target"))
    return ends.drop("source", "target").join(first, list(_EDGE))


def _against(claims: DataFrame, pieces: DataFrame) -> DataFrame:
    """What the other side says: denials of claims in the same article, and claims that say yes and no of the same."""
    denials = claims.where("size(denies) > 0").withColumn("attributed_to", F.array("source")).withColumn("claimed", F.lit(True))
    of_edge = pieces.select(*_EDGE, "source", "target", F.col("claim").alias("denied"))
    denials = denials.withColumn("denied", F.explode("denies")).drop(*_EDGE, "source", "target").join(of_edge, "denied").drop("denied")
    # Both sides of a contradiction as one row, so that each can be made the other's evidence.
    meant = pieces.where("category <> 'statement' and not wish")
    side = F.struct(*pieces.columns)
    yes = meant.where("not negated").select("a", "b", "type", side.alias("yes"))
    no = meant.where("negated").select("a", "b", "type", side.alias("no"))
    contradicts = "(no.modality = 'actual' and yes.modality <> 'planned' or no.modality = 'planned' and yes.modality <> 'actual')"
    other_side = "(yes.id <> no.id or yes.attributed_to <> no.attributed_to)"
    # Stated times that do not meet are of two events.
    same_time = "coalesce(yes.time.`from` <= no.time.`to` and no.time.`from` <= yes.time.`to`, true)"
    pairs = yes.join(no, ["a", "b", "type"]).where(f"{contradicts} and {other_side} and {same_time}").select("yes", "no").persist()
    keys = [*_EDGE, "source", "target"]

    def told_by(edge: str, piece: str) -> DataFrame:
        return pairs.select(*[f"{edge}.{key}" for key in keys], *[f"{piece}.{name}" for name in pieces.columns if name not in keys])

    sides = told_by("yes", "no").unionByName(told_by("no", "yes")).withColumn("nth", F.lit(1))
    all_sides = denials.withColumn("nth", F.lit(0)).unionByName(sides, allowMissingColumns=True)
    once = Window.partitionBy(*_EDGE, "claim").orderBy("nth")
    return all_sides.withColumn("nth", F.row_number().over(once)).where("nth = 1").drop("nth")


def _edges(pieces: DataFrame, against: DataFrame, names: DataFrame) -> DataFrame:
    def first(name: str) -> Column:
        return F.min_by(name, F.when(F.col(name).isNotNull(), F.col("order")))

    def together(name: str) -> Column:
        lists = F.array_sort(F.collect_list(F.struct("order", F.col(name).alias("list"))))
        return F.array_distinct(F.flatten(F.transform(lists, lambda piece: piece["list"])))

    sources = F.udf(_independent, "bigint", useArrow=True)
    same = ("type", "category", "modality", "negated", "symmetric", "tenure")
    edges = pieces.groupBy(*_EDGE, "source", "target").agg(
        *[F.first(name).alias(name) for name in same],
        first("plover").alias("plover"),
        F.every(F.col("claimed") | (F.size("attributed_to") > 0)).alias("claimed_only"),
        together("edge_attributed_to").alias("attributed_to"),
        first("time").alias("when"),
        together("objects").alias("objects"),
        F.max("confidence").alias("confidence"),
        F.count_distinct("text_of").alias("articles"),
        sources(F.collect_list("text_of"), F.collect_list(F.coalesce("voice", F.lit(""))), F.collect_list("wording")).alias("publishers"),
        F.count("*").alias("weight"),
    )
    contested = against.select(*_EDGE).distinct().withColumn("contested", F.lit(True))
    edges = edges.join(contested, list(_EDGE), "left").withColumn("contested", F.coalesce("contested", F.lit(False)))
    for end in ("source", "target"):
        edges = edges.join(names.select(F.col("id").alias(end), F.col("name").alias(f"{end}_name")), end)
    time = [F.col("when.text").alias("time"), F.expr("try_cast(when.`from` as date) as time_from"), F.expr("try_cast(when.`to` as date) as time_to")]
    head = ["source", "target", "key", "source_name", "target_name", "type", "plover", "category", "modality", "negated", "symmetric"]
    tail = ["objects", "confidence", "articles", "publishers", "weight", "tenure"]
    return edges.select(*head, "claimed_only", "contested", "attributed_to", *time, *tail)


def _independent(texts: list[str], voices: list[str], wordings: list[str]) -> int:
    """How many sources are independent of each other: neither of one publisher nor with the same sentence."""
    parent: dict[tuple[str, Optional[str]], tuple[str, Optional[str]]] = {}

    def root(of: tuple[str, Optional[str]]) -> tuple[str, Optional[str]]:
        while parent.setdefault(of, of) != of:
            parent[of] = of = parent[parent[of]]
        return of

    for text, voice, wording in zip(texts, voices, wordings):
        signs = [("wording", wording), *([("voice", voice)] if voice else [])]
        for sign in signs:
            parent[root(sign)] = root(("text", text))
    return len({root(("text", text)) for text in texts})


def _actors(told: DataFrame, who: DataFrame) -> DataFrame:
    mentions = told.select("ids", F.explode("mentions").alias("mention")).groupBy(_actor(F.col("mention.entity")).alias("id"))
    counts = mentions.agg(F.count("*").alias("mentions"))
    present = told.select(F.col("id").alias("article"), "ids", F.explode("actors").alias("actor")).where(F.col("actor.kind").isin(*_ACTORS))
    articles = present.groupBy(_actor(F.col("actor.id")).alias("id")).agg(F.array_sort(F.collect_set("article")).alias("articles"))
    columns = ("id", "kind", "name", "country", "sector", "roles", "aliases", F.coalesce("mentions", F.lit(0)).alias("mentions"), "articles")
    return who.join(counts, "id", "left").join(articles, "id", "left").select(*columns)


def _statements(told: DataFrame, names: DataFrame) -> DataFrame:
    said = told.select(F.col("id").alias("article"), "published", "ids", F.explode("statements").alias("it"))
    about = F.array_distinct(F.transform("it.about", _actor))
    speaker = _actor(F.col("it.speaker"))
    said = said.select("article", "published", "it", speaker.alias("speaker"), _actor(F.col("it.addressee")).alias("addressee"), about.alias("about"))
    said = said.withColumn("about", F.filter("about", lambda id: F.coalesce(id != F.col("speaker"), F.lit(True))))
    each = said.select("it.id", F.posexplode("about").alias("n", "other"))
    each = each.join(names.select(F.col("id").alias("other"), "name"), "other", "left")
    each = each.groupBy("id").agg(F.array_sort(F.collect_list(F.struct("n", F.coalesce("name", "other").alias("name")))).alias("named"))
    said = said.withColumn("id", F.col("it.id")).join(each, "id", "left")
    said = said.join(names.select(F.col("id").alias("speaker"), F.col("name").alias("known_as")), "speaker", "left")
    content = F.col("it.content")
    return said.select(
        "id",
        "article",
        "speaker",
        F.coalesce("known_as", "speaker").alias("speaker_name"),
        F.col("it.cue.text").alias("cue"),
        F.col("it.mode").alias("mode"),
        "addressee",
        "about",
        F.coalesce(F.transform("named", lambda other: other["name"]), F.array().cast("array<string>")).alias("about_names"),
        F.array_join(F.transform(content, lambda piece: piece["text"]), " ... ").alias("content"),
        F.try_element_at(content, F.lit(1))["start"].cast("bigint").alias("start"),
        F.try_element_at(content, F.lit(-1))["end"].cast("bigint").alias("end"),
        F.col("published").try_cast("date").alias("published"),
        F.col("it.confidence").alias("confidence"),
        F.col("it.rule").alias("rule"),
    )
