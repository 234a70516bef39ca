package marginlab.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.search.MegaFace;
import marginlab.protocol.search.SearchExtent;
import marginlab.run.score.EngineMatrixProduct;

/** MegaFace with the gallery on disk and the engine's matrix product, beside the most that this product does on the machine. */
final class SearchTimes {
    private static final int DIMENSION = 512;
    private static final int PROBES = 3_530;
    private static final int DISTRACTORS = 1_000_000;
    private static final int FEWEST = 1_000;
    private static final int RUNS = 3;
    private static final double[] SHARES = {0.02, 0.25, 0.5, 1};
    private static final int SIDE = 2048;

    private SearchTimes() {}

    static SearchExtent full() {
        return new SearchExtent(PROBES, DISTRACTORS, DIMENSION);
    }

    /**
     * @param folder for the gallery
     * @param scale share of the full gallery: 1 writes and reads 2 GB
     */
    static List<BenchFigure> measure(Path folder, double scale, String engine) throws IOException {
        MatrixRows probes = new RandomRows(7, PROBES, DIMENSION);
        long[] identities =
                IntStream.range(0, PROBES).mapToLong(i -> i * 80L / PROBES).toArray();
        List<BenchFigure> figures = new ArrayList<>();
        BenchFigure peak = peak(engine);
        figures.add(peak);
        Path file = folder.resolve("distractors.npy");
        Npy.write(file, new RandomRows(11, size(1, scale), DIMENSION));
        try (EngineMatrixProduct product = new EngineMatrixProduct(engine);
                NpyRows gallery = NpyRows.openFloats(file)) {
            for (double share : SHARES) {
                MatrixRows some = first(gallery, size(share, scale));
                Map<String, String> settings = BenchSizes.of("distractors", some.rows(), "probes", PROBES);
                settings.put("engine", product.label());
                settings.put("threads", String.valueOf(System.getenv("OMP_NUM_THREADS")));
                List<Double> seconds = BenchTimer.seconds(RUNS, () -> search(probes, identities, some, product));
                List<Double> rates =
                        BenchSizes.rates(seconds, new SearchExtent(PROBES, some.rows(), DIMENSION).operations() / 1e9);
                figures.add(BenchFigure.of("megaface", settings, seconds, "s"));
                figures.add(BenchFigure.of(
                        "megaface, 100,000 distractors", settings, BenchSizes.times(seconds, 1e5 / some.rows()), "s"));
                figures.add(BenchFigure.of("megaface arithmetic", settings, rates, "GFLOP/s"));
                figures.add(BenchFigure.of(
                        "megaface share of sgemm", settings, BenchSizes.times(rates, 100 / peak.high()), "%"));
            }
        }
        return figures;
    }

    private static int size(double share, double scale) {
        return (int) Math.max(FEWEST, Math.round(share * scale * DISTRACTORS));
    }

    private static long search(MatrixRows probes, long[] identities, MatrixRows gallery, MatrixProduct product) {
        boolean[] noise = new boolean[Math.toIntExact(gallery.rows())];
        return MegaFace.score("bench", probes, identities, gallery, noise, product)
                .metrics()
                .size();
    }

    /** The engine's product of two square matrices that it holds already, without a copy to or from Java. */
    private static BenchFigure peak(String engine) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("side", String.valueOf(SIDE));
        settings.put("engine", engine);
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            float[] values = new float[SIDE * SIDE];
            for (int row = 0; row < SIDE; row++) {
                values[row * SIDE + row] = 1;
            }
            NDArray square = HostToEngine.floats(manager, FloatBuffer.wrap(values), new Shape(SIDE, SIDE));
            List<Double> seconds = BenchTimer.seconds(5 * RUNS, () -> {
                try (NDManager scope = manager.newSubManager()) {
                    scope.tempAttachAll(square);
                    return (long) Operators.of(square)
                            .linear(square, square)
                            .get("0,0")
                            .getFloat();
                }
            });
            return BenchFigure.of("sgemm", settings, BenchSizes.rates(seconds, 2e-9 * SIDE * SIDE * SIDE), "GFLOP/s");
        }
    }

    /** The first rows of a matrix. */
    private static MatrixRows first(MatrixRows all, long rows) {
        return new MatrixRows() {
            @Override
            public long rows() {
                return rows;
            }

            @Override
            public int dimension() {
                return all.dimension();
            }

            @Override
            public void read(long firstRow, int count, float[] into) {
                all.read(firstRow, count, into);
            }
        };
    }
}
