package marginlab.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginlab.protocol.pair.PairScores;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;

/**
 * How far apart the two faces of genuine and of impostor pairs are, in degrees: the paper's figure of angle distributions.
 *
 * <p>From the squared distance d of unit embeddings, {@code theta = acos(1 - d / 2)}; over all seeds of a row.
 */
public final class AngleHistograms {
    /** Width of a bin in degrees; 180 degrees make 90 of them. */
    static final int WIDTH = 2;

    private static final int BINS = 180 / WIDTH;

    private AngleHistograms() {}

    /**
     * One row on one set.
     *
     * @param row its place in the table
     * @param column the set's place
     * @param first the first bin that is not empty
     * @param genuine pairs in each bin from there on
     * @param impostor pairs in each bin from there on
     * @param genuineMean degrees
     * @param impostorMean degrees
     */
    record Histogram(
            int row,
            int column,
            int first,
            List<Integer> genuine,
            List<Integer> impostor,
            double genuineMean,
            double impostorMean) {}

    static List<Histogram> of(PairDecisions decisions, AccuracyTable table) {
        List<Histogram> all = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.sets().size(); column++) {
                Cell cell = table.rows().get(row).cells().get(column);
                List<PairScores> seeds = cell.samples().stream()
                        .map(sample -> decisions.scores(sample.trial(), cell.set()))
                        .flatMap(Optional::stream)
                        .filter(scores -> scores.genuine() > 0 && scores.genuine() < scores.size())
                        .toList();
                if (!seeds.isEmpty()) {
                    all.add(histogram(row, column, seeds));
                }
            }
        }
        return all;
    }

    private static Histogram histogram(int row, int column, List<PairScores> seeds) {
        int[][] bins = new int[2][BINS];
        double[] sums = new double[2];
        for (PairScores scores : seeds) {
            double[] distances = scores.distances();
            boolean[] same = scores.same();
            for (int i = 0; i < same.length; i++) {
                double degrees = degrees(distances[i]);
                int kind = same[i] ? 0 : 1;
                bins[kind][Math.min(BINS - 1, (int) (degrees / WIDTH))]++;
                sums[kind] += degrees;
            }
        }
        int first = 0;
        while (bins[0][first] + bins[1][first] == 0) {
            first++;
        }
        int end = BINS;
        while (bins[0][end - 1] + bins[1][end - 1] == 0) {
            end--;
        }
        return new Histogram(
                row,
                column,
                first,
                Arrays.stream(bins[0], first, end).boxed().toList(),
                Arrays.stream(bins[1], first, end).boxed().toList(),
                ChartData.rounded(sums[0] / Arrays.stream(bins[0]).sum()),
                ChartData.rounded(sums[1] / Arrays.stream(bins[1]).sum()));
    }

    /** The angle of two unit vectors at a squared distance. */
    public static double degrees(double distance) {
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, 1 - distance / 2))));
    }
}
