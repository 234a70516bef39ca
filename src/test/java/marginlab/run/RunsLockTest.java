package marginlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may change run folders, on one machine and, as far as one machine can show it, on two. */
class RunsLockTest {
    private static final String ELSEWHERE =
            "process 7 of them on far since 2026-11-30T00:00:00Z\n7@1 on far/boot/pid\n";

    @TempDir
    Path runs;

    private Path file() {
        return runs.resolve(RunsLock.FILE);
    }

    @Test
    void tellsTheSecondWhoTheFirstIs() throws IOException {
        try (RunsLock lock = RunsLock.take(runs)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunsLock.take(runs.resolve("../" + runs.getFileName())))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " of ")
                    .hasMessageContaining(runs.getFileName().toString());
            assertThat(Files.readString(file()).lines().skip(1).findFirst().flatMap(ProcessIdentity::parse))
                    .contains(ProcessIdentity.here());
        }
        assertThat(file()).isEmptyFile();
        RunsLock.take(runs).close();
    }

    /** As where a mount keeps locks to each machine: the lock is had, and the owner's sign of life is all there is. */
    @Test
    void believesASignOfLifeFromAnotherMachine() throws IOException {
        Files.writeString(file(), ELSEWHERE);
        AtomicInteger seconds = new AtomicInteger();
        assertThatThrownBy(() -> RunsLock.take(runs, () -> {
                    if (seconds.incrementAndGet() == 5) {
                        touch();
                    }
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("process 7 of them on far");
        assertThat(seconds).hasValue(5);
        assertThat(file()).hasContent(ELSEWHERE);
    }

    @Test
    void takesOverFromAMachineThatShowsNone() throws IOException {
        Files.writeString(file(), ELSEWHERE);
        AtomicInteger seconds = new AtomicInteger();
        RunsLock.take(runs, seconds::incrementAndGet).close();
        assertThat(seconds.get()).isGreaterThan(10);
    }

    @Test
    void waitsForNobodyWhoWasKilledHere() throws IOException {
        ProcessIdentity here = ProcessIdentity.here();
        Files.writeString(file(), "process 7\n" + new ProcessIdentity(7, "1", here.machine()).text() + "\n");
        RunsLock.take(runs, () -> {
                    throw new AssertionError("waits");
                })
                .close();
    }

    @Test
    void isNotMisledByWhatElseTheFileHolds() throws IOException {
        for (String text :
                new String[] {"", "\n\n", "x".repeat(9000), "a\n7@1\n", "a\n99999999999999999999@1 on far\n"}) {
            Files.writeString(file(), text);
            RunsLock.take(runs, () -> {
                        throw new AssertionError("waits");
                    })
                    .close();
        }
    }

    @Test
    void tellsAProcessFromALaterOneOfItsNumber() throws IOException {
        Process other = new ProcessBuilder("cat").start();
        ProcessIdentity mark = ProcessIdentity.of(other.toHandle());
        assertThat(ProcessIdentity.parse(mark.text())).contains(mark);
        assertThat(mark.living()).contains(other.toHandle());
        assertThat(new ProcessIdentity(mark.pid(), mark.start() + "1", mark.machine()).living())
                .isEmpty();
        assertThat(new ProcessIdentity(mark.pid(), mark.start(), "far/boot/pid").living())
                .isEmpty();
        other.destroy();
        other.onExit().join();
        assertThat(mark.living()).isEmpty();
    }

    @Test
    void writesToNothingThatItsNameLinksTo() throws IOException {
        Path other = Files.writeString(runs.resolve("other"), "of the user");
        Files.createSymbolicLink(file(), other);
        assertThatThrownBy(() -> RunsLock.take(runs)).isInstanceOf(ProblemException.class);
        assertThat(other).hasContent("of the user");
    }

    private void touch() {
        try {
            Files.setLastModifiedTime(file(), FileTime.fromMillis(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
