package marginlab.store.query;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import marginlab.experiment.setting.Settings;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.Problems;

/** Which runs, in which order, as which rows, with which columns: what {@link SelectionWords} mean for some runs. */
public final class Selection {
    /** The group of the runs that differ in their seed alone, as a row of a report. */
    public static final String ROW = "row";

    private final Predicate<RunRecord> where;
    private final List<SelectedOrder> order;
    private final List<RunColumn> columns;
    private final Function<RunRecord, ?> group;
    private final boolean isGrouped;
    private final boolean tellsApart;
    private final int limit;

    private Selection(
            Predicate<RunRecord> where,
            List<SelectedOrder> order,
            List<RunColumn> columns,
            Function<RunRecord, ?> group,
            boolean isGrouped,
            boolean tellsApart,
            int limit) {
        this.where = where;
        this.order = order;
        this.columns = columns;
        this.group = group;
        this.isGrouped = isGrouped;
        this.tellsApart = tellsApart;
        this.limit = limit;
    }

    /**
     * Reads the words.
     *
     * @param known the columns that the runs have
     * @param usual names of the columns where the words name none
     * @param clock what "yesterday" is counted from, with the zone that days begin in
     * @throws marginlab.problem.ProblemException with all that is wrong with them, and the nearest known names
     */
    public static Selection of(SelectionWords words, RunColumns known, List<String> usual, Clock clock) {
        Problems problems = new Problems();
        List<Predicate<RunRecord>> where = new ArrayList<>();
        for (String text : words.where()) {
            for (String condition : Condition.split(text)) {
                problems.gather(() -> Condition.of(condition, known, clock, "where"))
                        .ifPresent(where::add);
            }
        }
        boolean isGrouped = !words.group().isEmpty();
        boolean adds = words.columns().startsWith("+");
        boolean isUsual = words.columns().isEmpty() || adds;
        List<String> shown = new ArrayList<>(isUsual ? usual : List.of());
        shown.addAll(split(adds ? words.columns().substring(1) : words.columns()));
        List<RunColumn> columns = columns(shown, known, "columns", problems);
        boolean isByRow = words.group().equals(ROW);
        List<RunColumn> by = isByRow ? List.of() : columns(split(words.group()), known, "group", problems);
        List<SelectedOrder> order = new ArrayList<>();
        for (String word : split(words.sort())) {
            boolean descends = word.startsWith("-");
            String name = descends ? word.substring(1).strip() : word;
            problems.gather(() -> known.named(name, "sort"))
                    .ifPresent(column -> order.add(new SelectedOrder(column, descends)));
        }
        problems.raise();
        return new Selection(
                where.stream().reduce(record -> true, Predicate::and),
                order,
                columns,
                isByRow
                        ? Selection::row
                        : record -> by.stream()
                                .map(column -> column.value().apply(record))
                                .toList(),
                isGrouped,
                isByRow && isUsual,
                words.most().orElse(Integer.MAX_VALUE));
    }

    private static List<RunColumn> columns(List<String> names, RunColumns known, String place, Problems problems) {
        Map<String, RunColumn> columns = new LinkedHashMap<>();
        for (String name : names) {
            problems.gather(() -> known.named(name, place)).ifPresent(one -> columns.putIfAbsent(one.name(), one));
        }
        return List.copyOf(columns.values());
    }

    private static List<String> split(String words) {
        List<String> parts = new ArrayList<>();
        for (String part : words.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** All that runs of one row share: everything but the seed. */
    private record SeedlessTrial(String loss, Settings settings, Map<String, String> data) {}

    private static SeedlessTrial row(RunRecord record) {
        Trial trial = record.run().trial();
        return new SeedlessTrial(trial.objective(), trial.settings(), trial.fingerprints());
    }

    /** The runs that are meant, before any limit. */
    public List<RunRecord> matching(Collection<RunRecord> records) {
        return records.stream().filter(where).toList();
    }

    /** The runs that are meant as rows of a table; where no order was asked for, in that of the runs. */
    public SelectedRuns apply(Collection<RunRecord> records) {
        List<RunRecord> matching = matching(records);
        List<SelectedRow> rows = new ArrayList<>();
        if (isGrouped) {
            Map<Object, List<RunRecord>> groups = new LinkedHashMap<>();
            matching.forEach(record -> groups.computeIfAbsent(group.apply(record), key -> new ArrayList<>())
                    .add(record));
            groups.values().forEach(runs -> rows.add(new SelectedRow(runs, true)));
        } else {
            matching.forEach(record -> rows.add(new SelectedRow(List.of(record), false)));
        }
        List<SelectedRow> sorted = SelectedOrder.sorted(rows, order);
        return new SelectedRuns(
                tellsApart ? withTelling(rows) : columns,
                sorted.subList(0, Math.min(limit, sorted.size())),
                rows.size(),
                matching.size());
    }

    /** The columns, and after the loss the settings in which rows of one loss differ: without them they look the same. */
    private List<RunColumn> withTelling(List<SelectedRow> rows) {
        Map<String, List<RunRecord>> losses = new LinkedHashMap<>();
        for (SelectedRow row : rows) {
            RunRecord first = row.runs().get(0);
            losses.computeIfAbsent(first.run().trial().objective(), loss -> new ArrayList<>())
                    .add(first);
        }
        List<String> names = columns.stream().map(RunColumn::name).toList();
        List<RunColumn> all = new ArrayList<>(columns);
        all.addAll(
                names.indexOf("loss") + 1,
                RunColumns.settings()
                        .filter(setting -> !names.contains(setting.name()))
                        .filter(setting -> losses.values().stream()
                                .anyMatch(runs -> runs.stream()
                                                .map(setting::texts)
                                                .distinct()
                                                .count()
                                        > 1))
                        .toList());
        return all;
    }

    /** Fails where nothing was chosen, for verbs that change what they find. */
    public static Problem missing(SelectionWords words) {
        return new Problem(
                "where", "no run with " + String.join(" and ", words.where()), "at least one", "ls shows them");
    }
}
