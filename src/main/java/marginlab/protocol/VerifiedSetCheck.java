package marginlab.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.experiment.setting.DatasetMention;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** What keeps a set from being a column: that it is not there, or that no protocol can score it as the experiment wants. */
public final class VerifiedSetCheck {
    private final Catalog catalog;

    public VerifiedSetCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The first thing that is wrong with a dataset that an experiment names. */
    public Optional<Problem> problem(DatasetMention mention) {
        Optional<Problem> absent = catalog.problem(mention);
        return absent.isPresent() || !mention.isVerified() ? absent : column(mention);
    }

    private Optional<Problem> column(DatasetMention mention) {
        Dataset row = catalog.dataset(mention.name());
        List<Protocol> protocols;
        try {
            protocols = Protocols.of(row, mention.reading().protocol(), mention.place());
        } catch (ProblemException e) {
            return e.problems().stream().findFirst();
        }
        return figure(mention, protocols.get(0))
                .or(() -> protocols.get(0).needs().stream()
                        .flatMap(need -> need(mention, row, protocols.get(0), need).stream())
                        .findFirst());
    }

    private static Optional<Problem> figure(DatasetMention mention, Protocol protocol) {
        String asked = mention.reading().figure();
        if (asked.isEmpty() || protocol.metric(asked).isPresent()) {
            return Optional.empty();
        }
        List<String> known = protocol.metrics().stream()
                .filter(metric -> protocol.metric(metric.name()).isPresent())
                .map(ProtocolMetric::name)
                .toList();
        return Optional.of(new Problem(
                mention.place(),
                "the figure '" + asked + "'",
                "one of " + protocol.label() + ": " + known.stream().collect(Collectors.joining(", ")),
                ClosestName.of(asked, known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("")));
    }

    private Optional<Problem> need(DatasetMention mention, Dataset row, Protocol protocol, ProtocolNeed need) {
        String set = row.beside().sets().get(need.name());
        if (need.kind() == ProtocolNeed.Kind.SET && set != null) {
            return catalog.problem(set, mention.place());
        }
        if (need.kind() == ProtocolNeed.Kind.LIST && row.beside().lists().containsKey(need.name())) {
            java.nio.file.Path list = row.beside().lists().get(need.name());
            return java.nio.file.Files.isRegularFile(list)
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            mention.place(),
                            "dataset '" + row.name() + "' without " + list,
                            need.description(),
                            "its row names that file under " + need.kind().key()));
        }
        return need.isRequired()
                ? Optional.of(new Problem(
                        mention.place(),
                        "dataset '" + row.name() + "' without '" + need.name() + "' in its row",
                        need.description() + ", for " + protocol.label(),
                        "Write '" + need.kind().key() + ": {" + need.name() + ": NAME}' into its row, " + row.place()))
                : Optional.empty();
    }
}
