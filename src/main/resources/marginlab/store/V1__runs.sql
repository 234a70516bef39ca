CREATE SEQUENCE touch;

-- One row a trial, with the summary that lists are made from.
CREATE TABLE trial (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id VARCHAR(64) NOT NULL UNIQUE,
    objective VARCHAR NOT NULL,
    seed BIGINT NOT NULL,
    likeness VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempt INT NOT NULL,
    touched BIGINT NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL
);
CREATE INDEX trial_touched ON trial (touched);
CREATE INDEX trial_likeness ON trial (likeness);

CREATE TABLE attempt (
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    attempt INT NOT NULL,
    state VARCHAR(16) NOT NULL,
    reason VARCHAR NOT NULL,
    started TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (trial, attempt)
);

CREATE TABLE provenance (
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    attempt INT NOT NULL,
    name VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (trial, attempt, name)
);

CREATE TABLE metric_name (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE
);

CREATE TABLE metric (
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    attempt INT NOT NULL,
    name INT NOT NULL REFERENCES metric_name,
    step BIGINT NOT NULL,
    epoch INT NOT NULL,
    figure DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (trial, attempt, name, step)
);

CREATE TABLE outcome (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    attempt INT NOT NULL,
    dataset VARCHAR NOT NULL,
    variant VARCHAR NOT NULL,
    UNIQUE (trial, attempt, dataset, variant)
);

CREATE TABLE outcome_metric (
    outcome INT NOT NULL REFERENCES outcome ON DELETE CASCADE,
    name VARCHAR NOT NULL,
    figure DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (outcome, name)
);

CREATE TABLE fold (
    outcome INT NOT NULL REFERENCES outcome ON DELETE CASCADE,
    place INT NOT NULL,
    accuracy DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (outcome, place)
);

CREATE TABLE experiment (
    name VARCHAR NOT NULL PRIMARY KEY,
    definition VARCHAR NOT NULL,
    touched BIGINT NOT NULL
);

-- The trial is an id and not a row: an experiment names its trials before they have started.
CREATE TABLE membership (
    experiment VARCHAR NOT NULL REFERENCES experiment ON DELETE CASCADE,
    trial VARCHAR(64) NOT NULL,
    place INT NOT NULL,
    PRIMARY KEY (experiment, trial)
);
CREATE INDEX membership_trial ON membership (trial);

CREATE TABLE tag (
    trial INT NOT NULL REFERENCES trial ON DELETE CASCADE,
    tag VARCHAR NOT NULL,
    PRIMARY KEY (trial, tag)
);
