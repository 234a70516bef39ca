package marginlab.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.file.FileDamage;
import marginlab.network.external.TinyNetworks;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks that are damaged, handed to the engines that run them: each is run, or named as what cannot be, or ends the process in
 * which it is opened and no other.
 */
@Tag("engine")
class NetworkFuzzTest {
    private static final int ROUNDS = 150;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** An attribute's value or an operator, or the place of an input. */
    private static final Pattern VALUE = Pattern.compile(
            "\"(?:op|kernel|num_filter|no_bias|fix_gamma|eps|global_pool|pool_type)\": \"([^\"]*)\"(?!, \"name\": \"data)|\\[(\\d+), \\d");

    private static final List<String> ODD_VALUES = List.of(
            "0",
            "-1",
            "2147483647",
            "99999999999999999999",
            "nan",
            "()",
            "(0, 0)",
            "(-3, 5)",
            "(1, 1, 1, 1)",
            "True",
            "sum",
            "Custom",
            "elemwise_add",
            "Concat",
            "transpose",
            "slice_axis",
            "Deconvolution",
            "BatchNorm",
            "L2Normalization");
    private static final List<String> ODD_PLACES = List.of("0", "1", "4", "999", "-1");
    /** What {@link HelperProcess} calls it. */
    private static final int TOOK_TOO_LONG = 124;

    private static final String ENDED = "ended its process: ";

    @TempDir
    private Path folder;

    @Test
    void mxnetRunsOrNamesADamagedSymbol() throws IOException {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        survives(TinyNetworks.mxnet(folder), "tiny-symbol.json");
    }

    @Test
    void mxnetRunsOrNamesDamagedArrays() throws IOException {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        survives(TinyNetworks.mxnet(folder), "tiny-0000.params");
    }

    /** Files that are whole, with sizes and operators that their makers did not mean: damage of bytes seldom comes so far. */
    @Test
    void mxnetRunsOrNamesASymbolThatMakesNoSense() throws IOException {
        assumeTrue(Engine.hasEngine("MXNet"), "needs MXNet");
        String good = Files.readString(TinyNetworks.mxnet(folder));
        List<byte[]> odd = new ArrayList<>();
        for (Matcher value = VALUE.matcher(good); value.find(); ) {
            for (String other : value.group(1) == null ? ODD_PLACES : ODD_VALUES) {
                int group = value.group(1) == null ? 2 : 1;
                odd.add((good.substring(0, value.start(group)) + other + good.substring(value.end(group)))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        survives(folder.resolve("tiny-symbol.json"), "tiny-symbol.json", odd);
    }

    @Test
    void onnxRuntimeRunsOrNamesADamagedFile() throws IOException {
        assumeTrue(Engine.hasEngine("OnnxRuntime"), "needs the profile onnx");
        survives(TinyNetworks.onnx(folder.resolve("tiny.onnx"), 4, 4, null), "tiny.onnx");
    }

    @Test
    void pytorchRunsOrNamesADamagedArchive() throws IOException {
        assumeTrue(Engine.hasEngine("PyTorch"), "needs the profile pytorch");
        survives(TinyNetworks.torchScript(folder.resolve("net.pt")), "net.pt");
    }

    /**
     * Opens copies of a network, each with one of its files damaged otherwise.
     *
     * @param named the file that a user names
     * @param damaged the one that is damaged
     */
    private void survives(Path named, String damaged) throws IOException {
        byte[] good = Files.readAllBytes(named.resolveSibling(damaged));
        survives(
                named,
                damaged,
                IntStream.range(0, ROUNDS)
                        .mapToObj(round -> FileDamage.of(good, round))
                        .toList());
    }

    private void survives(Path named, String damaged, List<byte[]> contents) throws IOException {
        List<String> files = new ArrayList<>();
        files.add(named.toString());
        for (byte[] content : contents) {
            Path place = Files.createDirectory(folder.resolve("damage-" + files.size()));
            try (Stream<Path> whole = Files.list(folder)) {
                for (Path file : whole.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, place.resolve(file.getFileName()));
                }
            }
            Files.write(place.resolve(damaged), content);
            files.add(place.resolve(named.getFileName()).toString());
        }

        List<String> reports = crashReports();
        Map<String, String> outcomes = opened(files);

        assertThat(outcomes).containsEntry(named.toString(), NetworkOpener.EMBEDDED);
        assertThat(outcomes.keySet()).containsExactlyElementsOf(files);
        outcomes.forEach((file, outcome) -> {
            assertThat(outcome).as(file).doesNotStartWith(NetworkOpener.THREW);
            if (outcome.startsWith(NetworkOpener.PROBLEM)) {
                assertThat(outcome)
                        .as(file)
                        .contains(Path.of(file).getParent().getFileName().toString());
            }
        });
        assertThat(outcomes.values()).anyMatch(outcome -> outcome.startsWith(NetworkOpener.PROBLEM));
        // Java's report of a crash is of no use to who named the file.
        assertThat(crashReports())
                .as("reports of crashes where the program was started")
                .isEqualTo(reports);
    }

    private static List<String> crashReports() throws IOException {
        try (Stream<Path> here = Files.list(Path.of(""))) {
            return here.map(Path::toString)
                    .filter(name -> name.startsWith("hs_err"))
                    .sorted()
                    .toList();
        }
    }

    /** What came of each, by one process after the other: where one ends, the next goes on behind the file that ended it. */
    private static Map<String, String> opened(List<String> files) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        while (outcomes.size() < files.size()) {
            List<String> rest = files.subList(outcomes.size(), files.size());
            HelperProcess.ProcessOutput output =
                    new HelperProcess(new WorkerLauncher(NetworkOpener.class, rest, 1, 256)).run(LIMIT);
            String file = null;
            for (String line : output.output().lines().toList()) {
                if (line.startsWith(NetworkOpener.OPENS)) {
                    file = line.substring(NetworkOpener.OPENS.length());
                    outcomes.put(file, ENDED + output.code());
                } else if (NetworkOpener.isOutcome(line)) {
                    outcomes.put(file, line);
                }
            }
            assertThat(file).as(output.errors()).isNotNull();
            assertThat(output.code()).as("no end of %s", file).isNotEqualTo(TOOK_TOO_LONG);
            assertThat(outcomes.get(file).startsWith(ENDED)).as(file).isEqualTo(output.code() != 0);
        }
        return outcomes;
    }
}
