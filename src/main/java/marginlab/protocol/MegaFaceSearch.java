package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.ProtocolInputs;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.files.MegaFaceFiles;
import marginlab.protocol.files.ProtocolFiles;
import marginlab.protocol.search.MegaFace;
import marginlab.protocol.search.NoiseList;
import marginlab.protocol.search.SearchExtent;

/** MegaFace: images of known people looked for among distractors, with the noise lists of the refined figures if given. */
final class MegaFaceSearch implements Protocol {
    private static final ProtocolNeed PROBE_NOISE = ProtocolNeed.list(
            "probe-noise", "rows of probes with a wrong label, one a line, from 0 in the order of the set");
    private static final ProtocolNeed DISTRACTOR_NOISE = ProtocolNeed.list(
            "distractor-noise", "rows of distractors that show a probe's person, counted the same way");

    @Override
    public String label() {
        return "megaface";
    }

    @Override
    public String description() {
        return "MegaFace: searches for each probe among distractors; rank-1 and TAR at FAR 1e-6.";
    }

    @Override
    public Set<DatasetFormat> formats() {
        return Set.of(DatasetFormat.MEGAFACE);
    }

    @Override
    public Set<DatasetFormat> formatsIfNamed() {
        return Set.of(DatasetFormat.TEMPLATES);
    }

    @Override
    public List<ProtocolMetric> metrics() {
        List<ProtocolMetric> metrics = new ArrayList<>(
                List.of(ProtocolMetric.share("rank-1", "rank-1"), ProtocolMetric.share("rank-10", "rank-10")));
        ProtocolMetric.shares("tar@far", "TAR@FAR", List.of("1e-4", "1e-5", "1e-6"))
                .forEach(metrics::add);
        return metrics;
    }

    @Override
    public List<ProtocolNeed> needs() {
        return List.of(PROBE_NOISE, DISTRACTOR_NOISE);
    }

    @Override
    public Embeds embeds() {
        return Embeds.TEMPLATES;
    }

    private static int[] known(String name, TemplateSet set) {
        return SetEmbeddings.where(name, set, subject -> subject >= 0, "an image of a known person, to look for");
    }

    private static int[] others(String name, TemplateSet set) {
        return SetEmbeddings.where(name, set, subject -> subject < 0, "a distractor, with subject -1");
    }

    @Override
    public void check(String name, TemplateSet set) {
        known(name, set);
        others(name, set);
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        int[] subjects = set.templates().subjects();
        int[] known = known(set.name(), set.templates());
        int[] others = others(set.name(), set.templates());
        boolean[] wrong = NoiseList.read(set.lists().get(PROBE_NOISE.name()), known.length);
        boolean[] noise = NoiseList.read(set.lists().get(DISTRACTOR_NOISE.name()), others.length);
        long[] people = IntStream.of(known).mapToLong(row -> subjects[row]).toArray();
        try (NpyRows rows = NpyRows.openFloats(set.features())) {
            MatrixRows probes = MatrixRows.chosen(rows, known);
            MatrixRows gallery = MatrixRows.chosen(rows, others);
            String variant = variant(new ProtocolInputs(Map.of(), set.lists()));
            return products.with(SearchExtent.of(probes, gallery), product -> {
                DecidedOutcome outcome =
                        MegaFace.decided(set.name(), probes.matrix(), people, wrong, gallery, noise, product);
                return ProtocolResult.of(outcome).with(one -> named(one, variant));
            });
        }
    }

    static ProtocolOutcome named(ProtocolOutcome outcome, String variant) {
        return new ProtocolOutcome(outcome.set(), variant, outcome.metrics(), outcome.folds(), outcome.notes());
    }

    @Override
    public String decides() {
        return "searches of a probe";
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("probes", "E.npy", "float32 [P, d]"),
                ProtocolArgument.file("identities", "Y.npy", "of the probes, int [P]"),
                ProtocolArgument.file("distractors", "G.npy", "float32 [G, d]"),
                ProtocolArgument.perhaps("probe-noise", "FILE", "rows of probes with a wrong label, one a line"),
                ProtocolArgument.perhaps("distractor-noise", "FILE", "rows of distractors that show a probe"));
    }

    @Override
    public String namedBy() {
        return "probes";
    }

    @Override
    public List<String> examples() {
        return List.of("score megaface --probes facescrub.npy --identities people.npy --distractors megaface.npy"
                + " --probe-noise facescrub-noise.txt");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        Path noise = given.file("probe-noise");
        return new MegaFaceFiles(
                given.file("probes"),
                given.file("identities"),
                given.file("distractors"),
                noise,
                given.file("distractor-noise"));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int probes = made.size(3530, 2);
        int people = Math.min(80, probes / 2);
        int distractors = made.size(1_000_000, 1);
        made.each("100,000 distractors", distractors / 1e5);
        return new MegaFaceFiles(
                made.rows("probes", probes),
                made.numbers("identities", probes, probe -> (int) ((long) probe * people / probes)),
                made.rows("distractors", distractors),
                null,
                null);
    }
}
