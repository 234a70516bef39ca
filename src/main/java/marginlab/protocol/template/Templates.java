package marginlab.protocol.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.LongStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.protocol.embedding.EmbeddingCheck;

/**
 * The templates of IJB: several images of a person, stills and frames of videos, as one unit embedding. Images of one medium
 * are averaged, the media are added, and the length is divided out.
 */
public final class Templates {
    private static final int BLOCK = 1024;
    private static final int SPREAD = 64;

    private final int[] ids; // rising
    private final int[] places;
    private final double[][] rows; // unit

    private Templates(int[] ids, double[][] rows) {
        this.ids = ids;
        places = places(ids);
        this.rows = rows;
    }

    /**
     * What an image's feature is made of; the reference names it {@code N1D1F1}.
     *
     * @param norm N: the feature keeps its length, which tells how sure the network is; otherwise it is divided out
     * @param detector D: the feature is multiplied by the face detector's score
     * @param flip F: the feature of the mirrored image is added
     */
    public record Factors(boolean norm, boolean detector, boolean flip) {
        public String label() {
            return String.format(Locale.ROOT, "N%dD%dF%d", norm ? 1 : 0, detector ? 1 : 0, flip ? 1 : 0);
        }
    }

    /**
     * Pools images, read in blocks.
     *
     * @param plain {@code [M, d]}, one row an image of the list
     * @param flipped {@code [M, d]}, or null where {@code factors} has no flip
     * @param images template and medium of each
     * @param detectorScores {@code [M]}, or null where {@code factors} has no detector
     */
    public static Templates pool(
            MatrixRows plain, MatrixRows flipped, TemplateImages images, double[] detectorScores, Factors factors) {
        check(plain, factors.flip() ? flipped : null, images, factors.detector() ? detectorScores : null);
        int[] ids = images.templateIds();
        double[][] sums = new double[ids.length][plain.dimension()];
        int d = plain.dimension();
        float[] left = new float[BLOCK * d];
        float[] right = new float[BLOCK * d];
        double[] feature = new double[d];
        LongStream.Builder bad = LongStream.builder();
        for (int first = 0; first < images.size(); first += BLOCK) {
            int count = Math.min(BLOCK, images.size() - first);
            plain.read(first, count, left);
            if (factors.flip()) {
                flipped.read(first, count, right);
            }
            for (int i = 0; i < count; i++) {
                int image = first + i;
                for (int j = 0; j < d; j++) {
                    feature[j] = left[i * d + j] + (double) right[i * d + j];
                }
                double length = length(feature);
                if (!(length > 0) || Double.isInfinite(length)) {
                    bad.add(image);
                    continue;
                }
                double factor = (factors.norm() ? 1 : 1 / length)
                        * (factors.detector() ? detectorScores[image] : 1)
                        / images.sharers(image);
                double[] sum = sums[Arrays.binarySearch(ids, images.template(image))];
                for (int j = 0; j < d; j++) {
                    sum[j] += factor * feature[j];
                }
            }
        }
        long[] unsound = bad.build().toArray();
        if (unsound.length > 0) {
            throw EmbeddingCheck.unsound("embeddings", unsound, "NaN, infinity or zeros alone");
        }
        Problems problems = new Problems();
        for (int template = 0; template < ids.length; template++) {
            int id = ids[template];
            double[] sum = sums[template];
            problems.gather(() -> normalise(id, sum));
        }
        problems.raise();
        return new Templates(ids, sums);
    }

    private static void check(MatrixRows plain, MatrixRows flipped, TemplateImages images, double[] scores) {
        if (plain.rows() != images.size() || (flipped != null && flipped.rows() != images.size())) {
            throw new ProblemException(new Problem(
                    "embeddings",
                    plain.rows() + " rows" + (flipped == null ? "" : " and " + flipped.rows() + " flipped"),
                    images.size() + ", one for each line of the image list"));
        }
        if (flipped != null && flipped.dimension() != plain.dimension()) {
            throw new ProblemException(new Problem(
                    "flipped embeddings", flipped.dimension() + " dimensions", plain.dimension() + " as the others"));
        }
        if (scores != null && scores.length != images.size()) {
            throw new ProblemException(
                    new Problem("detector scores", scores.length + " scores", images.size() + ", one for each image"));
        }
    }

    private static double length(double[] row) {
        double squares = 0;
        for (double value : row) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static double[] normalise(int id, double[] row) {
        double length = length(row);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new ProblemException(
                    new Problem("template " + id, "images that cancel to zero", "a sum with a direction"));
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= length;
        }
        return row;
    }

    public int size() {
        return ids.length;
    }

    int dimension() {
        return rows.length == 0 ? 0 : rows[0].length;
    }

    /** The index of a template, or -1 when no image belongs to it. */
    int index(int id) {
        if (places.length == 0) {
            return Math.max(-1, Arrays.binarySearch(ids, id));
        }
        return id >= 0 && id < places.length ? places[id] : -1;
    }

    /** The index of each id, which is found in a step; empty where ids are too far apart for that. */
    private static int[] places(int[] ids) {
        int last = ids.length == 0 ? 0 : ids[ids.length - 1];
        if (last >= SPREAD * (long) ids.length || ids[0] < 0) {
            return new int[0];
        }
        int[] places = new int[last + 1];
        Arrays.fill(places, -1);
        for (int i = 0; i < ids.length; i++) {
            places[ids[i]] = i;
        }
        return places;
    }

    /** What is wrong with a list that names templates without images. */
    static Problem without(String list, SortedSet<Integer> ids) {
        long[] unknown = ids.stream().mapToLong(Integer::longValue).toArray();
        return new Problem(
                list,
                (unknown.length == 1 ? "template " : "templates ") + EmbeddingCheck.named(unknown) + " without images",
                "templates of the image list");
    }

    /** The cosine of two templates by index. */
    double cosine(int one, int other, LaneDot dot) {
        return dot.of(rows[one], rows[other]);
    }

    /** The embeddings of some templates, in single precision. */
    float[][] floats(int[] indices) {
        float[][] chosen = new float[indices.length][];
        for (int i = 0; i < indices.length; i++) {
            chosen[i] = new float[rows[indices[i]].length];
            for (int j = 0; j < chosen[i].length; j++) {
                chosen[i][j] = (float) rows[indices[i]][j];
            }
        }
        return chosen;
    }
}
