package marginlab.run.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import marginlab.plan.Trial;
import marginlab.progress.StatusLine;
import marginlab.progress.StatusLines;
import marginlab.progress.Terminal;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Progress on a terminal: what has ended scrolls by, under it a bar a running trial and one for the sweep. */
public final class TerminalProgress implements SweepListener {
    private final StatusLines screen;
    private final boolean colour;
    private final Map<Trial, Bar> bars = new LinkedHashMap<>();

    /** @param waiting for data, in the last whole epoch; empty before */
    private record Bar(double fraction, List<String> figures, List<String> waiting, long startNanos) {
        StatusLine of(Trial trial) {
            List<String> details = new ArrayList<>(figures.subList(0, Math.min(1, figures.size())));
            left().ifPresent(details::add);
            details.addAll(figures.subList(Math.min(1, figures.size()), figures.size()));
            details.addAll(waiting);
            return new StatusLine(fraction, ProgressText.name(trial), details);
        }

        private Optional<String> left() {
            if (fraction <= 0 || fraction >= 1) {
                return Optional.empty();
            }
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            Duration left = Duration.ofSeconds(Math.round(seconds * (1 - fraction) / fraction));
            return Optional.of(ProgressText.clock(left) + " left");
        }
    }

    /** @param colour whether colours are wanted: neither {@code NO_COLOR} nor {@code --no-color} */
    public TerminalProgress(PrintStream out, boolean colour, Supplier<Terminal.TerminalSize> terminal) {
        this.screen = new StatusLines(out, terminal);
        this.colour = colour;
    }

    @Override
    public void started(Trial trial, int attempt) {
        String start = attempt == 1 ? "starts" : "starts, attempt " + attempt;
        bars.put(trial, new Bar(0, List.of(start), List.of(), System.nanoTime()));
    }

    @Override
    public void measured(Trial trial, TrialEvent.Measured measured) {
        bars.computeIfPresent(
                trial,
                (key, bar) -> new Bar(
                        ProgressText.fraction(trial, measured),
                        ProgressText.figures(trial, measured),
                        measured.isOfEpoch() ? ProgressText.waiting(trial, measured) : bar.waiting(),
                        bar.startNanos()));
    }

    @Override
    public void scored(Trial trial, ProtocolOutcome outcome) {
        ProgressText.outcome(outcome)
                .ifPresent(figure -> bars.computeIfPresent(
                        trial, (key, bar) -> new Bar(1, List.of(figure), List.of(), bar.startNanos())));
    }

    @Override
    public void ended(Trial trial, TrialEvent.Ended ended, boolean again) {
        bars.remove(trial);
        screen.print(painted(ended.state(), ProgressText.name(trial) + ": " + ProgressText.ending(ended, again)));
    }

    @Override
    public void said(String line) {
        screen.print(line);
    }

    @Override
    public void totals(Totals totals) {
        List<StatusLine> lines = new ArrayList<>();
        bars.forEach((trial, bar) -> lines.add(bar.of(trial)));
        List<String> parts = ProgressText.totals(totals);
        lines.add(new StatusLine(ProgressText.fraction(totals), parts.get(0), parts.subList(1, parts.size())));
        screen.show(lines);
    }

    @Override
    public void finished(SweepOutcome sweep) {
        bars.clear();
        screen.show(List.of());
        screen.print(ProgressText.sweep(sweep));
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
