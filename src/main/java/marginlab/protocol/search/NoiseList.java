package marginlab.protocol.search;

import java.nio.file.Path;
import java.util.Random;
import marginlab.file.text.TextTable;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;

/** Rows that a noise list names: images with a wrong label, by row number from 0, one a line. */
public final class NoiseList {
    private static final double JITTER = 1e-3;

    private NoiseList() {}

    /** Which of so many rows are named; none when there is no file. */
    public static boolean[] read(Path file, long rows) {
        boolean[] noise = new boolean[Math.toIntExact(rows)];
        if (file != null) {
            TextTable.read(file, 1, "a row number", (place, fields) -> {
                int row = TextTable.integer(place, fields[0]);
                if (row < 0 || row >= rows) {
                    throw new ProblemException(new Problem(place, "row " + row, "0 to " + (rows - 1)));
                }
                noise[row] = true;
            });
        }
        return noise;
    }

    static int count(boolean[] noise) {
        int count = 0;
        for (boolean one : noise) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /**
     * Probes with noisy ones replaced, as MegaFace's refined lists do: by the mean of the clean unit embeddings of their
     * identity, each number moved by at most 0.001 at random (from a fixed seed), at length 1.
     */
    public static float[][] replace(float[][] probes, long[] identities, boolean[] noise) {
        if (identities.length != probes.length) {
            throw new ProblemException(
                    new Problem("identities", identities.length + " entries", probes.length + ", one for each probe"));
        }
        EmbeddingCheck.norms("probes", probes);
        // The others stay as they are: brought to length 1 twice, a row no longer equals a copy of it among the
        // distractors.
        float[][] cleaned = probes.clone();
        Random random = new Random(1);
        for (int i = 0; i < cleaned.length; i++) {
            if (noise[i]) {
                cleaned[i] = centre(probes, identities, noise, i, random);
            }
        }
        return cleaned;
    }

    private static float[] centre(float[][] probes, long[] identities, boolean[] noise, int probe, Random random) {
        double[] sum = new double[probes[probe].length];
        int clean = 0;
        for (int i = 0; i < probes.length; i++) {
            if (identities[i] == identities[probe] && !noise[i]) {
                double norm = EmbeddingCheck.norm(probes[i]);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += probes[i][j] / norm;
                }
                clean++;
            }
        }
        if (clean == 0) {
            throw new ProblemException(new Problem(
                    "identity " + identities[probe],
                    "noise alone",
                    "at least one probe that is not on the noise list"));
        }
        float[] row = new float[sum.length];
        for (int j = 0; j < sum.length; j++) {
            row[j] = (float) (sum[j] / clean + JITTER * (2 * random.nextDouble() - 1));
        }
        return row;
    }
}
