package marginlab.verify;

import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** Videos as the mean of the unit embeddings of their frames, as YouTube Faces is scored. */
public final class VideoMeans {
    private static final int BLOCK = 1024;

    private VideoMeans() {}

    /**
     * One embedding a video, {@code [V, d]}.
     *
     * @param frames {@code [F, d]}
     * @param videos the video of each frame, {@code [F]}, numbers from 0 without gaps
     */
    public static float[][] of(RowSource frames, long[] videos) {
        if (frames.rows() != videos.length || videos.length == 0) {
            throw new ProblemException(new Problem(
                    "videos", videos.length + " entries", frames.rows() + ", one for each frame, at least one"));
        }
        int[] counts = count(videos);
        double[][] sums = new double[counts.length][frames.dimension()];
        UnitRows.visit("frames", frames, BLOCK, (row, unit, at) -> {
            double[] sum = sums[(int) videos[row]];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += unit[at + j];
            }
        });
        float[][] means = new float[sums.length][frames.dimension()];
        for (int video = 0; video < means.length; video++) {
            for (int j = 0; j < means[video].length; j++) {
                means[video][j] = (float) (sums[video][j] / counts[video]);
            }
        }
        return means;
    }

    private static int[] count(long[] videos) {
        long highest = 0;
        for (int frame = 0; frame < videos.length; frame++) {
            if (videos[frame] < 0 || videos[frame] >= videos.length) {
                throw new ProblemException(new Problem(
                        "videos row " + frame,
                        "video " + videos[frame],
                        "0 to " + (videos.length - 1) + ", without gaps"));
            }
            highest = Math.max(highest, videos[frame]);
        }
        int[] counts = new int[(int) highest + 1];
        for (long video : videos) {
            counts[(int) video]++;
        }
        for (int video = 0; video < counts.length; video++) {
            if (counts[video] == 0) {
                throw new ProblemException(new Problem("video " + video, "no frames", "at least one frame a video"));
            }
        }
        return counts;
    }
}
