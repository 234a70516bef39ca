package marginlab.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.progress.DrawnScreen;
import marginlab.progress.PseudoTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The progress of a sweep in a real terminal, of which nothing tells the program the width but the terminal itself. */
class TerminalProgressTest {
    private static final int ROWS = 24;

    @ParameterizedTest
    @CsvSource({"60, loss", "80, images/s", "140, waiting for data"})
    @EnabledOnOs(OS.LINUX)
    void drawsALineATrialAndNoMore(int columns, String firstLeftOut) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(columns, ROWS)) {
            Process process = start(terminal.device(), "xterm");
            DrawnScreen screen = new DrawnScreen(columns);
            try (OutputStream acts = process.getOutputStream()) {
                for (int act = 0; act < 3; act++) {
                    next(acts);
                    screen.write(terminal.readUntil(PlayedSweep.ACT));
                    assertThat(screen.lines()).hasSize(3).allMatch(line -> line.length() < columns);
                    assertThat(screen.lines().get(0))
                            .contains(" ArcFace(0.5) + Inter, seed 1: epoch 1 of 2")
                            .matches(line -> columns == 140 || !line.contains(firstLeftOut))
                            .matches(line -> columns != 140 || line.endsWith("% waiting for data"));
                    assertThat(screen.lines().get(2)).contains("2 of 8 trials: 25.0 % complete, ETA 1:03:20");
                }
            }
            screen.write(terminal.readUntil("nothing more"));
            assertThat(screen.lines().get(0)).endsWith(" ArcFace(0.5) + Inter, seed 1: done in 1:24");
            assertThat(screen.lines().get(1)).endsWith(" CosFace(0.35), seed 2: crashed after 0:03: signal 9");
            assertThat(String.join("", screen.lines().subList(2, screen.lines().size())))
                    .isEqualTo("1 new result, 2 there before, 1 failed, 4 left for the next run");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void followsAWindowThatIsResized() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(140, ROWS)) {
            Process process = start(terminal.device(), "xterm");
            DrawnScreen screen = new DrawnScreen(140);
            try (OutputStream acts = process.getOutputStream()) {
                for (int columns : List.of(140, 60, 100, 40, 140)) {
                    terminal.resize(columns, ROWS);
                    screen.resize(columns);
                    next(acts);
                    screen.write(terminal.readUntil(PlayedSweep.ACT));
                    assertThat(screen.lines())
                            .as("at " + columns)
                            .hasSize(3)
                            .allMatch(line -> line.length() < columns)
                            .anyMatch(line -> line.length() > columns / 2);
                }
            }
            terminal.readUntil("nothing more");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void drawsNoMoreLinesThanThereIsRoomFor() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(80, 3)) {
            Process process = start(terminal.device(), "xterm");
            DrawnScreen screen = new DrawnScreen(80);
            try (OutputStream acts = process.getOutputStream()) {
                next(acts);
                screen.write(terminal.readUntil(PlayedSweep.ACT));
                assertThat(screen.lines()).hasSize(2);
                assertThat(screen.lines().get(1)).contains("2 of 8 trials");
            }
            terminal.readUntil("nothing more");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesLinesToATerminalThatCannotMove() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(80, ROWS)) {
            Process process = start(terminal.device(), "dumb");
            process.getOutputStream().close();
            assertThat(terminal.readUntil("nothing more"))
                    .contains("lfw: accuracy 88.90 %")
                    .doesNotContain("\u001b");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void writesNeitherColoursNorFiguresWithoutAUnitIntoAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("errors");
        Process process = start(file.toFile(), "xterm");
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(file))
                .contains("lfw: accuracy 88.90 %")
                .doesNotContain("\u001b")
                .doesNotContain("inter");
    }

    private static void next(OutputStream acts) throws Exception {
        acts.write("\n".getBytes(StandardCharsets.UTF_8));
        acts.flush();
    }

    private static Process start(File errors, String kind) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xshare:auto",
                        PlayedSweep.class.getName())
                .redirectError(errors)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TERM", kind);
        builder.environment().remove("COLUMNS");
        return builder.start();
    }
}
