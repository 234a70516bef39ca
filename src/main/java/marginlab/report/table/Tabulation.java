package marginlab.report.table;

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
import marginlab.experiment.setting.SetReading;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.Cell.MissingSeed;
import marginlab.report.table.Cell.Reference;
import marginlab.report.table.Cell.Sample;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** Lays the trials of a sweep out as rows and columns. */
final class Tabulation {
    private final SweepResults sweep;
    private final PublishedResults published;
    private final Map<String, Run> runs;
    private final Set<String> varying;

    Tabulation(SweepResults sweep, PublishedResults published) {
        this.sweep = sweep;
        this.published = published;
        this.runs = sweep.byTrial();
        this.varying = SettingTexts.varying(
                sweep.trials().stream().map(Trial::settings).toList());
    }

    AccuracyTable table() {
        Set<String> sets = new LinkedHashSet<>();
        sweep.trials().forEach(trial -> sets.addAll(trial.settings().verify()));
        List<ScoredColumn> columns = sets.stream().map(this::column).toList();
        List<TableRow> rows = new ArrayList<>();
        Map<Key, List<Trial>> groups = groups();
        groups.forEach((key, trials) -> rows.add(row(key, telling(key, groups.keySet()), trials, columns)));
        rows.sort(Comparator.comparing(TableRow::objective, RowOrder.comparator()));
        Optional<ScoredColumn> average = AverageColumn.over(columns);
        List<TableRow> ranked = Ranking.of(
                rows.stream().map(row -> extended(row, columns, average)).toList(),
                Stream.concat(columns.stream(), average.stream()).toList(),
                columns.size());
        return new AccuracyTable(
                sweep.name(),
                sweep.description(),
                List.copyOf(varying),
                columns,
                ranked.stream()
                        .map(row -> row.with(row.cells().subList(0, columns.size())))
                        .toList(),
                average.map(column -> new AverageColumn(
                        column,
                        ranked.stream()
                                .map(row -> row.cells().get(columns.size()))
                                .toList())),
                DisputedFigures.of(sweep));
    }

    private static TableRow extended(TableRow row, List<ScoredColumn> columns, Optional<ScoredColumn> average) {
        return row.with(Stream.concat(
                        row.cells().stream(),
                        average.stream().map(column -> AverageColumn.cell(column, columns, row.cells())))
                .toList());
    }

    /** Of a set that rows read in several ways, as the first of them does that says how. */
    private ScoredColumn column(String set) {
        SetReading reading = sweep.trials().stream()
                .map(trial -> trial.settings().reading(set))
                .filter(one -> !one.equals(SetReading.USUAL))
                .findFirst()
                .orElse(SetReading.USUAL);
        List<ProtocolOutcome> outcomes =
                sweep.runs().stream().flatMap(run -> run.outcomes().stream()).toList();
        return ScoredColumn.of(set, reading, outcomes);
    }

    /** What the trials of a row share. */
    private record Key(String objective, Map<String, String> factors) {}

    private Map<Key, List<Trial>> groups() {
        Map<Key, List<Trial>> groups = new LinkedHashMap<>();
        Map<Settings, Map<String, String>> factors = new IdentityHashMap<>();
        for (Trial trial : sweep.trials()) {
            Key key = new Key(
                    trial.objective(),
                    factors.computeIfAbsent(trial.settings(), settings -> SettingTexts.only(settings, varying)));
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

    private TableRow row(Key key, SortedMap<String, String> telling, List<Trial> all, List<ScoredColumn> columns) {
        Set<Long> seeds = new HashSet<>();
        Map<Boolean, List<Trial>> firsts =
                all.stream().collect(Collectors.partitioningBy(trial -> seeds.add(trial.seed())));
        List<Trial> trials = firsts.get(true);
        List<Trial> repeats = firsts.get(false);
        List<Cell> cells =
                columns.stream().map(column -> cell(column, trials, repeats)).toList();
        TableRow row = new TableRow(key.objective(), key.factors(), telling, false, trials, repeats, cells);
        return row.isCalled(sweep.baseline()) ? row.asBaseline() : row;
    }

    private Cell cell(ScoredColumn column, List<Trial> trials, List<Trial> repeats) {
        String set = column.set();
        List<Sample> samples = new ArrayList<>();
        List<MissingSeed> gaps = new ArrayList<>();
        for (Trial trial : trials) {
            if (!trial.settings().verify().contains(set)) {
                continue;
            }
            sample(trial, column)
                    .ifPresentOrElse(
                            samples::add,
                            () -> gaps.add(gap(trial, column, Optional.ofNullable(runs.get(trial.id())))));
        }
        return new Cell(
                set,
                trials.get(0).settings().watch().label(),
                samples,
                repeats.stream()
                        .flatMap(trial -> sample(trial, column).stream())
                        .toList(),
                gaps,
                Cell.Rank.OTHER,
                false,
                references(column, trials.get(0)));
    }

    /** The figure of a trial that is done. */
    private Optional<Sample> sample(Trial trial, ScoredColumn column) {
        return Optional.ofNullable(runs.get(trial.id()))
                .filter(run -> run.state() == TrialState.DONE)
                .flatMap(run -> column.outcome(run.outcomes()))
                .map(outcome -> new Sample(
                        trial.seed(), trial.id(), column.metric().of(outcome).orElseThrow(), epoch(outcome)));
    }

    private static Integer epoch(ProtocolOutcome outcome) {
        Double epoch = outcome.metrics().get("epoch");
        return epoch == null ? null : Integer.valueOf(epoch.intValue());
    }

    private static MissingSeed gap(Trial trial, ScoredColumn column, Optional<Run> run) {
        TrialState state = run.map(Run::state).orElse(TrialState.PLANNED);
        String reason = state == TrialState.DONE
                ? without(column, run.orElseThrow())
                : run.map(Run::reason).orElse("");
        return new MissingSeed(trial.seed(), trial.id(), state, reason);
    }

    /** That a run has no such figure, with what its protocol says of that. */
    private static String without(ScoredColumn column, Run run) {
        String figure = column.metric().name();
        return run.outcomes().stream()
                .filter(outcome ->
                        outcome.set().equals(column.set()) && column.protocol().owns(outcome.variant()))
                .flatMap(outcome -> outcome.notes().stream())
                .filter(note -> note.startsWith("no " + figure))
                .findFirst()
                .map(note -> column.isAccuracy() ? "ended without an accuracy on this set: " + note : note)
                .orElse("ended without "
                        + (column.isAccuracy() ? "an accuracy" : column.metric().label()) + " on this set");
    }

    private List<Reference> references(ScoredColumn column, Trial trial) {
        double scale = trial.settings().scale();
        return published.of(column, trial.objective(), trial.settings()).stream()
                .map(figure -> new Reference(
                        figure.edition(),
                        published.percent(figure, column).orElseThrow() / 100,
                        differences(figure, trial, scale)))
                .toList();
    }

    private List<String> differences(PublishedResults.PublishedRow figure, Trial trial, double scale) {
        Stream<String> scales = figure.holdsAt(scale)
                ? Stream.of()
                : Stream.of("scale " + SettingTexts.number(scale) + " (paper: " + SettingTexts.number(figure.scale())
                        + ")");
        return Stream.concat(scales, published.differences(figure, trial.settings()).stream())
                .toList();
    }
}
