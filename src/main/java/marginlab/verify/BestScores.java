package marginlab.verify;

import java.util.Arrays;

/** The k highest scores of one probe and whose they are, highest first. */
final class BestScores {
    private final float[] scores;
    private final long[] rows;
    private int size;

    BestScores(int k) {
        scores = new float[k];
        rows = new long[k];
    }

    /** What a score must exceed to get in. */
    float gate() {
        return size < scores.length ? Float.NEGATIVE_INFINITY : scores[size - 1];
    }

    /** Adds a score above the gate; among equals the one that came first stays ahead. */
    void add(float score, long row) {
        int at = size < scores.length ? size++ : size - 1;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        scores[at] = score;
        rows[at] = row;
    }

    int size() {
        return size;
    }

    float score(int rank) {
        return scores[rank];
    }

    long row(int rank) {
        return rows[rank];
    }

    static BestScores[] each(int probes, int k) {
        BestScores[] best = new BestScores[probes];
        Arrays.setAll(best, i -> new BestScores(k));
        return best;
    }
}
