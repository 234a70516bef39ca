package marginlab.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import marginlab.protocol.template.IjbVerification;
import marginlab.protocol.template.TemplateImages;
import marginlab.protocol.template.Templates;

/** IJB-C 1:1 from pooled templates and a list of pairs on disk. */
final class TemplateTimes {
    private static final int DIMENSION = 512;
    private static final int TEMPLATES = 23_124;
    private static final long PAIRS = 15_660_000;
    private static final long FEWEST = 20_000;
    private static final int RUNS = 3;
    private static final double[] SHARES = {0.01, 0.25, 0.5, 1};
    private static final Templates.Factors FACTORS = new Templates.Factors(true, false, false);

    private TemplateTimes() {}

    /**
     * @param folder for the list of pairs
     * @param scale share of the full number of pairs
     */
    static List<BenchFigure> measure(Path folder, double scale) throws IOException {
        RandomRows rows = new RandomRows(5, TEMPLATES, DIMENSION);
        int[] ids = IntStream.range(0, TEMPLATES).toArray();
        Templates templates = Templates.pool(rows, null, new TemplateImages(ids, ids), null, FACTORS);
        List<BenchFigure> figures = new ArrayList<>();
        for (double share : SHARES) {
            long pairs = Math.max(FEWEST, Math.round(share * scale * PAIRS));
            Path list = pairList(folder, pairs);
            Map<String, String> settings = BenchSizes.of("pairs", pairs, "templates", TEMPLATES);
            List<Double> seconds = BenchTimer.seconds(RUNS, () -> figures(templates, list));
            figures.add(BenchFigure.of("ijb-11", settings, seconds, "s"));
            figures.add(
                    BenchFigure.of("ijb-11, a million pairs", settings, BenchSizes.times(seconds, 1e6 / pairs), "s"));
        }
        return figures;
    }

    private static long figures(Templates templates, Path list) {
        return IjbVerification.score("bench", templates, list, FACTORS)
                .metrics()
                .size();
    }

    private static Path pairList(Path folder, long pairs) throws IOException {
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
}
