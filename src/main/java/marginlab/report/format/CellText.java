package marginlab.report.format;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import marginlab.report.table.Cell;
import marginlab.store.record.TrialState;

/** What is said of a cell in words, the same in every output. */
public final class CellText {
    private CellText() {}

    /**
     * {@code (3)}, or {@code (2 of 3: 1 diverged)} where seeds are missing, or {@code (3, best epoch)} where that is not
     * the last one; a dash where none was planned.
     */
    public static String count(Cell cell) {
        if (cell.planned() == 0) {
            return "-";
        }
        if (cell.gaps().isEmpty()) {
            return "(" + cell.planned() + epoch(cell) + ")";
        }
        return "(" + cell.samples().size() + " of " + cell.planned() + ": " + gaps(cell) + epoch(cell) + ")";
    }

    private static String epoch(Cell cell) {
        return cell.ofBestEpoch() ? ", best epoch" : "";
    }

    /** {@code 1 diverged, 2 planned}. */
    public static String gaps(Cell cell) {
        Map<TrialState, Long> states = cell.gaps().stream()
                .collect(Collectors.groupingBy(Cell.MissingSeed::state, TreeMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(state -> state.getValue() + " " + label(state.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** A text on one line, its control and direction-changing characters shown as code points. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                line.append(String.format("\\u%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }

    /** A done trial that is a gap has no accuracy on this set. */
    private static String label(TrialState state) {
        return state == TrialState.DONE ? "without accuracy" : state.label();
    }
}
