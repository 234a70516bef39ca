package marginlab.report.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.BaselineComparison.PeopleTest;
import marginlab.report.table.BaselineComparison.SeedTest;
import marginlab.report.table.SeedPairing.SeedPair;
import marginlab.stats.BaselineContrasts;
import marginlab.stats.BaselineContrasts.Contrast;
import marginlab.stats.BaselineContrasts.Extra;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;
import marginlab.stats.RowNoise;
import marginlab.stats.SeedRounds;

/** Every row against the baseline on every set, as one family. */
final class BaselineComparisons {
    private static final double POWER = 0.8;

    private final AccuracyTable table;
    private final PairDecisions decisions;
    private final PeopleOnPairs people;
    private final double equalWithin;
    private final List<ScoredColumn> columns;
    private final Optional<SeedRounds> rounds;
    private final double confidence;

    private BaselineComparisons(
            SweepResults sweep, PairDecisions decisions, AccuracyTable table, Optional<SeedRounds> rounds) {
        this.table = table;
        this.decisions = decisions;
        this.people = new PeopleOnPairs(sweep);
        this.equalWithin = sweep.equalWithin();
        this.columns = table.withAverage();
        this.rounds = rounds;
        // What the last look was held to stands for all that were before it.
        this.confidence = rounds.map(SeedRounds::level)
                .filter(level -> level > 0)
                .map(level -> 1 - level)
                .orElse(Interval.CONFIDENCE);
    }

    static List<BaselineComparison> of(SweepResults sweep, PairDecisions decisions, AccuracyTable table) {
        return of(sweep, decisions, table, Optional.empty());
    }

    /** @param rounds of seeds, whose intervals hold over all looks */
    static List<BaselineComparison> of(
            SweepResults sweep, PairDecisions decisions, AccuracyTable table, Optional<SeedRounds> rounds) {
        return new BaselineComparisons(sweep, decisions, table, rounds).all();
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

    private List<BaselineComparison> all() {
        List<TableRow> rows = new ArrayList<>();
        // By identity, for a row has all its trials in it.
        Map<TableRow, Integer> places = new IdentityHashMap<>();
        for (TableRow row : table.rows()) {
            rows.add(row.with(table.cellsWithAverage(places.size())));
            places.put(row, places.size());
        }
        RowNoise noise = BestGroup.noise(rows, table.columns().size());
        List<Matched> matched = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            for (TableRow row : table.rows()) {
                Optional<TableRow> other = baselineOf(table, row).filter(one -> one != row);
                if (other.isPresent()) {
                    int at = places.get(row);
                    int against = places.get(other.get());
                    List<SeedPair> pairs = SeedPairing.matched(rows.get(at), rows.get(against), column);
                    if (!pairs.isEmpty()) {
                        matched.add(new Matched(column, row, at, other.get(), against, pairs));
                    }
                }
            }
        }
        BaselineContrasts family = new BaselineContrasts(
                noise, matched.stream().map(Matched::contrast).toList());
        return matched.stream().map(one -> comparison(one, family, noise)).toList();
    }

    /** A row and its baseline, seed by seed. */
    private record Matched(int column, TableRow row, int at, TableRow against, int baseline, List<SeedPair> pairs) {
        PairedSeeds seeds() {
            return new PairedSeeds(pairs.stream()
                    .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                    .toList());
        }

        Contrast contrast() {
            return new Contrast(column, at, baseline, seeds().differences());
        }
    }

    private BaselineComparison comparison(Matched matched, BaselineContrasts family, RowNoise noise) {
        ScoredColumn of = columns.get(matched.column());
        Contrast contrast = matched.contrast();
        SeedTest test = new SeedTest(
                noise.freedom(matched.column(), matched.at(), matched.baseline()),
                rounds.isPresent()
                        ? rounds.get().interval(matched.column(), matched.at())
                        : family.interval(contrast, confidence),
                noise.p(matched.column(), matched.at(), matched.baseline(), contrast.differences()),
                // A p-value of one look knows nothing of those before it.
                rounds.isPresent() ? OptionalDouble.empty() : family.p(contrast),
                family.detectable(contrast, confidence, POWER),
                family.seedsNeeded(contrast, equalWithin, confidence, POWER));
        boolean isMeasured = matched.column() < table.columns().size();
        Optional<Decided> decided = isMeasured ? decisions(matched.pairs(), of) : Optional.empty();
        return new BaselineComparison(
                matched.row(),
                matched.against(),
                of,
                matched.seeds(),
                test,
                decided.map(both -> PairedDecisions.of(both.ours(), both.theirs())),
                decided.flatMap(both -> people(both, of.set(), contrast, family)),
                equalWithin);
    }

    private Optional<PeopleTest> people(Decided decided, String set, Contrast contrast, BaselineContrasts family) {
        double[] differences = PeopleOnPairs.differences(decided.ours(), decided.theirs());
        return people.of(set, differences.length)
                .flatMap(crowd -> crowd.interval(differences, Interval.CONFIDENCE)
                        .map(theseTrainings -> new PeopleTest(
                                theseTrainings,
                                family.interval(
                                        contrast,
                                        new Extra(crowd.of(differences).orElseThrow(), crowd.freedom()),
                                        confidence))));
    }

    /** Whether each pair was decided rightly, an array a common seed. */
    private record Decided(List<boolean[]> ours, List<boolean[]> theirs) {}

    private Optional<Decided> decisions(List<SeedPair> matched, ScoredColumn column) {
        List<boolean[]> ours = new ArrayList<>();
        List<boolean[]> theirs = new ArrayList<>();
        for (SeedPair pair : matched) {
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
}
