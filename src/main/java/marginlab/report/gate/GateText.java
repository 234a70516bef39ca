package marginlab.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginlab.progress.DisplayWidth;
import marginlab.report.format.CellText;
import marginlab.report.format.Percent;
import marginlab.report.format.TextColumns;
import marginlab.report.gate.GateResult.CheckedCell;

/** What the gate found, for a person and for a build server. */
public final class GateText {
    private GateText() {}

    /**
     * An aligned table with the verdict under it.
     *
     * @param width of the terminal, which lines are made to fit; not positive where there is none
     */
    public static String table(GateResult check, int width) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("Objective", "Protocol", "baseline", "current", "difference", "95 % interval", "verdict"));
        check.rows().forEach(entry -> lines.add(cells(entry)));
        StringBuilder text = new StringBuilder(TextColumns.of(lines, 2, 2, width));
        check.differences().forEach(d -> text.append(line("differs: " + CellText.oneLine(d), width)));
        check.rows().stream()
                .filter(entry ->
                        entry.verdict() != GateVerdict.PASSED || entry.reason().contains("chance"))
                .forEach(entry -> text.append(line(
                        CellText.oneLine(entry.marked() + " on " + entry.protocol() + ": " + entry.reason()), width)));
        check.warnings().forEach(warning -> text.append(line("warning: " + warning, width)));
        return text.append('\n').append(line(sentence(check), width)).toString();
    }

    private static String line(String text, int width) {
        return String.join("\n", DisplayWidth.wrapped(text, width)) + "\n";
    }

    /** A test suite with one case a cell in JUnit's XML; regressed, incomplete and not comparable cells are failures. */
    public static String junit(GateResult check, String experiment) {
        List<CheckedCell> rows = check.rows();
        long failures = rows.stream().filter(entry -> fails(entry.verdict())).count();
        long skipped = rows.stream()
                .filter(entry -> entry.verdict() == GateVerdict.INCONCLUSIVE)
                .count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">%n",
                xml("accuracy of " + experiment),
                rows.size(),
                failures,
                skipped));
        rows.forEach(entry -> xml.append(testCase(entry)));
        if (!check.warnings().isEmpty()) {
            xml.append("  <system-out>")
                    .append(xml("warning: " + String.join("; ", check.warnings())))
                    .append("</system-out>\n");
        }
        return xml.append("</testsuite>\n").toString();
    }

    private static String testCase(CheckedCell entry) {
        String name = xml(entry.marked() + " on " + entry.protocol());
        String head = "  <testcase classname=\"marginlab.accuracy\" name=\"" + name + "\"";
        String message = xml(entry.verdict().label() + ": " + entry.reason() + " (baseline "
                + String.join(", current ", cells(entry).subList(2, 4)) + ", difference "
                + cells(entry).get(4) + ", 95 % interval " + cells(entry).get(5) + ")");
        if (fails(entry.verdict())) {
            return head + "><failure message=\"" + message + "\"/></testcase>\n";
        }
        return entry.verdict() == GateVerdict.INCONCLUSIVE
                ? head + "><skipped message=\"" + message + "\"/></testcase>\n"
                : head + "/>\n";
    }

    private static boolean fails(GateVerdict verdict) {
        return verdict != GateVerdict.PASSED && verdict != GateVerdict.INCONCLUSIVE;
    }

    private static List<String> cells(CheckedCell entry) {
        return List.of(
                CellText.oneLine(entry.marked()),
                CellText.oneLine(entry.protocol()),
                entry.baseline().map(Percent::of).orElse("-"),
                entry.current().map(Percent::of).orElse("-"),
                entry.difference().map(Percent::difference).orElse("-"),
                entry.interval()
                        .map(i -> Percent.difference(i.low()) + " to " + Percent.difference(i.high()))
                        .orElse("-"),
                entry.verdict().label());
    }

    private static String sentence(GateResult check) {
        String tolerance = Percent.of(check.tolerance().accepted()) + " points";
        switch (check.verdict()) {
            case PASSED -> {
                return "Passed: no cell is worse than its baseline by more than " + tolerance + ".";
            }
            case REGRESSED -> {
                return "Regressed: a cell has fallen by more than " + tolerance + ".";
            }
            case INCONCLUSIVE -> {
                return "Inconclusive: too few seeds or pairs to rule out a drop of more than " + tolerance + ".";
            }
            case INCOMPLETE -> {
                return "Incomplete: a cell of the baseline does not have a result for every seed.";
            }
            default -> {
                return "Not comparable: the settings or data are not those of the baseline.";
            }
        }
    }

    /** Text inside an attribute; what XML cannot hold becomes a code point. */
    private static String xml(String text) {
        return CellText.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x{FFFE}\\x{FFFF}\\x{D800}-\\x{DFFF}]", "?");
    }
}
