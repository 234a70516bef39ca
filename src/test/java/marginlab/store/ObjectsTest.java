package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of objects beside the migrations are those that the migrations make. */
class ObjectsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void expectsWhatTheMigrationsMake(int version) throws Exception {
        Location location = Location.of(folder.resolve("store").toString());
        Migrations.upTo(version, location);
        List<String> made = Objects.normal(Contents.of(location));
        Path written = Path.of("target", "objects-" + version + ".txt");
        Files.write(written, made);
        assertThat(Objects.expected(version))
                .as(
                        "the list is %s in this build; compare it, and copy it to src/main/resources/marginlab/store",
                        written)
                .isEqualTo(made);
    }
}
