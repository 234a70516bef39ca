package marginlab.report;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.protocol.Column;
import marginlab.report.Comparison.SeedTest;
import marginlab.report.Pairing.Pair;
import marginlab.stats.Holm;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;
import marginlab.stats.RowNoise;
import marginlab.stats.Summary;

/** Every row against the baseline on every set, with p-values adjusted for their number. */
final class Comparisons {
    private static final double POWER = 0.8;

    private final Table table;
    private final Decisions decisions;
    private final Crowd crowd;
    /** By identity, for a row has all its trials in it. */
    private final Map<Row, Integer> places = new IdentityHashMap<>();

    private Comparisons(Sweep sweep, Decisions decisions, Table table) {
        this.table = table;
        this.decisions = decisions;
        this.crowd = new Crowd(sweep);
        table.rows().forEach(row -> places.put(row, places.size()));
    }

    static List<Comparison> of(Sweep sweep, Decisions decisions, Table table) {
        List<Comparison> raw = new Comparisons(sweep, decisions, table).raw();
        List<OptionalDouble> seeds = adjusted(raw, Comparison::pSeeds);
        List<OptionalDouble> pairs = adjusted(raw, Comparison::pPairs);
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            all.add(raw.get(i).adjusted(seeds.get(i), pairs.get(i)));
        }
        return all;
    }

    /**
     * What a row is compared with: the only baseline row, or the one under the same settings, as far as the baselines differ in
     * them. A setting that the row's loss brings with it, such as its sampling, does not leave it without one.
     */
    static Optional<Row> baselineOf(Table table, Row row) {
        List<Row> baselines = table.rows().stream().filter(Row::baseline).toList();
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
    private static Stream<String> telling(List<Row> baselines) {
        Map<String, String> first = baselines.get(0).factors();
        return first.keySet().stream()
                .filter(name -> baselines.stream()
                        .anyMatch(row -> !row.factors().get(name).equals(first.get(name))));
    }

    private List<Comparison> raw() {
        RowNoise noise = Levels.noise(table.rows());
        List<Comparison> raw = new ArrayList<>();
        for (int column = 0; column < table.sets().size(); column++) {
            for (Matched one : matched(column)) {
                raw.add(comparison(one, column, noise));
            }
        }
        return raw;
    }

    /** A row and its baseline, seed by seed. */
    private record Matched(Row row, Row against, List<Pair> pairs) {
        PairedSeeds seeds() {
            return new PairedSeeds(pairs.stream()
                    .map(pair -> pair.ours().accuracy() - pair.theirs().accuracy())
                    .toList());
        }
    }

    private List<Matched> matched(int column) {
        List<Matched> matched = new ArrayList<>();
        for (Row row : table.rows()) {
            baselineOf(table, row).filter(other -> other != row).ifPresent(other -> {
                List<Pair> pairs =
                        Pairing.matched(row.cells().get(column), other.cells().get(column));
                if (!pairs.isEmpty()) {
                    matched.add(new Matched(row, other, pairs));
                }
            });
        }
        return matched;
    }

    private Comparison comparison(Matched matched, int column, RowNoise noise) {
        Column of = table.columns().get(column);
        int row = places.get(matched.row());
        int other = places.get(matched.against());
        PairedSeeds seeds = matched.seeds();
        Summary differences = seeds.differences();
        SeedTest test = new SeedTest(
                noise.freedom(column, row, other),
                noise.interval(column, row, other, differences, Interval.CONFIDENCE),
                noise.p(column, row, other, differences),
                noise.detectable(column, row, other, seeds.n(), Interval.CONFIDENCE, POWER));
        Optional<Decided> decided = decisions(matched.pairs(), of);
        Optional<PairedDecisions> pairs = decided.map(both -> PairedDecisions.of(both.ours(), both.theirs()));
        Optional<Interval> people = decided.flatMap(both -> crowd.interval(of.set(), both.ours(), both.theirs()));
        OptionalDouble pPairs =
                pairs.isPresent() ? OptionalDouble.of(pairs.get().p()) : OptionalDouble.empty();
        return new Comparison(matched.row(), matched.against(), of, seeds, pairs, people, test, test.p(), pPairs);
    }

    /** Whether each pair was decided rightly, an array a common seed. */
    private record Decided(List<boolean[]> ours, List<boolean[]> theirs) {}

    private Optional<Decided> decisions(List<Pair> matched, Column column) {
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

    private static List<OptionalDouble> adjusted(List<Comparison> raw, Function<Comparison, OptionalDouble> p) {
        double[] adjusted = Holm.adjust(raw.stream()
                .map(p)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList());
        List<OptionalDouble> all = new ArrayList<>();
        int next = 0;
        for (Comparison comparison : raw) {
            all.add(p.apply(comparison).isPresent() ? OptionalDouble.of(adjusted[next++]) : OptionalDouble.empty());
        }
        return all;
    }
}
