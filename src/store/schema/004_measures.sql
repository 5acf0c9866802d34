-- jianbao store, schema 4: what figures are measured by, the verdicts of arithmetic, and a way to
-- the figures of one indicator without reading all others.
--
-- This file has been applied to stores in the field: never edit it, add the next number instead.

-- How many workers, enterprises, inspectors ... a division had: from a statistical yearbook, not
-- from the agency's report. Two sources may both be held; where they differ nothing is divided.
CREATE TABLE denominator (
    id          INTEGER PRIMARY KEY,
    agency_code TEXT NOT NULL CHECK (agency_code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    kind        TEXT NOT NULL CHECK (kind IN
        ('population', 'workers', 'migrant_workers', 'enterprises', 'inspectors')),
    value       TEXT NOT NULL CHECK (value <> '' AND value NOT GLOB '*[^0-9]*'),
    as_of       TEXT NOT NULL
        CHECK (as_of = '' OR as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source      TEXT NOT NULL CHECK (source <> ''),
    note        TEXT NOT NULL,
    UNIQUE (agency_code, year, kind, source)
) STRICT;

-- What arithmetic says of figures that bear witness for or against each other. Worked out anew by
-- `jianbao doctor --figures`, which replaces all rows; nothing here ever changes a figure.
CREATE TABLE witness (
    id          INTEGER PRIMARY KEY,
    agency_code TEXT NOT NULL REFERENCES division (code),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    kind        TEXT NOT NULL CHECK (kind <> ''),
    verdict     TEXT NOT NULL CHECK (verdict IN ('holds', 'fails', 'untestable')),
    stated      TEXT NOT NULL,
    found       TEXT NOT NULL,
    reasons     TEXT NOT NULL,
    zh          TEXT NOT NULL CHECK (zh <> ''),
    en          TEXT NOT NULL CHECK (en <> '')
) STRICT;

CREATE INDEX witness_agency ON witness (agency_code, year);

-- The facts a witness speaks of, in the order its sentence names them.
CREATE TABLE witness_fact (
    witness_id INTEGER NOT NULL REFERENCES witness (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL CHECK (place >= 0),
    fact_id    INTEGER NOT NULL REFERENCES fact (id),
    PRIMARY KEY (witness_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX witness_fact_fact ON witness_fact (fact_id);

-- One indicator over all agencies: what comparisons and totals read.
CREATE INDEX fact_indicator ON fact (indicator, year, agency_code);

-- ---- views -----------------------------------------------------------------------------------

-- settled is 0 where another source states another number: then neither is used.
CREATE VIEW v_denominator AS
SELECT d.id, d.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = d.agency_code AND substr(a.valid_from, 1, 4) <= CAST(d.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       d.year, d.kind, d.value, d.as_of, d.source, d.note,
       NOT EXISTS (SELECT 1 FROM denominator o
                    WHERE o.agency_code = d.agency_code AND o.year = d.year AND o.kind = d.kind
                      AND o.value <> d.value) AS settled
  FROM denominator d;

-- fact_ids are in the order of the sentence. current is 0 once one of the facts no longer counts:
-- then the verdict waits to be worked out anew.
CREATE VIEW v_witness AS
SELECT w.id, w.agency_code,
       (SELECT a.name FROM agency a
         WHERE a.code = w.agency_code AND substr(a.valid_from, 1, 4) <= CAST(w.year AS TEXT)
         ORDER BY a.valid_from DESC LIMIT 1) AS agency_name,
       w.year, w.kind, w.verdict, w.stated, w.found, w.reasons, w.zh, w.en,
       ifnull((SELECT group_concat(p.fact_id, ' ')
                 FROM (SELECT fact_id FROM witness_fact
                        WHERE witness_id = w.id ORDER BY place) p), '') AS fact_ids,
       NOT EXISTS (SELECT 1 FROM witness_fact p
                    WHERE p.witness_id = w.id
                      AND NOT EXISTS (SELECT 1 FROM v_fact f
                                       WHERE f.id = p.fact_id AND f.status <> 'rejected'))
           AS current
  FROM witness w;

UPDATE meta
   SET value = 'jianbao store: figures from annual reports of labour authorities. Read the views '
            || 'that begin with v_: v_fact, v_fact_all, v_absence, v_report, v_reading, '
            || 'v_original, v_coverage, v_history, v_denominator and v_witness.'
 WHERE key = 'about';
