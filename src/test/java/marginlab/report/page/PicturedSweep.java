package marginlab.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.report.table.MadeUpSweep;
import marginlab.report.table.SweepResults;

/** A made-up sweep whose runs left scores and two-dimensional embeddings, so that there is something for every chart. */
final class PicturedSweep {
    private static final int PAIRS = 200;
    private static final int PEOPLE = 8;

    private PicturedSweep() {}

    static SweepResults sweep(Path runs) throws IOException {
        Settings flat = MadeUpSweep.settings(30, List.of("plain", "profile"), 2);
        MadeUpSweep example = new MadeUpSweep().in(runs).named("pictured", "Something for every chart");
        for (String row : List.of("Softmax", "ArcFace(0.3)", "ArcFace(0.4)", "ArcFace(0.5)")) {
            for (long seed = 1; seed <= 2; seed++) {
                example.done(row, flat, seed, 0.85 + 0.01 * seed, 0.8);
            }
        }
        SweepResults sweep = example.sweep();
        for (int i = 0; i < sweep.trials().size(); i++) {
            Path run = runs.resolve(sweep.trials().get(i).id());
            scores(run, "plain", new Random(i));
            scores(run, "profile", new Random(100 + i));
            features(run, new Random(200 + i));
        }
        return sweep;
    }

    /** Genuine pairs about 50 degrees apart, impostor pairs about 85. */
    private static void scores(Path run, String set, Random random) throws IOException {
        double[] distances = new double[PAIRS];
        boolean[] same = new boolean[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            same[pair] = pair % 2 == 0;
            double degrees = (same[pair] ? 50 : 85) + 15 * random.nextGaussian();
            distances[pair] = 2 - 2 * Math.cos(Math.toRadians(Math.min(175, Math.max(1, degrees))));
        }
        Files.createDirectories(run.resolve("scores"));
        Npy.write(run.resolve("scores").resolve(set + ".npy"), distances);
        Npy.write(run.resolve("scores").resolve(set + "-same.npy"), same);
    }

    /** Eight people around the circle, twenty images each. */
    private static void features(Path run, Random random) throws IOException {
        float[][] rows = new float[20 * PEOPLE][];
        long[] labels = new long[rows.length];
        float[][] centres = new float[PEOPLE][];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % PEOPLE;
            double angle = 2 * Math.PI * labels[i] / PEOPLE + 0.1 * random.nextGaussian();
            double norm = 8 + random.nextGaussian();
            rows[i] = new float[] {(float) (norm * Math.cos(angle)), (float) (norm * Math.sin(angle))};
        }
        for (int person = 0; person < PEOPLE; person++) {
            double angle = 2 * Math.PI * person / PEOPLE;
            centres[person] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        Files.createDirectories(run.resolve("embeddings"));
        Npy.write(run.resolve("embeddings/training.npy"), rows);
        Npy.write(run.resolve("embeddings/training-labels.npy"), labels);
        Npy.write(run.resolve("centres.npy"), centres);
    }
}
