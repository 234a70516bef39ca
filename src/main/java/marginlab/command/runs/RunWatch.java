package marginlab.command.runs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.HeadlineText;
import marginlab.progress.DisplayWidth;
import marginlab.progress.DrawnLines;
import marginlab.progress.Terminal;
import marginlab.store.Store;
import marginlab.store.query.RunRecord;
import marginlab.store.query.SelectedRuns;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/**
 * Follows the runs of a sweep that another process has at work: on a terminal a table that is drawn over, else a line for each run
 * that starts or ends. It only reads, so that Ctrl-C ends the watching alone.
 */
final class RunWatch {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final CommandContext context;
    private final Store store;
    private final Function<Store, SelectedRuns> reading;
    private final boolean isAsked;
    private final Optional<Terminal> terminal = Terminal.ofOutput();
    private final Map<String, String> told = new LinkedHashMap<>();

    /**
     * @param reading the runs as they are now
     * @param isAsked whether somebody asked for their columns
     */
    RunWatch(CommandContext context, Store store, Function<Store, SelectedRuns> reading, boolean isAsked) {
        this.context = context;
        this.store = store;
        this.reading = reading;
        this.isAsked = isAsked;
    }

    /** Shows the runs until none of them is running and no sweep works on the store. */
    void untilDone() {
        Optional<DrawnLines> screen = terminal.map(size -> new DrawnLines(System.out, size));
        for (boolean isFirst = true; ; isFirst = false) {
            // Asked before the runs are read: what ends in between is then read once more.
            boolean isAtWork = store.isOwned();
            SelectedRuns now = reading.apply(store);
            screen.ifPresentOrElse(lines -> lines.draw("", table(now)), () -> tell(now));
            if (!isAtWork && running(now) == 0) {
                if (isFirst) {
                    context.say("no sweep is at work here: watch again once 'run' has begun to train");
                }
                return;
            }
            LockSupport.parkNanos(SECOND);
        }
    }

    private static long running(SelectedRuns now) {
        return now.rows().stream()
                .flatMap(row -> row.runs().stream())
                .filter(record -> record.run().state() == TrialState.RUNNING)
                .count();
    }

    /** As many rows as there is room for, and a line that counts all. */
    private List<String> table(SelectedRuns now) {
        Terminal.TerminalSize size = terminal.orElseThrow().get();
        List<String> lines = RunTableText.of(now, isAsked, size.columns() - 1).lines();
        List<String> shown = lines.stream().limit(Math.max(1, size.rows() - 2)).collect(Collectors.toList());
        shown.add(summary(now));
        return shown.stream()
                .map(line -> DisplayWidth.cut(line, size.columns() - 1))
                .toList();
    }

    /** {@code 8 runs: 5 done, 1 failed, 2 running}. */
    private static String summary(SelectedRuns now) {
        Map<String, Long> states = now.rows().stream()
                .flatMap(row -> row.runs().stream())
                .collect(Collectors.groupingBy(
                        record -> record.run().state().label(), LinkedHashMap::new, Collectors.counting()));
        return now.runs()
                + (now.runs() == 1 ? " run: " : " runs: ")
                + states.entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** What has happened since, the oldest first. */
    private void tell(SelectedRuns now) {
        List<Run> oldestFirst = now.rows().stream()
                .flatMap(row -> row.runs().stream())
                .map(RunRecord::run)
                .sorted(Comparator.comparing(Run::started))
                .toList();
        for (Run run : oldestFirst) {
            String line = line(run);
            if (!line.equals(told.put(run.trial().id(), line))) {
                context.out().println(line);
            }
        }
        context.out().flush();
    }

    private static String line(Run run) {
        String figures = run.outcomes().stream()
                .flatMap(outcome -> HeadlineText.ofSet(outcome).stream())
                .collect(Collectors.joining(", "));
        boolean hasEnded = run.state() != TrialState.RUNNING;
        return run.trial().id() + " " + run.trial().objective() + ", seed "
                + run.trial().seedText() + ": "
                + run.state().label() + (run.reason().isEmpty() ? "" : ": " + run.reason())
                + (hasEnded && !figures.isEmpty() ? ": " + figures : "");
    }
}
