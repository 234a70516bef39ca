package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.dataset.catalog.Dataset;
import marginlab.protocol.files.IjbSearchFiles;
import marginlab.protocol.files.ProtocolFiles;

/** IJB-B and IJB-C 1:N: probe templates searched in two galleries. */
final class IjbGalleries extends IjbTemplates {
    private static final String GALLERIES = "_gallery_[GS][12].csv";
    private static final String PROBES = "_probe_mixed.csv";

    @Override
    public String label() {
        return "ijb-1n";
    }

    @Override
    public String description() {
        return "IJB-B and IJB-C 1:N: rank and TPIR at FPIR, the mean over the galleries.";
    }

    @Override
    public List<ProtocolMetric> metrics() {
        List<ProtocolMetric> metrics = new ArrayList<>();
        for (int rank : new int[] {1, 5, 10}) {
            metrics.add(ProtocolMetric.share("rank-" + rank, "rank-" + rank));
        }
        ProtocolMetric.shares("tpir@fpir", "TPIR@FPIR", List.of("1e-3", "1e-2", "1e-1"))
                .forEach(metrics::add);
        return metrics;
    }

    @Override
    public boolean hasLists(Dataset row) {
        return !lists(row.list(), GALLERIES).isEmpty()
                && !lists(row.list(), PROBES).isEmpty();
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        Path meta = set.row().list();
        IjbSearchFiles files = new IjbSearchFiles(
                templates(set), lists(meta, GALLERIES), lists(meta, PROBES).get(0));
        return products.with(files.extent(), product -> ProtocolResult.of(files.decided(set.name(), product)));
    }

    @Override
    public String decides() {
        return "searches of a probe with a mate";
    }

    @Override
    public List<ProtocolArgument> arguments() {
        return with(
                new ProtocolArgument(
                        "gallery", "FILE", ProtocolArgument.Kind.SEVERAL, "with columns template, subject"),
                ProtocolArgument.file("probes", "FILE", "with columns template, subject"));
    }

    @Override
    public String namedBy() {
        return "probes";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "score ijb-1n --embeddings E.npy --images ijbc_face_tid_mid.txt --gallery G1.csv --gallery G2.csv"
                        + " --probes probes.csv");
    }

    @Override
    public ProtocolFiles files(GivenArguments given) {
        return new IjbSearchFiles(templates(given), given.files().get("gallery"), given.file("probes"));
    }

    @Override
    public ProtocolFiles load(ProtocolLoad made) {
        int gallery = made.size(3531, 2);
        int probes = made.size(19_593, 1);
        String title = "TEMPLATE_ID,SUBJECT_ID";
        return new IjbSearchFiles(
                templates(made, gallery + probes),
                List.of(
                        made.lines("gallery-1", 1 + gallery / 2, i -> i == 0 ? title : i - 1 + "," + (i - 1)),
                        made.lines(
                                "gallery-2",
                                1 + gallery / 2,
                                i -> i == 0 ? title : gallery / 2 + i - 1 + "," + (gallery / 2 + i - 1))),
                made.lines("probes", 1 + probes, i -> i == 0 ? title : gallery + i - 1 + "," + i % gallery));
    }
}
