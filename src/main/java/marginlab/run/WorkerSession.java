package marginlab.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * The worker's side: what the training of one trial is given, and where it says what happens.
 *
 * <p>The contract with the coordinator: the arguments are {@code RUN_FOLDER ATTEMPT ...}; events go to the journal;
 * standard output and error go to {@code log.txt}; a line {@code stop} on standard input asks to end after a checkpoint;
 * the end of standard input means that the coordinator is gone, and ends the process at once. The exit code is 0 when
 * there is a result, 1 for a failure, 130 when it was asked to stop. With {@code next} for the attempt there is no
 * coordinator: a cluster started the worker, which counts by itself and stops at a TERM signal only.
 */
public final class WorkerSession {
    /** As shells have it for an end by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** In place of the attempt's number, where no coordinator counts. */
    public static final String NEXT = "next";

    /** The provenance that tells a worker's process and its coordinator's; absent where no coordinator watches it. */
    static final String PROCESS = Run.PROCESS;

    private static final long PATIENCE_SECONDS = 30;
    private static final long BREATH_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** What a worker does with its trial. */
    public interface TrialWork {
        /** How the trial ended; it has trained, scored and saved everything by then. */
        Ending of(WorkerSession child) throws Exception;
    }

    /**
     * How a trial ended.
     *
     * @param reason one line; empty when it is done
     */
    public record Ending(TrialState state, String reason) {
        public static final Ending DONE = new Ending(TrialState.DONE, "");

        /** NaN or infinite: at which step, and which term. */
        public static Ending diverged(String reason) {
            return new Ending(TrialState.DIVERGED, reason);
        }

        /** Asked to stop, and stopped after a checkpoint. */
        public static Ending interrupted() {
            return new Ending(TrialState.INTERRUPTED, "stopped after a checkpoint");
        }
    }

    private final RunFolder folder;
    private final Trial trial;
    private final int attempt;
    private final boolean isCoordinated;
    private final Journal journal;
    private final AtomicBoolean stop = new AtomicBoolean();
    private long breathedNanos = System.nanoTime();

    private WorkerSession(RunFolder folder, String attempt) throws IOException {
        this.folder = folder;
        this.trial = folder.trial();
        this.isCoordinated = !attempt.equals(NEXT);
        if (!isCoordinated) {
            // Read before the lock: closing a file drops the locks that a process has on it.
            JournalTail.Read before = JournalTail.whole(folder.journal());
            Instant change = before.events().isEmpty() ? Instant.now() : JournalImporter.lastChange(folder);
            this.attempt = 1
                    + before.events().stream()
                            .mapToInt(TrialEvent::attempt)
                            .max()
                            .orElse(0);
            this.journal = Journal.open(folder.journal(), PATIENCE_SECONDS);
            TrialEvent.Started open = JournalImporter.unended(before.events());
            if (open != null) {
                journal.append(new TrialEvent.Ended(
                        open.attempt(),
                        TrialState.INTERRUPTED,
                        "ended with its machine",
                        JournalImporter.secondsUntil(change, open),
                        Instant.now()));
            }
        } else {
            this.attempt = Integer.parseInt(attempt);
            this.journal = Journal.open(folder.journal(), PATIENCE_SECONDS);
        }
    }

    /**
     * Does the work under the contract.
     *
     * @param provenance commit, versions, hardware, threads, by name; the process adds system, Java and, where a coordinator started
     *     it, its number
     * @return the exit code
     */
    public static int run(String[] arguments, Map<String, String> provenance, TrialWork work) throws IOException {
        WorkerSession child = new WorkerSession(new RunFolder(Path.of(arguments[0])), arguments[1]);
        Signals.on("TERM", () -> child.stop.set(true));
        if (child.isCoordinated) {
            child.listen(System.in);
        }
        return child.work(provenance, work);
    }

    private int work(Map<String, String> provenance, TrialWork work) throws IOException {
        long start = System.nanoTime();
        Map<String, String> known = new TreeMap<>(provenance);
        if (isCoordinated) {
            known.put(PROCESS, AttemptProcesses.here());
        }
        known.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        known.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        journal.append(new TrialEvent.Started(attempt, Instant.now(), known));
        Ending ending;
        try {
            ending = work.of(this);
        } catch (Throwable e) {
            e.printStackTrace();
            ending = ending(e);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        journal.append(new TrialEvent.Ended(attempt, ending.state(), ending.reason(), seconds, Instant.now()));
        journal.close();
        switch (ending.state()) {
            case DONE:
            case DIVERGED:
                return 0;
            case INTERRUPTED:
                return INTERRUPTED;
            default:
                return 1;
        }
    }

    /** Lack of memory, disk or rights is the machine's and may pass; anything else is an error that the same trial would make again. */
    private static Ending ending(Throwable error) {
        String reason = oneLine(error);
        boolean machine = error instanceof OutOfMemoryError
                || error instanceof AccessDeniedException
                || CrashCause.isOfTheMachine(reason);
        return new Ending(machine ? TrialState.CRASHED : TrialState.FAILED, reason);
    }

    private static String oneLine(Throwable error) {
        // A class that could not be initialised says nothing of itself.
        Throwable telling = error;
        while (isSilent(telling) && telling.getCause() != null) {
            telling = telling.getCause();
        }
        return isSilent(telling)
                ? telling.getClass().getSimpleName()
                : telling.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static boolean isSilent(Throwable error) {
        return error.getMessage() == null || error.getMessage().isBlank();
    }

    /** A terminal's Ctrl-C reaches workers too; they wait for the coordinator's word. */
    private void listen(InputStream coordinator) {
        Signals.on("INT", () -> {});
        Signals.on("HUP", () -> {});
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(coordinator, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.equals("stop")) {
                                stop.set(true);
                            }
                        }
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(INTERRUPTED);
                },
                "coordinator");
        thread.setDaemon(true);
        thread.start();
    }

    public RunFolder folder() {
        return folder;
    }

    public Trial trial() {
        return trial;
    }

    /** Counts from 1; above it there may be a checkpoint to go on from. */
    public int attempt() {
        return attempt;
    }

    /** Whether to save a checkpoint and end as {@link Ending#interrupted}. */
    public boolean stopAsked() {
        return stop.get();
    }

    /** Figures after an iteration; those of an epoch are forced to the disk. */
    public void measured(long step, int epoch, Map<String, Double> values) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        journal.append(new TrialEvent.Measured(attempt, step, epoch, new TreeMap<>(values), now));
    }

    /** Says now and then that work goes on which has nothing to tell yet; silence is taken for a hang. */
    public void breathe() {
        long now = System.nanoTime();
        if (now - breathedNanos > BREATH_NANOS) {
            breathedNanos = now;
            try {
                journal.breathe();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void scored(ProtocolOutcome outcome) throws IOException {
        journal.append(new TrialEvent.Scored(attempt, outcome));
    }
}
