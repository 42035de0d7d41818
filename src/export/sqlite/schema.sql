-- The schema of graph.sqlite, as `newsgraph export GRAPH sqlite` runs it: tables, and below, once they are filled, indexes, full text and views.
-- Version: PRAGMA user_version. Newer versions of the same number may add tables, columns and views; none goes or changes its meaning.
--
-- Columns are called as in the tidy tables (CSV, Parquet). What is a list there is a table here: the column `objects` of edges is edge_objects.
-- `start` and `end` count code points of the article as it was given, `end` exclusive: text[start:end] in Python. Dates are ISO days (2024-06-19),
-- booleans 0 or 1, what is not known NULL, a confidence from 0 to 1: of those given .8 about eight in ten are right.
--
-- Who said what about whom:   SELECT speaker, cue, content, about FROM said WHERE speaker = 'Kamala Harris' AND about = 'Russia';
-- Who did what to whom:       SELECT source, type, target, articles FROM did WHERE target = 'Russia' ORDER BY articles DESC;
-- Full text:                  SELECT speaker, content FROM said WHERE statement IN (SELECT rowid FROM statements_fts('sanctions OR embargo'));

CREATE TABLE meta (              -- what this file is
    key TEXT PRIMARY KEY,        -- schema, generator, title, level (actors, or state: officials and organs counted as their states)
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    title TEXT,
    publisher TEXT,              -- the paper, agency or site
    published TEXT,              -- ISO day
    language TEXT,               -- ISO 639-1
    chars INTEGER,               -- length in code points
    path TEXT,                   -- the file that it was read from
    sha256 TEXT,                 -- of the text in UTF-8
    near_duplicate_of TEXT REFERENCES articles (id) -- the first article with about the same text, such as an agency's
) WITHOUT ROWID;

CREATE TABLE article_authors (
    article TEXT NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,   -- from 1, as printed
    author TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

CREATE TABLE actors (
    id TEXT PRIMARY KEY,         -- state:PRK, person:kim-jong-un, org:stimson-center, group:prk/officials
    kind TEXT NOT NULL,          -- person, state, organisation, group; unknown: only its id is known
    name TEXT NOT NULL,          -- its fullest name
    country TEXT,                -- ISO 3166-1 alpha-3 of the state that it belongs to
    sector TEXT,                 -- PLOVER's actor sector: GOV, MIL, ...
    mentions INTEGER NOT NULL    -- how often the articles mention it
) WITHOUT ROWID;

CREATE TABLE actor_aliases (     -- every other form that names it
    actor TEXT NOT NULL REFERENCES actors (id),
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor, position)
) WITHOUT ROWID;

CREATE TABLE actor_roles (       -- its posts
    actor TEXT NOT NULL REFERENCES actors (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,         -- President
    of TEXT REFERENCES actors (id),
    tenure TEXT CHECK (tenure IN ('former', 'acting', 'incoming')), -- NULL: held, as far as the articles say
    PRIMARY KEY (actor, position)
) WITHOUT ROWID;

CREATE TABLE actor_articles (    -- the articles that mention it
    actor TEXT NOT NULL REFERENCES actors (id),
    position INTEGER NOT NULL,   -- in reading order
    article TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (actor, position)
) WITHOUT ROWID;

CREATE TABLE sentences (         -- those that show an edge; of an edge of category statement, the words said
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE edges (             -- typed claims about two actors; several may join the same two
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES actors (id), -- who does it
    target TEXT NOT NULL REFERENCES actors (id), -- whom it is done to, or the counterpart
    type TEXT NOT NULL,          -- as in `newsgraph list edges`; says-about of category statement
    plover TEXT,                 -- class of PLOVER; NULL for affiliations and statements
    category TEXT NOT NULL CHECK (category IN ('event', 'affiliation', 'statement')),
    modality TEXT NOT NULL CHECK (modality IN ('actual', 'planned', 'possible')),
    negated INTEGER NOT NULL,    -- 1: it is said not to be so
    symmetric INTEGER NOT NULL,  -- 1: source and target are equals in it ("meeting")
    claimed_only INTEGER NOT NULL, -- 1: it stands in somebody's words only, no article asserts it itself
    contested INTEGER NOT NULL,  -- 1: somebody denies it (table against), or, of a negated edge, asserts it
    time TEXT,                   -- the first time that the evidence gives, as worded
    time_from TEXT,              -- its first and last day
    time_to TEXT,
    confidence REAL NOT NULL,    -- the best of its evidence
    articles INTEGER NOT NULL,   -- articles that claim it
    publishers INTEGER NOT NULL, -- independent sources: articles of one publisher, or that print the same sentence, count once
    weight INTEGER NOT NULL,     -- pieces of evidence
    tenure TEXT CHECK (tenure IN ('former', 'acting', 'incoming')) -- of a post or membership; NULL: held, as far as the text says
);

CREATE TABLE edge_attributed_to ( -- all who are said to claim it
    edge INTEGER NOT NULL REFERENCES edges (id),
    position INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (edge, position)
) WITHOUT ROWID;

CREATE TABLE edge_objects (      -- what is handed over
    edge INTEGER NOT NULL REFERENCES edges (id),
    position INTEGER NOT NULL,
    object TEXT NOT NULL,
    PRIMARY KEY (edge, position)
) WITHOUT ROWID;

CREATE TABLE evidence (          -- each place of each article that shows an edge
    number INTEGER PRIMARY KEY,
    edge INTEGER NOT NULL REFERENCES edges (id),
    article TEXT NOT NULL REFERENCES articles (id),
    claim TEXT NOT NULL,         -- id of the event or statement in the article's record (records.jsonl)
    sentence INTEGER NOT NULL REFERENCES sentences (id),
    trigger TEXT,                -- the words that name the action; of a statement the cue
    trigger_start INTEGER,
    trigger_end INTEGER,
    claimed INTEGER NOT NULL,    -- 1: it stands in somebody's words only, be it known or not whose they are
    time TEXT,                   -- when, as this article words it
    time_from TEXT,
    time_to TEXT,
    confidence REAL NOT NULL,
    rule TEXT                    -- the rule that fired: file and line
);

CREATE TABLE evidence_attributed_to ( -- who claims it; nobody where the article itself asserts it
    evidence INTEGER NOT NULL REFERENCES evidence (number),
    position INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (evidence, position)
) WITHOUT ROWID;

CREATE TABLE evidence_mentions ( -- the words of the sentence that mean one of the edge's ends, pronouns included
    evidence INTEGER NOT NULL REFERENCES evidence (number),
    position INTEGER NOT NULL,
    of TEXT NOT NULL CHECK (of IN ('source', 'target')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (evidence, position)
) WITHOUT ROWID;

CREATE TABLE against (           -- what the other side says of a contested edge; columns as in evidence
    number INTEGER PRIMARY KEY,
    edge INTEGER NOT NULL REFERENCES edges (id),
    article TEXT NOT NULL REFERENCES articles (id),
    claim TEXT NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentences (id),
    trigger TEXT,
    trigger_start INTEGER,
    trigger_end INTEGER,
    claimed INTEGER NOT NULL,
    time TEXT,
    time_from TEXT,
    time_to TEXT,
    confidence REAL NOT NULL,
    rule TEXT
);

CREATE TABLE against_attributed_to (
    against INTEGER NOT NULL REFERENCES against (number),
    position INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (against, position)
) WITHOUT ROWID;

CREATE TABLE statements (        -- who said what
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,            -- its id in the article's record, and `claim` of the edges that it gives
    article TEXT NOT NULL REFERENCES articles (id),
    speaker TEXT REFERENCES actors (id),
    cue TEXT,                    -- the word or words of saying; NULL for a quotation that goes on without one
    mode TEXT NOT NULL CHECK (mode IN ('direct', 'indirect', 'mixed')),
    addressee TEXT REFERENCES actors (id),
    content TEXT NOT NULL,       -- the words said; parts of a broken quotation are joined by " ... "
    start INTEGER,
    "end" INTEGER,
    confidence REAL NOT NULL,
    rule TEXT
);

CREATE TABLE statement_about (   -- whom it is about
    statement INTEGER NOT NULL REFERENCES statements (number),
    position INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;

-- AFTER THE ROWS

CREATE INDEX actors_by_name ON actors (name);
CREATE INDEX aliases_by_name ON actor_aliases (alias);
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX actors_by_article ON actor_articles (article);
CREATE INDEX sentences_by_place ON sentences (article, start);
CREATE INDEX edges_by_source ON edges (source, type);
CREATE INDEX edges_by_target ON edges (target, type);
CREATE INDEX edges_by_type ON edges (type);
CREATE INDEX evidence_by_edge ON evidence (edge);
CREATE INDEX evidence_by_article ON evidence (article);
CREATE INDEX evidence_by_sentence ON evidence (sentence);
CREATE INDEX evidence_by_claimant ON evidence_attributed_to (actor);
CREATE INDEX against_by_edge ON against (edge);
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_subject ON statement_about (actor);

-- Full text, whatever the case and accents: words, "phrases", AND OR NOT, NEAR(), prefix*. The row ids are sentences.id and statements.number.
CREATE VIRTUAL TABLE sentences_fts USING fts5 (text, content = 'sentences', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statements_fts USING fts5 (content, content = 'statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO sentences_fts (sentences_fts) VALUES ('rebuild');
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');

-- Who said what about whom: a row for each statement and each actor that it is about, and one for a statement about nobody.
CREATE VIEW said AS
SELECT s.number AS statement, by.name AS speaker, s.cue, s.content, subject.name AS about, hearer.name AS addressee, s.mode, a.published, a.publisher,
    s.article, s.start, s."end", s.confidence, s.id AS claim, s.speaker AS speaker_id, subject.id AS about_id, s.addressee AS addressee_id
FROM statements AS s
JOIN articles AS a ON a.id = s.article
LEFT JOIN actors AS by ON by.id = s.speaker
LEFT JOIN actors AS hearer ON hearer.id = s.addressee
LEFT JOIN statement_about AS of ON of.statement = s.number
LEFT JOIN actors AS subject ON subject.id = of.actor;

-- All edges by the names of their ends.
CREATE VIEW ties AS
SELECT e.id AS edge, x.name AS source, e.type, y.name AS target, e.plover AS class, e.category, e.modality, e.negated, e.symmetric, e.claimed_only,
    e.contested, e.time, e.time_from, e.time_to, e.confidence, e.articles, e.publishers, e.weight, e.source AS source_id, e.target AS target_id,
    x.country AS source_country, y.country AS target_country, e.tenure
FROM edges AS e
JOIN actors AS x ON x.id = e.source
JOIN actors AS y ON y.id = e.target;

-- Who did what to whom: the ties that are events.
CREATE VIEW did AS
SELECT * FROM ties WHERE category = 'event';

-- Event data: a row for each place of each article that reports an event, with its words. `day` is when it happened as far as the article tells,
-- else when the article appeared; `claimed_by` names who says so.
CREATE VIEW reports AS
SELECT r.number AS report, t.source, t.type, t.target, t.class, t.modality, t.negated, coalesce(r.time_from, r.time_to, a.published) AS day,
    (SELECT group_concat(name, ', ') FROM (
        SELECT c.name FROM evidence_attributed_to AS by JOIN actors AS c ON c.id = by.actor WHERE by.evidence = r.number ORDER BY by.position
    )) AS claimed_by,
    s.text AS sentence, r.trigger, a.publisher, a.published, r.article, s.start, s."end", r.confidence, r.rule, r.claim, t.edge, t.symmetric,
    t.source_id, t.target_id, t.source_country, t.target_country
FROM evidence AS r
JOIN did AS t ON t.edge = r.edge
JOIN sentences AS s ON s.id = r.sentence
JOIN articles AS a ON a.id = r.article;

-- Events by pair of actors and month. Of what has no direction, both ends stand in the order of their names.
CREATE VIEW dyad_months AS
SELECT iif(symmetric, min(source, target), source) AS source, iif(symmetric, max(source, target), target) AS target, class, type,
    substr(day, 1, 7) AS month, count(*) AS reports, count(DISTINCT edge) AS edges
FROM reports
GROUP BY 1, 2, 3, 4, 5;

-- Events by pair of countries and month; ? is no country.
CREATE VIEW country_months AS
SELECT iif(symmetric, min(x, y), x) AS source_country, iif(symmetric, max(x, y), y) AS target_country, class, type, substr(day, 1, 7) AS month,
    count(*) AS reports, count(DISTINCT edge) AS edges
FROM (SELECT *, ifnull(source_country, '?') AS x, ifnull(target_country, '?') AS y FROM reports)
GROUP BY 1, 2, 3, 4, 5;

-- What one side claims and another denies, with the words of both: a row for each piece of evidence.
CREATE VIEW contested AS
SELECT t.edge, t.source, t.type, t.target, t.modality, p.side,
    coalesce(p.speakers, iif(p.claimed, 'somebody', coalesce(a.publisher, 'the article ' || a.id))) AS speakers,
    s.text AS sentence, a.publisher, a.published, p.article, s.start, s."end", t.source_id, t.target_id
FROM (
    SELECT e.number, e.edge, e.article, e.sentence, e.claimed, 'claims' AS side, (SELECT group_concat(name, ', ') FROM (
        SELECT c.name FROM evidence_attributed_to AS by JOIN actors AS c ON c.id = by.actor WHERE by.evidence = e.number ORDER BY by.position
    )) AS speakers FROM evidence AS e
    UNION ALL
    SELECT n.number, n.edge, n.article, n.sentence, n.claimed, 'denies', (SELECT group_concat(name, ', ') FROM (
        SELECT c.name FROM against_attributed_to AS by JOIN actors AS c ON c.id = by.actor WHERE by.against = n.number ORDER BY by.position
    )) FROM against AS n
) AS p
JOIN ties AS t ON t.edge = p.edge AND t.contested AND NOT t.negated
JOIN sentences AS s ON s.id = p.sentence
JOIN articles AS a ON a.id = p.article;

ANALYZE;
