package marginlab.protocol.pair;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** VAL (true accept rate) at a false accept rate by the reference's folds: the threshold from the others, the rate from each. */
final class ValAtFar {
    /** A threshold between two pairs may accept one more than it should; more than twice as many are a tie. */
    private static final double MOST_TIMES = 2;

    private final double[] distances;
    private final boolean[] same;
    private final Folds folds;
    private final FoldCounts counts;

    ValAtFar(double[] distances, boolean[] same, Folds folds) {
        this.distances = distances;
        this.same = same;
        this.folds = folds;
        counts = new FoldCounts(distances, same, folds, 0.001, 4000);
    }

    /**
     * Adds {@code val@far=T}, {@code val-std@far=T} and {@code far@far=T}, or a note where the pairs do not tell them: a fold lacks a
     * kind of pair, the others have too few impostors for the rate, or impostors that are equally near make the threshold accept more
     * than twice the rate of them.
     *
     * @param target the rate as its name has it: {@code 1e-3}
     */
    void measure(String target, SortedMap<String, Double> metrics, List<String> notes) {
        Optional<String> untold = untold(new FalseAcceptRate(target));
        if (untold.isPresent()) {
            notes.add("no val@far=" + target + ": " + untold.get());
            return;
        }
        Rates rates = at(Double.parseDouble(target));
        metrics.put("val@far=" + target, PairwiseSum.mean(rates.val()));
        metrics.put("val-std@far=" + target, PairwiseSum.deviation(rates.val()));
        metrics.put("far@far=" + target, PairwiseSum.mean(rates.far()));
    }

    private Optional<String> untold(FalseAcceptRate rate) {
        int fewest = Integer.MAX_VALUE;
        for (int fold = 0; fold < folds.count(); fold++) {
            boolean genuine = counts.genuinePairs(fold) > 0;
            if (!genuine || counts.impostorPairs(fold) == 0) {
                return Optional.of("fold " + (fold + 1) + " has no " + (genuine ? "impostor" : "genuine") + " pair");
            }
            fewest = Math.min(fewest, counts.impostorPairsOutside(fold));
        }
        if (!rate.isToldBy(fewest)) {
            return Optional.of(fewest + " impostor pairs outside a fold are too few to tell");
        }
        for (int fold = 0; fold < folds.count(); fold++) {
            double accepted = acceptedOutside(fold, threshold(fold, rate.value()));
            if (accepted > MOST_TIMES * rate.value()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "its threshold accepts %.1f %% of the impostor pairs outside fold %d, which are too alike to tell",
                        100 * accepted,
                        fold + 1));
            }
        }
        return Optional.empty();
    }

    /** The share of the impostor pairs outside a fold that lie below a threshold. */
    private double acceptedOutside(int heldOut, double threshold) {
        int accepted = 0;
        for (int pair = 0; pair < distances.length; pair++) {
            boolean inside = pair >= folds.start(heldOut) && pair < folds.start(heldOut + 1);
            accepted += !inside && !same[pair] && distances[pair] < threshold ? 1 : 0;
        }
        return (double) accepted / counts.impostorPairsOutside(heldOut);
    }

    private double threshold(int heldOut, double rate) {
        return FarCurve.threshold(i -> counts.falseAcceptRate(heldOut, i), counts.thresholds(), rate);
    }

    /**
     * What the reference computes, whether or not the pairs tell it.
     *
     * @param val the rate of true accepts of each fold
     * @param far the rate of false accepts of each fold
     */
    record Rates(double[] val, double[] far) {}

    /** The rates of each fold at the threshold of the others; each fold has pairs of both kinds. */
    Rates at(double rate) {
        Rates rates = new Rates(new double[folds.count()], new double[folds.count()]);
        for (int fold = 0; fold < folds.count(); fold++) {
            judge(fold, threshold(fold, rate), rates.val(), rates.far());
        }
        return rates;
    }

    private void judge(int fold, double threshold, double[] val, double[] far) {
        int trueAccepts = 0;
        int falseAccepts = 0;
        for (int pair = folds.start(fold); pair < folds.start(fold + 1); pair++) {
            if (distances[pair] < threshold) {
                trueAccepts += same[pair] ? 1 : 0;
                falseAccepts += same[pair] ? 0 : 1;
            }
        }
        val[fold] = (double) trueAccepts / counts.genuinePairs(fold);
        far[fold] = (double) falseAccepts / counts.impostorPairs(fold);
    }
}
