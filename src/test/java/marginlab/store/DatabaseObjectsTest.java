package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.store.file.DatabaseContents;
import marginlab.store.file.StoreLocation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of objects beside the migrations are those that the migrations make. */
class DatabaseObjectsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void expectsWhatTheMigrationsMake(int version) throws Exception {
        StoreLocation location = StoreLocation.of(folder.resolve("store").toString());
        OldStores.upTo(version, location);
        List<String> made = DatabaseObjects.normal(DatabaseContents.of(location));
        Path written = Path.of("target", "objects-" + version + ".txt");
        Files.write(written, made);
        assertThat(DatabaseObjects.expected(version))
                .as(
                        "the list is %s in this build; compare it, and copy it to src/main/resources/marginlab/store",
                        written)
                .isEqualTo(made);
    }
}
