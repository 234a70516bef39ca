package marginlab.run.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.file.FolderTree;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.file.npy.NpyWriter;
import marginlab.problem.FileProblem;
import marginlab.problem.ProblemException;
import marginlab.protocol.Protocol;
import marginlab.protocol.Protocols;
import marginlab.protocol.SetEmbeddings;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.VideoMeans;
import marginlab.protocol.template.TemplateFeatures;

/**
 * Embeddings of a set of the catalog that any system made, a row an image in the order of the set: what is compared with what, the
 * folds and the people are the set's.
 *
 * @param plain float32 {@code [M, d]}
 * @param mirrored the same of the mirrored images; may be null
 */
public record GivenEmbeddings(Path plain, Path mirrored) {

    /**
     * What a protocol says of them.
     *
     * @param lists files that the protocol takes beside the set, by their use
     * @throws ProblemException where the protocol scores no such set, or the rows are not its images
     */
    public ProtocolOutcome score(Catalog catalog, Protocol protocol, String name, Map<String, Path> lists)
            throws IOException {
        Dataset row = catalog.dataset(name);
        Protocols.of(row, protocol.label(), "--data");
        Path aside = Files.createTempDirectory("marginlab-given");
        try (TemplateSet set = catalog.templateSet(name)) {
            checkRows(plain, set, name);
            if (mirrored != null) {
                checkRows(mirrored, set, name);
            }
            ProtocolOutcome outcome = protocol.score(embedded(row, set, protocol, aside, lists), FileScoring::with)
                    .outcome();
            return mirrored == null
                    ? outcome.noting("without --flip each image counts as its own mirror image")
                    : outcome;
        } finally {
            FolderTree.delete(aside);
        }
    }

    private static void checkRows(Path file, TemplateSet set, String name) {
        try (NpyRows rows = NpyRows.openFloats(file)) {
            if (rows.rows() != set.images().size()) {
                throw FileProblem.at(
                        file.toString(),
                        rows.rows() + " rows",
                        set.images().size() + ", one for each image of '" + name + "' in its order");
            }
        }
    }

    private SetEmbeddings embedded(
            Dataset row, TemplateSet set, Protocol protocol, Path aside, Map<String, Path> lists) {
        Path other = mirrored == null ? plain : mirrored;
        Path features = aside.resolve("templates.npy");
        return switch (protocol.embeds()) {
            case IMAGES -> new SetEmbeddings(row, set, plain, other, null, null, Map.of(), lists);
            case TEMPLATES -> {
                writeFeatures(set, other, features);
                yield new SetEmbeddings(row, set, null, null, null, features, Map.of(), lists);
            }
            case PAIRS -> {
                PairEmbeddings pairs =
                        new PairList(set.left(), set.right(), set.same()).of(means(set, plain), means(set, other));
                Path left = aside.resolve("plain.npy");
                Path right = aside.resolve("mirrored.npy");
                Path same = aside.resolve("same.npy");
                Npy.write(left, pairs.plain());
                Npy.write(right, pairs.flipped());
                Npy.write(same, pairs.same());
                yield new SetEmbeddings(row, set, left, right, same, null, Map.of(), lists);
            }
        };
    }

    /** The mean of each video's frames. */
    private static float[][] means(TemplateSet set, Path file) {
        try (NpyRows rows = NpyRows.openFloats(file)) {
            VideoMeans means = new VideoMeans(set.template(), rows.dimension());
            int[] all = IntStream.range(0, set.images().size()).toArray();
            each(rows, all, means::add);
            return means.means();
        }
    }

    private void writeFeatures(TemplateSet set, Path other, Path out) {
        int[] template = set.template();
        int[] media = set.media();
        try (NpyRows rows = NpyRows.openFloats(plain);
                NpyRows flipped = NpyRows.openFloats(other);
                NpyWriter written = new NpyWriter(out, set.templates().size(), rows.dimension())) {
            TemplateFeatures features = new TemplateFeatures(rows.dimension(), written::add);
            float[] mirror = new float[flipped.dimension()];
            each(rows, set.together(), (image, row) -> {
                flipped.read(image, 1, mirror);
                features.add(image, template[image], media[image], row, mirror);
            });
            features.end();
            written.finish();
        }
    }

    private static void each(NpyRows rows, int[] order, BiConsumer<Integer, float[]> visitor) {
        for (int image : order) {
            float[] row = new float[rows.dimension()];
            rows.read(image, 1, row);
            visitor.accept(image, row);
        }
    }
}
