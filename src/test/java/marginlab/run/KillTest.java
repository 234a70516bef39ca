package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import marginlab.experiment.ProblemException;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.store.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed as a machine kills them; what was reported must still be there. */
class KillTest {
    /** Kills at random moments; {@code -Dmarginlab.kills=} takes another number. */
    private static final int KILLS = Integer.getInteger("marginlab.kills", 10);

    private static final int LONGEST_MILLISECONDS = 700;
    /** A trial says nine. */
    private static final int MOST_LINES = 14;

    @TempDir
    Path runs;

    private final Map<String, String> reported = new ConcurrentHashMap<>();
    private final List<String> twice = new ArrayList<>();
    private final Set<ProcessHandle> killed = new HashSet<>();

    private SweepProcess sweep(String objective, int count, String... prefix) throws Exception {
        return new SweepProcess(List.of(prefix), runs, objective, count, line -> {
            String[] words = line.split(" ");
            if (words[0].equals("done") && reported.put(words[1], words[2]) != null) {
                twice.add(line);
            }
        });
    }

    private Store reader() {
        return Store.open(runs.resolve("marginlab").toString(), Role.READER);
    }

    @Test
    void losesNothingThatWasReportedWhateverIsKilled() throws Exception {
        Random random = new Random(20261122);
        int workersKilled = 0;
        int coordinatorsKilled = 0;
        SweepProcess sweep = null;
        int trials = 2;
        for (int kill = 0; kill < KILLS; kill++) {
            if (sweep == null || !sweep.process().isAlive()) {
                trials = Math.max(trials, reported.size() + 4);
                sweep = sweep("slow", trials);
            }
            // By what it says and not by the clock, so that a busy machine is killed at work too; some while they
            // start.
            int lines = random.nextInt(MOST_LINES);
            if (lines == 0) {
                sweep.lives(random.nextInt(LONGEST_MILLISECONDS));
            } else {
                sweep.awaitLines(lines);
            }
            int victim = random.nextInt(3);
            List<ProcessHandle> workers = sweep.workers();
            killed.addAll(workers);
            if (victim > 0 && !workers.isEmpty()) {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
                workersKilled++;
            }
            if (victim < 2 || workers.isEmpty()) {
                sweep.process().toHandle().destroyForcibly();
                sweep.awaitEnd();
                coordinatorsKilled++;
            }
        }
        if (sweep.process().isAlive()) {
            sweep.awaitEnd();
        }
        assertThat(sweep("slow", trials).awaitEnd()).isZero();
        assertThat(twice).isEmpty();
        for (ProcessHandle worker : killed) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        isWhole(trials);
        System.out.printf(
                Locale.ROOT,
                "%d kills: %d coordinators, %d workers; %d trials, all there%n",
                KILLS,
                coordinatorsKilled,
                workersKilled,
                trials);
    }

    private void isWhole(int trials) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int seed = 1; seed <= trials; seed++) {
            ids.add(Trials.trial("slow", seed).id());
        }
        try (Store store = reader();
                Store again = Store.open(runs.resolve("again").toString(), Role.OWNER)) {
            List<Run> runs = store.runs(ids);
            assertThat(runs).hasSize(trials).allSatisfy(run -> {
                assertThat(run.state()).isEqualTo(State.DONE);
                assertThat(run.outcomes()).hasSize(1);
                double accuracy = run.outcomes().get(0).metrics().get("accuracy");
                assertThat(accuracy).isEqualTo(FakeWorker.accuracy(run.trial().seed()));
                assertThat(reported.getOrDefault(run.trial().id(), String.valueOf(accuracy)))
                        .isEqualTo(String.valueOf(accuracy));
            });
            assertThat(ids).containsAll(reported.keySet());
            assertThat(new Archive(this.runs, again, Clock.systemUTC(), Progress.none()).rebuild())
                    .isEqualTo(new Archive.Taken(trials, 0));
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
                    .allSatisfy(run -> assertThat(run.state()).isEqualTo(State.RUNNING));
            assertThatThrownBy(() -> Store.open(runs.resolve("marginlab").toString(), Role.OWNER))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("process " + sweep.process().pid());
            sweep.process().toHandle().destroy();
            assertThat(sweep.awaitEnd()).isEqualTo(143);
            assertThat(reader.latest(10))
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run.state()).isEqualTo(State.INTERRUPTED));
        }
    }

    /** A limit on the size of files is a full disk for the database, which grows, and not for the journals. */
    @Test
    void goesOnAfterTheDiskOfTheStoreWasFull() throws Exception {
        int blocks = 400;
        SweepProcess full = sweep("fine", 200, "/bin/sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh");
        assertThat(full.awaitEnd()).isEqualTo(2);
        int before = reported.size();
        assertThat(before).isLessThan(200);
        assertThat(sweep("fine", before + 2).awaitEnd()).isZero();
        assertThat(twice).isEmpty();
        try (Store store = reader()) {
            assertThat(store.latest(300))
                    .filteredOn(run -> run.state() == State.DONE)
                    .hasSizeGreaterThanOrEqualTo(before + 2);
        }
        assertThat(Files.readString(runs.resolve("coordinator.log"))).doesNotContain("OutOfMemory");
    }
}
