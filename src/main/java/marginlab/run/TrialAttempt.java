package marginlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import marginlab.plan.Trial;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** One worker at one trial, as the coordinator sees it. */
public final class TrialAttempt {
    /** A worker that has said how it ended has nothing left to do. */
    private static final long EXIT_NANOS = Duration.ofSeconds(30).toNanos();
    /** On a busy machine a JVM takes its time to the first line. */
    private static final long START_NANOS = Duration.ofMinutes(3).toNanos();

    private final Trial trial;
    private final int number;
    private final String gpu;
    private final RunFolder folder;
    private final WorkerProcess process;
    private final JournalTail tail;
    private final long startNanos = System.nanoTime();
    private final long logBefore;
    private final long killsBefore = KernelKills.count();
    private long heardNanos = startNanos;
    private long heardBytes;
    private long longestSilenceNanos;
    private boolean hasSpoken;
    private TrialEvent.Ended ended;
    private CrashCause verdict;

    /**
     * @param tail at the end of what earlier attempts wrote
     * @param logBefore bytes that the log had then
     */
    public TrialAttempt(
            Trial trial,
            int number,
            String gpu,
            RunFolder folder,
            WorkerProcess process,
            JournalTail tail,
            long logBefore) {
        this.trial = trial;
        this.number = number;
        this.gpu = gpu;
        this.folder = folder;
        this.process = process;
        this.tail = tail;
        this.heardBytes = tail.offset();
        this.logBefore = logBefore;
    }

    public Trial trial() {
        return trial;
    }

    int number() {
        return number;
    }

    /** Null where the engine chooses. */
    public String gpu() {
        return gpu;
    }

    public WorkerProcess process() {
        return process;
    }

    RunFolder folder() {
        return folder;
    }

    public double seconds() {
        return (System.nanoTime() - startNanos) * 1e-9;
    }

    /** What is new in the journal; while the worker starts there may be none. */
    public JournalTail.Read read(boolean isLast) throws IOException {
        JournalTail.Read read;
        try {
            if (isLast && heardBytes > 0 && !Files.exists(folder.journal())) {
                throw new NoSuchFileException(folder.journal().toString());
            }
            read = isLast ? tail.rest() : tail.more();
        } catch (NoSuchFileException e) {
            if (heardBytes > 0 || !Files.exists(folder.path())) {
                condemn(TrialState.CRASHED, "its run folder was taken away");
            }
            return new JournalTail.Read(List.of(), List.of());
        }
        long now = System.nanoTime();
        if (tail.offset() != heardBytes) {
            heardBytes = tail.offset();
            longestSilenceNanos = Math.max(longestSilenceNanos, now - heardNanos);
            hasSpoken = true;
            heardNanos = now;
        }
        for (TrialEvent event : read.events()) {
            if (event instanceof TrialEvent.Ended end && end.attempt() == number && ended == null) {
                ended = end;
            }
        }
        return read;
    }

    /** Ends it when it has been silent for too long. */
    public void checkSilence(Duration shortest, double factor) {
        if (process.isWaiting()) {
            heardNanos = System.nanoTime();
            return;
        }
        long known = Math.max(shortest.toNanos(), (long) (factor * longestSilenceNanos));
        long allowed = hasSpoken ? known : Math.max(known, START_NANOS);
        long silence = System.nanoTime() - heardNanos;
        if (ended != null) {
            if (silence > Math.min(shortest.toNanos(), EXIT_NANOS)) {
                process.kill();
            }
        } else if (silence > allowed) {
            condemn(
                    TrialState.TIMED_OUT,
                    "no sign of life for " + Duration.ofNanos(silence).toSeconds() + " s");
        }
    }

    /** Kills the worker for a reason of ours. */
    public void condemn(TrialState state, String reason) {
        if (verdict == null) {
            verdict = new CrashCause(state, reason);
            process.kill();
        }
    }

    /** What the worker said of its end. */
    public Optional<TrialEvent.Ended> ended() {
        return Optional.ofNullable(ended);
    }

    /** What its death means, when it said nothing. */
    public CrashCause verdict(boolean stopAsked) {
        if (verdict != null) {
            return verdict;
        }
        if (!process.loss().isEmpty() && !stopAsked) {
            return new CrashCause(TrialState.CRASHED, process.loss());
        }
        return stopAsked
                ? new CrashCause(TrialState.INTERRUPTED, "stopped by the user")
                : CrashCause.of(
                        process.exitCode().orElseThrow(), folder.log(), logBefore, KernelKills.count() > killsBefore);
    }
}
