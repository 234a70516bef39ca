package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.run.RunArchive;
import marginlab.run.SweepListener;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes are killed as a machine kills them; what was reported must still be there. */
class KillTest {
    /** Kills at random moments, each two seconds; {@code -Dmarginlab.kills=} takes another number. */
    private static final int KILLS = Integer.getInteger("marginlab.kills", 40);

    private static final int LONGEST_MILLISECONDS = 700;
    /** A trial says nine. */
    private static final int MOST_LINES = 14;
    /** More to do, once a sweep has ended by itself. */
    private static final int MORE_TRIALS = 4;

    @TempDir
    Path runs;

    private final Map<String, String> reported = new ConcurrentHashMap<>();
    private final List<String> twice = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<ProcessHandle> killed = new HashSet<>();

    private SweepProcess sweep(String objective, int count, String... prefix) throws Exception {
        return new SweepProcess(List.of(prefix), runs, objective, count, this::hear);
    }

    private Store reader() {
        return Store.open(runs.resolve("marginlab").toString(), StoreMode.READER);
    }

    /** What befalls a sweep beside the kills. */
    private enum Event {
        NONE,
        /** Another coordinator, with a store of its own, at the same run folders. */
        SECOND_COORDINATOR,
        /** The jar that it runs from is built again. */
        REBUILD,
        /** Other files stand for a set that trials were planned with, until the next round. */
        SWAP
    }

    private final Map<Event, Integer> events = new EnumMap<>(Event.class);
    private SweepJar jar;
    private FakeData data;
    private String fingerprint;

    private SweepProcess planned(String store, int count) throws Exception {
        return new SweepProcess(
                jar.classPath(),
                List.of(),
                runs,
                List.of("slow", String.valueOf(count), store, fingerprint),
                this::hear);
    }

    @Test
    void losesNothingThatWasReportedWhateverIsKilled(@TempDir Path build) throws Exception {
        jar = new SweepJar(build);
        data = new FakeData(runs);
        data.make();
        fingerprint = data.fingerprint();
        Random random = new Random(20261122);
        int workersKilled = 0;
        int coordinatorsKilled = 0;
        SweepProcess sweep = null;
        int trials = 0;
        int kills = 0;
        while (kills < KILLS) {
            if (sweep == null || !sweep.process().isAlive()) {
                if (sweep == null || sweep.process().exitValue() == 0) {
                    trials += MORE_TRIALS;
                }
                sweep = planned("marginlab", trials);
            }
            // By what it says and not by the clock, so that a busy machine is killed at work too; some while they
            // start.
            int lines = random.nextInt(MOST_LINES);
            if (lines == 0) {
                sweep.lives(random.nextInt(LONGEST_MILLISECONDS));
            } else {
                sweep.awaitLines(lines);
            }
            data.putBack();
            befall(random, sweep, trials);
            int victim = random.nextInt(3);
            List<ProcessHandle> workers = sweep.workers();
            killed.addAll(workers);
            if (victim > 0 && !workers.isEmpty()) {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
                workersKilled++;
            }
            boolean isAtWork = sweep.process().isAlive();
            if (isAtWork && (victim < 2 || workers.isEmpty())) {
                sweep.process().toHandle().destroyForcibly();
                sweep.awaitEnd();
                coordinatorsKilled++;
            }
            kills += isAtWork ? 1 : 0;
        }
        data.putBack();
        if (sweep.process().isAlive()) {
            sweep.awaitEnd();
        }
        assertThat(planned("marginlab", trials).awaitEnd()).isZero();
        assertThat(twice).isEmpty();
        for (ProcessHandle worker : killed) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        isWhole(trials, seed -> TestTrials.trial("slow", seed, fingerprint));
        System.out.printf(
                Locale.ROOT,
                "%d rounds: %d coordinators and %d workers killed, %s; %d trials, all there%n",
                kills,
                coordinatorsKilled,
                workersKilled,
                events,
                trials);
    }

    private void befall(Random random, SweepProcess sweep, int trials) throws Exception {
        Event event = random.nextInt(3) > 0 ? Event.NONE : Event.values()[1 + random.nextInt(3)];
        switch (event) {
            case SECOND_COORDINATOR:
                List<ProcessHandle> workers = sweep.workers();
                SweepProcess second = planned("second", trials);
                second.awaitLines(1);
                killed.addAll(second.workers());
                second.process().toHandle().destroyForcibly();
                second.awaitEnd();
                if (sweep.process().isAlive()) {
                    assertThat(refused.get())
                            .as("told by the second while the first lives")
                            .isPositive();
                }
                killed.addAll(workers);
                break;
            case REBUILD:
                jar.rebuild();
                break;
            case SWAP:
                data.exchange(random.nextBoolean());
                break;
            default:
        }
        events.merge(event, 1, Integer::sum);
    }

    private void hear(String line) {
        String[] words = line.split(" ");
        // A line that its writer was killed in reports nothing.
        if (words.length == 3 && words[0].equals("done") && reported.put(words[1], words[2]) != null) {
            twice.add(line);
        }
        if (line.startsWith("problem")) {
            refused.incrementAndGet();
        }
    }

    private void isWhole(int trials, IntFunction<Trial> planned) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int seed = 1; seed <= trials; seed++) {
            ids.add(planned.apply(seed).id());
        }
        try (Store store = reader();
                Store again = Store.open(runs.resolve("again").toString(), StoreMode.OWNER)) {
            List<Run> runs = store.runs(ids);
            assertThat(runs).hasSize(trials).allSatisfy(run -> {
                assertThat(run.state()).isEqualTo(TrialState.DONE);
                assertThat(run.outcomes()).hasSize(1);
                double accuracy = run.outcomes().get(0).metrics().get("accuracy");
                assertThat(accuracy).isEqualTo(FakeWorker.accuracy(run.trial().seed()));
                assertThat(reported.getOrDefault(run.trial().id(), String.valueOf(accuracy)))
                        .isEqualTo(String.valueOf(accuracy));
            });
            assertThat(ids).containsAll(reported.keySet());
            assertThat(new RunArchive(this.runs, again, Clock.systemUTC(), SweepListener.none()).rebuild())
                    .isEqualTo(new RunArchive.ImportedRuns(trials, 0));
            assertThat(again.runs(ids)).isEqualTo(runs);
            for (String id : ids) {
                assertThat(again.metrics(id)).containsExactlyInAnyOrderElementsOf(store.metrics(id));
            }
        }
    }

    @Test
    void canBeReadAndStoppedFromOutsideWhileItRuns() throws Exception {
        SweepProcess sweep = sweep("waits for stop", 2);
        sweep.awaitLines(1);
        try (Store reader = reader()) {
            assertThat(reader.latest(10))
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run.state()).isEqualTo(TrialState.RUNNING));
            assertThatThrownBy(() -> Store.open(runs.resolve("marginlab").toString(), StoreMode.OWNER))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("process " + sweep.process().pid());
            List<String> second = new ArrayList<>();
            assertThat(new SweepProcess(List.of(), runs, "fine", 1, second::add).awaitEnd())
                    .isEqualTo(2);
            assertThat(second)
                    .anyMatch(line -> line.startsWith("problem")
                            && line.contains("process " + sweep.process().pid()));
            sweep.process().toHandle().destroy();
            assertThat(sweep.awaitEnd()).isEqualTo(143);
            assertThat(reader.latest(10))
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run.state()).isEqualTo(TrialState.INTERRUPTED));
        }
    }

    /** A limit on the size of files is a full disk for whatever outgrows it. */
    @ParameterizedTest
    @ValueSource(strings = {"writes a long journal", "writes a large checkpoint"})
    void goesOnAfterTheDiskOfATrialWasFull(String objective) throws Exception {
        SweepProcess full = sweep(objective, 1, "/bin/sh", "-c", "ulimit -f 2000; exec \"$@\"", "sh");
        assertThat(full.awaitEnd()).isEqualTo(1);
        String id = TestTrials.trial(objective, 1).id();
        try (Store store = reader()) {
            assertThat(store.find(id).state()).isEqualTo(TrialState.CRASHED);
            assertThat(store.find(id).reason()).contains("File too large");
        }
        assertThat(sweep(objective, 1).awaitEnd()).isZero();
        try (Store store = reader()) {
            assertThat(store.find(id).state()).isEqualTo(TrialState.DONE);
            assertThat(store.find(id).outcomes().get(0).metrics()).containsEntry("accuracy", FakeWorker.accuracy(1));
        }
    }

    /** Journals, checkpoints and the store at once, wherever they are at that moment. */
    @Test
    @EnabledIf(
            value = "marginlab.run.coordinate.TestMounts#allowed",
            disabledReason = "needs the right to mount a small file system")
    void goesOnAfterTheWholeDiskWasFull() throws Exception {
        TestMounts.run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", runs.toString());
        try {
            int trials = 6;
            SweepProcess full = sweep("slow", trials);
            full.awaitLines(5);
            Path filler = runs.resolve("filler");
            TestMounts.fill(filler);
            full.awaitEnd();
            Files.delete(filler);
            assertThat(sweep("slow", trials).awaitEnd()).isZero();
            assertThat(twice).isEmpty();
            isWhole(trials, seed -> TestTrials.trial("slow", seed));
        } finally {
            TestMounts.run("umount", "-l", runs.toString());
        }
    }

    /** A limit on the size of files is a full disk for the database, which grows, and not for the journals. */
    @Test
    void goesOnAfterTheDiskOfTheStoreWasFull() throws Exception {
        int blocks = 600;
        SweepProcess full = sweep("fine", 200, "/bin/sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh");
        assertThat(full.awaitEnd()).isEqualTo(2);
        int before = reported.size();
        assertThat(before).isLessThan(200);
        assertThat(sweep("fine", before + 2).awaitEnd()).isZero();
        assertThat(twice).isEmpty();
        try (Store store = reader()) {
            assertThat(store.latest(300))
                    .filteredOn(run -> run.state() == TrialState.DONE)
                    .hasSizeGreaterThanOrEqualTo(before + 2);
        }
        assertThat(Files.readString(runs.resolve("coordinator.log"))).doesNotContain("OutOfMemory");
    }
}
