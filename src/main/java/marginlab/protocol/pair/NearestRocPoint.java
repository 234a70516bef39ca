package marginlab.protocol.pair;

/**
 * The reference's reading of a curve for IJB: the true accept rate at the point whose false accept rate is nearest to the one
 * asked for, the highest of equals. Points on a straight run of the curve are left out first, as scikit-learn's
 * {@code roc_curve} does by default, so the nearest one may lie at the end of a run.
 */
public final class NearestRocPoint {
    private final double impostors;
    private final double genuine;
    private final double[] targets;
    private final double[] distance;
    private final double[] rates;
    private AcceptedPairs last;
    private AcceptedPairs current;

    /** Accepted impostor and genuine pairs. */
    private record AcceptedPairs(int falsely, int truly) {}

    private NearestRocPoint(int genuine, int impostors, double[] targets) {
        this.genuine = genuine;
        this.impostors = impostors;
        this.targets = targets;
        rates = new double[targets.length];
        distance = targets.clone(); // the curve starts at (0, 0), as far from a target as the target is high
    }

    /** The rates at each target; both kinds of scores rising, at least one of each. */
    public static double[] rates(double[] genuine, double[] impostor, double... targets) {
        NearestRocPoint nearest = new NearestRocPoint(genuine.length, impostor.length, targets);
        int g = genuine.length;
        int i = impostor.length;
        while (g > 0 || i > 0) {
            double score = Math.max(
                    g > 0 ? genuine[g - 1] : Double.NEGATIVE_INFINITY,
                    i > 0 ? impostor[i - 1] : Double.NEGATIVE_INFINITY);
            while (g > 0 && genuine[g - 1] == score) {
                g--;
            }
            while (i > 0 && impostor[i - 1] == score) {
                i--;
            }
            nearest.next(new AcceptedPairs(impostor.length - i, genuine.length - g));
        }
        nearest.consider(nearest.current);
        return nearest.rates;
    }

    private void next(AcceptedPairs following) {
        if (current != null && (last == null || !straight(following))) {
            consider(current);
        }
        last = current;
        current = following;
    }

    /** Whether the current point lies as far from the last as from the following one, in both directions. */
    private boolean straight(AcceptedPairs following) {
        return following.falsely - current.falsely == current.falsely - last.falsely
                && following.truly - current.truly == current.truly - last.truly;
    }

    private void consider(AcceptedPairs kept) {
        double far = kept.falsely / impostors;
        for (int t = 0; t < targets.length; t++) {
            double away = Math.abs(far - targets[t]);
            if (away <= distance[t]) {
                distance[t] = away;
                rates[t] = kept.truly / genuine;
            }
        }
    }
}
