package marginlab.report.gate;

import java.util.List;
import java.util.Optional;
import marginlab.file.json.Json;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;

/**
 * What the gate found.
 *
 * @param rows a cell of the baseline each
 * @param differences why cells cannot be compared, one text each
 * @param warnings what makes the comparison doubtful, such as results of other code
 */
public record GateResult(
        List<CheckedCell> rows, List<String> differences, GateTolerance tolerance, List<String> warnings) {

    /**
     * One cell; figures are fractions, the difference is new minus baseline over the common seeds.
     *
     * @param objective the row
     * @param trained whether it was trained here, and is no network of others
     * @param protocol the verification set
     * @param reason of the verdict, in words
     */
    public record CheckedCell(
            String objective,
            boolean trained,
            String protocol,
            Optional<Double> baseline,
            Optional<Double> current,
            Optional<Double> difference,
            Optional<Interval> interval,
            GateVerdict verdict,
            String reason) {

        /** The row's name, with a word where it was not trained here. */
        String marked() {
            return trained ? objective : objective + " (" + TableRow.NOT_TRAINED + ")";
        }
    }

    public GateResult {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /** The gravest of the cells'; incomplete where there are none. */
    public GateVerdict verdict() {
        return rows.stream().map(CheckedCell::verdict).reduce(GateVerdict::and).orElse(GateVerdict.INCOMPLETE);
    }

    /** The document of the command line's {@code --json}. */
    public String json() {
        return Json.indented(new Document(
                        verdict().label(),
                        tolerance.accepted(),
                        tolerance.limit(),
                        rows.stream().map(CheckedCellJson::of).toList(),
                        differences,
                        warnings))
                + "\n";
    }

    private record Document(
            String verdict,
            double tolerance,
            double limit,
            List<CheckedCellJson> rows,
            List<String> differences,
            List<String> warnings) {}

    private record CheckedCellJson(
            String objective,
            boolean trained,
            String protocol,
            Optional<Double> baseline,
            Optional<Double> current,
            Optional<Double> difference,
            Optional<Double> low,
            Optional<Double> high,
            String verdict,
            String reason) {
        static CheckedCellJson of(CheckedCell entry) {
            return new CheckedCellJson(
                    entry.objective(),
                    entry.trained(),
                    entry.protocol(),
                    entry.baseline(),
                    entry.current(),
                    entry.difference(),
                    entry.interval().map(Interval::low),
                    entry.interval().map(Interval::high),
                    entry.verdict().label(),
                    entry.reason());
        }
    }
}
