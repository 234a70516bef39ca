package marginlab.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import marginlab.stats.BaselineContrasts.Contrast;

/**
 * Which level of a factor is best, such as a margin, and which may be: multiple comparisons with the best (Hsu 1984).
 *
 * <p>Each level i is compared with all others as a control is, in intervals that hold at once ({@link BaselineContrasts} with the noise
 * of {@link RowNoise}). Level i may be the best unless another one's interval of {@code mean(j) - mean(i)} lies above 0. The level that
 * is truly best is among those with at least the stated confidence: it is left out only where one of its own intervals misses. The
 * intervals have two sides where one would do, so that more levels stay than have to.
 *
 * @param best the place of the highest mean
 * @param candidates the places of those that may be the best, in order; the best is among them
 */
public record BestLevel(int best, List<Integer> candidates) {
    public BestLevel {
        candidates = List.copyOf(candidates);
    }

    /**
     * Compares levels.
     *
     * @param levels the figures of each by seed, more of which is better; at least one each
     * @return empty where fewer than two levels can be compared, as with one seed
     */
    public static Optional<BestLevel> of(List<? extends Map<Long, Double>> levels, double confidence) {
        RowNoise noise = new RowNoise(List.of(levels));
        List<Integer> candidates = new ArrayList<>();
        boolean isTested = false;
        for (int control = 0; control < levels.size(); control++) {
            List<Contrast> contrasts = contrasts(levels, control);
            BaselineContrasts family = new BaselineContrasts(noise, contrasts);
            List<Interval> intervals = contrasts.stream()
                    .flatMap(contrast -> family.interval(contrast, confidence).stream())
                    .toList();
            isTested |= !intervals.isEmpty();
            if (intervals.stream().noneMatch(interval -> interval.low() > 0)) {
                candidates.add(control);
            }
        }
        int best = IntStream.range(0, levels.size())
                .boxed()
                .max(Comparator.comparingDouble(level -> mean(levels.get(level))))
                .orElseThrow();
        if (!candidates.contains(best)) {
            // Levels with other seeds: the highest mean is that of luckier ones.
            candidates.add(best);
            candidates.sort(Comparator.naturalOrder());
        }
        return isTested ? Optional.of(new BestLevel(best, candidates)) : Optional.empty();
    }

    private static List<Contrast> contrasts(List<? extends Map<Long, Double>> levels, int control) {
        Map<Long, Double> theirs = levels.get(control);
        List<Contrast> contrasts = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            List<Double> differences = levels.get(level).entrySet().stream()
                    .filter(figure -> theirs.containsKey(figure.getKey()))
                    .map(figure -> figure.getValue() - theirs.get(figure.getKey()))
                    .toList();
            if (level != control && !differences.isEmpty()) {
                contrasts.add(new Contrast(0, level, control, new Summary(differences)));
            }
        }
        return contrasts;
    }

    private static double mean(Map<Long, Double> level) {
        return new Summary(List.copyOf(level.values())).mean();
    }
}
