package marginlab.experiment;

import java.util.Optional;
import marginlab.loss.LabelException;
import marginlab.loss.Objective;

/** What an experiment needs to know of objectives. */
final class Losses {
    private Losses() {}

    /** The label of the objective that a person wrote in some other way; any other text as it is. */
    static String lenient(String text) {
        try {
            return Objective.parse(text).label();
        } catch (LabelException e) {
            return text;
        }
    }

    /** The first term that needs pairs of one identity in a batch. */
    static Optional<String> pairTerm(String label) {
        return Objective.parse(label).addends().stream()
                .map(Objective.Addend::term)
                .filter(term -> term.needsPairs())
                .map(term -> term.label())
                .findFirst();
    }
}
