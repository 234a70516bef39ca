package marginlab.run.rescore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.file.json.Json;
import marginlab.network.EmbeddingNetwork;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProgress;
import marginlab.run.score.ScoredSet;
import marginlab.run.score.SearchSettings;

/**
 * The process that scores a set with the network of a finished run: it embeds what the run's folder has no embeddings of, and
 * prints the outcomes as JSON.
 */
public final class ScoringProcess {
    private ScoringProcess() {}

    /** Arguments: run folder, catalog, set, whether the network is trusted, what the user said of it. */
    public static void main(String[] arguments) throws IOException {
        HelperAnswer.to(() -> {
            SearchSettings search = SearchSettings.of(List.of(arguments).subList(4, arguments.length));
            return Json.line(score(
                    new RunFolder(Path.of(arguments[0])), Path.of(arguments[1]), arguments[2], arguments[3], search));
        });
    }

    private static List<ProtocolOutcome> score(
            RunFolder folder, Path datasets, String name, String trust, SearchSettings search) throws IOException {
        try (ScoredSet set = new ScoredSet(
                folder,
                BuiltInCatalog.open(datasets),
                folder.trial().settings().embeddingBatch(),
                work -> {
                    try (EmbeddingNetwork network = TrainedNetwork.open(folder, trust)) {
                        work.accept(network);
                    }
                },
                new HelperProgress())) {
            return set.score(name, search);
        }
    }
}
