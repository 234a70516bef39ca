package marginlab.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** The last lines of a terminal, which are drawn over again and again. */
public final class DrawnLines {
    private final PrintStream out;
    private final Supplier<Terminal.TerminalSize> terminal;
    private List<Integer> drawn = List.of();

    public DrawnLines(PrintStream out, Supplier<Terminal.TerminalSize> terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Draws lines in the place of those before, in one write, or the eye sees it flicker.
     *
     * @param above what stays above them, with its line ends; empty for nothing
     * @param lines none may be wider than the terminal, nor may there be more than its rows less one
     */
    public void draw(String above, List<String> lines) {
        StringBuilder text = new StringBuilder(erased(terminal.get().columns())).append(above);
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append(i == 0 ? "\u001b[J\n" : "\n");
        }
        drawn = lines.stream().map(DisplayWidth::of).toList();
        out.print(text);
        out.flush();
    }

    /**
     * Back to the first line that was drawn: one that has become wider than its window takes several. Each is erased by itself: tmux
     * keeps in its history what is erased at once from the first row on, a screen a redraw.
     */
    private String erased(int columns) {
        int up = drawn.stream()
                .mapToInt(width -> Math.max(1, (width + columns - 1) / columns))
                .sum();
        return "\u001b[A\u001b[2K".repeat(up);
    }
}
