package marginlab.dataset.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import marginlab.dataset.LabelledImages;
import marginlab.problem.LineProblems;
import marginlab.progress.Progress;

/** Images of a training set whose label is probably wrong: {@code data noise}. */
public final class LabelNoise {
    private static final int SIDE = 16;

    private LabelNoise() {}

    /**
     * An image far from its own people.
     *
     * @param image its index
     * @param degrees between its embedding and the mean of the unit embeddings of its identity
     */
    public record Outlier(int image, double degrees) {}

    /**
     * Images that look alike and stand under two identities: at least one of the two labels is wrong.
     *
     * @param faults get what is wrong with images that cannot be read, and so look like none
     */
    public static List<DatasetOverlap.Twin> twins(LabelledImages faces, Progress progress, LineProblems faults) {
        PerceptualHashes hashes = PerceptualHashes.of(faces, "images", progress, faults);
        DifferenceHash fine = new DifferenceHash(SIDE);
        List<DatasetOverlap.Twin> twins = new ArrayList<>();
        for (int j = 0; j < hashes.size(); j++) {
            for (int i : hashes.isAbsent(j) ? List.<Integer>of() : hashes.near(hashes.hash(j))) {
                if (i < j && faces.label(i) != faces.label(j)) {
                    int bits = DifferenceHash.distance(fine.of(faces, i), fine.of(faces, j));
                    if (bits <= DatasetOverlap.MOST_BITS) {
                        twins.add(new DatasetOverlap.Twin(i, j, bits));
                    }
                }
            }
        }
        return twins;
    }

    /**
     * Images whose embedding is farther from the centre of its identity than an angle, as sub-center ArcFace (ECCV 2020) drops them at
     * 75 degrees. An identity with a single image has no outlier.
     *
     * @param embeddings row i for image i, {@code [d]}
     */
    public static List<Outlier> outliers(
            LabelledImages faces, int dimension, IntFunction<float[]> embeddings, double mostDegrees) {
        double[][] centres = new double[faces.identities()][dimension];
        for (int i = 0; i < faces.size(); i++) {
            float[] row = embeddings.apply(i);
            double length = length(row);
            double[] centre = centres[faces.label(i)];
            for (int k = 0; k < dimension; k++) {
                centre[k] += row[k] / length;
            }
        }
        List<Outlier> outliers = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            double degrees = degrees(embeddings.apply(i), centres[faces.label(i)]);
            if (degrees > mostDegrees) {
                outliers.add(new Outlier(i, degrees));
            }
        }
        return outliers;
    }

    private static double degrees(float[] row, double[] centre) {
        double dot = 0;
        double square = 0;
        for (int k = 0; k < row.length; k++) {
            dot += row[k] * centre[k];
            square += centre[k] * centre[k];
        }
        double cosine = dot / (length(row) * Math.sqrt(square + 1e-24));
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
    }

    private static double length(float[] row) {
        double square = 1e-24;
        for (float value : row) {
            square += (double) value * value;
        }
        return Math.sqrt(square);
    }
}
