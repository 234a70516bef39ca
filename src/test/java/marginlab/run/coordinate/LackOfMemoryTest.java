package marginlab.run.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginlab.plan.Trial;
import marginlab.run.CrashCause;
import marginlab.run.RunFolder;
import marginlab.run.SweepOutcome;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;
import marginlab.run.launch.LocalWorker;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that is not Java's: a JVM that cannot start for it, what libraries say, and what the kernel does. */
class LackOfMemoryTest extends FakeSweep {
    /** Kilobytes of addresses in which no JVM begins. */
    private static final String LIMIT = "ulimit -v 900000; exec \"$@\"";

    private static final SweepPolicy NO_RETRY =
            new SweepPolicy(3, List.of(), 1, 0, 2, Duration.ofMinutes(5), 10, false);

    @TempDir
    Path folder;

    /** Whoever comes while another lives finds no room: as where each fits alone and not beside others. */
    private final class Crowded implements Launcher {
        private final List<Process> started = new ArrayList<>();

        @Override
        public WorkerProcess start(RunFolder run, int attempt, String gpu) throws IOException {
            List<String> command = new ArrayList<>();
            if (started.stream().anyMatch(Process::isAlive)) {
                command.addAll(List.of("/bin/sh", "-c", LIMIT, "sh"));
            }
            command.addAll(WORKERS.command(run.path().toString(), String.valueOf(attempt)));
            ProcessBuilder builder = new ProcessBuilder(command);
            WORKERS.prepare(builder);
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
            Process process = builder.start();
            started.add(process);
            return new LocalWorker(process);
        }
    }

    @Test
    void runsFewerAtOnceWhereThereIsNoRoomForAll() {
        Trial[] trials = {TestTrials.trial("slow", 1), TestTrials.trial("slow", 2), TestTrials.trial("slow", 3)};

        SweepOutcome sweep =
                new Coordinator(runs, store, new Crowded(), NO_RETRY, Clock.systemUTC(), heard).run(List.of(trials));

        assertThat(sweep.done()).as(heard.endings.toString()).isEqualTo(3);
        assertThat(sweep.failed()).isZero();
        for (Trial trial : trials) {
            isWhole(trial);
        }
        assertThat(heard.endings)
                .filteredOn(line -> line.startsWith("slow crashed, again: exit code 1: "))
                .hasSizeBetween(1, 2);
        assertThat(heard.said).contains("memory ran out: from here on one trial at a time");
    }

    @Test
    void givesUpOneThatFindsNoRoomByItself() throws Exception {
        Trial trial = TestTrials.trial("fine", 1);
        Launcher cramped = (run, attempt, gpu) -> {
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", LIMIT, "sh"));
            command.addAll(WORKERS.command(run.path().toString(), String.valueOf(attempt)));
            ProcessBuilder builder = new ProcessBuilder(command);
            WORKERS.prepare(builder);
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
            return new LocalWorker(builder.start());
        };
        SweepOutcome sweep =
                new Coordinator(runs, store, cramped, NO_RETRY, Clock.systemUTC(), heard).run(List.of(trial));
        assertThat(sweep.failed()).isEqualTo(1);
        assertThat(heard.endings).singleElement().asString().startsWith("fine crashed: exit code 1: ");
    }

    @Test
    void keepsTheReportsOfACrashInTheRunFolder() throws Exception {
        Trial trial = TestTrials.trial("faults once", 1);
        run(trial);
        try (Stream<Path> files = Files.list(runs.resolve(trial.id()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("native-crash-[0-9]+\\.txt"));
        }
        assertThat(WORKERS.command("RUN", "1"))
                .contains("-XX:ErrorFile=RUN/native-crash-%p.txt", "-XX:ReplayDataFile=RUN/native-replay-%p.txt");
    }

    /** The last words of processes, with the place of a report behind them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# There is insufficient memory for the Java Runtime Environment to continue.",
                "# Native memory allocation (mmap) failed to map 131072 bytes. Error detail: committing: (errno=12)",
                "OpenJDK warning: INFO: os::commit_memory(0x7, 65536, 0) failed; error='Not enough space' (errno=12)",
                "Could not reserve enough space for 65536KB object heap",
                "java.lang.UnsatisfiedLinkError: libmxnet.so: failed to map segment from shared object",
                "mxnet::Error: CPU: out of memory: Cannot allocate 123 bytes",
                "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB",
                "RuntimeError: [enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory: you tried",
            })
    void takesWordsOfMemoryForACrash(String words) throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.txt"),
                "starts\n" + words + "\n\tat x\n# An error report is in\n# /runs/a/crash-1.txt\n");
        CrashCause verdict = CrashCause.of(1, log, 0, false);
        assertThat(verdict.state()).isEqualTo(TrialState.CRASHED);
        assertThat(verdict.reason()).isEqualTo("exit code 1: " + words);
        assertThat(CrashCause.lacksMemory(verdict.reason())).isTrue();
    }

    @Test
    void doesNotTakeTheWordsOfAnEarlierAttemptForThisOnes() throws IOException {
        Path log = folder.resolve("log.txt");
        Files.writeString(log, "# There is insufficient memory\n");
        long before = Files.size(log);
        Files.writeString(log, Files.readString(log) + "the term does not fit\n");
        assertThat(CrashCause.of(1, log, before, false))
                .isEqualTo(new CrashCause(TrialState.FAILED, "exit code 1: the term does not fit"));
    }

    @Test
    void tellsAKillOfTheKernelFromOneByHand() {
        CrashCause kernel = CrashCause.of(137, folder.resolve("none"), 0, true);
        CrashCause hand = CrashCause.of(137, folder.resolve("none"), 0, false);
        assertThat(kernel.state()).isEqualTo(TrialState.CRASHED);
        assertThat(CrashCause.lacksMemory(kernel.reason())).isTrue();
        assertThat(hand.state()).isEqualTo(TrialState.CRASHED);
        assertThat(CrashCause.lacksMemory(hand.reason())).isFalse();
    }
}
