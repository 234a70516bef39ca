package marginlab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.loss.LabelException;
import marginlab.loss.Objective;

/** Reads losses, one or a list, with braces and ranges, into objectives by their labels. */
final class LossReader {
    private static final String EXPECTED = "losses such as ArcFace(0.5) or NS + {Intra, Inter}, one a line";

    /**
     * An objective by its label, with its place.
     *
     * @param pairTerm the first term that needs pairs of one identity in a batch
     */
    record Loss(String label, Optional<String> pairTerm, String place) {}

    private LossReader() {}

    static List<Loss> read(Cursor value) {
        List<Loss> losses = new ArrayList<>();
        List<Cursor> items = value.itemsOrSelf(EXPECTED);
        if (items.isEmpty()) {
            value.problem("at least one loss");
        }
        for (Cursor item : items) {
            if (item.isScalar()) {
                readLine(item, losses);
            } else {
                item.problem("a loss such as ArcFace(0.5)", item.isMap() ? "Put a loss with braces in quotes" : "");
            }
        }
        return losses;
    }

    private static void readLine(Cursor item, List<Loss> losses) {
        String text = item.raw();
        if (text.chars().filter(c -> c == '(').count()
                != text.chars().filter(c -> c == ')').count()) {
            item.problem(
                    "as many '(' as ')'",
                    "In a list in brackets, put a loss with commas in quotes: [\"CM(1, 0.3, 0.2)\"]");
            return;
        }
        try {
            for (Expanded expanded : Braces.expand(text)) {
                label(expanded, item, losses);
            }
        } catch (BraceException e) {
            item.problemAt(e.offset(), e.found(), e.expected(), "");
        }
    }

    private static void label(Expanded expanded, Cursor item, List<Loss> losses) {
        String text = expanded.text();
        try {
            Objective objective = Objective.parse(text);
            losses.add(new Loss(objective.label(), pairTerm(objective), item.place()));
        } catch (LabelException e) {
            String row = text.equals(item.raw()) ? "" : " in " + text;
            item.problemAt(expanded.origin(e.offset()), e.found() + row, e.expected(), e.hint());
        }
    }

    private static Optional<String> pairTerm(Objective objective) {
        return objective.addends().stream()
                .map(Objective.Addend::term)
                .filter(term -> term.needsPairs())
                .map(term -> term.label())
                .findFirst();
    }

    /** The label of the objective that a person wrote in some other way; any other text as it is. */
    static String lenient(String text) {
        try {
            return Objective.parse(text).label();
        } catch (LabelException e) {
            return text;
        }
    }
}
