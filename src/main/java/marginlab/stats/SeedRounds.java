package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.stats.BaselineContrasts.Contrast;

/**
 * Seeds in rounds until every comparison with a baseline is decided: which rows need which seeds, and what is known of them.
 *
 * <p>After each round all comparisons get an interval at that look's level ({@link LookLevels}) of the whole family ({@link
 * BaselineContrasts}), and what all looks together leave of it is what holds: intervals of all looks hold at once, so their common part
 * does (Jennison and Turnbull 1989). A row ends when its verdicts in all columns are known, or when what is open has less than one
 * chance in five to be decided within all seeds that there may be. That second rule takes nothing of the error.
 *
 * <p>All of it follows from the figures alone: each look sees those seeds of a row that it had then, however many it has now.
 */
public final class SeedRounds {
    /** Below it more seeds are thrown away. */
    private static final double HOPELESS = 0.2;

    private final Design design;
    private final RoundTable table;
    private final LookLevels levels;
    private final int[] taken;
    private final End[] ends;
    private final Interval[][] intervals;
    private final int[][] decided;
    private int looked;
    private double level;

    /**
     * What is asked.
     *
     * @param seeds all that there may be, in their order
     * @param looks how many of them there are at each look, rising to all
     * @param bound the difference within which rows are equal, above 0
     * @param error of all verdicts together, 0 to 1
     */
    public record Design(List<Long> seeds, List<Integer> looks, double bound, double error) {
        public Design {
            seeds = List.copyOf(seeds);
            looks = List.copyOf(looks);
        }

        public int most() {
            return seeds.size();
        }

        /** What 1 - error is called of an interval that stands alone. */
        public double confidence() {
            return 1 - error;
        }
    }

    /** Why a row gets no more seeds. */
    public enum StopReason {
        /** Better, worse or equal in every column. */
        DECIDED,
        /** What is open would stay open in four of five cases. */
        HOPELESS,
        /** All seeds are used up. */
        EXHAUSTED,
        /** It, or its baseline, diverged with every seed. */
        DIVERGED,
        /** It has no baseline. */
        NOT_COMPARED
    }

    /** The end of a row, after so many seeds. */
    public record End(StopReason why, int seeds) {}

    /** Looks as often as the figures allow. */
    public SeedRounds(Design design, RoundTable table) {
        this(design, table, new LookLevels(design.looks(), design.error(), Math.max(1, table.comparisons())));
    }

    SeedRounds(Design design, RoundTable table, LookLevels levels) {
        this.design = design;
        this.table = table;
        this.levels = levels;
        taken = new int[table.rows()];
        ends = new End[table.rows()];
        intervals = new Interval[table.columns().size()][table.rows()];
        decided = new int[table.columns().size()][table.rows()];
        open();
        while (!isOver() && isRoundDone()) {
            look();
            open();
        }
    }

    /** The seeds of the rows that go on, and of those that they are compared with. */
    private void open() {
        if (looked == design.looks().size()) {
            return;
        }
        int seeds = design.looks().get(looked);
        for (int row = 0; row < taken.length; row++) {
            if (ends[row] == null && (looked == 0 || table.isCompared(row))) {
                taken[row] = seeds;
                if (table.isCompared(row)) {
                    taken[table.baselines()[row]] = seeds;
                }
            }
        }
    }

    private boolean isRoundDone() {
        return IntStream.range(0, taken.length)
                .allMatch(row -> table.has(row, design.seeds().subList(0, taken[row])));
    }

    private void look() {
        BaselineContrasts family = new BaselineContrasts(new RowNoise(figures(), table.measured()), contrasts());
        level = levels.level(looked);
        looked++;
        for (int row = 0; row < taken.length; row++) {
            if (ends[row] == null) {
                for (int column = 0; column < intervals.length && table.isCompared(row); column++) {
                    narrow(family, column, row);
                }
                ends[row] = end(family, row);
            }
        }
    }

    private void narrow(BaselineContrasts family, int column, int row) {
        Optional<Interval> now = contrast(column, row)
                .filter(contrast -> level > 0)
                .flatMap(contrast -> family.interval(contrast, 1 - level));
        Interval before = intervals[column][row];
        if (now.isPresent() && before == null) {
            intervals[column][row] = now.get();
        } else if (now.isPresent()) {
            double low = Math.max(before.low(), now.get().low());
            double high = Math.min(before.high(), now.get().high());
            // Intervals that miss each other are one of the errors that were allowed for; the first verdict stands.
            intervals[column][row] = low <= high ? new Interval(low, high) : before;
        }
        if (decided[column][row] == 0 && verdict(column, row) != Verdict.UNDECIDED) {
            decided[column][row] = taken[row];
        }
    }

    private End end(BaselineContrasts family, int row) {
        if (!table.isCompared(row)) {
            return table.isBaseline(row) ? null : new End(StopReason.NOT_COMPARED, taken[row]);
        }
        List<Integer> open = IntStream.range(0, intervals.length)
                .filter(column -> verdict(column, row) == Verdict.UNDECIDED)
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return new End(StopReason.DECIDED, taken[row]);
        }
        if (taken[row] == design.most()) {
            return new End(StopReason.EXHAUSTED, taken[row]);
        }
        if (hasNothing(row) || hasNothing(table.baselines()[row])) {
            return new End(StopReason.DIVERGED, taken[row]);
        }
        int more = design.most() - taken[row];
        double last = levels.level(design.looks().size() - 1);
        boolean isHopeless = open.stream()
                .allMatch(column -> contrast(column, row)
                        .filter(one -> family.chanceOfDecision(one, more, design.bound(), 1 - last) < HOPELESS)
                        .isPresent());
        return isHopeless ? new End(StopReason.HOPELESS, taken[row]) : null;
    }

    private boolean hasNothing(int row) {
        return table.trained()[row]
                && IntStream.range(0, intervals.length)
                        .allMatch(column -> figures(column, row).isEmpty());
    }

    private List<List<Map<Long, Double>>> figures() {
        return IntStream.range(0, intervals.length)
                .mapToObj(column -> IntStream.range(0, taken.length)
                        .mapToObj(row -> figures(column, row))
                        .toList())
                .toList();
    }

    /** Of a row as a look sees it. */
    private Map<Long, Double> figures(int column, int row) {
        Map<Long, Double> all = table.columns().get(column).get(row);
        if (!table.trained()[row]) {
            return all;
        }
        Map<Long, Double> some = new TreeMap<>();
        for (long seed : design.seeds().subList(0, taken[row])) {
            if (all.containsKey(seed)) {
                some.put(seed, all.get(seed));
            }
        }
        return some;
    }

    private List<Contrast> contrasts() {
        List<Contrast> contrasts = new ArrayList<>();
        for (int column = 0; column < intervals.length; column++) {
            for (int row = 0; row < taken.length; row++) {
                contrast(column, row).ifPresent(contrasts::add);
            }
        }
        return contrasts;
    }

    private Optional<Contrast> contrast(int column, int row) {
        if (!table.isCompared(row)) {
            return Optional.empty();
        }
        int baseline = table.baselines()[row];
        Map<Long, Double> ours = figures(column, row);
        Map<Long, Double> theirs = new HashMap<>(figures(column, baseline));
        List<Double> differences = new ArrayList<>();
        boolean isPaired = table.trained()[row] == table.trained()[baseline];
        ours.forEach((seed, figure) -> theirs.forEach((other, their) -> {
            if (!isPaired || seed.equals(other)) {
                differences.add(figure - their);
            }
        }));
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Contrast(column, row, baseline, new Summary(differences)));
    }

    /** Whether no row needs a further seed. */
    public boolean isOver() {
        return looked == design.looks().size()
                || looked > 0
                        && IntStream.range(0, ends.length).allMatch(row -> ends[row] != null || !table.isCompared(row));
    }

    /** How often all comparisons were looked at. */
    public int looked() {
        return looked;
    }

    /** The first seeds that a row has or needs now. */
    public int seeds(int row) {
        return taken[row];
    }

    /** Why a row gets no more; absent where it does, and of a row that others are compared with. */
    public Optional<End> end(int row) {
        return Optional.ofNullable(ends[row]);
    }

    /** What all looks together say of a difference; absent where no look could. */
    public Optional<Interval> interval(int column, int row) {
        return Optional.ofNullable(intervals[column][row]);
    }

    public Verdict verdict(int column, int row) {
        return interval(column, row)
                .map(interval -> Verdict.of(table.better(column, interval), design.bound()))
                .orElse(Verdict.UNDECIDED);
    }

    /** With how many seeds a verdict was known first; absent where it is not. */
    public OptionalInt decidedWith(int column, int row) {
        return decided[column][row] == 0 ? OptionalInt.empty() : OptionalInt.of(decided[column][row]);
    }

    /** What the last look held all comparisons to. */
    public double level() {
        return level;
    }

    /** The part of the error that is spent. */
    public double spent() {
        return looked == 0 ? 0 : levels.spent(looked - 1);
    }

    /** Seeds of all rows together that were or are trained. */
    public int trainings() {
        return IntStream.range(0, taken.length)
                .filter(row -> table.trained()[row])
                .map(row -> taken[row])
                .sum();
    }

    Design design() {
        return design;
    }

    @Override
    public String toString() {
        return looked + " looks, seeds " + Arrays.toString(taken) + ", ends " + Arrays.toString(ends);
    }
}
