package marginlab.experiment;

import java.util.ArrayList;
import java.util.List;
import marginlab.loss.LabelException;
import marginlab.loss.Objective;

/** Reads losses, one or a list, with braces and ranges, into objectives by their labels. */
final class LossReader {
    private static final String EXPECTED = "losses such as ArcFace(0.5) or NS + {Intra, Inter}, one a line";

    /** An objective with its place. */
    record Loss(String label, String place) {}

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
            losses.add(new Loss(Objective.parse(text).label(), item.place()));
        } catch (LabelException e) {
            String row = text.equals(item.raw()) ? "" : " in " + text;
            item.problemAt(expanded.origin(e.offset()), e.found() + row, e.expected(), e.hint());
        }
    }
}
