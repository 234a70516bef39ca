package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The pairs that ten-fold verification gets wrong, each judged at the threshold of its own fold.
 *
 * @param falseAccepts impostor pairs that were accepted, the most alike first
 * @param falseRejects genuine pairs that were refused, the least alike first
 */
public record PairMistakes(List<Mistake> falseAccepts, List<Mistake> falseRejects) {
    public PairMistakes {
        falseAccepts = List.copyOf(falseAccepts);
        falseRejects = List.copyOf(falseRejects);
    }

    /**
     * One pair that was judged wrong.
     *
     * @param pair its place in the list, from 0; its images are rows {@code 2 * pair} and {@code 2 * pair + 1}
     * @param distance squared distance of the unit embeddings
     * @param threshold of its fold
     */
    public record Mistake(int pair, double distance, double threshold) {}

    /**
     * How the mistakes of two runs on one list of pairs overlap.
     *
     * @param both pairs that both get wrong
     * @param first pairs that only the first gets wrong
     * @param second pairs that only the second gets wrong
     * @param neither pairs that both get right
     */
    public record Overlap(int both, int first, int second, int neither) {

        /** Together with another, such as of another seed. */
        public Overlap plus(Overlap other) {
            return new Overlap(both + other.both, first + other.first, second + other.second, neither + other.neither);
        }
    }

    /** The hardest mistakes of either kind, at most so many of each. */
    public static PairMistakes hardest(PairScores scores, int most) {
        double[] distances = scores.distances();
        boolean[] same = scores.same();
        Folds folds = new Folds(scores.size(), TenFoldVerification.FOLDS);
        FoldCounts counts = TenFoldVerification.counts(distances, same, folds);
        List<Mistake> accepts = new ArrayList<>();
        List<Mistake> rejects = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            double threshold = counts.threshold(counts.best(fold));
            for (int pair = folds.start(fold); pair < folds.start(fold + 1); pair++) {
                if (distances[pair] < threshold != same[pair]) {
                    (same[pair] ? rejects : accepts).add(new Mistake(pair, distances[pair], threshold));
                }
            }
        }
        accepts.sort(Comparator.comparingDouble(Mistake::distance));
        rejects.sort(Comparator.comparingDouble(Mistake::distance).reversed());
        return new PairMistakes(
                accepts.subList(0, Math.min(most, accepts.size())), rejects.subList(0, Math.min(most, rejects.size())));
    }

    /** The overlap of all mistakes of two runs on the same pairs. */
    public static Overlap overlap(PairScores first, PairScores second) {
        if (!Arrays.equals(first.same(), second.same())) {
            throw new ProblemException(new Problem(
                    "scores of two runs", "labels that differ", "scores of one list of pairs, in one order"));
        }
        BitSet one = hardest(first, first.size()).pairs();
        BitSet other = hardest(second, second.size()).pairs();
        BitSet both = (BitSet) one.clone();
        both.and(other);
        int onlyOne = one.cardinality() - both.cardinality();
        int onlyOther = other.cardinality() - both.cardinality();
        return new Overlap(
                both.cardinality(), onlyOne, onlyOther, first.size() - both.cardinality() - onlyOne - onlyOther);
    }

    private BitSet pairs() {
        BitSet pairs = new BitSet();
        falseAccepts.forEach(mistake -> pairs.set(mistake.pair()));
        falseRejects.forEach(mistake -> pairs.set(mistake.pair()));
        return pairs;
    }
}
