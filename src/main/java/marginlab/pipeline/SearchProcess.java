package marginlab.pipeline;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import marginlab.data.Catalog;
import marginlab.data.TemplateSet;
import marginlab.model.FaceModel;
import marginlab.run.RunFolder;
import marginlab.verify.Outcome;

/**
 * The process that scores a set of templates with the network of a finished run: it embeds what the run's folder has no
 * features of, and prints the outcomes as JSON.
 */
public final class SearchProcess {
    private final RunFolder folder;
    private final Catalog catalog;
    /** The sets as they were when they were opened. */
    private final Map<String, PlannedData> before = new HashMap<>();

    private SearchProcess(RunFolder folder, Catalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /** Arguments: run folder, catalog, set, what the user said of it. */
    public static void main(String[] arguments) throws IOException {
        Reply.to(() -> {
            SearchProcess process =
                    new SearchProcess(new RunFolder(Path.of(arguments[0])), Catalogs.open(Path.of(arguments[1])));
            Search search = Search.of(List.of(arguments).subList(3, arguments.length));
            return new Gson().toJson(process.score(arguments[2], search));
        });
    }

    private List<Outcome> score(String name, Search search) throws IOException {
        SearchProtocol protocol = SearchProtocol.of(catalog.dataset(name), search);
        try (TemplateSet set = open(name)) {
            if (protocol == SearchProtocol.IJB) {
                if (isMissing(set, folder.plainEmbeddings(name))) {
                    embed(
                            set,
                            embedder ->
                                    embedder.images(set, folder.plainEmbeddings(name), folder.flippedEmbeddings(name)));
                }
                return new IjbScoring(folder, name, catalog.dataset(name).list()).score();
            }
            SearchedSet searched = features(set);
            if (protocol == SearchProtocol.MEGAFACE) {
                return List.of(searched.megaFace(protocol.variant(search), search));
            }
            try (TemplateSet other = open(protocol.other(search).orElseThrow())) {
                SearchedSet second = features(other);
                return List.of(
                        protocol == SearchProtocol.IQIYI_VID
                                ? searched.iqiyiVid(protocol.variant(search), second)
                                : searched.trillionPairs(protocol.variant(search), second));
            }
        }
    }

    private TemplateSet open(String name) {
        before.put(name, PlannedData.now(catalog, name));
        return catalog.templateSet(name);
    }

    private SearchedSet features(TemplateSet set) throws IOException {
        Path features = folder.features(set.name());
        if (isMissing(set, features)) {
            embed(set, embedder -> embedder.features(set, features));
        }
        return new SearchedSet(set, features);
    }

    private boolean isMissing(TemplateSet set, Path embeddings) {
        return !Files.exists(folder.fingerprint(set.name())) || !Files.exists(embeddings);
    }

    private interface Work {
        void with(TemplateEmbedder embedder);
    }

    /** The fingerprint comes last: without it, what is there counts as nothing. */
    private void embed(TemplateSet set, Work work) throws IOException {
        try (FaceModel model = FinishedNetwork.open(folder)) {
            work.with(new TemplateEmbedder(model, folder.trial().settings()));
        }
        PlannedData opened = before.get(set.name());
        opened.check(List.of(set.name()));
        Files.writeString(folder.fingerprint(set.name()), opened.fingerprint(set.name()));
    }
}
