-- jianbao store, schema 5: reports and absences that people withdraw.
--
-- A report that was added by mistake, or to the wrong agency or year, is withdrawn: its figures no
-- longer count and stay on record. Adding its text again brings it back, or gives it to another
-- agency or year.
--
-- This file has been applied to stores in the field: never edit it, add the next number instead.

-- Who withdrew a report, and when it came back; the latest counts.
CREATE TABLE withdrawal (
    id          INTEGER PRIMARY KEY,
    event       TEXT NOT NULL CHECK (event IN ('withdrawn', 'restored')),
    agency_code TEXT NOT NULL REFERENCES division (code),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
    source      TEXT NOT NULL,
    title       TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    by          TEXT NOT NULL CHECK (event = 'restored' OR by <> ''),
    reason      TEXT NOT NULL,
    decided_on  TEXT NOT NULL
        CHECK (decided_on = '' OR decided_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE INDEX withdrawal_report ON withdrawal (agency_code, year, source, sha256, id);

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal
BEGIN
    SELECT RAISE(ABORT, 'withdrawals are append-only: add a later one');
END;

CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal
BEGIN
    SELECT RAISE(ABORT, 'withdrawals are append-only: add a later one');
END;

CREATE TRIGGER withdrawal_no_replace BEFORE INSERT ON withdrawal
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'withdrawals are append-only: the id is taken');
END;

-- The reports that are withdrawn now.
CREATE VIEW v_withdrawn AS
SELECT w.id, w.agency_code, w.year, w.source, w.title, w.sha256, w.by, w.reason, w.decided_on
  FROM withdrawal w
 WHERE w.event = 'withdrawn'
   AND NOT EXISTS (SELECT 1 FROM withdrawal l
                    WHERE l.agency_code = w.agency_code AND l.year = w.year
                      AND l.source = w.source AND l.sha256 = w.sha256 AND l.id > w.id);

-- A text keeps to its agency and year, but for one that was withdrawn from them.
DROP TRIGGER original_no_update;

CREATE TRIGGER original_no_update BEFORE UPDATE OF id, sha256, kind, encoding, text ON original
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: add the new version');
END;

CREATE TRIGGER original_no_move BEFORE UPDATE OF agency_code, year, source, title, signed_on,
    published_on ON original
WHEN NOT EXISTS (SELECT 1 FROM v_withdrawn w
                  WHERE w.agency_code = OLD.agency_code AND w.year = OLD.year
                    AND w.sha256 = OLD.sha256)
BEGIN
    SELECT RAISE(ABORT, 'texts are append-only: withdraw the report first');
END;

-- Who withdrew an absence and why; '' where a newer version of its report took it back.
ALTER TABLE absence_past ADD COLUMN by TEXT NOT NULL DEFAULT '';
ALTER TABLE absence_past ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE absence_past ADD COLUMN withdrawn_on TEXT NOT NULL DEFAULT '';

-- ---- views -----------------------------------------------------------------------------------

DROP VIEW v_history;
DROP VIEW v_original;
DROP VIEW v_fact;
DROP VIEW v_fact_all;

-- Every fact there ever was. superseded_by is the fact that corrects it; replaced_by the sha256 of
-- the newer version of its report; both NULL, and withdrawn 0, for a fact that counts. withdrawn is
-- 1 where its report was withdrawn.
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
       (SELECT o.superseded_by FROM original o WHERE o.sha256 = f.source_sha256) AS replaced_by,
       EXISTS (SELECT 1 FROM v_withdrawn w
                WHERE w.agency_code = f.agency_code AND w.year = f.year
                  AND ((w.sha256 <> '' AND f.source_sha256 = w.sha256)
                    OR (f.source_sha256 = '' AND f.source = w.source))) AS withdrawn
  FROM fact f;

-- The facts that count.
CREATE VIEW v_fact AS
SELECT id, agency_code, agency, agency_name, year, indicator, term, value, unit, qualifier,
       period_start, period_end, period_kind, scope_population, scope_channel, scope_coverage,
       yoy_percent, yoy_points, basis, status, source, source_sha256, char_start, char_end, raw,
       sentence, rule, confidence, note
  FROM v_fact_all
 WHERE superseded_by IS NULL AND replaced_by IS NULL AND NOT withdrawn;

-- The reports' texts, without the texts themselves.
CREATE VIEW v_original AS
SELECT id, sha256, agency_code, year, source, kind, encoding, title, signed_on, published_on,
       superseded_by, length(text) AS characters,
       EXISTS (SELECT 1 FROM v_withdrawn w
                WHERE w.agency_code = original.agency_code AND w.year = original.year
                  AND w.sha256 = original.sha256) AS withdrawn
  FROM original;

-- All that ever happened to a fact: entered, decided on, superseded, replaced or withdrawn with its
-- report, and restored with it.
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
  FROM fact f JOIN original o ON o.sha256 = f.source_sha256 AND o.superseded_by IS NOT NULL
UNION ALL
SELECT f.id, 9000000000000000000 + w.id, w.event,
       ifnull((SELECT d.decision FROM decision d WHERE d.fact_id = f.id
                ORDER BY d.id DESC LIMIT 1), f.status),
       w.by, w.reason, NULL, w.decided_on
  FROM withdrawal w
  JOIN fact f ON f.agency_code = w.agency_code AND f.year = w.year
   AND ((w.sha256 <> '' AND f.source_sha256 = w.sha256)
     OR (f.source_sha256 = '' AND f.source = w.source));

UPDATE meta
   SET value = 'jianbao store: figures from annual reports of labour authorities. Read the views '
            || 'that begin with v_: v_fact, v_fact_all, v_absence, v_report, v_reading, v_withdrawn, '
            || 'v_original, v_coverage, v_history, v_denominator and v_witness.'
 WHERE key = 'about';
