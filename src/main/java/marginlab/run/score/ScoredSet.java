package marginlab.run.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetRole;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.AtomicFile;
import marginlab.file.npy.Npy;
import marginlab.image.decode.DistinctImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;
import marginlab.protocol.Protocol;
import marginlab.protocol.ProtocolNeed;
import marginlab.protocol.ProtocolResult;
import marginlab.protocol.Protocols;
import marginlab.protocol.SetEmbeddings;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.VideoMeans;
import marginlab.run.RunFolder;
import marginlab.train.ImageEmbedder;

/**
 * A set of the catalog that the protocols of its format score with a run's network. What the network makes of it, and what the
 * protocols decided, stays in the run's folder; templates and videos that were embedded there already are not embedded again.
 */
public final class ScoredSet implements AutoCloseable {
    private final RunFolder folder;
    private final Catalog catalog;
    private final int batch;
    private final Network network;
    private final Progress progress;
    private final Map<String, TemplateSet> open = new HashMap<>();
    /** The files of each set as they were before it was opened. */
    private final Map<String, PlannedDataCheck> opened = new HashMap<>();

    /** A network that is there when it is asked for. */
    public interface Network {
        void with(Consumer<EmbeddingNetwork> work) throws IOException;
    }

    /**
     * @param batch images that are embedded at once
     * @param progress hears of each batch
     */
    public ScoredSet(RunFolder folder, Catalog catalog, int batch, Network network, Progress progress) {
        this.folder = folder;
        this.catalog = catalog;
        this.batch = batch;
        this.network = network;
        this.progress = progress;
    }

    /**
     * What the protocols say of a set, the one of its column first.
     *
     * @param search what is said of it beside the catalog
     */
    public List<ProtocolOutcome> score(String name, SearchSettings search) throws IOException {
        Dataset row = catalog.dataset(name);
        ProtocolInputs beside = search.beside().or(row.beside());
        List<ProtocolOutcome> outcomes = new ArrayList<>();
        for (Protocol protocol : Protocols.of(row, search.protocol(), "--protocol")) {
            outcomes.add(keep(name, protocol.score(embedded(row, protocol, beside), FileScoring::with)));
        }
        return outcomes;
    }

    /** A set's embeddings and those of the sets that its protocol needs, which are embedded where they are not there. */
    private SetEmbeddings embedded(Dataset row, Protocol protocol, ProtocolInputs beside) throws IOException {
        Map<String, SetEmbeddings> others = new TreeMap<>();
        Map<String, Path> lists = new TreeMap<>();
        for (ProtocolNeed need : protocol.needs()) {
            if (need.kind() == ProtocolNeed.Kind.SET) {
                String other = beside.sets().get(need.name());
                others.put(need.name(), embedded(catalog.dataset(other), protocol.embeds(), Map.of(), Map.of()));
            } else if (beside.lists().containsKey(need.name())) {
                lists.put(need.name(), beside.lists().get(need.name()));
            }
        }
        return embedded(row, protocol.embeds(), others, lists);
    }

    private SetEmbeddings embedded(
            Dataset row, Protocol.Embeds what, Map<String, SetEmbeddings> others, Map<String, Path> lists)
            throws IOException {
        String name = row.name();
        PlannedDataCheck before = opened.computeIfAbsent(name, set -> PlannedDataCheck.now(catalog, set));
        TemplateSet templates = row.role() == DatasetRole.VERIFY ? null : templates(name);
        if (templates == null || !isKept(name, what)) {
            network.with(model -> embed(name, templates, what, model));
            before.check(List.of(name));
            if (templates != null || !isPlanned(name)) {
                // It comes last: without it, what is there counts as nothing. The plan has that of pairs the run is
                // verified on.
                AtomicFile.write(folder.fingerprint(name), before.fingerprint(name));
            }
        }
        return new SetEmbeddings(
                row,
                templates,
                folder.plainEmbeddings(name),
                folder.flippedEmbeddings(name),
                folder.same(name),
                folder.features(name),
                others,
                lists);
    }

    private TemplateSet templates(String name) {
        return open.computeIfAbsent(name, catalog::templateSet);
    }

    /** Whether the run was to be verified on a set. What scores the file of a network has no run. */
    private boolean isPlanned(String name) throws IOException {
        return Files.exists(folder.trialFile())
                && folder.trial().settings().verify().contains(name);
    }

    private boolean isKept(String name, Protocol.Embeds what) throws IOException {
        List<Path> files = switch (what) {
            case TEMPLATES -> List.of(folder.features(name));
            case IMAGES -> List.of(folder.plainEmbeddings(name), folder.flippedEmbeddings(name));
            case PAIRS -> List.of(folder.plainEmbeddings(name), folder.flippedEmbeddings(name), folder.same(name));
        };
        Path fingerprint = folder.fingerprint(name);
        return files.stream().allMatch(Files::exists)
                && Files.exists(fingerprint)
                && Files.readString(fingerprint).equals(catalog.content(name));
    }

    private void embed(String name, TemplateSet templates, Protocol.Embeds what, EmbeddingNetwork model) {
        TemplateEmbedder embedder = new TemplateEmbedder(model, batch, progress);
        switch (what) {
            case TEMPLATES -> embedder.features(templates, folder.features(name));
            case IMAGES -> embedder.images(templates, folder.plainEmbeddings(name), folder.flippedEmbeddings(name));
            case PAIRS -> pairs(name, templates, model);
        }
    }

    private void pairs(String name, TemplateSet videos, EmbeddingNetwork model) {
        ImageEmbedder embedder = new ImageEmbedder(model, batch, progress);
        PairEmbeddings pairs =
                videos == null ? ofImages(name, embedder) : ofVideos(videos, embedder, model.dimension());
        Npy.write(folder.plainEmbeddings(name), pairs.plain());
        Npy.write(folder.flippedEmbeddings(name), pairs.flipped());
        Npy.write(folder.same(name), pairs.same());
    }

    private PairEmbeddings ofImages(String name, ImageEmbedder embedder) {
        try (VerificationSet set = catalog.verificationSet(name)) {
            ImageEmbedder.Embeddings embeddings = embedder.embed(DistinctImages.of(set.images()));
            return PairEmbeddings.of(set, embeddings.plain(), embeddings.flipped());
        }
    }

    /** Each video as the mean of its frames, and as the mean of its mirrored frames. */
    private static PairEmbeddings ofVideos(TemplateSet set, ImageEmbedder embedder, int dimension) {
        VideoMeans plain = new VideoMeans(set.template(), dimension);
        VideoMeans flipped = new VideoMeans(set.template(), dimension);
        embedder.each(set.images(), (frame, one, mirrored) -> {
            plain.add(frame, one);
            flipped.add(frame, mirrored);
        });
        return new PairList(set.left(), set.right(), set.same()).of(plain.means(), flipped.means());
    }

    private ProtocolOutcome keep(String name, ProtocolResult result) {
        result.scores().ifPresent(scores -> Npy.write(folder.scores(name), scores.distances()));
        result.decisions().forEach((figure, right) -> Npy.write(folder.decisions(name, figure), right));
        return result.outcome();
    }

    @Override
    public void close() {
        open.values().forEach(TemplateSet::close);
    }
}
