package marginlab.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.AtChance;
import marginlab.report.table.SettingTexts;
import marginlab.serve.RunOutlines.SaidOfRuns;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * A run as the page reads it.
 *
 * @param accuracy the headline figure of each verification set, under the name that pages of earlier versions know
 * @param figures what each of them is
 * @param loss so far as points (step, loss), of a run that trains
 * @param progress the share that is done, where it is known
 * @param speed in images a second
 * @param chance the sets on which its accuracy is no better than a guess
 * @param settings this and what follows are of a run that is shown whole
 * @param differs what its settings would be by default, of those that are not
 * @param command what trains it; absent where no experiment tells
 */
record RunJson(
        String id,
        String objective,
        long seed,
        String seedText,
        String state,
        String reason,
        int attempt,
        Instant started,
        double seconds,
        Map<String, Double> accuracy,
        Map<String, String> figures,
        List<String> chance,
        Optional<List<List<Number>>> loss,
        Optional<Double> progress,
        Optional<Double> speed,
        Optional<Map<String, String>> settings,
        Optional<Map<String, String>> differs,
        Optional<Map<String, String>> fingerprints,
        Optional<Map<String, String>> provenance,
        Optional<List<ProtocolOutcome>> outcomes,
        Optional<List<String>> experiments,
        Optional<List<String>> tags,
        Optional<String> note,
        Optional<String> command) {
    private static final int POINTS = 120;

    /** A run that trains. */
    static RunJson running(Run run, List<Metric> metrics) {
        return of(run, Optional.of(metrics), Optional.empty(), Optional.empty());
    }

    /** Everything that is known of a run. */
    static RunJson whole(Run run, SaidOfRuns said, Optional<String> command) {
        return of(run, Optional.empty(), Optional.of(said), command);
    }

    private static RunJson of(
            Run run, Optional<List<Metric>> running, Optional<SaidOfRuns> said, Optional<String> command) {
        Map<String, Double> results = new LinkedHashMap<>();
        Map<String, String> figures = new LinkedHashMap<>();
        List<String> chance = new ArrayList<>();
        run.outcomes().stream().map(ProtocolOutcome::set).distinct().forEach(set -> {
            ScoredColumn column = ScoredColumn.of(set, run.trial().settings().reading(set), run.outcomes());
            column.value(run.outcomes()).ifPresent(value -> {
                results.put(set, value);
                figures.put(set, column.metric().label());
                if (column.isAccuracy() && AtChance.is(value)) {
                    chance.add(set);
                }
            });
        });
        String id = run.trial().id();
        Optional<Settings> settings = said.map(all -> run.trial().settings());
        return new RunJson(
                id,
                run.trial().objective(),
                run.trial().seed(),
                run.trial().seedText(),
                run.state().label(),
                run.reason(),
                run.attempt(),
                run.started(),
                run.seconds(),
                results,
                figures,
                chance,
                running.map(RunJson::losses),
                running.flatMap(metrics -> last("progress", metrics)),
                running.flatMap(metrics -> last("speed", metrics)),
                settings.map(SettingTexts::of),
                settings.map(RunJson::differs),
                said.map(all -> run.trial().fingerprints()),
                said.map(all -> run.provenance()),
                said.map(all -> run.outcomes()),
                said.map(all -> all.experiments().getOrDefault(id, List.of())),
                said.map(all -> all.tags().getOrDefault(id, List.of())),
                said.map(all -> all.notes().getOrDefault(id, "")),
                command);
    }

    private static Map<String, String> differs(Settings settings) {
        Map<String, String> differs = new LinkedHashMap<>();
        if (settings.isTraining()) {
            for (SettingKey key : SettingKey.values()) {
                key.standard()
                        .filter(standard -> !standard.equals(key.of(settings)))
                        .ifPresent(standard -> differs.put(key.path(), standard));
            }
        }
        return differs;
    }

    private static List<List<Number>> losses(List<Metric> metrics) {
        List<Metric> losses = metrics.stream()
                .filter(metric -> metric.key().equals("batch-loss"))
                .toList();
        int every = Math.max(1, losses.size() / POINTS);
        List<List<Number>> points = new ArrayList<>();
        for (int i = 0; i < losses.size(); i += every) {
            points.add(List.of(losses.get(i).step(), losses.get(i).value()));
        }
        return points;
    }

    private static Optional<Double> last(String key, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .max(Comparator.comparingInt(Metric::attempt).thenComparingLong(Metric::step))
                .map(Metric::value);
    }
}
