package marginlab.protocol.search;

import java.util.Arrays;

/** The k highest scores of one probe and whose they are, highest first. */
final class TopScores {
    private final double[] scores;
    private final long[] rows;
    private int size;

    TopScores(int k) {
        scores = new double[k];
        rows = new long[k];
    }

    /** What a score must exceed to get in. */
    double gate() {
        return size < scores.length ? Double.NEGATIVE_INFINITY : scores[size - 1];
    }

    /** Adds a score above the gate; among equals the one that came first stays ahead. */
    void add(double score, long row) {
        int at = size < scores.length ? size++ : size - 1;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        scores[at] = score;
        rows[at] = row;
    }

    /**
     * Adds all scores that are high enough.
     *
     * @param but a gallery row that is left out
     */
    void take(ScoreRow row, long but) {
        float gate = row.below(gate());
        for (int i = 0; i < row.n(); i++) {
            if (row.near()[row.at() + i] > gate && row.first() + i != but) {
                double score = row.exact(i);
                if (score > gate()) {
                    add(score, row.first() + i);
                    gate = row.below(gate());
                }
            }
        }
    }

    int size() {
        return size;
    }

    double score(int rank) {
        return scores[rank];
    }

    long row(int rank) {
        return rows[rank];
    }

    static TopScores[] each(int probes, int k) {
        TopScores[] best = new TopScores[probes];
        Arrays.setAll(best, i -> new TopScores(k));
        return best;
    }
}
