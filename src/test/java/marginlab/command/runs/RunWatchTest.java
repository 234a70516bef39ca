package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import marginlab.plan.Trial;
import marginlab.progress.PseudoTerminal;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ls --watch} in a process of its own, while this one owns the store as a sweep does. */
class RunWatchTest {
    private static final Trial TRIAL = TestTrials.trial("ArcFace(0.5)", 1);

    @TempDir
    private Path folder;

    private Store sweep() {
        Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER);
        store.ingest(TRIAL, List.of(new TrialEvent.Started(1, Instant.EPOCH, Map.of(Run.PROCESS, "1 of 2"))));
        return store;
    }

    private static void end(Store store) {
        ProtocolOutcome outcome =
                new ProtocolOutcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.875)), List.of());
        store.ingest(
                TRIAL,
                List.of(
                        new TrialEvent.Scored(1, outcome),
                        new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH)));
        store.close();
    }

    private ProcessBuilder watching(String terminal) {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                Main.class.getName(),
                "ls",
                "--watch",
                "--store",
                folder.resolve("store").toString());
        builder.environment().put("TERM", terminal);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    @Test
    void printsALineForWhatHappensIntoAPipeAndEndsWithTheSweep() throws Exception {
        Store store = sweep();
        Process watch = watching("xterm").start();
        String running = TRIAL.id() + " ArcFace(0.5), seed 1: running\n";
        String first = new String(watch.getInputStream().readNBytes(running.length()), StandardCharsets.UTF_8);
        end(store);

        assertThat(first).isEqualTo(running);
        assertThat(new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(TRIAL.id() + " ArcFace(0.5), seed 1: done: pairs 87.50\n");
        assertThat(watch.waitFor()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void drawsTheTableOverOnATerminal() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(80, 24)) {
            Store store = sweep();
            Process watch = watching("xterm").redirectOutput(terminal.device()).start();
            String first = terminal.readUntil("1 running\r\n");
            end(store);
            String last = terminal.readUntil("1 done\r\n");

            assertThat(first.lines())
                    .hasSize(3)
                    .allMatch(line -> line.length() < 80)
                    .anyMatch(
                            line -> line.matches(TRIAL.id().substring(0, 8) + " .* ArcFace\\(0\\.5\\) +1 +running .*"))
                    .last()
                    .isEqualTo("1 run: 1 running");
            assertThat(last.substring(last.lastIndexOf("\u001b[A\u001b[2K".repeat(3)))
                            .lines())
                    .anyMatch(line -> line.matches(".* done +0:12 +87\\.50"));
            assertThat(watch.waitFor()).isZero();
        }
    }

    @Test
    void stopsWhereASignalSaysSoAndLeavesTheSweepAlone() throws Exception {
        try (Store store = sweep()) {
            Process watch = watching("dumb").start();
            watch.getInputStream().read();
            new ProcessBuilder("kill", "-INT", String.valueOf(watch.pid()))
                    .start()
                    .waitFor();

            assertThat(watch.waitFor()).isEqualTo(130);
            assertThat(store.states(List.of(TRIAL.id()))).containsEntry(TRIAL.id(), TrialState.RUNNING);
        }
    }

    @Test
    void runFollowsTheSweepOfItsExperimentAndTrainsNothing() throws Exception {
        FinishedRuns.write(folder);
        Files.writeString(folder.resolve("datasets.yaml"), "{}\n");
        Path file = Files.writeString(
                folder.resolve("two.yaml"),
                "name: two-losses\ntrain: synthetic-faces\nverify: [synthetic-plain]\nlosses: [NS]\nseeds: [1]\n");

        CommandShell.Answer answer = new CommandShell(folder).run("run", file.toString(), "--watch");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out().lines())
                .containsExactly(
                        FinishedRuns.FIRST.id() + " ArcFace(0.5), seed 1: done: pairs 90.00",
                        FinishedRuns.SECOND.id() + " NS, seed 1: done: pairs 80.00");
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(folder.resolve("reports")).doesNotExist();
    }
}
