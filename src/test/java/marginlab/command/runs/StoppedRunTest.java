package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import marginlab.Main;
import marginlab.run.coordinate.SweepJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run} as a process of its own, which a signal stops in the middle of a training. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedRunTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeExperiment() throws IOException {
        for (String image : new String[] {"0/0", "0/1", "1/0", "1/1"}) {
            Path file = folder.resolve("faces").resolve(image + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage face = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            face.setRGB(image.charAt(0) - '0', image.charAt(2) - '0', 0xFFFFFF);
            ImageIO.write(face, "png", file.toFile());
        }
        Files.writeString(folder.resolve("pairs.txt"), "0/0.png 0/1.png 1\n0/0.png 1/0.png 0\n".repeat(10));
        Files.writeString(folder.resolve("datasets.yaml"), """
                faces: {role: train, format: folder, path: faces}
                v: {role: verify, format: pair-list, path: faces, list: pairs.txt}
                """);
        Files.writeString(folder.resolve("long.yaml"), """
                name: long
                train: faces
                verify: v
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                schedule: {batch: 4, rate: 0.05, stop-at: 1000000, curve: cosine}
                losses: [NS]
                """);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsWithTheCodeOfTheSignal(String signal, int code) throws Exception {
        IgnoredSignals.assumeHeard(signal);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        Main.class.getName(),
                        "run",
                        "long.yaml")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", SweepJar.sharedClassPath());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process run = builder.start();
        try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().filter(line -> line.contains("iteration")).findFirst())
                    .isPresent();

            new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid()))
                    .start()
                    .waitFor();

            assertThat(lines.lines())
                    .anyMatch(line -> line.contains("stopped after a checkpoint"))
                    .anyMatch(line -> line.endsWith("1 left for the next run: stopped by the user"));
            assertThat(run.waitFor()).isEqualTo(code);
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }
}
