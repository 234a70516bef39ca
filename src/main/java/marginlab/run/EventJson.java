package marginlab.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import marginlab.file.json.Json;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** An event as a line of JSON, and back. */
public final class EventJson {
    private static final String STARTED = "started";
    private static final String MEASURED = "metrics";
    private static final String SCORED = "outcome";
    private static final String ENDED = "ended";

    /** A line as it is read: what it lacks is null. */
    private sealed interface JournalLine {
        TrialEvent told();
    }

    private record StartedLine(String event, Integer attempt, Instant at, SortedMap<String, String> provenance)
            implements JournalLine {
        @Override
        public TrialEvent told() {
            return new TrialEvent.Started(given("attempt", attempt), given("at", at), mapped("provenance", provenance));
        }
    }

    private record MeasuredLine(
            String event,
            Integer attempt,
            Long step,
            Integer epoch,
            SortedMap<String, Double> values,
            Optional<Instant> at)
            implements JournalLine {
        private MeasuredLine {
            at = at == null ? Optional.empty() : at;
        }

        @Override
        public TrialEvent told() {
            return new TrialEvent.Measured(
                    given("attempt", attempt),
                    given("step", step),
                    given("epoch", epoch),
                    mapped("values", values),
                    at.orElse(null));
        }
    }

    private record ScoredLine(
            String event,
            Integer attempt,
            String set,
            String variant,
            SortedMap<String, Double> metrics,
            List<Double> folds,
            Optional<List<String>> notes)
            implements JournalLine {
        private ScoredLine {
            notes = notes == null ? Optional.empty() : notes;
        }

        @Override
        public TrialEvent told() {
            return new TrialEvent.Scored(
                    given("attempt", attempt),
                    new ProtocolOutcome(
                            given("set", set),
                            given("variant", variant),
                            mapped("metrics", metrics),
                            listed("folds", folds),
                            listed("notes", notes.orElse(List.of()))));
        }
    }

    private record EndedLine(String event, Integer attempt, String state, String reason, Double seconds, Instant at)
            implements JournalLine {
        @Override
        public TrialEvent told() {
            return new TrialEvent.Ended(
                    given("attempt", attempt),
                    TrialState.of(given("state", state)),
                    given("reason", reason),
                    given("seconds", seconds),
                    given("at", at));
        }
    }

    private EventJson() {}

    public static String of(TrialEvent event) {
        return Json.line(line(event));
    }

    private static JournalLine line(TrialEvent event) {
        if (event instanceof TrialEvent.Started started) {
            return new StartedLine(STARTED, started.attempt(), started.at(), started.provenance());
        }
        if (event instanceof TrialEvent.Measured measured) {
            return new MeasuredLine(
                    MEASURED,
                    measured.attempt(),
                    measured.step(),
                    measured.epoch(),
                    measured.values(),
                    Optional.ofNullable(measured.at()));
        }
        if (event instanceof TrialEvent.Scored scored) {
            ProtocolOutcome outcome = scored.outcome();
            return new ScoredLine(
                    SCORED,
                    scored.attempt(),
                    outcome.set(),
                    outcome.variant(),
                    outcome.metrics(),
                    outcome.folds(),
                    outcome.notes().isEmpty() ? Optional.empty() : Optional.of(outcome.notes()));
        }
        TrialEvent.Ended ended = (TrialEvent.Ended) event;
        return new EndedLine(
                ENDED, ended.attempt(), ended.state().label(), ended.reason(), ended.seconds(), ended.at());
    }

    /** @throws IllegalArgumentException when the line is not an event, whole and strict */
    static TrialEvent read(String line) {
        try {
            JsonObject json = strict(line);
            String kind = given("event", json.get("event")).getAsString();
            Class<? extends JournalLine> form = switch (kind) {
                case STARTED -> StartedLine.class;
                case MEASURED -> MeasuredLine.class;
                case SCORED -> ScoredLine.class;
                case ENDED -> EndedLine.class;
                default -> throw new IllegalArgumentException("no event is called " + kind);
            };
            return Json.read(json, form).told();
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | DateTimeException
                | IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static JsonObject strict(String line) throws IOException {
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            reader.setStrictness(Strictness.STRICT);
            JsonObject object = JsonParser.parseReader(reader).getAsJsonObject();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("something follows the event");
            }
            return object;
        }
    }

    private static <T> T given(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return value;
    }

    private static <T> SortedMap<String, T> mapped(String name, SortedMap<String, T> values) {
        given(name, values).values().forEach(value -> given(name, value));
        return values;
    }

    private static <T> List<T> listed(String name, List<T> values) {
        given(name, values).forEach(value -> given(name, value));
        return values;
    }
}
