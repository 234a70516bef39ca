package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.experiment.setting.Sampling;
import marginlab.image.decode.RgbImage;
import marginlab.problem.FileProblem;

/**
 * What a set of MS1MV2's size costs: a record file of 5,822,653 images of 85,742 people with its index and table is written with the
 * smallest of images, opened, and batches are drawn from all over it: {@code bench data --large}.
 */
public final class LargeSetBench {
    private static final int IMAGES = 5_822_653;
    private static final int PEOPLE = 85_742;
    private static final int SIDE = 112;
    private static final int BATCH = 128;
    private static final int STEPS = 100;
    private static final int ROUNDS = 5;
    private static final double MEGA = 1e-6;

    private LargeSetBench() {}

    /** Measures; writes 4 GB into the system's temporary folder meanwhile. */
    public static List<BenchFigure> run(int threads) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("marginlab-bench");
            Path rec = folder.resolve("train.rec");
            write(rec);
            return List.of(opening(rec), drawing(rec, threads));
        } catch (IOException e) {
            throw FileProblem.io(folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder, e);
        } finally {
            DataBench.delete(folder);
        }
    }

    private static void write(Path rec) {
        byte[] jpeg = new RgbImage(8, 8, new byte[3 * 8 * 8]).jpeg();
        try (RecordIoWriter writer = new RecordIoWriter(rec, 8, 8)) {
            for (int i = 0; i < IMAGES; i++) {
                writer.write((int) ((long) i * PEOPLE / IMAGES), jpeg);
            }
            writer.commit();
        }
    }

    private static BenchFigure opening(Path rec) {
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long from = System.nanoTime();
            try (RecordIoReader faces = RecordIoReader.open(rec)) {
                seconds[round] = (System.nanoTime() - from) * 1e-9;
                require(faces.size() == IMAGES && faces.identities() == PEOPLE);
            }
        }
        return BenchFigure.of("open a .rec, index cached", settings(), seconds, "s");
    }

    /** The heap while batches are drawn: everything that the set, its sampler and its decoding threads hold. */
    private static BenchFigure drawing(Path rec, int threads) {
        double[] megabytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = DataBench.heapBytes();
            try (TrainingSet faces = new TrainingSet(List.of(RecordIoReader.open(rec)), 2);
                    BatchSource source = new BatchSource(
                            faces, Sampler.of(Sampling.SHUFFLE, faces, BATCH, 1), SIDE, true, 1, threads)) {
                for (int step = 0; step < STEPS; step++) {
                    require(source.next().size() == BATCH);
                }
                megabytes[round] = Math.max(0, DataBench.heapBytes() - before) * MEGA;
            }
        }
        return BenchFigure.of("heap while batches are drawn", settings(), megabytes, "MB");
    }

    private static Map<String, String> settings() {
        return Map.of("images", String.valueOf(IMAGES), "identities", String.valueOf(PEOPLE));
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("the set that was read is not the one that was written");
        }
    }
}
