package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.protocol.files.IjbPairFiles;
import marginlab.protocol.files.ProtocolFiles;

/** IJB-B and IJB-C 1:1: templates compared in the pairs of a list. */
final class IjbPairs extends IjbTemplates {
    private static final String HEADLINE = "1e-4";

    @Override
    public String label() {
        return "ijb-11";
    }

    @Override
    public String description() {
        return "IJB-B and IJB-C 1:1: TAR at FAR over pairs of templates.";
    }

    @Override
    public List<ProtocolMetric> metrics() {
        List<ProtocolMetric> metrics = new ArrayList<>();
        ProtocolMetric.shares("tar@far", "TAR@FAR", List.of(HEADLINE)).forEach(metrics::add);
        ProtocolMetric.shares("tar@far", "TAR@FAR", FoldedPairs.RATES)
                .filter(metric -> !metrics.contains(metric))
                .forEach(metrics::add);
        metrics.add(ProtocolMetric.share("auc", "AUC"));
        metrics.add(ProtocolMetric.errors("eer", "EER"));
        return metrics;
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        Path pairs = lists(set.row().list(), "_template_pair_label.txt").get(0);
        return ProtocolResult.of(new IjbPairFiles(templates(set), pairs).decided(set.name()));
    }

    @Override
    public String decides() {
        return "genuine pairs of templates";
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return with(ProtocolArgument.file("pairs", "FILE", "ijbX_template_pair_label.txt"));
    }

    @Override
    public String namedBy() {
        return "pairs";
    }

    @Override
    public List<String> examples() {
        return List.of("score ijb-11 --embeddings E.npy --flip F.npy --images ijbc_face_tid_mid.txt"
                + " --detector ijbc_name_5pts_score.txt --pairs ijbc_template_pair_label.txt");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new IjbPairFiles(templates(given), given.file("pairs"));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int templates = made.size(23_124, 1);
        int pairs = made.size(15_660_000, 1);
        made.each("a million pairs", pairs / 1e6);
        return new IjbPairFiles(
                templates(made, templates),
                made.lines(
                        "pairs",
                        pairs,
                        pair -> pair % templates + " " + (int) (31L * pair % templates)
                                + (pair % 800 == 0 ? " 1" : " 0")));
    }
}
