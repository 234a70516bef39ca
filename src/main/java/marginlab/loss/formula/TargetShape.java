package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import marginlab.loss.margin.BeyondPi;

/**
 * The target's logit of a definition over all angles, every half degree.
 *
 * <p>Where it depends on the norm it is looked at with several, all embeddings having the same.
 */
public final class TargetShape {
    private static final int HALF_DEGREES = 360;
    private static final double[] NORMS = {1, 5, 20, 60, 110};

    /** Less is rounding. */
    private static final double SMALL = 1e-9;

    private final LossDefinition definition;
    private final Expression target;
    private final List<Double> values;
    private final boolean usesNorm;
    private final boolean usesBatch;

    private TargetShape(LossDefinition definition, List<Double> values, BeyondPi rule) {
        this.definition = definition;
        this.target = PastPi.target(definition, rule);
        this.values = values;
        this.usesNorm = definition.holds(definition.targetLogit(), FormulaScope.NORM);
        this.usesBatch = definition.holdsStatistic(definition.targetLogit());
    }

    /** With these numbers under a rule beyond pi. */
    public static TargetShape of(LossDefinition definition, List<Double> values, BeyondPi rule) {
        return new TargetShape(definition, values, rule);
    }

    /** Whether it follows from the target's angle alone. */
    public boolean isCurve() {
        return !usesNorm && !usesBatch;
    }

    /** The logit at an angle in radians, where it is a curve. */
    public double at(double theta) {
        return batch(new double[] {theta}, 1).values(target)[0];
    }

    /** Whether it is the cosine less what has no slope. */
    public boolean isAdditive() {
        Expression shift = Expression.less(target, Expression.COSINE);
        return Arrays.stream(norms()).allMatch(norm -> {
            TargetBatch batch = batch(angles(), norm);
            return TargetBatch.VARIABLES.stream()
                    .allMatch(name -> Arrays.stream(batch.slope(shift, name)).allMatch(slope -> slope == 0));
        });
    }

    /** What is odd about it, each with its interval: {@code rises from 151.5 to 180 degrees}. */
    public List<String> doubts() {
        for (double norm : norms()) {
            List<String> doubts = doubts(norm);
            if (!doubts.isEmpty()) {
                String with = usesNorm ? String.format(Locale.ROOT, " (at a norm of %.0f)", norm) : "";
                return doubts.stream().map(doubt -> doubt + with).toList();
            }
        }
        return List.of();
    }

    private List<String> doubts(double norm) {
        TargetBatch batch = batch(angles(), norm);
        double[] logits = batch.values(target);
        List<String> doubts = new ArrayList<>();
        boolean[] broken = new boolean[logits.length];
        List<double[]> slopes = TargetBatch.VARIABLES.stream()
                .map(name -> batch.slope(target, name))
                .toList();
        for (int i = 0; i < logits.length; i++) {
            int at = i;
            broken[i] = !Double.isFinite(logits[i]) || slopes.stream().anyMatch(slope -> !Double.isFinite(slope[at]));
        }
        intervals(broken).forEach(interval -> doubts.add("is not finite " + interval));
        boolean[] rises = new boolean[logits.length];
        boolean[] level = new boolean[logits.length];
        for (int i = 0; i + 1 < logits.length; i++) {
            double step = logits[i + 1] - logits[i];
            rises[i] = step > SMALL;
            level[i] = Math.abs(step) <= SMALL;
        }
        spans(rises).forEach(interval -> doubts.add("rises " + interval));
        spans(level).forEach(interval -> doubts.add("is level " + interval));
        return doubts;
    }

    /** Of marked angles. */
    private static List<String> intervals(boolean[] marks) {
        List<String> intervals = new ArrayList<>();
        for (int[] run : runs(marks)) {
            intervals.add(run[0] == run[1] ? "at " + degrees(run[0]) + " degrees" : between(run[0], run[1]));
        }
        return intervals;
    }

    /** Of marked steps, each from its angle to the next. */
    private static List<String> spans(boolean[] marks) {
        return runs(marks).stream().map(run -> between(run[0], run[1] + 1)).toList();
    }

    private static List<int[]> runs(boolean[] marks) {
        List<int[]> runs = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i]) {
                int from = i;
                while (i + 1 < marks.length && marks[i + 1]) {
                    i++;
                }
                runs.add(new int[] {from, i});
            }
        }
        return runs;
    }

    private static String between(int from, int to) {
        return "from " + degrees(from) + " to " + degrees(to) + " degrees";
    }

    private static String degrees(int halves) {
        return halves % 2 == 0 ? String.valueOf(halves / 2) : halves / 2 + ".5";
    }

    private double[] norms() {
        return usesNorm ? NORMS : new double[] {1};
    }

    private static double[] angles() {
        return IntStream.rangeClosed(0, HALF_DEGREES)
                .mapToDouble(i -> i * Math.PI / HALF_DEGREES)
                .toArray();
    }

    private TargetBatch batch(double[] theta, double norm) {
        Map<String, double[]> variables = Map.of(
                TargetBatch.THETA, theta,
                TargetBatch.COSINE, Arrays.stream(theta).map(Math::cos).toArray(),
                TargetBatch.NORM, Arrays.stream(theta).map(t -> norm).toArray());
        return new TargetBatch(definition, values, theta.length, variables::get);
    }
}
