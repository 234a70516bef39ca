package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.data.Beside;
import marginlab.data.Format;
import marginlab.data.TemplateSet;
import marginlab.verify.Decided;
import marginlab.verify.Extent;
import marginlab.verify.MegaFace;
import marginlab.verify.NoiseList;
import marginlab.verify.NpyRows;
import marginlab.verify.Outcome;
import marginlab.verify.ProtocolFiles;
import marginlab.verify.RowSource;

/** MegaFace: images of known people looked for among distractors, with the noise lists of the refined figures if given. */
final class MegaFaceSearch implements Protocol {
    private static final Need PROBE_NOISE =
            Need.list("probe-noise", "rows of probes with a wrong label, one a line, from 0 in the order of the set");
    private static final Need DISTRACTOR_NOISE =
            Need.list("distractor-noise", "rows of distractors that show a probe's person, counted alike");

    @Override
    public String label() {
        return "megaface";
    }

    @Override
    public String description() {
        return "MegaFace: each probe is looked for among distractors; rank-1 and TAR at FAR 1e-6.";
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.MEGAFACE);
    }

    @Override
    public Set<Format> formatsIfNamed() {
        return Set.of(Format.TEMPLATES);
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
    public List<Need> needs() {
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
    public ProtocolResult score(SetEmbeddings set, Products products) {
        int[] subjects = set.templates().subjects();
        int[] known = known(set.name(), set.templates());
        int[] others = others(set.name(), set.templates());
        boolean[] wrong = NoiseList.read(set.lists().get(PROBE_NOISE.name()), known.length);
        boolean[] noise = NoiseList.read(set.lists().get(DISTRACTOR_NOISE.name()), others.length);
        long[] people = IntStream.of(known).mapToLong(row -> subjects[row]).toArray();
        try (NpyRows rows = NpyRows.openFloats(set.features())) {
            RowSource probes = RowSource.chosen(rows, known);
            RowSource gallery = RowSource.chosen(rows, others);
            String variant = variant(new Beside(Map.of(), set.lists()));
            return products.with(Extent.of(probes, gallery), product -> {
                Decided outcome = MegaFace.decided(set.name(), probes.matrix(), people, wrong, gallery, noise, product);
                return ProtocolResult.of(outcome).with(one -> named(one, variant));
            });
        }
    }

    static Outcome named(Outcome outcome, String variant) {
        return new Outcome(outcome.set(), variant, outcome.metrics(), outcome.folds(), outcome.notes());
    }

    @Override
    public String decides() {
        return "searches of a probe";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(
                Argument.file("probes", "E.npy", "float32 [P, d]"),
                Argument.file("identities", "Y.npy", "of the probes, int [P]"),
                Argument.file("distractors", "G.npy", "float32 [G, d]"),
                Argument.perhaps("probe-noise", "FILE", "rows of probes with a wrong label, one a line"),
                Argument.perhaps("distractor-noise", "FILE", "rows of distractors that show a probe"));
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
    public ProtocolFiles files(Arguments given) {
        Path noise = given.file("probe-noise");
        return new ProtocolFiles.MegaFaceFiles(
                given.file("probes"),
                given.file("identities"),
                given.file("distractors"),
                noise,
                given.file("distractor-noise"));
    }

    @Override
    public ProtocolFiles load(Load made) {
        int probes = made.size(3530, 2);
        return new ProtocolFiles.MegaFaceFiles(
                made.rows("probes", probes),
                made.numbers("identities", probes, probe -> probe / 2),
                made.rows("distractors", made.size(1_000_000, 1)),
                null,
                null);
    }
}
