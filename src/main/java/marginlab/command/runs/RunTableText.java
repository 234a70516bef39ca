package marginlab.command.runs;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.command.context.HeadlineText;
import marginlab.experiment.setting.SettingKey;
import marginlab.progress.DisplayWidth;
import marginlab.report.table.AtChance;
import marginlab.store.query.RunColumn;
import marginlab.store.query.RunColumn.ColumnKind;
import marginlab.store.query.RunRecord;
import marginlab.store.query.SelectedRow;
import marginlab.store.query.SelectedRuns;

/** A selection of runs as lines of text: whole for a file, or as wide as a terminal. */
final class RunTableText {
    /** What nobody asked for is left out where it is empty. */
    private static final Set<String> IF_ANY = Set.of("experiment", "tag", "note", "reason", "duration");

    /** What goes first where there is no room. */
    private static final List<String> LAST = List.of("note", "experiment", "tag", "reason", "duration", "started");

    private static final Set<String> UNCUT = Set.of("id", "seed", "state");
    private static final int SHORT_ID = 8;
    private static final int NARROWEST = 8;
    private static final int NARROWEST_LOSS = 20;
    private static final String GAP = "  ";

    private final List<RunColumn> columns;
    private final List<SelectedRow> rows;
    private final int width;
    private final ZoneId zone = ZoneId.systemDefault();
    private final List<String> leftOut = new ArrayList<>();

    private RunTableText(SelectedRuns selected, int width) {
        this.columns = new ArrayList<>(selected.columns());
        this.rows = selected.rows();
        this.width = width;
    }

    /** Lines, the heading first, and the columns that there is no room for. */
    record FittedLines(List<String> lines, List<String> leftOut) {}

    /**
     * The table.
     *
     * @param isAsked whether somebody asked for these columns: then all of them are shown
     * @param width of the terminal; as much as it takes where it is not positive
     */
    static FittedLines of(SelectedRuns selected, boolean isAsked, int width) {
        RunTableText text = new RunTableText(selected, width);
        if (!isAsked) {
            text.columns.removeIf(column -> IF_ANY.contains(column.name()) && text.isEmpty(column));
        }
        return text.fitted(isAsked);
    }

    private boolean isEmpty(RunColumn column) {
        return rows.stream().allMatch(row -> cell(row, column).isEmpty());
    }

    private FittedLines fitted(boolean isAsked) {
        List<FittedColumn> fitted = new ArrayList<>();
        for (RunColumn column : columns) {
            fitted.add(new FittedColumn(
                    column,
                    heading(column),
                    rows.stream().map(row -> cell(row, column)).toList()));
        }
        if (width > 0) {
            narrow(fitted);
            for (String name : isAsked ? List.<String>of() : LAST) {
                if (total(fitted) > width
                        && fitted.removeIf(one -> one.column.name().equals(name))) {
                    leftOut.add(name);
                }
            }
            for (int last = fitted.size() - 1; last > 0 && !isAsked && total(fitted) > width; last--) {
                // Of the figures the first stays: a line that breaks can be read by nobody.
                if (fitted.get(last).column.isFigure()
                        && fitted.get(last - 1).column.isFigure()) {
                    leftOut.add(fitted.remove(last).column.name());
                }
            }
            for (int last = fitted.size() - 1; last > 0 && !isAsked && total(fitted) > width; last--) {
                // Nobody asked for a setting: rows over seeds have those in which they differ.
                if (isSetting(fitted.get(last).column.name())) {
                    leftOut.add(fitted.remove(last).column.name());
                }
            }
            fitted.forEach(one -> one.width += Math.max(0, Math.min(one.wanted() - one.width, width - total(fitted))));
        }
        int heads = fitted.stream().mapToInt(one -> one.heading.size()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = -heads; line < rows.size(); line++) {
            int at = line;
            lines.add(fitted.stream()
                    .map(one -> DisplayWidth.padded(DisplayWidth.cut(one.text(at), one.width), one.width))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
        }
        return new FittedLines(lines, leftOut);
    }

    /** A column with its texts, and how wide it is to be. */
    private static final class FittedColumn {
        private final RunColumn column;
        private final List<String> cells;
        private List<String> heading;
        private int width;

        FittedColumn(RunColumn column, String heading, List<String> cells) {
            this.column = column;
            this.cells = cells;
            this.heading = List.of(heading);
            this.width = wanted();
        }

        int wanted() {
            return Stream.concat(heading.stream(), cells.stream())
                    .mapToInt(DisplayWidth::of)
                    .max()
                    .orElse(0);
        }

        /** A line of the heading where the number is negative: -1 is the one above the first cell. */
        String text(int line) {
            int head = heading.size() + line;
            return line >= 0 ? cells.get(line) : head >= 0 ? heading.get(head) : "";
        }

        boolean canBeCut() {
            int least = column.name().equals("loss") ? NARROWEST_LOSS : NARROWEST;
            return column.kind() == ColumnKind.TEXT
                    && !UNCUT.contains(column.name())
                    && width > Math.max(least, DisplayWidth.of(heading.get(0)));
        }

        /** Breaks the heading over figures after its hyphens and blanks. */
        void breakHeading() {
            if (column.kind() != ColumnKind.TEXT) {
                heading = List.of(heading.get(0).split("(?<=-)| (?=[^%])"));
                width = wanted();
            }
        }
    }

    /** Takes room from the widest texts first, and then from the headings of figures. */
    private void narrow(List<FittedColumn> fitted) {
        cut(fitted);
        if (total(fitted) > width) {
            fitted.forEach(FittedColumn::breakHeading);
        }
    }

    private void cut(List<FittedColumn> fitted) {
        Optional<FittedColumn> widest = Optional.empty();
        do {
            widest = fitted.stream()
                    .filter(one -> total(fitted) > width && one.canBeCut())
                    .max(Comparator.comparingInt(one -> one.width));
            widest.ifPresent(one -> one.width--);
        } while (widest.isPresent());
    }

    private static boolean isSetting(String name) {
        return Arrays.stream(SettingKey.values()).anyMatch(key -> key.path().equals(name));
    }

    private static int total(List<FittedColumn> fitted) {
        return fitted.stream().mapToInt(one -> one.width).sum() + GAP.length() * Math.max(0, fitted.size() - 1);
    }

    private String heading(RunColumn column) {
        if (column.name().equals("duration") && width > 0) {
            return "TIME";
        }
        return switch (column.kind()) {
            case SHARE -> column.name() + " %";
            case TEXT -> column.name().equals("tag") ? "TAGS" : upper(column.name());
            default -> upper(column.name());
        };
    }

    /** Names of ours stand in capitals; those of sets, figures and definitions as they are. */
    private static String upper(String name) {
        return name.matches("[a-z.-]+") ? name.toUpperCase(Locale.ROOT) : name;
    }

    private String cell(SelectedRow row, RunColumn column) {
        String text = row.text(column, zone);
        if (column.kind() == ColumnKind.TIME) {
            return width > 0 && text.startsWith(Year.now(zone) + "-") ? text.substring(5) : text;
        }
        if (row.isGroup()) {
            return text;
        }
        RunRecord record = row.runs().get(0);
        if (column.name().equals("duration")) {
            return width > 0
                    ? AttemptTime.clock(record.run(), Instant.now())
                    : AttemptTime.text(record.run(), Instant.now());
        }
        if (column.name().equals("id") && width > 0) {
            return text.substring(0, Math.min(SHORT_ID, text.length()));
        }
        boolean isAtChance = record.run().outcomes().stream()
                .filter(outcome -> outcome.set().equals(column.name()))
                .anyMatch(HeadlineText::isAccuracy);
        return isAtChance && column.number(record).filter(AtChance::is).isPresent() ? text + " (chance)" : text;
    }
}
