#!/usr/bin/env python3
"""Writes tests/fixtures/read: articles of our own in the files that people have, each made by the tool that makes them.

    pip install newspaper4k lxml_html_clean pandas pyarrow warcio feedgen feedparser python-docx fpdf2 zstandard
    python scripts/make_inputs.py

Tests (tests/suite/inputs.rs) read the files. What no tool on pip writes (answers of services, exports of press
databases) is written here in the form that these document. Ids and dates of the tools' own are fixed, so that the files
change only where the tools do.
"""

import datetime
import gzip
import io
import json
import pathlib
import zipfile

import docx
import feedgen.feed
import feedparser
import fpdf
import newspaper
import pandas as pd
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

OUT = pathlib.Path(__file__).parent.parent / "tests" / "fixtures" / "read"

# Invented; the characters beyond ASCII are there to be counted.
ARTICLES = [
    {
        "id": 41,
        "title": "Norway sends radars to Estonia",
        "date": "2024-06-19",
        "publisher": "The Fjord Courier",
        "author": "Åse Lund",
        "url": "https://fjord.example/radars",
        "text": "Norway supplied Estonia with two radars on Wednesday, officials in Oslo said.\n\n"
        "“Estonia is our neighbour in the alliance,” Prime Minister Kari Dahl said at a café in Tallinn. "
        "“We will not leave it alone.”",
    },
    {
        "id": 42,
        "title": "Chad accuses Libya of arming rebels",
        "date": "2024-06-20",
        "publisher": "Sahel Wire",
        "author": "Idriss Nour",
        "url": "https://sahel.example/rebels",
        "text": "Chad accused Libya on Thursday of arming rebels in the north of the country.\n\n"
        "Libya rejected the accusation. Foreign Minister Omar Fathi called it “a fairy tale”, and warned Chad "
        "of consequences.",
    },
]


def write(name, content):
    mode, kind = ("w", {"encoding": "utf-8", "newline": ""}) if isinstance(content, str) else ("wb", {})
    with open(OUT / name, mode, **kind) as file:
        file.write(content)


def dump(name, value):
    write(name, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def html(article):
    paragraphs = "".join(f"<p>{p}</p>" for p in article["text"].split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{article["title"]}</title>'
        f'<meta property="og:site_name" content="{article["publisher"]}">'
        f'<meta property="article:published_time" content="{article["date"]}T08:00:00Z">'
        f'<meta name="author" content="{article["author"]}"></head>'
        f'<body><article><h1>{article["title"]}</h1>{paragraphs}</article></body></html>'
    )


def tables():
    frame = pd.DataFrame(ARTICLES)
    kaggle = frame.rename(columns={"text": "content", "publisher": "publication"})
    kaggle.to_csv(OUT / "kaggle.csv")
    maxqda = frame.rename(columns={"text": "Segment", "title": "Document name", "publisher": "Publication", "date": "Date"})
    maxqda.to_csv(OUT / "maxqda.tsv", sep="\t", index=False, encoding="utf-16")
    excel = frame.rename(columns={"text": "Body", "title": "Headline", "date": "Publication Date"})
    excel.to_csv(OUT / "excel-latin1.csv", sep=";", index=False, encoding="cp1252")
    cloud = frame.rename(columns={"date": "publish_date", "publisher": "media_name", "id": "stories_id"})
    cloud[["stories_id", "publish_date", "title", "url", "media_name"]].to_csv(OUT / "mediacloud.csv", index=False)
    frame["date"] = pd.to_datetime(frame["date"])
    frame["embedding"] = [[0.5, 0.25], [1.0, 0.0]]
    frame.to_parquet(OUT / "pandas.parquet")
    frame.drop(columns="embedding").to_json(OUT / "pandas.jsonl", orient="records", lines=True)
    frame.drop(columns="embedding").to_json(OUT / "pandas.json", orient="records")


def services():
    dump(
        "newsapi.json",
        {
            "status": "ok",
            "totalResults": 2,
            "articles": [
                {
                    "source": {"id": None, "name": a["publisher"]},
                    "author": a["author"],
                    "title": a["title"],
                    "description": a["text"].split("\n\n")[0],
                    "url": a["url"],
                    "urlToImage": None,
                    "publishedAt": a["date"] + "T08:00:00Z",
                    "content": a["text"],
                }
                for a in ARTICLES
            ],
        },
    )
    dump(
        "gdelt.json",
        {
            "articles": [
                {
                    "url": a["url"],
                    "url_mobile": "",
                    "title": a["title"],
                    "seendate": a["date"].replace("-", "") + "T081500Z",
                    "socialimage": "",
                    "domain": a["url"].split("/")[2],
                    "language": "English",
                    "sourcecountry": "Norway",
                }
                for a in ARTICLES
            ]
        },
    )
    dump(
        "eventregistry.json",
        {
            "articles": {
                "page": 1,
                "totalResults": 2,
                "results": [
                    {
                        "uri": str(8100000 + a["id"]),
                        "lang": "eng",
                        "isDuplicate": False,
                        "date": a["date"],
                        "time": "08:00:00",
                        "dateTime": a["date"] + "T08:00:00Z",
                        "dataType": "news",
                        "url": a["url"],
                        "title": a["title"],
                        "body": a["text"],
                        "source": {"uri": a["url"].split("/")[2], "dataType": "news", "title": a["publisher"]},
                        "authors": [{"uri": "x@y", "name": a["author"], "type": "author", "isAgency": False}],
                        "sentiment": 0.1,
                    }
                    for a in ARTICLES
                ],
            }
        },
    )


def newspaper4k():
    out = []
    for a in ARTICLES:
        page = newspaper.Article(a["url"])
        page.download(input_html=html(a))
        page.parse()
        out.append(json.loads(page.to_json(as_string=True)))
    dump("newspaper4k.json", out)


def feeds():
    feed = feedgen.feed.FeedGenerator()
    feed.id("https://fjord.example/")
    feed.title("The Fjord Courier")
    feed.link(href="https://fjord.example/")
    feed.description("News")
    when = datetime.datetime(2024, 6, 20, 12, tzinfo=datetime.timezone.utc)
    feed.updated(when)
    feed.lastBuildDate(when)
    for a in ARTICLES:
        entry = feed.add_entry(order="append")
        entry.id(a["url"])
        entry.title(a["title"])
        entry.link(href=a["url"])
        entry.author(name=a["author"], email="desk@fjord.example")
        entry.published(a["date"] + "T08:00:00Z")
        entry.updated(a["date"] + "T08:00:00Z")
        entry.description(a["text"].split("\n\n")[0])
        entry.content("".join(f"<p>{p}</p>" for p in a["text"].split("\n\n")), type="html")
    feed.rss_file(str(OUT / "rss.xml"), pretty=True)
    feed.atom_file(str(OUT / "feed.atom"), pretty=True)
    parsed = feedparser.parse(str(OUT / "feed.atom"))
    for entry in parsed.entries:
        for key in [key for key in entry if key.endswith("_parsed")]:
            del entry[key]
    dump("feedparser.json", {"feed": {"title": parsed.feed.title}, "entries": parsed.entries})


def archives():
    warc = io.BytesIO()
    writer = WARCWriter(warc, gzip=True)
    for a in ARTICLES:
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        day = {"WARC-Date": a["date"] + "T09:00:00Z", "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-0000000000{a['id']}>"}
        body = io.BytesIO(html(a).encode())
        writer.write_record(writer.create_warc_record(a["url"], "response", payload=body, http_headers=head, warc_headers_dict=day))
    head = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
    day = {"WARC-Date": "2024-06-20T09:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000043>"}
    picture = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    writer.write_record(
        writer.create_warc_record("https://sahel.example/a.png", "response", payload=picture, http_headers=head, warc_headers_dict=day)
    )
    write("crawl.warc.gz", warc.getvalue())

    def archive(name, members):
        with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as file:
            for member, content in members:
                file.writestr(zipfile.ZipInfo(member, (2024, 6, 20, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)

    archive(
        "crawl.wacz",
        [
            ("datapackage.json", '{"profile": "data-package"}'),
            ("archive/data.warc.gz", warc.getvalue()),
            ("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'),
        ],
    )
    csv = (OUT / "kaggle.csv").read_bytes()
    archive("mixed.zip", [("in/2024-06-19.html", html(ARTICLES[0])), ("table.csv", csv), ("../../up.png", b"\x89PNG"), ("a.xls", b"x")])
    write("kaggle.csv.gz", gzip.compress(csv, mtime=0))
    write("pandas.jsonl.zst", zstandard.compress((OUT / "pandas.jsonl").read_bytes()))


def press():
    nexis = []
    for a in ARTICLES:
        nexis.append(
            f"{a['title']}\n\n{a['publisher']}\n\nJune {int(a['date'][-2:])}, 2024 {'Wednesday' if a['id'] == 41 else 'Thursday'}\n\n"
            f"Copyright 2024 {a['publisher']} All Rights Reserved\n\nSection: WORLD; Pg. 4\n\nLength: 42 words\n\n"
            f"Byline: {a['author']}\n\nBody\n\n{a['text']}\n\nLoad-Date: June 21, 2024\n\nEnd of Document\n"
        )
    write("nexis.txt", "\n\n".join(nexis))
    lexis = ""
    for i, a in enumerate(ARTICLES):
        lexis += (
            f"\n{' ' * 27}{i + 1} of 2 DOCUMENTS\n\n\n{' ' * 25}{a['publisher']}\n\n{' ' * 22}June {int(a['date'][-2:])}, 2024\n\n"
            f"HEADLINE: {a['title']}\n\nBYLINE: By {a['author'].upper()}\n\nLENGTH: 42 words\n\nBODY:\n\n   "
            + a["text"].replace("\n\n", "\n\n   ")
            + f"\n\nLOAD-DATE: June 21, 2024\n\nLANGUAGE: ENGLISH\n\n{' ' * 20}Copyright 2024 {a['publisher']}\n\n"
        )
    write("lexisnexis.txt", lexis)
    factiva = [
        f"World\n{a['title']}\n\nBy {a['author']}\n42 words\n{int(a['date'][-2:])} June 2024\n10:15\n{a['publisher']}\nEXMP\nEnglish\n"
        f"Copyright 2024. {a['publisher']}. All rights reserved.\n\n{a['text']}\n\nDocument EXMP000020240619ek6j0001{'ab'[i]}\n"
        for i, a in enumerate(ARTICLES)
    ]
    write("factiva.txt", "\n\n".join(factiva))
    tagged = []
    for i, a in enumerate(ARTICLES):
        lead, rest = a["text"].split("\n\n")
        tagged.append(
            f"HD\n{a['title']}\nBY\nBy {a['author']}\nWC\n42 words\nPD\n{int(a['date'][-2:])} June 2024\nSN\n{a['publisher']}\nSC\nEXMP\n"
            f"LA\nEnglish\nCY\nCopyright 2024\nLP\n\n{lead}\n\nTD\n\n{rest}\n\nAN\nDocument EXMP000020240619ek6j0001{'ab'[i]}\n"
        )
    write("factiva-tags.txt", "\n".join(tagged))


def documents():
    article = ARTICLES[0]
    document = docx.Document()
    document.core_properties.title = article["title"]
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2024, 6, 19)
    for paragraph in [article["title"]] + article["text"].split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(OUT / "2024-06-19 radars.docx")
    export = docx.Document()
    for line in (OUT / "nexis.txt").read_text("utf-8").split("\n"):
        export.add_paragraph(line)
    export.save(OUT / "nexis.docx")
    page = fpdf.FPDF()
    page.set_creation_date(datetime.datetime(2024, 6, 19, tzinfo=datetime.timezone.utc))
    page.add_page()
    page.set_font("Helvetica", size=11)
    plain = ARTICLES[1]["text"].translate(str.maketrans({"“": '"', "”": '"'}))
    page.multi_cell(0, 6, ARTICLES[1]["title"] + "\n\n" + plain)
    page.output(str(OUT / "2024-06-20 rebels.pdf"))


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for step in (tables, services, newspaper4k, feeds, archives, press, documents):
        step()
