package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.image.align.ImageAligner;
import marginlab.image.decode.TurboJpeg;
import marginlab.progress.Progress;

/** What preparing faces costs on this machine: crops of photos of LFW's size, and a look at every image of a set. */
final class PhotoBench {
    private static final int SIDE = 250;
    private static final int PHOTOS = 512;
    private static final int DIFFERENT = 64;
    private static final int PEOPLE = 16;
    private static final int ROUNDS = 7;
    /** Rounds that are not counted, while the machine code is being made: 8,000 photos or more on two cores. */
    private static final int WARM_UP = 16;

    private PhotoBench() {}

    /**
     * Writes some 70 MB into a folder. On ext4 files that were deleted just before, by another bench for one, slow down the
     * making of new ones: its search for a free inode passes over each of them.
     */
    static List<BenchFigure> measure(Path folder, int threads) throws IOException {
        Path photos = folder.resolve("photos");
        Path landmarks = folder.resolve("landmarks.txt");
        int bytes = write(photos, landmarks);
        Path catalog = Files.writeString(
                folder.resolve("datasets.yaml"), """
                photos: {role: train, format: folder, path: '%s'}
                """.formatted(photos.toString().replace("'", "''")));
        ImageAligner aligner = new ImageAligner(112, threads);
        AtomicInteger round = new AtomicInteger();
        double[] aligned = rates(() ->
                aligner.align(photos, landmarks, folder.resolve("crops" + round.incrementAndGet()), Progress.none()));
        DatasetInspector inspector = new DatasetInspector(Catalog.read(catalog));
        double[] checked =
                rates(() -> inspector.check("photos", true, Progress.none()).decoded());
        return List.of(
                BenchFigure.of(
                        "align: read, decode, warp, encode, write",
                        settings(TurboJpeg.codec(), bytes, threads),
                        aligned,
                        "images/s"),
                BenchFigure.of("check --all: read, decode", settings("JDK", bytes, threads), checked, "images/s"));
    }

    private static Map<String, String> settings(String decoder, int bytes, int threads) {
        return Map.of(
                "threads",
                String.valueOf(threads),
                "pixels",
                SIDE + " x " + SIDE,
                "decoder",
                decoder,
                "bytes an image",
                String.valueOf(bytes));
    }

    private static double[] rates(IntSupplier work) {
        double[] rates = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long from = System.nanoTime();
            int images = work.getAsInt();
            if (round >= 0) {
                rates[round] = images / ((System.nanoTime() - from) * 1e-9);
            }
        }
        return rates;
    }

    /** Returns how many bytes a photo takes. */
    private static int write(Path photos, Path landmarks) throws IOException {
        byte[][] different = new byte[DIFFERENT][];
        Arrays.setAll(different, i -> DataBench.portrait(i, SIDE).jpeg(0.9f));
        List<String> lines = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < PHOTOS; i++) {
            String name = "person" + i % PEOPLE + "/" + i + ".jpg";
            Path file = photos.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, different[i % DIFFERENT]);
            bytes += different[i % DIFFERENT].length;
            int shift = i % 9;
            lines.add(String.format(
                    Locale.ROOT, "%s %d 113 145 113 125 %d 108 157 143 157", name, 105 - shift, 134 + shift));
        }
        Files.write(landmarks, lines);
        return (int) (bytes / PHOTOS);
    }
}
