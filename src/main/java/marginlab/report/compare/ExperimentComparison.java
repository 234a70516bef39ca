package marginlab.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.pair.PairScores;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.ProvenanceLine;
import marginlab.report.table.SeedPairing;
import marginlab.report.table.SeedPairing.SeedPair;
import marginlab.report.table.SettingTexts;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;
import marginlab.stats.Summary;
import marginlab.store.record.Run;

/**
 * Two experiments row by row: the same objectives with two engines, two versions or two recipes. A row stands beside the row
 * of its objective that differs from it in the fewest settings.
 */
public final class ExperimentComparison {

    private final String first;
    private final String second;
    private final List<ComparedCell> lines;
    private final List<CommonMistakes> mistakes;
    private final List<SettingDifference> differences;

    private ExperimentComparison(
            String first,
            String second,
            List<ComparedCell> lines,
            List<CommonMistakes> mistakes,
            List<SettingDifference> differences) {
        this.first = first;
        this.second = second;
        this.lines = List.copyOf(lines);
        this.mistakes = List.copyOf(mistakes);
        this.differences = List.copyOf(differences);
    }

    /**
     * One row on one set; figures are fractions.
     *
     * @param n common seeds
     * @param difference second minus first over the common seeds
     * @param p McNemar's, where both left their scores
     */
    record ComparedCell(
            String row,
            String set,
            Optional<Double> one,
            Optional<Double> other,
            int n,
            Optional<Double> difference,
            Optional<Interval> interval,
            OptionalDouble p) {}

    /** Something that is not the same in both. */
    record SettingDifference(String what, String one, String other) {}

    public static ExperimentComparison of(SweepResults first, SweepResults second) {
        AccuracyTable other = AccuracyTable.of(second);
        return of(
                first,
                second,
                AccuracyTable.of(first),
                AccuracyTable.of(first).rows(),
                row -> other.rows().stream()
                        .filter(candidate -> candidate.objective().equals(row.objective()))
                        .toList());
    }

    /** Two losses of one experiment, by their labels. */
    public static ExperimentComparison losses(SweepResults sweep, String first, String second) {
        AccuracyTable table = AccuracyTable.of(sweep);
        List<TableRow> ones = rows(table.rows(), first);
        List<TableRow> others = rows(table.rows(), second);
        return of(sweep.of(first, ones), sweep.of(second, others), table, ones, row -> others);
    }

    private static List<TableRow> rows(List<TableRow> rows, String label) {
        List<TableRow> found = rows.stream()
                .filter(row -> row.objective().equals(label) || row.label().equals(label))
                .toList();
        if (found.isEmpty()) {
            List<String> known =
                    rows.stream().map(TableRow::objective).distinct().toList();
            throw new ProblemException(new Problem(
                    label, "no row of the experiment", "one of its losses", ClosestName.hint(label, known)));
        }
        return found;
    }

    private static ExperimentComparison of(
            SweepResults first,
            SweepResults second,
            AccuracyTable table,
            List<TableRow> rows,
            Function<TableRow, List<TableRow>> candidates) {
        PairDecisions ours = new PairDecisions(first);
        PairDecisions theirs = new PairDecisions(second);
        Map<String, SettingDifference> differences = new LinkedHashMap<>();
        List<ComparedCell> lines = new ArrayList<>();
        List<CommonMistakes> mistakes = new ArrayList<>();
        for (TableRow row : rows) {
            nearest(row, candidates.apply(row)).ifPresent(match -> {
                LossDifferences.of(row.objective(), match.objective())
                        .forEach(difference -> differences.put(difference.toString(), difference));
                differ(
                        SettingTexts.of(row.trials().get(0).settings()),
                        SettingTexts.of(match.trials().get(0).settings()),
                        "",
                        differences);
                differ(row.trials().get(0).fingerprints(), match.trials().get(0).fingerprints(), "data ", differences);
                for (int at = 0; at < row.cells().size(); at++) {
                    Cell cell = row.cells().get(at);
                    ScoredColumn column = table.columns().get(at);
                    match.cells().stream()
                            .filter(candidate -> candidate.set().equals(cell.set()))
                            .forEach(candidate -> {
                                lines.add(line(label(row, match), column, cell, candidate, ours, theirs));
                                mistakes(label(row, match), cell, candidate, ours, theirs)
                                        .ifPresent(mistakes::add);
                            });
                }
            });
        }
        differ(made(first.runs()), made(second.runs()), "environment: ", differences);
        return new ExperimentComparison(
                first.name(), second.name(), lines, mistakes, List.copyOf(differences.values()));
    }

    private static String label(TableRow one, TableRow other) {
        return one.objective().equals(other.objective()) ? one.label() : one.label() + " and " + other.label();
    }

    /** Over the seeds of which both left their scores. */
    private static Optional<CommonMistakes> mistakes(
            String label, Cell one, Cell other, PairDecisions ours, PairDecisions theirs) {
        List<PairScores> ones = new ArrayList<>();
        List<PairScores> others = new ArrayList<>();
        for (SeedPair pair : SeedPairing.matched(other, one)) {
            Optional<PairScores> mine = ours.scores(pair.theirs().trial(), one.set());
            Optional<PairScores> yours = theirs.scores(pair.ours().trial(), one.set());
            if (mine.isPresent() && yours.isPresent()) {
                ones.add(mine.get());
                others.add(yours.get());
            }
        }
        return CommonMistakes.of(label, one.set(), ones, others);
    }

    private static Optional<TableRow> nearest(TableRow row, List<TableRow> others) {
        Map<String, String> ours = SettingTexts.of(row.trials().get(0).settings());
        return others.stream()
                .min(Comparator.comparingLong(candidate ->
                        SettingTexts.of(candidate.trials().get(0).settings()).entrySet().stream()
                                .filter(setting -> !setting.getValue().equals(ours.get(setting.getKey())))
                                .count()));
    }

    private static ComparedCell line(
            String label, ScoredColumn column, Cell one, Cell other, PairDecisions ours, PairDecisions theirs) {
        List<SeedPair> pairs = SeedPairing.matched(other, one);
        Optional<PairedSeeds> seeds = pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(new PairedSeeds(pairs.stream()
                        .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                        .toList()));
        return new ComparedCell(
                label,
                column.name(),
                one.summary().map(Summary::mean),
                other.summary().map(Summary::mean),
                pairs.size(),
                seeds.map(PairedSeeds::mean),
                seeds.flatMap(paired -> paired.interval(Interval.CONFIDENCE)),
                p(pairs, column, ours, theirs));
    }

    private static OptionalDouble p(
            List<SeedPair> pairs, ScoredColumn column, PairDecisions ours, PairDecisions theirs) {
        List<boolean[]> one = new ArrayList<>();
        List<boolean[]> other = new ArrayList<>();
        for (SeedPair pair : pairs) {
            ours.of(pair.theirs().trial(), column).ifPresent(one::add);
            theirs.of(pair.ours().trial(), column).ifPresent(other::add);
        }
        boolean whole = !pairs.isEmpty() && one.size() == pairs.size() && other.size() == pairs.size();
        boolean equal = whole
                && one.stream().allMatch(right -> right.length == one.get(0).length)
                && other.stream().allMatch(right -> right.length == one.get(0).length);
        return equal ? OptionalDouble.of(PairedDecisions.of(other, one).p()) : OptionalDouble.empty();
    }

    private static Map<String, String> made(List<Run> runs) {
        Map<String, String> made = new TreeMap<>();
        ProvenanceLine.of(runs).forEach(line -> made.put(line.name(), line.value()));
        return made;
    }

    private static void differ(
            Map<String, String> one, Map<String, String> other, String kind, Map<String, SettingDifference> into) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        for (String name : names) {
            String before = one.getOrDefault(name, "-");
            String after = other.getOrDefault(name, "-");
            if (!before.equals(after)) {
                into.put(kind + name + before + after, new SettingDifference(kind + name, before, after));
            }
        }
    }

    String first() {
        return first;
    }

    String second() {
        return second;
    }

    List<ComparedCell> lines() {
        return lines;
    }

    List<CommonMistakes> mistakes() {
        return mistakes;
    }

    List<SettingDifference> differences() {
        return differences;
    }

    /**
     * Aligned tables for a terminal.
     *
     * @param width of the terminal, which lines are made to fit; not positive where there is none
     */
    public String text(int width) {
        return ExperimentComparisonView.text(this, width);
    }

    /** A page of its own. */
    public String html() {
        return ExperimentComparisonView.html(this);
    }

    /** {@code {"experiments", "rows": [...], "mistakes": [...], "differences": [...]}}; figures are fractions. */
    public Object json() {
        return ExperimentComparisonView.json(this);
    }
}
