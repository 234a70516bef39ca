package marginlab.report.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.Findings;
import marginlab.report.table.SettingTexts;
import marginlab.report.table.TableRow;
import marginlab.stats.Verdict;

/** The verdict on a cell as a mark beside its figure, the same in every table. */
public final class VerdictMarks {
    private final Map<List<String>, Verdict> verdicts = new HashMap<>();
    private final String baseline;
    private final double equalWithin;
    private final String surely;

    public VerdictMarks(Findings findings) {
        baseline = findings.sweep().baseline();
        equalWithin = findings.sweep().equalWithin();
        surely = findings.rounds()
                .map(rounds -> "By intervals that hold simultaneously, over all looks at the table, at "
                        + SettingTexts.number(Math.round(1e4 * rounds.design().confidence()) / 1e2) + " %")
                .orElse("By simultaneous 95 % intervals");
        for (BaselineComparison comparison : findings.comparisons()) {
            verdicts.put(key(comparison.row(), comparison.set()), comparison.verdict());
        }
    }

    /** {@code ▲}, {@code ▼}, {@code =} or nothing. */
    public String of(TableRow row, String set) {
        return mark(verdicts.getOrDefault(key(row, set), Verdict.UNDECIDED));
    }

    public static String mark(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "▲";
            case WORSE -> "▼";
            case EQUAL -> "=";
            default -> "";
        };
    }

    /** What the marks mean; empty where there is nothing to compare. */
    public String legend() {
        return verdicts.isEmpty()
                ? ""
                : "▲ better and ▼ worse than " + baseline + ", = equal to it within "
                        + SettingTexts.number(Math.round(1e6 * equalWithin) / 1e4)
                        + " points; no mark, undecided. " + surely + ", for other seeds on the same test people.";
    }

    private static List<String> key(TableRow row, String set) {
        return List.of(row.objective(), row.factorText(), set);
    }
}
