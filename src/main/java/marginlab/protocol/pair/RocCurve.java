package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The trade of true against false accepts over all thresholds, exact: no bins, no sampling. A pair is accepted when its
 * score is at least the threshold; high means alike.
 */
public final class RocCurve {
    /** The rates at which true accepts are reported, by the name they have there. */
    public static final List<String> RATES = List.of("1e-1", "1e-2", "1e-3", "1e-4", "1e-5", "1e-6");

    private final double[] genuine; // rising
    private final double[] impostor; // rising

    /** Scores of pairs of one person, and of two. */
    public RocCurve(double[] genuine, double[] impostor) {
        this.genuine = sort(genuine.clone());
        this.impostor = sort(impostor.clone());
    }

    private RocCurve(ScoreSplit owned) {
        genuine = sort(owned.genuine());
        impostor = sort(owned.impostor());
    }

    /** The curve of scores that nobody else needs: they are sorted in place, not copied. */
    public static RocCurve owning(ScoreSplit scores) {
        return new RocCurve(scores);
    }

    /** The curve of a list of pairs, with the negative distance as the score. */
    public static RocCurve of(PairScores pairs) {
        double[] scores = pairs.distances();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = -scores[i];
        }
        return of(scores, pairs.same());
    }

    /** The curve of scores, high for alike, with the kind of each. */
    static RocCurve of(double[] scores, boolean[] same) {
        return owning(ScoreSplit.all(scores, same));
    }

    private static double[] sort(double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += 0.0; // -0 and 0 are one score
        }
        Arrays.parallelSort(scores);
        if (scores.length > 0 && Double.isNaN(scores[scores.length - 1])) {
            throw new IllegalArgumentException("a score is NaN");
        }
        return scores;
    }

    public int genuinePairs() {
        return genuine.length;
    }

    public int impostorPairs() {
        return impostor.length;
    }

    /**
     * Area under the curve: the probability that a genuine pair scores above an impostor pair, ties counting one half;
     * empty without pairs of both kinds.
     */
    public OptionalDouble auc() {
        if (!bothKinds()) {
            return OptionalDouble.empty();
        }
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : genuine) {
            while (below < impostor.length && impostor[below] < score) {
                below++;
            }
            while (notAbove < impostor.length && impostor[notAbove] <= score) {
                notAbove++;
            }
            wins += 0.5 * below + 0.5 * notAbove;
        }
        return OptionalDouble.of(wins / genuine.length / impostor.length);
    }

    /**
     * Equal error rate: where the false accept rate meets the false reject rate, on the straight line between the two
     * neighbouring points of the curve; empty without pairs of both kinds.
     */
    public OptionalDouble eer() {
        if (!bothKinds()) {
            return OptionalDouble.empty();
        }
        double far = 0;
        double frr = 1;
        int i = impostor.length;
        int g = genuine.length;
        while (true) {
            double score = Math.max(i > 0 ? impostor[i - 1] : -1.0 / 0, g > 0 ? genuine[g - 1] : -1.0 / 0);
            while (i > 0 && impostor[i - 1] == score) {
                i--;
            }
            while (g > 0 && genuine[g - 1] == score) {
                g--;
            }
            double nextFar = (double) (impostor.length - i) / impostor.length;
            double nextFrr = (double) g / genuine.length;
            if (nextFar >= nextFrr) {
                double along = (frr - far) / ((frr - far) + (nextFar - nextFrr));
                return OptionalDouble.of(far + along * (nextFar - far));
            }
            far = nextFar;
            frr = nextFrr;
        }
    }

    /**
     * True accept rate at the threshold with the largest false accept rate of at most the target; empty when the
     * impostors are too few to tell, fewer than one over the target, or when there is no genuine pair.
     */
    public OptionalDouble tarAtFar(double target) {
        if (!tells(target) || genuine.length == 0) {
            return OptionalDouble.empty();
        }
        int allowed = (int) Math.floor(target * impostor.length * (1 + 1e-12));
        if (allowed >= impostor.length) {
            return OptionalDouble.of(1);
        }
        double refused = impostor[impostor.length - 1 - allowed];
        int rejected = Arrays.binarySearch(genuine, Math.nextUp(refused));
        rejected = rejected < 0 ? -rejected - 1 : rejected;
        while (rejected > 0 && genuine[rejected - 1] > refused) {
            rejected--;
        }
        return OptionalDouble.of((double) (genuine.length - rejected) / genuine.length);
    }

    /** One point of the curve. */
    public record RocPoint(double far, double tar) {}

    /** The curve at rates from one over the impostors up to 1, evenly spaced in the logarithm; empty without both kinds. */
    public List<RocPoint> points(int count) {
        List<RocPoint> points = new ArrayList<>();
        for (int i = 0; bothKinds() && i < count; i++) {
            double far = Math.pow(impostor.length, (double) i / (count - 1) - 1);
            tarAtFar(far).ifPresent(tar -> points.add(new RocPoint(far, tar)));
        }
        return points;
    }

    /**
     * Adds {@code auc}, {@code eer} and {@code tar@far=1e-1} to {@code 1e-6}; what cannot be told becomes a note.
     */
    void report(SortedMap<String, Double> metrics, List<String> notes) {
        auc().ifPresent(auc -> metrics.put("auc", auc));
        eer().ifPresent(eer -> metrics.put("eer", eer));
        List<String> untold = new ArrayList<>();
        for (String rate : RATES) {
            OptionalDouble tar = tarAtFar(Double.parseDouble(rate));
            tar.ifPresent(value -> metrics.put("tar@far=" + rate, value));
            if (tar.isEmpty()) {
                untold.add(rate);
            }
        }
        if (genuine.length == 0) {
            notes.add("no tar@far: no genuine pairs");
        } else if (!untold.isEmpty()) {
            notes.add("no tar@far=" + String.join(", ", untold) + ": " + impostor.length
                    + " impostor pairs are too few to tell");
        }
    }

    /**
     * True accept rates as the reference reads them for IJB, see {@link NearestRocPoint}; empty where {@link #tarAtFar} is.
     */
    public OptionalDouble tarNearFar(double target) {
        return tells(target) && genuine.length > 0
                ? OptionalDouble.of(NearestRocPoint.rates(genuine, impostor, target)[0])
                : OptionalDouble.empty();
    }

    /** Whether there are enough impostors for a rate: at least one over it. */
    public boolean tells(double rate) {
        return FalseAcceptRate.isTold(rate, impostor.length);
    }

    private boolean bothKinds() {
        return genuine.length > 0 && impostor.length > 0;
    }
}
