package marginlab.protocol.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * TinyFace: each probe looks for the images of its person among those of all and distractors. {@code rank-k} is the share of
 * probes of whose images one is among the first k. {@code map} is the mean over probes of the average precision,
 *
 * <pre>AP = 1/M sum_i (p(r_i - 1) + p(r_i)) / 2,   p(r) = (images of the person among the first r) / r,   p(0) = 1</pre>
 *
 * <p>where r_i is the place of the i-th of M images, as the published evaluation has it (Cheng and others, ACCV 2018, arXiv
 * 1811.08965). Of equal scores those of others stand first.
 */
public final class TinyFace {
    private static final int[] RANKS = {1, 5, 10};

    private final long[] whose;
    private final long[] gallery;
    private final double[][] mates; // of each probe, highest first once they are sorted
    private final int[] found;
    private final int[][] ahead; // of each mate, others that score as high

    private TinyFace(long[] whose, long[] gallery) {
        this.whose = whose;
        this.gallery = gallery;
        Map<Long, Integer> images = new HashMap<>();
        for (long identity : gallery) {
            images.merge(identity, 1, Integer::sum);
        }
        mates = new double[whose.length][];
        ahead = new int[whose.length][];
        found = new int[whose.length];
        for (int probe = 0; probe < whose.length; probe++) {
            mates[probe] = new double[whose[probe] < 0 ? 0 : images.getOrDefault(whose[probe], 0)];
            ahead[probe] = new int[mates[probe].length];
        }
    }

    /**
     * @param probes {@code [P, d]}
     * @param identities {@code [P]}
     * @param images {@code [G, d]}
     * @param imageIdentities {@code [G]}; negative for a distractor
     */
    public static DecidedOutcome score(
            String set,
            MatrixRows probes,
            long[] identities,
            MatrixRows images,
            long[] imageIdentities,
            MatrixProduct product) {
        if (probes.rows() != identities.length || images.rows() != imageIdentities.length || images.rows() == 0) {
            throw new ProblemException(new Problem(
                    "identities",
                    identities.length + " and " + imageIdentities.length,
                    probes.rows() + " of the probes and " + images.rows() + " of the gallery, at least one"));
        }
        if (probes.dimension() != images.dimension()) {
            throw new ProblemException(
                    new Problem("gallery", images.dimension() + " dimensions", probes.dimension() + " as the probes"));
        }
        TinyFace search = new TinyFace(identities, imageIdentities);
        ScoreBlocks blocks = ScoreBlocks.of("probes", probes, product);
        blocks.visit("gallery", images, 0, images.rows(), search::mates);
        Arrays.stream(search.mates).parallel().forEach(TinyFace::sortDown);
        blocks.visit("gallery", images, 0, images.rows(), search::count);
        return search.result(set);
    }

    private void mates(ScoreRow row) {
        int probe = row.probe();
        for (int i = 0; i < row.n() && mates[probe].length > 0; i++) {
            if (gallery[(int) row.first() + i] == whose[probe]) {
                mates[probe][found[probe]++] = row.exact(i);
            }
        }
    }

    private static void sortDown(double[] scores) {
        Arrays.sort(scores);
        for (int i = 0; i < scores.length / 2; i++) {
            double score = scores[i];
            scores[i] = scores[scores.length - 1 - i];
            scores[scores.length - 1 - i] = score;
        }
    }

    /** Mates stand highest first, so that a score that reaches one reaches all after it. */
    private void count(ScoreRow row) {
        int probe = row.probe();
        double[] own = mates[probe];
        if (own.length == 0) {
            return;
        }
        float lowest = row.below(own[own.length - 1]);
        for (int i = 0; i < row.n(); i++) {
            float near = row.near()[row.at() + i];
            if (near > lowest && gallery[(int) row.first() + i] != whose[probe]) {
                for (int mate = own.length - 1; mate >= 0 && reaches(row, i, near, own[mate]); mate--) {
                    ahead[probe][mate]++;
                }
            }
        }
    }

    private static boolean reaches(ScoreRow row, int i, float near, double score) {
        return near > row.above(score) || near > row.below(score) && row.exact(i) >= score;
    }

    private DecidedOutcome result(String set) {
        int[] mated = IntStream.range(0, whose.length)
                .filter(probe -> mates[probe].length > 0)
                .toArray();
        if (mated.length == 0) {
            throw new ProblemException(new Problem("gallery", "no image of any probe's person", "at least one"));
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        for (int rank : RANKS) {
            long hits =
                    Arrays.stream(mated).filter(probe -> ahead[probe][0] < rank).count();
            metrics.put("rank-" + rank, (double) hits / mated.length);
        }
        metrics.put("map", Arrays.stream(mated).mapToDouble(this::precision).sum() / mated.length);
        List<String> notes = new ArrayList<>();
        if (mated.length < whose.length) {
            notes.add(whose.length - mated.length + " of " + whose.length + " probes have no mate in the gallery");
        }
        boolean[] first = new boolean[mated.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = ahead[mated[i]][0] == 0;
        }
        return new DecidedOutcome(
                new ProtocolOutcome(set, "tinyface", metrics, List.of(), notes), Map.of("rank-1", first));
    }

    private double precision(int probe) {
        double sum = 0;
        for (int i = 0; i < mates[probe].length; i++) {
            int before = ahead[probe][i] + i;
            double last = before == 0 ? 1 : (double) i / before;
            sum += (last + (double) (i + 1) / (before + 1)) / 2;
        }
        return sum / mates[probe].length;
    }
}
