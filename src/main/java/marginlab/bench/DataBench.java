package marginlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.batch.BatchSource;
import marginlab.dataset.batch.Sampler;
import marginlab.dataset.pack.BinWriter;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.experiment.setting.Sampling;
import marginlab.image.decode.MemoryInput;
import marginlab.image.decode.RgbImage;
import marginlab.image.decode.TurboJpeg;
import marginlab.problem.FileProblem;
import marginlab.random.CounterRandom;

/** What reading and decoding cost on this machine: {@code bench data}. */
public final class DataBench {
    private static final int SIDE = 112;
    private static final int IMAGES = 2048;
    /** Images that are drawn; decoding takes no less time for one that comes again. */
    private static final int DIFFERENT = 128;

    private static final int BATCH = 128;
    private static final int ROUNDS = 7;
    /** Rounds that are not counted, while the machine code is being made: 8,000 images or more on two cores. */
    private static final int WARM_UP = 10;

    private static final int VERIFICATION_IMAGES = 12_000;

    private DataBench() {}

    /** Measures with a number of decoding threads; writes some 130 MB into the system's temporary folder meanwhile. */
    public static List<BenchFigure> run(int threads) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("marginlab-bench");
            Path rec = folder.resolve("train.rec");
            List<BenchFigure> figures = new ArrayList<>(
                    List.of(decoding(rec, threads), decoderAlone(rec), opening(folder.resolve("pairs.bin"))));
            figures.addAll(PhotoBench.measure(folder, threads));
            return figures;
        } catch (IOException e) {
            throw FileProblem.io(folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder, e);
        } finally {
            delete(folder);
        }
    }

    private static BenchFigure decoding(Path rec, int threads) {
        int bytes = 0;
        try (RecordIoWriter writer = new RecordIoWriter(rec, SIDE, SIDE)) {
            byte[][] portraits = new byte[DIFFERENT][];
            for (int i = 0; i < DIFFERENT; i++) {
                portraits[i] = portrait(i, SIDE).jpeg();
            }
            for (int i = 0; i < IMAGES; i++) {
                byte[] jpeg = portraits[i % DIFFERENT];
                bytes += jpeg.length;
                writer.write(i / 16, jpeg);
            }
            writer.commit();
        }
        double[] rates = new double[ROUNDS];
        try (RecordIoReader faces = RecordIoReader.open(rec);
                BatchSource source =
                        new BatchSource(faces, Sampler.of(Sampling.SHUFFLE, faces, BATCH, 1), SIDE, true, 1, threads)) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long from = System.nanoTime();
                for (int step = 0; step < IMAGES / BATCH; step++) {
                    source.next();
                }
                if (round >= 0) {
                    rates[round] = IMAGES / ((System.nanoTime() - from) * 1e-9);
                }
            }
        }
        Map<String, String> settings = Map.of(
                "threads", String.valueOf(threads),
                "pixels", SIDE + " x " + SIDE,
                "decoder", TurboJpeg.codec(),
                "bytes an image", String.valueOf(bytes / IMAGES));
        return BenchFigure.of("read .rec, decode, flip, normalise", settings, rates, "images/s");
    }

    /** The yardstick beside the reader: what the JDK's own decoder does with the same images on one thread. */
    private static BenchFigure decoderAlone(Path rec) throws IOException {
        double[] rates = new double[ROUNDS];
        ImageReader decoder = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (RecordIoReader faces = RecordIoReader.open(rec)) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long from = System.nanoTime();
                for (int i = 0; i < IMAGES; i++) {
                    decoder.setInput(new MemoryInput().of(faces.encoded(i)), true, true);
                    decoder.read(0);
                }
                if (round >= 0) {
                    rates[round] = IMAGES / ((System.nanoTime() - from) * 1e-9);
                }
            }
        } finally {
            decoder.dispose();
        }
        return BenchFigure.of("the JDK's decoder alone", Map.of("threads", "1"), rates, "images/s");
    }

    private static BenchFigure opening(Path bin) {
        byte[] jpeg = portrait(0, SIDE).jpeg();
        try (BinWriter writer = new BinWriter(bin)) {
            for (int i = 0; i < VERIFICATION_IMAGES / 2; i++) {
                writer.write(jpeg, jpeg, i % 2 == 0);
            }
            writer.commit();
        }
        double[] megabytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = heapBytes();
            try (VerificationSet set = BinReader.open(bin)) {
                megabytes[round] = Math.max(0, heapBytes() - before) * 1e-6;
                if (set.pairs() != VERIFICATION_IMAGES / 2) {
                    throw new IllegalStateException(set.pairs() + " pairs");
                }
            }
        }
        return BenchFigure.of(
                "heap of an open .bin", Map.of("images", String.valueOf(VERIFICATION_IMAGES)), megabytes, "MB");
    }

    /** Waves and noise that take about as many bytes as a face: an aligned one of 112 pixels 4 to 5 KB. */
    static RgbImage portrait(int number, int side) {
        byte[] rgb = new byte[3 * side * side];
        CounterRandom draw = new CounterRandom(number);
        double across = 0.05 + draw.below(100) * 0.001;
        double down = 0.05 + draw.below(100) * 0.001;
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % side;
            int y = i / (3 * side);
            double wave = Math.sin(across * x) * Math.cos(down * y) * 80 + Math.sin(0.7 * x + 0.4 * y) * 12;
            rgb[i] = (byte) (int) (128 + wave + i % 3 * 10 + draw.below(6));
        }
        return new RgbImage(side, side, rgb);
    }

    static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
    }
}
