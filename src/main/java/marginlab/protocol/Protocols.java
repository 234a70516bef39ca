package marginlab.protocol;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairScores;

/** Every protocol there is; where several score a format, the first gives the column. */
public enum Protocols {
    TEN_FOLD(TenFoldPairs::new),
    YTF(VideoPairs::new),
    IJB_11(IjbPairs::new),
    IJB_1N(IjbGalleries::new),
    MEGAFACE(MegaFaceSearch::new),
    TRILLION_PAIRS(TrillionPairsSearch::new),
    IQIYI_VID(IqiyiVidSearch::new),
    RFW(RfwGroups::new),
    TINYFACE(TinyFaceSearch::new);

    private static final List<Protocol> ALL =
            Arrays.stream(values()).map(entry -> entry.protocol).toList();

    private final Protocol protocol;

    Protocols(Supplier<Protocol> maker) {
        protocol = maker.get();
    }

    /** All of them. */
    public static List<Protocol> all() {
        return ALL;
    }

    /** The protocol of pairs of images, which a table shows of a set that nothing is known of yet. */
    public static Protocol ofPairs() {
        return TEN_FOLD.protocol;
    }

    /** The protocol of that name. */
    public static Optional<Protocol> named(String label) {
        return ALL.stream().filter(one -> one.label().equals(label)).findFirst();
    }

    /** The protocol whose outcome this is; empty for what is no protocol's, such as angles. */
    public static Optional<Protocol> of(ProtocolOutcome outcome) {
        return ALL.stream().filter(one -> one.owns(outcome.variant())).findFirst();
    }

    /** What a figure of some protocol is; empty for what none has. */
    public static Optional<ProtocolMetric> metric(String name) {
        return ALL.stream()
                .flatMap(one -> one.metrics().stream())
                .flatMap(metric -> metric.named(name).stream())
                .findFirst();
    }

    /**
     * The protocols that score a set, the one of its column first.
     *
     * @param asked the label of the one that is wanted; empty for that of the set's row, or those of its format
     * @param place where it was asked for, for messages
     */
    public static List<Protocol> of(Dataset set, String asked, String place) {
        return of(set, asked.isEmpty() ? set.protocol() : asked, place, natural(set));
    }

    private static List<Protocol> natural(Dataset set) {
        return ALL.stream().filter(one -> one.formats().contains(set.format())).toList();
    }

    private static List<Protocol> of(Dataset set, String asked, String place, List<Protocol> natural) {
        if (!asked.isEmpty()) {
            return ALL.stream()
                    .filter(one -> one.label().equals(asked) && fits(one, set.format()))
                    .findFirst()
                    .map(List::of)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            place,
                            "'" + asked + "' for '" + set.name() + "' of format "
                                    + set.format().label(),
                            fitting(set.format()),
                            ClosestName.of(
                                            asked,
                                            ALL.stream().map(Protocol::label).toList())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse(""))));
        }
        List<Protocol> able = natural.stream().filter(one -> one.hasLists(set)).toList();
        if (able.isEmpty()) {
            throw new ProblemException(new Problem(
                    "dataset '" + set.name() + "'",
                    "format " + set.format().label() + ", which fits several protocols",
                    place + " with one of " + fitting(set.format())));
        }
        return able;
    }

    /**
     * What each pair of a set scored, where its protocol compares a list of pairs; empty where that is gone or too little.
     *
     * @param folder of a run's scores
     */
    public static Optional<PairScores> scores(Path folder, String set) {
        return FoldedPairs.scores(folder, set);
    }

    private static boolean fits(Protocol protocol, DatasetFormat format) {
        return protocol.formats().contains(format) || protocol.formatsIfNamed().contains(format);
    }

    private static String fitting(DatasetFormat format) {
        return ALL.stream()
                .filter(one -> fits(one, format))
                .map(Protocol::label)
                .collect(Collectors.joining(", "));
    }

    /** What any of them takes beside a set, each once. */
    public static List<ProtocolNeed> needs() {
        return ALL.stream().flatMap(one -> one.needs().stream()).distinct().toList();
    }

    /** Labels of those that take something of this name. */
    public static List<String> needing(String name) {
        return ALL.stream()
                .filter(one -> one.needs().stream().anyMatch(need -> need.name().equals(name)))
                .map(Protocol::label)
                .toList();
    }

    /** Labels of those that score sets of some format only where they are named. */
    public static Stream<String> toBeNamed() {
        return ALL.stream().filter(one -> !one.formatsIfNamed().isEmpty()).map(Protocol::label);
    }
}
