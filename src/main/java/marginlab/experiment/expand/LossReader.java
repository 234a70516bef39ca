package marginlab.experiment.expand;

import java.util.ArrayList;
import java.util.List;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.Objective;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.LabelException;

/** Reads losses, one or a list, with braces and ranges, into objectives. */
public final class LossReader {
    private static final String EXPECTED = "losses such as ArcFace(0.5) or NS + {Intra, Inter}, one a line";

    /** An objective with its place. */
    public record Loss(Objective objective, String place) {
        /** The objective's name everywhere. */
        public String label() {
            return objective.label();
        }
    }

    private LossReader() {}

    /** @param definitions of losses that the experiment defines */
    public static List<Loss> read(YamlCursor value, LossDefinitions definitions) {
        List<Loss> losses = new ArrayList<>();
        List<YamlCursor> items = value.itemsOrSelf(EXPECTED);
        if (items.isEmpty()) {
            value.problem("at least one loss");
        }
        for (int i = 0; i < items.size(); i++) {
            YamlCursor item = items.get(i);
            if (item.isScalar()) {
                readLine(item, definitions, losses);
                i = endOfCut(items, i);
            } else {
                item.problem("a loss such as ArcFace(0.5)", item.isMap() ? "Put a loss with braces in quotes" : "");
            }
        }
        return losses;
    }

    /** The item that closes what this one opens, as {@code [CM(1, 0.3, 0.2)]} is cut at its commas; else the item itself. */
    private static int endOfCut(List<YamlCursor> items, int from) {
        int open = 0;
        for (int i = from; i < items.size() && items.get(i).isScalar(); i++) {
            open += open(items.get(i).raw());
            if (open <= 0) {
                return i;
            }
        }
        return from;
    }

    /** How many parentheses are opened and not closed. */
    private static int open(String text) {
        return text.chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum();
    }

    private static void readLine(YamlCursor item, LossDefinitions definitions, List<Loss> losses) {
        String text = item.raw();
        if (open(text) != 0) {
            item.problem(
                    "as many '(' as ')'",
                    "In a list in brackets, put a loss with commas in quotes: [\"CM(1, 0.3, 0.2)\"]");
            return;
        }
        try {
            for (ExpandedText expanded : Braces.expand(text)) {
                label(expanded, item, definitions, losses);
            }
        } catch (BraceException e) {
            item.problemAt(e.offset(), e.found(), e.expected(), "");
        }
    }

    private static void label(ExpandedText expanded, YamlCursor item, LossDefinitions definitions, List<Loss> losses) {
        String text = expanded.text();
        try {
            losses.add(new Loss(Objective.parse(text, definitions), item.place()));
        } catch (LabelException e) {
            String row = text.equals(item.raw()) ? "" : " in " + text;
            item.problemAt(expanded.origin(e.offset()), e.found() + row, e.expected(), e.hint());
        }
    }

    /** The label of the objective that a person wrote in some other way; any other text as it is. */
    public static String lenient(String text, LossDefinitions definitions) {
        try {
            return Objective.parse(text, definitions).label();
        } catch (LabelException e) {
            return text;
        }
    }
}
