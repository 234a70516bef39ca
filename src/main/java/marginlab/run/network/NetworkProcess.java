package marginlab.run.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.file.FolderTree;
import marginlab.file.json.Json;
import marginlab.file.npy.Npy;
import marginlab.image.decode.EncodedImages;
import marginlab.network.external.ExternalNetwork;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.search.AngleStatistics;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProgress;
import marginlab.run.score.EmbeddingRows;
import marginlab.run.score.PairAngles;
import marginlab.run.score.ScoredSet;
import marginlab.run.score.SearchSettings;
import marginlab.train.ImageEmbedder;

/** The process that opens a network's file and is asked one thing. */
public final class NetworkProcess {
    static final String EMBED = "embed";
    static final String SCORE = "score";
    static final String CHECK = "check";
    static final String RULES = "rules=";

    private NetworkProcess() {}

    /** Arguments: what is asked, the network, the catalog, the set, and what belongs to the question. */
    public static void main(String[] arguments) throws IOException {
        List<String> rest = List.of(arguments).subList(4, arguments.length);
        NetworkRequest network = NetworkRequest.parse(arguments[1]);
        HelperAnswer.to(() -> {
            Catalog catalog = BuiltInCatalog.open(Path.of(arguments[2]));
            return switch (arguments[0]) {
                case EMBED -> embed(network, catalog, arguments[3], rest);
                case SCORE -> score(network, catalog, arguments[3], rest);
                case CHECK -> check(network, catalog, arguments[3], Integer.parseInt(rest.get(0)));
                default -> throw new IllegalArgumentException(arguments[0]);
            };
        });
    }

    /** Rest: the file of the embeddings, and that of the mirrored ones if wanted. */
    private static String embed(NetworkRequest request, Catalog catalog, String name, List<String> rest) {
        try (EncodedImages images = catalog.images(name);
                ExternalNetwork network = request.open()) {
            EmbeddingRows.write(
                    new ImageEmbedder(network, ExternalNetwork.BATCH, new HelperProgress()),
                    images,
                    network.dimension(),
                    Path.of(rest.get(0)),
                    rest.size() > 1 ? Path.of(rest.get(1)) : null);
            return Json.line(new EmbeddedImages(images.size(), network.dimension()));
        }
    }

    /** Rest: rules of pairs, each after {@value #RULES}, and what {@link SearchSettings} reads. */
    private static String score(NetworkRequest request, Catalog catalog, String name, List<String> rest)
            throws IOException {
        List<String> rules = rest.stream()
                .filter(one -> one.startsWith(RULES))
                .map(one -> one.substring(RULES.length()))
                .toList();
        SearchSettings search = SearchSettings.of(
                rest.stream().filter(one -> !one.startsWith(RULES)).toList());
        Path aside = Files.createTempDirectory("marginlab-scored");
        RunFolder folder = new RunFolder(aside);
        Files.createDirectories(aside.resolve("embeddings"));
        Files.createDirectories(aside.resolve("scores"));
        try (ExternalNetwork network = request.open();
                ScoredSet set = new ScoredSet(
                        folder, catalog, ExternalNetwork.BATCH, work -> work.accept(network), new HelperProgress())) {
            List<ProtocolOutcome> outcomes = new ArrayList<>(set.score(name, search));
            if (catalog.dataset(name).role() == DatasetRole.VERIFY) {
                PairEmbeddings pairs = new PairEmbeddings(
                        Npy.floatRows(folder.plainEmbeddings(name)),
                        Npy.floatRows(folder.flippedEmbeddings(name)),
                        Npy.booleans(folder.same(name)));
                for (String rule : rules) {
                    if (rule.equals(AngleStatistics.VARIANT)) {
                        angles(catalog, name, pairs).ifPresent(outcomes::add);
                    } else if (!rule.equals(PairVariant.REFERENCE.label())) {
                        outcomes.add(PairVerification.score(name, pairs, PairVariant.parse(rule)));
                    }
                }
            }
            return Json.line(outcomes);
        } finally {
            FolderTree.delete(aside);
        }
    }

    private static Optional<ProtocolOutcome> angles(Catalog catalog, String name, PairEmbeddings pairs) {
        try (VerificationSet set = catalog.verificationSet(name)) {
            return PairAngles.of(set, pairs.plain());
        }
    }

    private static String check(NetworkRequest request, Catalog catalog, String name, int pairs) {
        try (VerificationSet set = catalog.verificationSet(name)) {
            return Json.line(new NetworkCheck(request, set, pairs, new HelperProgress()).report());
        }
    }
}
