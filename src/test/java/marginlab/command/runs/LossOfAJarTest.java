package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import marginlab.loss.plugin.BuiltJar;
import marginlab.loss.plugin.PluginFolder;
import marginlab.loss.plugin.PluginJar;
import marginlab.pipeline.NamedByFiles;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.run.plugin.PluginCopy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Losses of jars, from the command line to the report. */
@Tag("engine")
class LossOfAJarTest extends JarExperiment {
    private static final String LOSSES = "losses=[NS, \"HardestOther({0.1, 0.3}) + NS\"]";

    private String hash(Path jar) throws IOException {
        return PluginJar.hash(jar);
    }

    private JsonObject shown(String id) {
        return shell.run("show", id, "--json").json().getAsJsonObject();
    }

    private List<JsonObject> runs() {
        return shell.run("ls", "--json").json().getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Test
    void isListedAndComputed() throws IOException {
        Path jar = BuiltJar.ofTheExample(plugins);
        Npy.write(folder.resolve("e.npy"), new float[][] {{2, 0}, {0, 3}});
        Npy.write(folder.resolve("w.npy"), new float[][] {{1, 0}, {3, 4}});
        Npy.write(folder.resolve("y.npy"), new long[] {0, 1});

        CommandShell.Answer listed = shell.run("losses", "--plugins", plugins.toString());
        CommandShell.Answer computed = shell.run(
                "loss",
                "0.5 * HardestOther(0.7)",
                "--plugins",
                plugins.toString(),
                "--embeddings",
                folder.resolve("e.npy").toString(),
                "--centres",
                folder.resolve("w.npy").toString(),
                "--labels",
                folder.resolve("y.npy").toString(),
                "--out",
                folder.toString(),
                "--json");

        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("HardestOther(0.3)").contains(jar.toString());
        // Cosines 1 and 0.6 with the own and the other centre; 0.8 and 0.
        assertThat(computed.json().getAsJsonObject().get("value").getAsDouble())
                .isCloseTo(0.5 * (0.3 + 0) / 2, within(1e-6));
        assertThat(shell.run("losses", "--plugins", plugins.toString(), "--json")
                        .out())
                .contains("\"label\": \"HardestOther(0.3)\"");
    }

    @Test
    void isTrainedReportedAndKnownByItsJar() throws IOException {
        Path jar = BuiltJar.ofTheExample(plugins);
        String hash = hash(jar);

        CommandShell.Answer ran = run(LOSSES, "--plugins", plugins.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("HardestOther(0.1) + NS").contains("HardestOther(0.3) + NS");
        List<JsonObject> runs = runs();
        assertThat(runs).hasSize(3);
        for (JsonObject each : runs) {
            String id = each.get("id").getAsString();
            JsonObject shown = shown(id);
            boolean isOwn = each.get("objective").getAsString().startsWith("HardestOther");
            assertThat(each.get("state").getAsString()).isEqualTo("done");
            assertThat(shown.toString().contains("jar " + hash + "; m 0.3 cosine; needs centres"))
                    .isEqualTo(isOwn);
            assertThat(shown.toString().contains("hardest-other-1.0.jar, SHA-256 " + hash))
                    .isEqualTo(isOwn);
            assertThat(Files.exists(folder.resolve("runs").resolve(id).resolve("plugins/hardest-other-1.0.jar")))
                    .isEqualTo(isOwn);
        }
        assertThat(run(LOSSES, "--plugins", plugins.toString()).err()).doesNotContain("1 of");
        assertThat(runs()).hasSize(3);

        // A report by the experiment's name needs no jar, and knows rows, baseline and verdicts.
        String name = runs.get(0).get("experiment").getAsString();
        String[] report = {"report", name, "--out", folder.resolve("again").toString(), "--json"};
        assertThat(shell.run(report).code()).isZero();
        assertThat(Files.readString(folder.resolve("again").resolve(name).resolve("table.csv")))
                .isEqualTo(
                        Files.readString(folder.resolve("reports").resolve(name).resolve("table.csv")));

        // What the file names is not known without it.
        CommandShell.Answer without = run(LOSSES);
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("found HardestOther", "--plugins");

        // A jar that was built anew is another loss; one that lies elsewhere is the same.
        Files.move(jar, Files.createDirectory(folder.resolve("moved")).resolve("other-name.jar"));
        CommandShell.Answer moved = shell.run(
                "plan",
                experiment.toString(),
                "--set",
                LOSSES,
                "--plugins",
                folder.resolve("moved").toString(),
                "--json");
        assertThat(moved.out()).contains("\"state\": \"done\"").doesNotContain("\"state\": \"planned\"");
        Path changed = folder.resolve("moved/other-name.jar");
        Files.write(changed, "\0".getBytes(StandardCharsets.UTF_8), java.nio.file.StandardOpenOption.APPEND);
        CommandShell.Answer anew = shell.run(
                "plan",
                experiment.toString(),
                "--set",
                LOSSES,
                "--plugins",
                folder.resolve("moved").toString(),
                "--json");
        assertThat(anew.out()).contains("\"state\": \"planned\"");
    }

    @Test
    void theJobsOfAClusterFindItsJar() throws Exception {
        Path jar = BuiltJar.ofTheExample(plugins);
        CommandShell.Answer written = run(
                "losses=[\"HardestOther(0.1) + NS\"]",
                "--plugins",
                plugins.toString(),
                "--launcher",
                "slurm",
                "--dry-run",
                "--trial-cpus",
                "1");
        assertThat(written.code()).as(written.err()).isZero();
        Files.delete(jar);
        try (Stream<Path> scripts = Files.list(folder.resolve("runs"))) {
            Path script = scripts.filter(file -> file.toString().endsWith(".sbatch"))
                    .findFirst()
                    .orElseThrow();
            ProcessBuilder job = new ProcessBuilder("/bin/bash", script.toString());
            job.environment().put("SLURM_ARRAY_TASK_ID", "0");
            assertThat(job.inheritIO().start().waitFor()).isZero();
        }
        assertThat(shell.run("rebuild").code()).isZero();
        assertThat(runs().get(0).get("state").getAsString()).isEqualTo("done");
    }

    @Test
    void aTrialThatFailsNamesTheJar() throws IOException {
        BuiltJar.of(plugins.resolve("mine.jar"), BuiltJar.mine("LossPlugin.VERSION", "Mine", """
                        if (numbers[0] == 0) throw new IllegalStateException("no batch today");
                        if (numbers[0] == 1) return null;
                        return LossValue.of(batch.cosines());
                        """));

        CommandShell.Answer ran = run("losses=[\"Mine({0, 1, 1.5})\"]", "--plugins", plugins.toString());

        assertThat(ran.code()).isEqualTo(1);
        String all = runs().stream()
                .map(each -> shown(each.get("id").getAsString()).toString())
                .reduce("", String::concat);
        assertThat(all)
                .contains(
                        "mine.jar: found code that throws java.lang.IllegalStateException: no batch today at Mine.value(Mine.java:")
                .contains("mine.jar: found null as the value of Mine(1); expected one number")
                .contains("mine.jar: found an array (8, 8) as the value of Mine(1.5); expected one number");
    }

    /** Run folders come from strangers: a jar in one is not loaded unless this sweep was planned with it. */
    @Test
    void aWorkerLoadsNoJarThatTheSweepWasNotPlannedWith() throws IOException {
        Path jar = BuiltJar.ofTheExample(plugins);
        CommandShell.Answer written = run(
                "losses=[\"HardestOther(0.1) + NS\"]",
                "--plugins",
                plugins.toString(),
                "--launcher",
                "slurm",
                "--dry-run");
        assertThat(written.code()).as(written.err()).isZero();
        RunFolder there = RunFolder.all(folder.resolve("runs")).get(0);

        assertThat(PluginCopy.of(there, there.trial(), Set.of(hash(jar))).ofJars())
                .containsOnlyKeys("HardestOther");
        assertThatThrownBy(() -> PluginCopy.of(there, there.trial(), Set.of("0".repeat(64))))
                .hasMessageContaining("hardest-other-1.0.jar: found a jar that this sweep was not planned with");
        Files.write(
                there.plugins().resolve("hardest-other-1.0.jar"), new byte[1], java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> PluginCopy.of(there, there.trial(), Set.of(hash(jar))))
                .hasMessageContaining(
                        "plugins: found another jar than that of the plan; expected the jar of HardestOther");
    }

    /** A folder called plugins that happens to be here may be a stranger's. */
    @Test
    void nothingIsLoadedThatNobodyNamed() throws Exception {
        Path here = Files.createDirectories(folder.resolve("checkout/plugins"));
        BuiltJar.of(here.resolve("evil.jar"), BuiltJar.mine().replace("public int interfaceVersion", """
                        static {
                            try {
                                java.nio.file.Files.createFile(java.nio.file.Path.of("was-here"));
                            } catch (java.io.IOException e) {
                                throw new RuntimeException(e);
                            }
                        }
                        public int interfaceVersion"""));
        Path checkout = here.getParent();

        assertThat(program(checkout, "losses"))
                .contains("ArcFace")
                .contains("not loaded: the jars in " + here)
                .doesNotContain("Mine(0.3)");
        assertThat(checkout.resolve("was-here")).doesNotExist();
        assertThat(program(checkout, "losses", "--plugins", "plugins")).contains("Mine(0.3)");
        assertThat(checkout.resolve("was-here")).exists();
    }

    private static String program(Path where, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                                        .map(entry ->
                                                Path.of(entry).toAbsolutePath().toString())
                                        .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator)),
                                "marginlab.Main"),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** Jobs that wait need the jar in their run folder, also those of an earlier build; a file names a loss, whichever the build. */
    @Test
    void gcKeepsTheJarsOfEveryBuildAndRemovesThemWithTheirRuns() throws IOException {
        String tiny = Files.readString(experiment);
        for (String build : List.of("1 *", "2 *")) {
            BuiltJar.of(
                    plugins.resolve("mine.jar"),
                    BuiltJar.mine(
                            "LossPlugin.VERSION",
                            "Mine",
                            "return batch.softmax(batch.targetCosines().sub((float) (" + build + " numbers[0])));"));
            write(tiny.replace("[NS, \"Triplet(0.35)\"]", "[NS, \"Mine(0.1)\"]"));
        }
        assertThat(jars()).hasSize(2);
        List<Trial> trials = new ArrayList<>();
        for (RunFolder run : RunFolder.all(folder.resolve("runs"))) {
            trials.add(run.trial());
        }
        assertThat(NamedByFiles.of(folder, trials).ids())
                .containsExactlyInAnyOrderElementsOf(
                        trials.stream().map(Trial::id).toList());

        String[] gc = {"gc", "-y", "--experiments", folder.toString()};
        assertThat(shell.run(gc).code()).isZero();
        assertThat(jars()).hasSize(2);

        write(tiny.replace("[NS, \"Triplet(0.35)\"]", "[NS]"));
        assertThat(shell.run(gc).code()).isZero();
        assertThat(jars()).isEmpty();
    }

    /** Makes run folders for the jobs of a cluster, which train nothing yet. */
    private void write(String text) throws IOException {
        Files.writeString(experiment, text);
        CommandShell.Answer written = shell.run(
                "run", experiment.toString(), "--plugins", plugins.toString(), "--launcher", "slurm", "--dry-run");
        assertThat(written.code()).as(written.err()).isZero();
    }

    private List<Path> jars() throws IOException {
        return RunFolder.all(folder.resolve("runs")).stream()
                .flatMap(run -> PluginFolder.jars(run.plugins()).stream())
                .toList();
    }
}
