package marginlab.pipeline;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.model.FaceModel;
import marginlab.run.RunFolder;
import marginlab.verify.Outcome;

/**
 * The process that scores a set with the network of a finished run: it embeds what the run's folder has no embeddings of, and
 * prints the outcomes as JSON.
 */
public final class SearchProcess {
    private SearchProcess() {}

    /** Arguments: run folder, catalog, set, what the user said of it. */
    public static void main(String[] arguments) throws IOException {
        Reply.to(() -> {
            Search search = Search.of(List.of(arguments).subList(3, arguments.length));
            return new Gson()
                    .toJson(score(new RunFolder(Path.of(arguments[0])), Path.of(arguments[1]), arguments[2], search));
        });
    }

    private static List<Outcome> score(RunFolder folder, Path datasets, String name, Search search) throws IOException {
        try (ScoredSet set = new ScoredSet(
                folder,
                Catalogs.open(datasets),
                folder.trial().settings(),
                work -> {
                    try (FaceModel model = FinishedNetwork.open(folder)) {
                        work.accept(model);
                    }
                },
                new Told())) {
            return set.score(name, search);
        }
    }
}
