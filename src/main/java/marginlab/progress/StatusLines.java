package marginlab.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The last lines of a terminal, which are drawn over again and again, while what has ended scrolls by above them. */
public final class StatusLines {
    private final DrawnLines screen;
    private final Supplier<Terminal.TerminalSize> terminal;
    private List<StatusLine> lines = List.of();

    public StatusLines(PrintStream out, Supplier<Terminal.TerminalSize> terminal) {
        this.screen = new DrawnLines(out, terminal);
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

    private void draw(String above) {
        Terminal.TerminalSize size = terminal.get();
        // The last column stays free: some terminals go on to the next line there.
        screen.draw(
                above,
                fitting(size.rows() - 1).stream()
                        .map(line -> line.text(size.columns() - 1))
                        .toList());
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
