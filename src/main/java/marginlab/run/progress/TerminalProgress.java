package marginlab.run.progress;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Progress on a terminal: what has ended scrolls by, under it a bar a running trial and one for the sweep. */
public final class TerminalProgress implements SweepListener {
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";
    private static final int BAR = 20;
    private static final int DEFAULT_WIDTH = 100;

    private final PrintStream out;
    private final boolean colour;
    private final int width;
    private final Map<Trial, Bar> bars = new LinkedHashMap<>();
    private String total = "";
    private int drawn;

    /** @param waiting for data, in the last whole epoch */
    private record Bar(String figures, double fraction, String waiting, long startNanos) {}

    /** @param colour whether colours are wanted: neither {@code NO_COLOR} nor {@code --no-color} */
    public TerminalProgress(PrintStream out, boolean colour) {
        this(out, colour, widthFrom(System.getenv("COLUMNS")));
    }

    public TerminalProgress(PrintStream out, boolean colour, int width) {
        this.out = out;
        this.colour = colour;
        this.width = width;
    }

    private static int widthFrom(String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    @Override
    public void started(Trial trial, int attempt) {
        bars.put(trial, new Bar(attempt == 1 ? "starts" : "starts, attempt " + attempt, 0, "", System.nanoTime()));
    }

    @Override
    public void measured(Trial trial, TrialEvent.Measured measured) {
        bars.computeIfPresent(
                trial,
                (key, bar) -> new Bar(
                        ProgressText.figures(trial, measured),
                        ProgressText.fraction(trial, measured),
                        measured.isOfEpoch() ? ProgressText.waiting(trial, measured) : bar.waiting(),
                        bar.startNanos()));
    }

    @Override
    public void scored(Trial trial, marginlab.protocol.embedding.ProtocolOutcome outcome) {
        bars.computeIfPresent(trial, (key, bar) -> new Bar(ProgressText.outcome(outcome), 1, "", bar.startNanos()));
    }

    @Override
    public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
        bars.remove(trial);
        print(painted(ended.state(), ProgressText.name(trial) + ": " + ProgressText.ending(ended, again)));
    }

    @Override
    public void said(String line) {
        print(line);
    }

    @Override
    public void totals(Totals totals) {
        total = bar(ProgressText.fraction(totals)) + " " + ProgressText.totals(totals);
        draw("");
    }

    @Override
    public void finished(SweepOutcome sweep) {
        bars.clear();
        total = "";
        print(ProgressText.sweep(sweep));
    }

    private void print(String line) {
        draw(line + System.lineSeparator());
    }

    /** One write a redraw, or the eye sees it flicker. */
    private void draw(String above) {
        StringBuilder text = new StringBuilder(UP_AND_CLEAR.repeat(drawn)).append(above);
        bars.forEach((trial, bar) -> line(
                text,
                bar(bar.fraction()) + " " + ProgressText.name(trial) + ": " + bar.figures() + left(bar)
                        + bar.waiting()));
        if (!total.isEmpty()) {
            line(text, total);
        }
        drawn = total.isEmpty() ? bars.size() : bars.size() + 1;
        out.print(text);
        out.flush();
    }

    /** A line that wraps could not be taken back. */
    private void line(StringBuilder text, String line) {
        text.append(line, 0, Math.min(line.length(), width - 1)).append(System.lineSeparator());
    }

    private static String left(Bar bar) {
        if (bar.fraction() <= 0 || bar.fraction() >= 1) {
            return "";
        }
        long seconds = (System.nanoTime() - bar.startNanos()) / 1_000_000_000L;
        return ", "
                + ProgressText.clock(
                        java.time.Duration.ofSeconds(Math.round(seconds * (1 - bar.fraction()) / bar.fraction())))
                + " left";
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(BAR * fraction);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private String painted(TrialState state, String line) {
        if (!colour) {
            return line;
        }
        String code = state == TrialState.DONE
                ? "32"
                : state == TrialState.DIVERGED || state == TrialState.INTERRUPTED ? "33" : "31";
        return "\u001b[" + code + "m" + line + "\u001b[0m";
    }
}
