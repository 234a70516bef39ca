package marginlab.verify;

import java.nio.file.Path;
import java.util.Arrays;

/** The reference's algorithms step by step on one thread, as NumPy would be told to do them: what the fast ones are held against. */
final class PlainProtocols {
    private PlainProtocols() {}

    /** Ten-fold with a pass over the training pairs for each of 400 thresholds; returns right decisions. */
    static long tenFold(float[][] rows, boolean[] same) {
        double[] distances = new double[same.length];
        for (int pair = 0; pair < same.length; pair++) {
            double[] left = unit(rows[2 * pair]);
            double[] right = unit(rows[2 * pair + 1]);
            for (int j = 0; j < left.length; j++) {
                distances[pair] += (left[j] - right[j]) * (left[j] - right[j]);
            }
        }
        Folds folds = new Folds(same.length, TenFold.FOLDS);
        long right = 0;
        for (int fold = 0; fold < folds.count(); fold++) {
            int from = folds.start(fold);
            int to = folds.start(fold + 1);
            double best = 0;
            int most = -1;
            for (int t = 0; t < 400; t++) {
                int count = 0;
                for (int pair = 0; pair < same.length; pair++) {
                    count += (pair < from || pair >= to) && distances[pair] < t * 0.01 == same[pair] ? 1 : 0;
                }
                if (count > most) {
                    most = count;
                    best = t * 0.01;
                }
            }
            for (int pair = from; pair < to; pair++) {
                right += distances[pair] < best == same[pair] ? 1 : 0;
            }
        }
        return right;
    }

    private static double[] unit(float[] row) {
        double norm = 0;
        for (float value : row) {
            norm += (double) value * value;
        }
        norm = Math.sqrt(norm);
        double[] unit = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
        return unit;
    }

    /** Scores of a list of template pairs one after another, then sorted; returns the impostors at or above the median mate. */
    static long verifyTemplates(Templates templates, Path list) {
        double[][] scores = {new double[1024], new double[1024]};
        int[] counts = new int[2];
        TextTable.read(list, 3, "A B 0|1", (place, fields) -> {
            int kind = TextTable.integer(place, fields[2]);
            if (counts[kind] == scores[kind].length) {
                scores[kind] = Arrays.copyOf(scores[kind], 2 * counts[kind]);
            }
            int left = templates.index(TextTable.integer(place, fields[0]));
            scores[kind][counts[kind]++] = templates.cosine(left, templates.index(TextTable.integer(place, fields[1])));
        });
        Arrays.sort(scores[0], 0, counts[0]);
        Arrays.sort(scores[1], 0, counts[1]);
        double median = scores[1][counts[1] / 2];
        return Arrays.stream(scores[0], 0, counts[0])
                .filter(score -> score >= median)
                .count();
    }

    /** The best distractor of each probe by a loop over all pairs; returns the sum of their rows. */
    static long bestDistractors(RowSource probes, RowSource distractors) {
        int d = probes.dimension();
        float[] probe = new float[d];
        float[] gallery = new float[Math.toIntExact(distractors.rows()) * d];
        distractors.read(0, (int) distractors.rows(), gallery);
        long sum = 0;
        for (long p = 0; p < probes.rows(); p++) {
            probes.read(p, 1, probe);
            float best = Float.NEGATIVE_INFINITY;
            int whose = 0;
            for (int g = 0; g < distractors.rows(); g++) {
                float score = 0;
                for (int j = 0; j < d; j++) {
                    score += probe[j] * gallery[g * d + j];
                }
                if (score > best) {
                    best = score;
                    whose = g;
                }
            }
            sum += whose;
        }
        return sum;
    }
}
