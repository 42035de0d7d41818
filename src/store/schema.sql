-- The store of `newsgraph add`. `number` is the order in which articles were added.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,     -- as in the record
    key TEXT NOT NULL UNIQUE,    -- what a changed article is recognised by: its own id, else its place
    hash BLOB NOT NULL UNIQUE,   -- SHA-256 of all that the record is made of
    html INTEGER NOT NULL,       -- whether the text is the source of a page
    text BLOB NOT NULL,          -- the input, decoded, in UTF-8, packed with zlib
    record BLOB NOT NULL         -- the record as JSON, packed with zlib
);
