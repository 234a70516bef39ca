-- Figures that were taken together stand in one row, under a heading that says which they are: a row for each of them cost
-- six times the time and most of the file.

CREATE TABLE heading (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    names VARCHAR ARRAY NOT NULL UNIQUE
);
INSERT INTO heading (names) VALUES (CAST(ARRAY[] AS VARCHAR ARRAY));

CREATE TABLE measured (
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    attempt INT NOT NULL,
    step BIGINT NOT NULL,
    heading INT NOT NULL,
    epoch INT NOT NULL,
    figures DOUBLE PRECISION ARRAY NOT NULL,
    PRIMARY KEY (trial, attempt, step, heading)
);
CREATE LOCAL TEMPORARY TABLE together AS
    SELECT m.trial, m.attempt, m.step, m.epoch,
        ARRAY_AGG(n.name ORDER BY n.name) AS names, ARRAY_AGG(m.figure ORDER BY n.name) AS figures
    FROM metric m JOIN metric_name n ON n.number = m.name GROUP BY m.trial, m.attempt, m.step, m.epoch;
INSERT INTO heading (names) SELECT DISTINCT names FROM together;
INSERT INTO measured
    SELECT g.trial, g.attempt, g.step, h.number, g.epoch, g.figures FROM together g JOIN heading h ON h.names = g.names
    ORDER BY 1, 2, 3;
DROP TABLE together;

ALTER TABLE outcome ADD COLUMN heading INT DEFAULT 1 NOT NULL;
ALTER TABLE outcome ADD COLUMN figures DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE outcome ADD COLUMN folds DOUBLE PRECISION ARRAY DEFAULT ARRAY[] NOT NULL;
ALTER TABLE outcome ADD COLUMN notes VARCHAR ARRAY DEFAULT ARRAY[] NOT NULL;
INSERT INTO heading (names)
    SELECT names FROM (SELECT ARRAY_AGG(name ORDER BY name) AS names FROM outcome_metric GROUP BY outcome)
    EXCEPT SELECT names FROM heading;
UPDATE outcome o SET
    heading = (SELECT number FROM heading
        WHERE names = (SELECT ARRAY_AGG(name ORDER BY name) FROM outcome_metric WHERE outcome = o.number)),
    figures = (SELECT ARRAY_AGG(figure ORDER BY name) FROM outcome_metric WHERE outcome = o.number)
    WHERE EXISTS (SELECT 1 FROM outcome_metric WHERE outcome = o.number);
UPDATE outcome o SET folds = (SELECT ARRAY_AGG(accuracy ORDER BY place) FROM fold WHERE outcome = o.number)
    WHERE EXISTS (SELECT 1 FROM fold WHERE outcome = o.number);
UPDATE outcome o SET notes = (SELECT ARRAY_AGG(note ORDER BY place) FROM outcome_note WHERE outcome = o.number)
    WHERE EXISTS (SELECT 1 FROM outcome_note WHERE outcome = o.number);

ALTER TABLE attempt ADD COLUMN heading INT DEFAULT 1 NOT NULL;
ALTER TABLE attempt ADD COLUMN facts VARCHAR ARRAY DEFAULT ARRAY[] NOT NULL;
INSERT INTO heading (names)
    SELECT names FROM (SELECT ARRAY_AGG(name ORDER BY name) AS names FROM provenance GROUP BY trial, attempt)
    EXCEPT SELECT names FROM heading;
UPDATE attempt a SET
    heading = (SELECT number FROM heading WHERE names =
        (SELECT ARRAY_AGG(name ORDER BY name) FROM provenance WHERE trial = a.trial AND attempt = a.attempt)),
    facts = (SELECT ARRAY_AGG(content ORDER BY name) FROM provenance WHERE trial = a.trial AND attempt = a.attempt)
    WHERE EXISTS (SELECT 1 FROM provenance WHERE trial = a.trial AND attempt = a.attempt);

DROP TABLE metric;
DROP TABLE metric_name;
DROP TABLE outcome_metric;
DROP TABLE fold;
DROP TABLE outcome_note;
DROP TABLE provenance;

-- A sequence that has given away what it holds is written to the disk at once, within whatever transaction asks.
ALTER SEQUENCE touch CACHE 1024;
ALTER TABLE trial ALTER COLUMN number SET CACHE 1024;
ALTER TABLE outcome ALTER COLUMN number SET CACHE 1024;
