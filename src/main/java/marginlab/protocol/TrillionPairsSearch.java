package marginlab.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.npy.NpyRows;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.search.SearchExtent;
import marginlab.protocol.search.TrillionPairs;

/** Trillion-Pairs: all images of a set looked for in a gallery. */
final class TrillionPairsSearch extends GallerySearch {
    private static final ProtocolNeed GALLERY =
            ProtocolNeed.set("gallery", "the set that is searched, with the same numbering of subjects");

    TrillionPairsSearch() {
        super(TrillionPairs::score);
    }

    @Override
    public String label() {
        return "trillion-pairs";
    }

    @Override
    public String description() {
        return "Trillion-Pairs: identification at FPR 1e-3 and verification at FPR 1e-9.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.IMAGE_NAMES);
    }

    @Override
    public List<ProtocolMetric> metrics() {
        return Stream.concat(
                        ProtocolMetric.shares("id@fpr", "Id@FPR", List.of("1e-3")),
                        ProtocolMetric.shares("ver@fpr", "Ver@FPR", List.of("1e-9")))
                .toList();
    }

    @Override
    public List<ProtocolNeed> needs() {
        return List.of(GALLERY);
    }

    @Override
    public void check(String name, TemplateSet set) {
        if (IntStream.of(set.subjects()).allMatch(subject -> subject < 0)) {
            throw new ProblemException(new Problem(
                    "dataset '" + name + "'",
                    "no word of who is on its images",
                    "the person on each",
                    "The answers were never given out: with your own, list the images in format templates"));
        }
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        SetEmbeddings gallery = set.sets().get(GALLERY.name());
        check(set.name(), set.templates());
        String variant = variant(new ProtocolInputs(Map.of(GALLERY.name(), gallery.name()), Map.of()));
        try (NpyRows rows = NpyRows.openFloats(set.features());
                NpyRows others = NpyRows.openFloats(gallery.features())) {
            return products.with(
                    SearchExtent.of(rows, others),
                    product -> ProtocolResult.of(TrillionPairs.decided(
                                    set.name(), rows, set.people(), others, gallery.people(), product))
                            .with(one -> MegaFaceSearch.named(one, variant)));
        }
    }

    @Override
    public String decides() {
        return "probes with a mate";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "score trillion-pairs --probes E.npy --identities Y.npy --gallery G.npy --gallery-identities Z.npy");
    }

    @Override
    int publishedProbes() {
        return 274_000;
    }

    @Override
    int publishedGallery() {
        return 1_580_000;
    }
}
