package marginlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Brings journals into the store, and writes the end of attempts that could not write it themselves. */
public final class JournalImporter {
    /** A worker whose coordinator was killed needs a moment to end. */
    private static final long MOMENT_SECONDS = 1;

    private static final long PATIENCE_SECONDS = 10;

    private final Path runs;
    private final Store store;
    private final Clock clock;
    private final SweepListener progress;

    public JournalImporter(Path runs, Store store, Clock clock, SweepListener progress) {
        this.runs = runs;
        this.store = store;
        this.clock = clock;
        this.progress = progress;
    }

    /** Gives trials the trainings of finished runs that differ in their verification sets alone. */
    public void handOn(List<Trial> trials) {
        try {
            new ReusableRuns(runs, store).handOn(trials);
        } catch (IOException | UncheckedIOException e) {
            progress.said("what other runs have trained cannot be used (" + e.getMessage() + ")");
        }
    }

    /** Takes in what the journal of a trial says; a job of a cluster may still be at work and is left alone. */
    void takeIn(Trial trial) {
        take(trial, false, open -> open.provenance().containsKey(WorkerSession.PROCESS));
    }

    /**
     * Takes in what the journal of a trial says, and ends what a killed coordinator left running.
     *
     * @return false where somebody else is at work on it, who is left alone
     */
    public boolean takeUp(Trial trial, boolean isRunning) {
        return take(trial, isRunning, open -> true);
    }

    private boolean take(Trial trial, boolean isRunning, Predicate<TrialEvent.Started> isLost) {
        RunFolder folder = new RunFolder(runs.resolve(trial.id()));
        if (!Files.exists(folder.journal())) {
            if (isRunning) {
                endInStore(trial);
            }
            return true;
        }
        try {
            Instant change = lastChange(folder);
            List<TrialEvent> events = new ArrayList<>(read(folder));
            TrialEvent.Started open = unended(events);
            if (open != null && isLost.test(open)) {
                Optional<ProcessIdentity> coordinator = AttemptProcesses.coordinator(open);
                if (coordinator.isPresent()
                        && !coordinator.get().equals(ProcessIdentity.here())
                        && coordinator.get().living().isPresent()) {
                    leave(trial, events, "process " + coordinator.get().pid() + " has a worker at it");
                    return false;
                }
                try (Journal journal = seize(folder, open)) {
                    // Read again: until now its worker may have gone on.
                    events = new ArrayList<>(read(folder));
                    open = unended(events);
                    if (open != null) {
                        TrialEvent.Ended ended = new TrialEvent.Ended(
                                open.attempt(),
                                TrialState.INTERRUPTED,
                                "ended with its coordinator",
                                secondsUntil(change, open),
                                clock.instant());
                        journal.append(ended);
                        events.add(ended);
                    }
                } catch (JournalHeldException e) {
                    leave(trial, events, "its journal is in another process's hands");
                    return false;
                }
            }
            store.ingest(trial, events);
        } catch (IOException e) {
            progress.said(folder.path() + ": cannot be read or written (" + e.getMessage() + ")");
            endInStore(trial);
        }
        return true;
    }

    /** What it has said so far is taken in. */
    private void leave(Trial trial, List<TrialEvent> events, String why) {
        progress.said(runs.resolve(trial.id()) + ": " + why + "; it is left alone");
        store.ingest(trial, events);
    }

    private List<TrialEvent> read(RunFolder folder) throws IOException {
        JournalTail.Read read = JournalTail.whole(folder.journal());
        read.damages().forEach(progress::said);
        return read.events();
    }

    /** The attempt that has no end, or null. */
    static TrialEvent.Started unended(List<TrialEvent> events) {
        TrialEvent.Started open = null;
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Started started) {
                open = started;
            } else if (event instanceof TrialEvent.Ended ended && open != null && ended.attempt() == open.attempt()) {
                open = null;
            }
        }
        return open;
    }

    /** Opens the journal of a worker that should be gone; one that holds on to it is killed where its coordinator is gone. */
    private Journal seize(RunFolder folder, TrialEvent.Started open) throws IOException {
        try {
            return Journal.open(folder.journal(), MOMENT_SECONDS);
        } catch (JournalHeldException e) {
            Optional<ProcessHandle> orphan =
                    AttemptProcesses.orphan(open).filter(process -> isWorkerOf(folder, process));
            if (orphan.isEmpty() && AttemptProcesses.coordinator(open).isEmpty()) {
                throw e;
            }
            orphan.ifPresent(worker -> {
                progress.said(folder.path() + ": process " + worker.pid() + " outlived its coordinator and is killed");
                worker.destroyForcibly();
            });
            return Journal.open(folder.journal(), PATIENCE_SECONDS);
        }
    }

    /** The number may be that of another machine's process, or of a later one here. */
    public static boolean isWorkerOf(RunFolder folder, ProcessHandle process) {
        String name = folder.path().getFileName().toString();
        return process.info().commandLine().filter(line -> line.contains(name)).isPresent();
    }

    /** When a journal last grew; to be asked before it is opened, which makes it grow. */
    static Instant lastChange(RunFolder folder) throws IOException {
        return Files.getLastModifiedTime(folder.journal()).toInstant();
    }

    /**
     * How long an attempt was at work that did not say when it ended: until its last line. By the machine's clock, which may
     * have gone back; it is the best that is left.
     */
    static double secondsUntil(Instant lastChange, TrialEvent.Started open) {
        return Math.max(0, Duration.between(open.at(), lastChange).toMillis() * 1e-3);
    }

    /** A run whose folder is gone cannot be running. */
    private void endInStore(Trial trial) {
        for (Run run : store.runs(List.of(trial.id()))) {
            if (run.state() == TrialState.RUNNING) {
                store.ingest(
                        trial,
                        List.of(new TrialEvent.Ended(
                                run.attempt(), TrialState.INTERRUPTED, "its run folder is gone", 0, clock.instant())));
            }
        }
    }

    /** How the last attempt of a journal ended; empty while it has not. */
    static Optional<TrialState> lastState(RunFolder folder) throws IOException {
        TrialState last = null;
        for (TrialEvent event : JournalTail.whole(folder.journal()).events()) {
            if (event instanceof TrialEvent.Started) {
                last = null;
            } else if (event instanceof TrialEvent.Ended ended) {
                last = ended.state();
            }
        }
        return Optional.ofNullable(last);
    }

    /** The number of the next attempt. */
    public int nextAttempt(Trial trial) {
        return 1
                + store.runs(List.of(trial.id())).stream()
                        .mapToInt(Run::attempt)
                        .max()
                        .orElse(0);
    }

    public void ingest(Trial trial, List<TrialEvent> events) {
        if (!events.isEmpty()) {
            store.ingest(trial, events);
        }
    }

    /** Writes the end of an attempt whose worker is dead to its journal, or where that fails only to the store. */
    public TrialEvent.Ended end(TrialAttempt attempt, CrashCause verdict) {
        TrialEvent.Ended ended = new TrialEvent.Ended(
                attempt.number(), verdict.state(), verdict.reason(), attempt.seconds(), clock.instant());
        try (Journal journal = Journal.open(attempt.folder().journal(), PATIENCE_SECONDS)) {
            journal.append(ended);
        } catch (IOException e) {
            progress.said(attempt.folder().journal() + ": the end of the attempt is only in the database ("
                    + e.getMessage() + ")");
        }
        store.ingest(attempt.trial(), List.of(ended));
        return ended;
    }

    /** An attempt whose worker could not be started, nor its folder be written. */
    public TrialEvent.Ended endUnstarted(Trial trial, int number, String reason) {
        TrialEvent.Ended ended = new TrialEvent.Ended(
                number, TrialState.CRASHED, "cannot start a worker: " + reason, 0, clock.instant());
        store.ingest(trial, List.of(ended));
        return ended;
    }

    /** The folder of a trial, made where it is not there. */
    public RunFolder folder(Trial trial) throws IOException {
        return RunFolder.of(runs, trial);
    }
}
