package marginlab.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.search.SearchExtent;
import marginlab.protocol.search.TinyFace;

/** TinyFace: small faces looked for among other images of their people and distractors. */
final class TinyFaceSearch implements Protocol {
    private static final String PROBE = "Probe/";
    private static final ProtocolMetric RANK_1 = ProtocolMetric.share("rank-1", "rank-1");

    @Override
    public String label() {
        return "tinyface";
    }

    @Override
    public String description() {
        return "TinyFace: rank 1, 5 and 10 and mean average precision of probes among their people's images and distractors.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.TINYFACE);
    }

    @Override
    public List<ProtocolMetric> metrics() {
        return List.of(
                RANK_1,
                ProtocolMetric.share("rank-5", "rank-5"),
                ProtocolMetric.share("rank-10", "rank-10"),
                ProtocolMetric.share("map", "MAP"));
    }

    @Override
    public Embeds embeds() {
        return Embeds.TEMPLATES;
    }

    @Override
    public String decides() {
        return "probes";
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        List<String> names = set.templates().templates();
        int[] probes = IntStream.range(0, names.size())
                .filter(i -> names.get(i).startsWith(PROBE))
                .toArray();
        int[] gallery = IntStream.range(0, names.size())
                .filter(i -> !names.get(i).startsWith(PROBE))
                .toArray();
        long[] people = set.people();
        long[] looking = IntStream.of(probes).mapToLong(i -> people[i]).toArray();
        long[] shown = IntStream.of(gallery).mapToLong(i -> people[i]).toArray();
        try (NpyRows rows = NpyRows.openFloats(set.features())) {
            MatrixRows those = MatrixRows.chosen(rows, probes);
            MatrixRows others = MatrixRows.chosen(rows, gallery);
            return products.with(
                    SearchExtent.of(those, others),
                    product -> ProtocolResult.of(TinyFace.score(set.name(), those, looking, others, shown, product)));
        }
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("probes", "E.npy", "float32 [P, d]"),
                ProtocolArgument.file("identities", "Y.npy", "of the probes, int [P]"),
                ProtocolArgument.file("gallery", "G.npy", "float32 [G, d], distractors too"),
                ProtocolArgument.file(
                        "gallery-identities", "Z.npy", "of the gallery, int [G]; negative for a distractor"));
    }

    @Override
    public String namedBy() {
        return "probes";
    }

    @Override
    public List<String> examples() {
        return List.of("score tinyface --probes E.npy --identities Y.npy --gallery G.npy --gallery-identities Z.npy");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new TinyFaceFiles(
                given.file("probes"),
                given.file("identities"),
                given.file("gallery"),
                given.file("gallery-identities"));
    }

    /** Saved embeddings of probes and gallery, and who is on them. */
    private record TinyFaceFiles(Path probes, Path identities, Path gallery, Path galleryIdentities)
            implements ProtocolFiles {
        @Override
        public ProtocolOutcome score(String set, MatrixProduct product) {
            try (NpyRows rows = NpyRows.openFloats(probes);
                    NpyRows others = NpyRows.openFloats(gallery)) {
                return TinyFace.score(
                                set, rows, Npy.integers(identities), others, Npy.integers(galleryIdentities), product)
                        .outcome();
            }
        }

        @Override
        public List<Path> lists() {
            return List.of(identities, galleryIdentities);
        }

        @Override
        public SearchExtent extent() {
            return SearchExtent.ofFiles(probes, gallery);
        }
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int probes = made.size(3728, 1);
        int gallery = made.size(157_871, 1);
        return new TinyFaceFiles(
                made.rows("probes", probes),
                made.numbers("identities", probes, probe -> probe),
                made.rows("gallery", gallery),
                made.numbers("gallery-identities", gallery, image -> image < probes ? image : -1));
    }
}
