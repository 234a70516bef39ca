package marginlab.report.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.BaselineComparison.SeedTest;
import marginlab.report.table.SeedPairing.Pair;
import marginlab.stats.HolmCorrection;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;
import marginlab.stats.RowNoise;
import marginlab.stats.Summary;

/** Every row against the baseline on every set, with p-values adjusted for their number. */
final class BaselineComparisons {
    private static final double POWER = 0.8;

    private final AccuracyTable table;
    private final PairDecisions decisions;
    private final PeopleResampling crowd;
    /** By identity, for a row has all its trials in it. */
    private final Map<TableRow, Integer> places = new IdentityHashMap<>();

    private BaselineComparisons(SweepResults sweep, PairDecisions decisions, AccuracyTable table) {
        this.table = table;
        this.decisions = decisions;
        this.crowd = new PeopleResampling(sweep);
        table.rows().forEach(row -> places.put(row, places.size()));
    }

    static List<BaselineComparison> of(SweepResults sweep, PairDecisions decisions, AccuracyTable table) {
        List<BaselineComparison> raw = new BaselineComparisons(sweep, decisions, table).raw();
        List<OptionalDouble> seeds = adjusted(raw, BaselineComparison::pSeeds);
        List<OptionalDouble> pairs = adjusted(raw, BaselineComparison::pPairs);
        List<BaselineComparison> all = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            all.add(raw.get(i).adjusted(seeds.get(i), pairs.get(i)));
        }
        return all;
    }

    /**
     * What a row is compared with: the only baseline row, or the one under the same settings, as far as the baselines differ in
     * them. A setting that the row's loss brings with it, such as its sampling, does not leave it without one.
     */
    static Optional<TableRow> baselineOf(AccuracyTable table, TableRow row) {
        List<TableRow> baselines =
                table.rows().stream().filter(TableRow::baseline).toList();
        return baselines.size() == 1
                ? Optional.of(baselines.get(0))
                : baselines.stream()
                        .filter(other -> telling(baselines)
                                .allMatch(name -> other.factors()
                                        .get(name)
                                        .equals(row.factors().get(name))))
                        .findFirst();
    }

    /** Names of the settings in which baselines differ. */
    private static Stream<String> telling(List<TableRow> baselines) {
        Map<String, String> first = baselines.get(0).factors();
        return first.keySet().stream()
                .filter(name -> baselines.stream()
                        .anyMatch(row -> !row.factors().get(name).equals(first.get(name))));
    }

    private List<BaselineComparison> raw() {
        RowNoise noise = BestGroup.noise(table.rows());
        List<BaselineComparison> raw = new ArrayList<>();
        for (int column = 0; column < table.sets().size(); column++) {
            for (Matched one : matched(column)) {
                raw.add(comparison(one, column, noise));
            }
        }
        return raw;
    }

    /** A row and its baseline, seed by seed. */
    private record Matched(TableRow row, TableRow against, List<Pair> pairs) {
        PairedSeeds seeds() {
            return new PairedSeeds(pairs.stream()
                    .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                    .toList());
        }
    }

    private List<Matched> matched(int column) {
        List<Matched> matched = new ArrayList<>();
        for (TableRow row : table.rows()) {
            baselineOf(table, row).filter(other -> other != row).ifPresent(other -> {
                List<Pair> pairs = SeedPairing.matched(row, other, column);
                if (!pairs.isEmpty()) {
                    matched.add(new Matched(row, other, pairs));
                }
            });
        }
        return matched;
    }

    private BaselineComparison comparison(Matched matched, int column, RowNoise noise) {
        ScoredColumn of = table.columns().get(column);
        int row = places.get(matched.row());
        int other = places.get(matched.against());
        PairedSeeds seeds = matched.seeds();
        Summary differences = seeds.differences();
        // A network that others trained is what it is: only the other row's seeds scatter.
        boolean bothTrained = matched.row().isTrained() && matched.against().isTrained();
        SeedTest test = bothTrained
                ? new SeedTest(
                        noise.freedom(column, row, other),
                        noise.interval(column, row, other, differences, Interval.CONFIDENCE),
                        noise.p(column, row, other, differences),
                        noise.detectable(column, row, other, seeds.n(), Interval.CONFIDENCE, POWER))
                : new SeedTest(seeds.n() - 1, seeds.interval(Interval.CONFIDENCE), seeds.p(), OptionalDouble.empty());
        Optional<Decided> decided = decisions(matched.pairs(), of);
        Optional<PairedDecisions> pairs = decided.map(both -> PairedDecisions.of(both.ours(), both.theirs()));
        Optional<Interval> people = decided.flatMap(both -> crowd.interval(of.set(), both.ours(), both.theirs()));
        OptionalDouble pPairs =
                pairs.isPresent() ? OptionalDouble.of(pairs.get().p()) : OptionalDouble.empty();
        return new BaselineComparison(
                matched.row(), matched.against(), of, seeds, pairs, people, test, test.p(), pPairs);
    }

    /** Whether each pair was decided rightly, an array a common seed. */
    private record Decided(List<boolean[]> ours, List<boolean[]> theirs) {}

    private Optional<Decided> decisions(List<Pair> matched, ScoredColumn column) {
        List<boolean[]> ours = new ArrayList<>();
        List<boolean[]> theirs = new ArrayList<>();
        for (Pair pair : matched) {
            Optional<boolean[]> one = decisions.of(pair.ours().trial(), column);
            Optional<boolean[]> other = decisions.of(pair.theirs().trial(), column);
            if (one.isEmpty() || other.isEmpty() || one.get().length != other.get().length) {
                return Optional.empty();
            }
            ours.add(one.get());
            theirs.add(other.get());
        }
        boolean equal = ours.stream().allMatch(right -> right.length == ours.get(0).length);
        return equal ? Optional.of(new Decided(ours, theirs)) : Optional.empty();
    }

    private static List<OptionalDouble> adjusted(
            List<BaselineComparison> raw, Function<BaselineComparison, OptionalDouble> p) {
        double[] adjusted = HolmCorrection.adjust(raw.stream()
                .map(p)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList());
        List<OptionalDouble> all = new ArrayList<>();
        int next = 0;
        for (BaselineComparison comparison : raw) {
            all.add(p.apply(comparison).isPresent() ? OptionalDouble.of(adjusted[next++]) : OptionalDouble.empty());
        }
        return all;
    }
}
