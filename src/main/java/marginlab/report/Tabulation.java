package marginlab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.experiment.Settings;
import marginlab.plan.Trial;
import marginlab.report.Cell.Gap;
import marginlab.report.Cell.Reference;
import marginlab.report.Cell.Sample;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.verify.Outcome;

/** Lays the trials of a sweep out as rows and columns. */
final class Tabulation {
    private static final String ACCURACY = "accuracy";
    private static final String TEN_FOLD = "ten-fold";

    private final Sweep sweep;
    private final Published published;
    private final Map<String, Run> runs;
    private final Set<String> varying;

    Tabulation(Sweep sweep, Published published) {
        this.sweep = sweep;
        this.published = published;
        this.runs = sweep.byTrial();
        this.varying =
                Factors.varying(sweep.trials().stream().map(Trial::settings).toList());
    }

    Table table() {
        Set<String> sets = new LinkedHashSet<>();
        sweep.trials().forEach(trial -> sets.addAll(trial.settings().verify()));
        List<Row> rows = new ArrayList<>();
        Map<Key, List<Trial>> groups = groups();
        groups.forEach((key, trials) -> rows.add(row(key, telling(key, groups.keySet()), trials, sets)));
        rows.sort(Comparator.comparing(Row::objective, RowOrder.comparator()));
        return new Table(sweep.name(), sweep.description(), List.copyOf(varying), List.copyOf(sets), Ranking.of(rows));
    }

    /** What the trials of a row share. */
    private record Key(String objective, Map<String, String> factors) {}

    private Map<Key, List<Trial>> groups() {
        Map<Key, List<Trial>> groups = new LinkedHashMap<>();
        Map<Settings, Map<String, String>> factors = new IdentityHashMap<>();
        for (Trial trial : sweep.trials()) {
            Key key = new Key(
                    trial.objective(),
                    factors.computeIfAbsent(trial.settings(), settings -> Factors.only(settings, varying)));
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(trial);
        }
        groups.values()
                .forEach(trials ->
                        trials.sort(Comparator.comparingLong(Trial::seed).thenComparingInt(Trial::repeat)));
        return groups;
    }

    private static SortedMap<String, String> telling(Key key, Set<Key> all) {
        SortedMap<String, String> telling = new TreeMap<>(key.factors());
        telling.keySet()
                .removeIf(name -> all.stream()
                        .filter(other -> other.objective().equals(key.objective()))
                        .allMatch(other ->
                                other.factors().get(name).equals(key.factors().get(name))));
        return telling;
    }

    private Row row(Key key, SortedMap<String, String> telling, List<Trial> all, Set<String> sets) {
        Set<Long> seeds = new HashSet<>();
        Map<Boolean, List<Trial>> firsts =
                all.stream().collect(Collectors.partitioningBy(trial -> seeds.add(trial.seed())));
        List<Trial> trials = firsts.get(true);
        List<Trial> repeats = firsts.get(false);
        List<Cell> cells = sets.stream().map(set -> cell(set, trials, repeats)).toList();
        Row row = new Row(key.objective(), key.factors(), telling, false, trials, repeats, cells);
        return row.isCalled(sweep.baseline()) ? row.asBaseline() : row;
    }

    private Cell cell(String set, List<Trial> trials, List<Trial> repeats) {
        List<Sample> samples = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (Trial trial : trials) {
            if (!trial.settings().verify().contains(set)) {
                continue;
            }
            sample(trial, set)
                    .ifPresentOrElse(
                            samples::add, () -> gaps.add(gap(trial, set, Optional.ofNullable(runs.get(trial.id())))));
        }
        return new Cell(
                set,
                trials.get(0).settings().watch().label(),
                samples,
                repeats.stream().flatMap(trial -> sample(trial, set).stream()).toList(),
                gaps,
                Cell.Rank.OTHER,
                false,
                references(set, trials.get(0)));
    }

    /** The accuracy of a trial that is done. */
    private Optional<Sample> sample(Trial trial, String set) {
        return Optional.ofNullable(runs.get(trial.id()))
                .filter(run -> run.state() == State.DONE)
                .flatMap(run -> outcome(run, set))
                .map(outcome ->
                        new Sample(trial.seed(), trial.id(), outcome.metrics().get(ACCURACY), epoch(outcome)));
    }

    /** The ten-fold accuracy, or that of another protocol where there is no ten-fold one. */
    static Optional<Double> accuracy(Run run, String set) {
        return outcome(run, set).map(outcome -> outcome.metrics().get(ACCURACY));
    }

    private static Integer epoch(Outcome outcome) {
        Double epoch = outcome.metrics().get("epoch");
        return epoch == null ? null : Integer.valueOf(epoch.intValue());
    }

    private static Optional<Outcome> outcome(Run run, String set) {
        Comparator<Outcome> tenFoldFirst =
                Comparator.comparing(outcome -> !outcome.variant().equals(TEN_FOLD));
        return run.outcomes().stream()
                .filter(outcome -> outcome.set().equals(set))
                .filter(outcome -> outcome.metrics().containsKey(ACCURACY))
                .min(tenFoldFirst);
    }

    private static Gap gap(Trial trial, String set, Optional<Run> run) {
        State state = run.map(Run::state).orElse(State.PLANNED);
        String reason = state == State.DONE
                ? "ended without an accuracy on this set" + why(run, set)
                : run.map(Run::reason).orElse("");
        return new Gap(trial.seed(), trial.id(), state, reason);
    }

    /** What the protocol says of an accuracy that is absent. */
    private static String why(Optional<Run> run, String set) {
        return run.stream()
                .flatMap(one -> one.outcomes().stream())
                .filter(outcome -> outcome.set().equals(set))
                .flatMap(outcome -> outcome.notes().stream())
                .filter(note -> note.startsWith("no " + ACCURACY))
                .findFirst()
                .map(note -> ": " + note)
                .orElse("");
    }

    private List<Reference> references(String set, Trial trial) {
        double scale = trial.settings().scale();
        return published.of(trial.objective(), scale).stream()
                .filter(figure -> figure.percent().containsKey(set))
                .map(figure -> new Reference(
                        figure.edition(), figure.percent().get(set) / 100, differences(figure, trial, scale)))
                .toList();
    }

    private List<String> differences(Published.Figure figure, Trial trial, double scale) {
        Stream<String> scales = figure.holdsAt(scale)
                ? Stream.of()
                : Stream.of("scale " + Factors.number(scale) + " (paper: " + Factors.number(figure.scale()) + ")");
        return Stream.concat(scales, published.differences(figure, trial.settings()).stream())
                .toList();
    }
}
