package marginlab.store.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.Settings;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.ProtocolMetric;
import marginlab.protocol.Protocols;
import marginlab.protocol.embedding.ProtocolOutcome;

/** Every column that some runs have: what is known of each run, each setting, each figure on each set. */
public final class RunColumns {
    private static final Map<String, RunColumn> GENERAL = general();

    /** What stands in the place of a set for what was recorded while a run trained. */
    private static final String TRAINING = "@training";

    /** Begins the metric of a set that was watched during training: {@code accuracy/lfw}. */
    private static final String ACCURACY = "accuracy/";

    /** So many runs tell which metrics a training records. */
    private static final int ASKED = 16;

    private final Collection<RunRecord> records;
    private final LastMetrics metrics;
    private Map<String, Set<String>> figures;
    private Map<String, Map<String, Double>> trained;

    private RunColumns(Collection<RunRecord> records, LastMetrics metrics) {
        this.records = records;
        this.metrics = metrics;
    }

    /** Where the training metrics of runs are read: there are many, and most words ask for none. */
    public interface LastMetrics {
        /** Each metric as it was recorded last, by id of the run and key. */
        Map<String, Map<String, Double>> of(Collection<String> ids);
    }

    /** Those of these runs; figures are looked for when the first name asks for one. */
    public static RunColumns of(Collection<RunRecord> records, LastMetrics metrics) {
        return new RunColumns(records, metrics);
    }

    private static Map<String, RunColumn> general() {
        Map<String, RunColumn> columns = new LinkedHashMap<>();
        Stream.of(
                        RunColumn.text("id", record -> List.of(record.id())),
                        RunColumn.text(
                                "loss", record -> List.of(record.run().trial().objective())),
                        RunColumn.text(
                                "seed", record -> List.of(record.run().trial().seedText())),
                        RunColumn.text(
                                "state", record -> List.of(record.run().state().label())),
                        RunColumn.text("experiment", RunRecord::experiments),
                        RunColumn.text("tag", RunRecord::tags),
                        RunColumn.text("note", record -> said(record.note())),
                        RunColumn.text("reason", record -> said(record.run().reason())),
                        new RunColumn(
                                "started",
                                RunColumn.ColumnKind.TIME,
                                record -> Optional.of(record.run().started().toEpochMilli() / 1e3)),
                        new RunColumn(
                                "duration",
                                RunColumn.ColumnKind.DURATION,
                                record -> Optional.of(record.run().seconds()).filter(seconds -> seconds > 0)),
                        new RunColumn(
                                "attempt",
                                RunColumn.ColumnKind.NUMBER,
                                record -> Optional.of((double) record.run().attempt())))
                .forEach(column -> columns.put(column.name(), column));
        columns.put("objective", columns.get("loss"));
        columns.put("tags", columns.get("tag"));
        columns.put("notes", columns.get("note"));
        columns.put("experiments", columns.get("experiment"));
        columns.put("time", columns.get("duration"));
        return columns;
    }

    private static List<String> said(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /**
     * The column of that name: also a setting by its last part, as {@code rate}; a set for its headline figure, as {@code lfw};
     * a figure without its set, where only one has it; a training metric, as {@code loss@training}, as it was recorded last.
     *
     * @param place where the name was given, for messages
     * @throws ProblemException when there is none, with the nearest
     */
    public RunColumn named(String name, String place) {
        return Optional.ofNullable(GENERAL.get(name))
                .or(() -> setting(name))
                .or(() -> figure(name, place))
                .or(() -> trained(name))
                .orElseThrow(() -> new ProblemException(new Problem(
                        place,
                        "'" + name + "'",
                        "a column: id, loss, state, a setting such as scale, or a figure such as "
                                + names().stream()
                                        .filter(one -> one.contains("@"))
                                        .findFirst()
                                        .orElse("accuracy@lfw"),
                        ClosestName.of(name, names())
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse(""))));
    }

    /** The name of every column, those of all runs first. */
    public List<String> names() {
        return Stream.of(
                        GENERAL.keySet().stream(),
                        Arrays.stream(SettingKey.values()).map(SettingKey::path),
                        figures().keySet().stream(),
                        figures().entrySet().stream()
                                .flatMap(set -> set.getValue().stream().map(figure -> figure + "@" + set.getKey())),
                        recorded().map(key -> key + TRAINING))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** The sets that have a headline figure in some run, in the order of their names; others have angles alone. */
    public List<String> verified() {
        return records.stream()
                .flatMap(record -> record.run().outcomes().stream())
                .filter(outcome -> Protocols.of(outcome).isPresent())
                .map(ProtocolOutcome::set)
                .distinct()
                .sorted()
                .toList();
    }

    /** Every setting of an experiment. */
    static Stream<RunColumn> settings() {
        return Arrays.stream(SettingKey.values()).map(SettingKey::path).flatMap(path -> setting(path).stream());
    }

    private static Optional<RunColumn> setting(String name) {
        if (name.startsWith(Settings.DEFINITION)) {
            return Optional.of(RunColumn.text(
                    name,
                    record -> Stream.ofNullable(record.run()
                                    .trial()
                                    .settings()
                                    .definitions()
                                    .texts()
                                    .get(name.substring(Settings.DEFINITION.length())))
                            .toList()));
        }
        List<SettingKey> meant = Arrays.stream(SettingKey.values())
                .filter(key -> key.path().equals(name) || key.path().endsWith("." + name))
                .toList();
        return meant.stream()
                .filter(key -> key.path().equals(name) || meant.size() == 1)
                .findFirst()
                .map(key -> RunColumn.text(key.path(), record -> {
                    Settings settings = record.run().trial().settings();
                    return settings.isTraining() || key == SettingKey.VERIFY ? List.of(key.of(settings)) : List.of();
                }));
    }

    private Optional<RunColumn> figure(String name, String place) {
        if (figures().containsKey(name)) {
            return Optional.of(new RunColumn(name, headlineKind(name), record -> record.headline(name)));
        }
        List<String> sets = figures().entrySet().stream()
                .filter(set -> set.getValue().stream()
                        .anyMatch(figure -> name.equals(figure) || name.equals(figure + "@" + set.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (sets.size() > 1) {
            throw new ProblemException(new Problem(
                    place,
                    "'" + name + "', which several sets have",
                    "one of "
                            + String.join(
                                    ", ",
                                    sets.stream().map(set -> name + "@" + set).toList())));
        }
        if (sets.isEmpty()) {
            return records.isEmpty() && name.contains("@")
                    ? Optional.of(new RunColumn(name, RunColumn.ColumnKind.NUMBER, record -> Optional.empty()))
                    : Optional.empty();
        }
        String set = sets.get(0);
        String figure = name.endsWith("@" + set) ? name.substring(0, name.length() - set.length() - 1) : name;
        boolean isShare = Protocols.metric(figure)
                .filter(metric -> metric.unit() == ProtocolMetric.MetricUnit.SHARE)
                .isPresent();
        return Optional.of(new RunColumn(
                figure + "@" + set,
                isShare ? RunColumn.ColumnKind.SHARE : RunColumn.ColumnKind.NUMBER,
                record -> record.figure(figure, set)));
    }

    /** The metrics that the runs which began last recorded. */
    private Stream<String> recorded() {
        List<String> newest = records.stream()
                .filter(record -> record.run().trial().settings().isTraining())
                .limit(ASKED)
                .map(RunRecord::id)
                .toList();
        return newest.isEmpty()
                ? Stream.of()
                : metrics.of(newest).values().stream()
                        .flatMap(one -> one.keySet().stream())
                        .distinct()
                        .sorted();
    }

    private Optional<RunColumn> trained(String name) {
        String key = name.endsWith(TRAINING) ? name.substring(0, name.length() - TRAINING.length()) : name;
        if (trained == null) {
            trained = records.isEmpty()
                    ? Map.of()
                    : metrics.of(records.stream().map(RunRecord::id).toList());
        }
        return trained.values().stream().anyMatch(one -> one.containsKey(key))
                ? Optional.of(new RunColumn(
                        key + TRAINING,
                        key.startsWith(ACCURACY) ? RunColumn.ColumnKind.SHARE : RunColumn.ColumnKind.NUMBER,
                        record -> Optional.ofNullable(
                                trained.getOrDefault(record.id(), Map.of()).get(key))))
                : Optional.empty();
    }

    private RunColumn.ColumnKind headlineKind(String set) {
        return records.stream()
                .map(record -> record.column(set))
                .filter(column -> figures().get(set).contains(column.metric().name()))
                .findFirst()
                .filter(column -> column.metric().unit() == ProtocolMetric.MetricUnit.NUMBER)
                .map(column -> RunColumn.ColumnKind.NUMBER)
                .orElse(RunColumn.ColumnKind.SHARE);
    }

    private Map<String, Set<String>> figures() {
        if (figures == null) {
            figures = new TreeMap<>();
            for (RunRecord record : records) {
                for (ProtocolOutcome outcome : record.run().outcomes()) {
                    figures.computeIfAbsent(outcome.set(), set -> new TreeSet<>())
                            .addAll(outcome.metrics().keySet());
                }
            }
        }
        return figures;
    }
}
