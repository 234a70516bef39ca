package marginlab.report.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import marginlab.dataset.PairIdentities;

/**
 * What can still be learned of the datasets of a sweep: their counts, who is on a pair, what a pair looks like. Nothing
 * where files are gone, or are no longer those that the runs were made with; a report is written without it.
 */
public interface ReportDatasets {
    /** Where no dataset is at hand. */
    ReportDatasets NONE = new ReportDatasets() {
        @Override
        public Optional<Facts> facts(String name, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Optional<PairIdentities> people(String set, String fingerprint) {
            return Optional.empty();
        }

        @Override
        public Map<Integer, PairImages> images(String set, String fingerprint, Collection<Integer> pairs) {
            return Map.of();
        }

        @Override
        public Map<Integer, List<String>> labelErrors(String set, String fingerprint, Collection<Integer> pairs) {
            return Map.of();
        }
    };

    /**
     * Counts of a dataset.
     *
     * @param terms of use, one line
     */
    record Facts(String role, OptionalLong identities, OptionalLong images, OptionalLong pairs, String terms) {}

    /** The two images of a pair as small JPEG files. */
    record PairImages(byte[] first, byte[] second) {
        public PairImages {
            first = first.clone();
            second = second.clone();
        }

        @Override
        public byte[] first() {
            return first.clone();
        }

        @Override
        public byte[] second() {
            return second.clone();
        }
    }

    /** The counts of a dataset with this fingerprint. */
    Optional<Facts> facts(String name, String fingerprint);

    /** Who is on the pairs of a verification set, as far as equal images and genuine pairs tell. */
    Optional<PairIdentities> people(String set, String fingerprint);

    /** The images of some pairs of a verification set, by the place of the pair. */
    Map<Integer, PairImages> images(String set, String fingerprint, Collection<Integer> pairs);

    /** What is known of wrongly labelled images of some pairs, by the place of the pair; only pairs that have one. */
    Map<Integer, List<String>> labelErrors(String set, String fingerprint, Collection<Integer> pairs);
}
