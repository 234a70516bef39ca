package marginlab.report.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import marginlab.experiment.setting.Settings;
import marginlab.file.npy.Npy;
import marginlab.store.record.TrialState;

/** The made-up sweeps that tests share. */
public final class MadeUpSweeps {
    private MadeUpSweeps() {}

    /** Two rows of two sets with two seeds; one seed of NS diverged, another row was not started. */
    public static SweepResults small() {
        Settings settings = MadeUpSweep.settings(30, List.of("plain", "profile"));
        MadeUpSweep example = new MadeUpSweep()
                .done("NS", settings, 1, 0.8120, 0.7510)
                .ended("NS", settings, 2, TrialState.DIVERGED, "loss is NaN at step 120, in term NS")
                .done("ArcFace(0.5)", settings, 1, 0.8890, 0.8000)
                .done("ArcFace(0.5)", settings, 2, 0.8600, 0.8100);
        example.planned("Triplet(0.35)", settings, 1);
        return example.named("small", "Two losses").sweep();
    }

    /** The paper's setting, at two scales. */
    public static SweepResults paper() {
        MadeUpSweep example = new MadeUpSweep().named("paper", "").comparedWith("NS");
        for (long seed = 1; seed <= 2; seed++) {
            example.done("NS", MadeUpSweep.paper(64), seed, 0.9850 + 0.001 * seed, 0.8979, 0.8872);
            example.done("NS", MadeUpSweep.paper(20), seed, 0.9920, 0.9461, 0.9265);
            example.done("Softmax", MadeUpSweep.paper(64), seed, 0.9908, 0.9439, 0.9233);
            example.done("ArcFace(0.5)", MadeUpSweep.paper(30), seed, 0.9950, 0.9551, 0.9501);
        }
        return example.sweep();
    }

    /** Two rows with one seed, whose scores lie in this folder: NS is wrong on 25 pairs of 600 where ArcFace is right, and right on 10. */
    public static SweepResults withScores(Path runs) throws IOException {
        Settings settings = MadeUpSweep.settings(30, List.of("plain"));
        MadeUpSweep example = new MadeUpSweep()
                .in(runs)
                .comparedWith("ArcFace(0.5)")
                .done("ArcFace(0.5)", settings, 1, 590 / 600.0)
                .done("NS", settings, 1, 575 / 600.0);
        SweepResults sweep = example.sweep();
        writeScores(runs.resolve(sweep.trials().get(0).id()), 10, 0);
        writeScores(runs.resolve(sweep.trials().get(1).id()), 25, 10);
        return sweep;
    }

    /**
     * One row of two seeds, each trained twice: the repeat of seed 1 decides as the first did, that of seed 2 has {@code
     * wrong} pairs of 600 wrong where the first had none.
     */
    public static SweepResults repeated(Path runs, int wrong) throws IOException {
        Settings settings = MadeUpSweep.settings(30, List.of("plain"));
        MadeUpSweep example = new MadeUpSweep()
                .in(runs)
                .done("NS", settings, 1, 0.9)
                .done("NS", settings, 2, 1.0)
                .repeating(2)
                .done("NS", settings, 1, 0.9)
                .done("NS", settings, 2, 1 - wrong / 600.0);
        SweepResults sweep = example.sweep();
        for (int trial = 0; trial < 4; trial++) {
            writeScores(runs.resolve(sweep.trials().get(trial).id()), trial == 3 ? wrong : 0, 0);
        }
        return sweep;
    }

    /** 600 pairs, same and different by turns, far apart but for {@code wrong} pairs from the pair {@code first} on. */
    private static void writeScores(Path run, int wrong, int first) throws IOException {
        double[] distances = new double[600];
        boolean[] same = new boolean[600];
        for (int pair = 0; pair < 600; pair++) {
            same[pair] = pair % 2 == 0;
            boolean right = pair < first || pair >= first + wrong;
            distances[pair] = same[pair] == right ? 0.5 : 2.5;
        }
        Files.createDirectories(run.resolve("scores"));
        Npy.write(run.resolve("scores/plain.npy"), distances);
        Npy.write(run.resolve("scores/plain-same.npy"), same);
    }

    /** ArcFace at five margins, with two seeds. */
    static SweepResults margins() {
        Settings settings = MadeUpSweep.settings(30, List.of("plain", "profile"));
        MadeUpSweep example = new MadeUpSweep().named("margins", "ArcFace at five margins");
        for (int i = 0; i < 5; i++) {
            double height = 0.88 - 0.01 * (i - 2) * (i - 2);
            for (long seed = 1; seed <= 2; seed++) {
                example.done(
                        "ArcFace(" + (30 + 5 * i) / 100.0 + ")", settings, seed, height + 0.001 * seed, height - 0.05);
            }
        }
        return example.sweep();
    }

    /** Eight rows, three seeds, fifteen epochs, with what can go wrong. */
    public static SweepResults large() {
        return many(3);
    }

    public static SweepResults many(int seeds) {
        Settings settings = MadeUpSweep.settings(30);
        Random random = new Random(7);
        List<String> rows = List.of(
                "Softmax",
                "NS",
                "ArcFace(0.4)",
                "ArcFace(0.5)",
                "CosFace(0.35)",
                "SphereFace(1.35)",
                "CM(1, 0.3, 0.2)",
                "ArcFace(0.5) + Intra");
        double[] heights = {0.853, 0.824, 0.882, 0.886, 0.876, 0.857, 0.851, 0.8835};
        MadeUpSweep example = new MadeUpSweep()
                .named(
                        "quickstart",
                        "Eight losses on the synthetic faces: the order of the rows, in three minutes a trial");
        for (int row = 0; row < rows.size(); row++) {
            for (long seed = 1; seed <= seeds; seed++) {
                if (row == 5 && seed == 2) {
                    example.ended(
                            rows.get(row),
                            settings,
                            seed,
                            TrialState.DIVERGED,
                            "loss is NaN at step 412, in term SphereFace(1.35)");
                } else if (row == 6 && seed == 3) {
                    example.planned(rows.get(row), settings, seed);
                } else {
                    double plain = heights[row] + 0.008 * random.nextGaussian();
                    example.done(
                            rows.get(row),
                            settings,
                            seed,
                            15,
                            plain,
                            plain - 0.062 + 0.006 * random.nextGaussian(),
                            plain - 0.031 + 0.006 * random.nextGaussian());
                }
            }
        }
        return example.sweep();
    }
}
