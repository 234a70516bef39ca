package marginlab.run.coordinate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.run.CrashCause;
import marginlab.run.JournalImporter;
import marginlab.run.JournalTail;
import marginlab.run.RunFolder;
import marginlab.run.StopSignal;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.TrialAttempt;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;
import marginlab.store.Store;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/**
 * Runs trials, each in a process of its own, until all have a result or are given up. Whatever happens to a worker is
 * sorted and recorded; whatever happens to the coordinator, the next one goes on from the journals.
 */
public final class Coordinator {
    private static final long TICK_MILLISECONDS = 100;

    private final Store store;
    private final Launcher launcher;
    private final SweepPolicy policy;
    private final SweepListener progress;
    private final JournalImporter importer;
    private final TimeForecast forecast;
    private final CircuitBreaker breaker;
    private final DeviceSlots slots;
    /** Something has happened: a worker has ended, or the user has spoken. */
    private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>();

    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicReference<StopSignal> stoppedBy = new AtomicReference<>();
    private final Deque<Trial> waiting = new ArrayDeque<>();
    private final List<TrialAttempt> running = new ArrayList<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private int obeyed;
    private int done;
    private int failed;
    private int interrupted;
    private int skipped;
    private int leftAlone;

    /**
     * @param runs the folder of the run folders
     * @param store owned by this process
     * @param clock of the machine; it may go back
     */
    public Coordinator(
            Path runs, Store store, Launcher launcher, SweepPolicy policy, Clock clock, SweepListener progress) {
        this.store = store;
        this.launcher = launcher;
        this.policy = policy;
        this.progress = progress;
        this.importer = new JournalImporter(runs, store, clock, progress);
        this.forecast = new TimeForecast(store);
        this.breaker = new CircuitBreaker(policy.breaker());
        this.slots = new DeviceSlots(policy);
    }

    /** Asks to stop, from any thread: the first time after each trial's checkpoint, the second time now. */
    public void stop(StopSignal signal) {
        stoppedBy.compareAndSet(null, signal);
        stops.incrementAndGet();
        bell.add(true);
    }

    /** Runs what has no result yet. A coordinator runs once. */
    public SweepOutcome run(List<Trial> trials) {
        queue(trials);
        try {
            while (true) {
                obey();
                startWaiting();
                progress.totals(totals(trials.size()));
                if (running.isEmpty()) {
                    break;
                }
                bell.poll(TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
                bell.clear();
                for (TrialAttempt attempt : List.copyOf(running)) {
                    look(attempt);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(StopSignal.INTERRUPT);
        } finally {
            // Only when something of ours broke; the journals have what the store has not.
            running.forEach(attempt -> attempt.process().killAndWait());
        }
        SweepOutcome sweep = new SweepOutcome(
                done,
                failed,
                skipped,
                waiting.size() + interrupted + leftAlone,
                whyStopped(),
                Optional.ofNullable(stoppedBy.get()));
        progress.finished(sweep);
        return sweep;
    }

    private void queue(List<Trial> trials) {
        List<String> ids = new ArrayList<>();
        trials.forEach(trial -> ids.add(trial.id()));
        Map<String, TrialState> before = store.states(ids);
        importer.handOn(trials);
        Set<String> elsewhere = new HashSet<>();
        for (Trial trial : trials) {
            if (!hasResult(before.get(trial.id()))
                    && !importer.takeUp(trial, before.get(trial.id()) == TrialState.RUNNING)) {
                elsewhere.add(trial.id());
            }
        }
        Map<String, TrialState> states = store.states(ids);
        for (Trial trial : trials) {
            TrialState state = states.getOrDefault(trial.id(), TrialState.PLANNED);
            if (hasResult(state)) {
                skipped++;
            } else if (state == TrialState.FAILED && !policy.retryFailed()) {
                failed++;
                progress.said(trial.id() + " " + trial.objective() + ", seed " + trial.seedText()
                        + ": failed before; --retry-failed retries it");
            } else if (elsewhere.contains(trial.id())) {
                leftAlone++;
            } else {
                waiting.add(trial);
            }
        }
    }

    private static boolean hasResult(TrialState state) {
        return state == TrialState.DONE || state == TrialState.DIVERGED;
    }

    private void obey() {
        int asked = stops.get();
        if (asked > 0 && obeyed == 0) {
            progress.said("stopping after a checkpoint; once more stops now");
            running.forEach(attempt -> attempt.process().stop());
        }
        if (asked > 1 && obeyed <= 1) {
            running.forEach(attempt -> attempt.condemn(TrialState.INTERRUPTED, "stopped by the user"));
        }
        obeyed = asked;
    }

    private Optional<String> whyStopped() {
        return stops.get() > 0 ? Optional.of("stopped by the user") : breaker.open();
    }

    private void startWaiting() {
        while (!waiting.isEmpty() && whyStopped().isEmpty()) {
            Optional<String> place = slots.take();
            if (place.isEmpty()) {
                return;
            }
            start(waiting.poll(), place.get());
        }
    }

    private void start(Trial trial, String place) {
        int number = importer.nextAttempt(trial);
        tries.merge(trial.id(), 1, Integer::sum);
        try {
            RunFolder folder = importer.folder(trial);
            JournalTail tail = new JournalTail(folder.journal());
            tail.rest();
            long logBefore = folder.log().toFile().length();
            WorkerProcess process = launcher.start(folder, number, place.isEmpty() ? null : place);
            TrialAttempt attempt = new TrialAttempt(trial, number, place, folder, process, tail, logBefore);
            running.add(attempt);
            process.onExit(() -> bell.add(true));
            progress.started(trial, number);
        } catch (IOException | UncheckedIOException | ProblemException e) {
            slots.release(place);
            conclude(trial, importer.endUnstarted(trial, number, e.getMessage()));
        }
    }

    private void look(TrialAttempt attempt) {
        // The exit is asked for before the journal is read, or its last lines could be missed.
        boolean isOver = attempt.process().exitCode().isPresent();
        try {
            JournalTail.Read read = attempt.read(isOver);
            read.damages().forEach(progress::said);
            importer.ingest(attempt.trial(), read.events());
            read.events().forEach(event -> tell(attempt.trial(), event));
        } catch (IOException e) {
            attempt.condemn(TrialState.CRASHED, "its journal cannot be read: " + e.getMessage());
        }
        if (isOver) {
            running.remove(attempt);
            TrialEvent.Ended ended =
                    attempt.ended().orElseGet(() -> importer.end(attempt, attempt.verdict(stops.get() > 0)));
            if (isCrowdedOut(ended) && slots.drop()) {
                tries.merge(attempt.trial().id(), -1, Integer::sum);
                waiting.addLast(attempt.trial());
                progress.ended(attempt.trial(), ended, true);
                progress.said("memory ran out: from here on "
                        + (slots.count() == 1 ? "one trial" : slots.count() + " trials") + " at a time");
            } else {
                slots.release(attempt.gpu());
                conclude(attempt.trial(), ended);
            }
        } else {
            attempt.checkSilence(policy.silence(), policy.silenceFactor());
        }
    }

    /** Whether it died for lack of memory beside others: that is theirs as much as its own, and no try of it. */
    private boolean isCrowdedOut(TrialEvent.Ended ended) {
        return ended.state() == TrialState.CRASHED && CrashCause.lacksMemory(ended.reason()) && !running.isEmpty();
    }

    private void tell(Trial trial, TrialEvent event) {
        if (event instanceof TrialEvent.Measured measured) {
            progress.measured(trial, measured);
        } else if (event instanceof TrialEvent.Scored scored) {
            progress.scored(trial, scored.outcome());
        }
    }

    private void conclude(Trial trial, TrialEvent.Ended ended) {
        breaker.take(trial.id(), ended);
        boolean again = false;
        switch (ended.state()) {
            case DONE:
                forecast.add(trial, ended.seconds());
                done++;
                break;
            case DIVERGED:
                done++;
                break;
            case INTERRUPTED:
                interrupted++;
                break;
            case FAILED:
                failed++;
                break;
            default:
                again = tries.get(trial.id()) <= policy.retries();
                if (again) {
                    waiting.addLast(trial);
                } else {
                    failed++;
                }
        }
        progress.ended(trial, ended, again);
        if (!running.isEmpty() || !waiting.isEmpty()) {
            breaker.open().ifPresent(progress::said);
        }
    }

    private SweepListener.Totals totals(int trials) {
        return new SweepListener.Totals(
                trials, done + skipped, failed, running.size(), forecast.left(waiting, running, slots.count()));
    }
}
