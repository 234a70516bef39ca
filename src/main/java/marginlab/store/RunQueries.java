package marginlab.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import marginlab.plan.Trial;
import marginlab.plan.TrialReader;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.slf4j.LoggerFactory;

/** Queries that answer with values; each takes a fixed number of statements however many runs it is about. */
final class RunQueries {
    /** Runs whose metrics are asked for at once: the owner holds them in memory meanwhile. */
    private static final int TOGETHER = 16;

    private static final Comparator<Metric> BY_KEY =
            Comparator.comparingInt(Metric::attempt).thenComparing(Metric::key).thenComparingLong(Metric::step);

    private final StoreAnswers answers;

    RunQueries(StoreAnswers answers) {
        this.answers = answers;
    }

    List<Run> runs(Collection<String> ids) throws SQLException {
        return runs(ids, StoreQuestion.RUNS, outcomes(ids, StoreQuestion.OUTCOMES_OF_RUNS));
    }

    List<Run> outlines(Collection<String> ids) throws SQLException {
        return runs(ids, StoreQuestion.OUTLINES, outcomes(ids, StoreQuestion.OUTCOMES_OF_OUTLINES));
    }

    private List<Run> runs(Collection<String> ids, StoreQuestion question, Map<Integer, List<ProtocolOutcome>> outcomes)
            throws SQLException {
        boolean whole = question == StoreQuestion.RUNS;
        Map<Integer, List<String>> nameLists = MetricNameLists.all(answers);
        Map<String, Run> found = new HashMap<>();
        TrialReader reader = new TrialReader();
        answers.each(
                question,
                row -> {
                    String definition = row.text(2);
                    Optional<Trial> trial =
                            trial(row.text(3), () -> whole ? reader.read(definition) : reader.readKept(definition));
                    if (trial.isPresent()) {
                        Map<String, String> provenance = provenance(row, nameLists, whole);
                        List<ProtocolOutcome> scored = outcomes.getOrDefault(row.number(1), List.of());
                        found.put(row.text(3), run(row, trial.get(), provenance, scored));
                    }
                },
                (Object) ids.toArray());
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** A trial that this version cannot read must not hide the others. */
    private static Optional<Trial> trial(String id, Supplier<Trial> text) {
        try {
            return Optional.of(text.get());
        } catch (IllegalArgumentException e) {
            // Asked for here alone: to set up logging takes longer than all the queries of a list.
            LoggerFactory.getLogger(RunQueries.class).warn("the run {} is left out: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static Run run(ResultRow row, Trial trial, Map<String, String> provenance, List<ProtocolOutcome> outcomes)
            throws SQLException {
        return new Run(
                trial,
                TrialState.of(row.text(4)),
                row.text(5),
                row.number(6),
                row.time(7).toInstant(),
                row.real(8),
                provenance,
                outcomes);
    }

    /** Of an outline only what tells whether somebody watches over a run that is running. */
    private static Map<String, String> provenance(ResultRow row, Map<Integer, List<String>> nameLists, boolean whole)
            throws SQLException {
        Map<String, String> facts = named(nameLists.get(row.number(9)), row.texts(10));
        facts.keySet().removeIf(name -> !whole && !name.equals(Run.PROCESS));
        return facts;
    }

    private static <T> SortedMap<String, T> named(List<String> names, List<T> values) {
        SortedMap<String, T> named = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return named;
    }

    /** Of the latest attempt, by trial, in the order in which they were scored. */
    private Map<Integer, List<ProtocolOutcome>> outcomes(Collection<String> ids, StoreQuestion question)
            throws SQLException {
        boolean whole = question == StoreQuestion.OUTCOMES_OF_RUNS;
        Map<Integer, List<String>> nameLists = MetricNameLists.all(answers);
        SortedMap<Integer, ProtocolOutcome> scored = new TreeMap<>();
        Map<Integer, Integer> trials = new HashMap<>();
        answers.each(
                question,
                row -> {
                    scored.put(
                            row.number(1),
                            new ProtocolOutcome(
                                    row.text(3),
                                    row.text(4),
                                    named(nameLists.get(row.number(5)), row.figures(6)),
                                    whole ? row.figures(7) : List.of(),
                                    whole ? row.texts(8) : List.of()));
                    trials.put(row.number(1), row.number(2));
                },
                (Object) ids.toArray());
        Map<Integer, List<ProtocolOutcome>> outcomes = new HashMap<>();
        scored.forEach((number, outcome) -> outcomes.computeIfAbsent(trials.get(number), n -> new ArrayList<>())
                .add(outcome));
        return outcomes;
    }

    /** By attempt, key and step; of several figures for one step the one that was taken in first. */
    Map<String, List<Metric>> metrics(Collection<String> ids) throws SQLException {
        Map<Integer, List<String>> nameLists = MetricNameLists.all(answers);
        Map<String, List<Metric>> metrics = new LinkedHashMap<>();
        ids.forEach(id -> metrics.put(id, new ArrayList<>()));
        List<String> all = List.copyOf(metrics.keySet());
        for (int first = 0; first < all.size(); first += TOGETHER) {
            List<String> some = all.subList(first, Math.min(all.size(), first + TOGETHER));
            answers.each(
                    StoreQuestion.METRICS,
                    row -> {
                        List<String> names = nameLists.get(row.number(4));
                        List<Double> figures = row.figures(6);
                        List<Metric> known = metrics.get(row.text(1));
                        for (int i = 0; i < names.size(); i++) {
                            known.add(new Metric(
                                    row.number(2), names.get(i), row.whole(3), row.number(5), figures.get(i)));
                        }
                    },
                    (Object) some.toArray());
        }
        metrics.replaceAll((id, taken) -> inOrder(taken));
        return metrics;
    }

    /** By run and key, the one that was taken last. */
    Map<String, Map<String, Double>> lastMetrics(Collection<String> ids) throws SQLException {
        Map<Integer, List<String>> nameLists = MetricNameLists.all(answers);
        Map<String, Map<String, Double>> last = new HashMap<>();
        answers.each(
                StoreQuestion.LAST_METRICS,
                row -> last.computeIfAbsent(row.text(1), id -> new TreeMap<>())
                        .putAll(named(nameLists.get(row.number(2)), row.figures(3))),
                (Object) ids.toArray());
        return last;
    }

    private static List<Metric> inOrder(List<Metric> taken) {
        taken.sort(BY_KEY);
        List<Metric> firsts = new ArrayList<>(taken.size());
        for (Metric metric : taken) {
            if (firsts.isEmpty() || BY_KEY.compare(firsts.get(firsts.size() - 1), metric) != 0) {
                firsts.add(metric);
            }
        }
        return firsts;
    }

    List<String> idsFrom(String prefix, int most) throws SQLException {
        return answers.list(StoreQuestion.IDS_FROM, row -> row.text(1), prefix, prefix + Character.MAX_VALUE, most);
    }

    List<String> latest(int count) throws SQLException {
        return answers.list(StoreQuestion.LATEST, row -> row.text(1), count);
    }

    Map<String, TrialState> states(Collection<String> ids) throws SQLException {
        Map<String, TrialState> states = new HashMap<>();
        answers.each(StoreQuestion.STATES, row -> states.put(row.text(1), TrialState.of(row.text(2))), (Object)
                ids.toArray());
        return states;
    }

    /** The finished trials among these objectives and seeds. */
    List<Trial> done(Collection<String> objectives, Collection<Long> seeds) throws SQLException {
        List<Trial> done = new ArrayList<>();
        TrialReader reader = new TrialReader();
        answers.each(
                StoreQuestion.DONE,
                row -> {
                    String definition = row.text(2);
                    trial(row.text(1), () -> reader.read(definition)).ifPresent(done::add);
                },
                objectives.toArray(),
                seeds.toArray());
        return done;
    }

    /** Seconds of all attempts together, of each like trial that is done. */
    List<Double> durations(String likeness) throws SQLException {
        return answers.list(StoreQuestion.DURATIONS, row -> row.real(1), likeness);
    }
}
