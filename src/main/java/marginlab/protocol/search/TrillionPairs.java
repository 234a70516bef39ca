package marginlab.protocol.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.EmbeddingCheck;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.FalseAcceptRate;
import marginlab.protocol.pair.HighestImpostors;

/**
 * Trillion-Pairs: every probe against a gallery of known identities and distractors. {@code id@fpr=1e-3} is the share of
 * probes with a mate whose mate comes first and scores above the threshold that a non-mate exceeds for one probe in a
 * thousand; {@code ver@fpr=1e-9} the share of mated pairs above the score that one other pair in 10^9 exceeds.
 */
public final class TrillionPairs {
    private final long[] probeIdentities;
    private final long[] galleryIdentities;
    private final double[] bestMate;
    private final double[] bestOther;
    private final Map<String, boolean[]> decisions = new HashMap<>();
    private final HighestImpostors impostors;
    private final List<double[]> genuine = new ArrayList<>();

    private TrillionPairs(long[] probeIdentities, long[] galleryIdentities) {
        this.probeIdentities = probeIdentities;
        this.galleryIdentities = galleryIdentities;
        bestMate = new double[probeIdentities.length];
        bestOther = new double[probeIdentities.length];
        Arrays.fill(bestMate, Double.NEGATIVE_INFINITY);
        Arrays.fill(bestOther, Double.NEGATIVE_INFINITY);
        long pairs = (long) probeIdentities.length * galleryIdentities.length;
        impostors = new HighestImpostors(HighestImpostors.needed(1e-9, pairs));
    }

    /**
     * @param probes {@code [P, d]}
     * @param probeIdentities {@code [P]}
     * @param gallery {@code [G, d]}
     * @param galleryIdentities {@code [G]}; negative for a distractor
     */
    public static ProtocolOutcome score(
            String set,
            MatrixRows probes,
            long[] probeIdentities,
            MatrixRows gallery,
            long[] galleryIdentities,
            MatrixProduct product) {
        return decided(set, probes, probeIdentities, gallery, galleryIdentities, product)
                .outcome();
    }

    /** The same with the decision of each probe that has a mate. */
    public static DecidedOutcome decided(
            String set,
            MatrixRows probes,
            long[] probeIdentities,
            MatrixRows gallery,
            long[] galleryIdentities,
            MatrixProduct product) {
        if (probes.rows() != probeIdentities.length || gallery.rows() != galleryIdentities.length) {
            throw new ProblemException(new Problem(
                    "identities",
                    probeIdentities.length + " and " + galleryIdentities.length,
                    probes.rows() + " of the probes and " + gallery.rows() + " of the gallery"));
        }
        if (gallery.rows() == 0 || probes.rows() == 0) {
            throw new ProblemException(
                    new Problem(gallery.rows() == 0 ? "gallery" : "probes", "no rows", "at least one"));
        }
        if (probes.dimension() != gallery.dimension()) {
            throw new ProblemException(
                    new Problem("gallery", gallery.dimension() + " dimensions", probes.dimension() + " as the probes"));
        }
        long[] negative = LongStream.range(0, probeIdentities.length)
                .filter(row -> probeIdentities[(int) row] < 0)
                .toArray();
        if (negative.length > 0) {
            throw new ProblemException(new Problem(
                    "probe identities " + EmbeddingCheck.named(negative),
                    "negative numbers",
                    "0 or more: only distractors have such"));
        }
        TrillionPairs run = new TrillionPairs(probeIdentities, galleryIdentities);
        ScoreBlocks.of("probes", probes, product).visit("gallery", gallery, 0, gallery.rows(), run::scan);
        return new DecidedOutcome(run.outcome(set), run.decisions);
    }

    private void scan(ScoreRow row) {
        int probe = row.probe();
        long identity = probeIdentities[probe];
        double other = bestOther[probe];
        float[] near = row.near();
        float gate = row.below(Math.min(other, impostors.gate()));
        double[] passed = null; // most rows have neither
        int count = 0;
        double[] mates = null;
        int mated = 0;
        for (int i = 0; i < row.n(); i++) {
            if (galleryIdentities[(int) row.first() + i] == identity) {
                double score = row.exact(i);
                bestMate[probe] = Math.max(bestMate[probe], score);
                mates = mates == null ? new double[row.n()] : mates;
                mates[mated++] = score;
            } else if (near[row.at() + i] > gate) {
                double score = row.exact(i);
                other = Math.max(other, score);
                if (score > impostors.gate()) {
                    passed = passed == null ? new double[row.n()] : passed;
                    passed[count++] = score;
                }
                gate = row.below(Math.min(other, impostors.gate()));
            }
        }
        bestOther[probe] = other;
        if (count > 0) {
            impostors.add(passed, count);
        }
        if (mated > 0) {
            synchronized (genuine) {
                genuine.add(Arrays.copyOf(mates, mated));
            }
        }
    }

    private ProtocolOutcome outcome(String set) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        identify(metrics, notes);
        verify(metrics, notes);
        return new ProtocolOutcome(set, "trillion-pairs", metrics, List.of(), notes);
    }

    private void identify(SortedMap<String, Double> metrics, List<String> notes) {
        double[] falsely = bestOther.clone();
        Arrays.parallelSort(falsely);
        FalseAcceptRate rate = new FalseAcceptRate("1e-3");
        if (!rate.isToldBy(falsely.length)) {
            notes.add("no id@fpr=1e-3: " + falsely.length + " probes are too few to tell");
            return;
        }
        double threshold = falsely[falsely.length - 1 - (int) rate.allowed(falsely.length)];
        boolean[] right = new boolean[bestMate.length];
        int mated = 0;
        int found = 0;
        for (int probe = 0; probe < bestMate.length; probe++) {
            if (bestMate[probe] > Double.NEGATIVE_INFINITY) {
                right[mated] = bestMate[probe] > bestOther[probe] && bestMate[probe] > threshold;
                found += right[mated++] ? 1 : 0;
            }
        }
        if (mated > 0) {
            metrics.put("id@fpr=1e-3", (double) found / mated);
            decisions.put("id@fpr=1e-3", Arrays.copyOf(right, mated));
        }
        if (mated < bestMate.length) {
            notes.add(bestMate.length - mated + " of " + bestMate.length + " probes have no mate in the gallery");
        }
    }

    private void verify(SortedMap<String, Double> metrics, List<String> notes) {
        long mates = genuine.stream().mapToLong(scores -> scores.length).sum();
        long pairs = (long) probeIdentities.length * galleryIdentities.length - mates;
        if (mates == 0 || !FalseAcceptRate.isTold(1e-9, pairs)) {
            notes.add("no ver@fpr=1e-9: " + mates + " mated and " + pairs + " other pairs are too few to tell");
            return;
        }
        double threshold = impostors.after(HighestImpostors.allowed(1e-9, pairs));
        long accepted = 0;
        for (double[] scores : genuine) {
            for (double score : scores) {
                accepted += score > threshold ? 1 : 0;
            }
        }
        metrics.put("ver@fpr=1e-9", (double) accepted / mates);
    }
}
