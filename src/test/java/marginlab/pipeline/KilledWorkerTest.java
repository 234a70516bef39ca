package marginlab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import marginlab.engine.InstalledEngines;
import marginlab.network.safetensors.SafetensorsFile;
import marginlab.plan.Trial;
import marginlab.run.JournalTail;
import marginlab.run.MachineCapacity;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.run.WorkerSession;
import marginlab.run.Workspace;
import marginlab.run.launch.Launcher;
import marginlab.store.record.TrialEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that are killed with signal 9 in the middle of their work, against one that is left alone. */
@Tag("engine")
class KilledWorkerTest {
    /** As the system reports signal 9. */
    private static final int KILLED = 128 + 9;

    private static final int EPOCHS = 40;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** What a machine does at its own speed. */
    private static final List<String> UNLIKE = List.of("images-per-second", "data-wait", "peak-megabytes");

    /** How an attempt ends, when it has told of so many epochs. */
    private enum End {
        KILL,
        /** Asked to stop, which writes a checkpoint in the middle of an epoch. */
        STOP,
        /** Killed while it writes that checkpoint, or before, or after. */
        STOP_AND_KILL
    }

    private static final List<End> ENDS =
            List.of(End.KILL, End.STOP, End.KILL, End.STOP_AND_KILL, End.KILL, End.STOP, End.KILL, End.KILL);

    @TempDir
    Path folder;

    private TinyExperiment tiny;
    private Pipeline pipeline;

    @BeforeEach
    void drawPeople() throws IOException {
        tiny = TinyExperiment.in(folder);
        pipeline = new Pipeline(
                new Workspace(folder.resolve("store").toString(), folder.resolve("runs"), tiny.datasets()));
    }

    /** A loss with centres and averages of its own, a rate that falls on the way; classes drawn, the best of watched epochs. */
    static Stream<Arguments> trials() {
        List<String> kept = List.of(
                "schedule.curve=steps", "schedule.divide-at=[5 epochs, 20 epochs]", "learn-scale=true", "dropout=0.2");
        List<String> drawn = List.of(
                "schedule.curve=cosine",
                "schedule.warm-up=50",
                "class-rate=0.5",
                "recipe=arcface_torch",
                "epoch=best",
                "watch=drawn-profile");
        // With the second engine only that one: a build without it has killed workers of the first.
        return InstalledEngines.present().stream().reduce((first, second) -> second).stream()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, "CurricularFace(0.5) + 0.003 * Center(0.5)", kept),
                        Arguments.of(engine, "SubCenter(0.5, 2)", drawn)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("trials")
    void goesOnToTheSameBits(String engine, String objective, List<String> settings) throws Exception {
        Trial trial = trial(engine, objective, settings);
        RunFolder whole = RunFolder.of(folder.resolve("whole"), trial);
        RunFolder killed = RunFolder.of(folder.resolve("killed"), trial);
        Random random = new Random(20261123);
        Launcher launcher = pipeline.runner().workers(new MachineCapacity(1, 2, 512, "two threads"), false);

        assertThat(awaitEnd(launcher.start(whole, 1, null))).as(log(whole)).isZero();
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < ENDS.size(); i++) {
            codes.add(end(launcher.start(killed, i + 1, null), killed, i + 1, ENDS.get(i), random));
        }
        int last = ENDS.size() + 1;
        assertThat(awaitEnd(launcher.start(killed, last, null))).as(log(killed)).isZero();

        assertThat(codes).as(log(killed)).doesNotContain(0);
        assertThat(codes).filteredOn(code -> code == KILLED).hasSizeGreaterThanOrEqualTo(5);
        assertThat(epochs(killed, last)).hasSizeBetween(1, EPOCHS - 1);
        assertThat(checkpoint(killed)).isEqualTo(checkpoint(whole));
        assertThat(results(killed)).isEqualTo(results(whole)).hasSizeGreaterThan(6);
        Map<Long, Map<String, Double>> expected = epochs(whole, 1);
        assertThat(expected).hasSize(EPOCHS);
        for (int attempt = 1; attempt <= last; attempt++) {
            assertThat(expected.entrySet()).containsAll(epochs(killed, attempt).entrySet());
        }
        assertThat(outcomes(killed, last)).isEqualTo(outcomes(whole, 1)).hasSize(3);
    }

    /** Its second attempt has no step left to train. */
    @Test
    void endsBeforeItScoresWhereItWasAskedToStop() throws Exception {
        Trial trial = pipeline.planner()
                .plan(tiny.file(), List.of(), List.of("NS"))
                .trials()
                .get(0);
        RunFolder run = RunFolder.of(folder.resolve("whole"), trial);
        Launcher launcher = pipeline.runner().workers(new MachineCapacity(1, 2, 512, "two threads"), false);
        assertThat(awaitEnd(launcher.start(run, 1, null))).as(log(run)).isZero();
        assertThat(outcomes(run, 1)).isNotEmpty();

        WorkerProcess again = launcher.start(run, 2, null);
        again.stop();

        assertThat(awaitEnd(again)).as(log(run)).isEqualTo(WorkerSession.INTERRUPTED);
        assertThat(outcomes(run, 2)).extracting("set").doesNotContain("drawn-test");
    }

    private Trial trial(String engine, String objective, List<String> settings) throws IOException {
        List<String> changes = new ArrayList<>(settings);
        changes.addAll(List.of(
                "engine=" + engine,
                "losses=[\"" + objective + "\"]",
                "schedule.stop-at=" + EPOCHS + " epochs",
                "augment.crop=0.3",
                "augment.photometric=0.5",
                "augment.compression=0.2"));
        return pipeline.planner().plan(tiny.file(), changes, List.of()).trials().get(0);
    }

    /** Ends an attempt after one to four of its epochs and a part of the next; the exit code. */
    private static int end(WorkerProcess worker, RunFolder folder, int attempt, End end, Random random)
            throws IOException {
        int told = 1 + random.nextInt(4);
        long rest = random.nextInt(80_000_000);
        await(worker, () -> epochs(folder, attempt).size() >= told);
        LockSupport.parkNanos(rest);
        if (end != End.KILL) {
            worker.stop();
            LockSupport.parkNanos(rest);
        }
        if (end != End.STOP) {
            worker.kill();
        }
        return awaitEnd(worker);
    }

    private static int awaitEnd(WorkerProcess worker) throws IOException {
        await(worker, () -> false);
        return worker.exitCode().orElseThrow();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits for something, or the end of the process. */
    private static void await(WorkerProcess worker, Condition condition) throws IOException {
        long start = System.nanoTime();
        while (worker.exitCode().isEmpty() && !condition.holds()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                worker.killAndWait();
                throw new AssertionError("the worker does not come to an end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static List<TrialEvent> events(RunFolder folder, int attempt) throws IOException {
        if (!Files.exists(folder.journal())) {
            return List.of();
        }
        return JournalTail.whole(folder.journal()).events().stream()
                .filter(event -> event.attempt() == attempt)
                .toList();
    }

    /** The figures of an attempt's epochs by the steps done, less those that are of the machine. */
    private static Map<Long, Map<String, Double>> epochs(RunFolder folder, int attempt) throws IOException {
        Map<Long, Map<String, Double>> epochs = new TreeMap<>();
        for (TrialEvent event : events(folder, attempt)) {
            if (event instanceof TrialEvent.Measured measured
                    && measured.values().containsKey("rate")) {
                Map<String, Double> figures = new TreeMap<>(measured.values());
                figures.keySet().removeAll(UNLIKE);
                epochs.put(measured.step(), figures);
            }
        }
        return epochs;
    }

    private static List<Object> outcomes(RunFolder folder, int attempt) throws IOException {
        List<Object> outcomes = new ArrayList<>();
        for (TrialEvent event : events(folder, attempt)) {
            if (event instanceof TrialEvent.Scored scored) {
                outcomes.add(scored.outcome());
            }
        }
        return outcomes;
    }

    /** Network, centres, embeddings and scores, byte for byte, by the names of their files. */
    private static Map<String, String> results(RunFolder folder) throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(folder.checkpoint())
                        && !List.of(folder.journal(), folder.log()).contains(file)) {
                    results.put(
                            folder.path().relativize(file).toString(),
                            HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return results;
    }

    /** The arrays of the last step by name, with momentum and what the loss keeps; and the hash of their values. */
    private static List<Object> checkpoint(RunFolder folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.checkpoint())) {
            SafetensorsFile.Content content =
                    SafetensorsFile.read(files.sorted().reduce((a, b) -> b).orElseThrow());
            return List.of(
                    content.notes().get("step"),
                    content.tensors().keySet(),
                    content.notes().get("sha256"));
        }
    }

    private static String log(RunFolder folder) throws IOException {
        return Files.readString(folder.log());
    }
}
