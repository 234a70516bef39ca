package marginlab.command.runs;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.command.context.HeadlineText;
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
        List<List<String>> cells = new ArrayList<>();
        for (RunColumn column : columns) {
            List<String> down = new ArrayList<>(List.of(heading(column)));
            rows.forEach(row -> down.add(cell(row, column)));
            cells.add(down);
        }
        List<Integer> widths = new ArrayList<>();
        cells.forEach(down ->
                widths.add(down.stream().mapToInt(DisplayWidth::of).max().orElse(0)));
        if (width > 0) {
            narrow(widths);
            for (String name : isAsked ? List.<String>of() : LAST) {
                int at = columns.stream().map(RunColumn::name).toList().indexOf(name);
                if (total(widths) > width && at >= 0) {
                    leftOut.add(name);
                    columns.remove(at);
                    cells.remove(at);
                    widths.remove(at);
                }
            }
            widen(cells, widths);
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row <= rows.size(); row++) {
            int at = row;
            lines.add(IntStream.range(0, columns.size())
                    .mapToObj(column -> DisplayWidth.padded(
                            DisplayWidth.cut(cells.get(column).get(at), widths.get(column)), widths.get(column)))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
        }
        return new FittedLines(lines, leftOut);
    }

    /** Takes room from the widest texts first. */
    private void narrow(List<Integer> widths) {
        while (total(widths) > width) {
            int widest = IntStream.range(0, columns.size())
                    .filter(at -> columns.get(at).kind() == ColumnKind.TEXT
                            && !UNCUT.contains(columns.get(at).name()))
                    .filter(at -> widths.get(at) > NARROWEST)
                    .boxed()
                    .max(Comparator.comparing(widths::get))
                    .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
    }

    /** Gives back what was saved by leaving columns out. */
    private void widen(List<List<String>> cells, List<Integer> widths) {
        for (int at = 0; at < columns.size(); at++) {
            int wanted = cells.get(at).stream().mapToInt(DisplayWidth::of).max().orElse(0);
            int room = width - total(widths);
            widths.set(at, Math.max(widths.get(at), Math.min(wanted, widths.get(at) + Math.max(0, room))));
        }
    }

    private static int total(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * Math.max(0, widths.size() - 1);
    }

    private static String heading(RunColumn column) {
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
            return AttemptTime.text(record.run(), Instant.now());
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
