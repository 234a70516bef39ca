package marginlab.dataset.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.LabelledImages;
import marginlab.file.FileNames;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.LineProblems;
import marginlab.progress.Progress;

/** What two datasets have in common, which makes results on one after training on the other worthless: {@code data overlap}. */
public final class DatasetOverlap {
    /**
     * Bits of 256 in which two files of one photo may differ. Of LFW's View 1 crops stored anew (a JPEG of quality 20 or 50, half or
     * twice the size, brighter) 95 in 100 differ in at most 24; crops of two people whose 64 bits agree differ in 37 or more.
     */
    static final int MOST_BITS = 28;

    private static final int SIDE = 16;

    private DatasetOverlap() {}

    /**
     * Two images that look alike.
     *
     * @param first index in the first set
     * @param second index in the second set
     * @param bits of 256 in which their difference hashes differ
     */
    public record Twin(int first, int second, int bits) {}

    /**
     * Names of people in both sets as the first has them, whatever their case and whether blanks or underscores part them; empty
     * where one of the two sets has no names.
     */
    public static Optional<List<String>> people(EncodedImages a, EncodedImages b) {
        if (!(a instanceof LabelledImages first
                && first.isNamed()
                && b instanceof LabelledImages second
                && second.isNamed())) {
            return Optional.empty();
        }
        Map<String, String> known = new HashMap<>();
        for (int label = 0; label < first.identities(); label++) {
            known.put(folded(first.identity(label)), first.identity(label));
        }
        List<String> both = new ArrayList<>();
        for (int label = 0; label < second.identities(); label++) {
            String name = known.get(folded(second.identity(label)));
            if (name != null) {
                both.add(name);
            }
        }
        return Optional.of(both);
    }

    /** A name as it is compared: without capitals, whatever parts it and however its letters are composed. */
    public static String folded(String name) {
        return FileNames.composed(name.toLowerCase(Locale.ROOT)).replaceAll("[\\s_]+", "_");
    }

    /**
     * Pairs of images that look alike: 64 bits find them, 256 bits decide.
     *
     * @param faults get what is wrong with images that cannot be read, and so look like none
     */
    public static List<Twin> images(EncodedImages a, EncodedImages b, Progress progress, LineProblems faults) {
        PerceptualHashes first = PerceptualHashes.of(a, "first set", progress, faults);
        PerceptualHashes second = PerceptualHashes.of(b, "second set", progress, faults);
        DifferenceHash fine = new DifferenceHash(SIDE);
        List<Twin> twins = new ArrayList<>();
        for (int j = 0; j < second.size(); j++) {
            for (int i : second.isAbsent(j) ? List.<Integer>of() : first.near(second.hash(j))) {
                int bits = DifferenceHash.distance(fine.of(a, i), fine.of(b, j));
                if (bits <= MOST_BITS) {
                    twins.add(new Twin(i, j, bits));
                }
            }
        }
        return twins;
    }
}
