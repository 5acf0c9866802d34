-- jianbao store, schema 1. Documented in docs/store.md.
--
-- Text that is not given is '' (never NULL), so that keys compare. A number that is not given is
-- NULL, so that no arithmetic can take silence for zero. Figures are exact decimals in TEXT; no
-- column holds a binary fraction. Dates are YYYY-MM-DD.
--
-- This file has been applied to stores in the field: never edit it, add the next number instead.

PRAGMA application_id = 1245856079; -- "JBAO"

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES
    ('about', 'jianbao store: figures from annual reports of labour authorities. '
           || 'Read the views v_fact, v_absence, v_report, v_coverage and v_history.');

-- One row for each code that an agency has ever had; the parent of all foreign keys, because the
-- same code may stand for several agencies in the course of time.
CREATE TABLE division (
    code TEXT NOT NULL PRIMARY KEY CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE agency (
    id         INTEGER PRIMARY KEY,
    code       TEXT NOT NULL REFERENCES division (code),
    name       TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('nation', 'province', 'prefecture', 'county')),
    parent     TEXT NOT NULL,
    valid_from TEXT NOT NULL
        CHECK (valid_from = '' OR valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    valid_to   TEXT NOT NULL
        CHECK (valid_to = '' OR valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    UNIQUE (code, valid_from)
) STRICT;

CREATE TRIGGER agency_division BEFORE INSERT ON agency
BEGIN
    INSERT OR IGNORE INTO division (code) VALUES (NEW.code);
END;

CREATE TABLE report (
    id           INTEGER PRIMARY KEY,
    agency_code  TEXT NOT NULL REFERENCES division (code),
    year         INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    title        TEXT NOT NULL,
    source       TEXT NOT NULL,
    sha256       TEXT NOT NULL
        CHECK (sha256 = '' OR (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')),
    signed_on    TEXT NOT NULL
        CHECK (signed_on = '' OR signed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    published_on TEXT NOT NULL
        CHECK (published_on = '' OR published_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note         TEXT NOT NULL,
    UNIQUE (agency_code, year, source, title)
) STRICT;

CREATE TABLE fact (
    id               INTEGER PRIMARY KEY,
    supersedes       INTEGER REFERENCES fact (id) CHECK (supersedes < id),
    agency_code      TEXT NOT NULL REFERENCES division (code),
    agency           TEXT NOT NULL,
    year             INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    indicator        TEXT NOT NULL CHECK (indicator <> ''),
    term             TEXT NOT NULL,
    value            TEXT NOT NULL
        CHECK (value GLOB '*[0-9]' AND value NOT GLOB '*[^-.0-9]*' AND value NOT GLOB '.*'),
    unit             TEXT NOT NULL,
    qualifier        TEXT NOT NULL CHECK (qualifier IN
        ('exact', 'at_least', 'more_than', 'about', 'at_most', 'less_than', 'nearly')),
    period_start     TEXT NOT NULL
        CHECK (period_start = '' OR period_start GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    period_end       TEXT NOT NULL
        CHECK (period_end = '' OR period_end GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    period_kind      TEXT NOT NULL CHECK (period_kind IN
        ('full_year', 'part_year', 'as_of', 'campaign', 'cumulative', 'unstated')),
    scope_population TEXT NOT NULL,
    scope_channel    TEXT NOT NULL,
    scope_coverage   TEXT NOT NULL,
    yoy_percent      TEXT CHECK (yoy_percent GLOB '*[0-9]' AND yoy_percent NOT GLOB '*[^-.0-9]*'),
    yoy_points       TEXT CHECK (yoy_points GLOB '*[0-9]' AND yoy_points NOT GLOB '*[^-.0-9]*'),
    basis            TEXT NOT NULL CHECK (basis IN ('stated', 'derived', 'manual')),
    status           TEXT NOT NULL
        CHECK (status IN ('extracted', 'approved', 'corrected', 'rejected')),
    source           TEXT NOT NULL,
    source_sha256    TEXT NOT NULL CHECK (source_sha256 = ''
        OR (length(source_sha256) = 64 AND source_sha256 NOT GLOB '*[^0-9a-f]*')),
    char_start       INTEGER CHECK (char_start >= 0),
    char_end         INTEGER CHECK (char_end >= char_start),
    raw              TEXT NOT NULL,
    sentence         TEXT NOT NULL,
    rule             TEXT NOT NULL,
    confidence       TEXT NOT NULL
        CHECK (confidence GLOB '*[0-9]' AND confidence NOT GLOB '*[^.0-9]*'),
    note             TEXT NOT NULL
) STRICT;

-- One place in one source says one thing. A correction shares the key of what it supersedes.
CREATE UNIQUE INDEX fact_key ON fact (
    agency_code, year, indicator, period_start, period_end, period_kind,
    scope_population, scope_channel, scope_coverage, term, source,
    ifnull(char_start, -1), ifnull(char_end, -1), ifnull(supersedes, 0));

-- A fact is corrected once; the correction may be corrected in turn.
CREATE UNIQUE INDEX fact_supersedes ON fact (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE absence (
    id          INTEGER PRIMARY KEY,
    agency_code TEXT NOT NULL REFERENCES division (code),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    indicator   TEXT NOT NULL CHECK (indicator <> ''),
    kind        TEXT NOT NULL CHECK (kind IN
        ('no_report', 'silent', 'no_number', 'not_applicable', 'zero_stated', 'under_review')),
    source      TEXT NOT NULL,
    note        TEXT NOT NULL,
    UNIQUE (agency_code, year, indicator)
) STRICT;

-- What reviewers decided; the latest counts.
CREATE TABLE decision (
    id       INTEGER PRIMARY KEY,
    fact_id  INTEGER NOT NULL REFERENCES fact (id),
    decision TEXT NOT NULL
        CHECK (decision IN ('extracted', 'approved', 'corrected', 'rejected')),
    by       TEXT NOT NULL CHECK (by <> ''),
    reason   TEXT NOT NULL
) STRICT;

CREATE INDEX decision_fact ON decision (fact_id, id);

-- Append-only: nothing that was once said is overwritten or lost. The insert triggers stop
-- INSERT OR REPLACE, which would delete without asking the delete triggers.
CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact
BEGIN
    SELECT RAISE(ABORT, 'facts are append-only: add a fact that supersedes this one');
END;

CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact
BEGIN
    SELECT RAISE(ABORT, 'facts are append-only: reject the fact by a decision');
END;

CREATE TRIGGER fact_no_replace BEFORE INSERT ON fact
WHEN EXISTS (SELECT 1 FROM fact WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'facts are append-only: the id is taken');
END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only: add a later one');
END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only: add a later one');
END;

CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only: the id is taken');
END;

-- The facts that count: superseded ones are hidden, status is that of the latest decision,
-- agency_name is the agency's name in the year reported on.
CREATE VIEW v_fact AS
SELECT f.id, f.agency_code, f.agency,
       (SELECT a.name FROM agency a
         WHERE a.code = f.agency_code AND substr(a.valid_from, 1, 4) <= CAST(f.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       f.year, f.indicator, f.term, f.value, f.unit, f.qualifier,
       f.period_start, f.period_end, f.period_kind,
       f.scope_population, f.scope_channel, f.scope_coverage,
       f.yoy_percent, f.yoy_points, f.basis,
       ifnull((SELECT d.decision FROM decision d WHERE d.fact_id = f.id
                ORDER BY d.id DESC LIMIT 1), f.status) AS status,
       f.source, f.source_sha256, f.char_start, f.char_end, f.raw, f.sentence, f.rule,
       f.confidence, f.note
  FROM fact f
 WHERE NOT EXISTS (SELECT 1 FROM fact n WHERE n.supersedes = f.id);

-- Absences recorded on purpose, with the agency's name in that year.
CREATE VIEW v_absence AS
SELECT b.id, b.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = b.agency_code AND substr(a.valid_from, 1, 4) <= CAST(b.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       b.year, b.indicator, b.kind, b.source, b.note
  FROM absence b;

-- Reports held, with the number of facts that name each as their source.
CREATE VIEW v_report AS
SELECT r.id, r.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = r.agency_code AND substr(a.valid_from, 1, 4) <= CAST(r.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       r.year, r.title, r.source, r.sha256, r.signed_on, r.published_on, r.note,
       (SELECT count(*) FROM v_fact f
         WHERE f.agency_code = r.agency_code AND f.year = r.year
           AND f.source = r.source) AS facts
  FROM report r;

-- What is known of each agency and year, rejected facts not counted.
CREATE VIEW v_coverage AS
SELECT k.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = k.agency_code AND substr(a.valid_from, 1, 4) <= CAST(k.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       k.year,
       (SELECT count(*) FROM report r
         WHERE r.agency_code = k.agency_code AND r.year = k.year) AS reports,
       (SELECT count(*) FROM v_fact f
         WHERE f.agency_code = k.agency_code AND f.year = k.year
           AND f.status <> 'rejected') AS facts,
       (SELECT count(DISTINCT f.indicator) FROM v_fact f
         WHERE f.agency_code = k.agency_code AND f.year = k.year
           AND f.status <> 'rejected') AS indicators,
       (SELECT count(*) FROM absence b
         WHERE b.agency_code = k.agency_code AND b.year = k.year) AS absences
  FROM (SELECT agency_code, year FROM report
        UNION SELECT agency_code, year FROM fact
        UNION SELECT agency_code, year FROM absence) k;

-- All that ever happened to a fact: entered, decided on, superseded.
CREATE VIEW v_history AS
SELECT f.id AS fact_id, 0 AS step, 'entered' AS event, f.status AS status, f.rule AS by,
       f.note AS reason, f.supersedes AS other_id
  FROM fact f
UNION ALL
SELECT d.fact_id, d.id, 'decided', d.decision, d.by, d.reason, NULL
  FROM decision d
UNION ALL
SELECT n.supersedes, 9223372036854775807, 'superseded', n.status, n.rule, n.note, n.id
  FROM fact n WHERE n.supersedes IS NOT NULL;
