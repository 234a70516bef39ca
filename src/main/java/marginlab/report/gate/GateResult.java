package marginlab.report.gate;

import java.util.List;
import java.util.Optional;
import marginlab.file.json.Json;
import marginlab.stats.Interval;

/**
 * What the gate found.
 *
 * @param rows a cell of the baseline each
 * @param differences why cells cannot be compared, one text each
 * @param warnings what makes the comparison doubtful, such as results of other code
 */
public record GateResult(List<Entry> rows, List<String> differences, GateTolerance tolerance, List<String> warnings) {

    /**
     * One cell; figures are fractions, the difference is new minus baseline over the common seeds.
     *
     * @param objective the row
     * @param protocol the verification set
     * @param reason of the verdict, in words
     */
    public record Entry(
            String objective,
            String protocol,
            Optional<Double> baseline,
            Optional<Double> current,
            Optional<Double> difference,
            Optional<Interval> interval,
            GateVerdict verdict,
            String reason) {}

    public GateResult {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /** The gravest of the cells'; incomplete where there are none. */
    public GateVerdict verdict() {
        return rows.stream().map(Entry::verdict).reduce(GateVerdict::and).orElse(GateVerdict.INCOMPLETE);
    }

    /** The document of the command line's {@code --json}. */
    public String json() {
        return Json.indented(new Document(
                        verdict().label(),
                        tolerance.accepted(),
                        tolerance.limit(),
                        rows.stream().map(Row::of).toList(),
                        differences,
                        warnings))
                + "\n";
    }

    private record Document(
            String verdict,
            double tolerance,
            double limit,
            List<Row> rows,
            List<String> differences,
            List<String> warnings) {}

    private record Row(
            String objective,
            String protocol,
            Optional<Double> baseline,
            Optional<Double> current,
            Optional<Double> difference,
            Optional<Double> low,
            Optional<Double> high,
            String verdict,
            String reason) {
        static Row of(Entry entry) {
            return new Row(
                    entry.objective(),
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
