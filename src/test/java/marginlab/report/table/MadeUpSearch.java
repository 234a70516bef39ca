package marginlab.report.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.plan.Plan;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.Trial;
import marginlab.plan.TuningSearch;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * A search whose figures are made up: accuracy falls with the distance of the rate from 0.1 and of a margin from 0.35, more so on the
 * columns, and rises with the epochs; a rate above 0.35 diverges. Untuned, rows are trained with a rate of 0.3.
 */
public final class MadeUpSearch {
    private static final String TEXT = """
            name: tuned
            train: faces
            verify: [profile, age]
            losses: [Softmax, NS, CosFace(0.35), ArcFace(0.5)]
            seeds: [1, 2, 3]
            scale: 30
            schedule: {stop-at: 16 epochs, divide-at: [8 epochs], batch: 8, rate: 0.3}
            baseline: NS
            tune: {on: plain, budget: 6, search: {margin: 0.1..0.7, schedule.rate: {0.02..0.4: log}}}
            """;

    private final Plan plan;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    private MadeUpSearch(Path folder) throws IOException {
        plan = Plan.of(
                ExperimentReader.read(Files.writeString(folder.resolve("tuned.yaml"), TEXT), List.of()),
                Map.of("faces", "f1", "profile", "p1", "age", "a1", "plain", "c1"));
    }

    /** With every search over. */
    public static SweepResults over(Path folder) throws IOException {
        return new MadeUpSearch(folder).sweep(Integer.MAX_VALUE);
    }

    /** With the shortest length trained. */
    public static SweepResults open(Path folder) throws IOException {
        return new MadeUpSearch(folder).sweep(1);
    }

    private SweepResults sweep(int rounds) {
        TuningSearch search = plan.search().orElseThrow();
        List<SearchProgress> progress = SearchResults.progress(search, List.of());
        for (int round = 0;
                round < rounds && progress.stream().anyMatch(row -> row.winner().isEmpty());
                round++) {
            progress.forEach(row -> row.trials().forEach(this::run));
            progress = SearchResults.progress(search, runs.values());
        }
        List<Run> searched = List.copyOf(runs.values());
        plan.trials().forEach(this::run);
        SweepResults untuned = sweep(plan, plan.experiment().baseline().orElseThrow());
        SearchResults results = SearchResults.of(search, searched, untuned);
        if (!results.isOver()) {
            return untuned.searched(results);
        }
        Plan tuned = TuningSearch.tuned(progress, plan);
        tuned.trials().forEach(this::run);
        return sweep(tuned, tuned.experiment().baseline().orElseThrow()).searched(results);
    }

    private SweepResults sweep(Plan some, String baseline) {
        List<Run> its = new ArrayList<>();
        some.trials().forEach(trial -> its.add(runs.get(trial.id())));
        return new SweepResults(
                "tuned",
                "Rows that were tuned",
                "run tuned.yaml",
                baseline,
                some.trials(),
                its,
                id -> List.of(),
                id -> Path.of("none"),
                ReportDatasets.NONE);
    }

    private void run(Trial trial) {
        runs.computeIfAbsent(trial.id(), id -> made(trial));
    }

    private static Run made(Trial trial) {
        double rate = trial.settings().schedule().rate();
        boolean diverges = rate > 0.35;
        List<ProtocolOutcome> outcomes = new ArrayList<>();
        for (String set : diverges ? List.<String>of() : trial.settings().verify()) {
            double accuracy = accuracy(trial, set);
            outcomes.add(new ProtocolOutcome(
                    set, "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of()));
        }
        double epochs = trial.settings().schedule().stopAt().count();
        return new Run(
                trial,
                diverges ? TrialState.DIVERGED : TrialState.DONE,
                diverges ? "loss is NaN at step 8" : "",
                1,
                Instant.EPOCH,
                3 + 2 * epochs,
                new TreeMap<>(),
                outcomes);
    }

    private static double accuracy(Trial trial, String set) {
        String label = trial.objective();
        double level = label.equals("Softmax") ? 0.85 : label.equals("NS") ? 0.87 : 0.9;
        double margin = label.contains("(")
                ? Math.abs(Double.parseDouble(label.substring(label.indexOf('(') + 1, label.indexOf(')'))) - 0.35)
                : 0;
        double off = Math.abs(Math.log(trial.settings().schedule().rate() / 0.1));
        double noise = new Random(trial.seed() + 7L * set.hashCode() + 31L * label.hashCode()).nextGaussian();
        return level
                - (set.equals("plain") ? 0 : 0.05)
                - 0.015 * off * off * (label.contains("(") ? 3 : 1)
                - 0.1 * margin
                + 0.004 * trial.settings().schedule().stopAt().count() / 4
                + 0.002 * noise;
    }
}
