package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import marginlab.file.hash.Fingerprints;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PathFieldTest {
    @TempDir
    private Path folder;

    @Test
    void takesNoDatasetForTheWholeDisk() throws IOException {
        refuses("/", "found the text '/'; expected a path below the root of the disk");
        refuses("\"a\\0b\"", "expected a path (Nul character not allowed)");
    }

    /** A variable that never ends costs a pattern as many steps as there are characters after it. */
    @Test
    void refusesAPathOfEndlessVariables() throws IOException {
        refuses("\"" + "${A:-".repeat(100_000) + "\"", "expected a path of at most 4096 characters");
    }

    private void refuses(String path, String found) throws IOException {
        Path file = Files.writeString(
                folder.resolve("datasets.yaml"), "a: {role: train, format: recordio, path: " + path + "}");
        assertThatThrownBy(() -> Catalog.read(file, Map.of(), new Fingerprints(null)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file + ":1:42: ")
                .hasMessageContaining(found);
    }
}
