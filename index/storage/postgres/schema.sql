-- The index in PostgreSQL: all of its tables, in a schema of their own. The parts that begin with "-- version N" are applied
-- in their order, each once: a new schema gets all of them, an older one those that it lacks (schema.py).
--
-- A row with (since, until) is part of the index versions since <= v < until; 2147483647 stands for "until further notice".
-- A new version is written beside the one that serves, and serves from the moment that `serving` names it. Nothing that a
-- reader sees of a version changes any more.

-- version 1

-- The versions that can still be read, with what made them and how much they hold.
CREATE TABLE versions (
    version int PRIMARY KEY,
    superseded timestamptz,         -- when another took its place
    contents jsonb NOT NULL
);
CREATE TABLE serving (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    version int NOT NULL REFERENCES versions
);

CREATE TABLE articles (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since int NOT NULL,
    until int NOT NULL DEFAULT 2147483647,
    id text COLLATE "C" NOT NULL,   -- the order of bytes, which is that of a directory's index
    title text NOT NULL,
    text text NOT NULL,
    language text NOT NULL,
    path text,
    url text,
    source text,
    published date,
    author text,
    date_source text,
    year int,
    pages text NOT NULL,            -- lists as JSON
    notes text NOT NULL,
    removed text NOT NULL,
    content_hash text NOT NULL,
    headline text NOT NULL,
    words text[] NOT NULL,          -- its Devanagari words, how often it has each, and their phonetic keys
    occurrences int[] NOT NULL,
    sounds text[] NOT NULL
);
CREATE INDEX articles_by_id ON articles (id, since);
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX articles_that_end ON articles (until) WHERE until < 2147483647;
CREATE INDEX articles_by_beginning ON articles (since);

-- A passage is the run of sentences first_sentence..last_sentence of its article. `lexemes` has "t:STEM" and "s:SOUND" for
-- each of its words, and "t:STEM:2", "t:STEM:3" ... for one that it has more often: so a GIN index tells how often, too.
-- PostgreSQL's own parser has no say in what a word is; it would cut Hindi ones at their vowel signs.
CREATE TABLE passages (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_key bigint NOT NULL,
    number int NOT NULL,
    since int NOT NULL,
    until int NOT NULL DEFAULT 2147483647,
    starts int NOT NULL,
    ends int NOT NULL,
    first_sentence int NOT NULL,
    last_sentence int NOT NULL,
    length int NOT NULL,            -- how many stems and sounds
    vector halfvec NOT NULL,
    terms text NOT NULL,
    sounds text NOT NULL,
    lexemes tsvector NOT NULL,
    token_places bytea NOT NULL,    -- int32, little-endian
    token_codes bytea NOT NULL      -- index/embedding/token_codes.py
) WITH (toast_tuple_target = 1024); -- searching by vectors reads the rows: what it doesn't need stands elsewhere
ALTER TABLE passages ALTER vector SET STORAGE PLAIN, ALTER token_codes SET STORAGE EXTERNAL,
    ALTER vector SET STATISTICS 0, ALTER token_codes SET STATISTICS 0, ALTER lexemes SET STATISTICS 0;
CREATE UNIQUE INDEX passages_by_article ON passages (article_key, number);
-- Without a list of what is still to be sorted in, which every search would have to read.
CREATE INDEX passages_by_lexeme ON passages USING gin (lexemes) WITH (fastupdate = off);

CREATE TABLE sentences (
    article_key bigint NOT NULL,
    number int NOT NULL,
    since int NOT NULL,
    until int NOT NULL DEFAULT 2147483647,
    starts int NOT NULL,
    ends int NOT NULL,
    wording bigint NOT NULL,        -- the same for the same words
    vector halfvec NOT NULL,
    PRIMARY KEY (article_key, number)
);
ALTER TABLE sentences ALTER vector SET STORAGE PLAIN, ALTER vector SET STATISTICS 0;
CREATE INDEX sentences_by_wording ON sentences (wording);

-- How many passages have a lexeme, and how often a word stands in the articles.
CREATE TABLE lexeme_counts (
    lexeme text COLLATE "C" NOT NULL,
    since int NOT NULL,
    until int NOT NULL DEFAULT 2147483647,
    passages int NOT NULL,
    PRIMARY KEY (lexeme, since)
);
CREATE TABLE vocabulary (
    word text COLLATE "C" NOT NULL,
    since int NOT NULL,
    until int NOT NULL DEFAULT 2147483647,
    occurrences int NOT NULL,
    sound text COLLATE "C" NOT NULL,
    PRIMARY KEY (word, since)
);
CREATE INDEX vocabulary_by_sound ON vocabulary (sound);
CREATE INDEX lexeme_counts_that_end ON lexeme_counts (until) WHERE until < 2147483647;
CREATE INDEX vocabulary_that_ends ON vocabulary (until) WHERE until < 2147483647;

-- The version in the making, if there is one: articles that are to be embedded, whoever does it, and those that end with it.
CREATE TABLE building (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    version int NOT NULL,
    recipe jsonb NOT NULL,
    goes_on boolean NOT NULL DEFAULT true   -- false: nobody waits for it, and what it has made is for the next build to use
);
CREATE TABLE jobs (
    id text COLLATE "C" PRIMARY KEY,
    title text NOT NULL,
    text text NOT NULL,
    language text NOT NULL,
    path text,
    url text,
    source text,
    published date,
    author text,
    date_source text,
    year int,
    pages text NOT NULL,
    notes text NOT NULL,
    removed text NOT NULL,
    content_hash text NOT NULL
);
CREATE TABLE leaving (key bigint PRIMARY KEY);

-- What is remembered of the sources. Addresses may hold keys: this is for builders alone.
CREATE TABLE remembered (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    record json NOT NULL
);
