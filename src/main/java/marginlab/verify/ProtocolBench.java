package marginlab.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cost of the protocols on this machine, at sizes that show how it grows, beside plain implementations of the reference's
 * algorithms. The inputs are made up and written to a folder that is removed afterwards.
 */
public final class ProtocolBench {
    private static final int DIMENSION = 512;
    private static final int TEMPLATES = 23_124;
    private static final long PAIRS = 15_660_000;
    private static final int PROBES = 3_530;
    private static final long DISTRACTORS = 1_000_000;
    private static final double[] NOT_RUN = {};

    private final Path folder;
    private final MatrixProduct product;
    private final double scale;
    private final int runs;

    private ProtocolBench(Path folder, MatrixProduct product, double scale, int runs) {
        this.folder = folder;
        this.product = product;
        this.scale = scale;
        this.runs = runs;
    }

    /**
     * Measures all protocols.
     *
     * @param scale share of the full size of IJB-C and MegaFace: 1 writes and reads 2 GB
     * @param runs of each, after one that does not count
     */
    public static List<Figure> run(MatrixProduct product, double scale, int runs) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("marginlab-bench");
            ProtocolBench bench = new ProtocolBench(folder, product, scale, runs);
            List<Figure> figures = new ArrayList<>(bench.tenFold());
            figures.addAll(bench.ijb());
            figures.addAll(bench.megaFace());
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the inputs of the benchmark to " + folder, e);
        } finally {
            remove(folder);
        }
    }

    /** Ten-fold from raw embeddings in memory to the outcome. */
    List<Figure> tenFold() {
        List<Figure> figures = new ArrayList<>();
        for (int pairs : new int[] {3000, 6000, 12000}) {
            float[][] rows = made(3, 2L * pairs);
            boolean[] same = new boolean[pairs];
            for (int i = 0; i < pairs; i++) {
                same[i] = i % 600 < 300;
            }
            double[] fast = Figure.seconds(
                    20 * runs,
                    () -> Double.doubleToLongBits(TenFold.score("bench", new PairEmbeddings(rows, null, same))
                            .outcome()
                            .metrics()
                            .get("accuracy")));
            double[] plain = Figure.seconds(runs, () -> PlainProtocols.tenFold(rows, same));
            figures.add(Figure.of("ten-fold", sizes("pairs", pairs), fast, "ms", 1000, plain));
        }
        return figures;
    }

    /** IJB-C 1:1 from pooled templates and a list on disk. */
    List<Figure> ijb() throws IOException {
        Path embeddings = folder.resolve("templates.npy");
        Npy.write(embeddings, source(5, TEMPLATES));
        int[] ids = IntStream.range(0, TEMPLATES).toArray();
        Templates.Factors factors = new Templates.Factors(true, false, false);
        Templates templates;
        try (NpyRows rows = NpyRows.openFloats(embeddings)) {
            templates = Templates.pool(rows, null, new TemplateImages(ids, ids), null, factors);
        }
        List<Figure> figures = new ArrayList<>();
        for (double share : new double[] {0.01, 0.25, 0.5, 1}) {
            long pairs = Math.max(20_000, Math.round(share * scale * PAIRS));
            Path list = pairList(pairs);
            double[] fast = Figure.seconds(
                    runs,
                    () -> IjbVerification.score("bench", templates, list, factors)
                            .metrics()
                            .size());
            double[] plain =
                    share == 0.01 ? Figure.seconds(1, () -> PlainProtocols.verifyTemplates(templates, list)) : NOT_RUN;
            figures.add(Figure.of("ijb-11", sizes("pairs", pairs), fast, "s", 1, plain));
        }
        return figures;
    }

    private Path pairList(long pairs) throws IOException {
        Path list = folder.resolve("pairs.txt");
        SplittableRandom random = new SplittableRandom(9);
        try (BufferedWriter out = Files.newBufferedWriter(list, StandardCharsets.US_ASCII)) {
            for (long i = 0; i < pairs; i++) {
                out.write(Integer.toString(random.nextInt(TEMPLATES)));
                out.write(' ');
                out.write(Integer.toString(random.nextInt(TEMPLATES)));
                out.write(i % 800 == 0 ? " 1\n" : " 0\n");
            }
        }
        return list;
    }

    /** MegaFace with the gallery on disk. */
    List<Figure> megaFace() throws IOException {
        RowSource probes = source(7, PROBES);
        long[] identities =
                IntStream.range(0, PROBES).mapToLong(i -> i * 80L / PROBES).toArray();
        List<Figure> figures = new ArrayList<>();
        for (double share : new double[] {0.002, 0.25, 0.5, 1}) {
            int distractors = (int) Math.max(1000, Math.round(share * scale * DISTRACTORS));
            Path gallery = folder.resolve("distractors.npy");
            Npy.write(gallery, source(11, distractors));
            double[] fast = Figure.seconds(runs, () -> search(probes, identities, gallery, distractors));
            double[] plain = share == 0.002
                    ? Figure.seconds(1, () -> PlainProtocols.bestDistractors(probes, source(11, distractors)))
                    : NOT_RUN;
            Files.delete(gallery);
            Map<String, Long> sizes = sizes("distractors", distractors);
            sizes.put("probes", (long) PROBES);
            figures.add(Figure.of("megaface", sizes, fast, "s", 1, plain));
        }
        return figures;
    }

    private long search(RowSource probes, long[] identities, Path gallery, int distractors) {
        try (NpyRows rows = NpyRows.openFloats(gallery)) {
            boolean[] noise = new boolean[distractors];
            return MegaFace.score("bench", probes, identities, rows, noise, product)
                    .metrics()
                    .size();
        }
    }

    private static Map<String, Long> sizes(String what, long count) {
        Map<String, Long> sizes = new TreeMap<>();
        sizes.put(what, count);
        sizes.put("dimension", (long) DIMENSION);
        return sizes;
    }

    private static float[][] made(long seed, long rows) {
        float[][] made = new float[(int) rows][DIMENSION];
        RowSource source = source(seed, rows);
        for (int row = 0; row < rows; row++) {
            source.read(row, 1, made[row]);
        }
        return made;
    }

    /** Rows without structure, the same at every reading. */
    private static RowSource source(long seed, long rows) {
        return new RowSource() {
            @Override
            public long rows() {
                return rows;
            }

            @Override
            public int dimension() {
                return DIMENSION;
            }

            @Override
            public void read(long firstRow, int count, float[] into) {
                for (int row = 0; row < count; row++) {
                    SplittableRandom random = new SplittableRandom(seed << 40 | firstRow + row);
                    for (int j = 0; j < DIMENSION; j++) {
                        into[row * DIMENSION + j] = random.nextInt() * 0x1p-31f;
                    }
                }
            }
        };
    }

    private static void remove(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    /** Prints all figures at a share of the full size, {@code args[0]}, with the product that needs no engine. */
    public static void main(String[] args) {
        double scale = args.length == 0 ? 0.02 : Double.parseDouble(args[0]);
        run(new JavaProduct(), scale, 3).forEach(System.out::println);
    }
}
