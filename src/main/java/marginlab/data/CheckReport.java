package marginlab.data;

import java.util.List;
import marginlab.experiment.Problem;

/**
 * What {@code data check} found.
 *
 * @param name of the dataset
 * @param counts what is there
 * @param decoded how many images were decoded
 * @param fingerprint hash of the content
 * @param problems everything that is wrong, at most {@link Inspector#MOST_PROBLEMS}
 */
public record CheckReport(String name, Dataset.Counts counts, int decoded, String fingerprint, List<Problem> problems) {
    public CheckReport {
        problems = List.copyOf(problems);
    }

    /** Whether every image was decoded and nothing is wrong; a sample without problems does not make a set whole. */
    public boolean isWhole() {
        return problems.isEmpty() && !isSample();
    }

    /** Whether images were left out of the check. */
    public boolean isSample() {
        return decoded < counts.images().orElse(0);
    }
}
