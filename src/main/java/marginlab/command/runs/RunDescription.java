package marginlab.command.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Run;

/** A run as JSON. */
final class RunDescription {
    private RunDescription() {}

    /** The fields that a list shows. */
    static JsonObject brief(Run run, List<String> experiments) {
        JsonObject document = new JsonObject();
        document.addProperty("id", run.trial().id());
        document.addProperty("experiment", String.join(", ", experiments));
        document.addProperty("objective", run.trial().objective());
        document.addProperty("seed", run.trial().seed());
        document.addProperty("repeat", run.trial().repeat());
        document.addProperty("state", run.state().label());
        document.addProperty("seconds", run.seconds());
        JsonObject results = new JsonObject();
        protocols(run).forEach((name, outcome) -> {
            JsonObject metrics = new JsonObject();
            outcome.metrics().forEach(metrics::addProperty);
            results.add(name, metrics);
        });
        document.add("results", results);
        return document;
    }

    /** Everything that is known of a run. */
    static JsonObject full(Run run, List<String> experiments) {
        JsonObject document = brief(run, experiments);
        document.addProperty("reason", run.reason());
        document.addProperty("attempt", run.attempt());
        document.addProperty("started", run.started().toString());
        JsonObject settings = new JsonObject();
        run.trial().settings().flat().forEach(settings::addProperty);
        document.add("settings", settings);
        JsonObject fingerprints = new JsonObject();
        run.trial().fingerprints().forEach(fingerprints::addProperty);
        document.add("fingerprints", fingerprints);
        JsonObject provenance = new JsonObject();
        run.provenance().forEach(provenance::addProperty);
        document.add("provenance", provenance);
        JsonObject folds = new JsonObject();
        protocols(run).forEach((name, outcome) -> {
            JsonArray values = new JsonArray();
            outcome.folds().forEach(values::add);
            folds.add(name, values);
        });
        document.add("folds", folds);
        return document;
    }

    /** What a set's column is about has the name of the set alone, other outcomes on the same set are named with it. */
    private static Map<String, ProtocolOutcome> protocols(Run run) {
        List<ProtocolOutcome> main = run.outcomes().stream()
                .map(ProtocolOutcome::set)
                .distinct()
                .map(set -> ScoredColumn.of(set, run.trial().settings().reading(set), run.outcomes()))
                .flatMap(column -> column.outcome(run.outcomes()).stream())
                .toList();
        Map<String, ProtocolOutcome> protocols = new LinkedHashMap<>();
        Stream.concat(main.stream(), run.outcomes().stream().filter(outcome -> !main.contains(outcome)))
                .forEach(outcome -> protocols.put(
                        protocols.containsKey(outcome.set()) ? outcome.set() + " " + outcome.variant() : outcome.set(),
                        outcome));
        return protocols;
    }
}
