package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import marginlab.dataset.reader.TestImages;
import marginlab.run.coordinate.SweepJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sweep over people with names beyond ASCII, in processes of two locales. */
@EnabledOnOs(OS.LINUX)
class LocaleSweepTest {
    private static final String[] RUN = {"run", "tu.yaml"};
    private static final String[] CHECK = {"check", "tu.yaml", "--baseline", "tu.json"};

    @TempDir
    private Path folder;

    @BeforeEach
    void writeExperiment() throws IOException {
        for (String image : List.of("people/王小明/1", "people/李小龙/1", "pairs/0", "pairs/1")) {
            Path file = folder.resolve(image + ".jpg");
            Files.createDirectories(file.getParent());
            Files.write(file, TestImages.plain(16, image.hashCode()));
        }
        Files.writeString(folder.resolve("pairs.lst"), "0.jpg 0.jpg 1\n0.jpg 1.jpg 0\n".repeat(10));
        Files.writeString(folder.resolve("datasets.yaml"), """
                people: {role: train, format: folder, path: people}
                v: {role: verify, format: pair-list, path: pairs, list: pairs.lst}
                """);
        Files.writeString(folder.resolve("tu.yaml"), """
                name: tu
                train: people
                verify: v
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                schedule: {batch: 2, rate: 0.05, stop-at: 2, curve: cosine}
                losses: [Softmax]
                """);
    }

    /** What one locale found is neither trained anew nor judged under other names in another, or the verb refuses. */
    @Test
    void runsAndJudgesAlikeOrRefuses() throws Exception {
        CommandShell.Answer first = java("C.UTF-8", RUN);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(java("C.UTF-8", "baseline", "tu.yaml", "--out", "tu.json").code())
                .isZero();
        CommandShell.Answer judged = java("C.UTF-8", CHECK);
        assertThat(judged.code()).as(judged.err()).isZero();

        CommandShell.Answer again = java("C", RUN);
        CommandShell.Answer kept = java("C", "baseline", "tu.yaml", "--out", "again.json");
        CommandShell.Answer judgedAgain = java("C", CHECK);

        if (again.code() == 0) {
            assertThat(again.err()).contains("0 new results, 1 there before");
            assertThat(kept.code()).as(kept.err()).isZero();
            assertThat(judgedAgain).isEqualTo(judged);
        } else {
            for (CommandShell.Answer answer : List.of(again, kept, judgedAgain)) {
                assertThat(answer.code()).isEqualTo(2);
                assertThat(answer.err()).contains("which a process of the locale C cannot read", "LC_ALL=C.UTF-8");
            }
            assertThat(folder.resolve("again.json")).doesNotExist();
        }
        assertThat(java("C.UTF-8", RUN).err()).contains("0 new results, 1 there before");
    }

    private CommandShell.Answer java(String locale, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CLASSPATH", SweepJar.sharedClassPath());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        int code = builder.start().waitFor();
        return new CommandShell.Answer(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
