package marginlab.protocol.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.embedding.UnitEmbeddings;

/**
 * The angles of the ArcFace paper's Table 3, in degrees. With the embedding centre of an identity as the mean of its unit
 * embeddings: {@code intra} is the mean angle from an embedding to its centre, {@code inter} the mean over identities of the
 * smallest angle from one centre to another, {@code w-ec} the mean angle from a class centre W_j to the embedding centre,
 * {@code w-inter} the mean of the smallest angle from one W_j to another. Intra1, Inter1 are those of the training set,
 * Intra2, Inter2 of a test set.
 *
 * <p>An identity with one image would give an angle of zero: it is left out of {@code intra}, and counted in a note.
 */
public final class AngleStatistics {
    /** The name of the rules. */
    public static final String VARIANT = "angles";

    private static final int BLOCK = 1024;

    private final MatrixRows embeddings;
    private final int[] identity;
    private final List<Long> labels = new ArrayList<>();
    private final int[] images;
    private final float[][] centres; // embedding centres, unit

    private AngleStatistics(MatrixRows embeddings, long[] labels) {
        if (embeddings.rows() != labels.length || labels.length == 0) {
            throw new ProblemException(new Problem(
                    "labels",
                    labels.length + " labels for " + embeddings.rows() + " embeddings",
                    "one for each embedding, at least one"));
        }
        this.embeddings = embeddings;
        Map<Long, Integer> index = new HashMap<>();
        identity = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            Integer known = index.get(labels[i]);
            if (known == null) {
                known = index.size();
                index.put(labels[i], known);
                this.labels.add(labels[i]);
            }
            identity[i] = known;
        }
        images = new int[index.size()];
        for (int one : identity) {
            images[one]++;
        }
        centres = embeddingCentres();
    }

    /**
     * The angles of a set.
     *
     * @param embeddings {@code [N, d]}, of any length
     * @param labels identity of each, {@code [N]}
     * @param classCentres W {@code [C, d]}, row {@code label} is the centre of that identity; null where the identities are
     *     not those of the training
     */
    public static ProtocolOutcome score(
            String set, MatrixRows embeddings, long[] labels, float[][] classCentres, MatrixProduct product) {
        AngleStatistics angles = new AngleStatistics(embeddings, labels);
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        angles.intra(metrics, notes);
        if (angles.centres.length > 1) {
            metrics.put("inter", NearestAngle.mean(angles.centres, product));
        }
        if (classCentres != null) {
            float[][] unit = UnitEmbeddings.of("class centres", classCentres);
            metrics.put("w-ec", angles.toClassCentres(unit));
            if (unit.length > 1) {
                metrics.put("w-inter", NearestAngle.mean(unit, product));
            }
        }
        return new ProtocolOutcome(set, VARIANT, metrics, List.of(), notes);
    }

    private float[][] embeddingCentres() {
        double[][] sums = new double[images.length][embeddings.dimension()];
        UnitEmbeddings.visit("embeddings", embeddings, BLOCK, (row, unit, at) -> {
            double[] sum = sums[identity[row]];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += unit[at + j];
            }
        });
        float[][] rows = new float[sums.length][];
        for (int i = 0; i < sums.length; i++) {
            double norm = Math.sqrt(Arrays.stream(sums[i]).map(x -> x * x).sum());
            if (norm == 0) {
                throw new ProblemException(new Problem(
                        "label " + labels.get(i),
                        "embeddings that cancel to zero",
                        "a mean embedding with a direction"));
            }
            rows[i] = new float[sums[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) (sums[i][j] / norm);
            }
        }
        return rows;
    }

    private void intra(SortedMap<String, Double> metrics, List<String> notes) {
        double[] sum = new double[1];
        int[] count = new int[1];
        UnitEmbeddings.visit("embeddings", embeddings, BLOCK, (row, unit, at) -> {
            int one = identity[row];
            if (images[one] > 1) {
                sum[0] += NearestAngle.degrees(unit, at, centres[one]);
                count[0]++;
            }
        });
        if (count[0] > 0) {
            metrics.put("intra", sum[0] / count[0]);
        }
        if (count[0] < identity.length) {
            notes.add(identity.length - count[0] + " of " + identity.length
                    + " images left out of intra: the only one of their identity");
        }
    }

    private double toClassCentres(float[][] classCentres) {
        long[] unknown = labels.stream()
                .mapToLong(Long::longValue)
                .filter(label -> label < 0 || label >= classCentres.length)
                .sorted()
                .toArray();
        if (unknown.length > 0) {
            throw new ProblemException(new Problem(
                    (unknown.length == 1 ? "label " : "labels ") + EmbeddingCheck.named(unknown),
                    "no class centre",
                    "labels 0 to " + (classCentres.length - 1)));
        }
        double sum = 0;
        for (int i = 0; i < centres.length; i++) {
            long label = labels.get(i);
            if (classCentres[(int) label].length != centres[i].length) {
                throw new ProblemException(new Problem(
                        "class centres",
                        classCentres[(int) label].length + " dimensions",
                        centres[i].length + " as the embeddings"));
            }
            sum += NearestAngle.degrees(classCentres[(int) label], 0, centres[i]);
        }
        return sum / centres.length;
    }
}
