package marginlab.dataset.catalog;

import java.util.List;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.Problem;

/**
 * What {@code data check} found.
 *
 * @param name of the dataset
 * @param counts what is there
 * @param decoded how many images were decoded, without those in which something is wrong
 * @param isCompared whether figures were published that what is there could be compared with
 * @param fingerprint hash of the content
 * @param passedOver what lies in its folder and is no part of it
 * @param problems everything that is wrong, at most {@link DatasetInspector#MOST_PROBLEMS}
 */
public record DatasetCheck(
        String name,
        Dataset.Counts counts,
        int decoded,
        boolean isCompared,
        String fingerprint,
        List<SkippedEntries> passedOver,
        List<Problem> problems) {
    public DatasetCheck {
        passedOver = List.copyOf(passedOver);
        problems = List.copyOf(problems);
    }

    /**
     * Whether every image was decoded, there are as many as published, and nothing is wrong. A sample without problems does not make
     * a set whole, nor do images that nobody has told the number of.
     */
    public boolean isWhole() {
        return problems.isEmpty() && !isSample() && isCompared;
    }

    /** Whether images were left out of the check. */
    public boolean isSample() {
        return decoded < counts.images().orElse(0);
    }
}
