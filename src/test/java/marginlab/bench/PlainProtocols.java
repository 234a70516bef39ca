package marginlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import marginlab.file.npy.MatrixRows;

/** The reference's algorithms step by step on one thread, as NumPy would be told to do them: what the fast ones are held against. */
final class PlainProtocols {
    private static final int FOLDS = 10;

    private PlainProtocols() {}

    /** Ten-fold with a pass over the training pairs for each of 400 thresholds; returns right decisions. N is a multiple of ten. */
    static long tenFold(float[][] rows, boolean[] same) {
        double[] distances = new double[same.length];
        for (int pair = 0; pair < same.length; pair++) {
            double[] left = unit(rows[2 * pair]);
            double[] right = unit(rows[2 * pair + 1]);
            for (int j = 0; j < left.length; j++) {
                distances[pair] += (left[j] - right[j]) * (left[j] - right[j]);
            }
        }
        int size = same.length / FOLDS;
        long right = 0;
        for (int from = 0; from < same.length; from += size) {
            double threshold = best(distances, same, from, from + size);
            for (int pair = from; pair < from + size; pair++) {
                right += distances[pair] < threshold == same[pair] ? 1 : 0;
            }
        }
        return right;
    }

    /** The first of the best thresholds on the pairs before {@code from} and from {@code to} on. */
    private static double best(double[] distances, boolean[] same, int from, int to) {
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
        return best;
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

    /**
     * Scores of a list of template pairs, {@code A B 0|1} lines, one after another, then sorted; returns the impostors at or
     * above the median mate.
     *
     * @param rows of the templates, {@code [T, d]}
     */
    static long verifyTemplates(float[][] rows, Path list) throws IOException {
        double[][] units = new double[rows.length][];
        Arrays.setAll(units, i -> unit(rows[i]));
        double[][] scores = {new double[1024], new double[1024]};
        int[] counts = new int[2];
        try (BufferedReader reader = Files.newBufferedReader(list, StandardCharsets.US_ASCII)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(" ");
                int kind = Integer.parseInt(fields[2]);
                if (counts[kind] == scores[kind].length) {
                    scores[kind] = Arrays.copyOf(scores[kind], 2 * counts[kind]);
                }
                double[] left = units[Integer.parseInt(fields[0])];
                double[] right = units[Integer.parseInt(fields[1])];
                double score = 0;
                for (int j = 0; j < left.length; j++) {
                    score += left[j] * right[j];
                }
                scores[kind][counts[kind]++] = score;
            }
        }
        Arrays.sort(scores[0], 0, counts[0]);
        Arrays.sort(scores[1], 0, counts[1]);
        double median = scores[1][counts[1] / 2];
        return Arrays.stream(scores[0], 0, counts[0])
                .filter(score -> score >= median)
                .count();
    }

    /** The best distractor of each probe by a loop over all pairs; returns the sum of their rows. */
    static long bestDistractors(MatrixRows probes, MatrixRows distractors) {
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
