package marginlab.store;

/** Everything that is asked of a store: a closed list, so that a reader can send the name of a question and never a statement. */
enum StoreQuestion {
    HEADINGS("SELECT number, names FROM heading"),
    RUNS(Clauses.OUTLINE + Clauses.REST_OF_RUN + Clauses.WANTED + Clauses.LAST_ATTEMPT),
    /** With the facts of what runs alone, which say whether somebody watches over it. */
    OUTLINES(Clauses.OUTLINE + Clauses.REST_OF_OUTLINE + Clauses.WANTED + Clauses.LAST_ATTEMPT),
    OUTCOMES_OF_RUNS(Clauses.OUTCOME + Clauses.REST_OF_OUTCOME + Clauses.WANTED + Clauses.OF_LAST_ATTEMPT),
    OUTCOMES_OF_OUTLINES(Clauses.OUTCOME + Clauses.WANTED + Clauses.OF_LAST_ATTEMPT),
    METRICS("SELECT t.id, m.attempt, m.step, m.heading, m.epoch, m.figures" + Clauses.WANTED
            + " JOIN measured m ON m.trial = t.number ORDER BY m._ROWID_"),
    /** The last row of each kind of figure, the latest of a run at the end. */
    LAST_METRICS("SELECT t.id, m.heading, m.figures" + Clauses.WANTED
            + " JOIN (SELECT trial, attempt, heading, MAX(step) AS step FROM measured GROUP BY trial, attempt, heading) l"
            + " ON l.trial = t.number"
            + " JOIN measured m ON m.trial = l.trial AND m.attempt = l.attempt AND m.step = l.step"
            + " AND m.heading = l.heading ORDER BY m.attempt, m.step"),
    IDS_FROM("SELECT id FROM trial WHERE id >= ? AND id < ? ORDER BY id FETCH FIRST ? ROWS ONLY"),
    LATEST("SELECT id FROM trial WHERE attempt > 0 ORDER BY touched DESC FETCH FIRST ? ROWS ONLY"),
    STATES("SELECT id, state FROM trial WHERE id = ANY(?)"),
    DONE("SELECT id, definition FROM trial WHERE state = 'done' AND objective = ANY(?) AND seed = ANY(?)"
            + " ORDER BY touched DESC"),
    DURATIONS("SELECT SUM(a.seconds) AS total FROM trial t JOIN attempt a ON a.trial = t.number"
            + " WHERE t.likeness = ? AND t.state = 'done' GROUP BY t.number ORDER BY total"),
    DEFINITION("SELECT definition FROM experiment WHERE name = ?"),
    MEMBERS("SELECT trial FROM membership WHERE experiment = ? ORDER BY place"),
    EXPERIMENTS("SELECT name, touched FROM experiment ORDER BY touched DESC"),
    MEMBERSHIPS("SELECT trial, experiment FROM membership ORDER BY experiment, place"),
    EXPERIMENTS_OF("SELECT m.trial, m.experiment FROM UNNEST(?) w(id) JOIN membership m ON m.trial = w.id"
            + " ORDER BY m.experiment"),
    TAGS("SELECT t.id, g.tag" + Clauses.WANTED + " JOIN tag g ON g.trial = t.number ORDER BY g.tag"),
    NOTES("SELECT t.id, t.note" + Clauses.WANTED + " WHERE t.note <> ''"),
    TAGGED("SELECT t.id, g.tag FROM tag g JOIN trial t ON t.number = g.trial ORDER BY g.tag"),
    NOTED("SELECT id, note FROM trial WHERE note <> ''"),
    /** One statement, so that all of it is of one moment. */
    MARK("SELECT (SELECT MAX(touched) FROM trial), (SELECT MAX(number) FROM trial),"
            + " (SELECT MAX(number) FROM outcome), (SELECT COUNT(*) FROM trial),"
            + " (SELECT COUNT(*) FROM trial WHERE number > ?),"
            + " (SELECT CAST(MIN(\"installed_on\") AS VARCHAR) FROM \"flyway_schema_history\")"),
    SCORED_SINCE("SELECT DISTINCT t.id FROM outcome o JOIN trial t ON t.number = o.trial WHERE o.number > ?"),
    STARTED_SINCE("SELECT id FROM trial WHERE touched > ? ORDER BY touched"),
    MEASURED("SELECT t.id, COUNT(*)" + Clauses.WANTED + " JOIN measured m ON m.trial = t.number GROUP BY t.id");

    private final String statement;

    StoreQuestion(String statement) {
        this.statement = statement;
    }

    String statement() {
        return statement;
    }

    /** What statements have in common. */
    private static final class Clauses {
        /**
         * The trials that are asked for. A join and not a condition: for a condition with many ids the database compares each
         * row of the other tables with each id.
         */
        static final String WANTED = " FROM UNNEST(?) w(id) JOIN trial t ON t.id = w.id";

        static final String OUTLINE =
                "SELECT t.number, t.definition, t.id, a.state, a.reason, a.attempt, a.started, a.seconds";
        static final String REST_OF_RUN = ", a.heading, a.facts";
        static final String REST_OF_OUTLINE = ", a.heading, CASE WHEN a.state = 'running' THEN a.facts END";
        static final String LAST_ATTEMPT = " JOIN attempt a ON a.trial = t.number AND a.attempt = t.attempt";
        static final String OUTCOME = "SELECT o.number, t.number, o.dataset, o.variant, o.heading, o.figures";
        static final String REST_OF_OUTCOME = ", o.folds, o.notes";
        static final String OF_LAST_ATTEMPT = " JOIN outcome o ON o.trial = t.number AND o.attempt = t.attempt";

        private Clauses() {}
    }
}
