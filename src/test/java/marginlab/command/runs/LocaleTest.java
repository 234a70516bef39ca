package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import marginlab.Main;
import marginlab.command.context.CommandShell;
import marginlab.run.coordinate.SweepJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names beyond ASCII in processes of any locale: the results of UTF-8; where that cannot be, a refusal that says what to set. */
@EnabledOnOs(OS.LINUX)
class LocaleTest {
    private static final String REFUSAL =
            "which a process of the locale C cannot read; expected a locale of UTF-8. Start"
                    + " it again with a locale of UTF-8 in its environment, as LC_ALL=C.UTF-8";

    /** With it the process has no way to start over in UTF-8. */
    private static final String CANNOT_START_OVER = "-Djna.nounpack=true";

    /** Of all processes here: to copy the classes anew for each would take longer than the rest. */
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    @BeforeEach
    void drawPeople() throws IOException {
        for (String person : List.of("plain/Ann", "plain/Bob", "other/王小明", "other/李小龙")) {
            Path own = Files.createDirectories(folder.resolve(person));
            Files.write(own.resolve("1.png"), png(person.hashCode()));
        }
        Files.writeString(folder.resolve("other.lst"), "王小明/1.png 0\n李小龙/1.png 1\n");
        Files.writeString(folder.resolve("datasets.yaml"), """
                plain: {role: train, format: folder, path: plain}
                other: {role: train, format: folder, path: other}
                listed: {role: train, format: image-list, path: other, list: other.lst}
                """);
    }

    @Test
    void readsAsciiNamesAlikeInBothLocales() throws Exception {
        CommandShell.Answer here = java("C.UTF-8", folder, "data", "check", "plain", "--json");
        CommandShell.Answer there = java("C", folder, "data", "check", "plain", "--json");

        assertThat(there.code()).as(there.err()).isZero();
        assertThat(JsonParser.parseString(there.out())).isEqualTo(JsonParser.parseString(here.out()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data check other --json",
                "data check listed --json",
                "data overlap plain other --people",
                "ls --store gräß --quiet"
            })
    void findsOtherNamesWhateverTheLocale(String verb) throws Exception {
        CommandShell.Answer here = java("C.UTF-8", folder, verb.split(" "));

        assertThat(java("C", folder, verb.split(" "))).isEqualTo(here);
        assertThat(here.err()).doesNotContain(REFUSAL);
    }

    @Test
    void writesOtherNamesWhateverTheLocale() throws Exception {
        CommandShell.Answer answer = java("C", folder, "data", "pack", "other", "--out", "Zoë/train.rec");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(folder.resolve("Zoë/train.rec")).isRegularFile();
    }

    @Test
    void worksInAFolderThatTheLocaleCannotName() throws Exception {
        Path there = Files.createDirectories(folder.resolve("Zoë 王"));
        Files.writeString(there.resolve("datasets.yaml"), "zoe: {role: train, format: folder, path: ../other}\n");

        CommandShell.Answer answer = java("C", there, "data", "check", "zoe", "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer).isEqualTo(java("C.UTF-8", there, "data", "check", "zoe", "--json"));
    }

    /** As under Maven, which loads the program with a class loader of its own; its command is what is started over. */
    @Test
    void worksWhereAnotherProgramLoadsIt() throws Exception {
        String[] verb = {"data", "check", "other", "--json"};

        CommandShell.Answer answer = java("C", Map.of(), folder, List.of(LoadedElsewhere.class.getName()), verb);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).isEqualTo(java("C.UTF-8", folder, verb).out());
    }

    /** It is the same process: who waits for it sees its end, and a signal reaches it. */
    @Test
    void isTheSameProcessAfterItStartedOver() throws Exception {
        Process process = start("C", Map.of(), folder, List.of(Main.class.getName()), "serve", "--port", "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).startsWith("http://127.0.0.1:");
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/environ")))
                    .contains("LC_ALL=C.UTF-8");
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data check other",
                "data check listed",
                "data overlap plain other --people",
                "data pack other --out packed/train.rec",
                "data check Zoë",
                "data pack plain --out Zoë/train.rec"
            })
    void refusesOtherNamesWhereItCannotStartOver(String verb) throws Exception {
        CommandShell.Answer answer = cramped(folder, verb.split(" "));

        assertThat(answer.err()).contains(REFUSAL);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(folder.resolve("packed/train.rec")).doesNotExist();
    }

    @Test
    void refusesACatalogWhosePathsItCannotName() throws Exception {
        Files.writeString(folder.resolve("datasets.yaml"), "zoe: {role: train, format: folder, path: Zoë}\n");

        CommandShell.Answer answer = cramped(folder, "data", "ls");

        assertThat(answer.err()).contains("datasets.yaml:1:").contains(REFUSAL);
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void refusesAWorkingFolderThatItCannotName() throws Exception {
        Path there = Files.createDirectories(folder.resolve("Zoë"));
        Files.copy(folder.resolve("datasets.yaml"), there.resolve("datasets.yaml"));

        CommandShell.Answer answer = cramped(there, "data", "ls");

        assertThat(answer.err())
                .contains("the working folder: found a name beyond ASCII")
                .contains(REFUSAL);
        assertThat(answer.code()).isEqualTo(2);
    }

    /** As archives of older systems unpack them: both names look the same in UTF-8. */
    @Test
    void refusesNamesWhoseBytesAreNotUtf8() throws Exception {
        run(
                new ProcessBuilder(
                        "bash",
                        "-c",
                        "mkdir old $'old/Zo\\xeb' $'old/Zo\\xea' && for d in old/*; do cp plain/Ann/1.png \"$d\"; done"),
                folder);
        Files.writeString(folder.resolve("datasets.yaml"), "old: {role: train, format: folder, path: old}\n");

        CommandShell.Answer answer = java("C.UTF-8", folder, "data", "check", "old");

        assertThat(answer.err()).contains("a name with bytes that are not UTF-8; expected names in UTF-8");
        assertThat(answer.code()).isEqualTo(2);
    }

    /** The script beside the build, with a Java that tells how it was called. */
    @Test
    void theScriptStartsJavaInUtf8() throws Exception {
        Path home = Files.createDirectories(folder.resolve("Zoë"));
        Path script = Files.copy(Path.of("marginlab"), home.resolve("marginlab"));
        Files.createDirectories(home.resolve("target"));
        Files.createFile(home.resolve("target/marginlab.jar"));
        Files.createFile(home.resolve("target/marginlab.jsa"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$LC_ALL\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "ls");
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("LC_ALL", "C");

        assertThat(run(builder, home).out())
                .startsWith("C.UTF-8 ")
                .contains("-jar " + home.resolve("target/marginlab.jar") + " ls");
    }

    private static byte[] png(int rgb) throws IOException {
        BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, rgb & 0xFFFFFF);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private CommandShell.Answer java(String locale, Path there, String... arguments) throws Exception {
        return java(locale, Map.of(), there, List.of(Main.class.getName()), arguments);
    }

    private CommandShell.Answer cramped(Path there, String... arguments) throws Exception {
        return java(
                "C", Map.of("JDK_JAVA_OPTIONS", CANNOT_START_OVER), there, List.of(Main.class.getName()), arguments);
    }

    private CommandShell.Answer java(
            String locale, Map<String, String> more, Path there, List<String> main, String... arguments)
            throws Exception {
        CommandShell.Answer answer = run(start(locale, more, there, main, arguments), there);
        String told = answer.err()
                .lines()
                .filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
                .collect(Collectors.joining("\n"));
        return new CommandShell.Answer(answer.code(), answer.out(), told);
    }

    private ProcessBuilder start(
            String locale, Map<String, String> more, Path there, List<String> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(there.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("CLASSPATH", SweepJar.sharedClassPath());
        environment.put("LC_ALL", locale);
        environment.keySet().removeAll(List.of("LANG", "LC_CTYPE"));
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.putAll(more);
        return builder;
    }

    private static CommandShell.Answer run(ProcessBuilder builder, Path folder) throws Exception {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        int code = builder.directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        CommandShell.Answer answer = new CommandShell.Answer(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return answer;
    }
}
