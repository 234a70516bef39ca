package marginlab.protocol.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.FalseAcceptRate;
import marginlab.protocol.pair.HighestImpostors;

/**
 * MegaFace: each image of an identity in turn is put among the distractors, and each other image of that identity looks for
 * it. {@code rank-k@distractors=n} is the share of searches in which fewer than k of the first n distractors score above the
 * image that was put in. {@code tar@far=1e-6} verifies pairs of one identity against all pairs of probe and distractor.
 */
public final class MegaFace {
    private static final int RANKS = 10;
    private static final List<String> RATES = List.of("1e-4", "1e-5", "1e-6");

    private final ScoreBlocks blocks;
    private final long[] identities;
    private final boolean[] noise;
    private final TopScores[] best;
    private final HighestImpostors impostors;
    private final long impostorPairs;
    private final SortedMap<String, Double> metrics = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, boolean[]> decisions = new HashMap<>();

    private MegaFace(ScoreBlocks blocks, long[] identities, boolean[] noise) {
        this.blocks = blocks;
        this.identities = identities;
        this.noise = noise;
        best = TopScores.each(blocks.probes(), RANKS);
        long clean = 0;
        for (boolean one : noise) {
            clean += one ? 0 : 1;
        }
        if (clean == 0) {
            throw new ProblemException(
                    new Problem("distractors", "an empty gallery", "at least one that is not noise"));
        }
        impostorPairs = clean * blocks.probes();
        impostors = new HighestImpostors(HighestImpostors.needed(1e-4, impostorPairs));
    }

    /** The same with probes of a wrong label replaced, see {@link NoiseList#replace}. */
    public static ProtocolOutcome score(
            String set,
            float[][] probes,
            long[] identities,
            boolean[] wrong,
            MatrixRows distractors,
            boolean[] noise,
            MatrixProduct product) {
        return decided(set, probes, identities, wrong, distractors, noise, product)
                .outcome();
    }

    /** The same with the decision of each search among all distractors, and of each genuine pair. */
    public static DecidedOutcome decided(
            String set,
            float[][] probes,
            long[] identities,
            boolean[] wrong,
            MatrixRows distractors,
            boolean[] noise,
            MatrixProduct product) {
        float[][] cleaned = NoiseList.replace(probes, identities, wrong);
        DecidedOutcome decided = decided(set, MatrixRows.of(cleaned), identities, distractors, noise, product);
        int replaced = NoiseList.count(wrong);
        return replaced == 0
                ? decided
                : new DecidedOutcome(
                        decided.outcome()
                                .noting(replaced + " of " + probes.length
                                        + " probes replaced by the centre of their identity: noise"),
                        decided.decisions());
    }

    /**
     * The outcome of a search.
     *
     * @param probes {@code [P, d]}
     * @param identities of the probes, {@code [P]}
     * @param distractors {@code [G, d]}, in the order in which the gallery grows
     * @param noise distractors that show one of the identities: they never match; {@code [G]}
     */
    public static ProtocolOutcome score(
            String set,
            MatrixRows probes,
            long[] identities,
            MatrixRows distractors,
            boolean[] noise,
            MatrixProduct product) {
        return decided(set, probes, identities, distractors, noise, product).outcome();
    }

    private static DecidedOutcome decided(
            String set,
            MatrixRows probes,
            long[] identities,
            MatrixRows distractors,
            boolean[] noise,
            MatrixProduct product) {
        if (probes.rows() != identities.length || distractors.rows() != noise.length) {
            throw new ProblemException(new Problem(
                    "identities and noise",
                    identities.length + " and " + noise.length + " entries",
                    probes.rows() + " and " + distractors.rows() + ": one for each probe and each distractor"));
        }
        if (probes.dimension() != distractors.dimension()) {
            throw new ProblemException(new Problem(
                    "distractors", distractors.dimension() + " dimensions", probes.dimension() + " as the probes"));
        }
        MegaFace run = new MegaFace(ScoreBlocks.of("probes", probes, product), identities, noise);
        run.search(distractors);
        return new DecidedOutcome(
                new ProtocolOutcome(set, "megaface", run.metrics, List.of(), run.notes), run.decisions);
    }

    private void search(MatrixRows distractors) {
        double[][] genuine = genuineScores();
        long from = 0;
        for (long size = 10; from < distractors.rows(); size *= 10) {
            long to = Math.min(size, distractors.rows());
            blocks.visit("distractors", distractors, from, to, this::scan);
            identify(genuine, to);
            from = to;
        }
        verify(genuine);
        int noisy = (int) distractors.rows() - (int) (impostorPairs / blocks.probes());
        if (noisy > 0) {
            notes.add(noisy + " of " + distractors.rows() + " distractors never match: noise");
        }
    }

    /** The innermost loop of the protocol: one comparison a score, but for the few that matter. */
    private void scan(ScoreRow row) {
        TopScores mine = best[row.probe()];
        float[] near = row.near();
        int at = row.at();
        float gate = row.below(Math.min(mine.gate(), impostors.gate()));
        double[] passed = null;
        int count = 0;
        for (int i = 0; i < row.n(); i++) {
            if (near[at + i] > gate && !noise[(int) row.first() + i]) {
                double score = row.exact(i);
                if (score > mine.gate()) {
                    mine.add(score, row.first() + i);
                }
                if (score > impostors.gate()) {
                    passed = passed == null ? new double[row.n()] : passed;
                    passed[count++] = score;
                }
                gate = row.below(Math.min(mine.gate(), impostors.gate()));
            }
        }
        if (count > 0) {
            impostors.add(passed, count);
        }
    }

    /** Scores of each probe with the other images of its identity. */
    private double[][] genuineScores() {
        Map<Long, int[]> rows = IntStream.range(0, identities.length)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> identities[i],
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                list -> list.stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray())));
        double[][] genuine = new double[identities.length][];
        IntStream.range(0, identities.length).parallel().forEach(i -> {
            int[] own = rows.get(identities[i]);
            genuine[i] = new double[own.length - 1];
            int count = 0;
            for (int j : own) {
                if (j != i) {
                    genuine[i][count++] = blocks.cosine(i, j);
                }
            }
        });
        long searches =
                Arrays.stream(genuine).mapToLong(scores -> scores.length).sum();
        if (searches == 0) {
            throw new ProblemException(new Problem(
                    "probes",
                    identities.length + " images, no two of one identity",
                    "at least two images of an identity"));
        }
        return genuine;
    }

    /** The decisions among the most distractors are the last. */
    private void identify(double[][] genuine, long distractors) {
        for (int rank : new int[] {1, RANKS}) {
            boolean[] hits =
                    each(genuine, (probe, score) -> best[probe].size() < rank || score >= best[probe].score(rank - 1));
            metrics.put("rank-" + rank + "@distractors=" + distractors, share(hits));
            decisions.put("rank-" + rank, hits);
        }
    }

    private void verify(double[][] genuine) {
        for (String rate : RATES) {
            double far = Double.parseDouble(rate);
            if (!FalseAcceptRate.isTold(far, impostorPairs)) {
                notes.add("no tar@far=" + rate + ": " + impostorPairs + " impostor pairs are too few to tell");
                continue;
            }
            double threshold = impostors.after(HighestImpostors.allowed(far, impostorPairs));
            boolean[] accepted = each(genuine, (probe, score) -> score > threshold);
            metrics.put("tar@far=" + rate, share(accepted));
            decisions.put("tar@far=" + rate, accepted);
        }
    }

    private interface Decision {
        boolean of(int probe, double score);
    }

    /** What is decided of each genuine pair, probe after probe. */
    private static boolean[] each(double[][] genuine, Decision decision) {
        boolean[] right = new boolean
                [Arrays.stream(genuine).mapToInt(scores -> scores.length).sum()];
        int at = 0;
        for (int probe = 0; probe < genuine.length; probe++) {
            for (double score : genuine[probe]) {
                right[at++] = decision.of(probe, score);
            }
        }
        return right;
    }

    private static double share(boolean[] right) {
        long count = 0;
        for (boolean one : right) {
            count += one ? 1 : 0;
        }
        return (double) count / right.length;
    }
}
