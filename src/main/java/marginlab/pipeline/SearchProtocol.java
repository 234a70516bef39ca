package marginlab.pipeline;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.data.Dataset;
import marginlab.data.Format;
import marginlab.experiment.Nearest;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/** A protocol that searches templates, or compares them, and that a run's network is scored on from a set of the catalog. */
enum SearchProtocol {
    IJB("ijb", Format.IJB),
    MEGAFACE("megaface", Format.MEGAFACE),
    TRILLION_PAIRS("trillion-pairs", Format.IMAGE_NAMES),
    IQIYI_VID("iqiyi-vid", Format.VIDEO_LIST);

    private final String label;
    private final Format format;

    SearchProtocol(String label, Format format) {
        this.label = label;
        this.format = format;
    }

    String label() {
        return label;
    }

    /** The protocol of a dataset: that of its format, or the one that was asked for where its format fits several. */
    static SearchProtocol of(Dataset set, Search search) {
        String asked = search.protocol();
        if (asked != null) {
            return Arrays.stream(values())
                    .filter(one -> one.label.equals(asked) && one.fits(set))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(new Problem(
                            "--protocol",
                            "'" + asked + "' for '" + set.name() + "' of format "
                                    + set.format().label(),
                            fitting(set),
                            Nearest.of(
                                            asked,
                                            Arrays.stream(values())
                                                    .map(one -> one.label)
                                                    .toList())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse(""))));
        }
        return Arrays.stream(values())
                .filter(one -> one.format == set.format())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        "dataset '" + set.name() + "'",
                        "format " + set.format().label() + ", which fits several protocols",
                        "--protocol with one of " + fitting(set))));
    }

    private boolean fits(Dataset set) {
        return set.format() == format || set.format() == Format.TEMPLATES && this != IJB;
    }

    private static String fitting(Dataset set) {
        return Arrays.stream(values())
                .filter(one -> one.fits(set))
                .map(one -> one.label)
                .collect(Collectors.joining(", "));
    }

    /** The other set that it needs; refused where it was not named. */
    Optional<String> other(Search search) {
        return switch (this) {
            case TRILLION_PAIRS -> Optional.of(named(search.gallery(), "--gallery", "the set that is searched"));
            case IQIYI_VID ->
                Optional.of(named(
                        search.people(), "--people", "a set with videos of the same people, such as train.txt's"));
            default -> Optional.empty();
        };
    }

    private String named(String set, String flag, String what) {
        if (set == null) {
            throw new ProblemException(new Problem(flag, "nothing", what + ", for " + label));
        }
        return set;
    }

    /** Whether rules are those that were asked for; of IJB's, which factors there are follows from the set's files. */
    boolean isMeant(String variant, Search search) {
        return this == IJB ? variant.startsWith(variant(search)) : variant.equals(variant(search));
    }

    /** The name of the rules: {@code trillion-pairs(gallery=flickr)}. */
    String variant(Search search) {
        return switch (this) {
            case IJB -> "ijb-11";
            case MEGAFACE -> label + search.noise();
            case TRILLION_PAIRS -> label + "(gallery=" + search.gallery() + ")";
            case IQIYI_VID -> label + "(people=" + search.people() + ")";
        };
    }
}
