package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.file.npy.Npy;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.stats.Summary;

/**
 * RFW: pairs of four groups of people, each judged in ten folds of its own as LFW is. {@code accuracy-GROUP} is the accuracy of
 * one; {@code mean-accuracy} their mean, and {@code spread} their sample standard deviation, {@code sqrt(sum (a - mean)^2 / 3)}
 * (Wang and others, ICCV 2019, arXiv 1812.00194). It is the STD of the tables of RFW's authors (Wang and Deng, CVPR 2020, arXiv
 * 1911.10692); some later papers divide by 4, which gives 0.87 of it.
 */
final class RfwGroups implements Protocol {
    private static final List<String> GROUPS = List.of("african", "asian", "caucasian", "indian");
    private static final ProtocolMetric MEAN = ProtocolMetric.share("mean-accuracy", "mean accuracy");
    private static final ProtocolMetric SPREAD = ProtocolMetric.errors("spread", "spread over groups");

    @Override
    public String label() {
        return "rfw";
    }

    @Override
    public String description() {
        return "RFW: ten-fold accuracy of each of four groups of people, their mean and their spread.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.RFW);
    }

    @Override
    public List<ProtocolMetric> metrics() {
        List<ProtocolMetric> metrics = new ArrayList<>(List.of(MEAN, SPREAD));
        GROUPS.forEach(group -> metrics.add(ProtocolMetric.share("accuracy-" + group, group + " accuracy")));
        return metrics;
    }

    @Override
    public Embeds embeds() {
        return Embeds.IMAGES;
    }

    @Override
    public String decides() {
        return "face pairs";
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        TemplateSet pairs = set.templates();
        float[][] plain = Npy.floatRows(set.plain());
        float[][] flipped = Npy.floatRows(set.flipped());
        int[] left = pairs.left();
        int[] right = pairs.right();
        boolean[] same = pairs.same();
        List<String> names = pairs.templates();
        int[] groups = IntStream.of(left)
                .map(image -> GROUPS.indexOf(group(names.get(image))))
                .toArray();
        return score(
                set.name(),
                groups,
                PairEmbeddings.inPairs(plain, left, right),
                PairEmbeddings.inPairs(flipped, left, right),
                same);
    }

    private static String group(String image) {
        return image.substring(0, image.indexOf('/')).toLowerCase(Locale.ROOT);
    }

    /** {@code flipped} may be null. */
    private ProtocolResult score(String set, int[] groups, float[][] plain, float[][] flipped, boolean[] same) {
        List<String> notes = new ArrayList<>();
        boolean[] right = new boolean[same.length];
        double[] accuracies = new double[GROUPS.size()];
        for (int group = 0; group < accuracies.length; group++) {
            int own = group;
            int[] pairs = IntStream.range(0, groups.length)
                    .filter(i -> groups[i] == own)
                    .toArray();
            if (pairs.length == 0) {
                throw new ProblemException(
                        new Problem("set " + set, "no pair of group " + GROUPS.get(group), "pairs of every group"));
            }
            TenFoldVerification.TenFoldResult result = TenFoldVerification.score(
                    set + " " + GROUPS.get(group),
                    new PairEmbeddings(
                            some(plain, pairs), flipped == null ? null : some(flipped, pairs), same(same, pairs)));
            accuracies[group] = FoldedPairs.ACCURACY.of(result.outcome()).orElseThrow();
            notes.add(GROUPS.get(group) + ": " + pairs.length + " pairs");
            boolean[] decided = TenFoldVerification.right(result.scores());
            for (int i = 0; i < pairs.length; i++) {
                right[pairs[i]] = decided[i];
            }
        }
        return ProtocolResult.of(
                new ProtocolOutcome(set, label(), figures(accuracies), List.of(), notes), Map.of(MEAN.name(), right));
    }

    /** What the accuracies of the groups, in their order, say together. */
    static SortedMap<String, Double> figures(double[] accuracies) {
        Summary summary = new Summary(Arrays.stream(accuracies).boxed().toList());
        SortedMap<String, Double> metrics = new TreeMap<>();
        for (int group = 0; group < accuracies.length; group++) {
            metrics.put("accuracy-" + GROUPS.get(group), accuracies[group]);
        }
        metrics.put(MEAN.name(), summary.mean());
        metrics.put(SPREAD.name(), summary.deviation().orElseThrow());
        return metrics;
    }

    private static float[][] some(float[][] rows, int[] pairs) {
        return IntStream.of(pairs)
                .flatMap(pair -> IntStream.of(2 * pair, 2 * pair + 1))
                .mapToObj(row -> rows[row])
                .toArray(float[][]::new);
    }

    private static boolean[] same(boolean[] same, int[] pairs) {
        boolean[] some = new boolean[pairs.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = same[pairs[i]];
        }
        return some;
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("embeddings", "E.npy", "float32 [2N, d], rows 2i and 2i+1 are pair i"),
                ProtocolArgument.perhaps("flip", "F.npy", "of the mirrored images, of the same shape"),
                ProtocolArgument.file("same", "S.npy", "bool or uint8 [N]: whether the pair is genuine"),
                ProtocolArgument.file("groups", "G.npy", "int [N]: 0 African, 1 Asian, 2 Caucasian, 3 Indian"));
    }

    @Override
    public String namedBy() {
        return "groups";
    }

    @Override
    public List<String> examples() {
        return List.of("score rfw --embeddings E.npy --flip F.npy --same S.npy --groups G.npy");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new RfwFiles(given.file("embeddings"), given.file("flip"), given.file("same"), given.file("groups"));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int pairs = made.size(24_000, 4 * 600);
        return new RfwFiles(
                made.rows("embeddings", 2 * pairs),
                null,
                made.answers("same", pairs, pair -> pair % 600 < 300),
                made.numbers("groups", pairs, pair -> pair / (pairs / 4)));
    }

    /** Saved embeddings of pairs, and the group of each. */
    private record RfwFiles(Path embeddings, Path flip, Path same, Path groups) implements ProtocolFiles {
        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            boolean[] answers = Npy.booleans(same);
            int[] whose = numbers(groups, answers.length);
            return new RfwGroups()
                    .score(set, whose, Npy.floatRows(embeddings), flip == null ? null : Npy.floatRows(flip), answers)
                    .outcome();
        }

        @Override
        public List<Path> lists() {
            return List.of(same, groups);
        }
    }

    /** The group of each pair, checked. */
    private static int[] numbers(Path file, int pairs) {
        long[] numbers = Npy.integers(file);
        Set<Problem> wrong = new LinkedHashSet<>();
        if (numbers.length != pairs) {
            wrong.add(new Problem(file.toString(), numbers.length + " groups", pairs + ", one for each pair"));
        }
        for (long number : numbers) {
            if (number < 0 || number >= GROUPS.size()) {
                wrong.add(new Problem(file.toString(), "group " + number, "0 to " + (GROUPS.size() - 1)));
            }
        }
        if (!wrong.isEmpty()) {
            throw new ProblemException(List.copyOf(wrong));
        }
        return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
    }
}
