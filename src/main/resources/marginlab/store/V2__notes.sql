-- Why a figure of an outcome is absent, and what was left out.
CREATE TABLE outcome_note (
    outcome INT NOT NULL REFERENCES outcome ON DELETE CASCADE,
    place INT NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (outcome, place)
);
