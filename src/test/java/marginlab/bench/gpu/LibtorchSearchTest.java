package marginlab.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with the names of libtorch's files in them. */
class LibtorchSearchTest {
    private static final String WANTED = "2.7.1";

    @TempDir
    private Path folder;

    /** As its zip is unpacked. */
    private Path unpacked(String version, boolean cuda) throws IOException {
        Path root = folder.resolve("libtorch-" + version + cuda);
        Path lib = Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("build-version"), version + "\n");
        libraries(lib, cuda);
        return lib;
    }

    private static void libraries(Path lib, boolean cuda) throws IOException {
        Files.createFile(lib.resolve("libtorch.so"));
        if (cuda) {
            Files.createFile(lib.resolve("libtorch_cuda.so"));
        }
    }

    private Libtorch find(Path given, Map<String, String> environment) {
        return new LibtorchSearch(given, environment, folder.resolve("cache")).find(WANTED, true);
    }

    @Test
    void takesTheFolderThatTheUserNames() throws IOException {
        Path lib = unpacked("2.7.1+cu128", true);

        Libtorch found = find(lib.getParent(), Map.of("PYTORCH_LIBRARY_PATH", "/nowhere"));

        assertThat(found).isEqualTo(new Libtorch("--libtorch", lib.toString(), WANTED, true, "", ""));
        assertThat(found.loads()).isTrue();
        assertThat(found.environment())
                .isEqualTo(Map.of(
                        "PYTORCH_LIBRARY_PATH", lib.toString(), "PYTORCH_VERSION", WANTED, "PYTORCH_FLAVOR", "cu128"));
    }

    @Test
    void takesThatOfTheEnvironment() throws IOException {
        Path lib = unpacked("2.7.1+cu128", true);

        assertThat(find(null, Map.of("PYTORCH_LIBRARY_PATH", lib.toString())).source())
                .isEqualTo("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void takesTheOneWithCudaInTheCache() throws IOException {
        Path cache = folder.resolve("cache");
        libraries(Files.createDirectories(cache.resolve("2.5.1-20250101-cu124-linux-x86_64")), true);
        Path lib = Files.createDirectories(cache.resolve("2.7.1-20250812-cu128-linux-x86_64"));
        libraries(lib, true);
        libraries(Files.createDirectories(cache.resolve("2.7.1-20250812-cpu-linux-x86_64")), false);

        Libtorch found = find(null, Map.of());

        assertThat(found).isEqualTo(new Libtorch("DJL's cache", lib.toString(), WANTED, true, "", ""));
    }

    @Test
    void saysWhatToDoWhereItIsMissing() {
        Libtorch found = find(folder.resolve("none"), Map.of());

        assertThat(found.problem()).isEqualTo("no libtorch in " + folder.resolve("none"));
        assertThat(found.remedy()).contains("cu128", "2.7.1", "--libtorch");
        assertThat(found.loads()).isFalse();
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        Path lib = unpacked("2.5.1+cu124", true);

        Libtorch found = find(lib, Map.of());

        assertThat(found.problem()).isEqualTo("libtorch 2.5.1 in " + lib + ", expected 2.7.1");
        assertThat(found.remedy()).contains("2.7.1");
        assertThat(found.loads()).isFalse();
    }

    @Test
    void usesOneForProcessorsAndSaysThatItSeesNoGpu() throws IOException {
        Libtorch found = find(unpacked("2.7.1+cpu", false), Map.of());

        assertThat(found.problem()).isEqualTo("libtorch for processors only, which sees no GPU");
        assertThat(found.remedy()).contains("cu128");
        assertThat(found.loads()).isTrue();
        assertThat(found.environment()).containsEntry("PYTORCH_FLAVOR", "cpu");
    }

    @Test
    void needsThePytorchEngine() {
        Libtorch found = new LibtorchSearch(null, Map.of(), folder).find("", true);

        assertThat(found.problem()).isEqualTo("PyTorch's engine is not on the class path");
        assertThat(found.remedy()).contains("-Ppytorch");
        assertThat(found.loads()).isFalse();
    }
}
