package marginlab.report.chart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.file.LinkFreeFile;
import marginlab.file.npy.Npy;
import marginlab.problem.ProblemException;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SweepResults;

/**
 * Embeddings of two dimensions as they lie in the plane, with the class centres as directions: the paper's toy figure. Drawn
 * for the first seed of a row that left such embeddings.
 */
final class PlaneFeatures {
    private static final int DIMENSIONS = 2;
    private static final int MOST_PEOPLE = 8;
    private static final int MOST_EACH = 150;

    private PlaneFeatures() {}

    /**
     * The features of one row.
     *
     * @param row its place in the table
     * @param seed that is shown
     * @param points (x, y, identity)
     * @param centres direction of each identity's centre in degrees; empty where the objective has no centres
     */
    record Plane(int row, long seed, List<List<Number>> points, List<Double> centres) {}

    static List<Plane> of(SweepResults sweep, AccuracyTable table) {
        List<Plane> planes = new ArrayList<>();
        for (int at = 0; at < table.rows().size(); at++) {
            int row = at;
            table.rows().get(at).trials().stream()
                    .filter(trial -> trial.settings().embedding() == DIMENSIONS)
                    .flatMap(trial -> plane(row, trial.seed(), sweep.folders().apply(trial.id())))
                    .findFirst()
                    .ifPresent(planes::add);
        }
        return planes;
    }

    private static Stream<Plane> plane(int row, long seed, Path folder) {
        try {
            Path embeddings = LinkFreeFile.of(folder, "embeddings", "training.npy");
            Path labels = LinkFreeFile.of(folder, "embeddings", "training-labels.npy");
            if (!Files.isRegularFile(embeddings) || !Files.isRegularFile(labels)) {
                return Stream.empty();
            }
            Path centres = LinkFreeFile.of(folder, "centres.npy");
            return Stream.of(new Plane(
                    row,
                    seed,
                    points(Npy.floatRows(embeddings), Npy.integers(labels)),
                    Files.isRegularFile(centres) ? directions(Npy.floatRows(centres)) : List.of()));
        } catch (ProblemException e) {
            // Cut short or of another shape: the picture is left out, as for a run that left nothing.
            return Stream.empty();
        }
    }

    private static List<List<Number>> points(float[][] rows, long[] labels) {
        Map<Long, Integer> drawn = new HashMap<>();
        List<List<Number>> points = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.length, labels.length); i++) {
            if (labels[i] < MOST_PEOPLE && drawn.merge(labels[i], 1, Integer::sum) <= MOST_EACH) {
                points.add(List.of(ChartData.rounded(rows[i][0]), ChartData.rounded(rows[i][1]), labels[i]));
            }
        }
        return points;
    }

    private static List<Double> directions(float[][] centres) {
        return Stream.of(centres)
                .limit(MOST_PEOPLE)
                .map(centre -> ChartData.rounded(Math.toDegrees(Math.atan2(centre[1], centre[0]))))
                .toList();
    }
}
