package marginlab.protocol.pair;

import java.util.Arrays;
import java.util.stream.LongStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;
import marginlab.protocol.embedding.UnitEmbeddings;

/**
 * Videos as the mean of the unit embeddings of their frames, as YouTube Faces is scored; frames may come one by one, for
 * there are many.
 */
public final class VideoMeans {
    private static final int BLOCK = 1024;

    private final int[] videos;
    private final int[] counts;
    private final double[][] sums;

    /**
     * Means without frames yet.
     *
     * @param videos the video of each frame, {@code [F]}, numbers from 0 without gaps
     * @param dimension d
     */
    public VideoMeans(int[] videos, int dimension) {
        this.videos = videos.clone();
        counts = count(this.videos);
        sums = new double[counts.length][dimension];
    }

    /** Of frames {@code [F, d]} and their videos {@code [F]}, checked. */
    public static VideoMeans of(String what, MatrixRows frames, long[] videos) {
        if (frames.rows() != videos.length || videos.length == 0) {
            throw new ProblemException(new Problem(
                    "videos",
                    videos.length + " entries",
                    frames.rows() + ", one for each of the " + what + ", at least one"));
        }
        int[] numbers = new int[videos.length];
        long[] outside = LongStream.range(0, videos.length)
                .filter(frame -> videos[(int) frame] < 0 || videos[(int) frame] >= videos.length)
                .toArray();
        if (outside.length > 0) {
            throw new ProblemException(new Problem(
                    (outside.length == 1 ? "videos row " : "videos rows ") + EmbeddingCheck.named(outside),
                    "video " + videos[(int) outside[0]],
                    "0 to " + (videos.length - 1) + ", without gaps"));
        }
        Arrays.setAll(numbers, frame -> (int) videos[frame]);
        VideoMeans means = new VideoMeans(numbers, frames.dimension());
        UnitEmbeddings.visit(what, frames, BLOCK, means::addUnit);
        return means;
    }

    /** Adds a frame's embedding of any length, which is not changed. */
    public void add(int frame, float[] embedding) {
        addUnit(frame, UnitEmbeddings.of("frames", frame, embedding), 0);
    }

    private void addUnit(int frame, float[] unit, int at) {
        double[] sum = sums[videos[frame]];
        for (int j = 0; j < sum.length; j++) {
            sum[j] += unit[at + j];
        }
    }

    /** One embedding a video, {@code [V, d]}. */
    public float[][] means() {
        float[][] means = new float[sums.length][];
        for (int video = 0; video < means.length; video++) {
            means[video] = new float[sums[video].length];
            for (int j = 0; j < means[video].length; j++) {
                means[video][j] = (float) (sums[video][j] / counts[video]);
            }
        }
        return means;
    }

    /** What was averaged, for people: {@code 2 videos, each the mean of its unit frames: 5 frames, 2 to 3 a video; ...}. */
    public static String note(int[] videos) {
        int[] counts = count(videos);
        return counts.length + " videos, each the mean of its unit frames: " + videos.length + " frames, "
                + Arrays.stream(counts).min().orElse(0) + " to "
                + Arrays.stream(counts).max().orElse(0) + " a video; xnorm is the mean length of these means";
    }

    public String note() {
        return note(videos);
    }

    private static int[] count(int[] videos) {
        int[] counts = new int[Arrays.stream(videos).max().orElse(-1) + 1];
        for (int video : videos) {
            counts[video]++;
        }
        long[] empty = LongStream.range(0, counts.length)
                .filter(video -> counts[(int) video] == 0)
                .toArray();
        if (empty.length > 0) {
            throw new ProblemException(new Problem(
                    (empty.length == 1 ? "video " : "videos ") + EmbeddingCheck.named(empty),
                    "no frames",
                    "at least one frame a video"));
        }
        return counts;
    }
}
