package marginlab.serve;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import marginlab.report.Report;
import marginlab.report.format.TableJson;
import marginlab.report.table.SweepResults;
import marginlab.serve.RunOutlines.RunPage;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.StoreChanges.ExperimentChange;

/**
 * The tables that pages looked at last, each made anew when one of its runs has moved on. Who asks meanwhile waits a moment,
 * and is then given the one before: of thousands of runs a table takes longer than a page should.
 */
final class TableCache implements AutoCloseable {
    private static final int KEPT = 16;
    private static final long PATIENCE_MILLIS = 40;

    private final Store store;
    private final Function<String, Path> folders;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "live-page-tables");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Future<Made>> making = new HashMap<>();
    private final Map<String, Made> made = new LastAsked<>(KEPT);
    private long version;

    TableCache(Store store, Function<String, Path> folders) {
        this.store = store;
        this.folders = folders;
    }

    /** A table, and what it was made of. */
    private record Made(
            ExperimentChange experiment, List<String> members, List<Run> runs, long page, HttpAnswer answer) {
        boolean isOf(ExperimentChange other, RunPage now) {
            return experiment.equals(other) && (page == now.version() || runs.equals(now.runs(members)));
        }
    }

    /** Grows whenever a table was made. */
    synchronized long version() {
        return version;
    }

    /**
     * The table of an experiment as far as it is filled.
     *
     * @param name empty for the latest
     */
    HttpAnswer of(String name, RunPage page) {
        ExperimentChange experiment = page.experiments().stream()
                .filter(one -> name.isEmpty() || one.name().equals(name))
                .findFirst()
                .orElse(new ExperimentChange(name, 0));
        Made last;
        Future<Made> next;
        synchronized (this) {
            last = made.get(experiment.name());
            if (last != null && last.isOf(experiment, page)) {
                return last.answer();
            }
            Made before = last;
            next = making.computeIfAbsent(experiment.name(), key -> maker.submit(() -> made(experiment, page, before)));
        }
        return answer(next, last);
    }

    private static HttpAnswer answer(Future<Made> next, Made last) {
        try {
            return (last == null ? next.get() : next.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).answer();
        } catch (TimeoutException e) {
            return last.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server ends", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Made made(ExperimentChange experiment, RunPage page, Made before) {
        try {
            Made now = make(experiment, page, before);
            synchronized (this) {
                made.put(experiment.name(), now);
                version++;
            }
            return now;
        } finally {
            synchronized (this) {
                making.remove(experiment.name());
            }
        }
    }

    private Made make(ExperimentChange experiment, RunPage page, Made before) {
        boolean sameMembers = before != null && before.experiment().equals(experiment);
        List<String> members = sameMembers ? before.members() : store.members(experiment.name());
        List<Run> runs = page.runs(members);
        TableJson table = Report.table(SweepResults.started(experiment.name(), runs, folders));
        HttpAnswer answer = HttpAnswer.json(table.of(members.size(), runs.size()));
        return new Made(experiment, members, runs, page.version(), answer);
    }

    @Override
    public void close() {
        maker.shutdownNow();
    }
}
