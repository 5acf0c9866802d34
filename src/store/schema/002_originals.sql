-- jianbao store, schema 2: the reports' own texts, further places of a figure, dates of decisions.
--
-- This file has been applied to stores in the field: never edit it, add the next number instead.

-- The frozen text of each report that was read, one row for each version of it; id is the order of
-- adding. Offsets of facts with the same sha256 count code points in `text`.
CREATE TABLE original (
    id            INTEGER PRIMARY KEY,
    sha256        TEXT NOT NULL UNIQUE
        CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    agency_code   TEXT NOT NULL REFERENCES division (code),
    year          INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    source        TEXT NOT NULL CHECK (source <> ''),
    kind          TEXT NOT NULL CHECK (kind IN ('text', 'html', 'docx', 'pdf')),
    encoding      TEXT NOT NULL,
    title         TEXT NOT NULL,
    signed_on     TEXT NOT NULL
        CHECK (signed_on = '' OR signed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    published_on  TEXT NOT NULL
        CHECK (published_on = '' OR published_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    superseded_by TEXT REFERENCES original (sha256) CHECK (superseded_by <> sha256),
    text          TEXT NOT NULL CHECK (text <> '')
) STRICT;

CREATE INDEX original_agency ON original (agency_code, year);

CREATE TRIGGER original_no_update BEFORE UPDATE OF id, sha256, agency_code, year, source, kind,
    encoding, title, signed_on, published_on, text ON original
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: add the new version');
END;

CREATE TRIGGER original_superseded_once BEFORE UPDATE OF superseded_by ON original
WHEN OLD.superseded_by IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: this one was superseded already');
END;

CREATE TRIGGER original_no_delete BEFORE DELETE ON original
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: add the new version');
END;

CREATE TRIGGER original_no_replace BEFORE INSERT ON original
WHEN EXISTS (SELECT 1 FROM original WHERE id = NEW.id OR sha256 = NEW.sha256)
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: the text is held');
END;

-- Further places of the same text that state the fact; its own span is the first.
CREATE TABLE evidence (
    fact_id    INTEGER NOT NULL REFERENCES fact (id),
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end   INTEGER NOT NULL CHECK (char_end > char_start),
    PRIMARY KEY (fact_id, char_start, char_end)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN
    SELECT RAISE(ABORT, 'places are append-only');
END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN
    SELECT RAISE(ABORT, 'places are append-only');
END;

-- The day of a decision, '' for those from before this schema.
ALTER TABLE decision ADD COLUMN decided_on TEXT NOT NULL DEFAULT ''
    CHECK (decided_on = '' OR decided_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- Another version of a report is another source, even where it says the same at the same place.
DROP INDEX fact_key;
CREATE UNIQUE INDEX fact_key ON fact (
    agency_code, year, indicator, period_start, period_end, period_kind,
    scope_population, scope_channel, scope_coverage, term, source, source_sha256,
    ifnull(char_start, -1), ifnull(char_end, -1), ifnull(supersedes, 0));

-- The text an absence was read from, '' when none is held. One that a newer version takes back is
-- moved to absence_past.
ALTER TABLE absence ADD COLUMN source_sha256 TEXT NOT NULL DEFAULT '';

CREATE TABLE absence_past (
    id            INTEGER PRIMARY KEY,
    agency_code   TEXT NOT NULL,
    year          INTEGER NOT NULL,
    indicator     TEXT NOT NULL,
    kind          TEXT NOT NULL,
    source        TEXT NOT NULL,
    note          TEXT NOT NULL,
    source_sha256 TEXT NOT NULL
) STRICT;

CREATE TRIGGER absence_original AFTER INSERT ON absence
WHEN NEW.source_sha256 = '' AND NEW.source <> ''
BEGIN
    UPDATE absence
       SET source_sha256 = ifnull((SELECT o.sha256 FROM original o
                WHERE o.agency_code = NEW.agency_code AND o.year = NEW.year
                  AND o.source = NEW.source AND o.superseded_by IS NULL), '')
     WHERE id = NEW.id;
END;

CREATE TRIGGER original_superseded AFTER UPDATE OF superseded_by ON original
BEGIN
    INSERT INTO absence_past (agency_code, year, indicator, kind, source, note, source_sha256)
    SELECT agency_code, year, indicator, kind, source, note, source_sha256
      FROM absence WHERE source_sha256 = OLD.sha256 ORDER BY id;
    DELETE FROM absence WHERE source_sha256 = OLD.sha256;
END;

-- ---- views -----------------------------------------------------------------------------------

DROP VIEW v_history;
DROP VIEW v_coverage;
DROP VIEW v_report;
DROP VIEW v_fact;

-- Every fact there ever was. superseded_by is the fact that corrects it; replaced_by the sha256 of
-- the newer version of its report; both NULL for a fact that counts.
CREATE VIEW v_fact_all AS
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
       f.confidence, f.note, f.supersedes,
       (SELECT n.id FROM fact n WHERE n.supersedes = f.id) AS superseded_by,
       (SELECT o.superseded_by FROM original o WHERE o.sha256 = f.source_sha256) AS replaced_by
  FROM fact f;

-- The facts that count.
CREATE VIEW v_fact AS
SELECT id, agency_code, agency, agency_name, year, indicator, term, value, unit, qualifier,
       period_start, period_end, period_kind, scope_population, scope_channel, scope_coverage,
       yoy_percent, yoy_points, basis, status, source, source_sha256, char_start, char_end, raw,
       sentence, rule, confidence, note
  FROM v_fact_all
 WHERE superseded_by IS NULL AND replaced_by IS NULL;

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
        UNION SELECT agency_code, year FROM v_fact
        UNION SELECT agency_code, year FROM absence) k;

-- The reports' texts, without the texts themselves.
CREATE VIEW v_original AS
SELECT id, sha256, agency_code, year, source, kind, encoding, title, signed_on, published_on,
       superseded_by, length(text) AS characters
  FROM original;

-- All that ever happened to a fact: entered, decided on, superseded, replaced with its report.
CREATE VIEW v_history AS
SELECT f.id AS fact_id, 0 AS step, 'entered' AS event, f.status AS status, f.rule AS by,
       f.note AS reason, f.supersedes AS other_id, '' AS decided_on
  FROM fact f
UNION ALL
SELECT d.fact_id, d.id, 'decided', d.decision, d.by, d.reason, NULL, d.decided_on
  FROM decision d
UNION ALL
SELECT n.supersedes, 9223372036854775806, 'superseded', n.status,
       ifnull((SELECT d.by FROM decision d WHERE d.fact_id = n.id ORDER BY d.id LIMIT 1), n.rule),
       ifnull((SELECT d.reason FROM decision d WHERE d.fact_id = n.id ORDER BY d.id LIMIT 1),
              n.note),
       n.id,
       ifnull((SELECT d.decided_on FROM decision d WHERE d.fact_id = n.id ORDER BY d.id LIMIT 1),
              '')
  FROM fact n WHERE n.supersedes IS NOT NULL
UNION ALL
SELECT f.id, 9223372036854775807, 'replaced',
       ifnull((SELECT d.decision FROM decision d WHERE d.fact_id = f.id
                ORDER BY d.id DESC LIMIT 1), f.status),
       '', o.superseded_by, NULL, ''
  FROM fact f JOIN original o ON o.sha256 = f.source_sha256 AND o.superseded_by IS NOT NULL;

UPDATE meta
   SET value = 'jianbao store: figures from annual reports of labour authorities. Read the views '
            || 'v_fact, v_absence, v_report, v_original, v_coverage and v_history.'
 WHERE key = 'about';
