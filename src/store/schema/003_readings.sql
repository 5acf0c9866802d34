-- jianbao store, schema 3: who has read a report whole.
--
-- A program that does not find a figure in a report has not shown that the report is silent. Until
-- a person has read it whole, what has no figure is under review.
--
-- This file has been applied to stores in the field: never edit it, add the next number instead.

-- As the record was entered: 'program' for a report that nobody but the program has gone through.
ALTER TABLE report ADD COLUMN reading TEXT NOT NULL DEFAULT 'person'
    CHECK (reading IN ('person', 'program'));

-- Of reports whose text is held nobody was ever asked whether they have been read.
UPDATE report
   SET reading = 'program'
 WHERE sha256 <> '' AND EXISTS (SELECT 1 FROM original o WHERE o.sha256 = report.sha256);

-- What people declared; the latest counts, for the version of the report with that sha256 only.
CREATE TABLE reading (
    id          INTEGER PRIMARY KEY,
    agency_code TEXT NOT NULL REFERENCES division (code),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    source      TEXT NOT NULL,
    title       TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    reading     TEXT NOT NULL CHECK (reading IN ('person', 'program')),
    by          TEXT NOT NULL CHECK (by <> ''),
    reason      TEXT NOT NULL,
    read_on     TEXT NOT NULL
        CHECK (read_on = '' OR read_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE INDEX reading_report ON reading (agency_code, year, source, title, sha256, id);

CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading
BEGIN
    SELECT RAISE(ABORT, 'readings are append-only: add a later one');
END;

CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading
BEGIN
    SELECT RAISE(ABORT, 'readings are append-only: add a later one');
END;

CREATE TRIGGER reading_no_replace BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'readings are append-only: the id is taken');
END;

-- ---- views -----------------------------------------------------------------------------------

DROP VIEW v_coverage;
DROP VIEW v_report;

-- Reports held, with the number of facts that name each as their source. reading is 'person' once a
-- person has read the whole report, else 'program'; read_by and read_on say who declared that last
-- and when, '' when the record itself says it.
CREATE VIEW v_report AS
SELECT r.id, r.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = r.agency_code AND substr(a.valid_from, 1, 4) <= CAST(r.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       r.year, r.title, r.source, r.sha256, r.signed_on, r.published_on, r.note,
       (SELECT count(*) FROM v_fact f
         WHERE f.agency_code = r.agency_code AND f.year = r.year
           AND f.source = r.source) AS facts,
       ifnull(d.reading, r.reading) AS reading,
       ifnull(d.by, '') AS read_by, ifnull(d.read_on, '') AS read_on
  FROM report r
  LEFT JOIN reading d ON d.id = (SELECT max(l.id) FROM reading l
        WHERE l.agency_code = r.agency_code AND l.year = r.year AND l.source = r.source
          AND l.title = r.title AND l.sha256 = r.sha256);

-- What is known of each agency and year, rejected facts not counted. unread are the reports that no
-- person has read whole: what such a year lacks may yet stand in them.
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
         WHERE b.agency_code = k.agency_code AND b.year = k.year) AS absences,
       (SELECT count(*) FROM v_report r
         WHERE r.agency_code = k.agency_code AND r.year = k.year
           AND r.reading = 'program') AS unread
  FROM (SELECT agency_code, year FROM report
        UNION SELECT agency_code, year FROM v_fact
        UNION SELECT agency_code, year FROM absence) k;

-- Every declaration; counts is 1 for the one that a report held now goes by.
CREATE VIEW v_reading AS
SELECT d.id, d.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = d.agency_code AND substr(a.valid_from, 1, 4) <= CAST(d.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       d.year, d.source, d.title, d.sha256, d.reading, d.by, d.reason, d.read_on,
       EXISTS (SELECT 1 FROM report r
                WHERE r.agency_code = d.agency_code AND r.year = d.year AND r.source = d.source
                  AND r.title = d.title AND r.sha256 = d.sha256)
       AND NOT EXISTS (SELECT 1 FROM reading l
                WHERE l.agency_code = d.agency_code AND l.year = d.year AND l.source = d.source
                  AND l.title = d.title AND l.sha256 = d.sha256 AND l.id > d.id) AS counts
  FROM reading d;

UPDATE meta
   SET value = 'jianbao store: figures from annual reports of labour authorities. Read the views '
            || 'v_fact, v_absence, v_report, v_reading, v_original, v_coverage and v_history.'
 WHERE key = 'about';
