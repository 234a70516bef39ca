package marginlab.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The last lines of a terminal, which are drawn over again and again, while what has ended scrolls by above them. */
public final class StatusLines {
    private final PrintStream out;
    private final Supplier<Terminal.TerminalSize> terminal;
    private List<StatusLine> lines = List.of();
    private List<Integer> drawn = List.of();

    public StatusLines(PrintStream out, Supplier<Terminal.TerminalSize> terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Draws these in the place of those before; none takes them away. */
    public void show(List<StatusLine> now) {
        lines = List.copyOf(now);
        draw("");
    }

    /** Writes a line above, which stays. */
    public void print(String line) {
        draw(line + "\n");
    }

    /** One write a redraw, or the eye sees it flicker. */
    private void draw(String above) {
        Terminal.TerminalSize size = terminal.get();
        StringBuilder text = new StringBuilder(erased(size.columns())).append(above);
        List<Integer> widths = new ArrayList<>();
        for (StatusLine line : fitting(size.rows() - 1)) {
            // The last column stays free: some terminals go on to the next line there.
            String shown = line.text(size.columns() - 1);
            widths.add(StatusLine.width(shown));
            text.append(shown).append('\n');
        }
        drawn = widths;
        out.print(text);
        out.flush();
    }

    /** Back to the first line that was drawn: one that has become wider than its window takes several. */
    private String erased(int columns) {
        int up = drawn.stream()
                .mapToInt(width -> Math.max(1, (width + columns - 1) / columns))
                .sum();
        return up == 0 ? "" : "\u001b[" + up + "A\u001b[J";
    }

    /** The last one is of the whole and always there; lines that scrolled away could not be drawn over. */
    private List<StatusLine> fitting(int most) {
        if (lines.size() <= most) {
            return lines;
        }
        List<StatusLine> some = new ArrayList<>(lines.subList(0, Math.max(0, most - 1)));
        some.add(lines.get(lines.size() - 1));
        return some;
    }
}
